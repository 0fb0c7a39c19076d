import type { Fact } from '../../fact/fact.ts'
import { allWider } from './match.ts'

/**
 * What must be seen before a conclusion may use a name: an abscess needs a collection, a fracture a break. Left the names, right the
 * findings that show them beside the name itself and its special cases. Names in no line may be told of anything of their family.
 */
const shown: readonly (readonly [names: string, signs: string])[] = [
  ['fracture compression-fracture vertebral-fracture fracture-line old-fracture', 'displacement callus lucency contusion nonunion old-fracture compression-fracture fracture-line dislocation sclerotic abnormality spondylolisthesis pars-defect'],
  ['tear full-tear partial-tear rupture', 'tear full-tear partial-tear rupture displacement signal abnormality fluid white-matter chondropathy hematoma implant-failure'],
  ['abscess', 'collection abscess gas enhancement cavity air-fluid-level restricted-diffusion infection'],
  ['perforation', 'gas perforation rupture pneumatosis'],
  ['thrombosis embolism occlusion clot', 'thrombosis embolism occlusion clot stenosis perfusion-defect infarct bypass-occlusion'],
  ['infarct', 'ischemia infarct restricted-diffusion perfusion-defect white-matter abnormality signal occlusion lacunar-infarct atrophy small-vessel lesion'],
  ['hemorrhage hematoma active-bleeding', 'hemorrhage hematoma subdural extradural subarachnoid-hemorrhage collection contusion clot abnormality ascites effusion white-matter microbleed lesion'],
  ['pneumothorax', 'tension pneumothorax'],
  ['dissection', 'dissection'],
  ['hydronephrosis', 'dilatation obstruction hydronephrosis'],
  ['invasion', 'invasion mass-effect nerve-compression stranding enhancement abnormality mass metastasis white-matter thickening wall-thickening lesion recurrence cancer nodule'],
  ['osteonecrosis', 'signal white-matter abnormality'],
  ['endocarditis', 'uptake thickening'],
]
const signs = new Map(shown.flatMap(([names, list]) => names.split(' ').map((name) => [name, new Set(list.split(' '))] as const)))

/** The signs of a name, or of what it is a kind of; null where anything of its family will do. */
const signsOf = (finding: string): ReadonlySet<string> | null => signs.get(finding) ?? [...allWider(finding)].map((name) => signs.get(name)).find((set) => set !== undefined) ?? null

/** Does the name need more than something of its family at its place? */
export const needsSign = (finding: string): boolean => signsOf(finding) !== null

/** Does the told finding show what the name claims? */
export function showsSign(finding: string, other: Fact): boolean {
  const set = signsOf(finding)
  return set === null || (other.finding !== null && [...allWider(other.finding)].some((name) => set.has(name)))
}

/** Words that show a finding without naming it, at its own place. */
const inWords: readonly (readonly [names: RegExp, look: RegExp])[] = [
  [/^(?:tear|full-tear|partial-tear|rupture|.*-tear)$/, /\b(?:discontinu|gap\b|retract|avuls|lax\b|defect)/i],
  [/^(?:perforation|pseudoaneurysm)$/, /\b(?:wall (?:defect|gap|disruption)|defect (?:at|in|of) (?:the )?(?:\w+ )?(?:wall|tip|fundus)|extraluminal|extravasat)/i],
  [/fracture/, /\b(?:avuls|cortical (?:break|step|disruption|irregularity)|lucent line|step-?off|wedg)/i],
  [/^(?:atrophy|atelectasis)$/, /\b(?:goutallier|elevated|raised|pulled|crowd|thinn|shrunken|fatty|volume|deviat)/i],
  [/thromb|^embolism$|^occlusion$/, /\b(?:filling defect|clot|non-?compress|not compress|absent flow|no flow)/i],
  [/^(?:infarct|ischemia)$/, /\b(?:wedge|restrict|DWI|perfusion defect)/i],
]

/** How a finding is described where it is not named; null where any such words would say too little. */
export const looksLike = (finding: string): RegExp | null => inWords.find(([names]) => names.test(finding))?.[1] ?? null
