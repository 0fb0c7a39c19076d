import { readSentence, type Unit } from '../../text/read-sentence.ts'
import { categoriesIn } from '../choosing/category.ts'
import { isAffirmed } from '../reading/abnormal.ts'

/** Names for how something looks, not what it is. */
const looks = new Set(['enhancement', 'signal', 'opacity', 'density', 'attenuation', 'lesion', 'white-matter', 'abnormality', 'uptake', 'restricted-diffusion', 'lucency', 'scar', 'photopenia', 'perfusion-defect', 'thickening', 'swelling'])
/** What a part must keep, wherever it stands. */
const steers: ReadonlySet<Unit['kind']> = new Set(['change', 'certainty', 'neither', 'benign', 'recommend', 'time'])
const placed: ReadonlySet<Unit['kind']> = new Set(['side', 'level', 'part', 'anatomy'])
const lookWord = /\b(?:\w*(?:hyper|hypo|iso|an)(?:intens|dens|echo|attenuat|enhanc|metabol)\w*|enhanc\w*|washout|bright|dark|signal|contrast|diffusion|ADC|T[12]|STIR|FLAIR|phases?|echogenic\w*|echotexture|lobulated|homogen\w+|heterogen\w+|curve|cent(?:re|er)|tracer|photopenic|response|retains?|retention|retained|rim|capsule|attenuation|density|uptake|swollen|tapering|beak\w*|vascularity|flow|visible|pattern|typical)\b/i

/**
 * A named line without the parts that only say how the thing looks: "focal nodular hyperplasia 41 mm, lobulated; homogeneous arterial enhancement, no
 * washout" is that, 41 mm. What names the thing stands in the first part that holds `title`; sizes, places of their own, courses and other findings stay.
 */
export function withoutLooks(text: string, title: string): string {
  const parts = text.split(/([,;] )(?![^()]*\))/)
  const main = parts.findIndex((part) => part.toLowerCase().includes(title.toLowerCase()))
  if (main < 0) return text
  const said = unitsOf(parts.slice(0, main + 1).join(''))
  let short = parts.slice(0, main + 1).join('')
  for (let i = main + 2; i < parts.length; i += 2) if (!isLook(parts[i]!, said)) short += parts[i - 1]! + parts[i]!
  return short
}

const unitsOf = (text: string): Unit[] => readSentence(text, { start: 0, end: text.length }).units

function isLook(part: string, said: readonly Unit[]): boolean {
  const units = unitsOf(part)
  if (!lookWord.test(part) || categoriesIn(part).length > 0 || /\b(?:previous\w*|prior|was|were|now|from)\b/i.test(part)) return false
  return units.every((unit) => {
    if (unit.kind === 'finding') return looks.has(unit.key)
    if (unit.kind === 'measure') return ['HU', 'ms', 'time', 'cm/s'].includes(unit.unit)
    return (!steers.has(unit.kind) || unit.key === 'phase') && (!placed.has(unit.kind) || said.some((one) => one.kind === unit.kind && one.key === unit.key))
  }) && !units.some((unit) => isAffirmed(unit) && unit.weight >= 4)
}
