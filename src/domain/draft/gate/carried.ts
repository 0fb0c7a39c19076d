import { broaderFindings, relatedFindings } from '../../text/lexicon/lexicon.ts'
import { porterStem } from '../../text/porter-stem.ts'
import { readSentence, type Unit } from '../../text/read-sentence.ts'
import { splitSentences } from '../../text/sentences.ts'
import { carries, importance } from '../reading/align.ts'
import { escape, fold } from '../names/inference.ts'

/** Words that say nothing about the patient by themselves. */
const light = new Set(['measur', 'size', 'up', 'within', 'involv', 'show', 'appear', 'compar', 'evid', 'seen', 'identifi', 'present', 'note', 'approxim', 'associ', 'sign', 'demonstr', 'maximum', 'maxim', 'larg', 'diamet', 'least', 'about', '最大', '範囲', '厚さ', '長径'])

const written: ReadonlySet<Unit['kind']> = new Set(['word', 'part', 'anatomy', 'degree', 'time'])

function unitsOf(text: string): Unit[] {
  return splitSentences(text).flatMap((one) => [...readSentence(text, one).units, ...(one.heading ? readSentence(text, one.heading).units : [])])
}

/**
 * The words of a phrase that the finding sentences do not carry, in the sense of the gate: same finding, place, side, level,
 * number and polarity (synonyms count), or a term of the vetted table that these sentences allow.
 */
export function uncarried(phrase: string, findings: string, terms: readonly string[] = []): string[] {
  const have = unitsOf(findings)
  const stems = new Set(fold(findings).split(/[^\p{L}\d]+/u).map(porterStem))
  const vetted = terms.flatMap((term) => {
    const found = new RegExp(`${/^[\u0020-\u024f]+$/.test(term) ? '(?<![\\p{L}])' : ''}${term.split(/[\s-]+/).map((word) => escape(word).replace(/a?e/g, 'a?e')).join('[\\s-]+')}`, 'iu').exec(phrase)
    return found ? [{ start: found.index, end: found.index + found[0].length }] : []
  })
  const missing: string[] = []
  // Every number in digits must stand there, whatever else is known of it ("N1", "T2").
  const digits = new Set(findings.match(/\d+(?:[.,]\d+)?/g) ?? [])
  const spelled = new Set(have.filter((one) => one.kind === 'count').map((one) => String(one.value)))
  for (const found of phrase.matchAll(/\d+(?:[.,]\d+)?/g)) {
    if (digits.has(found[0]) || spelled.has(found[0]) || vetted.some((one) => one.start <= found.index && found.index < one.end)) continue
    missing.push(found[0])
  }
  for (const unit of unitsOf(phrase)) {
    const hedge = unit.kind === 'certainty'
    const vet = vetted.find((one) => unit.start < one.end && one.start < unit.end)
    if (vet && unit.kind !== 'measure' && unit.kind !== 'side') continue
    if (hedge ? vetted.length > 0 || have.some((one) => one.kind === 'certainty') : !importance(unit) && unit.kind !== 'recommend' && unit.kind !== 'benign') continue
    if (hedge) {
      missing.push(phrase.slice(unit.start, unit.end))
      continue
    }
    // A lesion does not carry the word metastasis; a burst fracture carries the word fracture.
    const words = fold(phrase.slice(unit.start, unit.end)).split(/[^\p{L}\d]+/u).filter(Boolean).map(porterStem)
    const named = unit.kind === 'finding' && !unit.negated
    // "adrenal nodule" for a nodule in the adrenal gland: its very words, and a finding of the kind.
    if (named && words.length > 1 && words.every((word) => stems.has(word)) && have.some((one) => one.kind === 'finding' && !one.negated && relatedFindings(one.key, unit.key))) continue
    if (named && !have.some((one) => one.kind === 'finding' && !one.negated && (one.key === unit.key || broaderFindings(one.key).includes(unit.key)))) {
      missing.push(phrase.slice(unit.start, unit.end))
      continue
    }
    if (have.some((one) => carries(one, unit) || (one.kind === unit.kind && one.key === unit.key && one.negated === unit.negated && one.kind !== 'side'))) continue
    if (unit.kind === 'word' && words.every((word) => light.has(word) || stems.has(word))) continue
    if ((unit.kind === 'part' || unit.kind === 'anatomy' || unit.kind === 'degree' || unit.kind === 'time') && words.length > 0 && words.every((word) => stems.has(word))) continue
    // Japanese has no spaces between words: the same characters say the same.
    if (written.has(unit.kind) && /[\u3040-\u9fff]/.test(phrase.slice(unit.start, unit.end)) && findings.includes(phrase.slice(unit.start, unit.end))) continue
    if (unit.kind === 'side' && unit.key === 'bilateral' && ['left', 'right'].every((key) => have.some((one) => one.kind === 'side' && one.key === key))) continue
    if (unit.kind === 'count' && unit.value <= 1) continue
    missing.push(phrase.slice(unit.start, unit.end))
  }
  return missing
}
