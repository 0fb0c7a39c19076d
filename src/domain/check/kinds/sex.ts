import type { CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'

const female = new Set(['uterus', 'ovary', 'vagina', 'cervix-uteri'])
const male = new Set(['prostate', 'testis', 'penis'])
/** Words for a person, not for an organ, a donor or a fetus. */
const femaleWords = /(?<!donor )\b(?:woman|women|lady|girl|she|her|herself|female|pregnan(?:t|cy)|gravid|obstetrics?|postmenopausal|premenopausal|postpartum|puerperal|lactating|mrs|hysterectom(?:y|ised|ized)|oophorectom(?:y|ies)|salpingectom(?:y|ies)|labia|vulval?|vulvar)\b(?![- ]?2(?:\/?neu)?\b)(?! (?:donor|fetus|foetus|type|pelvis))/i
const maleWords = /(?<!donor )\b(?:man|gentleman|boy|he|him|himself|his|male|gyna?ecomastia|prostatectom(?:y|ised|ized)|orchi(?:d)?ectom(?:y|ies)|vasectom(?:y|ies)|turp|hemiscrotum)\b(?! (?:donor|fetus|foetus|type))/i

/** A form of address; "MR" is a way to image. */
const mister = /\bMr\.? (?=[A-Z][a-z])/

/** An organ or a person of the other sex in the conclusion. Sex comes from the order, otherwise from the indication. */
export function checkSex(context: CheckContext): CheckIssue[] {
  const sex = context.input.sex ?? sexIn(context.input.indication ?? '')
  if (sex !== 'F' && sex !== 'M') return []
  const foreign = sex === 'F' ? male : female
  for (const [sentence, reading] of context.conclusion.entries()) {
    const organ = reading.units.find((unit) => unit.kind === 'anatomy' && foreign.has(unit.key))
    if (!organ) continue
    // "cervix" and "fundus" name other things too; the word itself must be beyond doubt.
    const word = context.input.conclusion.slice(organ.start, organ.end)
    if (/^(?:fundus|cervix|intramural)/i.test(word)) continue
    return [issueOf(sex, sentence, organ, word)]
  }
  const conclusion = context.input.conclusion.slice(0, 20_000)
  const person = (sex === 'F' ? maleWords : femaleWords).exec(conclusion) ?? (sex === 'F' ? mister.exec(conclusion) : null)
  if (!person) return []
  const sentence = context.conclusion.findIndex((reading) => reading.start <= person.index && person.index < reading.end)
  return [issueOf(sex, sentence < 0 ? null : sentence, { start: person.index, end: person.index + person[0].length }, person[0])]
}

function issueOf(sex: 'F' | 'M', sentence: number | null, { start, end }: { start: number; end: number }, word: string): CheckIssue {
  return { kind: 'sex', severity: 'error', sentence, message: `“${word}” does not fit a ${sex === 'F' ? 'female' : 'male'} patient.`, conclusion: { start, end }, findings: null }
}

/** Only the patient's own description counts, at the start: "64-year-old woman", "M 57", "52歳女性". */
function sexIn(indication: string): 'F' | 'M' | null {
  const text = indication.slice(0, 300)
  const found = /\b\d{1,3}[- ]?(?:years?[- ]old|y\/?o|yo|yr[- ]old|f\b|m\b)[,\s]*(woman|female|lady|girl|f|man|male|gentleman|boy|m)\b/i.exec(text) ?? /\d{1,3}\s?歳[、代の\s]*(女性|男性|女児|男児|女|男)/.exec(text)
  if (!found) return null
  return /^(?:w|f|l|g(?=irl)|女)/i.test(found[1]!) ? 'F' : 'M'
}
