import { readSentence } from '../../text/read-sentence.ts'

/** What only tells how the examination was made or how good it is; no radiologist repeats it in a conclusion. */
const examination: readonly RegExp[] = [
  // Tracer, dose, time: "FDG 251 MBq, uptake 62 min", "99mTc-HDP whole body planar".
  /\b\d+(?:\.\d+)?\s?(?:MBq|mCi|kBq|mGy|kVp?|mAs)\b/i,
  /^(?:Tc|F|Ga|I|In|Lu)-?\d{2,3}m?\b[^.]{0,60}\b(?:scan|scintigra\w+|MPI|SPECT|PET|protocol|stress|p\.i)\b|^\d{2,3}m?\s?-?(?:Tc|F|Ga|I|In|Lu)\b|^(?:FDG|PSMA|MAG3|DMSA|HDP|MDP|DOTATATE|Technegas)\b[^.]{0,60}\b(?:planar|SPECT|whole[- ]body|vertex|skull|thigh|toes|uptake (?:time )?\d+ ?min)/i,
  /\b(?:vertex|skull base|skull vault|head) to (?:the )?(?:toes|feet|thighs?|mid-?thighs?)\b/i,
  // What was done: "ECG-gated CTA from the arch to the groins", "Reduced dose perfusion and ventilation SPECT", "Unenhanced low dose CT KUB".
  /^(?:(?:[A-Za-z0-9]+-)?(?:gated|dose|enhanced|contrast|resolution|volume)\s+|(?:unenhanced|non-?contrast|multiphase|biphasic|triphasic|axial|plain|portable|supine|erect|digital|bilateral|unilateral|standard|routine|limited|low|reduced|high|thin|dynamic|diagnostic|perfusion|ventilation|and|technegas|planar|arterial|venous|portal|phase|whole|body|screening|transabdominal|transvaginal|TV|TA|PA|AP|lateral)[ ,]+){0,6}(?:CT|CTA|CTPA|CTV|HRCT|CBCT|MRI?|MRA|MRV|MRCP|PET(?:\/CT)?|SPECT(?:\/CT)?|angiograms?|mammography|tomosynthesis|ultrasound|scan|radiographs?|films?)\b(?=\s*(?:[.;]|$|\b(?:of|from|with|without|in|performed|obtained|KUB|through|after|before|following|and)\b))/i,
  /^(?:(?:both|left|right|the|bilateral)\s+)?(?:hands?|wrists?|feet|foot|knees?|hips?|pelvis|chest|spine|shoulders?|elbows?|ankles?|hands and wrists)?,?\s*(?:(?:PA|AP|lateral|oblique|axial|Norgaard|skyline|mortise|weight-?bearing|standing|supine|erect|frog-?leg|and|views?|two|three|views of the [a-z ]{3,30})[ ,.]*){2,}$/i,
  /^(?:sagittal|axial|coronal|3D|T1|T2|FLAIR|DWI|SWI|STIR)\b(?:[\s,/&+-]+(?:sagittal|axial|coronal|3D|T1|T2|FLAIR|DWI|SWI|STIR|GRE|PD|FS|fat[- ]sat\w*|and|with|without|contrast|post-?contrast|pre-?contrast|gadolinium|weighted|TSE|MPRAGE|ADC|b\d+)){2,}[ .]*$/i,
  // What uptake is compared with: "Liver SUVmax 3.1, mediastinum 2.1."
  /^(?:reference:? )?(?:(?:the )?(?:liver|mediastin\w+|blood pool|aort\w+|spleen|background)[ ,]*(?:and )?){1,3}(?:SUV ?\w*)[ :]*(?:of )?\d/i,
  // How good it is: "Good distension prone and supine, fluid tagging adequate."
  /^(?:good|adequate|optimal|suboptimal|sub-?optimal|poor|excellent|moderate|satisfactory|diagnostic|reasonable|reduced|limited)\s+(?:[a-z]+\s+){0,2}(?:distension|distention|inspiration|inspiratory|quality|preparation|opacification|exposure|tagging|acoustic window|image|field of view|bolus|timing|dose)\b/i,
  /^breast (?:composition|density)\b|^(?:the )?breasts? (?:tissue |parenchyma )?(?:is|are) (?:composed of|(?:almost )?entirely fat\w*|(?:heterogeneously|extremely) dense|predominantly fat\w*)|^(?:heterogeneous|scattered|dense) fibroglandular (?:tissue|densit\w+)|^ACR (?:type |category |density )?[a-d]\b|^(?:views|findings|images?) (?:are )?(?:limited|degraded)\b/i,
  /^[^.;:]{0,60}\b(?:series|phases?|sequences?|acquisitions?|imaging) (?:with|at|after|obtained|acquired)\b[^.;]{0,24}\b(?:\d+ ?(?:min\w*|s|sec\w*|h|hours?)|delay\w*)\b[^.;]{0,20}[.\s]*$/i,
  /^(?:comparison|technique|compared)\b[^.]{0,60}$/i,
]

/** The same in Japanese: views, density of the breast, how well it was positioned or distended. */
const japaneseExamination: readonly RegExp[] = [
  /^(?:PA|AP|正面|側面|斜位|臥位|立位|座位|仰臥位|[1-6１-６]方向|ポータブル|撮影|像|および|[+＋、・\s])+。?$/u,
  /^(?:乳房(?:の)?(?:構成|濃度)(?:は|：|:)?|乳腺(?:の)?(?:構成|濃度)(?:は|：|:)?)?(?:両側(?:とも)?|左右(?:とも)?)?(?:脂肪性|乳腺散在|不均一高濃度|極めて高濃度|高濃度|[～〜~、・\-から])+(?:乳房|乳腺)?(?:です|である|を呈する|と判断)?。?$/u,
  /^[^。、]{0,8}(?:圧迫|ポジショニング|撮影条件|撮像条件|画質|吸気|息止め|前処置|腸管拡張|造影タイミング|視野|体位)[^。、]{0,12}(?:良好|適切|適正|十分|不十分|不良|問題な[しい])(?:です|である)?。?$/u,
]

/** Words that only ever tell how images were made; beside them stand planes, places and joining words. */
const making = /^(?:CMR|MRI?|MRA|MRV|MRCP|CTA?|CTPA|HRCT|PET(?:\/CT)?|SPECT(?:\/CT)?|MPI|scan|scintigraphy|T1w?|T2w?|T2\*|T1\/T2|STIR|FLAIR|DWI|SWI|ADC|LGE|TOF|GRE|cine|mapping|gad(?:olinium)?|gadoxetate|1\.5T|3T|AP|PA|CC|MLO|contrast-enhanced|unenhanced|non-?contrast|mortise|views?|supine|erect|prone|inspiratory|expiratory|tomosynthesis|mammograms?|radiographs?|protocol|sagittal|axial|coronal|reformats|series|sequences?)$/i
const besideMaking = /^(?:and|of|the|with|without|at|in|on|for|from|to|both|whole|lateral|oblique|post|pre|contrast|dynamic|3D|2D|low|dose|single|one|day|two|three|six|planar|portal|venous|arterial|delayed|phases?|full|fat|suppressed|weighted|selected|levels?|digital|stress|rest|given|no|body|bilateral|Tc-99m|99mTc|limited|multiplanar|IAMs?|frog|horizontal|beam|leg|standing|portable|p\.?i|min|\d+|[&+,])$/i

/** A sentence made of nothing but such words, places and sides: "CMR 1.5T, cine, T2 STIR, LGE", "AP pelvis and lateral right hip". */
function listsTechnique(text: string): boolean {
  const words = text.replace(/[.;:]+$/, '').split(/[\s,]+|(?<=[a-z])\/(?=[a-z])/).filter(Boolean)
  if (words.length > 24 || !words.some((word) => making.test(word))) return false
  const { units } = readSentence(text, { start: 0, end: text.length })
  if (units.some((unit) => (unit.kind === 'finding' && !/^(?:LGE|enhanced)$/i.test(text.slice(unit.start, unit.end))) || unit.kind === 'change')) return false
  let at = 0
  return words.every((word) => {
    at = text.indexOf(word, at)
    const placed = units.some((unit) => unit.start <= at && at < unit.end && (unit.kind === 'anatomy' || unit.kind === 'side' || unit.kind === 'part'))
    return placed || making.test(word) || besideMaking.test(word)
  })
}

/** Something seen that may stand in the same sentence as how the examination was made. */
const seen = /\b(?:fractures?|mass|masses|nodules?|lesions?|haemorrhage|hemorrhage|effusions?|pneumothora\w+|stones?|calcul\w+|tears?|rupture\w*|emboli\w*|thromb\w+|metasta\w+|abscess\w*|collections?|consolidation\w*|filling defects?|aneurysm\w*|occlu\w+|stenos\w+)\b/i

/** Does this finding sentence speak only of the examination: tracer and dose, phases and views, quality? A finding named in it makes it one. */
export function speaksOfExamination(text: string): boolean {
  const whole = text.trim()
  return text.length <= 200 && !seen.test(text) && (examination.some((pattern) => pattern.test(text)) || listsTechnique(whole) || japaneseExamination.some((pattern) => pattern.test(whole)))
}
