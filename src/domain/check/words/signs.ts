/**
 * A finding under its name, and what shows it under other names. `signs`: what hardly anything else has. `gone`: what the findings say when all
 * is well there; where it is missing, a denial of the signs says so. Usual criteria of reporting, as in any textbook of radiology.
 */
export type Sign = { name: RegExp; signs: RegExp; gone?: RegExp; /** Said of many things at once: only what is told of the same place speaks for or against it. */ placed?: true }

const dilatedDuct = '(?:bile ducts?|CBD|CHD|common (?:bile |hepatic )?duct)'

const outside = /\b(?:extraluminal|free|extradigestive|intraperitoneal) (?:gas|air)\b|\bpneumoperitoneum\b|\bwall (?:defect|discontinuity)\b|\b(?:gas|air) (?:locules?|bubbles?) (?:outside|beside|adjacent to)/i
/** Strong reach says more than weak: what abuts need not compress, what compresses need not invade. */
const invades = '\\b(?:invad|infiltrat|encas|wrap|surround|entrap)\\w*|\\binvolve[sd]\\b|\\binvasion\\b'
const presses = `\\b(?:compress|imping(?!ement)|indent)\\w*|${invades}`
const touches = `\\b(?:contact|touch|abut)\\w*|\\bplanes?\\b[^.;,]{0,60}\\b(?:lost|effaced|obliterated)|${presses}`
const clear = /\b(?:clear|free|spared|preserved)\b/i

export const signTable: readonly Sign[] = [
  { name: /\b(?:perforation|perforated)\b/i, signs: outside },
  { name: /\b(?:pneumoperitoneum|free (?:intraperitoneal |intra-abdominal )?(?:gas|air))\b/i, signs: outside },
  { name: /\b(?:hydronephrosis|pelvicaliectasis|(?:upper tract|urinary) (?:dilatation|dilation|obstruction)|collecting systems? (?:is |are )?(?:not )?(?:dilated|distended|widened)|(?:undilated|non-?dilated) collecting systems?)\b/i, signs: /\bhydro(?:uretero)?nephrosis\b|\b(?:dilated|distended|widened) (?:renal )?(?:pelvis|calyces|collecting system|pelvicalyceal system)|\brenal pelvis (?:\w+ )?(?:dilated|distended)|\bblunted calyces/i },
  { name: /\b(?:inducible |reversible |stress-induced )?isch(?:a)?emia\b/i, signs: /\b(?:reversible|inducible) (?:\w+ )?(?:defect|perfusion)|\b(?:defect|uptake|perfusion)\b[^.;]*\b(?:fully |partly |partially |largely )?reversible\b|\bpneumatosis\b|\b(?:absent|reduced|poor|decreased) (?:wall|mural|bowel(?: wall)?) enhancement/i },
  { name: /\b(?:dvt|deep (?:vein|venous) thrombosis)\b/i, signs: /\b(?:not |non-? ?|in)compressible\b[^.;]*\bv(?:eins?|\.)|\bv(?:eins?|\.)[^.;]*\b(?:not |non-? ?|in)compressible\b/i },
  { name: /\b(?:biliary|bile duct|ductal|duct) (?:dilatation|dilation|obstruction)\b|\bducts? (?:is |are )?not (?:dilated|widened)/i, signs: new RegExp(`\\b(?:dilated|widened|distended) (?:\\w+ )?${dilatedDuct}|\\b${dilatedDuct} [^.;]{0,16}\\b(?:dilated|widened|distended)`, 'i') },
  { name: /\b(?:bowel|small bowel|intestinal) obstruction\b/i, signs: /\b(?:transition point|dilated (?:small bowel )?loops)\b/i },
  { name: /\b(?:mass effect|midline shift)\b/i, signs: /\bmidline (?:is |structures )?(?:shifted|displaced)|\bshift of (?:the )?midline\b/i },
  { name: /\bloosening\b/i, signs: /\b(?:radio)?lucen(?:cy|cies|t lines?)\b|\b(?:cup|stem|component|tray|implant|screw)s? (?:has |have )?(?:migrat|subsid|sunk|tilted)\w*/i, gone: /\bwell fixed\b|\bno (?:radio)?lucen/i },
  { name: /\b(?:(?:elbow|joint|knee|ankle) effusion|h(?:a)?emarthrosis)\b/i, signs: /\bfat pads?\b[^.;]*\b(?:elevated|raised|displaced|visible)|\b(?:elevated|raised|displaced|visible) (?:\w+ ){0,3}fat pads?|\bsail sign|\blipoh(?:a)?emarthrosis/i, gone: /\bfat pads? (?:are |is )?(?:normal|not (?:elevated|raised|displaced))|\bno (?:elevation of )?(?:the )?fat pads?/i },
  { name: /\b(?:viable|residual|active|remaining) (?:tumou?r|disease|cancer|tissue|lymphoma)\b/i, signs: /\b(?:residual|persist\w+|nodular|remaining)\b[^.;,]*\b(?:enhancement|hyperenhancement|uptake|restriction)\b|\b(?:enhancement|uptake|restriction) (?:persists|remains)/i },
  { name: /\b(?:vasculitis|arteritis)\b/i, signs: /\b(?:circumferential|mural|concentric)\b[^.;]*\b(?:uptake|thickening|enhancement)\b/i },
  { name: /\bosteomyelitis\b/i, signs: /\b(?:cortical|bone|bony) (?:erosion|destruction|loss)/i },
  { name: /\babscess(?:es)?\b/i, signs: /\brim[- ]?enhancing (?:fluid |complex |soft tissue )?collection|\bcollection\b[^.;]*\b(?:rim[- ](?:enhanc\w+)|gas|air)/i, gone: /\bno (?:organi[sz]ed |drainable |fluid |focal )?collections?\b/i },
  { name: /\b(?:right heart|right ventric\w+|RV|cardiac|heart)\b[^.;,]{0,30}\bstrain\b/i, signs: /\bRV\s?[/:]\s?LV\b[^.;]{0,12}\b(?:1\.[1-9]|[2-9])|\bsept(?:um|al)\b[^.;]{0,20}\b(?:flatten\w*|bow\w*|straighten\w*)|\b(?:flatten\w*|bow\w*|straighten\w*) of (?:the )?(?:interventricular )?septum|\b(?:dilated|enlarged) (?:right ventricle|RV)\b/i, gone: /\bRV\s?[/:]\s?LV\b[^.;]{0,12}\b0\.\d|\bno (?:septal )?(?:bowing|flattening)/i },
  { name: /\b(?:suspicious|abnormal|pathological|pathologic|metastatic|malignant)(?:-looking)? (?:\w+ ){0,2}(?:lymph )?nodes?\b/i, signs: /\bnodes?\b[^.;]*\b(?:abnormal|suspicious|microcalcifications?|hilum lost|no fatty hilum|lost hilum|irregular (?:border|margin)|cortex (?:of )?(?:[4-9]|\d\d)|cortical thickness (?:of )?(?:[4-9]|\d\d)|necrotic|avid)|\b(?:abnormal|necrotic|avid|rounded) (?:\w+ ){0,2}nodes?\b/i },
  { name: /\b(?:gallstones?|chole(?:cysto)?lithiasis|stone-free gallbladder|gallbladder (?:is )?(?:free of|without) (?:stones|calculi))\b/i, signs: /\b(?:gallbladder|GB)\b[^.;]*\b(?:calcul(?:i|us)|stones?)\b/i, gone: /\b(?:gallbladder|GB)\b[^.;]*\bno (?:stones?|calcul)/i },
  { name: /\bdopaminergic (?:deficit|loss|degeneration)\b/i, signs: /\b(?:reduced|decreased|absent|low|diminished)\b[^.;]*\b(?:putam\w+|striat\w+|caudate)|\b(?:putam\w+|striat\w+|caudate)\b[^.;]*\b(?:reduced|decreased|absent|diminished)/i },
  { name: /\bcavit(?:y|ies|ation|ating|ary)\b/i, signs: /\bcavit(?:y|ies|ation|ating|ary)\b/i },
  { name: /\b(?:testicular |ovarian |cord )?torsion\b/i, signs: /\bwhirlpool\b|\b(?:absent|no) (?:internal |intratesticular |ovarian |colou?r |arterial )*flow\b/i, gone: /\b(?:normal|preserved|symmetric\w*) (?:\w+ ){0,2}(?:flow|vascularity|perfusion)/i },
  { name: /\bportal hypertension\b/i, signs: /\bvarices\b|\brecanali[sz]ed (?:par)?umbilical|\bportosystemic|\b(?:spleno|porto)\w* shunt|\bhepatofugal/i },
  { name: /\b(?:active (?:bleeding|bleed|h(?:a)?emorrhage|extravasation)|contrast (?:blush|extravasation))\b/i, signs: /\b(?:active (?:contrast )?(?:extravasation|blush)|contrast (?:blush|extravasation|pooling)|blush)\b/i, gone: /\bno (?:active |contrast )*(?:extravasation|blush|bleed)/i },
  { name: /\b(?:cord|spinal cord|conus)\b[^.;]{0,24}\b(?:o?edema(?:tous)?|myelopathy|signal (?:change|abnormality))|\bmyelopathy\b|\bmyelomalacia\b/i, signs: /\bcord\b[^.;]*\b(?:hyperintens\w*|bright|high (?:T2 )?signal|signal (?:change|increase|abnormality)|o?edema)|\b(?:hyperintens\w*|bright|high(?: T2)? signal|signal change|o?edema)\b[^.;,]{0,30}\bcord\b/i, gone: /\b(?:no|without) (?:T2 |cord |abnormal |intramedullary )*signal (?:change|abnormality|alteration)|\bcord signal (?:is )?normal|\bnormal cord signal/i },
  { name: /\bappendicitis\b/i, signs: /\bappendix\b[^.;]*\b(?:dilated|distended|thickened|hyperenhanc\w*|stranding)/i, gone: /\bappendix\b[^.;]*\b(?:normal|unremarkable)/i },
  { name: /\bcholecystitis\b/i, signs: /\bmurphy(?:'s)?(?: sign)? (?:is )?positive|\b(?:gallbladder|GB)\b[^.;]*\b(?:wall (?:is )?(?:thicken\w*|o?edema\w*)|pericholecystic (?:fluid|stranding))|\bwall (?:thickened|[5-9] mm)[^.;]*\bo?edema/i, gone: /\bmurphy(?:'s)?(?: sign)?(?: is)? negative|\bno (?:gallbladder )?wall thickening/i },
  { name: /\bpulmonary embol\w+|\bPE\b/, signs: /\bfilling defects?\b[^.;]*\b(?:pulmonary|lobar|segmental|interlobar)\b|\b(?:pulmonary|lobar|segmental)\b[^.;]*\bfilling defects?\b/i },
  { name: /\b(?:active|acute) (?:demyelinat\w+|inflammat\w+|plaques?|MS)\b|\bactive lesions?\b/i, signs: /\b(?:lesions?|plaques?)\b[^.;]*\benhanc(?:es|ing|ement)\b|\b(?:ring[- ]|open[- ]ring |incomplete ring )enhanc/i },
  { name: /\b(?:pulmonary (?:o?edema|congestion)|heart failure|fluid overload)\b/i, signs: /\bkerley\b|\bbat'?s?[- ]wing|\bperibronchial cuffing/i },
  { name: /\b(?:osteonecrosis|avascular necrosis|AVN)\b/i, signs: /\bcrescent sign|\bdouble[- ]line sign|\bserpiginous\b/i },
  { name: /\b(?:intussusception)\b/i, signs: /\b(?:target|doughnut|pseudokidney) (?:sign|lesion)/i },
  { name: /\bvolvulus\b/i, signs: /\bwhirl(?:pool)? sign|\bcoffee[- ]bean/i },
  { name: /\bendoleak\b/i, signs: /\b(?:contrast|enhancement|flow) (?:\w+ ){0,3}(?:in|within|into) the (?:aneurysm )?sac\b/i },
  { name: /\binstability\b|\b(?:is |are |stays? |remains? )?stable (?:on|under|with) stress|\bdoes not (?:move|open|sublux) (?:on|under|with)/i, signs: /\b(?:sublux\w*|opens|gaps|translates)\b/i },
  { name: /\bcollaterals?(?: (?:vessels?|veins?|arteries|circulation))?\b/i, signs: /\bcollaterals?\b/i },
  { name: /\b(?:WBC|leu[ck]ocytes?)(?:[ -](?:scan|scintigraphy))?[ -](?:is )?positive\b/i, signs: /\baccumulation\b|\bleu[ck]ocyte uptake\b/i },
  { name: /\b(?:bled|h(?:a)?emorrhagic (?:transformation|conversion|change))\b/i, signs: /\bh(?:a)?emorrhag\w+|\bhyperdens\w+/i },
  { name: /\bintra-?articular\b/i, signs: /\b(?:reach\w*|enter\w*|extend\w* (?:in)?to|involv\w*|intra-?articular)\b[^.;,]{0,24}\b(?:joint|articular)/i },
  { name: /\bconus\b[^.;,]{0,24}\bnormal\b/i, signs: /\bconus\b[^.;,]*\b(?:normal|L1|L2|T12)\b/i, gone: /\bconus\b[^.;]*\blow[- ]?lying|\btethered\b/i },
  { name: /\bcord\b[^.;,]{0,24}\bnormal signal|\bnormal cord signal|\bcord signal (?:is )?normal/i, signs: /\bcord\b[^.;,]*\bnormal|\bnormal cord\b/i, gone: /\bcord\b[^.;]*\b(?:hyperintens\w*|bright|high (?:T2 )?signal|o?edema\w*)/i },
  { name: /\b(?:flow|vascularity|vasculari[sz]ed|perfused)\b/i, signs: /\b(?:flow|vascularity|vasculari[sz]ed|hypervascular|vessels)\b/i, gone: /\b(?:thrombosed|avascular)\b/i, placed: true },
  { name: /\b(?:enhanc\w+|takes? up contrast|contrast uptake)\b/i, signs: /\benhanc\w+/i, gone: /\bnon-?enhanc/i, placed: true },
  { name: new RegExp(touches.replace(`|${presses}`, ''), 'i'), signs: new RegExp(touches, 'i'), gone: clear, placed: true },
  { name: new RegExp(presses.replace(`|${invades}`, ''), 'i'), signs: new RegExp(presses, 'i'), gone: clear, placed: true },
  { name: new RegExp(invades, 'i'), signs: new RegExp(invades, 'i'), gone: /\b(?:clear|free|spared|preserved|normal|intact)\b/i, placed: true },
]
