import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** WCAG 2.2 relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** WCAG 2.2 contrast ratio of two `#rrggbb` colours, 1 to 21. */
function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

function theme(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`)
  const block = css.slice(start, css.indexOf('}', start))
  return Object.fromEntries([...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']))
}

const themes = { dark: theme(':root'), light: theme("[data-theme='light']") }

const grounds = ['canvas', 'sunken', 'field', 'surface', 'raised', 'hover', 'selected']
const softs = ['good-soft', 'caution-soft', 'danger-soft', 'info-soft', 'machine-soft', 'neutral-soft']
const tones = ['good', 'caution', 'danger', 'info', 'machine']

/** Every text on every ground it stands on. */
const texts = [
  ...grounds.flatMap((ground) => ['ink', 'ink-soft', 'ink-faint', 'accent', ...tones].map((ink) => [ink, ground] as const)),
  ...softs.flatMap((soft) => [['ink', soft], ['ink-soft', soft]] as const),
  ...tones.map((tone) => [tone, `${tone}-soft`] as const),
  ...['highlight', 'highlight-strong'].flatMap((mark) => [['ink', mark]] as const),
  ['on-accent', 'accent-fill'] as const,
  ['on-accent', 'accent-fill-hover'] as const,
]

/** Borders of controls and the focus ring: what a control is known by. */
const edges = [...['canvas', 'sunken', 'field', 'surface', 'raised'].flatMap((ground) => [['control', ground], ['focus', ground]] as const), ['focus', 'selected'] as const]

describe('contrast', () => {
  it('is computed as WCAG defines it', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  for (const [name, tokens] of Object.entries(themes)) {
    it(`of every text in the ${name} theme is at least 4.5:1: nobody squints in a dark room`, () => {
      const weak = texts.map(([ink, ground]) => `${ink} on ${ground} ${contrast(tokens[ink] ?? '', tokens[ground] ?? '').toFixed(2)}`).filter((line) => !(Number(line.split(' ').at(-1)) >= 4.5))
      expect(weak).toEqual([])
    })

    it(`of every control's edge in the ${name} theme is at least 3:1`, () => {
      const weak = edges.map(([edge, ground]) => `${edge} on ${ground} ${contrast(tokens[edge] ?? '', tokens[ground] ?? '').toFixed(2)}`).filter((line) => !(Number(line.split(' ').at(-1)) >= 3))
      expect(weak).toEqual([])
    })
  }

  it('covers the same tokens in both themes: a token missing in one would silently show the other', () => {
    expect(Object.keys(themes.light).toSorted()).toEqual(Object.keys(themes.dark).toSorted())
  })
})
