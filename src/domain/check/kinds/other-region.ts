import { readSentence } from '../../text/read-sentence.ts'
import type { CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'

/** A limb's joint, a breast or a testis: how an order asks about it, and every word that tells something of it or right beside it. */
type Region = { name: string; asked: RegExp; told: RegExp }

const regions: readonly Region[] = [
  { name: 'shoulder', asked: /\bshoulders?\b|\brotator cuff\b|肩(?!甲)/iu, told: /shoulder|gleno|humer|rotator|spinatus|subscapul|acromi|clavic|scapul|labr(?:um|al)|biceps|axill|肩|上腕|棘[上下]|鎖骨|腱板|腋窩/iu },
  { name: 'elbow', asked: /\belbows?\b|肘/iu, told: /elbow|humer|epicond|olecran|ulna|radi(?:us|al)|biceps|triceps|forearm|肘|上腕|前腕|橈骨|尺骨/iu },
  { name: 'wrist or hand', asked: /\bwrists?\b|\bhands?\b|\bfingers?\b|\bthumbs?\b|手関節|手指|手部|手根|[右左両]手(?!術)|母指(?!趾)/iu, told: /wrist|\bhands?\b|finger|thumb|carp|scaphoid|lunate|radi(?:us|al)|ulna|phalan|forearm|手関節|手指|手部|手根|中手|手背|手掌|[右左両]手(?!術)|母指|[示中環小]指|基節|中節|末節|橈骨|尺骨|舟状骨|月状骨|前腕/iu },
  { name: 'hip', asked: /\bhips?\b|股関節/iu, told: /\bhips?\b|femor|femur|acetab|pelvi|pubic|\bpub|ischi|ili(?:um|ac)|trochan|sacr|thigh|gluteal|股|大腿|寛骨|骨盤|恥骨|坐骨|腸骨|転子|仙/iu },
  { name: 'knee', asked: /\bknees?\b|膝/iu, told: /knee|menisc|patell|cruciate|collateral|\b[amp]cl\b|\blcl\b|tibia|fibul|femur|femoral|popliteal|baker|膝|半月板|十字靱帯|十字靭帯|側副|脛骨|腓骨|大腿|下腿/iu },
  { name: 'ankle or foot', asked: /\bankles?\b|\bfoot\b|\bfeet\b|\btoes?\b|足関節|足部|足趾|[右左両]足/iu, told: /ankle|\bfoot\b|\bfeet\b|\btoes?\b|calcane|tal(?:us|ar|o)|achilles|tars|malleol|plantar|tibia|fibul|phalan|足|踵|距骨|趾|アキレス|脛骨|腓骨|果|下腿/iu },
  { name: 'breast', asked: /\bbreasts?\b(?! ?feeding)|乳房|乳腺/iu, told: /breast|mamm|nipple|areola|bi-?rads|乳/iu },
  { name: 'testis', asked: /\btest(?:is|es|icles?|icular)\b|\bscrot\w+|精巣|睾丸|陰嚢/iu, told: /test(?:is|es|ic)|scrot|epididym|varicocele|hydrocele|精巣|睾丸|陰嚢|精索/iu },
]
/** The other side is told on purpose. */
const onPurpose = /contralateral|comparison|opposite|other side|mirror|control|対側|健側|反対側|比較/iu
/** An order about something else that only names the region ("right hand weakness" for the brain), or about all of a person. */
const elsewhere = /\b(?:weakness|numb\w*|paresthesia|paraesthesia|tingling|palsy|paresis|stroke|radicul\w*|sciatica|dvt|deep vein|embol\w*|handed|staging|metasta\w*|surveillance|whole body|pet|trauma|polytrauma|accident|mva|rta|perthes|referred)\b|麻痺|脱力|しびれ|転移|病期|全身|多発外傷/iu

/**
 * The order asks about one region of the body: about its other side (an error), or about another region (advice), speaks the whole report.
 * Silent where the region or its neighbours, or the side asked for, are told anywhere.
 */
export function otherRegion(indication: string, { conclusion, findings, input }: CheckContext): CheckIssue[] {
  const asked = regions.filter((region) => region.asked.test(indication))
  const [region] = asked
  if (!region || asked.length !== 1) return []
  const told = regions.filter((one) => one.told.test(input.findings) || one.told.test(input.conclusion))
  if (!told.includes(region)) {
    const named = told.filter((one) => one.asked.test(input.conclusion) && one.asked.test(input.findings))
    if (named.length !== 1 || elsewhere.test(indication)) return []
    const at = named[0]!.asked.exec(input.conclusion)!
    return [{ kind: 'unsupported', severity: 'warning', sentence: sentenceAt(conclusion, at.index), message: `The order asks about the ${region.name}, the report speaks only of the ${named[0]!.name}.`, conclusion: { start: at.index, end: at.index + at[0].length }, findings: null }]
  }
  if (input.side) return []
  const sidesAsked = new Set(sidesOf(readSentence(indication, { start: 0, end: indication.length }).units))
  const [side] = sidesAsked
  if (!side || sidesAsked.size !== 1 || side === 'bilateral' || onPurpose.test(input.findings) || onPurpose.test(input.conclusion)) return []
  const said = [...conclusion.map((reading) => reading.units), ...findings.sentences.map((one) => [...one.headingUnits, ...one.units])]
  if (said.some((units) => sidesOf(units).some((one) => one === side || one === 'bilateral'))) return []
  for (const [sentence, { start, end, units }] of conclusion.entries()) {
    const own = region.told.test(input.conclusion.slice(start, end)) ? units.find((unit) => unit.kind === 'side') : undefined
    if (own) return [{ kind: 'side', severity: 'error', sentence, message: `The order is about the ${side} ${region.name}, the conclusion speaks only of the ${own.key}.`, conclusion: { start: own.start, end: own.end }, findings: null }]
  }
  return []
}

const sidesOf = (units: readonly { kind: string; key: string }[]): string[] => units.filter((unit) => unit.kind === 'side').map((unit) => unit.key)
const sentenceAt = (conclusion: CheckContext['conclusion'], at: number): number | null => {
  const found = conclusion.findIndex((reading) => reading.start <= at && at < reading.end)
  return found < 0 ? null : found
}
