import { expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { readInferences } from '../../main/models/read-inferences.ts'
import { assembleDraft } from './assemble.ts'
import { oneNo } from './choosing/pertinent.ts'

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
  ['a joint that has opened', 'Fracture of the distal fibula. Medial clear space widened to 6 mm.', '', /Medial clear space widened/],
  ['a wrist’s interval that is too wide', 'Fracture of the distal radius. Scapholunate interval increased to 5 mm.', '', /Scapholunate interval increased/],
  ['the living child', 'Single live fetus, cephalic. Placenta posterior.', '', /live fetus/],
  ['the fluid of a cirrhosis', 'Liver with nodular outline and coarse echotexture. Spleen 15 cm. Small volume ascites.', '', /ascites/],
  ['an infarct in the place of its focus', 'Small focus of restricted diffusion in the left thalamus with low ADC.', '', /^Small acute infarct/],
  ['a second part with the word of the first', 'Ring-enhancing lesion in the left frontal lobe, 24 mm, with central restricted diffusion and vasogenic oedema.', 'Fever', /with vasogenic oedema/],
  ['fluid of the joint, not of the one named before', 'AC joint: osteoarthritis. Moderate effusion. Supraspinatus: full-thickness tear, 12 mm.', '', /^Moderate effusion/m],
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

it.each([
  ['looks of what has a name', 'Lesion in segment VII, 33 mm, with a central T2 bright scar. Homogeneous arterial enhancement, isointense in the portal venous phase, retains contrast in the hepatobiliary phase.', 'Focal nodular hyperplasia', /enhancement|retains|scar/i],
  ['what a shadow hides', 'Consolidation in the right lower zone obscuring the right hemidiaphragm. Small right pleural effusion with blunting of the costophrenic angle.', 'Consolidation|pneumonia', /obscuring|blunting/],
  ['how a size was taken', 'Infrarenal aortic aneurysm, max AP diameter 5.6 cm outer to outer. No leak.', 'aneurysm,? 5.6 cm', /outer|diameter/],
  ['the border that a shadow hides', 'Consolidation in the right middle lobe with loss of the right heart border.', 'Consolidation', /border/],
  ['stranding beside a stone', '7 mm obstructing calculus in the left distal ureter, with moderate hydronephrosis, and perinephric stranding.', 'calculus', /stranding/],
  ['the spurs of a worn joint', 'AC joint: moderate osteoarthritis with inferior osteophytes.', 'osteoarthritis', /osteophyte/],
  ['a benign nodule beside a suspicious one', 'Right lobe: 21 mm solid hypoechoic nodule with irregular margins and punctate echogenic foci, TR5. Left lobe: 8 mm spongiform nodule, TR1.', '21 mm', /spongiform/],
  ['a full gallbladder beside what blocks it', 'Mass in the pancreatic head, 28 mm. CBD dilated to 15 mm. Gallbladder distended, no stones.', 'pancreatic head', /gallbladder|stones/i],
  ['on what images it was measured', 'Left adrenal nodule 16 mm, 40 HU on this portal venous study.', '16 mm', /study/],
  ['signs that go with an inflammation', 'Right peritonsillar abscess, 26 mm, displacing the uvula. Stranding of the parapharyngeal fat. Airway narrowed to 8 mm.', 'abscess', /stranding/i],
  ['a tiny nodule that stays as it is', 'Spiculated mass in the right upper lobe, 38 mm, larger. 4 mm perifissural nodule in the left lower lobe, unchanged.', 'mass', /perifissural/],
] as const)('a line does without %s', (_, findings, wanted, unwanted) => {
  const draft = linesOf(findings).join('\n')
  expect(draft).toMatch(new RegExp(wanted, 'i'))
  expect(draft).not.toMatch(unwanted)
})

it.each([
  ['a nodule that grows', 'Mass in the right upper lobe, 38 mm. 4 mm nodule in the left lower lobe, new.', /4 mm nodule/],
  ['the thickened wall that is the finding', 'Wall thickening of the sigmoid colon over 6 cm, new. Mass in the liver, 41 mm.', /wall thickening/i],
  ['an other finding behind a name', 'Lesion in segment VII, 33 mm, with a central scar. Homogeneous arterial enhancement, retains contrast in the hepatobiliary phase, thrombus in the right portal vein.', /thrombus/],
  ['a size with the words that go on', 'Ring-enhancing mass in the left frontal lobe. It measures 42 mm and crosses the midline.', /measures 42 mm and crosses/],
] as const)('%s stays', (_, findings, wanted) => expect(linesOf(findings).join('\n')).toMatch(wanted))

it('three bare denials share one no, others keep theirs', () => {
  expect(linesOf('Small bowel obstruction with a transition point in the pelvis, loops of 42 mm. No pneumatosis, no portal venous gas, no free gas.').at(-1)).toBe('No pneumatosis, portal venous gas or free gas.')
  expect(oneNo('No mass in the liver, no ascites.')).toBe('No mass in the liver, no ascites.')
})

it('a denial stands behind the findings of its rank', () => {
  const lines = linesOf('Avulsion of the ulnar styloid. No fracture of the scaphoid. Displaced fracture of the distal radius.')
  expect(lines.findIndex((line) => line.startsWith('No fracture'))).toBeGreaterThan(lines.findIndex((line) => /radius/.test(line)))
})
