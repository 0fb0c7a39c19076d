import { classifyFinding, isAffirmed } from './abnormal.ts'
import type { FindingSentence, FindingsText } from './align.ts'

/** What a reader wants to know is absent beside a heavy finding. Keys: the finding; values: the denials worth a line. */
const wanted: Record<string, readonly string[]> = {
  infarct: ['hemorrhage', 'midline-shift', 'mass-effect'], subdural: ['fracture', 'midline-shift', 'herniation'], hemorrhage: ['hydrocephalus', 'fracture', 'midline-shift'], 'subarachnoid-hemorrhage': ['aneurysm', 'hydrocephalus'],
  hematoma: ['fracture', 'midline-shift'], appendicitis: ['perforation', 'abscess', 'collection'], obstruction: ['perforation', 'pneumatosis', 'ischemia'], dilatation: ['perforation', 'obstruction'],
  diverticulitis: ['perforation', 'abscess', 'collection'], pancreatitis: ['necrosis', 'collection'], aneurysm: ['rupture', 'dissection', 'endoleak'], dissection: ['rupture', 'pericardial-effusion'],
  embolism: ['cardiac-strain', 'infarct'], pneumothorax: ['mediastinal-shift', 'midline-shift', 'malposition', 'fracture'], gallstone: ['cholecystitis', 'wall-thickening', 'dilatation'], fracture: ['dislocation', 'perforation'],
  mass: ['metastasis', 'adenopathy', 'invasion'], cancer: ['metastasis', 'adenopathy'], nodule: ['adenopathy'], metastasis: ['cord-compression'], abscess: ['perforation'], cholecystitis: ['perforation', 'choledocholithiasis', 'dilatation'],
  collection: ['midline-shift', 'fracture'], demyelination: ['enhancement'], thrombosis: ['embolism'], stranding: ['perforation', 'abscess', 'collection'],
}
/** Longer denials list half the body; the reader asked for one answer. */
const longest = 90

/** One short denial of the findings that belongs beside the heaviest finding told, in their own words; null when none fits. */
export function pertinentDenial(findings: FindingsText, main: FindingSentence): FindingSentence | null {
  const keys = main.units.filter(isAffirmed).flatMap((unit) => wanted[unit.key] ?? [])
  for (const key of keys) {
    const found = findings.sentences.find((sentence) =>
      sentence.end - sentence.start <= longest && classifyFinding(sentence) === 'normal' && sentence.units.some((unit) => unit.kind === 'finding' && unit.negated && unit.key === key) &&
      sentence.units.filter((unit) => unit.kind === 'finding').length <= 3 && Math.abs(sentence.index - main.index) <= 8)
    if (found) return found
  }
  return null
}
