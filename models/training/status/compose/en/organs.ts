import { changeFrames } from './change.ts'
import { organProse } from './organs-prose.ts'

/** Sentences about everything but bone; they stand beside bone sentences of every label alike, whatever they say of change. */
const organ = { p: 'orgP', s: 'org1', n: 'org0' }
const unmarked = (frames: readonly string[]): string[] => frames.map((frame) => frame.replaceAll(/[<>]/g, ''))

export const organsByWay = {
  worse: unmarked(changeFrames('worse', organ)),
  same: unmarked(changeFrames('same', organ)),
  less: unmarked(changeFrames('less', organ)),
  fresh: [
    ...unmarked(changeFrames('fresh', { p: 'orgP', s: 'org1', n: 'orgn' })),
    'new {side} pleural effusion', 'new segmental pulmonary embolus on the {side}', 'new {mm} nodule in the {side} [upper|lower] lobe', 'mixed response in the [liver|lungs|nodes]', 'new ascites', 'new {side} adrenal nodule, suspicious for metastasis', 'local recurrence at the anastomosis, new',
    'recurrence in the {side} breast bed', 'new liver lesion, suspicious for metastasis', 'progressive [hepatic|pulmonary|nodal|peritoneal] metastatic disease', 'new enhancing lesion in the {side} [frontal|temporal|occipital] lobe, compatible with a metastasis',
  ],
  present: [
    '{orgn}', '{few} {orgn}', '{mm} [mass|tumour] in the {side} [upper|lower] lobe, [in keeping with|consistent with|compatible with] the primary', 'lung cancer of the {side} [upper|lower] lobe with [ipsilateral |] nodal metastases', 'metastatic disease in the [liver|lungs|nodes|adrenals|brain]', 'metastases in the liver and [lungs|nodes|adrenals]', 'probable {organ} metastasis', 'suspected {organ} metastasis, measuring {mm}',
    'cannot exclude a small liver metastasis', '[possible|suspected] lymphangitic spread', 'tumour of the {side} kidney with renal vein extension', 'thickened bladder wall, [cystoscopy advised|?recurrence]', 'locally advanced pancreatic mass encasing the SMA', 'peritoneal carcinomatosis', 'pathological {side} axillary nodes', 'brain metastases with [moderate |] oedema', 'PSMA-avid focus in the {side} prostate lobe', 'avid [mediastinal|pelvic|retroperitoneal] nodes', 'mass in the {side} breast, BI-RADS 5', 'recurrent tumour in the presacral space',
    '{side} adrenal lesion of {mm}, metastasis possible', 'indeterminate {mm} nodule in the {side} lung', 'indeterminate liver lesion, MRI liver advised', 'hypodense liver lesion in segment {seg}, likely [metastatic|secondary deposit]', 'nodal and hepatic metastases', 'widespread [visceral|hepatic|pulmonary] metastases',
  ],
  denied: [
    'no [evidence of |sign of |] {organ} metastas[is|es]', 'no visceral metastas[is|es]', 'no [suspicious |pathologically enlarged |] lymph nodes', 'no pulmonary embol[us|ism]', 'no local recurrence', 'no [new |suspicious |] lung nodules', 'no pleural effusion', 'no liver lesion', 'no intracranial metastasis', 'no free fluid', 'liver clear', 'lungs clear', 'lungs and pleura clear', 'no new nodal disease',
    'no new visceral disease', 'no progression in the [liver|chest|abdomen|lungs]', 'no recurrence in the [chest|neck|pelvis]', 'no metastas[is|es] in the [lungs|liver|brain|abdomen|adrenals]', 'brain without metastas[is|es]', '[liver|spleen|adrenals|kidneys] unremarkable', 'no evidence of soft tissue metastasis', 'solid abdominal organs normal', 'no new liver or lung lesion', 'no hydronephrosis', 'no residual tumour in the [breast|prostate bed|lung]', 'no evidence of recurrence in the operative bed', 'no adenopathy',
  ],
  other: [
    'diverticulosis', 'cholelithiasis without cholecystitis', 'simple renal cysts', 'emphysema', 'mild cardiomegaly', 'coronary calcification', 'small hiatus hernia', 'hepatic steatosis', 'benign prostatic enlargement', 'atherosclerosis of the aorta', 'left ventricular hypertrophy', 'goitre', 'basal atelectasis', 'fibroid uterus', 'port catheter in place', 'thyroid nodule, ultrasound advised', 'status post nephrectomy on the {side}', 'status post {side} mastectomy',
    'post-operative change after [lobectomy|colectomy|prostatectomy]', 'bilateral pleural thickening', 'pneumonia in the {side} lower lobe', 'radiation pneumonitis, {side}', 'gallbladder wall oedema', 'small umbilical hernia', 'hepatic haemangioma, unchanged', 'stable liver cysts', 'old cerebral infarct', 'small vessel ischaemia', 'sinus mucosal thickening', 'splenomegaly', 'nephrolithiasis', 'interstitial lung abnormality, stable', 'stable aneurysm of the abdominal aorta, {big}', 'new consolidation, likely infective', 'increasing {side} basal consolidation, infection favoured', 'enlarging simple renal cyst',
    'physiological bowel activity', 'urinary tracer activity in the bladder', 'reactive axillary nodes after vaccination', 'colitis', 'urinary catheter in situ', 'breast implants intact', 'DVT of the {side} femoral vein', 'portal vein thrombosis', 'comparison limited by different technique', 'findings discussed with the referring team', 'follow-up in [three|six] months advised', 'MDT discussion advised', 'study degraded by motion', 'clinical correlation recommended', 'please correlate with tumour markers', 'PET-CT suggested for nodal staging', 'see text for details',
  ],
  prose: organProse,
} as const

export type OrganWay = keyof typeof organsByWay

/** Organ by organ with a heading, in the short words that also stand under "Bones:". */
export const organHeadings = [
  '{place}: {nowworse}', '{place}: {nowsame}', '{place}: {nowless}', '{place}: new [lesions|metastases|nodules]', '{place}: no metastases', '{place}: clear', '{place}: [metastases|lesions|nodes] {worse}', '{place}: [metastases|lesions|nodes] {same}', '{place}: [metastases|lesions|nodes] {less}',
  '{place}: [multiple|few|several] metastases', '{place}: unremarkable', '{place}: suspicious lesion of {mm}', '{place}: metastases {nowworse}', '{place}: metastases {nowsame}', '{place}: no new lesion', '{place}: no suspicious finding', '{place}: metastasis cannot be excluded', '{place}: mixed response',
]

/** Lines of a findings section that say nothing of bone. */
export const organFindings = [
  'The liver is [normal in size and attenuation|homogeneous|unremarkable|mildly steatotic].', 'Heart size normal.', 'No [pleural|pericardial] effusion.', 'The [spleen, pancreas and adrenals|kidneys and ureters|gallbladder and bile ducts] are [unremarkable|normal].', 'Lungs: [clear|{mm} nodule in the {side} lower lobe|basal scarring|paraseptal emphysema].', 'Liver: {few} hypodense lesions up to {big}.', 'Mediastinal nodes up to {mm} in short axis.', 'Retroperitoneal nodes measure up to {mm}.',
  'The primary in the {side} [upper|lower] lobe measures {big}, previously {small}.', 'Segment {seg} lesion measures {mm} ({small} before).', 'Uterus and ovaries unremarkable.', 'Prostate [enlarged|surgically absent].', 'Bowel loops of normal calibre.', 'Physiological tracer distribution in salivary glands, kidneys and bladder.', 'Portal vein patent.', 'Aorta of normal calibre.', 'Brain: no mass effect or midline shift.', 'Adrenals: {side} nodule of {mm}.', 'Port catheter tip in the SVC.', 'Bladder [well distended|collapsed around a catheter].', 'No free air or fluid.', 'Axillae: post-surgical clips on the {side}.',
  'Thyroid: hypodense nodule of {small} on the {side}.', 'Simple cysts in both kidneys.', 'Spinal canal of normal width.', 'Cord signal normal.', 'Peritoneum: nodules up to {small}.', '[Small|Moderate] {side} effusion.', 'Technique: {modality}, [with|without] contrast.', 'Paravertebral soft tissues normal.', 'Pulmonary nodules in both lungs, largest {mm}.', 'Mammary prostheses intact.',
]
