/**
 * English names of narrow places. A line: key, its parents, then the ways to write it. The first parent leads to a place of
 * `english-anatomy.ts`, under which drafts know it; `site-tree.ts` knows the parents of those.
 */
export const englishSites = `
frontal-lobe brain: frontal lobe; frontal lobes; superior frontal gyrus; inferior frontal gyrus; precentral gyrus
parietal-lobe brain: parietal lobe; postcentral gyrus; precuneus
temporal-lobe brain: temporal lobe; temporal lobes; hippocampus; hippocampal; hippocampi; mesial temporal; medial temporal; amygdala
occipital-lobe brain: occipital lobe; calcarine
corpus-callosum brain: corpus callosum; callosal; splenium; genu of the corpus callosum; callososeptal
thalamus basal-ganglia: thalamus; thalami; thalamic
putamen basal-ganglia: putamen; lentiform nucleus; lentiform; globus pallidus; pallidum; striatum
caudate-nucleus basal-ganglia: caudate nucleus; caudate nuclei; caudate head
internal-capsule basal-ganglia: internal capsule
insula brain: insula; insular; insular cortex
corona-radiata white-matter-site: corona radiata; centrum semiovale
pons brainstem: pons; pontine
midbrain brainstem: midbrain; mesencephalon; cerebral peduncle; tectum
medulla brainstem: medulla oblongata
cerebellar-hemisphere cerebellum: cerebellar hemisphere; cerebellar hemispheres
cerebellar-peduncle cerebellum: cerebellar peduncle; middle cerebellar peduncle
vermis cerebellum: vermis; cerebellar vermis
cerebellar-tonsil cerebellum: cerebellar tonsil; cerebellar tonsils
lateral-ventricle ventricle: lateral ventricle; lateral ventricles; temporal horn; temporal horns; occipital horn; occipital horns; frontal horn; frontal horns
third-ventricle ventricle: third ventricle
fourth-ventricle ventricle: fourth ventricle
pineal brain: pineal; pineal gland
cpa brain: cerebellopontine angle; cerebello-pontine angle; cp angle; internal auditory canal; internal auditory canals; internal auditory meatus; iac; vestibular nerve
cavernous-sinus brain: cavernous sinus; cavernous sinuses
dural-sinus brain: venous sinus; venous sinuses; dural sinus; dural sinuses
sagittal-sinus dural-sinus,brain: superior sagittal sinus; sagittal sinus
transverse-sinus dural-sinus,brain: transverse sinus; transverse sinuses
sigmoid-sinus dural-sinus,brain: sigmoid sinus; sigmoid sinuses
straight-sinus dural-sinus,brain: straight sinus
cortical-vein dural-sinus,brain: cortical vein; cortical veins; vein of labbe; internal cerebral vein; internal cerebral veins
subarachnoid-space meninges: sylvian fissure; sylvian fissures; suprasellar cistern; interhemispheric fissure; basal cisterns; cisterns; subarachnoid space; sulci
foramen-magnum skull: foramen magnum; craniocervical junction
pituitary-gland pituitary: pituitary gland; adenohypophysis; neurohypophysis; pituitary stalk; infundibulum
trigeminal-nerve brain: trigeminal nerve; trigeminal; fifth nerve; cranial nerve v
facial-nerve brain: facial nerve; seventh nerve; geniculate ganglion
cranial-nerve brain: oculomotor nerve; abducens nerve; trochlear nerve; vagus nerve; hypoglossal nerve; cochlear nerve; vestibulocochlear; vestibulocochlear nerve; eighth nerve
optic-nerve orbit: optic nerve; optic nerves; optic chiasm
globe orbit: globe; globes; eyeball
lacrimal orbit: lacrimal gland; lacrimal glands
orbital-floor orbit: orbital floor; lamina papyracea; orbital wall; medial orbital wall
maxillary-sinus sinus: maxillary sinus; maxillary sinuses; maxillary antrum; maxillary antra; antrum of highmore
ethmoid-sinus sinus: ethmoid; ethmoid sinus; ethmoid air cells; ethmoidal; ethmoids; ethmoid cells
frontal-sinus sinus: frontal sinus; frontal sinuses
sphenoid-sinus sinus: sphenoid sinus; sphenoid sinuses; sphenoid
ostiomeatal sinus: ostiomeatal complex; osteomeatal complex; ostiomeatal unit; ostiomeatal units
nasal-septum sinus: nasal septum; nasal cavity; turbinate; turbinates; concha bullosa; nasal bone; nasal bones
mandible skull: mandible; mandibular; mandibular condyle; mandibular angle; jaw
maxilla skull: maxilla; maxillary bone; hard palate
zygoma skull: zygoma; zygomatic arch; zygomatic
tmj skull: temporomandibular joint; temporomandibular; tmj
tooth maxilla: tooth; teeth; molar; premolar; periapical; wisdom tooth
parietal-bone skull: parietal bone
frontal-bone skull: frontal bone
occipital-bone skull: occipital bone; occipital condyle
temporal-bone mastoid: temporal bone; petrous bone; petrous apex
middle-ear mastoid: middle ear; tympanic cavity; epitympanum; prussak space; ossicles; ossicular chain; stapes; incus; malleus; scutum; tegmen
inner-ear mastoid: inner ear; cochlea; labyrinth; semicircular canal; vestibule; semicircular canals
ear-canal mastoid: external auditory canal
ica carotid: internal carotid artery; internal carotid arteries; ica; carotid bulb; internal carotid; carotid siphon; icas
cca carotid: common carotid artery; common carotid arteries; cca; ccas; common carotid
eca carotid: external carotid artery; external carotid arteries; eca; external carotid
carotid-bifurcation carotid: carotid bifurcation; carotid bifurcations
mca-m1 mca: m1 segment; m1
mca-m2 mca: m2 segment; m2
vertebral-artery basilar: vertebral artery; vertebral arteries
basilar-artery basilar: basilar artery; basilar tip
acom circle-of-willis: anterior communicating artery; acom; acomm; a-com
pcom circle-of-willis: posterior communicating artery; pcom; pcomm; p-com
jugular neck: jugular vein; jugular; internal jugular vein; ijv; jugular veins; right ij; left ij
subclavian neck: subclavian artery; subclavian vein; subclavian; subclavian arteries; brachiocephalic; innominate artery; innominate vein; brachiocephalic vein; brachiocephalic trunk
thyroid-isthmus thyroid: isthmus; thyroid isthmus
thyroid-lobe thyroid: thyroid lobe; thyroid lobes
peritonsillar pharynx: peritonsillar; palatine tonsil; tonsil; tonsils; tonsillar
parapharyngeal pharynx: parapharyngeal; parapharyngeal space
retropharyngeal pharynx: retropharyngeal; retropharyngeal space; prevertebral
nasopharynx pharynx: nasopharynx; nasopharyngeal; fossa of rosenmuller; adenoid; adenoids
oropharynx pharynx: oropharynx; oropharyngeal; tongue base; base of tongue; vallecula
hypopharynx pharynx: hypopharynx; hypopharyngeal; piriform sinus; pyriform sinus; piriform fossa
epiglottis larynx: epiglottis; supraglottic; supraglottis; aryepiglottic fold
vocal-cord larynx: vocal cord; vocal cords; vocal fold; glottis; glottic
floor-of-mouth tongue: floor of mouth; sublingual
cervical-node node,neck: cervical node; cervical nodes; cervical lymph node; cervical lymph nodes; neck nodes; neck node; cervical adenopathy; cervical lymphadenopathy; submandibular node; submandibular lymph node; level ii node; level ii nodes
supraclavicular-node node,neck: supraclavicular; supraclavicular node; supraclavicular nodes; supraclavicular lymph node; supraclavicular lymph nodes; supraclavicular fossa; infraclavicular
axillary-node node,axilla: axillary node; axillary nodes; axillary lymph node; axillary lymph nodes; axillary lymphadenopathy; axillary adenopathy; axillary nodal
internal-mammary-node node,chest: internal mammary node; internal mammary nodes; internal mammary chain; internal mammary
mediastinal-node node,mediastinum: mediastinal node; mediastinal nodes; mediastinal lymph node; mediastinal lymph nodes; mediastinal lymphadenopathy; mediastinal adenopathy
paratracheal-node mediastinal-node,mediastinum: paratracheal; paratracheal node; paratracheal nodes; paratracheal lymph node; station 4r; station 4l; station 2r; 4r; 4l; 2r; 2l
subcarinal-node mediastinal-node,mediastinum: subcarinal; subcarinal node; subcarinal nodes; subcarinal lymph node; station 7
ap-window-node mediastinal-node,mediastinum: aortopulmonary window; ap window; prevascular node; prevascular; aortopulmonary; station 5; station 6
hilar-node node,hilum: hilar node; hilar nodes; hilar lymph node; hilar lymph nodes; hilar lymphadenopathy; hilar adenopathy; station 10r; station 10l
mesenteric-node node,mesentery: mesenteric node; mesenteric nodes; mesenteric lymph node; mesenteric lymph nodes; mesenteric adenopathy; mesenteric lymphadenopathy
retroperitoneal-node node,retroperitoneum: retroperitoneal node; retroperitoneal nodes; retroperitoneal lymph node; retroperitoneal lymph nodes; para-aortic node; para-aortic nodes; paraaortic nodes; para-aortic lymph nodes; retroperitoneal lymphadenopathy; retroperitoneal adenopathy; aortocaval; aortocaval node; retrocrural node; interaortocaval
portal-node node,liver: portocaval node; portocaval nodes; portocaval; periportal node; periportal nodes; hepatoduodenal; porta hepatis node; hilar hepatic node; hepatic hilar nodes; peripancreatic node; peripancreatic nodes; gastrohepatic; celiac node; coeliac node; coeliac nodes; perigastric node; perigastric nodes
iliac-node node,pelvis: iliac node; iliac nodes; iliac lymph node; iliac lymph nodes; external iliac node; external iliac nodes; external iliac lymph node; internal iliac node; internal iliac lymph node; obturator node; obturator nodes; obturator lymph node; common iliac node; common iliac nodes; iliac lymphadenopathy; iliac adenopathy
pelvic-node node,pelvis: pelvic node; pelvic nodes; pelvic lymph node; pelvic lymph nodes; pelvic lymphadenopathy; pelvic adenopathy; pelvic sidewall node
mesorectal-node node,rectum: mesorectal node; mesorectal nodes; mesorectal lymph node; mesorectal lymph nodes; perirectal node; perirectal nodes
inguinal-node node,groin: inguinal node; inguinal nodes; inguinal lymph node; inguinal lymph nodes; groin node; groin nodes; inguinal lymphadenopathy
lung-apex lung: lung apex; lung apices; apices; apex of the lung; apex of the left lung; apex of the right lung
lung-base lung: lung base; lung bases; bibasal; bibasilar
lingula lung: lingula; lingular; lingular segment
bronchus-main bronchus: main bronchus; main bronchi; main stem bronchus; mainstem bronchus; lobar bronchus; intermediate bronchus; bronchus intermedius; segmental bronchus; upper lobe bronchus; lower lobe bronchus
trachea bronchus: trachea; tracheal; carina
parietal-pleura pleura: parietal pleura; visceral pleura
fissure pleura: fissure; fissures; minor fissure; major fissure; oblique fissure; horizontal fissure
costophrenic pleura: costophrenic angle; costophrenic angles; costophrenic sulcus; costophrenic sulci; costophrenic; cp angle blunted
anterior-mediastinum mediastinum: anterior mediastinum; anterior mediastinal; prevascular space; thymus; thymic; retrosternal
posterior-mediastinum mediastinum: posterior mediastinum; posterior mediastinal; paravertebral mediastinum
left-ventricle heart: left ventricle; left ventricular; lv
right-ventricle heart: right ventricle; right ventricular; rv; rv/lv
interventricular-septum heart: interventricular septum; septal wall; basal septum; ventricular septum
left-atrium heart: left atrium; left atrial; left atrial appendage
right-atrium heart: right atrium; right atrial
aortic-valve heart: aortic valve; aortic annulus
mitral-valve heart: mitral valve; mitral annulus; mitral
tricuspid-valve heart: tricuspid valve; tricuspid
lateral-wall heart: lateral wall of the left ventricle; inferolateral wall; inferior wall of the left ventricle; inferoseptal; anteroseptal; anterolateral wall
lad coronary: lad; left anterior descending; left anterior descending artery; anterior descending; diagonal branch
rca coronary: rca; right coronary artery; right coronary
lcx coronary: circumflex; circumflex artery; lcx; left circumflex; marginal branch; cx
left-main coronary: left main; left main stem; left main coronary artery; lms; lmca
ascending-aorta aorta: ascending aorta; ascending thoracic aorta; ascending aortic; aortic root; sinus of valsalva; sinuses of valsalva
aortic-arch aorta: aortic arch; arch of the aorta
descending-aorta aorta: descending aorta; descending thoracic aorta; descending aortic
abdominal-aorta aorta: abdominal aorta; abdominal aortic; infrarenal; infrarenal aorta; infrarenal abdominal aorta; suprarenal aorta; aaa
pulmonary-trunk pulmonary-artery: pulmonary trunk; main pulmonary artery; main pulmonary trunk
pulmonary-vein lung: pulmonary vein; pulmonary veins
svc vena-cava: svc; superior vena cava; superior caval vein; azygos
ivc vena-cava: ivc; inferior vena cava; inferior caval vein
chest-wall chest: chest wall; pectoral; pectoralis; pectoralis major; pectoralis minor
nipple breast: nipple; nipples; nipple-areolar complex; retroareolar; subareolar; periareolar
breast-skin breast: skin of the breast; breast skin
gastro-oesophageal-junction esophagus: gastro-oesophageal junction; gastroesophageal junction; oesophagogastric junction; goj; gej; cardia
caudate-lobe liver: caudate lobe; caudate
liver-lobe liver: hepatic lobe; lobe of the liver; liver lobe; hepatic lobes
liver-dome liver: hepatic dome; liver dome; dome of the liver
gallbladder-neck gallbladder: gallbladder neck; neck of the gallbladder; cystic duct; hartmann pouch
cbd bile-duct: common bile duct; cbd; common duct; choledochus; distal common bile duct; choledochal; distal cbd; ampulla; papilla; periampullary; ampullary
intrahepatic-duct bile-duct: intrahepatic bile ducts; intrahepatic bile duct; intrahepatic duct; intrahepatic ducts; intrahepatic biliary; intrahepatic ductal
hepatic-duct bile-duct: hepatic duct; hepatic ducts; common hepatic duct; hepatic duct confluence; biliary confluence; hilar bile duct; biliary hilum
pancreatic-duct pancreas: pancreatic duct; main pancreatic duct; wirsung; mpd
peripancreatic pancreas: peripancreatic; lesser sac
pararenal retroperitoneum,kidney,pancreas: pararenal; pararenal space; anterior pararenal space; anterior pararenal
adrenal-gland adrenal: adrenal gland; adrenal glands
renal-pelvis kidney: renal pelvis; renal pelves; pelvicalyceal; pelvicalyceal system; collecting system; pelvicaliceal; pyelocalyceal
renal-cortex kidney: renal cortex; renal parenchyma; cortical kidney
calyx kidney: calyx; calyces; calyceal; calices; calyceal group
perinephric kidney: perinephric; perirenal; perinephric space
renal-artery kidney: renal artery; renal arteries; renal artery origin
renal-vein kidney: renal vein; renal veins
vuj ureter: vesicoureteric junction; vuj; uvj; ureterovesical junction; vesicoureteral junction; ureteric orifice
puj ureter: pelviureteric junction; puj; upj; ureteropelvic junction; pyeloureteric junction
distal-ureter ureter: distal ureter; lower ureter; distal ureteric; distal ureters; distal third of the ureter
proximal-ureter ureter: proximal ureter; upper ureter; proximal ureteric; proximal third of the ureter
mid-ureter ureter: mid ureter; middle third of the ureter; mid-ureter
peripheral-zone prostate: peripheral zone; pz
transition-zone prostate: transition zone; transitional zone; tz; central gland
seminal-vesicle prostate: seminal vesicle; seminal vesicles
neurovascular-bundle prostate: neurovascular bundle; neurovascular bundles
epididymis testis: epididymis; epididymal; epididymides; epididymal head; epididymal tail
spermatic-cord testis: spermatic cord; pampiniform plexus
endometrium uterus: endometrium; endometrial; endometrial cavity; uterine cavity; junctional zone; endometrial stripe
myometrium uterus: myometrium; myometrial; intramural
cervical-stroma cervix-uteri: cervical stroma; cervical canal; cervical os
parametrium uterus: parametrium; parametria; parametrial
adnexa ovary: adnexa; adnexal; adnexae; fallopian tube; fallopian tubes; tubal
pouch-of-douglas peritoneum: pouch of douglas; cul-de-sac; rectouterine pouch; rectovesical
gastric-antrum stomach: gastric antrum; antrum of the stomach; pylorus; pyloric; antropyloric
gastric-fundus stomach: gastric fundus; fundus of the stomach
gastric-body stomach: gastric body; lesser curvature; greater curvature; lesser curve; greater curve
jejunum small-bowel: jejunum; jejunal
ileum small-bowel: ileum; ileal; distal ileum
terminal-ileum ileum,small-bowel: terminal ileum; ileocaecal; ileocecal; ileocaecal valve
caecum colon: caecum; caecal; cecum
ascending-colon colon: ascending colon; right colon; right-sided colon
hepatic-flexure colon: hepatic flexure; right flexure
transverse-colon colon: transverse colon; mid-transverse
splenic-flexure colon: splenic flexure; left flexure
descending-colon colon: descending colon; left colon; left-sided colon; left hemicolon
sigmoid colon: sigmoid; sigmoid colon
rectosigmoid colon,rectum: rectosigmoid; rectosigmoid junction
anal-canal rectum: sphincter; sphincters; anal canal; anal; anus; perianal; intersphincteric; anal sphincter; sphincter complex; ischiorectal; ischioanal; transsphincteric; internal sphincter; external sphincter
anal-verge rectum: anal verge; dentate line; anocutaneous line
mesorectal-fascia rectum: mesorectal fascia; mrf; mesorectum; circumferential resection margin
omentum mesentery: omentum; omental; greater omentum
paracolic peritoneum: paracolic gutter; paracolic gutters
subphrenic peritoneum: subphrenic; subdiaphragmatic; perihepatic space; morison's pouch
portal-vein-all portal-vein: pv; portal venous system
main-portal-vein portal-vein: main portal vein; portal trunk; portal vein trunk; main pv
intrahepatic-portal-vein portal-vein: portal vein branch; portal branch; portal vein branches; left portal vein; right portal vein
splenic-vein portal-vein: splenic vein
smv portal-vein: superior mesenteric vein; smv; superior mesenteric
sma mesenteric-artery: superior mesenteric artery; sma
ima mesenteric-artery: inferior mesenteric artery; ima
coeliac-trunk mesenteric-artery: celiac; coeliac; coeliac axis; coeliac trunk; celiac trunk; celiac artery; celiac axis
splenic-artery mesenteric-artery: splenic artery
hepatic-artery hepatic-vein: hepatic artery; common hepatic artery
hepatic-veins hepatic-vein: hepatic vein; hepatic veins
gastroduodenal-artery mesenteric-artery: gastroduodenal artery; gastroduodenal
common-iliac-artery iliac-vessel: common iliac artery; common iliac arteries; common iliac; cia; cias
external-iliac-artery iliac-vessel: external iliac artery; external iliac arteries; external iliac; eia
internal-iliac-artery iliac-vessel: internal iliac artery; internal iliac; internal iliac arteries; iia
iliac-vein iliac-vessel: iliac vein; iliac veins; common iliac vein; external iliac vein
common-femoral-artery femoral-vessel: common femoral artery; cfa; common femoral arteries
superficial-femoral-artery femoral-vessel: superficial femoral artery; sfa; superficial femoral arteries
profunda femoral-vessel: profunda femoris; profunda; deep femoral artery
popliteal-artery femoral-vessel: popliteal artery; popliteal arteries
crural-artery femoral-vessel: anterior tibial artery; posterior tibial artery; tibioperoneal trunk; peroneal artery; fibular artery; tibial artery; crural arteries; run-off
common-femoral-vein femoral-vessel: common femoral vein; cfv
femoral-vein femoral-vessel: femoral vein; superficial femoral vein; femoral veins
popliteal-vein femoral-vessel: popliteal vein; popliteal veins
calf-vein femoral-vessel: calf vein; calf veins; peroneal vein; peroneal veins; posterior tibial vein; posterior tibial veins; soleal vein; gastrocnemius vein; gastrocnemius veins; muscular calf veins
great-saphenous-vein femoral-vessel: great saphenous vein; gsv; long saphenous vein; greater saphenous vein; saphenofemoral junction; saphenous vein
small-saphenous-vein femoral-vessel: small saphenous vein; ssv; short saphenous vein; saphenopopliteal junction
inguinal-canal groin: inguinal canal; femoral canal
abdominal-wall abdomen: abdominal wall; rectus sheath; rectus abdominis; umbilicus; umbilical; linea alba
cervical-spine spine: cervical spine; c-spine; cervical cord; cervical vertebra; cervical vertebrae; cervical disc; cervical discs; cervical vertebral
thoracic-spine spine: thoracic spine; t-spine; dorsal spine; thoracic vertebra; thoracic vertebrae; thoracic cord
lumbar-spine spine: lumbar spine; l-spine; lumbar vertebra; lumbar vertebrae; lumbar
vertebral-body spine: vertebral body; vertebral bodies
pedicle spine: pedicle; pedicles
lamina spine: lamina; laminae
spinous-process spine: spinous process; spinous processes; interspinous
transverse-process spine: transverse process; transverse processes
pars spine: pars interarticularis; pars; isthmic
odontoid cervical-spine,spine: odontoid; odontoid process; odontoid peg; dens; axis vertebra
atlas cervical-spine,spine: atlas; atlantoaxial; atlanto-axial; atlantodental; atlanto-occipital
paravertebral spine: paravertebral; paraspinal; paravertebral soft tissue; paravertebral soft tissues
conus cord: conus; conus medullaris
cauda-equina cord: cauda equina; filum
epidural-space cord: epidural; epidural space; thecal sac
lateral-recess foramen: lateral recess; lateral recesses; subarticular
neural-foramen foramen: neural foramen; neural foramina; intervertebral foramen; foraminal; exit foramen; exit foramina
ligamentum-flavum facet: ligamentum flavum; flavum
sacral-ala sacrum: sacral ala; sacral alae; sacral wing
coccyx sacrum: coccyx; coccygeal
manubrium sternum: manubrium
sternal-body sternum: body of the sternum; sternal body
acromioclavicular clavicle: acromioclavicular; acromioclavicular joint; ac joint; ac joints; acj
sternoclavicular clavicle: sternoclavicular; sternoclavicular joint
glenoid scapula: glenoid; glenoid fossa; glenoid rim
acromion scapula: acromion; acromial
coracoid scapula: coracoid; coracoid process
scapular-spine scapula: scapular spine; scapular body
subacromial shoulder: subacromial; subdeltoid; subacromial bursa; subacromial-subdeltoid; subacromial/subdeltoid
rotator-cuff shoulder: rotator cuff
humeral-head humerus: humeral head; head of the humerus
greater-tuberosity humerus: greater tuberosity; greater tubercle; lesser tuberosity
humeral-shaft humerus: humeral shaft; humeral diaphysis
humeral-neck humerus: humeral neck; surgical neck; proximal humerus; proximal humeral
distal-humerus humerus: distal humerus; supracondylar; capitellum; capitulum
teres-minor infraspinatus: teres minor
superior-labrum labrum: superior labrum; slap
olecranon elbow: olecranon
coronoid elbow: coronoid; coronoid process
lateral-epicondyle elbow: lateral epicondyle; common extensor; common extensor origin; common extensor tendon
medial-epicondyle elbow: medial epicondyle; common flexor; common flexor origin; common flexor tendon
ucl elbow: ulnar collateral ligament; ucl
distal-biceps elbow: distal biceps; distal biceps tendon
triceps elbow: triceps; triceps tendon
ulna elbow: ulna; ulnar; ulnar styloid; distal ulna; ulnar shaft
radial-head radius: radial head; radial neck; head of the radius
distal-radius radius: distal radius; distal radial
scaphoid wrist: scaphoid; scaphoid waist; waist of the scaphoid
lunate wrist: lunate
triquetrum wrist: triquetrum; triquetral
hamate wrist: hamate; hook of hamate; hook of the hamate
capitate wrist: capitate
trapezium wrist: trapezium; trapezoid; carpometacarpal; cmc; cmc joint; first cmc
pisiform wrist: pisiform
scapholunate wrist: scapholunate; scapholunate ligament; scapholunate interval
lunotriquetral wrist: lunotriquetral; lunotriquetral ligament
tfcc wrist: tfcc; triangular fibrocartilage; triangular fibrocartilage complex
carpal-tunnel wrist: carpal tunnel; median nerve; flexor retinaculum
druj wrist: distal radioulnar joint; druj
metacarpal hand: metacarpal; metacarpals
mcp hand: metacarpophalangeal; mcp; mcp joint; mcp joints
pip hand: proximal interphalangeal; pip; pip joint; pip joints
dip hand: distal interphalangeal; dip; dip joint; dip joints
phalanx hand: phalanx; phalangeal; proximal phalanx; middle phalanx; distal phalanx
thumb hand: thumb
index-finger hand: index finger
middle-finger hand: middle finger; long finger
ring-finger hand: ring finger
little-finger hand: little finger; small finger
ilium pelvic-bone: ilium; iliac bone; iliac wing; iliac crest; iliac body; ilia; anterior superior iliac spine; anterior inferior iliac spine
ischium pelvic-bone: ischium; ischial; ischial tuberosity; ischial ramus
pubis pubic-bone,pelvic-bone: pubis; superior pubic ramus; inferior pubic ramus; pubic ramus; pubic rami
pubic-bone pelvic-bone: pubic bone; pubic
symphysis pelvic-bone: symphysis; pubic symphysis
acetabulum hip: acetabulum; acetabular; acetabular roof; acetabular cup; acetabular component
femoral-head femur,hip: femoral head; femoral heads; head of the femur
femoral-neck femur,hip: femoral neck; subcapital; transcervical; basicervical; neck of femur
trochanter femur,hip: greater trochanter; trochanter; trochanteric; intertrochanteric; pertrochanteric; subtrochanteric; lesser trochanter
proximal-femur femur,hip: proximal femur; proximal femoral
femoral-shaft femur: femoral shaft; femoral diaphysis; mid femur
distal-femur femur: distal femur; distal femoral; distal femoral metaphysis; supracondylar femur
femoral-stem femur,hip: femoral stem; femoral component
femoral-condyle femur,knee: femoral condyle; femoral condyles; condyle
ligamentum-teres hip: ligamentum teres
medial-meniscus meniscus: medial meniscus; medial meniscal
lateral-meniscus meniscus: lateral meniscus; lateral meniscal
patellar-tendon patella: patellar tendon; patellar ligament
quadriceps-tendon patella: quadriceps tendon; quadriceps
retinaculum patella: retinaculum; medial retinaculum; mpfl; medial patellofemoral ligament
patellofemoral knee,patella: patellofemoral; trochlea; trochlear; femoropatellar; retropatellar
medial-compartment knee: medial compartment; medial tibiofemoral; medial femorotibial
lateral-compartment knee: lateral compartment; lateral tibiofemoral; lateral femorotibial
popliteal-fossa knee: popliteal fossa
hoffa knee: hoffa; hoffa fat pad; infrapatellar fat pad
tibial-plateau tibia,knee: tibial plateau; tibial plateaux; tibial plateaus; proximal tibia; proximal tibial; tibial spine; tibial eminence
tibial-shaft tibia: tibial shaft; tibial diaphysis
distal-tibia tibia: distal tibia; distal tibial; pilon; tibial plafond
fibular-head fibula: fibular head; fibular neck; proximal fibula; head of the fibula
lateral-malleolus fibula,ankle: lateral malleolus; distal fibula; distal fibular; lateral malleolar
medial-malleolus ankle,tibia: medial malleolus; medial malleolar
posterior-malleolus ankle,tibia: posterior malleolus; posterior malleolar; volkmann
talar-dome talus: talar dome; talar trochlea; dome of the talus
talus ankle: talus; talar; talar neck; talar head
syndesmosis ankle: syndesmosis; syndesmotic; tibiofibular ligament; aitfl; anterior tibiofibular ligament
atfl atfl: anterior talofibular ligament; atfl
cfl atfl: calcaneofibular ligament; cfl
deltoid-ligament atfl: deltoid ligament; deltoid
peroneus-tendon ankle: peroneus brevis; peroneus longus; peroneal tendon; peroneal tendons; peroneus
tibialis-posterior ankle: tibialis posterior; posterior tibial tendon; tibialis posterior tendon
calcaneus foot: calcaneus; calcaneal; os calcis; heel
plantar-fascia foot: plantar fascia; plantar aponeurosis
navicular foot: navicular
cuboid foot: cuboid
cuneiform foot: cuneiform; cuneiforms; medial cuneiform
lisfranc foot: lisfranc; tarsometatarsal
metatarsal foot: metatarsal; metatarsals; metatarsal shaft
mtp foot: metatarsophalangeal; mtp; mtp joint; mtp joints; hallux; great toe; big toe
toe foot: toe; toes
iliopsoas muscle: iliopsoas; psoas; psoas muscle
gluteus muscle: gluteal; gluteus medius; gluteus minimus; gluteus maximus; gluteal tendon; gluteal tendons
hamstring muscle: hamstring; hamstrings; semimembranosus; semitendinosus; biceps femoris; hamstring origin
rectus-femoris muscle: rectus femoris
adductor muscle: adductor; adductor longus; adductors
gastrocnemius muscle: gastrocnemius; medial gastrocnemius; medial head of the gastrocnemius
soleus muscle: soleus
deltoid-muscle muscle: deltoid muscle
piriformis muscle: piriformis
`
