import { asksDevice } from './clutter.ts'
import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import type { Unit } from '../../text/read-sentence.ts'
import { isHealthy, weighTold } from '../names/signs.ts'
import { classifyFinding, isAffirmed } from '../reading/abnormal.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'
import { repeatsAbove } from '../reading/back-reference.ts'
import { changeOfAnother, openingOf } from '../reading/belongs-to.ts'
import { speaksOfExamination } from '../reading/examination.ts'
import { isOrganSize } from '../reading/organ-size.ts'
import { type Telling, type Item, needed } from '../telling.ts'
import { introduces, isCategory, tellsCourse } from '../wording/tell-item.ts'
import { bareCategory } from './category.ts'
import { putCausesFirst } from './causes-first.ts'
import { isDetail } from './left-out.ts'

/** Where a tube or line ends, which an order that asks for it wants to know although it is right. */
const tellsTip = /\b(?:ETT|NGT?|NJT?|PICC|CVC|UVC|UAC|tube|line|catheter|drain|lead|balloon pump)\b[^.;]{0,60}\b(?:tip|tips|satisfactory|appropriate\w*|well positioned|projected over|above the carina|below the (?:\w+ )?(?:hemi)?diaphragm)\b/i
/** Characters of a sentence that may become a line; longer ones are no sentences of a person and stay in the left-out list. */
const longestTold = 1500

/** Abnormal sentences with the details that belong to them, heaviest first; what was asked for leads its equals. */
export function collect(findings: FindingsText, question: readonly Unit[], telling: Telling, indication = ''): Item[] {
  const items: Item[] = []
  let last: Item | null = null
  for (const sentence of findings.sentences) {
    if (sentence.end - sentence.start > longestTold || speaksOfExamination(findings.text.slice(sentence.start, sentence.end)) || isOrganSize(sentence, findings) || (isHealthy(sentence, findings) && !telling.name(sentence)) || repeatsAbove(sentence, findings)) continue
    const asked = asksDevice.test(indication) && tellsTip.test(findings.text.slice(sentence.start, sentence.end))
    const weight = Math.max(telling.weigh(sentence, weighTold(sentence, findings)), asked || telling.name(sentence) !== null ? needed : 0)
    const follows: boolean = last !== null && (last.details.at(-1) ?? last.sentence).index >= sentence.index - (tellsCourse(sentence, findings) || bareCategory.test(findings.text.slice(sentence.start, sentence.end)) ? 2 : 1) && last.sentence.heading?.start === sentence.heading?.start
    if (follows && last && (tellsCourse(sentence, findings) || !deniesAnother(sentence)) && (isDetail(sentence, findings) || isCategory(sentence, findings) || tellsCourse(sentence, findings) || introduces(last, findings) || isMore(sentence, last, findings)) && (classifyFinding(sentence) !== 'technique' || tellsCourse(sentence, findings)) && (weight > 0 || isCategory(sentence, findings) || tellsCourse(sentence, findings) || classifyFinding(sentence) === 'other' || sentence.units.some((unit) => unit.kind === 'change' || (unit.kind === 'measure' && unit.unit === 'mm' && !unit.negated)))) {
      last.details.push(sentence)
      last.weight = Math.max(last.weight, weight)
      continue
    }
    if (!weight) continue
    const named = changeOfAnother(sentence, items, findings)
    if (named) {
      named.details.push(sentence)
      named.weight = Math.max(named.weight, weight)
      continue
    }
    const inQuestion = sentence.units.some((unit) => isAffirmed(unit) && question.some((one) => relatedFindings(one.key, unit.key)))
    const heavy = inSteps(inQuestion ? weight + 0.7 : weight, sentence)
    const opening = openingOf(sentence, findings)
    // "前壁に22mmの同様の腫瘤": as heavy as what it is like, so that it stands after it.
    if (last && sentence.japanese && /同様の/u.test(findings.text.slice(sentence.start, sentence.end))) last.weight = Math.max(last.weight, heavy)
    last = opening ? { sentence: opening, details: [sentence], weight: heavy } : { sentence, details: [], weight: heavy }
    items.push(last)
  }
  putCausesFirst(items)
  return items.toSorted((a, b) => b.weight - a.weight || a.sentence.start - b.sentence.start)
}

/** Japanese findings that weigh about the same keep their order: what comes of a finding is written after it. */
const inSteps = (weight: number, { japanese }: FindingSentence): number => (japanese && weight >= 3 ? Math.round(weight * 2) / 2 : weight)

/** "新規病変を疑う異常集積なし": a denial of its own, whatever it follows. A course without change is none. */
const deniesAnother = ({ japanese, units }: FindingSentence): boolean => japanese && units.some((unit) => unit.kind === 'finding' && unit.negated) && !units.some((unit) => isAffirmed(unit) || (unit.kind === 'change' && unit.key === 'same'))

/** "Further foci in the right ilium": more of what the sentence before told. */
function isMore(sentence: FindingSentence, item: Item, findings: FindingsText): boolean {
  const start = findings.text.slice(sentence.start, sentence.start + 24)
  return /^(?:reference|target|index|measured) lesions?\b/i.test(start) || (/^(?:an?\s)?(?:further|additional|another|similar|other)\b/i.test(start) &&
    sentence.units.some((unit) => isAffirmed(unit) && item.sentence.units.some((one) => isAffirmed(one) && relatedFindings(one.key, unit.key))))
}
