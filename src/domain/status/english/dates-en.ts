import { isMonth } from './past-time-en.ts'
import type { Sentence } from '../sentences.ts'
import type { Tokens } from '../tokens.ts'

const monthNumbers = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const nowWords = new Set(['today', 'current', 'currently', 'now', 'present', 'actual'])
const agoWords = new Set(['previous', 'prior', 'previously', 'baseline', 'initial', 'earlier', 'before', 'last', 'then'])

type Heading = { sentence: number; when: number | null; now: boolean; ago: boolean }

/** Date at the head of a sentence ("19 Jul (today):", "03/2024:", "Previous (May):"), as months since year 0 with the day as a fraction; null when there is none. */
function headingOf(tokens: Tokens, sentence: Sentence, index: number): Heading | null {
  const { words } = tokens
  let at = sentence.from
  while (at < sentence.to && (words[at] === '\n' || words[at] === '-' || words[at] === '•' || words[at] === '(')) at++
  let colon = -1
  for (let k = at; k < Math.min(sentence.to, at + 9); k++) if (words[k] === ':' && k > at) {
    colon = k
    break
  }
  if (colon < 0) return null
  let month = 0
  let day = 0
  let year = 0
  let now = false
  let ago = false
  let named = 0
  for (let k = at; k < colon; k++) {
    const word = words[k]!
    if (isMonth(word)) month = monthNumbers.indexOf(word.slice(0, 3)) + 1
    else if (/^(?:19|20)\d\d$/.test(word)) year = Number(word)
    else if (/^\d{1,2}$/.test(word)) {
      if (words[k + 1] === '/' || words[k + 1] === '.' || words[k + 1] === '-') {
        const next = Number(words[k + 2])
        if (next >= 1 && next <= 12) {
          if (day === 0) day = Number(word)
          month = next
          k += 2
        } else if (next > 1900) {
          month = Number(word)
          year = next
          k += 2
        }
      } else if (day === 0) day = Number(word)
    } else if (/^\d{1,2}\.\d{1,2}$/.test(word)) {
      day = Number(word.split('.')[0])
      month = Number(word.split('.')[1])
    } else if (nowWords.has(word)) now = true
    else if (agoWords.has(word)) ago = true
    else if (!/^(?:\(|\)|,|of|the|ct|mri|mr|pet|scan|study|bone|on|in|exam|-|\/|\.|report)$/.test(word)) named++
  }
  if (named > 0 || (month === 0 && year === 0 && !now && !ago)) return null
  return { sentence: index, when: month === 0 && year === 0 ? null : year * 12 + month + day / 40, now, ago: ago && !now }
}

/** Numbers of the sentences that stand under an earlier date than the newest of the text ("04 Jan: … 11 Apr: … 19 Jul (today): …"). Empty unless at least two dates head sentences. */
export function sentencesOfEarlierDates(tokens: Tokens, sentences: readonly Sentence[]): Set<number> {
  const headings: Heading[] = []
  sentences.forEach((sentence, index) => {
    if (sentence.language !== 'en') return
    const heading = headingOf(tokens, sentence, index)
    if (heading !== null) headings.push(heading)
  })
  const old = new Set<number>()
  if (headings.length < 2) return old
  let newest = headings.find((heading) => heading.now)
  if (newest === undefined) {
    const dated = headings.filter((heading) => !heading.ago)
    const falling = dated.length > 1 && dated.every((heading, i) => i === 0 || (heading.when ?? 0) < (dated[i - 1]!.when ?? 0))
    newest = falling ? dated[0] : (dated.findLast((heading) => heading.when === Math.max(...dated.map((one) => one.when ?? 0))) ?? dated.at(-1))
  }
  if (newest === undefined) return old
  headings.forEach((heading, i) => {
    if (heading === newest || (heading.when !== null && heading.when === newest.when)) return
    const end = headings[i + 1]?.sentence ?? sentences.length
    for (let k = heading.sentence; k < end; k++) old.add(k)
  })
  return old
}
