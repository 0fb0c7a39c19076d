import { weighFinding } from '../choosing/importance.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'
import { headedFinding } from '../reading/headed-finding.ts'
import { isThing } from '../reading/heading-context.ts'
import { isOrganSize } from '../reading/organ-size.ts'
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
  /\b(?:fetal|foetal|embryonic|cardiac|heart) (?:heart )?(?:activity|beat|motion)\b[^.;]{0,24}\b(?:present|seen|\d{2,3} ?bpm)|\bFHR?\b[^.;]{0,8}\d{2,3}|\bintrauterine (?:pregnancy|gestation\w*)\b|\b(?:live|living|viable) (?:intrauterine )?(?:f(?:o)?etus(?:es)?|pregnancy|twins?)\b/i,
]

/** How far a tumour reaches and what it touches, which decides whether it is cut out: NCCN pancreas (degrees of contact), MERCURY rectum (spread, fascia, EMVI). */
const reach: readonly RegExp[] = [
  /\b(?:abut\w*|encas\w*|contact\w*)\b[^.;]{0,40}\b\d{2,3} ?(?:°|degrees?)/i,
  /\b(?:extramural|extra-?mural) (?:spread|extension|invasion|depth)\b[^.;]{0,24}\d ?(?:mm|cm)/i,
  /\b(?:mesorectal fascia|MRF|CRM|circumferential resection margin)\b[^.;]{0,40}(?:\d ?mm|threatened|involved|positive)|\bEMVI\b[^.;]{0,12}(?:positive|present|\+)/i,
]
/** A joint that has opened: what holds it is torn. */
const opened = /\b(?:clear space|scapholunate (?:interval|distance|gap)|(?:AC|acromioclavicular) (?:joint|interval)|coracoclavicular (?:interval|distance)|atlanto-?(?:dental|axial) interval|tibiofibular (?:clear space|distance)|symphysis|SI joint|Lisfranc interval|mortise)\b[^.;]{0,30}\b(?:widen\w*|increased|diastasis|asymmetric\w*)|\bwiden\w* (?:of the )?(?:medial clear space|scapholunate|mortise|symphysis|syndesmosis)/i
const notOpened = /\b(?:no|not|without)\b[^.;]{0,20}(?:widen|increased|diastasis)/i
/** A ligament that is sprained by its grade, whatever the words for it. */
const ligament = /\b(?:[AMPL]CL|ATFL|CFL|PTFL|TFL|AITFL|UCL|RCL|(?:medial|lateral|ulnar|radial|deltoid|cruciate) (?:collateral )?ligament)\b[^.;]{0,80}\bgrade (?:[1-3]|I{1,3})\b/i
/** A vertebra that has lost height, old or new. */
const lostHeight = /\b\d{1,2} ?% (?:anterior |posterior |central |vertebral |body |height )*loss\b|\bloss of (?:about |approximately |around |up to )?\d{1,2} ?%/i
const decides = 2.6
/** The size under "Primary:" is the tumour's. */
const primary = 4

/** A tube or line where it does harm or no good: the first thing such a film is read for. */
const tube = '\\b(?:ETT|endotracheal tube|tracheostomy(?: tube)?|NGT|NG(?: tube)?|NJ(?: tube)?|nasogastric tube|nasojejunal tube|feeding tube|enteric tube|gastric tube|chest (?:drain|tube)|intercostal drain|CVC|PICC(?: line)?|(?:central|venous|IJ|IJV|jugular|subclavian|dialysis|femoral) (?:venous )?(?:line|catheter)|(?:umbilical|central) (?:venous |arterial )?(?:line|catheter)|UVC|UAC|port(?:acath)?|pacing (?:lead|wire)|pacemaker lead)\\b'
const outOfPlace = [
  new RegExp(`${tube}[^.;]{0,70}?\\b(?:(?:in|into|within|enters?|entering|down) (?:the |a )?(?:(?:right|left) )?(?:(?:main|mainstem|main ?stem|lower lobe|middle lobe|upper lobe|intermediate) )?(?:bronch\\w+|airway|lung\\b|pleura\\w*)|(?:at|below) (?:the )?(?:level of (?:the )?)?carina|malposition\\w*|misplaced|too (?:high|low|deep|far)|dislodged|dislocated|migrated|kinked|disconnected|extravascular|outside the (?:vein|vessel|chest|pleura))`, 'i'),
  new RegExp(`${tube}[^.;]{0,40}?\\btip (?:is |lies |lying |projected |projecting |projects )?(?:in|at|over|within) (?:the )?(?:(?:distal|mid|lower|upper|right|left|internal|contralateral) )*(?:(?:o)?esophagus|jugular|azygos|subclavian|axillary|brachiocephalic|innominate|hypopharynx|pharynx|right ventricle)`, 'i'),
]
const notOutOfPlace = /\b(?:no|not|without)\b[^.;]{0,24}(?:malposition|misplac|dislod|migrat|kink|displac)/i
const harmful = 5

/** The category says what a lesion weighs: 4 and 5 ask for tissue, 1 and 2 are benign (ACR TI-RADS, BI-RADS, LI-RADS, O-RADS, PI-RADS 2.1). */
const highCategory = /\b(?:(?:(?:PI|BI|TI|LI|O|Lung)-?RADS|LR|TR)[ -]?(?:category |score )?[45][A-CX]?)\b(?! ?(?:previously|before))/i
const lowCategory = /\b(?:(?:(?:PI|BI|TI|LI|O)-?RADS|LR|TR)[ -]?(?:category |score )?[12])\b(?!-[3-5])/i
const suspicious = 4.2
const benign = 1.9

/** "Head and tail enhance.": what should enhance does. */
const healthy = /^(?:the )?(?:[a-z]+,? ){1,6}enhances?(?: (?:normally|homogeneously|symmetrically|uniformly|avidly|well))?[.\s]*$/i
const works = /^(?:the )?[^.;:]{3,90}? (?:(?:compress|fill|opacif\w+|enhance|augment|drain|perfuse)s? (?:normally|fully|completely|well|homogeneously|symmetrically)(?: (?:and|with|throughout)\b[^.;]{0,40})?|(?<=veins )(?:compress|fill|augment))[.\s]*$/i
/** Uptake that everybody has, and of an organ that takes up less than the liver. */
const physiological = /^(?:good|normal|prompt|symmetrical) (?:uptake|perfusion|excretion|drainage)\b[^,;.]{0,40}[.\s]*$|\bairway deposition\b|\b(?:brown fat|physiological(?:ly)?)\b[^.;]{0,40}\buptake\b|\buptake\b[^.;]{0,40}\b(?:brown fat|physiological)\b|^(?:the )?(?:spleen|(?:bone )?marrow)\b[^.;]{0,40}\buptake (?:is )?(?:below|less than|lower than|similar to|equal to|not above)\b/i
/** "Bladder empty around the catheter." */
const emptyBladder = /^(?:the )?(?:urinary )?bladder (?:is )?(?:empty|collapsed|decompressed|underfilled|poorly (?:filled|distended))\b[^.;]{0,60}[.\s]*$/i
/** "Susceptibility foci within the mass": part of what is told elsewhere, and never before it. */
const ofAnother = /\b(?:within|inside|in the (?:cent(?:re|er)|wall|rim|periphery) of|around|surrounding) (?:the|this) (?:mass|lesion|nodule|tumou?r|collection|cyst|haematoma|hematoma|abscess|cavity)\b/i
/** What everybody has somewhere, as the whole of a sentence. */
const trivial = /^(?:(?:a few|few|several|multiple|scattered|small|pelvic|incidental|bilateral|calcified) )*(?:phleboliths?|os trigonum|accessory ossicles?|fabella)\b[^,;]{0,40}$/i
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

/** Now and then in millimetres, of each pair of sizes of the text. */
function sizesThen(text: string): { now: number; before: number }[] {
  return nowAndThen.flatMap((pattern) => {
    const found = pattern.exec(text)
    if (!found) return []
    const unit = found[2] ?? found[4] ?? 'mm'
    const millimetres = (value: string, own: string | undefined) => Number(value) * ((own ?? unit).toLowerCase() === 'cm' ? 10 : 1)
    return [{ now: millimetres(found[1]!, found[2]), before: millimetres(found[3]!, found[4]) }]
  })
}

/** "57 mm (51 mm previously)" told in sizes only; the shorter of the two must not be another axis. */
const grew = (text: string): boolean => sizesThen(text).some(({ now, before }) => now >= Math.max(grown * before, before + 2) || (/aneurysm/i.test(text) && now >= before + 5))

/** Larger or smaller by a fifth, whatever it is called: "residual tissue now 24 x 13 mm (previously 78 x 52)". */
const changed = (text: string): boolean => sizesThen(text).some(({ now, before }) => now >= Math.max(grown * before, before + 2) || before >= Math.max(grown * now, now + 2))

/** "Veins compress normally throughout", "Head and tail enhance": what should do so does. */
export const isHealthy = (sentence: FindingSentence, findings: FindingsText): boolean => !sentence.japanese && [works, physiological, emptyBladder].some((pattern) => pattern.test(findings.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 200))))

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
  if (rules > 0 && highCategory.test(text)) return Math.max(rules, suspicious)
  if (rules > benign && lowCategory.test(text)) return benign
  const headed = headOf(sentence, findings) + text
  if (outOfPlace.some((pattern) => pattern.test(headed)) && !notOutOfPlace.test(text)) return Math.max(rules, harmful)
  if (rules < decides && (reach.some((pattern) => pattern.test(headed)) || ligament.test(headed) || (opened.test(headed) && !notOpened.test(text)))) return decides
  if (rules < result && lostHeight.test(text) && sentence.units.some((unit) => unit.kind === 'level' && unit.group === 'spine')) return result
  if (rules < primary && isThing(sentence, findings) && sentence.units.some((unit) => unit.kind === 'measure' && unit.unit === 'mm' && !unit.negated)) return primary
  if (rules < result && changed(text) && !isOrganSize(sentence, findings)) return result
  if (absent.some((pattern) => pattern.test(text))) return Math.max(rules, deniedSign)
  return rules < result && tellsResult(sentence, findings) ? result : rules
}
