import { weighFinding } from '../choosing/importance.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'
import { headedFinding } from '../reading/headed-finding.ts'
import { sizedThing } from '../reading/sized-thing.ts'
import { japaneseResults, weighJapanese } from '../japanese/weigh-japanese.ts'

/**
 * Absences that are themselves the finding: tissue that does not enhance, a vessel that does not fill or compress, a testis
 * without flow. The rules read them as denials and would pass them over.
 */
const absent: readonly RegExp[] = [
  /\bnon-?enhanc\w+ (?:[a-z]+ ){0,3}(?:parenchyma|gland|pancreas|tissue|segments?|areas?|regions?|cortex|bowel|loops?|wall|myocardium|spleen|kidney|testis|ovary|component)\b/i,
  /\b(?:parenchyma|gland|pancreas|segments?|cortex|bowel|loops?|wall|spleen|kidney|testis|testicle|ovary|head|body|tail|neck)\b[^.;]{0,30}\b(?:does not|do not|did not|fails? to|without|lacks?|shows? no) (?:enhanc\w+|perfus\w+|flow)\b/i,
  /\b(?:no|absent|without|lack of|loss of) (?:detectable |demonstrable |internal |intratesticular |colou?r |power |doppler |arterial |venous |blood |vascular )*(?:flow|perfusion|enhancement|opacification) (?:is |was )?(?:seen |detected |demonstrated |identified )?(?:in|within|of|to) (?:the |this |both )?(?:(?:left|right|affected|proximal|distal|entire) )*(?:testis|testicle|ovary|kidney|spleen|pancrea\w+|gland|bowel|loop|wall|veins?|art\w+|graft|vessel|sinus|lobe|segment|branch\w*|trunk|SMA|SMV|ICA|MCA|SFA|portal|splenic|femoral|popliteal|parenchyma)\b/i,
  /\b(?:vein|artery|sinus|vessel|graft|stent|fistula|SMA|SMV|ICA|MCA|SFA|ureter)\b[^.;]{0,24}\b(?:not|non-?)\s?(?:opacif\w+|fill\w*|compress\w*|perfused|patent|visualised over|enhanc\w+)\b/i,
  /\b(?:no|absent) (?:fetal |foetal |embryonic )?(?:heart|cardiac) (?:activity|motion|beat)\b/i,
]

/**
 * Results a report is read for, whatever they are: a score of a lesion, the function of an organ, stiffness of the liver, the
 * living pregnancy. Told like something noted.
 */
const results: readonly RegExp[] = [
  /\b(?:LV ?)?EF\b[^.;]{0,20}\d+ ?%|\bejection fraction\b[^.;]{0,24}\d/i,
  /\b(?:split|differential|relative|divided) (?:renal )?function\b[^.;]{0,40}\d/i,
  /\b(?:stiffness|shear wave|elastograph\w+)\b[^.;]{0,40}\d+(?:\.\d+)? ?(?:kPa|m\/s)/i,
  /\b(?:Agatston|calcium score|CAC score)\b[^.;]{0,24}\d/i,
  /\bT-?score\b[^.;]{0,20}\d/i,
  /\bGraf (?:type )?[IV]+[a-d]?\b/,
  /\b(?:C-?RADS|Deauville|Hinchey|Balthazar|Kellgren|Goutallier|CAD-?RADS|Lung-?RADS)\b[^.;]{0,16}\d/i,
  /\bf(?:a)?ecal (?:loading|impaction|residue)\b|\bstool burden\b/i,
  /\b(?:fetal|foetal|embryonic|cardiac|heart) (?:heart )?(?:activity|beat|motion)\b[^.;]{0,24}\b(?:present|seen|\d{2,3} ?bpm)|\bFHR?\b[^.;]{0,8}\d{2,3}|\bintrauterine (?:pregnancy|gestation\w*)\b/i,
]

/** "Head and tail enhance.": what should enhance does. */
const healthy = /^(?:the )?(?:[a-z]+,? ){1,6}enhances?(?: (?:normally|homogeneously|symmetrically|uniformly|avidly|well))?[.\s]*$/i
const works = /^(?:the )?[^.;:]{3,90}? (?:compress|fill|opacif\w+|enhance|augment|drain|perfuse)s? (?:normally|fully|completely|well|homogeneously|symmetrically)(?: (?:and|with|throughout)\b[^.;]{0,40})?[.\s]*$/i
/** "Susceptibility foci within the mass": part of what is told elsewhere, and never before it. */
const ofAnother = /\b(?:within|inside|in the (?:cent(?:re|er)|wall|rim|periphery) of|around|surrounding) (?:the|this) (?:mass|lesion|nodule|tumou?r|collection|cyst|haematoma|hematoma|abscess|cavity)\b/i
/** What everybody has somewhere, as the whole of a sentence. */
const trivial = /^(?:(?:a few|few|several|multiple|scattered|small|pelvic|incidental|bilateral) )*(?:phleboliths?|os trigonum|accessory ossicles?|fabella)\b[^,;]{0,40}$/i
const remarkOnly = 0.1
const describes = 2.9
const deniedSign = 4
const result = 2.1
/** Something without a known name, and how large it is told whatever the room (8 mm is where Fleischner 2017 asks for early follow-up). */
const seen = { weight: 1.5, large: 2.2, largeMillimetres: 8 }
/** "Stability of …", "Unchanged appearance of …": a course that is the subject is what the study was for; "Unchanged cyst" is told while there is room. */
const courseFirst = /^(?:the )?(?:(?:stability|persistence|invariance)(?: in [a-z]+)? of|(?:unchanged|stable|unmodified|unaltered|similar|same) (?:appearance|size|number|extent|morphology|aspect|findings?)\b)/i
const leadsWithCourse = /^(?:unchanged|unmodified|unaltered|stable|steady|constant)\b/i
const followedUp = 2
const followed = 1.3

/** A bladder that is emptied to less than 50 ml is emptied (ICS). */
const emptied = ({ units }: FindingSentence): boolean => units.some((unit) => unit.key === 'residual-urine') && units.some((unit) => unit.unit === 'ml') && units.every((unit) => unit.unit !== 'ml' || unit.value < 50)

/** The clot on the wall of an aneurysm is part of it, no thrombosis. */
const clotOfWall = /\b(?:mural|eccentric|laminated|circumferential|concentric) (?:mural )?thromb/i
const wallClot = 2

const size = '(\\d+(?:\\.\\d+)?) ?(mm|cm)?'
const nowAndThen: readonly RegExp[] = [
  new RegExp(`\\b${size}\\b[^.;\\d]{0,12}\\b(?:previously|previous|prior|was|formerly|before|last year|on [a-z ]{0,12}prior [a-z]+)\\b[^.;\\d]{0,8}${size}`, 'i'),
  new RegExp(`\\b${size} ?\\(${size} (?:previously|before|prior|(?:\\d+ )?(?:months?|years?|weeks?|days?) (?:ago|earlier))`, 'i'),
]
/** Larger by a fifth: more than two readers differ by (RECIST 1.1). */
const grown = 1.2
const growth = 0.6

/** "57 mm (51 mm previously)" told in sizes only; the shorter of the two must not be another axis. */
function grew(text: string): boolean {
  return nowAndThen.some((pattern) => {
    const found = pattern.exec(text)
    if (!found) return false
    const unit = found[2] ?? found[4] ?? 'mm'
    const millimetres = (value: string, own: string | undefined) => Number(value) * ((own ?? unit).toLowerCase() === 'cm' ? 10 : 1)
    return millimetres(found[1]!, found[2]) >= Math.max(grown * millimetres(found[3]!, found[4]), millimetres(found[3]!, found[4]) + 2) || (/aneurysm/i.test(text) && millimetres(found[1]!, found[2]) >= millimetres(found[3]!, found[4]) + 5)
  })
}

/** "Veins compress normally throughout", "Head and tail enhance": what should do so does. */
export const isHealthy = (sentence: FindingSentence, findings: FindingsText): boolean => !sentence.japanese && works.test(findings.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 200)))

/** Does the sentence give a result that the examination is read for? */
export const tellsResult = (sentence: FindingSentence, findings: FindingsText): boolean => (sentence.japanese ? [japaneseResults] : results).some((pattern) => pattern.test(headOf(sentence, findings) + findings.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 400))))

/** "Divided function:" over "left 44%, right 56%". */
const headOf = ({ heading, start, units }: FindingSentence, { text }: FindingsText): string => (heading && start - heading.end < 6 && !units.some((unit) => unit.kind === 'anatomy') ? `${text.slice(heading.start, heading.end)} ` : '')

/** How heavy a sentence is by the rules, 0 to 6, absences that are findings and results of the examination included. */
export function weighTold(sentence: FindingSentence, findings: FindingsText): number {
  const millimetres = sizedThing(sentence, findings)
  const rules = Math.max(weighFinding(sentence) || headedFinding(sentence, findings), millimetres ? (millimetres >= seen.largeMillimetres && !sentence.units.some((unit) => unit.kind === 'change' && unit.key === 'same' && !sentence.japanese) ? seen.large : seen.weight) : 0)
  const text = findings.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 400))
  if (sentence.japanese) return weighJapanese(sentence, text, rules)
  if (rules > 0 && healthy.test(text) && sentence.units.every((unit) => unit.kind !== 'finding' || unit.key === 'enhancement')) return 0
  if (rules > 0 && trivial.test(text)) return Math.min(rules, remarkOnly)
  if (rules > describes && ofAnother.test(text)) return describes
  if (rules > 0 && rules < followedUp && courseFirst.test(text)) return followedUp
  if (rules > 0 && rules < followed && leadsWithCourse.test(text)) return followed
  // "no free gas": the word free is none that calls something normal.
  if (rules > 0 && rules < result && /\bno (?:evidence of )?(?:intraperitoneal )?free\b/i.test(text) && !sentence.units.some((unit) => unit.kind === 'change' || unit.kind === 'measure' || (unit.kind === 'finding' && !unit.negated))) return 0
  if (emptied(sentence)) return 0
  if (rules > wallClot && clotOfWall.test(text) && /aneurysm/i.test(findings.text) && !sentence.units.some((unit) => unit.key === 'heart')) return wallClot
  if (grew(text) && rules >= result && !sentence.units.some((unit) => unit.kind === 'change' && unit.key === 'larger')) return Math.min(6, rules + growth)
  if (absent.some((pattern) => pattern.test(text))) return Math.max(rules, deniedSign)
  return rules < result && tellsResult(sentence, findings) ? result : rules
}
