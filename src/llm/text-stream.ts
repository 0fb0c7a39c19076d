/** Turns tokens into text that only ever contains whole characters. */
export type TokenText = {
  /** The text that is certain after this token; may be empty. */
  push(token: number): string
  /** What is left at the end, without half a character. */
  flush(): string
}

/** A character has at most four bytes, so at most this many tokens can share one. */
const maxHeld = 4
/** Tokens that a tokenizer may look back at to decide about spaces. */
const lookBack = 3

/** @param detokenize text of tokens, given the few that came before them */
export function createTokenText(detokenize: (tokens: number[], before: number[]) => string): TokenText {
  let before: number[] = []
  let held: number[] = []
  const release = (text: string) => {
    before = [...before, ...held].slice(-lookBack)
    held = []
    return text
  }
  return {
    push(token) {
      held.push(token)
      const text = detokenize(held, before)
      return text.endsWith('\uFFFD') && held.length < maxHeld ? '' : release(text)
    },
    flush: () => (held.length === 0 ? '' : release(detokenize(held, before).replace(/\uFFFD+$/, ''))),
  }
}

/** Lets text through until one of the stop texts appears, also when it arrives in pieces. */
export type StopFilter = { push(text: string): { text: string; stopped: boolean }; flush(): string }

export function createStopFilter(stops: readonly string[]): StopFilter {
  const wanted = stops.filter((stop) => stop.length > 0)
  const longest = Math.max(0, ...wanted.map((stop) => stop.length))
  let held = ''
  return {
    push(text) {
      held += text
      const found = wanted.map((stop) => held.indexOf(stop)).filter((at) => at >= 0)
      if (found.length > 0) {
        const before = held.slice(0, Math.min(...found))
        held = ''
        return { text: before, stopped: true }
      }
      // Only an ending that begins a stop text has to wait.
      for (let length = Math.min(longest - 1, held.length); length > 0; length--) {
        const ending = held.slice(-length)
        if (!wanted.some((stop) => stop.startsWith(ending))) continue
        const sure = held.slice(0, -length)
        held = ending
        return { text: sure, stopped: false }
      }
      const sure = held
      held = ''
      return { text: sure, stopped: false }
    },
    flush() {
      const rest = held
      held = ''
      return rest
    },
  }
}

/** Longest repeated passage that is looked for, tokens. */
const maxPeriod = 96

/**
 * Whether the newest tokens do nothing but repeat themselves: the same passage three times in a row (short passages:
 * until 24 tokens are filled). Small models fall into such loops and never leave them.
 */
export function isRepeating(tokens: readonly number[]): boolean {
  const end = tokens.length
  for (let period = 1; period <= maxPeriod; period++) {
    const needed = Math.max(24, period * 3)
    if (needed > end) return false
    let length = period
    while (length < needed && tokens[end - 1 - length] === tokens[end - 1 - length + period]) length++
    if (length >= needed) return true
  }
  return false
}
