/**
 * What a reader wants to know is absent beside a finding, the most wanted first: what changes the next step. By what guidelines ask
 * reports for: ESC 2019 (embolism: right heart), ESC 2024 (aorta: rupture), WSES 2020 (appendicitis, diverticulitis: perforation, abscess),
 * Bologna 2017 (bowel obstruction: ischaemia, perforation), NICE NG232 (head injury), AAST 2018 (organ injury: active bleeding),
 * Atlanta 2012 (pancreatitis), TNM 8 (tumours: nodes, metastases, invasion), PI-RADS 2.1, ARCO 2019 (osteonecrosis: collapse), O-RADS.
 */
export const wanted: Record<string, readonly string[]> = {
  infarct: ['hemorrhage', 'midline-shift', 'mass-effect'], occlusion: ['hemorrhage', 'thrombosis', 'ischemia'], subdural: ['brain-herniation', 'fracture', 'midline-shift'], hemorrhage: ['hydrocephalus', 'aneurysm', 'fracture', 'midline-shift'],
  'subarachnoid-hemorrhage': ['aneurysm', 'hydrocephalus'], hematoma: ['active-bleeding', 'fracture', 'midline-shift'], 'midline-shift': ['brain-herniation'], 'mass-effect': ['brain-herniation', 'hydrocephalus'], appendicitis: ['perforation', 'abscess', 'collection'], appendicolith: ['perforation', 'abscess', 'collection'],
  obstruction: ['perforation', 'pneumatosis', 'ischemia'], 'small-bowel-obstruction': ['perforation', 'pneumatosis', 'ischemia'], dilatation: ['perforation', 'obstruction', 'stone', 'choledocholithiasis', 'pneumatosis'],
  diverticulitis: ['perforation', 'abscess', 'collection'], diverticulosis: ['diverticulitis', 'perforation', 'abscess', 'collection'], colitis: ['perforation', 'abscess', 'collection', 'anal-fistula'], crohn: ['anal-fistula', 'abscess', 'collection', 'obstruction'],
  'wall-thickening': ['perforation', 'anal-fistula', 'abscess', 'collection', 'obstruction'], perforation: ['abscess', 'collection'], pancreatitis: ['necrosis', 'collection', 'pseudoaneurysm', 'thrombosis'], necrosis: ['gas', 'pseudoaneurysm'],
  aneurysm: ['rupture', 'aortic-rupture', 'dissection', 'endoleak', 'hematoma', 'leak'], 'aortic-aneurysm': ['rupture', 'aortic-rupture', 'dissection', 'hematoma', 'leak'], dissection: ['rupture', 'hematoma', 'pericardial-effusion', 'ischemia', 'flap'], 'aortic-dissection': ['rupture', 'hematoma', 'pericardial-effusion', 'ischemia'],
  embolism: ['cardiac-strain', 'infarct'], thrombosis: ['embolism', 'extension'], pneumothorax: ['tension', 'mediastinal-shift', 'midline-shift', 'malposition', 'fracture'], gallstone: ['cholecystitis', 'wall-thickening', 'choledocholithiasis', 'dilatation'],
  choledocholithiasis: ['cholangitis', 'pancreatitis', 'leak', 'stenosis'], fracture: ['dislocation', 'perforation', 'displacement', 'cord-compression'], 'vertebral-fracture': ['cord-compression', 'retropulsion'], 'compression-fracture': ['cord-compression', 'retropulsion'],
  lesion: ['extraprostatic-extension', 'adenopathy', 'enlargement'], mass: ['metastasis', 'adenopathy', 'enlargement', 'invasion', 'hydrocephalus'], cancer: ['metastasis', 'adenopathy', 'enlargement', 'invasion'], nodule: ['adenopathy', 'enlargement'], metastasis: ['cord-compression', 'recurrence'], lytic: ['cord-compression', 'fracture'],
  abscess: ['perforation'], cholecystitis: ['perforation', 'choledocholithiasis', 'dilatation', 'abscess'], collection: ['midline-shift', 'brain-herniation', 'fracture', 'gas'], demyelination: ['enhancement', 'restricted-diffusion', 'pml'], stranding: ['perforation', 'abscess', 'collection'],
  'ureteric-stone': ['collection', 'hydronephrosis'], stone: ['hydronephrosis', 'obstruction'], hydronephrosis: ['collection', 'mass'], pyelonephritis: ['abscess', 'hydronephrosis', 'collection'], consolidation: ['effusion', 'abscess', 'mass'], pneumonia: ['effusion', 'abscess', 'empyema'], 'rib-fracture': ['pneumothorax', 'hemothorax'],
  'splenic-laceration': ['active-bleeding'], 'hepatic-laceration': ['active-bleeding'], 'renal-laceration': ['active-bleeding'], tear: ['fracture', 'loose-body'], 'full-tear': ['atrophy'], 'disc-herniation': ['cauda-compression', 'cord-compression', 'cord-signal'], 'spinal-stenosis': ['cord-signal'], 'cord-compression': ['cord-signal'], 'disc-extrusion': ['cauda-compression', 'cord-compression'],
  osteomyelitis: ['abscess', 'collection'], spondylodiscitis: ['abscess', 'epidural-abscess'], effusion: ['pneumothorax'], cirrhosis: ['hcc', 'lesion', 'ascites'], steatosis: ['lesion'], 'prostate-cancer': ['extraprostatic-extension', 'adenopathy'], stenosis: ['occlusion'], erosion: ['dislocation'], osteonecrosis: ['collapse', 'fracture'], 'calcific-tendinitis': ['tear'], tendinopathy: ['tear'], bursitis: ['tear'],
  'ovarian-cyst': ['torsion', 'solid-part', 'ascites'], fibroid: ['degenerative', 'restricted-diffusion', 'mass', 'adenomyosis'], 'pericardial-effusion': ['cardiac-strain'], myocarditis: ['thrombosis', 'intracardiac-thrombus'],
}

/**
 * What an indication asks for without naming it. Once one of these things is there the story is explained, and its complications count instead;
 * `lasting`: an injury or a cancer is asked about as a whole, whatever is found.
 */
export const contexts: readonly (readonly [asks: RegExp, wants: readonly string[], lasting?: true])[] = [
  [/\b(?:trauma\w*|injur\w+|fell|fall|falls|fallen|RT[AC]|MV[AC]|inversion|eversion|twist\w*|assault\w*|collision|accident|blow to|crush\w*|hit by|kicked|tender\w*)\b/i, ['fracture', 'dislocation', 'hemorrhage', 'pneumothorax'], true],
  [/\b(?:stroke|hemiparesis|hemiplegia|aphasia|dysphasia|facial droop|NIHSS|TIA|weakness|slurred)\b/i, ['hemorrhage', 'infarct', 'occlusion']],
  [/\b(?:headaches?|migraine|vertigo|dizz\w+|seizures?|epilepsy|confus\w+|memory|dementia|cognitive)\b/i, ['mass', 'hemorrhage', 'infarct', 'hydrocephalus']],
  [/\b(?:ca|cancer|carcinoma|adenocarcinoma|melanoma|lymphoma|DLBCL|R-CHOP|CLL|myeloma|seminoma|glioma|sarcoma|NSCLC|SCLC|HCC|RCC|tumou?r|malignan\w+|mets?|metasta\w+|staging|restaging|oncolog\w+|surveillance|chemo\w*|immunotherapy|PSA)\b/i, ['metastasis', 'recurrence', 'carcinomatosis', 'uptake', 'lytic', 'lesion', 'adenopathy'], true],
  [/\b(?:fever|febrile|sepsis|septic|CRP|WCC|WBC|infect\w+|pyrexia)\b/i, ['abscess', 'collection', 'consolidation', 'pneumonia']],
  [/\b(?:dyspn\w+|breathless\w*|pleuritic|d-?dimer|SOB|tachycardi\w+)\b/i, ['embolism', 'perfusion-defect', 'pneumothorax', 'consolidation']],
  [/\b(?:cough|chest infection|pneumonia)\b/i, ['consolidation', 'pneumonia', 'effusion', 'mass']],
  [/\b(?:swollen|swelling of the|calf|leg pain|DVT)\b/i, ['thrombosis']],
  [/\b(?:colonoscopy|polyps?|an(?:a)?emia|bowel habit|rectal bleeding|PR bleed\w*)\b/i, ['polyp', 'mass', 'cancer']],
  [/\b(?:crohn'?s?|colitis|IBD)\b/i, ['anal-fistula', 'abscess', 'obstruction']],
  [/\b(?:lumps?|palpable|screening|mastalgia)\b/i, ['mass', 'suspicious-calcification', 'fatty-breast']],
  [/\b(?:colic|h(?:a)?ematuria|flank|loin)\b/i, ['ureteric-stone', 'stone', 'kidney-stone', 'hydronephrosis', 'mass']],
  [/\b(?:RIF|right iliac fossa|right lower quadrant|RLQ|appendic\w*)\b/i, ['appendicitis', 'perforation', 'collection']],
  [/\b(?:LFTs?|jaundice|biliary|cholestat\w+|RUQ|ALT|chole\w*)\b/i, ['choledocholithiasis', 'cholecystitis', 'gallstone', 'leak', 'stenosis', 'lesion']],
  [/\b(?:SNHL|hearing|deaf\w*|tinnitus)\b/i, ['schwannoma', 'mass', 'lesion']],
  [/\b(?:constipat\w+|abdominal (?:pain|distension)|vomiting|obstipation)\b/i, ['obstruction', 'small-bowel-obstruction', 'perforation', 'dilatation']],
  [/\b(?:EVAR|endograft|stent graft)\b/i, ['endoleak', 'rupture']],
  [/\b(?:lines?|tubes?|drains?|device|PICC|CVC|ETT|NGT?)\b[^.]{0,20}\b(?:check|position|placement|insert\w*)\b|\b(?:check|post|after)\b[^.]{0,16}\b(?:lines?|tubes?|intubation|PICC|CVC|NGT?|drains?)\b/i, ['pneumothorax', 'malposition'], true],
  [/\b(?:sciatica|radiculopathy|back pain|saddle|cauda)\b/i, ['cauda-compression', 'cord-compression', 'disc-herniation', 'fracture', 'spondylolisthesis', 'lytic']],
  [/\b(?:natalizumab|fingolimod|multiple sclerosis|MS)\b/, ['enhancement', 'pml', 'restricted-diffusion']],
  [/\b(?:UTIs?|urinary tract infections?|AKI|eGFR|creatinine|renal (?:impairment|failure))\b/i, ['hydronephrosis', 'stone', 'kidney-stone', 'mass']],
  [/\b(?:sinusitis|nasal (?:obstruction|congestion|polyp\w*)|rhin\w+|FESS|septoplasty)\b/i, ['sinusitis', 'air-fluid-level', 'thickening']],
  [/\b(?:post-?op\w*|after surgery|status post|leak)\b/i, ['collection', 'leak', 'abscess']],
]

/** Signs that the lexicon does not count among the findings, and the thing whose absence they tell. */
export const deniedWords: readonly (readonly [RegExp, string])[] = [
  [/^leak/, 'leak'], [/^flap/, 'flap'], [/^retropul/, 'retropulsion'], [/^extens/, 'extension'], [/^rigler/, 'perforation'], [/^crescent/, 'rupture'], [/^collaps/, 'collapse'], [/^(?:solid|septat)/, 'solid-part'],
]

/** What a word of the lexicon means where another word stands beside it: "no uncal herniation" is of the brain, not of the groin. */
export const deniedBeside: readonly (readonly [key: string, beside: RegExp, means: string])[] = [
  ['hernia', /\b(?:uncal|tonsillar|transtentorial|subfalcine|cerebral|brain)\b/i, 'brain-herniation'], ['hernia', /^no herniation\W*$/i, 'brain-herniation'], ['herniation', /./, 'brain-herniation'],
  ['fracture', /\bsubchondral\b/i, 'collapse'], ['fracture-line', /\bsubchondral\b/i, 'collapse'], ['atelectasis', /\b(?:subchondral|articular|collapse of the (?:head|surface))\b/i, 'collapse'],
]
