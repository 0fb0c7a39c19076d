import type { Random } from '../../status/compose/random.ts'

/** What one finding has settled on: its side, sizes, segment, change. */
export type Bound = Map<string, string>

/**
 * The language the banks are written in. `[a|b|]` is one of the alternatives, drawn anew each time. `{name|a|b}` draws one and
 * keeps it, `{name:lo-hi}` a whole number and `{name:lo-hi:1}` one with a decimal; `{name}` says it again.
 */
export function expandTemplate(template: string, random: Random, bound: Bound): string {
  let text = template
  for (let inner = /\[([^[\]]*\|[^[\]]*)\]/.exec(text); inner; inner = /\[([^[\]]*\|[^[\]]*)\]/.exec(text)) {
    // A bar inside braces belongs to the slot, not to the choice.
    const options = inner[1]!.replace(/\{[^}]*\}/g, (slot) => slot.replaceAll('|', '\u0001')).split('|')
    text = text.slice(0, inner.index) + random.pick(options).replaceAll('\u0001', '|') + text.slice(inner.index + inner[0].length)
  }
  text = text.replace(/\{([a-z]+\d?)(?:([|:])([^}]*))?\}/g, (slot, name: string, kind: string | undefined, values: string | undefined, at: number) => {
    const known = bound.get(name)
    if (known !== undefined) return known
    if (kind === undefined || values === undefined) throw new ReferenceError(`${slot} is not drawn before it is used: ${template}`)
    const value = kind === '|' ? random.pick(values.split('|')) : drawNumber(values, random)
    bound.set(name, at === 0 && /^[A-Z][a-z]+$/.test(value) ? value.toLowerCase() : value)
    return value
  })
  return capitalise(text.replace(/ {2,}/g, ' ').replace(/ ([,.;])/g, '$1').trim())
}

/** "4-12" or "1.2-3.4:1" (with decimals). */
function drawNumber(range: string, random: Random): string {
  const found = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)(?::(\d))?$/.exec(range)
  if (!found) throw new SyntaxError(`not a range of numbers: ${range}`)
  const [low, high, decimals] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)]
  const steps = 10 ** decimals
  return ((Math.round(low * steps) + random.int(Math.round((high - low) * steps) + 1)) / steps).toFixed(decimals)
}

/** Capital at the start of the text and of each sentence in it. */
export function capitalise(text: string): string {
  return text.replace(/(^|[.!?]\s+|\n)([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase())
}

/** Names of the slots a template uses and, apart, of those it draws itself. */
export function slotsOf(template: string): { used: string[]; drawn: string[] } {
  const found = [...template.matchAll(/\{([a-z]+\d?)([|:])?[^}]*\}/g)]
  return { used: found.map((one) => one[1]!), drawn: found.filter((one) => one[2]).map((one) => one[1]!) }
}
