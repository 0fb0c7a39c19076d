import { oneNo } from '../choosing/pertinent.ts'
import { withoutLooks } from '../names/without-looks.ts'
import { checkConclusion } from '../../check/check-conclusion.ts'
import type { TextRange } from '../../report/range.ts'
import { readSentence } from '../../text/read-sentence.ts'
import { bareCategory, categoriesIn } from '../choosing/category.ts'
import { weighFinding } from '../choosing/importance.ts'
import { comparesTime, statesCategory } from '../choosing/left-out.ts'
import { bareDenial } from '../choosing/normal-statement.ts'
import { compressJapanese } from '../japanese/compress-japanese.ts'
import { closedJapanese, joinJapanese } from '../japanese/register-japanese.ts'
import { tellsResult } from '../names/signs.ts'
import { placedBy, tellName } from '../names/tell-name.ts'
import { classifyFinding, isAffirmed } from '../reading/abnormal.ts'
import { carries, importance, type FindingSentence, type FindingsText } from '../reading/align.ts'
import { headingContext, namesOrgan } from '../reading/heading-context.ts'
import { sidedSubject } from '../reading/sided-subject.ts'
import type { WeighedSentence, Telling, Item } from '../telling.ts'
import { compressEnglish } from './compress-english.ts'
import { dropParts } from './drop-parts.ts'
import { lowerFirst } from './lower-first.ts'
import { trim } from './trim.ts'

/** Items that are told with the head of their list; further ones are told or listed by themselves. */
const mostListed = 10

/** "Two lesions, unchanged:" and what it lists. */
export function introduces(item: Item, findings: FindingsText): boolean {
  return item.details.length < mostListed && /[:：]\s*$/.test(findings.text.slice(item.sentence.end - 1, item.sentence.end + 1))
}

export function draftPlain(findings: FindingsText, sentence: FindingSentence, telling: Telling, headed = true): Omit<WeighedSentence, 'weight'> {
  const phrase = telling.phrase(sentence, null)
  if (phrase) return { ...phrase, support: 1, source: 'model', written: phrase.text.length }
  const text = bareDenial(findings.text.slice(sentence.start, sentence.end))
  const context = !headed || [...sentence.units, ...sentence.headingUnits.filter((unit) => unit.kind !== 'anatomy')].some((unit) => (sentence.japanese ? ['anatomy', 'level'] : ['anatomy', 'side', 'level']).includes(unit.kind)) ? null : headingContext(sentence, findings)
  const short = sentence.japanese ? compressJapanese(text) : oneNo(compressEnglish(text, true))
  const told = context ? `${context}${sentence.japanese ? '：' : ': '}${sentence.japanese ? short : lowerFirst(short)}` : short
  return { text: finish(told, sentence.japanese), evidence: [{ start: sentence.start, end: sentence.end }], support: 1, source: 'extractive', written: 0 }
}

export function draftGroup(group: readonly Item[], findings: FindingsText, telling: Telling): WeighedSentence {
  // The heading that one of them needs stands before all of them.
  const context = namesOrgan(group[0]!.sentence) ? group.map((item) => headingContext(item.name ? placedBy(item.name, item.sentence) : item.sentence, findings)).find((name) => name !== null) ?? null : null
  const first = draftItem(group[0]!, findings, telling, false, context)
  const others = group.slice(1).map((item) => draftItem(item, findings, telling, true))
  const japanese = group[0]!.sentence.japanese
  const text = [first, ...others].map((one, i) => (i && !japanese ? lowerFirst(one.text) : one.text).replace(/[.。]$/, '')).join(japanese ? '、' : '; ')
  const all = [first, ...others]
  const written = all.reduce((sum, one) => sum + one.written, 0)
  return { ...first, text: finish(text, japanese), evidence: all.flatMap((one) => one.evidence).toSorted((a, b) => a.start - b.start), source: written > 0 ? 'model' : 'extractive', written: Math.min(written, text.length) }
}

export function draftItem(item: Item, findings: FindingsText, telling: Telling, joined: boolean, shared: string | null = null): WeighedSentence {
  const { sentence, name } = item
  const phrased = name ? null : draftPhrased(item, findings, telling, joined, shared)
  if (phrased) return phrased
  const ofModel = (one: FindingSentence) => (name ? telling.phrase(one, null) : null)
  const textOf = (one: FindingSentence) => ofModel(one)?.text ?? shorten(findings.text.slice(one.start, one.end), one.japanese)
  let text = name ? (sentence.japanese ? tellName(name, textOf) : withoutLooks(tellName(name, textOf), name.title)) : textOf(sentence)
  const carriers = name ? [...name.carriers, ...name.elsewhere] : [sentence]
  const evidence = distinctRanges([...carriers, ...carriers.flatMap((one) => ofModel(one)?.evidence ?? [])])
  const written = Math.min(text.length, carriers.reduce((sum, one) => sum + (ofModel(one)?.text.length ?? 0), 0))
  const measured = sentence.units.some((unit) => unit.kind === 'measure' && unit.unit === 'mm')
  const listed = introduces({ ...item, details: [] }, findings)
  for (const [i, detail] of item.details.filter((one) => !carriers.includes(one)).slice(0, listed ? mostListed : 3).entries()) {
    const opened = i === 0 && !name && weighFinding(sentence) === 0
    if (!opened && !listed && !bareCategory.test(findings.text.slice(detail.start, detail.end)) && !isTelling(detail, measured) && !tellsCourse(detail, findings) && !(sentence.japanese && (tellsResult(detail, findings) || statesCategory.test(findings.text.slice(detail.start, detail.end)))) && !tellsBefore.test(findings.text.slice(detail.start, detail.end))) continue
    text = sentence.japanese ? joinJapanese(text, textOf(detail)) : `${text}${bareCategory.test(findings.text.slice(detail.start, detail.end)) ? ', ' : '; '}${lowerFirst(textOf(detail)).replace(/^(?:composite|overall|total) (?=\S+RADS)/, '')}`
    evidence.push({ start: detail.start, end: detail.end })
  }
  if (item.details.some((one) => isCategory(one, findings))) text = trim(text, [dropParts])
  text = withSubject(text.replace(measuresOnly, ', '), sentence, findings)
  const subject = sidedSubject(sentence, findings)
  // Where the findings speak of both sides alike, the side is left to the reader: the check could not tell them apart.
  const sure = subject && isSure(subject.name, text, findings)
  if (subject && sure) evidence.unshift(subject.range)
  const context = subject && sure ? subject.name : joined ? null : (shared ?? headingContext(name ? placedBy(name, sentence) : sentence, findings))
  // One colon is enough: "Right leg: deep vein thrombosis, popliteal vein".
  if (context && name) text = text.replace(/^([^:;,]+): /, '$1, ').replace(/^([^：、]+)：/u, '$1、')
  if (context && !saysItself(context, text)) text = `${context}${sentence.japanese ? '：' : ': '}${sentence.japanese ? text : lowerFirst(text)}`
  return { text: finish(text, sentence.japanese), evidence: evidence.toSorted((a, b) => a.start - b.start), support: 1, source: written > 0 ? 'model' : 'extractive', written, weight: item.weight }
}

/** The finding in the model's phrase, with its heading where the phrase does not say where, and the details that it does not tell; null where it has none. */
function draftPhrased(item: Item, findings: FindingsText, telling: Telling, joined: boolean, shared: string | null): WeighedSentence | null {
  const { sentence } = item
  const phrase = telling.phrase(sentence, sidedSubject(sentence, findings)?.range ?? null)
  if (!phrase) return null
  let text = phrase.text.replace(/[.。]$/, '')
  let written = text.length
  const evidence = [...phrase.evidence]
  const { units } = readSentence(text, { start: 0, end: text.length })
  const measured = units.some((unit) => unit.kind === 'measure' && unit.unit === 'mm')
  const listed = introduces({ ...item, details: [] }, findings)
  for (const detail of item.details.slice(0, listed ? mostListed : 3)) {
    if (evidence.some((range) => range.start === detail.start) || (!listed && !isTelling(detail, measured) && !isCategory(detail, findings))) continue
    const own = telling.phrase(detail, null)
    const more = (own?.text ?? shorten(findings.text.slice(detail.start, detail.end), sentence.japanese)).replace(/[.。]$/, '')
    if (readSentence(more, { start: 0, end: more.length }).units.every((unit) => importance(unit) === 0 || units.some((one) => carries(one, unit))) && !isCategory(detail, findings)) continue
    text += more.startsWith('(') ? ` ${more}` : `${sentence.japanese ? '、' : '; '}${sentence.japanese ? more : lowerFirst(more)}`
    if (own) written += more.length
    evidence.push({ start: detail.start, end: detail.end })
  }
  if (item.details.some((one) => isCategory(one, findings))) text = trim(text, [dropParts])
  const told = { ...sentence, units: [...units, ...sentence.units.filter((unit) => unit.kind === 'part')] }
  const subject = units.some((unit) => unit.kind === 'side') ? null : sidedSubject(sentence, findings)
  const sure = subject !== null && isSure(subject.name, text, findings)
  if (sure && !evidence.some((range) => range.start === subject.range.start)) evidence.push(subject.range)
  const context = sure ? subject.name : joined ? null : (shared ?? headingContext(told, findings))
  if (context && !saysItself(context, text)) text = `${context}${sentence.japanese ? '：' : ': '}${sentence.japanese ? text : lowerFirst(text)}`
  return { text: finish(text, sentence.japanese), evidence: evidence.toSorted((a, b) => a.start - b.start), support: 1, source: 'model', written, weight: item.weight }
}

const distinctRanges = (ranges: readonly TextRange[]): TextRange[] => [...new Map(ranges.map(({ start, end }) => [start, { start, end }])).values()]

/** Does nothing in the findings speak against the side that the sentence before gives? */
const isSure = (name: string, text: string, findings: FindingsText): boolean => !checkConclusion({ findings: findings.text, conclusion: `${name}: ${lowerFirst(text)}.` }, findings).some((issue) => issue.severity === 'error')

/** "ACL: complete tear of the ACL": what the sentence says needs no heading. */
const saysItself = (heading: string, text: string): boolean => (/[\u3040-\u9fff]/.test(heading) && text.includes(heading)) || new RegExp(`(?<![\\p{L}\\d])${heading.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\d])`, 'iu').test(text)

/** "; it measures 42 mm": its size stands behind a comma. */
const measuresOnly = /; (?:it|this|the (?:lesion|mass|nodule|tumou?r|cyst|collection|aneurysm)) (?:measures|measuring|is|has a (?:size|diameter) of) (?=(?:up to |about |approximately )?\d[\d.,x× ]*(?:mm|cm)(?=[;.]|$))/gi

/** "It was 14 mm six months ago." */
const tellsBefore = /\d\s?(?:mm|cm)\b.*\b(?:ago|previous|previously|prior|before|earlier|in 20\d\d)\b|^it was \d|前回\S{0,8}\d/i

/** A detail is told when it gives the size, a change, what it is, or another heavy finding. */
function isTelling(detail: FindingSentence, measured: boolean): boolean {
  return detail.units.some((unit) =>
    (unit.kind === 'measure' && unit.unit === 'mm' && !measured) || (isAffirmed(unit) && (unit.weight >= 3 || (unit.weight >= 2 && detail.units.some((one) => one.kind === 'measure')))) || (unit.kind === 'change' && !unit.negated) || (unit.kind === 'certainty' && unit.key === 'likely'))
}

/** "(TI-RADS TR5 / U5)" after the nodule's full stop. */
export const isCategory = ({ start, end }: FindingSentence, { text }: FindingsText): boolean => (/^\([^()]{3,40}\)?$/.test(text.slice(start, end)) || bareCategory.test(text.slice(start, end))) && categoriesIn(text.slice(start, end)).length > 0

/** "Right 4th rib: no longer seen." after sentences about uptake: "uptake no longer seen". */
function withSubject(text: string, sentence: FindingSentence, findings: FindingsText): string {
  if (sentence.japanese || !/^(?:no longer|resolved|unchanged|decreased|increased|stable|not (?:any )?(?:longer|more))\b/i.test(text) || sentence.units.some((unit) => unit.kind === 'finding' || unit.kind === 'anatomy')) return text
  for (let back = 1; back <= 2; back++) {
    const before = findings.sentences[sentence.index - back]
    const first = before?.units.find((unit) => unit.kind === 'finding' || unit.kind === 'anatomy')
    if (before && first?.kind === 'finding' && !first.negated && first.start - before.start <= 10) return `${findings.text.slice(first.start, first.end)} ${lowerFirst(text)}`
  }
  return text
}

const shorten = (text: string, japanese: boolean): string => (japanese ? compressJapanese(text) : compressEnglish(withoutNormalParts(text)))

/** "The bronchus is patent; the segmental bronchus ends abruptly": a part between semicolons that is only normal says nothing here. */
function withoutNormalParts(text: string): string {
  const parts = text.split(/;\s+/)
  if (parts.length < 2) return text
  const says = (part: string) => readSentence(part, { start: 0, end: part.length })
  const abnormal = parts.filter((part, i) => i === 0 || !/^(?:[a-z-]+ ){1,4}(?:fills?|enhances?|patent|intact)[.\s]*$/i.test(part)).filter((part) => classifyFinding(says(part)) !== 'normal' || says(part).units.some((unit) => unit.kind === 'change' || (unit.kind === 'measure' && unit.unit === 'mm' && unit.value >= 8)))
  return abnormal.length ? abnormal.join('; ') : text
}

export function finish(text: string, japanese: boolean): string {
  const bare = text.trim()
  if (japanese) return /[!?！？]$/u.test(bare) ? bare : `${closedJapanese(bare.replace(/[.。]+$/u, ''))}。`
  return /[.!?]$/.test(bare) ? bare : `${bare}.`
}

/** "3か月前の単純写真では同部の変形はみられません。", "前日より増加。", "Number and size unchanged": the course of what stands before, always told with it. */
export const tellsCourse = (sentence: FindingSentence, { text }: FindingsText): boolean => (sentence.japanese ? comparesTime : course).test(text.slice(sentence.start, sentence.end)) && !sentence.units.some((unit) => unit.kind === 'side' || unit.kind === 'level')
/** English: only a course of what no word names again. */
const course = /^(?:the |their |its )?(?:(?:overall |total )?(?:number|size|extent|appearances?|configuration|distribution|volume|lesion load)(?:,? and |, )?){1,3} (?:is |are |has |have |remains? |all )*(?:unchanged|stable|similar|increased|decreased|progressed|regressed|reduced)\b/i
