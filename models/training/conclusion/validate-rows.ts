import { readPhraseAnswer } from '../../../src/domain/draft/model/phrase-prompt.ts'
import type { Row } from './compose/rows.ts'

/**
 * What an answer says that its prompt does not: numbers, sides and levels, looked for in the plain text, without the code that
 * composed it. An empty list is what is wanted.
 */
export function unsupported(answer: string, prompt: string): string[] {
  const text = prompt.toLowerCase().replace(/\bl[ul]l\b/g, 'left lobe').replace(/\br[ul]l\b/g, 'right lobe').replace(/\bl([av])\b/g, 'left $1').replace(/\br([av])\b/g, 'right $1').replace(/\bml\b(?<!\d ?ml)/g, 'middle lobe')
  const numbers = new Set(text.match(/\d+(?:[.,]\d+)?/g) ?? [])
  const spelled: Record<string, string> = { one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10' }
  for (const word of text.match(/\b[a-z]+\b/g) ?? []) if (spelled[word]) numbers.add(spelled[word])
  const bare = answer.toLowerCase()
  const wrong = (bare.match(/\d+(?:[.,]\d+)?/g) ?? []).filter((one) => !numbers.has(one) && !isVetted(bare, one))
  const has = (side: string) => (side === 'left' ? /左|両|\b(?:left|lt|l\b|left-sided|bilateral\w*|bilat|both)/.test(text) : side === 'right' ? /右|両|\b(?:right|rt|right-sided|bilateral\w*|bilat|both)/.test(text) : /両|\b(?:bilateral\w*|bilat|both|on either side|two sides|[a-z]+s in the lungs)/.test(text) || (/left|\blt\b|左/.test(text) && /right|\brt\b|右/.test(text)))
  for (const side of ['left', 'right']) if (new RegExp(`\\b${side}\\b`).test(bare) && !has(side)) wrong.push(side)
  for (const side of bare.match(/[左右]/g) ?? []) if (!has(side === '左' ? 'left' : 'right')) wrong.push(side)
  if (/両側/.test(bare) && !has('both')) wrong.push('両側')
  for (const level of bare.match(/\b(?:th|[ctls])\d{1,2}\b/g) ?? []) if (!text.includes(level) && !/\b[ctls]\d{1,2}[-/ ]/.test(text)) wrong.push(level)
  return wrong
}

/** "M1 thrombus", "Modic type 1", "PI-RADS" never: numbers inside vetted names. */
function isVetted(answer: string, number: string): boolean {
  return new RegExp(`\\bm${number}\\b|modic type ${number}\\b|covid-${number}\\b`).test(answer)
}

/** What is wrong with composed rows. */
export function problemsOfRows(rows: readonly Row[]): string[] {
  const problems: string[] = []
  const seen = new Set<string>()
  for (const row of rows) {
    if (seen.has(row.id)) problems.push(`${row.id}: the id stands twice`)
    seen.add(row.id)
    if (/[{}\u0001]|undefined|NaN/.test(row.answer + row.prompt)) problems.push(`${row.id}: a slot is left: ${row.answer}`)
    const question = row.prompt.split('<|im_start|>user\n')[1] ?? ''
    for (const pattern of row.errors ?? []) if (new RegExp(pattern, 'i').test(row.answer)) problems.push(`${row.id}: says what must never be, ${pattern}: ${row.answer}`)
    if (row.task === 'sentence') {
      const read = readPhraseAnswer(row.answer)
      if (!read) problems.push(`${row.id}: no weight: ${row.answer}`)
      else if ((read.weight === 0) !== (read.phrase === null)) problems.push(`${row.id}: weight ${read.weight} with phrase ${read.phrase}`)
      if ((question.match(/>>>/g) ?? []).length !== 1) problems.push(`${row.id}: not one sentence marked`)
    }
    const said = row.task === 'sentence' ? row.answer.slice(2) : row.answer.replace(/^\d\. /gm, '')
    const wrong = unsupported(said, question)
    if (wrong.length) problems.push(`${row.id}: not in the findings: ${wrong.join(', ')} in “${said}” of “${question.slice(0, 400)}”`)
  }
  return problems
}

const words = (text: string): string[] => text.toLowerCase().match(/[\p{Script=Latin}\d]+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu) ?? []

/** All runs of `n` words (Japanese: characters) of a text. */
export function ngrams(text: string, n: number): string[] {
  const all = words(text)
  return all.slice(0, Math.max(0, all.length - n + 1)).map((_, i) => all.slice(i, i + n).join(' '))
}

/** Share of the n-grams of each text that stand in the other texts, 0 to 1; texts with fewer than `least` n-grams are left out. */
export function sharedShares(texts: readonly { id: string; text: string }[], others: readonly string[], n: number, least = 4): { id: string; share: number }[] {
  const have = new Set(others.flatMap((text) => ngrams(text, n)))
  return texts.flatMap(({ id, text }) => {
    const own = ngrams(text, n)
    return own.length < least ? [] : [{ id, share: own.filter((one) => have.has(one)).length / own.length }]
  })
}
