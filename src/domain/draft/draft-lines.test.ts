import { expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { readInferences } from '../../main/models/read-inferences.ts'
import { assembleDraft } from './assemble.ts'

const table = readInferences(fileURLToPath(new URL('../../../models/drafting/inferences.jsonl', import.meta.url)))
const linesOf = (findings: string, indication = '') => assembleDraft({ input: { findings, ...(indication ? { indication } : {}) }, answer: null, table }).conclusion.split('\n')

/** What a radiologist would miss, or refuse to sign, in a draft without a model. All fictional. */
it.each([
  ['a tube in a bronchus, before all else', 'Nasogastric tube tip projected over the left lower lobe bronchus, entering the left main bronchus. Small bilateral effusions.', '', /^Nasogastric tube/],
  ['a tube too deep', 'ETT tip at the carina. Lungs clear.', '', /^ETT tip at the carina\.$/],
  ['a line in another vein', 'PICC tip in the right internal jugular vein. No pneumothorax.', '', /^PICC tip in the right internal jugular vein\.$/],
  ['where a tube ends that was asked for', 'Endotracheal tube tip 4 cm above the carina. Left basal consolidation.', 'Intubated, check tubes', /tip 4 cm above the carina/],
  ['what has shrunk, whatever it is called', 'Soft tissue beside the left ureter now 12 x 8 mm (previously 30 x 22). No nodes.', '', /now 12 mm \(previously 30\)/],
  ['a size under the heading of the tumour', 'Primary: left upper lobe 41 x 33 mm, touching the fissure.\nNodes: subcarinal 17 mm.', 'NSCLC staging', /^Primary: left upper lobe 41 mm/m],
  ['a node that only its heading names', 'Primary: left upper lobe 41 x 33 mm, touching the fissure.\nNodes: subcarinal 17 mm.', 'NSCLC staging', /^Nodes: subcarinal 17 mm/m],
  ['a result that is the heading', 'Rectal tumour 6 cm from the anal verge. EMVI positive: irregular vein at 4 o’clock.', '', /EMVI positive/],
  ['contact with a vessel in degrees', 'Mass in the pancreatic neck, 24 mm. SMA: abutment of about 90 degrees.', '', /SMA: abutment of about 90 degrees/],
  ['how far a tumour reaches', 'Rectal tumour 6 cm from the anal verge. Extramural spread of 4 mm.', '', /Extramural spread of 4 mm/],
  ['a sprain with its grade beside a tear', 'ACL: complete rupture. LCL: oedema, fibres in continuity (grade 1).', '', /LCL: oedema.*grade 1/],
  ['height that a vertebra lost before', 'Wedge fracture of L2 with 30 % height loss. T11 with 15 % loss, unchanged.', '', /T11 with 15 % loss, unchanged/],
  ['the course of many', 'Multiple periventricular T2 lesions. Number and size unchanged.', 'Known MS', /lesions; number and size unchanged/],
  ['each lesion that bears out a name', 'Intense focal uptake in the left ilium with a sclerotic lesion. Second focus of uptake in T8 with sclerosis.', 'Prostate cancer, staging', /T8/],
  ['a denial behind something else', 'Filling defects in both lower lobe arteries. RV:LV ratio 0.9, no septal bowing.', '', /No septal bowing/],
  ['a denial of a story that is not the first one named', 'No mass or distortion in either breast. Calcified fibroadenoma in the left breast, unchanged.', 'Screening, aunt had breast ca', /No mass or distortion/],
  ['a joint’s fluid without the cartilage', 'ACL: complete rupture. Cartilage: large effusion.', '', /^Large effusion/m],
  ['one organ of a heading of several', 'Liver/spleen: splenomegaly 16 cm.', '', /^Splenomegaly 16 cm/],
  ['no verb without its subject', 'Gallbladder contains several mobile stones up to 7 mm.', '', /^Cholelithiasis/],
  ['no size of nothing', 'Gallbladder distended, 12 x 5 cm. Wall thickened. Impacted stone in the neck, 14 mm. Murphy positive. Pericholecystic fluid.', '', /gallbladder 12 cm/],
  ['no but at the beginning', 'Lungs otherwise clear; but filling defect in the right lower lobe artery, new.', '', /^Pulmonary embol/],
] as const)('a draft says %s', (_, findings, indication, wanted) => expect(linesOf(findings, indication).join('\n')).toMatch(wanted))

it.each([
  ['how the images were made', 'Portal venous series with 70 s delay. Mass in the left kidney, 41 mm.', /series/],
  ['uptake that everybody has', 'FDG-avid node in the left axilla, 18 mm. Symmetrical brown fat uptake in the neck. Spleen 10 cm, uptake below liver.', /brown|spleen/i],
  ['veins that compress', 'Calf: 4 cm haematoma in the gastrocnemius. Soleal and peroneal veins compress.', /Soleal/],
  ['a thin wall', 'Gallbladder stones up to 8 mm, wall 2 mm.', /wall/],
] as const)('a draft leaves out %s', (_, findings, unwanted) => expect(linesOf(findings).join('\n')).not.toMatch(unwanted))

it('a tube in its place is no harm, and a joint stent coils', () => {
  expect(linesOf('Nasogastric tube passes below the left hemidiaphragm. 22 mm nodule in the right upper lobe.')[0]).toMatch(/nodule/)
  expect(linesOf('PICC via the right basilic vein with its tip in the SVC, not kinked or malpositioned. 22 mm nodule in the right upper lobe.')[0]).toMatch(/nodule/)
})
