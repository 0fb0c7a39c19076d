/**
 * Two ways a thing can be told, which exclude each other. `about`: what must be named in the clause or before it for the words to mean this.
 * `no` stands for all that says the opposite without a "not"; a denial of the one is the other. Usual words of reporting.
 */
export type Axis = { yes: RegExp; no: RegExp; about?: RegExp; /** A denial of either is not the other ("no partial tear"). */ oneWay?: true; /** Words on one end are no names for each other: what is denied must be the word that is told. */ exact?: true; /** Only what is told of a like finding speaks against it. */ like?: true }

const axis = (yes: string, no: string, about?: string, ways: Pick<Axis, 'oneWay' | 'exact' | 'like'> = {}): Axis => ({ yes: new RegExp(`\\b(?:${yes})\\b`, 'i'), no: new RegExp(`\\b(?:${no})\\b`, 'i'), ...(about !== undefined && { about: new RegExp(`\\b(?:${about})`, 'i') }), ...ways })

/** What can be kept or lost, each a thing of its own. */
const kept = [
  'gr[ae]y[- ](?:and )?white(?: matter)? (?:matter )?(?:differentiation|interface|distinction)', 'joint spaces?', '(?:RV|right ventric\\w+)(?: \\w+)? function', '(?:LV|left ventric\\w+)(?: \\w+)? function', 'flow voids?', 'disc (?:space )?heights?', 'lordosis', 'fatty hil(?:um|a)', 'ventilation',
  'corticomedullary differentiation', 'cartilage', 'fat planes?', '(?:basal|suprasellar|ambient) cisterns?', 'sulci', 'vertebral (?:body )?heights?', 'haustra\\w*', 'wall motion', 'valve function', 'diaphragm\\w* (?:movement|motion|excursion)', 'function', 'volumes?', 'contrast passage|passage of contrast', 'drainage', 'peristalsis', 'pulsatil\\w+', 'diastolic flow',
]
const lost = 'lost|loss of|loss|effaced|effacement|obliterated|obliteration|narrowed|reduced|reduction|impaired|impairment|decreased|diminished|poor|abnormal|absent|absence of|reversed|delayed'
const whole = 'preserved|preservation of|maintained|intact|normal|good|uniform|unimpaired|well[- ]maintained|clear|present|open|patent|prompt|free'

const vessel = 'arter|vein|venous|vessel|graft|stent|shunt|fistula|bypass|sinus|lumen|aort|carotid|iliac|femoral|popliteal|tibial|tibials|basilar|vertebral|coronar|MCA|ACA|PCA|ICA|CCA|[MAPV][1-4]\\b|SFA|CFA|SMA|SMV|SMA|IMA|PV|IVC|SVC|LAD|RCA|portal|mesenteric|renal|subclavian|jugular|saphenous|loop|limb|fallopian|tube|ostiomeatal|OMU|foramen|foramina|airway|trachea|bronch|duct|ureter|aqueduct'

export const axes: readonly Axis[] = [
  axis('patent|patency|flow|opacif(?:y|ies)|recanali[sz]ed|unobstructed|wide open', 'occluded|occlusion|thrombosed|thrombosis|thrombus|blocked|obstructed|clotted|clot|effaced', vessel),
  axis('patent|clear|aerated|pneumati[sz]ed', 'opacified|opacification|obstructed|fluid[- ]filled|collapsed|consolidated', 'sinus|antrum|antra|ethmoid|sphenoid|mastoid|middle ear|ostiomeatal|OMU|attic'),
  axis('continuous|in continuity|intact', 'torn|tears?|ruptured?|discontinuous|discontinuity|disrupted|disruption|transected|avulsed|detached', 'ligament|tendon|fibres|fibers|labr|menisc|ACL|PCL|MCL|LCL|ATFL|CFL|cuff|spinatus|scapularis|achilles|deltoid|retinacul|plate|fascia|biceps|hamstring|quadriceps|syndesm|pulley|TFCC|lisfranc|globe|plantaris'),
  axis('intact|covered', 'erosion|eroded|eroding|defect|dehiscent|dehiscence|dehisced|breached|breach|destroyed|destruction|perforated|fractured?|broken', 'tegmen|scutum|ossic|canal|cartilage|cortex|cortical|wall|septum|plate|floor|roof|pedicle|rim|endplate|hardware|screws?|rods?|nail|plate|wires?|globe|implant', { exact: true }),
  axis('undisplaced|non-?displaced|un-?shifted|minimally displaced', 'displaced|displacement'),
  axis('midline|central|straight', 'deviated|deviation|shifted|displaced|bowed', 'septum|septal|stalk|infundibulum|trachea|tracheal|mediastin|uvula'),
  axis('aligned|(?:alignment|position) (?:is )?(?:anatomical|normal|maintained|satisfactory|preserved|good)|(?:normal|anatomical|maintained|satisfactory|good) (?:alignment|position)|anatomically', 'malaligned|malalignment|malunited|angulated|angulation|translated|subluxed|subluxation|dislocated|dislocation|jumped|perched', undefined, { exact: true }),
  axis('located|enlocated|relocated|reduced|congruent|in place|in situ', 'dislocated|dislocation|subluxed|subluxation|unreduced|irreducible', 'head|joint|hip|shoulder|elbow|patell|lunate|lens|biceps|peroneal|finger|toe|knee|prosthe|carp', { exact: true }),
  axis('full[- ]thickness|complete(?:ly)?|total', 'partial(?:ly)?(?:[- ]thickness)?|incomplete(?:ly)?|interstitial|low[- ]grade|subtotal', 'tear|torn|ruptur|transect|occlu|obstruct|avuls|section', { oneWay: true }),
  axis('intra-?articular|(?:extends?|extending|reach(?:es|ing)|enter(?:s|ing)|involv(?:es|ing)) (?:in)?to? ?(?:the )?(?:\\w+ )?(?:joint|articular surface)', 'extra-?articular|spar(?:es|ing) the (?:joint|articular)', 'fractur'),
  axis('comminuted|comminution|multifragment\\w+', 'simple|two-part|non-?comminuted|transverse', 'fractur', { oneWay: true }),
  axis('hypervascular|hyperenhanc\\w+|enhanc(?:es|ing|ement|ed)|takes? up contrast', 'non-?enhancing|unenhancing|hypovascular|avascular|hypoenhanc\\w+|unenhanced'),
  axis('obstructing|obstructive|obstructed|obstruction|hydro(?:uretero)?nephrosis|hydroureter', 'non-?obstruct\\w+|unobstruct\\w+|undilated', 'ston|calcul|kidney|renal|ureter|collecting|VUJ|UVJ|PUJ|bladder|ureteric'),
  axis('obstruct\\w+|dilated|distended', 'non-?obstruct\\w+|unobstruct\\w+|undilated|non-?dilated', 'bowel|loops|gas pattern|jejun|ile|colon'),
  axis('mobile|moves?|moving', 'fixed|fixation|immobile|paralys\\w+|palsy', 'cord|stone|calcul|testis|mass|hemidiaphragm|diaphragm|leaflet|stones|spine|segment'),
  axis('thick[- ]?walled|thick (?:\\w+ )?walls?|thickened (?:\\w+ )?walls?|walls? (?:\\w+ )?thicken\\w*', 'thin[- ]?walled|thin (?:\\w+ )?walls?|imperceptible walls?|walls? (?:is |are )?thin'),
  axis('well[- ](?:defined|circumscribed|demarcated|marginated)|circumscribed|smooth(?:ly)?(?:[- ]marginated)?|regular margins?', 'ill[- ]defined|irregular|spiculated|spiculate|spiculation|poorly defined|indistinct|infiltrative', 'mass|nodul|lesion|margin|tumou?r|border|edge|opacit'),
  axis('solid', 'cystic|anechoic|purely cystic|fluid[- ]filled|simple cyst', 'nodul|mass|lesion|cyst|component'),
  axis('solid(?! (?:component|part|portion))', 'sub-?solid|part(?:ly)?[- ]?solid|ground[- ]glass|non-?solid', 'nodul|opacit'),
  axis('simple|unilocular|thin[- ]walled', 'complex|multilocular|septated|septations?|loculated|multiloculated|solid component', 'cyst|collection|effusion|adnex'),
  axis('unstable|instability|mobile fragment|undercutting', 'stable|mature', 'hip|osteochondral|OCL|OCD|fragment|pelvi|ligament|spine|spinal|fractur|joint|lesion'),
  axis('healed|united|bridged|bridging|consolidated|union', 'non-?union|unhealed|ununited|un-?united|delayed union|(?:persistent|residual) fracture line|not yet healed', 'fractur|osteotomy|fusion|arthrodesis'),
  axis('active', 'inactive|quiescent|burnt[- ]out|in remission', 'crohn|colitis|ileitis|inflam|disease|sacroiliitis|plaque|lesion|demyelin|MS\\b'),
  axis('mismatched|mismatch|unmatched', 'matched', 'defect|perfusion|V/?Q|ventilation|diffusion'),
  axis('antegrade|hepatopetal|forward', 'retrograde|reversed|hepatofugal|reversal', 'flow|vertebral|portal|vein|arter|vertebrals|PV\\b'),
  axis('cephalic|vertex', 'breech|transverse lie|oblique lie', 'present|lie|f(?:o)?et|twin'),
  axis('(?:non|in)-?viable|necrotic|infarcted', 'viable', 'myocard|infarct|testis|bowel|tumou?r|flap|LAD|territory|wall|ovary'),
  axis('open', 'closed', 'cervix|cervical canal|os\\b|fontanell|physis|physes|growth plate|abdomen|sutures?'),
  axis('previa|praevia|low[- ]lying|cover(?:s|ing) (?:the )?(?:internal )?(?:cervical )?os', '(?:clear|away) (?:of|from) (?:the )?(?:internal )?(?:cervical )?os|not low|high|fundal', 'placenta'),
  axis('(?:liquor|amniotic fluid|AFI)(?: \\w+){0,2} (?:normal|adequate)|normal (?:liquor|amniotic fluid)', 'oligohydramnios|polyhydramnios|anhydramnios|reduced liquor|(?:liquor|amniotic fluid)(?: \\w+){0,2} (?:reduced|increased)'),
  axis('avid|hypermetabolic|metabolically active|hot', 'non-?avid|photopenic|cold|metabolically inactive|without (?:significant |increased |FDG )?(?:uptake|activity)', 'node|mass|lesion|nodul|bed|primary|tumou?r|thicken|liver|focus|residual'),
  axis('retracted|retraction', 'unretracted|non-?retracted', 'tear|tendon|spinatus|torn|ruptur'),
  axis('apposed|apposition', 'gap|unapposed|separated|diastasis', 'end|tendon|achilles|fragment|stump'),
  axis('calcified|calcification', 'non-?calcified|uncalcified'),
  axis('hyperintense|bright|high signal|T2[- ]bright', 'hypointense|dark|low signal', 'lesion|signal|focus|cord|nodul|mass|marrow'),
  axis('hyperechoic|echogenic', 'hypoechoic|anechoic', 'nodul|lesion|mass|collection'),
  axis('lytic|lucent', 'sclerotic|blastic', 'lesion|deposit|metasta|rib|vertebr'),
  axis('symmetrical|symmetric', 'asymmetr\\w+', 'uptake|nodes|thicken|vocal|testes|breast|pons|flow|kidneys|activity|size'),
  axis('homogeneous(?:ly)?', 'heterogeneous(?:ly)?|inhomogeneous', 'testis|liver|mass|lesion|nodul|echotexture|echogenicity|myometri|enhanc'),
  axis('ruptured|rupture|leak(?:ing)?', 'unruptured|contained|non-?ruptured', 'aneurysm|implant|cyst|AAA|prosthesis'),
  axis('incarcerated|strangulated|irreducible|obstructed', 'reducible|uncomplicated', 'hernia'),
  axis('confined|organ[- ]confined|contained|limited to', 'extend(?:s|ing)? (?:in)?to|extend(?:s|ing) beyond|breach\\w*|beyond|extension', 'capsul|prostate|matrix|mucosa|myometri|PZ|thyroid|kidney|groove|haemorrhage|hemorrhage|PI-?RADS', { exact: true }),
  axis('spar(?:ed|es|ing)|uninvolved|unaffected|free of tumou?r', 'involved|involv(?:es|ing)|involvement|cross(?:es|ing)|encased|encas(?:es|ing)|encasement|invad(?:ed|es|ing)|infiltrat\\w+', undefined, { exact: true }),
  axis('freely|passes freely|free (?:passage|flow|spill)|prompt(?:ly)?', 'hold-?up|obstruct\\w*|delayed|no passage|blocked', 'contrast|anastomos|spill|tracer|drain|barium|exit|passage'),
  axis('exits? freely|free of contact|not compressed|uncompressed|decompressed', 'compress(?:ed|ing|es|ion)|imping\\w+|displaced|entrapped|contacted', 'root|nerve|cord|thecal sac|cauda', { exact: true }),
  axis('uncomplicated', 'complicated|perforated|perforation|abscess|gangrenous|phlegmon', 'diverticulitis|appendicitis|cholecystitis|mastoiditis|sinusitis'),
  axis('successful|complete occlusion|completely occluded|fully occluded|no residual filling', 'residual (?:filling|neck|aneurysm)|incomplete(?:ly)? occlu\\w+|failed|unsuccessful|recanali[sz]\\w+', 'aneurysm|coil|sac|embolis|embolization|clip'),
  axis('mature', 'immature|dysplastic|dysplasia', 'hip'),
  axis('positive', 'negative|absent', 'EMVI|murphy|margin|FLAIR|tinel|CRM|KUB'),
  axis('single|solitary|unifocal', 'multiple|multifocal|several|numerous', 'lesion|metasta|nodul|mass|uptake|focus|foci|stone|calcul|aneurysm'),
  axis('low[- ]lying|tethered', '(?:conus|cord)[^.;,]{0,16}(?:normal|at L1|at L2)|normally sited', 'conus|cord'),
  axis('malposition\\w*|misplaced|endobronchial|in the (?:right|left) main bronchus|coiled in|in the o?esophagus|too (?:high|low)', 'well[- ]positioned|satisfactory|appropriate(?:ly)?|\\d(?:\\.\\d)? ?cm above the carina|in the stomach|in the SVC|cavoatrial|as expected', 'tube|line|ETT|NGT?|PICC|catheter|tip|lead|drain|stent'),
  axis('migrat\\w+|subsid\\w+|loosen\\w+|loose|tilted', 'well[- ](?:seated|fixed|positioned)|seated|securely fixed', 'cup|stem|component|tray|implant|screw|prosthesis|THR|TKR|arthroplasty|replacement'),
  axis('residual|persist(?:s|ent|ing)|remains|still (?:present|seen|visible|there)', 'resolved|cleared|no longer(?: seen| visible| present| identified)?|disappeared|gone|vanished|complete(?:ly)? (?:resolution|response|regress\\w+|resolved)', undefined, { like: true }),
  ...kept.map((noun): Axis => axis(whole, lost, noun)),
]
