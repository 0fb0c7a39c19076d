/**
 * English names of diseases and signs beyond `english-findings.ts`. A line: key, weight, then the ways to write it; families and
 * places of the keys stand in `finding-families.ts`.
 */
export const englishDiseases = `
splenomegaly 3: enlargement of the spleen; enlarged spleen; large spleen; splenic enlargement
hepatomegaly 2: enlargement of the liver; hepatic enlargement
cardiomegaly 3: enlargement of the heart; cardiac enlargement; dilated heart; enlarged cardiac shadow; cardiothoracic ratio increased
infarct 5: lacunar infarct; ischaemic lesion; territorial infarct; splenic infarct; renal infarct; infarcted
ischemia 4: hypoperfused; malperfusion; ischaemia; bowel ischaemia; mesenteric ischaemia
hypophysitis 3: hypophysitis
encephalitis 5: encephalitis; cerebritis; meningoencephalitis
meningitis 5: meningitis
meningioma 4: meningioma; meningiomas
schwannoma 3: schwannoma; acoustic neuroma; neurinoma; neuroma; vestibular schwannoma; neurofibroma
cavernoma 3: cavernoma; cavernous malformation; cavernous haemangioma of the brain
pml 5: pml; progressive multifocal leukoencephalopathy
vasospasm 4: vasospasm; spasm
moyamoya 4: moyamoya
cerebral-venous-thrombosis 5: venous sinus thrombosis; cerebral venous thrombosis; sinus vein thrombosis; dural sinus thrombosis
microbleed 3: microbleed; microbleeds; microhaemorrhage; microhaemorrhages; superficial siderosis
intraventricular-blood 5: intraventricular haemorrhage; intraventricular blood; ventricular haemorrhage
pneumocephalus 4: pneumocephalus
syrinx 3: syrinx; syringomyelia; hydromyelia; syringohydromyelia
chiari 3: chiari; tonsillar ectopia; tonsillar descent
tarlov 1: tarlov cyst; tarlov cysts; perineural cyst; perineurial cyst; arachnoid cyst; colloid cyst; pineal cyst
labyrinthitis 3: labyrinthitis; neuritis; vestibular neuritis; facial neuritis; neuronitis
otosclerosis 3: otosclerosis; otospongiosis
cholesteatoma 4: cholesteatoma
polyposis 3: polyposis; antrochoanal polyp; nasal polyp; nasal polyps
septal-deviation 1: septal deviation; septum is deviated; deviated septum; deviated nasal septum; septal spur; nasal septal deviation
thyroiditis 2: thyroiditis; graves; hashimoto
thyroid-nodule 3: thyroid nodule; thyroid nodules; thyroid cyst
sialadenitis 3: sialadenitis; parotitis
sialolithiasis 3: sialolithiasis; sialolith; salivary stone; submandibular duct stone; submandibular stone; parotid stone; salivary calculus
peritonsillar-abscess 5: peritonsillar abscess; quinsy; tonsillar abscess; parapharyngeal abscess; retropharyngeal abscess
tonsillitis 3: tonsillitis
thrombophlebitis 4: thrombophlebitis; lemierre; septic thrombophlebitis
mediastinitis 5: mediastinitis
pneumonia 4: lobar pneumonia; aspiration pneumonia; atypical pneumonia; opportunistic pneumonia
tuberculosis 4: tuberculosis; tuberculous; tb; miliary tuberculosis; miliary
interstitial-disease 3: usual interstitial pneumonia; uip pattern; nsip; organising pneumonia; interstitial pneumonia; interstitial lung abnormality; interstitial fibrosis; pulmonary fibrosis; lung fibrosis; fibrotic lung disease
pulmonary-hypertension 4: pulmonary hypertension; pulmonary arterial hypertension; ph
heart-failure 4: heart failure; cardiac failure; decompensation; decompensated; congestive heart failure; chf; congestion; cardiac decompensation
hemothorax 5: haemothorax; haematothorax; haemopneumothorax
chylothorax 4: chylothorax
tension 5: tension pneumothorax; mediastinal shift; shift of the mediastinum; tracheal deviation; tracheal shift
flail 4: flail chest; flail segment
lung-contusion 4: pulmonary contusion; lung contusion; pulmonary laceration; contusion of the lung
pleural-plaque 2: pleural plaque; pleural plaques; asbestos plaques; pleural calcification; pleural thickening
mesothelioma 5: mesothelioma
empyema 5: empyema; pyothorax
thymoma 4: thymoma; thymic hyperplasia; teratoma of the mediastinum
pericarditis 4: pericarditis; pericardial thickening
myocarditis 4: myocarditis
cardiomyopathy 4: cardiomyopathy; hcm; dcm
myocardial-infarct 5: myocardial infarction; myocardial infarct; myocardial scar; late gadolinium enhancement; lge; delayed enhancement
intracardiac-thrombus 5: intracardiac thrombus; left ventricular thrombus; lv thrombus; apical thrombus; atrial thrombus; appendage thrombus; atrial appendage thrombus; intraventricular thrombus
valve-disease 3: aortic stenosis; mitral regurgitation; aortic regurgitation; regurgitation; valve calcification; aortic valve calcification; valvular calcification
wall-motion 4: hypokinesia; akinesia; dyskinesia; hypokinetic; akinetic; wall motion abnormality
bypass-occlusion 4: graft occlusion; in-stent restenosis; restenosis; stent occlusion
penetrating-ulcer 5: penetrating ulcer; penetrating aortic ulcer; penetrating atherosclerotic ulcer
pseudoaneurysm 5: pseudoaneurysm; pseudoaneurysms; false aneurysm
arteriovenous-fistula 4: arteriovenous fistula; av fistula; avf
gynecomastia 2: gynaecomastia
mastitis 3: mastitis
nipple-retraction 4: nipple retraction; nipple inversion; retracted nipple; inverted nipple
skin-retraction 3: skin retraction; skin thickening of the breast; peau d'orange
fibroadenoma 2: fibroadenoma; fibroadenomas
hepatitis 3: hepatitis
liver-abscess 5: liver abscess; hepatic abscess; hepatic abscesses; liver abscesses
hcc 5: hepatocellular carcinoma; hcc; hepatoma; hepatocellular
cholangiocarcinoma 5: cholangiocarcinoma; klatskin; klatskin tumour
fnh 2: focal nodular hyperplasia; fnh
budd-chiari 5: budd-chiari; hepatic vein thrombosis
portal-vein-thrombosis 5: portal vein thrombosis; portal venous thrombosis; portal thrombosis; pvt; thrombosis of the portal vein; portal vein thrombus
splenic-vein-thrombosis 5: splenic vein thrombosis; thrombosis of the splenic vein
hepatic-laceration 5: liver laceration; hepatic laceration; liver injury
splenic-laceration 5: splenic laceration; splenic rupture; splenic injury; spleen laceration
renal-laceration 5: renal laceration; kidney laceration; renal injury
adenomyomatosis 2: adenomyomatosis; cholesterolosis; cholesterol polyp; gallbladder polyp; gallbladder polyps
mirizzi 4: mirizzi
pneumobilia 3: pneumobilia; aerobilia
cholestasis 4: cholestasis; biliary obstruction; bile duct obstruction; duct obstruction; biliary dilatation; bile duct dilatation; biliary duct dilatation; ductal dilatation; duct dilatation; dilated bile ducts; dilatation of the bile ducts; dilatation of the biliary tree
double-duct 4: double duct sign; pancreatic duct dilatation; dilated pancreatic duct; pancreatic ductal dilatation
ipmn 3: ipmn; intraductal papillary mucinous neoplasm; branch duct ipmn; side-branch ipmn
pancreas-divisum 1: pancreas divisum; annular pancreas
pancreatic-pseudocyst 3: pancreatic pseudocyst; pseudocyst
adrenal-nodule 3: adrenal nodule; adrenal mass; adrenal lesion; incidentaloma
pheochromocytoma 4: phaeochromocytoma; paraganglioma
rcc 5: renal cell carcinoma; rcc; renal carcinoma; urothelial carcinoma; transitional cell carcinoma
renal-artery-stenosis 4: renal artery stenosis
renal-abscess 5: renal abscess; perinephric abscess
kidney-stone 2: renal stone; renal stones; kidney stone; kidney stones; nephrolithiasis; renal calculus; renal calculi; renal calculous disease; staghorn; staghorn calculus; nephrocalcinosis
bladder-stone 3: bladder stone; bladder stones; bladder calculus; bladder calculi
bladder-tumor 5: bladder tumour; bladder cancer; bladder carcinoma; bladder mass; bladder wall tumour; bladder lesion
cystitis 3: cystitis
residual-urine 2: residual urine; postvoid residual; post-void residual; pvr; urinary retention; bladder outlet obstruction
trabeculated 1: trabeculated; trabeculation
prostatitis 3: prostatitis
prostate-cancer 5: prostate cancer; prostatic carcinoma; prostate carcinoma; prostatic adenocarcinoma; csPCa; clinically significant cancer
extraprostatic-extension 5: extraprostatic extension; extracapsular extension; extracapsular spread; epe; capsular breach
seminal-vesicle-invasion 5: seminal vesicle invasion; seminal vesicle infiltration; invasion of the seminal vesicle; svi
hydrocele 2: hydrocele; hydrocoele
varicocele 2: varicocele; varicocoele
epididymitis 4: epididymitis; orchitis; epididymo-orchitis
testicular-tumor 5: testicular tumour; seminoma; germ cell tumour; testicular mass; testicular cancer
microlithiasis 1: microlithiasis; testicular microlithiasis
undescended 3: undescended testis; undescended testicle; cryptorchidism
endometrioma 3: endometrioma; endometriomas; endometriosis; endometriotic; deep infiltrating endometriosis; chocolate cyst
adenomyosis 2: adenomyosis
hydrosalpinx 3: hydrosalpinx; pyosalpinx; salpingitis; tubo-ovarian abscess
ovarian-cyst 2: ovarian cyst; ovarian cysts; corpus luteum; follicle; follicles; functional cyst; luteal cyst; follicular cyst; haemorrhagic cyst
dermoid 3: dermoid; mature teratoma; dermoid cyst
polycystic 2: polycystic ovary; polycystic ovaries; polycystic; pcos; polycystic kidney; adpkd
ovarian-torsion 5: ovarian torsion; adnexal torsion; testicular torsion
ectopic-pregnancy 5: ectopic pregnancy; ectopic gestation
pregnancy 1: intrauterine pregnancy; gestational sac; live fetus; gravid; fetus; fetal heart activity
cervical-cancer 5: cervical cancer; cervical carcinoma; carcinoma of the cervix
endometrial-cancer 5: endometrial cancer; endometrial carcinoma
endometrial-polyp 3: endometrial polyp; endometrial polyps
appendicolith 3: appendicolith; faecolith; fecalith; faecaliths
gastric-cancer 5: gastric cancer; gastric carcinoma; stomach cancer; gastric tumour
colon-cancer 5: colon cancer; colonic carcinoma; colorectal cancer; sigmoid cancer; sigmoid carcinoma; caecal carcinoma; rectal cancer; rectal carcinoma; colorectal carcinoma; colon carcinoma
small-bowel-obstruction 5: small bowel obstruction; sbo; small bowel ileus; small-bowel obstruction; mechanical ileus; mechanical obstruction
large-bowel-obstruction 5: large bowel obstruction; colonic obstruction; lbo; large-bowel obstruction
paralytic-ileus 3: paralytic ileus; adynamic ileus
adhesion 2: adhesion; adhesions; adhesive
volvulus 5: volvulus; mesenteric swirl; whirl sign; closed loop; internal hernia; internal herniation
intussusception 5: intussusception
colitis 4: pancolitis; ulcerative colitis; pseudomembranous colitis; ischaemic colitis; typhlitis
crohn 4: crohn's disease; crohn disease; crohn; skip lesions; creeping fat; comb sign
gastritis 3: gastritis; duodenitis
oesophagitis 3: oesophagitis
hiatus-hernia 2: hiatus hernia; hiatal hernia; sliding hernia
inguinal-hernia 2: inguinal hernia; inguinal hernias
femoral-hernia 2: femoral hernia; femoral hernias
umbilical-hernia 2: umbilical hernia; paraumbilical hernia
incisional-hernia 2: incisional hernia; ventral hernia; parastomal hernia; spigelian hernia
incarceration 5: incarceration; incarcerated; strangulation; strangulated
constipation 1: constipation; faecal loading; coprostasis; faecal impaction
anal-fistula 4: perianal fistula; anal fistula; fistula; fistulae; fistulous tract; enterocutaneous fistula; colovesical fistula
perianal-abscess 5: perianal abscess; ischiorectal abscess; horseshoe abscess; supralevator extension
peritonitis 5: peritonitis
omental-infarct 3: omental infarct; epiploic appendagitis; omental infarction
mesenteric-panniculitis 2: mesenteric panniculitis; misty mesentery; panniculitis
psoas-abscess 5: psoas abscess; iliopsoas abscess
retroperitoneal-fibrosis 4: retroperitoneal fibrosis
aortic-aneurysm 4: aortic aneurysm; abdominal aortic aneurysm; aaa; thoracic aortic aneurysm; aneurysm of the aorta; iliac aneurysm
aortic-dissection 5: aortic dissection; type a dissection; type b dissection; dissection of the aorta
aortic-rupture 5: aortic rupture; aneurysm rupture; ruptured aneurysm; contained rupture; aortic injury; traumatic aortic injury
retroperitoneal-hematoma 5: retroperitoneal haematoma; retroperitoneal haemorrhage; retroperitoneal bleeding
vertebral-fracture 4: vertebral fracture; vertebral fractures; fracture of the vertebral body; vertebral body fracture; spinal fracture; wedge deformity; vertebra plana
rib-fracture 4: rib fracture; rib fractures; broken rib; broken ribs; fractured rib; fractured ribs; serial rib fractures; fractures of the ribs; fracture of the rib
sternal-fracture 4: sternal fracture; fracture of the sternum
pelvic-fracture 4: pelvic fracture; sacral fracture; pelvic ring fracture; ramus fracture; sacral insufficiency fracture
hip-fracture 4: hip fracture; femoral neck fracture; intertrochanteric fracture; pertrochanteric fracture
skull-fracture 4: skull fracture; skull base fracture; calvarial fracture; orbital floor fracture; blow-out fracture; zygomatic fracture; nasal bone fracture; mandibular fracture; facial fracture
stress-fracture 4: stress fracture; stress reaction; fatigue fracture; march fracture
occult-fracture 4: occult fracture; avulsion fracture; hill-sachs; bankart; segond; hill-sachs lesion; hill-sachs fracture; bony bankart; bankart lesion
periprosthetic-fracture 4: periprosthetic fracture
nonunion 3: nonunion; non-union; pseudarthrosis; pseudoarthrosis; delayed union
callus 1: callus; bridging; consolidated fracture; fracture consolidation
spondylodiscitis 5: spondylodiscitis; discitis; vertebral osteomyelitis; discovertebral infection
epidural-abscess 5: epidural abscess; epidural phlegmon; epidural collection; paravertebral abscess
spondylolisthesis 3: spondylolisthesis; anterolisthesis; retrolisthesis; listhesis; slip; instability
scoliosis 1: scoliosis; kyphosis; hyperkyphosis; straightened lordosis; loss of lordosis; steep position
scheuermann 1: scheuermann; schmorl; schmorl's node; schmorl's nodes; schmorl node
sacroiliitis 4: sacroiliitis; axial spondyloarthritis; spondyloarthritis; ankylosing spondylitis
facet-arthropathy 1: facet arthropathy; facet joint arthropathy; facet arthrosis; facet joint arthrosis; facet osteoarthritis; facet hypertrophy
baastrup 1: baastrup; interspinous bursitis
fai 2: femoroacetabular impingement; fai; cam-type; cam; cam deformity; pincer; cam morphology; dysplasia; hip dysplasia
labral-tear 4: labral tear; torn labrum; labral detachment; slap tear; slap lesion; labrum tear; paralabral cyst
cuff-tear 4: rotator cuff tear; cuff tear; supraspinatus tear; torn supraspinatus
calcific-tendinitis 3: calcific tendinitis; calcific tendonitis; calcific tendinopathy; calcific deposit; calcium deposit
frozen-shoulder 3: adhesive capsulitis; frozen shoulder; capsulitis
subacromial-bursitis 2: subacromial bursitis; subdeltoid bursitis; subacromial-subdeltoid bursitis; bursal effusion; bursal fluid
meniscal-tear 4: meniscal tear; torn meniscus; bucket-handle tear; meniscus tear; meniscal rupture; torn medial meniscus; torn lateral meniscus; meniscal extrusion; ramp lesion; meniscal root tear
acl-tear 4: acl tear; acl rupture; torn acl; anterior cruciate ligament tear; anterior cruciate ligament rupture; ruptured acl
pcl-tear 4: pcl tear; pcl rupture; posterior cruciate ligament tear
baker-cyst 2: baker cyst; baker's cyst; popliteal cyst; bakers cyst
osteochondral 3: osteochondral lesion; osteochondritis; osteochondritis dissecans; ocd; osteochondral defect; osteochondral fragment
loose-body 3: loose body; loose bodies; intra-articular body; joint mouse
plica 1: plica; plica syndrome
gout 3: gout; tophus; tophi; chondrocalcinosis; pseudogout; cppd; calcium pyrophosphate
rheumatoid 3: rheumatoid; rheumatoid arthritis; psoriatic; psoriatic arthritis
septic-arthritis 5: septic arthritis; joint infection; infected joint
myositis 3: myositis; myonecrosis; compartment syndrome; fasciitis; necrotising fasciitis; pyomyositis
cellulitis 3: cellulitis; soft tissue infection
osteosarcoma 5: osteosarcoma; ewing; chondrosarcoma; sarcoma; bone tumour; primary bone tumour; primary malignant bone tumour
enchondroma 2: enchondroma; osteochondroma; exostosis; fibrous dysplasia; non-ossifying fibroma; osteoid osteoma; bone cyst; giant cell tumour; paget; paget's disease
loosening 4: loosening; loose; aseptic loosening; implant loosening; periprosthetic osteolysis; osteolysis; particle disease
subsidence 4: subsidence; subsided
implant-failure 4: screw breakage; broken screw; hardware failure; implant failure; cut-out; polyethylene wear
heterotopic 1: heterotopic ossification; ossification; myositis ossificans
foreign-body 3: foreign body; foreign bodies; retained swab
hematoma-soft 3: soft tissue haematoma; subcutaneous haematoma; muscle haematoma; intramuscular haematoma
morton 2: morton neuroma; morton's neuroma; intermetatarsal neuroma
plantar-fasciitis 2: plantar fasciitis; plantar fasciopathy; plantar fibromatosis
charcot 4: charcot; neuropathic arthropathy; neuroarthropathy
hallux-valgus 1: hallux valgus; hallux rigidus; heel spur; calcaneal spur; plantar spur
carpal-tunnel-syndrome 3: carpal tunnel syndrome; median neuropathy
sl-dissociation 3: scapholunate dissociation; scapholunate diastasis; scapholunate widening; sl dissociation
recurrence 5: local recurrence; tumour recurrence; recurrent tumour; recurrent disease; relapse; residual tumour; residual disease; residual viable tumour; viable tumour; local relapse
melanoma 5: melanoma
adenoma 2: lipid-rich adenoma; pituitary adenoma; pituitary macroadenoma; pituitary microadenoma; microadenoma; macroadenoma; adrenal adenoma; parathyroid adenoma; hepatic adenoma; toxic adenoma
lucency 3: lucency; lucent; lucencies; radiolucency; radiolucent; periapical lesion; periapical lucency
displacement 3: displaced; displacement; displaces; dislocated fragment; dislocated fragments; step-off; diastatic
fracture 4: pathological fracture; osteoporotic fracture; fragility fracture
fracture-line 3: fracture line; fracture lines; fracture cleft
lesion 3: observation; observations; focus of uptake; lump
atherosclerosis 1: plaque disease; mixed plaque; soft plaque; calcified plaques; vessel wall calcification
opacity 3: cells opacified; sinus opacified; sinuses opacified; completely opacified; partially opacified; cells are opacified; sinus is opacified; partial opacification
partial-tear 3: partial tear; partial-thickness tear; partial-thickness; partial rupture; articular-side tear; bursal-side tear; intrasubstance tear; interstitial tear; partially torn
full-tear 4: full-thickness tear; complete tear; complete rupture; full-thickness; completely torn; full-thickness rupture; complete disruption
active-bleeding 5: extravasation; active bleeding; active extravasation; contrast blush; blush; active haemorrhage; rebleeding; rebleed; fresh blood; fresh haemorrhage; acute haemorrhage; recent haemorrhage; fresh bleeding
ectasia 2: ectasia; ectatic; aortic ectasia
prostatomegaly 2: benign hyperplasia; nodular hyperplasia; enlarged prostate gland
fracture 4: open fracture; closed fracture
postoperative 1: embolisation; embolised; coiling; coiled; open reduction; open surgery; osteosynthesis
iron-overload 3: iron overload; iron deposition; haemochromatosis; haemosiderosis; siderosis; hepatic iron; myocardial iron; iron
chondropathy 2: delamination; chondral delamination; cartilage delamination; fissuring; cartilage fissure
cavity 4: thick-walled cavity; lung cavity; cavity in the lung; cavitation; cavitating; cavitary; cavitated; aspergilloma; mycetoma; fungal ball
gallstone 2: cholecystolithiasis; gallbladder stones; gall stones; cholelithiasis
osteoarthritis 2: coxarthrosis; gonarthrosis; omarthrosis; rhizarthrosis; retropatellar arthrosis; degenerative joint disease; coxarthritis; gonarthritis
kidney-stone 2: nephrolith; nephroliths; urinary stone; urolithiasis
infection 4: bronchiolitis; infectious bronchiolitis; superinfection
cord-signal 5: cord signal change; cord oedema; myelopathic signal; cord signal abnormality; intramedullary signal; signal change in the cord
clot 4: clot; clots; blood clot; blood clots
joint-effusion 2: elevated fat pad; raised fat pad; elevated anterior and posterior fat pad; raised anterior and posterior fat pad; elevated anterior fat pad; raised anterior fat pad; elevated posterior fat pad; raised posterior fat pad; visible posterior fat pad; sail sign; displaced fat pad
torsion 5: whirlpool sign; whirlpool
superscan 5: superscan; super-scan
thymus-rebound 1: thymic rebound; brown fat; brown adipose tissue; physiological bowel uptake
`
