import type { Language } from '../../report/report.ts'
import { detectLanguage } from '../../text/language.ts'
import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import { readSentence, type Unit } from '../../text/read-sentence.ts'
import { classifyFinding } from './abnormal.ts'
import { readFindings, type FindingSentence, type FindingsText } from './align.ts'
import type { DraftInput } from '../draft.ts'
import { speaksOfExamination } from './examination.ts'
import { carrierOf } from '../gate/gate-phrase.ts'
import { weighFinding } from '../choosing/importance.ts'
import { otherLanguage } from '../../text/other-language.ts'
import { buildPhrasePrompt, type PhrasePrompt } from '../model/phrase-prompt.ts'

/** A finding sentence that the model is asked about. `sentence`: its index in the findings as read; `carrier`: what it may take numbers and sides from. */
export type AskedPhrase = { sentence: number; start: number; end: number; prompt: PhrasePrompt; carrier: string }

/**
 * Languages whose sentences are asked. Japanese ones are told by the rules alone: with an adapter that was trained on English its
 * phrases measured worse than they do (independent set: facts 0.90 against 0.93, ROUGE-L 0.37 against 0.41).
 */
export const askedLanguages: readonly Language[] = ['en']

/** More sentences than this are never asked: about 6 s of a small model; the heaviest go first, the rules weigh the rest. */
const mostAsked = 64
/** Longer ones are no sentences of a person; the rules pass them over as well. */
const longestAsked = 1500

/**
 * The finding sentences that need a model, in the order of the text, each with its prompt: what is abnormal or neither, and
 * denials of what the indication asks for. Technique and clear normal sentences need none, nor does a language that the rules cannot read.
 */
export function decompose(input: DraftInput, findings: FindingsText = readFindings(input.findings), languages: readonly Language[] = askedLanguages): AskedPhrase[] {
  if (otherLanguage(input.findings)) return []
  const language = input.language ?? detectLanguage(input.findings)
  const question = questionOf(input.indication)
  const study = studyOf(input)
  const textOf = (sentence: FindingSentence | undefined) => (sentence ? findings.text.slice(sentence.start, sentence.end) : '')
  const wanted = findings.sentences.filter((sentence) => sentence.end - sentence.start <= longestAsked && languages.includes(sentence.japanese ? 'ja' : 'en') && needsModel(sentence, textOf(sentence), question))
  const heaviest = wanted.length <= mostAsked ? wanted : wanted.toSorted((a, b) => weighFinding(b) - weighFinding(a) || a.index - b.index).slice(0, mostAsked).toSorted((a, b) => a.index - b.index)
  return heaviest.map((sentence) => ({
    sentence: sentence.index,
    start: sentence.start,
    end: sentence.end,
    carrier: carrierOf(sentence, findings),
    prompt: buildPhrasePrompt({
      language, ...study, indication: input.indication ?? '',
      ...(sentence.heading ? { heading: findings.text.slice(sentence.heading.start, sentence.heading.end) } : {}),
      previous: textOf(findings.sentences[sentence.index - 1]), sentence: textOf(sentence), next: textOf(findings.sentences[sentence.index + 1]),
    }),
  }))
}

/** What an indication asks for: findings worth a line that it does not deny. */
export function questionOf(indication: string | undefined): Unit[] {
  const text = indication ?? ''
  return readSentence(text, { start: 0, end: text.length }).units.filter((unit) => unit.kind === 'finding' && !unit.negated && unit.weight >= 2)
}

/** "CT of the chest with contrast.": what was done, in no words that the rules know as technique. */
const namesExamination = /^(?:(?:contrast[- ]enhanced|non-?contrast|unenhanced|axial|multiphase|low[- ]dose|plain)\s+)*(?:CT|MRI?|PET|PET\/CT|ultrasound|radiographs?|x-?rays?|bone scan|scintigraphy|mammograms?)\b/i

function needsModel(sentence: FindingSentence, text: string, question: readonly Unit[]): boolean {
  const kind = classifyFinding(sentence, sentence.headingUnits)
  if (speaksOfExamination(text)) return false
  if (kind === 'other') return !namesExamination.test(text)
  if (kind !== 'normal') return kind === 'abnormal'
  return sentence.units.some((unit) => unit.kind === 'finding' && unit.negated && question.some((one) => relatedFindings(one.key, unit.key)))
}

/** DICOM's codes for what the banks call XR and PET/CT; the others are the same. */
const modalities: Record<string, string> = { CR: 'XR', DX: 'XR', RF: 'XR', PT: 'PET/CT', MRI: 'MR' }

/** Modality and region as the adapter was trained on them: "CT", "chest", also where the study is described as "CT chest". */
function studyOf({ modality = '', region = '' }: DraftInput): { modality: string; region: string } {
  const code = modality.trim()
  const place = region.trim()
  const bare = code && place.toLowerCase().startsWith(code.toLowerCase()) ? place.slice(code.length).replace(/^[\s:,-]+/, '') : place
  return { modality: modalities[code.toUpperCase()] ?? code, region: bare }
}
