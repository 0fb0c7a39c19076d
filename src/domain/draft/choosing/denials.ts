import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import type { Unit } from '../../text/read-sentence.ts'
import type { DraftInput } from '../draft.ts'
import { japaneseDenials, type Denial } from '../japanese/denials-japanese.ts'
import { japaneseAllNormal, japaneseSummary } from '../japanese/normal-japanese.ts'
import { isAffirmed } from '../reading/abnormal.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'
import { type WeighedSentence, type Telling, type Item, needed, vital } from '../telling.ts'
import { draftPlain, finish } from '../wording/tell-item.ts'
import { answeredByNormal, inAskedWords } from './asked-words.ts'
import { isBeyondQuestion } from './beyond-question.ts'
import { isFilm, isLongStanding, isWorn } from './films.ts'
import { weighFinding } from './importance.ts'
import { fixedSummary, normalStatement } from './normal-statement.ts'
import { noMalignancy, normalStudy } from './normal-study.ts'
import { answersContext, joinDenials, pertinentDenials } from './pertinent.ts'

/** Lighter than this a finding does not go before what the indication asks about. */
const slightest = 2.6
/** From here on a finding goes before the denial that the story asks for. */
const gravest = 3.6
/** Lighter than this a finding is nothing acute. */
const calm = 2.5
/** Findings as heavy as this are what a conclusion is about; below them it may still sum up a normal study. */
const telltale = 1.6

export function addJapaneseDenials(sentences: WeighedSentence[], chosen: readonly Item[], answer: FindingSentence | null, { findings, question, telling, indication }: Asked, input: DraftInput): void {
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
export function addDenials(sentences: WeighedSentence[], chosen: readonly Item[], answer: FindingSentence | null, { findings, question, telling, indication }: Asked, input: DraftInput): void {
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
