import { questionOf } from './reading/decompose.ts'
import type { DraftInput, DraftSentence } from './draft.ts'
import { classifyFinding, isAffirmed } from './reading/abnormal.ts'
import { carries, importance, readFindings, type FindingSentence, type FindingsText } from './reading/align.ts'
import { askedDenial } from './choosing/asked-denial.ts'
import { answeredByNormal, inAskedWords } from './choosing/asked-words.ts'
import { repeatsAbove } from './reading/back-reference.ts'
import { isBeyondQuestion } from './choosing/beyond-question.ts'
import { bareCategory, categoriesIn } from './choosing/category.ts'
import { putCausesFirst } from './choosing/causes-first.ts'
import { changeOfAnother, openingOf } from './reading/belongs-to.ts'
import { isClutter } from './choosing/clutter.ts'
import { compressEnglish } from './wording/compress-english.ts'
import { compressJapanese } from './japanese/compress-japanese.ts'
import { japaneseDenials, type Denial } from './japanese/denials-japanese.ts'
import { speaksOfExamination } from './reading/examination.ts'
import { dropParts } from './wording/drop-parts.ts'
import { headingContext, namesOrgan, underHeading } from './reading/heading-context.ts'
import { weighFinding } from './choosing/importance.ts'
import { placeExamined } from './reading/examined-place.ts'
import { isHealthy, tellsResult, weighTold } from './names/signs.ts'
import { comparesTime, isDetail, statesCategory } from './choosing/left-out.ts'
import { joinSides } from './wording/join-sides.ts'
import { lowerFirst } from './wording/lower-first.ts'
import { isOrganSize } from './reading/organ-size.ts'
import { sidedSubject } from './reading/sided-subject.ts'
import type { FindingName } from './names/name-finding.ts'
import { placedBy, tellName } from './names/tell-name.ts'
import { tellElsewhere, underNames } from './names/under-names.ts'
import { isFilm, isLongStanding, isWorn } from './choosing/films.ts'
import { bareDenial, fixedSummary, normalStatement } from './choosing/normal-statement.ts'
import { noMalignancy, normalStudy } from './choosing/normal-study.ts'
import { withoutUnwanted } from './choosing/unwanted.ts'
import { answersContext, joinDenials, pertinentDenials } from './choosing/pertinent.ts'
import { japaneseAllNormal, japaneseSummary } from './japanese/normal-japanese.ts'
import { joinJapanese, oneRegister } from './japanese/register-japanese.ts'
import { trim } from './wording/trim.ts'
import type { TextRange } from '../report/range.ts'
import { checkConclusion } from '../check/check-conclusion.ts'
import { relatedFindings } from '../text/lexicon/lexicon.ts'
import { readSentence, type Unit } from '../text/read-sentence.ts'

/** A draft sentence and how heavy it is, for ordering among others. `written`: characters of it that a model wrote. */
export type WeighedSentence = DraftSentence & { weight: number; written: number }

/** What is known of the finding sentences beside the rules. */
export type Telling = {
  /** How heavy a sentence is; `rules`: what the rules say, 0 for what they do not take for a finding. */
  weigh(sentence: FindingSentence, rules: number): number
  /** A conclusion phrase for the sentence and the findings that carry it; null: it is shortened. `beside`: a sentence that gives it its side. */
  phrase(sentence: FindingSentence, beside: TextRange | null): { text: string; evidence: TextRange[] } | null
  /** The diagnosis that the signs of a sentence carry; null where there is none. */
  name(sentence: FindingSentence): FindingName | null
  /** Light findings that this signer leaves out of such reports. */
  leavesOut(sentence: FindingSentence): boolean
  /** Light findings that a person's rule leaves out; what the indication asks for is told all the same. */
  unwanted(sentence: FindingSentence): boolean
  /** Length against the usual one; light findings are told while there is room. */
  room: number
}

/** Findings of an extractive conclusion: what is needed in a report of many findings still fits on a page. */
const mostFindings = 12
/** Always told, whatever the length: what is left out here is not read again. */
const needed = 2
/** As heavy as this goes before the answer to the question: it cannot wait. */
const vital = 5
/** Told while the conclusion is short. */
const lightWeight = 1.25
/** Words (Japanese: characters) beyond which only what is needed is told; the median of people's conclusions in our set is 21 and 33. */
const roomInWords = 24
const roomInCharacters = 48

/** Without a model: the rules' weight, and every sentence shortened. */
export const rulesOnly: Telling = { weigh: (_, rules) => rules, phrase: () => null, name: () => null, leavesOut: () => false, unwanted: () => false, room: 1 }

/** Characters of a sentence that may become a line; longer ones are no sentences of a person and stay in the left-out list. */
const longestTold = 1500

/** `name`: what its sentences add up to. */
export type Item = { sentence: FindingSentence; details: FindingSentence[]; weight: number; name?: FindingName }

/**
 * A conclusion made of finding sentences, chosen by weight, shortened by deletion, in order of importance: works without a
 * model and for any language. A normal study gets the shortest statement that its findings carry. Empty findings give nothing.
 */
export function extractiveDraft(input: DraftInput, findings: FindingsText = readFindings(input.findings), telling: Telling = rulesOnly): WeighedSentence[] {
  const question = questionOf(input.indication)
  const items = underNames(withoutUnwanted(collect(findings, question, telling), question, telling), telling.name)
  const chosen = tellElsewhere(choose(items, findings, telling, input.indication ?? ''))
  const sentences = joinSides(joinNeighbours(chosen, findings, telling).map((group) => draftGroup(group, findings, telling)))
  placeExamined(sentences, findings)
  const answer = askedDenial(findings, question, items)
  if (findings.sentences.some((sentence) => sentence.japanese)) addJapaneseDenials(sentences, chosen, answer, { findings, question, telling, indication: input.indication ?? '' }, input)
  else addDenials(sentences, chosen, answer, { findings, question, telling, indication: input.indication ?? '' }, input)
  return oneRegister(sentences.toSorted((a, b) => b.weight - a.weight))
}

/** Lighter than this a finding does not go before what the indication asks about. */
const slightest = 2.6
/** From here on a finding goes before the denial that the story asks for. */
const gravest = 3.6
/** Lighter than this a finding is nothing acute. */
const calm = 2.5
/** Findings as heavy as this are what a conclusion is about; below them it may still sum up a normal study. */
const telltale = 1.6

function addJapaneseDenials(sentences: WeighedSentence[], chosen: readonly Item[], answer: FindingSentence | null, { findings, question, telling, indication }: Asked, input: DraftInput): void {
  const told = chosen.flatMap((item) => [item.sentence, ...item.details])
  const quiet = !(chosen[0] && chosen[0].weight >= telltale)
  const denials = japaneseDenials({ findings, told, question, indication, quiet, said: sentences.reduce((sum, { text }) => sum + text.length, 0) })
  if (answer) {
    const same = (sentence: FindingSentence) => sentence.units.some((unit) => unit.kind === 'finding' && unit.negated && answer.units.some((one) => one.negated && one.key === unit.key))
    denials.splice(0, denials.length, { sentence: answer, asked: true }, ...denials.filter(({ sentence }) => sentence !== answer && (quiet || !same(sentence))))
  }
  const summary = quiet ? japaneseSummary(input, findings) : null
  if (summary) {
    sentences.push({ ...summary, written: 0, weight: leadingWeight(chosen) + 0.001 })
    // What the summary rests on is said by it.
    denials.splice(0, denials.length, ...denials.filter(({ sentence, asked }) => asked && !summary.evidence.some(({ start }) => start === sentence.start)).slice(0, 1))
  }
  // What was asked for leads a slight finding; otherwise what is absent follows what is there.
  const after = Math.max(0.4, Math.min(...chosen.filter((item) => item.weight >= needed).map((item) => item.weight)) - 0.01)
  const leadsWith = ({ sentence, asked }: Denial) => sentence === answer || quiet || (asked && chosen[0]!.weight < slightest)
  denials.sort((a, b) => (leadsWith(a) && leadsWith(b) ? a.sentence.index - b.sentence.index : 0))
  for (const [i, denial] of denials.entries()) {
    const { sentence } = denial
    sentences.push({ ...draftPlain(findings, sentence, telling), weight: (leadsWith(denial) ? leadingWeight(chosen) : after) - i * 0.001 })
  }
  const allNormal = !denials.length && !summary && !chosen.length ? japaneseAllNormal(findings) : null
  if (allNormal) sentences.push({ ...allNormal, written: 0, weight: leadingWeight(chosen) })
  else if (!denials.length && !summary && quiet) addNormalStatement(sentences, chosen, findings)
}

/** Nothing told is worth more than a remark, whatever a model makes of it. */
const isQuiet = (chosen: readonly Item[]): boolean => chosen.every((item) => Math.min(item.weight, weighFinding(item.sentence) || item.weight) < telltale)

type Asked = { findings: FindingsText; question: readonly Unit[]; telling: Telling; indication: string }

/** What is not there and worth a line: before the findings when it answers the question, otherwise after the heaviest. */
function addDenials(sentences: WeighedSentence[], chosen: readonly Item[], answer: FindingSentence | null, { findings, question, telling, indication }: Asked, input: DraftInput): void {
  const normal = isQuiet(chosen)
  // Old and worn things do not keep a study from being without acute abnormality; of a film that is said beside them, too.
  const lasting = ({ sentence }: Item) => isLongStanding(findings.text.slice(sentence.start, sentence.end))
  const sum = chosen.every((item) => item.weight < calm || (isFilm(input) && lasting(item))) && !answer ? fixedSummary(findings) : null
  if (sum && question.length === 0) {
    // Worn things of a film wait in the left-out list: nobody asked, and they ask for nothing.
    if (isFilm(input)) sentences.splice(0, sentences.length, ...sentences.filter(({ evidence }) => !evidence.every(({ start, end }) => isWorn(findings.text.slice(start, end)))))
    sentences.push({ ...sum, written: 0, weight: leadingWeight(chosen) })
    return
  }
  const told = chosen.flatMap((item) => [item.sentence, ...item.details])
  const names = chosen.flatMap(({ sentence, name }) => (name ? [{ sentence, title: name.title }] : []))
  const found = pertinentDenials({ findings, told, names, question, indication })
  const sign = answer || found.some(({ asked }) => asked) ? null : answeredByNormal(findings, indication)
  if (sign) sentences.push({ text: sign.text, evidence: [{ start: sign.sentence.start, end: sign.sentence.end }], support: 1, source: 'extractive', written: 0, weight: leadingWeight(chosen) })
  const study = normal && !sum ? normalStudy(input, findings, told) : null
  if (study) {
    const none = sign ? null : noMalignancy(input, findings)
    const asked = sign || none ? undefined : answer ?? (found.find((one) => one.asked) ?? found[0])?.sentence
    if (asked) sentences.push({ ...inQuestionsWords(asked, findings, telling, indication), weight: leadingWeight(chosen) })
    if (none) sentences.push({ ...none, written: 0, weight: leadingWeight(chosen) })
    const said = [...(none?.evidence ?? []), ...(sign ? [sign.sentence] : []), ...(asked ? [asked] : [])]
    sentences.push({ ...study, evidence: study.evidence.filter(({ start }) => !said.some((one) => one.start === start)), written: 0, weight: chosen.length ? 0.4 : leadingWeight(chosen) - 0.01 })
    return
  }
  if (sign) return
  const summed = normal && !answer && !found.some(({ asked }) => asked) ? normalStatement(findings) : null
  // A summary of the whole study says more than one denial.
  if (summed && ((!found.length && !chosen.length) || /^(?:no acute|normal)\b/i.test(summed.text))) {
    addNormalStatement(sentences, chosen, findings)
    return
  }
  const beyond = (sentence: FindingSentence) => chosen.length > 0 && isBeyondQuestion(sentence, findings, question, indication)
  const answers = found.filter(({ sentence, asked }) => (asked || sentence === answer) && !beyond(sentence)).map(({ sentence }) => sentence)
  if (answer && !answers.includes(answer) && !beyond(answer)) answers.unshift(answer)
  const others = found.map(({ sentence }) => sentence).filter((sentence) => !answers.includes(sentence) && !answers.some((one) => deniesAll(one, sentence)) && !(answers.length > 0 && beyond(sentence)))
  // "No adrenal mass" that nobody asked for follows even a slight finding.
  const leads = answers.some((sentence) => !deniesElsewhere(sentence, told)) || ((normal || chosen[0]!.weight < slightest) && others.some((sentence) => !beyond(sentence))) || (!normal && chosen[0]!.weight < gravest && others.some((sentence) => answersContext(sentence, indication) && !deniesElsewhere(sentence, told)))
  const all = [...answers, ...others].slice(0, 3)
  if (!all.length) return
  // No denial stands among what is vital.
  const behind = chosen[0] ? Math.max(0.4, Math.min(chosen[0].weight, vital) - 0.01) : 0.4
  if (all.length === 1 && answers.length === 1) {
    sentences.push({ ...inQuestionsWords(all[0]!, findings, telling, indication), weight: leads ? leadingWeight(chosen) : behind })
    return
  }
  sentences.push({ ...draftDenials(all, leads ? [] : chosen.slice(0, 1).map((item) => item.sentence), findings, telling), weight: leads ? leadingWeight(chosen) : behind })
}

/** "No new nodules" beside a nodule that grows, "Bones: no lesion" beside one of the kidney: what it denies is there, elsewhere. */
const deniesElsewhere = (sentence: FindingSentence, told: readonly FindingSentence[]): boolean => told.some((one) => !one.japanese && weighFinding(one) >= telltale && one.units.some((unit) => isAffirmed(unit) && sentence.units.some((denied) => denied.kind === 'finding' && denied.negated && relatedFindings(denied.key, unit.key))))

/** Does one sentence deny every finding that the other denies? */
const deniesAll = (one: FindingSentence, other: FindingSentence): boolean => other.units.every((unit) => unit.kind !== 'finding' || !unit.negated || one.units.some((same) => same.kind === 'finding' && same.negated && same.key === unit.key))

/** Before all findings, except what cannot wait. */
const leadingWeight = ([first]: readonly Item[]): number => (!first ? 4 : first.weight >= vital ? first.weight - 0.01 : first.weight + 0.01)

function addNormalStatement(sentences: WeighedSentence[], chosen: readonly Item[], findings: FindingsText): void {
  const normal = normalStatement(findings)
  if (normal) sentences.unshift({ ...normal, written: 0, weight: (chosen[0]?.weight ?? 1) + 0.01 })
}

/** The denial that answers, in the words of the question where they name what it denies. */
function inQuestionsWords(sentence: FindingSentence, findings: FindingsText, telling: Telling, indication: string): Omit<WeighedSentence, 'weight'> {
  const plain = draftPlain(findings, sentence, telling)
  const asked = inAskedWords(sentence, findings, indication, plain.text)
  return asked ? { ...plain, text: asked, source: 'extractive', written: 0 } : plain
}

/** Several denials as one sentence that rests on all of them. */
function draftDenials(denials: readonly FindingSentence[], told: readonly FindingSentence[], findings: FindingsText, telling: Telling): Omit<WeighedSentence, 'weight'> {
  const each = denials.map((sentence, i) => {
    // The heading is said once: where the finding told first, or the denial before, stands under it too.
    const said = [...told, denials[i - 1]].some((one) => one?.heading && one.heading.start === sentence.heading?.start)
    return draftPlain(findings, sentence, telling, !said)
  })
  if (each.length === 1) return each[0]!
  const text = finish(joinDenials(each.map((one) => one.text)), false)
  const written = Math.min(text.length, each.reduce((sum, one) => sum + one.written, 0))
  return { text, evidence: each.flatMap((one) => one.evidence).toSorted((a, b) => a.start - b.start), support: 1, source: written > 0 ? 'model' : 'extractive', written }
}

/** Abnormal sentences with the details that belong to them, heaviest first; what was asked for leads its equals. */
function collect(findings: FindingsText, question: readonly Unit[], telling: Telling): Item[] {
  const items: Item[] = []
  let last: Item | null = null
  for (const sentence of findings.sentences) {
    if (sentence.end - sentence.start > longestTold || speaksOfExamination(findings.text.slice(sentence.start, sentence.end)) || isOrganSize(sentence, findings) || (isHealthy(sentence, findings) && !telling.name(sentence)) || repeatsAbove(sentence, findings)) continue
    const weight = telling.weigh(sentence, weighTold(sentence, findings)) || (telling.name(sentence) ? needed : 0)
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
    const asked = sentence.units.some((unit) => isAffirmed(unit) && question.some((one) => relatedFindings(one.key, unit.key)))
    const heavy = inSteps(asked ? weight + 0.7 : weight, sentence)
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

/** "3か月前の単純写真では同部の変形はみられません。", "前日より増加。": the course of what stands before, always told with it. */
const tellsCourse = (sentence: FindingSentence, { text }: FindingsText): boolean => sentence.japanese && comparesTime.test(text.slice(sentence.start, sentence.end)) && !sentence.units.some((unit) => unit.kind === 'side' || unit.kind === 'level')

/** "Further foci in the right ilium": more of what the sentence before told. */
function isMore(sentence: FindingSentence, item: Item, findings: FindingsText): boolean {
  const start = findings.text.slice(sentence.start, sentence.start + 24)
  return /^(?:reference|target|index|measured) lesions?\b/i.test(start) || (/^(?:an?\s)?(?:further|additional|another|similar|other)\b/i.test(start) &&
    sentence.units.some((unit) => isAffirmed(unit) && item.sentence.units.some((one) => isAffirmed(one) && relatedFindings(one.key, unit.key))))
}

/** Items that are told with the head of their list; further ones are told or listed by themselves. */
const mostListed = 10

/** "Two lesions, unchanged:" and what it lists. */
function introduces(item: Item, findings: FindingsText): boolean {
  return item.details.length < mostListed && /[:：]\s*$/.test(findings.text.slice(item.sentence.end - 1, item.sentence.end + 1))
}

/** Everything that is needed; lighter findings while there is room. */
function choose(items: readonly Item[], findings: FindingsText, telling: Telling, indication: string): Item[] {
  const told: Item[] = []
  let length = 0
  // A report with many findings gets a longer conclusion, but not in proportion.
  const many = items.filter((item) => item.weight >= lightWeight).length
  const room = Math.min(2.2, Math.max(1, 0.55 + many * 0.13)) * telling.room
  for (const item of items) {
    if (told.length >= mostFindings || item.weight < lightWeight) break
    if (told.length >= 1 && item.weight < needed && telling.leavesOut(item.sentence)) continue
    if (told.length >= 1 && isClutter(item, items[0]!, findings, indication)) continue
    const share = lengthOf(item, findings, telling)
    if (told.length >= 1 && item.weight < needed && length + share > room * 0.7) continue
    told.push(item)
    length += share
  }
  return told.length ? told : items.slice(0, 2)
}

/** Share of the room that an item takes. */
function lengthOf(item: Item, findings: FindingsText, telling: Telling): number {
  const { text } = draftItem(item, findings, telling, false)
  return item.sentence.japanese ? text.length / roomInCharacters : text.split(' ').length / roomInWords
}

/** Most words of findings told in one line. */
const longestLine = 32
/** As heavy as this stands in a line of its own. */
const heavyWeight = 3

/** Findings under one heading become one line while it stays short: the heading is said once. Each keeps its own evidence. */
function joinNeighbours(items: readonly Item[], findings: FindingsText, telling: Telling): Item[][] {
  const groups: Item[][] = []
  for (const item of items) {
    const side = sidedSubject(item.sentence, findings)?.name
    const group = item.name ? undefined : groups.find((one) => one.length < 3 && one.every((other) => sidedSubject(other.sentence, findings)?.name === side) && one.some((other) => item.sentence.heading && other.sentence.heading?.start === item.sentence.heading.start && underHeading(item.sentence, findings) && underHeading(other.sentence, findings)) &&
      [...one, item].reduce((sum, each) => sum + wordsOf(each, findings, telling), 0) <= longestLine && (headingContext(item.sentence, findings) || item.weight < heavyWeight))
    if (group) group.push(item)
    else groups.push([item])
  }
  return groups
}

/** Words, for Japanese about a third of the characters. */
function wordsOf(item: Item, findings: FindingsText, telling: Telling): number {
  const { text } = draftItem(item, findings, telling, true)
  return item.sentence.japanese ? text.length / 2.5 : text.split(' ').length
}

export function draftPlain(findings: FindingsText, sentence: FindingSentence, telling: Telling, headed = true): Omit<WeighedSentence, 'weight'> {
  const phrase = telling.phrase(sentence, null)
  if (phrase) return { ...phrase, support: 1, source: 'model', written: phrase.text.length }
  const text = bareDenial(findings.text.slice(sentence.start, sentence.end))
  const context = !headed || [...sentence.units, ...sentence.headingUnits.filter((unit) => unit.kind !== 'anatomy')].some((unit) => (sentence.japanese ? ['anatomy', 'level'] : ['anatomy', 'side', 'level']).includes(unit.kind)) ? null : headingContext(sentence, findings)
  const short = sentence.japanese ? compressJapanese(text) : compressEnglish(text, true)
  const told = context ? `${context}${sentence.japanese ? '：' : ': '}${sentence.japanese ? short : lowerFirst(short)}` : short
  return { text: finish(told, sentence.japanese), evidence: [{ start: sentence.start, end: sentence.end }], support: 1, source: 'extractive', written: 0 }
}

function draftGroup(group: readonly Item[], findings: FindingsText, telling: Telling): WeighedSentence {
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

function draftItem(item: Item, findings: FindingsText, telling: Telling, joined: boolean, shared: string | null = null): WeighedSentence {
  const { sentence, name } = item
  const phrased = name ? null : draftPhrased(item, findings, telling, joined, shared)
  if (phrased) return phrased
  const ofModel = (one: FindingSentence) => (name ? telling.phrase(one, null) : null)
  const textOf = (one: FindingSentence) => ofModel(one)?.text ?? shorten(findings.text.slice(one.start, one.end), one.japanese)
  let text = name ? tellName(name, textOf) : textOf(sentence)
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
  text = withSubject(text, sentence, findings)
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

/** "It was 14 mm six months ago." */
const tellsBefore = /\d\s?(?:mm|cm)\b.*\b(?:ago|previous|previously|prior|before|earlier|in 20\d\d)\b|^it was \d|前回\S{0,8}\d/i

/** A detail is told when it gives the size, a change, what it is, or another heavy finding. */
function isTelling(detail: FindingSentence, measured: boolean): boolean {
  return detail.units.some((unit) =>
    (unit.kind === 'measure' && unit.unit === 'mm' && !measured) || (isAffirmed(unit) && (unit.weight >= 3 || (unit.weight >= 2 && detail.units.some((one) => one.kind === 'measure')))) || (unit.kind === 'change' && !unit.negated) || (unit.kind === 'certainty' && unit.key === 'likely'))
}

/** "(TI-RADS TR5 / U5)" after the nodule's full stop. */
const isCategory = ({ start, end }: FindingSentence, { text }: FindingsText): boolean => (/^\([^()]{3,40}\)?$/.test(text.slice(start, end)) || bareCategory.test(text.slice(start, end))) && categoriesIn(text.slice(start, end)).length > 0

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

function finish(text: string, japanese: boolean): string {
  const bare = text.trim()
  return /[.!?。！？]$/.test(bare) ? bare : bare + (japanese ? '。' : '.')
}
