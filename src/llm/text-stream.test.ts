import { describe, expect, it } from 'vitest'
import { createStopFilter, createTokenText, isRepeating } from './text-stream.ts'

describe('text of tokens', () => {
  // A vocabulary of single bytes: the hardest one.
  const detokenize = (tokens: number[]) => new TextDecoder().decode(Uint8Array.from(tokens))

  it('never lets half a character out (bug: replacement marks in a Japanese conclusion)', () => {
    const text = '右肺7 mm ½ 😀 é'
    const stream = createTokenText(detokenize)
    const pieces = [...new TextEncoder().encode(text)].map((byte) => stream.push(byte))
    expect(pieces.join('') + stream.flush()).toBe(text)
    expect(pieces.join('')).not.toContain('\uFFFD')
  })

  it('drops half a character at the end, and lets a broken one through instead of waiting for ever', () => {
    const cut = createTokenText(detokenize)
    expect(cut.push(0xe5) + cut.push(0x8f) + cut.flush()).toBe('')
    const broken = createTokenText(detokenize)
    expect([0xff, 0xff, 0xff, 0xff, 0x61].map((byte) => broken.push(byte)).join('')).toContain('a')
  })
})

describe('stop texts', () => {
  const run = (stops: string[], pieces: string[]) => {
    const filter = createStopFilter(stops)
    let out = ''
    for (const piece of pieces) {
      const { text, stopped } = filter.push(piece)
      out += text
      if (stopped) return `${out}|`
    }
    return out + filter.flush()
  }

  it.each([
    [['END'], ['a', 'b'], 'ab'],
    [['END'], ['a E', 'N', 'D b'], 'a |'],
    [['END'], ['a E', 'N', 'x'], 'a ENx'],
    [['END'], ['EEND'], 'E|'],
    [['\n\n', 'Findings:'], ['x\n', '\ny'], 'x|'],
    [['\n\n', 'Findings:'], ['x\nFind', 'ings: y'], 'x\n|'],
    [['aab'], ['aa', 'ab'], 'a|'],
    [[], ['a'], 'a'],
    [[''], ['a'], 'a'],
    [['END'], ['x EN'], 'x EN'],
  ])('%j in %j gives %j (bug: a stop text that arrives in pieces is shown, or text before it is lost or doubled)', (stops, pieces, expected) => {
    expect(run(stops, pieces)).toBe(expected)
  })
})

describe('loops', () => {
  it('finds a passage that repeats (bug: the same sentence fifty times)', () => {
    const sentence = [5, 9, 2, 7, 7, 1, 4, 8, 3, 6]
    expect(isRepeating([1, 2, 3, ...sentence, ...sentence, ...sentence])).toBe(true)
    expect(isRepeating(Array<number>(24).fill(1))).toBe(true)
    expect(isRepeating(Array.from({ length: 24 }, (_, index) => index % 2))).toBe(true)
  })

  it('lets lists and sentences that resemble each other pass (bug: a conclusion cut off after "No fracture. No")', () => {
    expect(isRepeating(Array<number>(23).fill(1))).toBe(false)
    const item = (end: number) => [5, 9, 2, 7, 7, 1, 4, 8, 3, end]
    expect(isRepeating([...item(1), ...item(2), ...item(3)])).toBe(false)
    expect(isRepeating([...item(1), ...item(1)])).toBe(false)
    expect(isRepeating([])).toBe(false)
  })
})
