import { place, type Rival } from './rivals.ts'

/**
 * What is seen and not inferred: a conclusion that tells it has it from its findings, under this name or by words of `told`. Usual descriptions of
 * reporting, as in any textbook of radiology.
 */
export const describedThings: readonly Rival[] = [
  place('hiat(?:al|us) hernia', 'hernia|intrathoracic stomach|pouch'), place('loose bod(?:y|ies)', 'loose|bod(?:y|ies)|fragment|ossicle|debris|osteochond'), place('hemivertebra\\w*', 'hemivert|butterfly'),
  place('(?:duplex|duplicated) (?:ureters?|kidney|collecting)\\w*', 'duplex|duplic|moiet|bifid|two ureters|double'), place('Hill-Sachs', 'hill|impact|humeral head'), place('Segond', 'segond|avuls'), place('pleural plaques?', 'plaque|pleural (?:calc|thick)|calcified pleur'),
  place('foreign bod(?:y|ies)', 'foreign|metal|opaque|coin|object|glass|needle|battery|pellet|bullet'), place('hydrops', 'hydrops|ascites|effusion|o?edema'), place('urinoma', 'urinoma|collection|extravas|leak|fluid'), place('(?:spondylo|antero|retro)listhesis', '\\w*listh|slip|displac|\\w*lysis'),
  place('retropuls\\w+', 'retropuls|canal|posterior (?:wall|cort)|fragment|burst'), place('syrinx|syringomyelia', 'syrin|cavity|hydromy'), place('Meckel(?:\'s)? diverticulum', 'meckel|blind-ending|diverticul'), place('(?:\\w+ )?fistula', 'fistul|track|tract|sinus|communicat|connect|opening|shunt|early (?:fill|drain)|gas'),
  place('(?:skin|nipple) (?:retraction|thickening|dimpling)', 'skin|nipple|retract|cutan'), place('architectural distortion', 'distort|architect'), place('cavitation', 'cavit|air|gas|lucen|necro'), place('lymphangit\\w+', 'lymphang|septa|interlob|kerley|reticul'), place('duct ectasia', 'duct|ectas'),
  place('pneumothorax', 'pneumoth|pleural (?:line|air)|PTX|air'), place('(?:cerebral|brain|cortical|cerebellar) atrophy', 'atroph|volume|sulc|thin|MTA|koedam|wide|shrink|ventric'), place('varicocele', 'varico|vein|reflux|plexus'), place('hydrocele', 'hydroc|fluid'), place('Baker(?:\'s)? cyst', 'baker|poplit|cyst'),
  place('divertic(?:ula|ulosis)', 'divertic'), place('echogenic bowel', 'echogen'), place('(?:pars defects?|spondylolysis)', 'pars|\\w*lysis|\\w*listh|defect'), place('(?:accessory spleen|splenule|splenunculus)', 'access|splen'), place('horseshoe kidney', 'horse|fused|isthm'), place('pneumatosis', 'pneumat|gas|air'),
  place('myocardial bridg\\w+', 'bridg|tunnel|intramyo'), place('bronchiectasis', '\\w*bronch|airway|signet|tram'), place('emphysema', 'emphys|bulla|hyperinfl|low attenuation|destr'), place('honeycombing', 'honey|cyst'), place('anomalous (?:\\w+ ){0,3}(?:drainage|return)', 'anomal|aberr'), place('urachal \\w+', 'urach'),
  place('pars interarticularis fracture', 'pars'), place('plantar fasci(?:itis|opathy)', 'fasci'), place('Morton(?:\'s)? neuroma', 'neurom|intermet|web'), place('os trigonum', 'trigon|ossicle'), place('polyhydramnios', 'hydramn|AFI|DVP|pool|liquor|fluid'), place('placenta pr(?:a)?evia', 'pr(?:a)?evia|os\\b|low|cervi|placenta'),
  place('bone bruis\\w+|contusions?', 'contus|bruis|o?edema|marrow|STIR|impact'), place('gallstones?|cholelithiasis', '\\w*lith|stone|calcul|shadow|sludge'), place('(?:renal|kidney|ureteric|ureteral) (?:stones?|calcul\\w+)', '\\w*lith|stone|calcul|calcif|dens|hyperdens|shadow|JJ|stent'), place('hydrosalpinx', 'salpin|tub|adnex'),
  place('arachnoid cyst', 'arachnoid|CSF|cyst'), place('cavernoma|cavernous malformation', 'cavern|popcorn|h(?:a)?emosid|bloom|GRE|SWI'), place('venous anomaly|DVA', 'DVA|venous|caput'), place('microbleeds?', 'micro|bloom|SWI|GRE|h(?:a)?emosid|suscept'), place('fluid-fluid levels?', 'fluid|level'),
]
