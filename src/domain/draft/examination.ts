/** What only tells how the examination was made or how good it is; no radiologist repeats it in a conclusion. */
const examination: readonly RegExp[] = [
  // Tracer, dose, time: "FDG 251 MBq, uptake 62 min", "99mTc-HDP whole body planar".
  /\b\d+(?:\.\d+)?\s?(?:MBq|mCi|kBq|mGy|kVp?|mAs)\b/i,
  /^\d{2,3}m?\s?-?(?:Tc|F|Ga|I|In|Lu)\b|^(?:FDG|PSMA|MAG3|DMSA|HDP|MDP|DOTATATE|Technegas)\b[^.]{0,60}\b(?:planar|SPECT|whole[- ]body|vertex|skull|thigh|toes|uptake (?:time )?\d+ ?min)/i,
  /\b(?:vertex|skull base|skull vault|head) to (?:the )?(?:toes|feet|thighs?|mid-?thighs?)\b/i,
  // What was done: "ECG-gated CTA from the arch to the groins", "Reduced dose perfusion and ventilation SPECT", "Unenhanced low dose CT KUB".
  /^(?:(?:[A-Za-z0-9]+-)?(?:gated|dose|enhanced|contrast|resolution|volume)\s+|(?:unenhanced|non-?contrast|multiphase|biphasic|triphasic|axial|plain|portable|supine|erect|digital|bilateral|unilateral|standard|routine|limited|low|reduced|high|thin|dynamic|diagnostic|perfusion|ventilation|and|technegas|planar|arterial|venous|portal|phase|whole|body|screening|transabdominal|transvaginal|TV|TA|PA|AP|lateral)[ ,]+){0,6}(?:CT|CTA|CTPA|CTV|HRCT|CBCT|MRI?|MRA|MRV|MRCP|PET(?:\/CT)?|SPECT(?:\/CT)?|angiograms?|mammography|tomosynthesis|ultrasound|scan|radiographs?|films?)\b(?=\s*(?:[.;]|$|\b(?:of|from|with|without|in|performed|obtained|KUB|through|after|before|following|and)\b))/i,
  /^(?:(?:both|left|right|the|bilateral)\s+)?(?:hands?|wrists?|feet|foot|knees?|hips?|pelvis|chest|spine|shoulders?|elbows?|ankles?|hands and wrists)?,?\s*(?:(?:PA|AP|lateral|oblique|axial|Norgaard|skyline|mortise|weight-?bearing|standing|supine|erect|frog-?leg|and|views?|two|three|views of the [a-z ]{3,30})[ ,.]*){2,}$/i,
  /^(?:sagittal|axial|coronal|3D|T1|T2|FLAIR|DWI|SWI|STIR)\b(?:[\s,/&+-]+(?:sagittal|axial|coronal|3D|T1|T2|FLAIR|DWI|SWI|STIR|GRE|PD|FS|fat[- ]sat\w*|and|with|without|contrast|post-?contrast|pre-?contrast|gadolinium|weighted|TSE|MPRAGE|ADC|b\d+)){2,}[ .]*$/i,
  // What uptake is compared with: "Liver SUVmax 3.1, mediastinum 2.1."
  /^(?:reference:? )?(?:(?:the )?(?:liver|mediastin\w+|blood pool|aort\w+|spleen|background)[ ,]*(?:and )?){1,3}(?:SUV ?\w*)[ :]*(?:of )?\d/i,
  // How good it is: "Good distension prone and supine, fluid tagging adequate."
  /^(?:good|adequate|optimal|suboptimal|sub-?optimal|poor|excellent|moderate|satisfactory|diagnostic|reasonable|reduced|limited)\s+(?:[a-z]+\s+){0,2}(?:distension|distention|inspiration|inspiratory|quality|preparation|opacification|exposure|tagging|acoustic window|image|field of view|bolus|timing|dose)\b/i,
  /^breast (?:composition|density)\b|^ACR (?:type |category )?[a-d]\b|^(?:views|findings|images?) (?:are )?(?:limited|degraded)\b/i,
  /^(?:comparison|technique|compared)\b[^.]{0,60}$/i,
]

/** Something seen that may stand in the same sentence as how the examination was made. */
const seen = /\b(?:fractures?|mass|masses|nodules?|lesions?|haemorrhage|hemorrhage|effusions?|pneumothora\w+|stones?|calcul\w+|tears?|rupture\w*|emboli\w*|thromb\w+|metasta\w+|abscess\w*|collections?|consolidation\w*|filling defects?|aneurysm\w*|occlu\w+|stenos\w+)\b/i

/** Does this finding sentence speak only of the examination: tracer and dose, phases and views, quality? English; a finding named in it makes it one. */
export function speaksOfExamination(text: string): boolean {
  return text.length <= 200 && !seen.test(text) && examination.some((pattern) => pattern.test(text))
}
