import { readFactsJapanese } from '../../fact/japanese/read-facts-japanese.ts'
import { compareJapanese } from './compare-japanese.ts'
import { certaintyNowhere } from './certainty-japanese.ts'
import { certaintyByWords } from './certainty-words-japanese.ts'
import { coursesByWords } from './course-words-japanese.ts'
import type { CheckInput } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import type { JapaneseText } from '../../fact/japanese/japanese-fact.ts'
import { sidesByWords } from './side-words-japanese.ts'
import { widerSites } from '../../fact/japanese/sites-japanese.ts'
import { leftOutJapanese } from './left-out-japanese.ts'
import { placesByWords } from './place-words-japanese.ts'
import { statesTold } from './states-japanese.ts'
import { positionsNowhere } from './positions-japanese.ts'
import { deniedAgainstTold, toldAgainstDenial } from './polarity-words-japanese.ts'

/** Checks of a Japanese conclusion against its Japanese findings, on facts: contradictions, what nothing carries, what is left out. */
export function checkJapanese(input: CheckInput): CheckIssue[] {
  const findings = readFactsJapanese(input.findings)
  const conclusion = readFactsJapanese(input.conclusion)
  const around = [input.indication, input.comparison].filter((text): text is string => Boolean(text)).join('\n')
  const beside = around ? readFactsJapanese(around) : null
  const compared = compareJapanese(conclusion, findings, beside)
  const marked = [...compared]
  // What one look has marked is not marked again by a later one: an issue within the words of another says nothing more.
  const isMarked = (issue: CheckIssue) => marked.some((one) => one.conclusion && issue.conclusion && one.conclusion.start < issue.conclusion.end && issue.conclusion.end <= one.conclusion.end)
  for (const look of [coursesByWords(conclusion, findings), certaintyByWords(conclusion, findings, around), certaintyNowhere(conclusion, findings), placesByWords(conclusion, findings, beside), positionsNowhere(conclusion, findings), toldAgainstDenial(conclusion, findings), deniedAgainstTold(conclusion, findings), statesTold(conclusion, findings), sidesByWords(conclusion, findings)]) marked.push(...look.filter((issue) => !isMarked(issue)))
  return [...marked, ...leftOutJapanese(conclusion, findings), ...otherSex(conclusion, input.sex ?? null)]
}

const organs = { F: ['前立腺', '精嚢', '陰嚢', '陰茎', '精索'], M: ['子宮', '付属器', '腟', '胎児', '胎盤'] } as const
const persons = { F: /男性(?!ホルモン|化)|男児|男の子|男子|少年/u, M: /女性(?!ホルモン|化)|女児|妊婦|女の子|女子(?!医)|少女|妊娠|月経|閉経/u } as const

/** An organ or a word for a person of the other sex. */
function otherSex({ text, facts }: JapaneseText, sex: CheckInput['sex'] | null): CheckIssue[] {
  if (sex !== 'F' && sex !== 'M') return []
  const issue = (start: number, end: number, sentence: number | null): CheckIssue[] => [{ kind: 'sex', severity: 'error', sentence, message: `“${text.slice(start, end)}” does not fit a ${sex === 'F' ? 'female' : 'male'} patient.`, conclusion: { start, end }, findings: null }]
  for (const fact of facts) {
    const place = fact.site.places.find((one) => organs[sex].some((organ) => widerSites(one.place).has(organ)))
    if (!place || fact.site.borrowed > 0) continue
    const range = place.range.start >= 0 ? place.range : fact.word
    return issue(range.start, range.end, fact.sentence)
  }
  const person = persons[sex].exec(text)
  return person ? issue(person.index, person.index + person[0].length, null) : []
}
