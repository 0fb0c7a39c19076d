import { siteParents } from '../text/lexicon/lexicon.ts'

/**
 * The larger places of the coarse ones (anatomy keys of the lexicon). Narrow places have their parents in the lexicon's site
 * lists. A place may lie in several: ribs are bone and chest.
 */
const coarseParents: Record<string, readonly string[]> = {
  brain: ['head'], cerebellum: ['brain'], brainstem: ['brain'], ventricle: ['brain'], 'basal-ganglia': ['brain'], 'white-matter-site': ['brain'], meninges: ['brain'], pituitary: ['brain'],
  orbit: ['head'], sinus: ['head'], mastoid: ['head'], skull: ['head', 'bone'], mca: ['circle-of-willis'], aca: ['circle-of-willis'], pca: ['circle-of-willis'], basilar: ['circle-of-willis'], 'circle-of-willis': ['brain'], carotid: ['neck'],
  thyroid: ['neck'], parathyroid: ['neck'], parotid: ['neck'], submandibular: ['neck'], larynx: ['neck'], pharynx: ['neck'], tongue: ['neck'],
  lung: ['chest'], lingula: ['lung'], bronchus: ['lung', 'chest'], pleura: ['chest'], mediastinum: ['chest'], hilum: ['chest', 'lung'], heart: ['chest'], pericardium: ['heart'], coronary: ['heart'], 'pulmonary-artery': ['lung', 'chest'],
  'vena-cava': [], esophagus: ['mediastinum', 'chest'], diaphragm: ['chest'], breast: ['chest-wall-all'], axilla: [],
  liver: ['abdomen'], gallbladder: ['bile-tree'], 'bile-duct': ['bile-tree'], 'bile-tree': ['abdomen'], pancreas: ['abdomen'], spleen: ['abdomen'], adrenal: ['abdomen', 'retroperitoneum'], kidney: ['urinary-tract'], ureter: ['urinary-tract'], bladder: ['urinary-tract', 'pelvis'],
  urethra: ['urinary-tract'], 'urinary-tract': ['abdomen'], prostate: ['pelvis'], testis: ['genital'], penis: ['genital'], uterus: ['pelvis'], 'cervix-uteri': ['uterus'], ovary: ['pelvis'], vagina: ['pelvis'],
  stomach: ['bowel'], duodenum: ['small-bowel'], 'small-bowel': ['bowel'], colon: ['bowel'], bowel: ['abdomen'], appendix: ['bowel'], rectum: ['bowel', 'pelvis'], mesentery: ['abdomen', 'peritoneum'], peritoneum: ['abdomen'], retroperitoneum: ['abdomen'],
  'portal-vein': ['abdomen'], 'mesenteric-artery': ['abdomen'], 'hepatic-vein': ['liver'], 'iliac-vessel': ['pelvis'], 'femoral-vessel': ['leg'], pelvis: ['abdomen'], groin: ['pelvis'],
  spine: ['bone'], cord: ['spine'], disc: ['spine'], endplate: ['spine'], facet: ['spine'], foramen: ['spine'], 'nerve-root': ['spine'], canal: ['spine'], sacrum: ['spine', 'pelvic-bone'], sacroiliac: ['joint', 'sacrum'],
  rib: ['chest', 'bone'], sternum: ['chest', 'bone'], clavicle: ['shoulder', 'bone'], scapula: ['shoulder', 'bone'], shoulder: ['joint'], supraspinatus: ['rotator-cuff'], infraspinatus: ['rotator-cuff'], subscapularis: ['rotator-cuff'],
  biceps: ['shoulder', 'tendon'], labrum: ['joint'], humerus: ['bone', 'shoulder'], elbow: ['joint'], radius: ['bone', 'wrist'], wrist: ['joint', 'bone'], hand: ['bone', 'joint'], 'pelvic-bone': ['bone', 'pelvis'], hip: ['joint', 'bone'], femur: ['bone'],
  knee: ['joint'], meniscus: ['knee'], acl: ['cruciate'], pcl: ['cruciate'], cruciate: ['knee', 'ligament'], mcl: ['knee', 'ligament'], lcl: ['knee', 'ligament'], patella: ['knee', 'bone'], tibia: ['bone'], fibula: ['bone'], ankle: ['joint', 'bone'],
  atfl: ['ankle', 'ligament'], achilles: ['tendon', 'ankle'], foot: ['bone', 'joint'], muscle: ['soft-tissue'], ligament: ['joint'], tendon: ['joint'], cartilage: ['joint'],
}

const known = new Map<string, ReadonlySet<string>>()

/** The place itself and everything it lies in. */
export function placesAround(site: string): ReadonlySet<string> {
  const before = known.get(site)
  if (before) return before
  const found = new Set<string>([site])
  for (const one of found) {
    for (const parent of siteParents().get(one) ?? []) found.add(parent)
    for (const parent of coarseParents[one] ?? []) found.add(parent)
  }
  if (known.size < 5000) known.set(site, found)
  return found
}

/** Regions that sum up several organs or kinds of tissue: what is in one may be told of the other. */
const wide: ReadonlySet<string> = new Set(['head', 'neck', 'chest', 'abdomen', 'pelvis', 'bone', 'joint', 'soft-tissue', 'leg', 'genital', 'retroperitoneum', 'peritoneum', 'chest-wall-all', 'urinary-tract', 'bile-tree', 'brain', 'spine', 'bowel', 'mediastinum', 'lung', 'ligament', 'tendon', 'cartilage', 'muscle', 'node', 'mesentery', 'canal'])

/** A region rather than an organ. */
export const isWide = (site: string): boolean => wide.has(site)

/**
 * How two places stand to each other: `same`; `inside` (the first in the second); `around` (the second in the first);
 * `apart` when neither holds the other.
 */
export function relateSites(a: string, b: string): 'same' | 'inside' | 'around' | 'apart' {
  if (a === b) return 'same'
  if (placesAround(a).has(b)) return 'inside'
  if (placesAround(b).has(a)) return 'around'
  return 'apart'
}
