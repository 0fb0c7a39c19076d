import { compressEnglish } from '../../../../src/domain/draft/wording/compress-english.ts'
import type { Inference } from '../../../../src/domain/draft/names/inference.ts'
import { uncarried } from '../../../../src/domain/draft/gate/carried.ts'
import { allowedTerms } from '../../../../src/domain/draft/names/inference.ts'
import { capitalise } from './template.ts'

/** Advice and words about the reader: no finding carries them. */
const advice = /\b(?:urgent\w*|emergency|referral|refer|review|advised?|recommend\w*|consider\w*|correlat\w*|follow-?up|MDT|biopsy|surveillance|suggest (?:CT|MRI|US|ultrasound)|repeat|needed|required|inform|risk of|caution|treatment|immediate\w*|work-?up|assessment|evaluation|discussion|exclude|check|contact|discussed|search for|monitor\w*)\b/i

/** Adjectives that may go when no finding carries them: what is left says less, never more and never something else. */
const droppable = /\b(?:acute|chronic|incidental(?:ly)?|simple|extensive|multiple|large|known|diffuse|global|isolated|severe|marked|typical(?:ly)?|recent|uncomplicated|focal|primary|subacute|active|traumatic|bland|early|overlying|advanced|moderate|prominent|significant|established|associated|benign|unstable|combined)\b[ -]?/gi
/** Words of change that may go beside both sizes: the sizes say it. */
const changeWords = /\b(?:(?:significant |clear |marked )?(?:enlarging|growing|progressive|regressing|regressive|decreasing|increasing|shrinking|improving)|(?<=\w )(?:smaller|larger|decreased|increased|enlarged))\b ?/gi

/** Splits a conclusion into what can stand and what can go: at ". ", "; ", ", ", " with ", brackets. */
export function withoutAdvice(text: string): { kept: string; advice: string[] } {
  const cut: string[] = []
  const kept = text.split(/(?<=[.;])\s+/).flatMap((sentence) => {
    if (!advice.test(sentence)) return [sentence]
    const parts = sentence.split(/[,;] /)
    const fine = parts.filter((part) => !advice.test(part))
    cut.push(...parts.filter((part) => advice.test(part)))
    return fine.length && !advice.test(parts[0]!) ? [fine.join(', ')] : []
  }).join(' ').replace(/[;,.\s]+$/, '')
  return { kept: kept ? `${kept}.` : '', advice: cut.map((part) => part.replace(/[.;\s]+$/, '')) }
}

/**
 * The phrase as far as these finding sentences carry it: tails and adjectives that nothing carries are cut. null when what is
 * left says nothing or loses what the phrase is about.
 */
export function repairPhrase(phrase: string, findings: string, inferences: readonly Inference[]): string | null {
  const terms = allowedTerms(findings, inferences)
  let text = withoutAdvice(phrase).kept
  if (!text) return null
  const named = (short: string) => /^[\p{L}\d]/u.test(short) && !/\b(?:consistent|compatible|suspicious|suggestive|with|of|for|in|and|or|from|to)[.,;]/i.test(short)
  if (!uncarried(text, findings, terms).length) return text
  // A size that is lost would have to be told by another sentence, and no other is asked.
  const keepsSizes = (short: string) => [...phrase.matchAll(/\d+(?:\.\d+)?(?= ?(?:mm|cm|%|x|×))/g)].every((one) => short.includes(one[0]))
  const lack = (word: string) => (uncarried(word.trim(), findings, terms).length ? '' : word)
  const settled = /previously|prior|\d to \d|from \d/.test(text) ? text.replace(changeWords, lack) : text
  const lean = tidy(settled.replace(droppable, lack))
  if (!uncarried(lean, findings, terms).length && lean.length > 8 && named(lean) && keepsSizes(lean)) return lean
  const [head = '', ...tails] = lean.replace(/\.$/, '').split(/(?=[;,.] )|(?<!consistent|compatible|keeping|associated)(?= with )|(?= without )|(?= \()/)
  if (uncarried(head, findings, terms).length) return null
  text = head
  for (const tail of tails) if (!uncarried(text + tail, findings, terms).length) text += tail
  text = tidy(text)
  const enough = named(text) && text.split(' ').length >= 2 && text.length >= phrase.length * 0.4 && keepsSizes(text)
  return enough ? `${text.replace(/[.,;]$/, '')}.` : null
}

function tidy(text: string): string {
  return capitalise(text.replace(/\s+([,.;)])/g, '$1').replace(/\(\s*\)/g, '').replace(/\(\s+/g, '(').replace(/\s{2,}/g, ' ').replace(/^[,;\s]+/, '').replace(/[,;]+(?=\.?$|[,;])/g, '').trim())
}

/** The finding sentence itself, shortened by deletion: what the app shows when a phrase fails its gate. */
export function compressed(sentence: string): string {
  const text = compressEnglish(sentence.replace(/^there (?:is|are) no /i, 'No ').replace(/^(?:note is made of|incidental note is made of|the study shows|again noted is|also seen is|images show|we see|imaging shows)\s+(?:an?\s+)?/i, ''))
  return capitalise(`${text.replace(/[.;,\s]+$/, '')}.`)
}
