import { relatedFindings } from '../text/lexicon/lexicon.ts'
import { readSentence } from '../text/read-sentence.ts'
import { isAffirmed } from './reading/abnormal.ts'
import { alignSentence, readFindings, type FindingsText } from './reading/align.ts'
import { asWished } from './wishes/as-wished.ts'
import type { DraftContent, DraftInput, StruckSentence } from './draft.ts'
import { extractiveDraft } from './extractive.ts'
import { rulesOnly, type WeighedSentence } from './telling.ts'
import { finishDraft } from './finish-draft.ts'
import { gateSentence } from './gate/gate.ts'
import { weighFinding } from './choosing/importance.ts'
import { noInferences, type InferenceTable } from './names/inference.ts'
import { carriedSummary } from './choosing/normal-statement.ts'
import { otherLanguage } from '../text/other-language.ts'
import { readAnswer } from './model/read-answer.ts'
import { soundNames } from './names/sound-names.ts'
import { inReadingOrder } from './choosing/reading-order.ts'
import { leavesOut, noWishes, unwanted, type DraftWishes } from './wishes/wishes.ts'

/** An extractive sentence at least this heavy is added when no model sentence tells its finding. */
const addedWeight = 2.4
/** More sentences than this are never offered. */
const mostSentences = 12

/**
 * Turns a model's answer into a draft: reads it, aligns each sentence with the findings, strikes what they do not carry or
 * what contradicts them, fills the gaps with extractive sentences, orders by weight, removes doubles, lists what is left out
 * and checks the result. `answer: null` drafts without a model. Never throws.
 */
export function assembleDraft({ input, answer, complete = true, wishes = noWishes, table = noInferences }: { input: DraftInput; answer: string | null; complete?: boolean; wishes?: DraftWishes; table?: InferenceTable }): DraftContent {
  const findings = readFindings(input.findings)
  const struck: StruckSentence[] = []
  const offered: WeighedSentence[] = []
  const judge = createSentenceJudge(input, findings)
  for (const text of answer === null ? [] : readAnswer(answer, complete)) {
    const judged = judge(text)
    if (judged.reason === null) offered.push(judged.sentence)
    else struck.push({ text, reason: judged.reason, support: judged.support })
  }
  const telling = { ...rulesOnly, room: wishes.room, leavesOut: leavesOut(wishes, findings), unwanted: unwanted(wishes) }
  const extractive = soundNames(input, findings, table, (name) => extractiveDraft(input, findings, { ...telling, name }))
  const hadModel = offered.length > 0
  for (const sentence of extractive) {
    if (offered.length >= mostSentences) break
    if (hadModel && sentence.weight < addedWeight && !struck.length) continue
    // The rules put their sentences side by side themselves: one that bears out a name is told all the same.
    if (!hadModel || !tells(offered, sentence)) offered.push(sentence)
  }
  const wished = asWished(offered, input, findings, wishes)
  return finishDraft({ input, findings, offered: wishes.first === null ? inReadingOrder(wished) : wished, struck, form: wishes.form })
}

type Judged = { reason: null; sentence: WeighedSentence } | { reason: string; support: number }

/** Judges the sentences of a model one by one, so that one that is not carried is struck while the next is being written. */
export function createSentenceJudge(input: DraftInput, findings: FindingsText = readFindings(input.findings)): (text: string) => Judged {
  const heaviest = Math.max(0, ...findings.sentences.slice(0, 2000).map(weighFinding))
  const language = otherLanguage(input.findings)
  return (text) => {
    if (language) return { reason: `The findings read as ${language}: nothing can be checked against them.`, support: 0 }
    const reading = readSentence(text, { start: 0, end: text.length })
    const normal = heaviest < 3 ? carriedSummary(text, findings) : null
    if (normal) return { reason: null, sentence: { ...normal, source: 'model', weight: 1, written: text.length } }
    const aligned = alignSentence(reading, findings)
    const reason = gateSentence(text, reading, aligned, input, findings)
    if (reason) return { reason, support: aligned.support }
    return { reason: null, sentence: { text, evidence: aligned.evidence, support: aligned.support, source: 'model', written: text.length, weight: Math.max(0.5, ...aligned.sentences.map(weighFinding)) } }
  }
}

/** Is the finding of the sentence already told by one that rests on the same evidence or names the same thing there? */
function tells(offered: readonly WeighedSentence[], sentence: WeighedSentence): boolean {
  return offered.some((one) => one.evidence.some((a) => sentence.evidence.some((b) => a.start < b.end && b.start < a.end)) && sharesFinding(one.text, sentence.text))
}

function sharesFinding(a: string, b: string): boolean {
  const told = readSentence(a, { start: 0, end: a.length }).units.filter(isAffirmed)
  const wanted = readSentence(b, { start: 0, end: b.length }).units.filter(isAffirmed)
  if (!wanted.length || !told.length) return true
  return wanted.some((unit) => told.some((one) => relatedFindings(one.key, unit.key)))
}
