import { isAffirmed } from '../reading/abnormal.ts'
import type { FindingsText } from '../reading/align.ts'
import type { Item } from '../telling.ts'
import { weighFinding } from './importance.ts'
import { tellsResult } from '../names/signs.ts'

/** Beside a finding as heavy as this, remarks are left to the findings. */
const grave = 4
/** Lighter than this a finding is a remark: a trace of fluid, a fatty liver, worn joints. */
const remark = 2.3

/** What many people have: worn joints, a fatty liver, a hiatus hernia. */
const common = new Set(['steatosis', 'degenerative', 'osteoarthritis', 'tendinopathy', 'fibroid', 'hernia', 'hiatus-hernia', 'umbilical-hernia', 'inguinal-hernia', 'diverticulosis', 'emphysema', 'small-vessel', 'white-matter', 'prostatomegaly', 'cyst', 'ovarian-cyst', 'bursitis', 'subacromial-bursitis', 'baker-cyst', 'atherosclerosis', 'osteopenia', 'scoliosis', 'goitre', 'sinusitis', 'scar', 'disc-bulge', 'facet-arthropathy', 'atelectasis', 'synd', 'hallux-valgus', 'trabeculated', 'hepatomegaly', 'chondropathy', 'scheuermann', 'tortuosity'])
/** What a small effusion weighs by the rules; that is still told. */
const small = 2.05
/** Light by themselves, but often why the grave finding is there. */
const causes = new Set(['gallstone', 'stone', 'kidney-stone', 'appendicolith', 'adhesion'])
/** Millimetres from which on what many have is told beside a grave finding. */
const large = 30
const trace = /\b(?:trace|tiny|minimal|minor|physiological|small (?:volume|amount))\b/i

const torn = /\b(?:full-|partial-)?tear|rupture\b/
const ofJoint = new Set(['tendinopathy', 'tenosynovitis', 'bursitis', 'subacromial-bursitis', 'osteoarthritis', 'chondropathy'])

/** What goes without saying beside a broken bone or a torn tendon. */
const broken = /fracture|dislocation|rupture|tear/
const swollen = new Set(['swelling', 'oedema', 'edema', 'soft-tissue-swelling', 'subcutaneous-edema'])

/** As heavy as this a swelling is more, a sprain with its grade. */
const graded = 2.5

/** Signs that go with an inflammation or a blockage: as heavy as this they say nothing of their own. */
const accompanies = 3.2
const accompaniments = new Set(['stranding', 'wall-thickening', 'thickening', 'swelling', 'mucosal-thickening'])
/** What comes of a blockage told elsewhere. */
const fullGallbladder = /^(?:the )?gallbladder (?:is )?(?:mildly |markedly )?distended(?:,? (?:no|without) (?:stones?|gallstones|calculi|wall thickening))?[.\s]*$/i
/** Nothing measured beyond the wall, no change, no hedge, no category. */
const isPlain = ({ sentence, details }: Item): boolean => details.length === 0 && !sentence.units.some((unit) => (unit.kind === 'change' && !unit.negated) || unit.kind === 'certainty')
/** Told within two sentences of what it goes with, under the same heading. */
const near = (item: Item, { sentence, details }: Item): boolean => [sentence, ...details].some((one) => Math.abs(one.index - item.sentence.index) <= 2 && one.heading?.start === item.sentence.heading?.start)

/** No nodule under 6 mm is followed (Fleischner 2017), and one that stays as it is explains nothing beside a grave finding. */
const isTinyAndStable = ({ sentence: { units } }: Item): boolean => units.some((unit) => unit.key === 'same' && unit.kind === 'change' && !unit.negated) && units.filter(isAffirmed).every((unit) => unit.key === 'nodule' || unit.key === 'granuloma') && units.some((unit) => unit.unit === 'mm') && units.every((unit) => unit.unit !== 'mm' || unit.value < 6)

/** A line, tube, clip or contraceptive in its place. */
const device = /\b(?:port|CVC|PICC|(?:central|PICC|venous) (?:line|catheter)|catheter\w*|NGT|NG tube|nasogastric tube|drains?|clips?|sternotomy wires|pacemaker|ICD|IUCD|IUD|stent graft|lens replacements?|prosthe\w+)\b/i
const wrongPlace = /\b(?:malposition\w*|displaced|migrat\w+|too (?:high|low|deep)|right main bronchus|kink\w*|fractured?|coiled|disconnect\w*|loop\w*|oesophag\w+|esophag\w+|withdraw\w*|pneumothorax|occlu\w+|thromb\w+|leak\w*|restenosis|new|infect\w*|collection)\b/i
export const asksDevice = /\b(?:lines?|tubes?|NGT?|ETT|CVC|PICC|port|catheters?|drains?|stent|pacemaker|device|position|placement|ITU|ICU|ventilat\w+|intubat\w+|IUCD|IUD|threads?|EVAR|pacing)\b/i

/** A remark beside a grave finding that gives no size, change or result and belongs to no injury: listed as left out, not told. */
export function isClutter(item: Item, heaviest: Item, findings: FindingsText, indication: string): boolean {
  if (item.sentence.japanese) return false
  const text = findings.text.slice(item.sentence.start, item.sentence.end)
  if (device.test(text) && !wrongPlace.test(text) && !asksDevice.test(indication) && item.weight < remark + 0.5) return true
  const named = item.sentence.units.filter(isAffirmed)
  if (item !== heaviest && item.weight < graded && named.length > 0 && named.every((unit) => swollen.has(unit.key)) && heaviest.sentence.units.some((unit) => isAffirmed(unit) && broken.test(unit.key))) return true
  if (heaviest.weight < grave) return false
  if (item !== heaviest && fullGallbladder.test(text) && !heaviest.sentence.units.some((unit) => unit.key === 'gallbladder')) return true
  if (item !== heaviest && item.weight <= accompanies && !item.name && named.length > 0 && named.every((unit) => accompaniments.has(unit.key)) && isPlain(item) && near(item, heaviest)) return true
  if (item !== heaviest && isTinyAndStable(item)) return true
  // A category that says benign is the answer only where nothing graver is told.
  if (/\b(?:(?:PI|BI|TI|LI|O)-?RADS|LR|TR)[ -]?[12]\b/.test(findings.text.slice(item.sentence.start, item.sentence.end))) return true
  const affirmed = item.sentence.units.filter(isAffirmed)
  // Fluid in the belly is how a cirrhosis is, however little.
  if (affirmed.some((unit) => unit.key === 'ascites') && /cirrhosis|portal hypertension/i.test(`${heaviest.name?.title ?? ''} ${findings.text.slice(heaviest.sentence.start, heaviest.sentence.end)}`)) return false
  // Beside a torn tendon the rest of the joint is what the examination was for.
  if (torn.test(heaviest.sentence.units.filter(isAffirmed).map((unit) => unit.key).join(' ')) && affirmed.some((unit) => ofJoint.has(unit.key))) return false
  const slight = weighFinding(item.sentence) < small && !affirmed.some((unit) => causes.has(unit.key))
  if (item.weight >= remark || !(slight || affirmed.every((unit) => common.has(unit.key)) || trace.test(findings.text.slice(item.sentence.start, item.sentence.end)))) return false
  // The size of what many have asks for nothing while it is small.
  const benign = affirmed.length > 0 && affirmed.every((unit) => common.has(unit.key))
  return ![item.sentence, ...item.details].some((sentence) => tellsResult(sentence, findings) || sentence.units.some((unit) => !unit.negated && (unit.kind === 'change' || (unit.kind === 'measure' && unit.unit !== 'reference' && !(benign && unit.unit === 'mm' && unit.value < large)) || unit.key === 'sprain' || unit.key === 'contusion')))
}
