import { readSentence } from '../../text/read-sentence.ts'
import { classifyFinding, isAffirmed } from '../reading/abnormal.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'

const embolism = /\b(?:PE|pulmonary embol\w+|embol\w+)\b/i
const thrombosis = /\b(?:DVT|deep (?:vein|venous) thrombos[ie]s)\b/i

/** What is asked for, the sign whose absence answers, and how the answer names it. */
const denials: readonly { asked: RegExp; denied: readonly string[]; sign: RegExp; answer: (told: string) => string }[] = [
  { asked: embolism, denied: ['embolism'], sign: /\bfilling defects?\b/i, answer: () => 'No pulmonary embolism.' },
  { asked: embolism, denied: ['perfusion-defect'], sign: /\bperfusion defects?\b/i, answer: (told) => `${told} to suggest pulmonary embolism.` },
  { asked: thrombosis, denied: ['thrombosis'], sign: /\b(?:filling defects?|intraluminal (?:echoes|material))\b/i, answer: () => 'No deep vein thrombosis.' },
]

/** What is asked for, the normal sign that answers, and the answer. */
const normals: readonly { asked: RegExp; key: string; sign: RegExp; answer: string }[] = [
  { asked: /\b(?:appendicitis|appendix)\b/i, key: 'appendicitis', sign: /\b(?:appendix\b(?!.*\bnot\b).*\b(?:normal|unremarkable)|(?:normal|unremarkable) appendix)\b/i, answer: 'No evidence of appendicitis.' },
  { asked: thrombosis, key: 'thrombosis', sign: /^(?=[^.]*\bfemoral\b)(?=[^.]*\bpopliteal\b)[^.]*(?<!non-?|not |in)\bcompressib(?:le|ility)\b/i, answer: 'No deep vein thrombosis.' },
  { asked: /\b(?:gallstones?|cholelithiasis)\b/i, key: 'gallstone', sign: /\bgallbladder\b[^.]*\b(?:without|no|free of) (?:stones?|calcul\w+|gallstones?)\b/i, answer: 'No gallstones.' },
]

/** Denied only for a part of the vessels, or only of a kind. */
const partOnly = /\b(?:central|main|lobar|proximal|large|saddle|new|other|further|acute|occlusive|residual|to (?:the )?segmental)\b/i
/** What was not seen cannot be answered for. */
const unseen = /\b(?:not (?:well |clearly |fully |adequately )?(?:seen|visuali[sz]ed|assessed|identified|demonstrated|examined|opacified)|obscured|limited|suboptimal|non-?diagnostic|cannot be)\b/i

/** "No filling defect …" as the answer in the words of the question: "No pulmonary embolism."; null where the denial holds for a part only, or of more than one thing. */
export function inAskedWords(sentence: FindingSentence, findings: FindingsText, indication: string, told: string): string | null {
  const text = findings.text.slice(sentence.start, sentence.end)
  const denied = sentence.units.filter((unit) => unit.kind === 'finding' && unit.negated)
  if (sentence.japanese || !denied.length || denied.some(({ partial }) => partial) || partOnly.test(text.replace(/\bsubsegmental|segmental (?=or\b)/gi, '')) || unseen.test(text)) return null
  // "No filling defect on the left" answers for the left only, and not at all where another sentence has one.
  if ([...sentence.headingUnits, ...sentence.units].some((unit) => (unit.kind === 'side' && unit.key !== 'bilateral') || unit.kind === 'part' || unit.kind === 'level')) return null
  if (findings.sentences.some(({ units }) => units.some((unit) => isAffirmed(unit) && denied.some(({ key }) => key === unit.key)))) return null
  const found = denials.find((one) => one.asked.test(indication) && one.sign.test(text) && denied.every(({ key }) => one.denied.includes(key)))
  return found?.answer(told.replace(/[.\s]+$/, '')) ?? null
}

/** The answer that a normal sign gives to the question ("Normal appendix" to appendicitis), where nothing affirms what is asked for; null where there is none. */
export function answeredByNormal(findings: FindingsText, indication: string): { sentence: FindingSentence; text: string } | null {
  const asked = readSentence(indication, { start: 0, end: indication.length }).units.filter(isAffirmed)
  for (const one of normals) {
    if (!one.asked.test(indication) || !asked.some(({ key }) => key === one.key) || findings.sentences.some(({ units }) => units.some((unit) => isAffirmed(unit) && unit.key === one.key))) continue
    const textOf = ({ start, end }: FindingSentence) => findings.text.slice(start, end)
    const sentence = findings.sentences.find((each) => !each.japanese && classifyFinding(each, each.headingUnits) === 'normal' && one.sign.test(textOf(each)) && !partOnly.test(textOf(each)))
    const side = sentence && [...sentence.headingUnits, ...sentence.units].find((unit) => unit.kind === 'side' && unit.key !== 'bilateral')
    if (sentence && !findings.sentences.some((each) => unseen.test(textOf(each))) && !/\bnon-?compressible\b/i.test(findings.text)) return { sentence, text: side ? one.answer.replace(/\.$/, ` on the ${side.key}.`) : one.answer }
  }
  return null
}
