import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import type { Unit } from '../../text/read-sentence.ts'
import { classifyFinding, isAffirmed } from '../reading/abnormal.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'
import type { Item } from '../telling.ts'

/** The sentence that denies what was asked for, when nothing affirms it. */
export function askedDenial(findings: FindingsText, question: readonly Unit[], items: readonly Item[]): FindingSentence | null {
  for (const asked of question) {
    if (items.some((item) => item.sentence.units.some((unit) => isAffirmed(unit) && relatedFindings(unit.key, asked.key)))) continue
    const found = findings.sentences.find((sentence) =>
      classifyFinding(sentence) === 'normal' && sentence.end - sentence.start < 160 && sentence.units.some((unit) => unit.kind === 'finding' && unit.negated && unit.key === asked.key))
    if (found) return found
  }
  if (findings.sentences.some((sentence) => sentence.japanese)) return null
  // Known disease followed and nothing new: that there is nothing new is the answer.
  if (question.some((unit) => unit.weight >= 4) && !items.some((item) => saysNew(item.sentence, findings))) {
    const none = findings.sentences.find((sentence) => classifyFinding(sentence) === 'normal' && sentence.end - sentence.start < 90 && sentence.units.some((unit) => unit.kind === 'finding' && unit.negated && unit.partial && unit.weight >= 3) && sentence.units.some((unit) => unit.kind === 'change' && unit.key === 'new' && unit.negated))
    if (none) return none
  }
  // Followed for a cancer and nothing heavy found: the widest denial answers.
  if (!question.some((unit) => unit.weight >= 4 && (malignant.has(unit.key) || unit.key.endsWith('oma'))) || items.some((item) => item.weight >= 3.5)) return null
  for (const key of ['metastasis', 'cancer', 'uptake', 'lesion', 'adenopathy']) {
    const found = findings.sentences.find((sentence) => classifyFinding(sentence) === 'normal' && sentence.end - sentence.start < 160 && sentence.units.some((unit) => unit.kind === 'finding' && unit.negated && unit.key === key))
    if (found) return found
  }
  return null
}

/** A change for the worse, in any words: beside it "no new lesion" would mislead. */
function saysNew(sentence: FindingSentence, findings: FindingsText): boolean {
  return sentence.units.some((unit) => unit.kind === 'change' && !unit.negated && (unit.key === 'new' || unit.key === 'larger')) ||
    /\bnew\b|not (?:present|seen|mentioned)|appeared|新|出現|前回\S{0,12}(?:な[しかい]|認め|みられ|指摘)/i.test(findings.text.slice(sentence.start, sentence.end))
}

const malignant = new Set(['cancer', 'metastasis', 'lymphoma', 'mass', 'carcinomatosis'])

/** One finding sentence told as it stands, shortened, under its heading where it needs one. */
