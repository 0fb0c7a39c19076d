/**
 * English names of abnormalities. A line: key, weight, then the ways to write it.
 * Weight: 5 emergency or cancer, 4 needs action soon, 3 explains symptoms, 2 noted, 1 trivial (our own grading, as in the statement banks).
 */
export const englishFindings = `
pneumothorax 5: pneumothorax; visceral pleural line; pneumothoraces; ptx
hemorrhage 5: haemorrhage; haemorrhagic; intracranial bleed; bleeding; bleed; blood products; extravasation; fresh blood; rebleeding; rebleed; haemorrhagic transformation
hematoma 4: haematoma; blood collection
subarachnoid-hemorrhage 5: subarachnoid haemorrhage; sah; subarachnoid blood
subdural 5: subdural haematoma; sdh; subdural collection; subdural haemorrhage; subdural
extradural 5: extradural haematoma; epidural haematoma; edh
embolism 5: pulmonary embolism; pulmonary emboli; pulmonary embolus; pe; embolus; emboli; embolism; embolic; thromboembolism; filling defect; filling defects
thrombosis 5: thrombosis; thrombus; thrombi; dvt; deep vein thrombosis; thrombosed
dissection 5: dissection; intimal flap; dissected; intramural haematoma
rupture 5: rupture; ruptured
perforation 5: perforation; perforated; free air; free gas; pneumoperitoneum; extraluminal gas; extraluminal air; free intraperitoneal air; free intraperitoneal gas
pneumomediastinum 5: pneumomediastinum; mediastinal air
infarct 5: infarct; infarction; ischaemic stroke; acute stroke; stroke
restricted-diffusion 4: restricted diffusion; diffusion restriction; diffusion-restricted
ischemia 4: ischaemia; ischaemic
small-vessel 2: small vessel ischaemic change; small vessel disease; chronic small vessel ischaemic change; microvascular change; microvascular ischaemic change; small vessel change; microangiopathy; leukoaraiosis; microangiopathic change; chronic microvascular ischaemic change; small vessel ischaemia; white matter disease
occlusion 5: occlusion; occluded; cut-off; cutoff; occlusive
herniation 5: tonsillar herniation; uncal herniation; subfalcine herniation; brain herniation; transtentorial herniation
disc-herniation 3: disc herniation; disc protrusion; disc extrusion; disk herniation; disk protrusion; disk extrusion; protrusion; extrusion; herniated disc; prolapse; disc prolapse; sequestration; sequestered; protruded; extruded
disc-bulge 2: disc bulge; disk bulge; bulging disc; disc bulging; bulge; bulging
midline-shift 5: midline shift; shift of the midline; shift of midline structures
mass-effect 4: mass effect
hydrocephalus 5: hydrocephalus; ventriculomegaly; ventricular dilatation
cord-compression 5: cord compression; compression of the cord; compression of the spinal cord; myelopathy; cord oedema; cord signal change; myelopathic
cauda-compression 5: cauda equina compression; compression of the cauda equina
metastasis 5: metastasis; metastases; metastatic; metastatic disease; secondary deposit; secondaries; mets; metastatic deposit; deposits
cancer 5: cancer; carcinoma; malignancy; malignant; neoplasm; neoplastic; tumour; adenocarcinoma; hcc; rcc; tumoral; primary malignancy; sarcoma; glioma; glioblastoma; neoplasia
lymphoma 5: lymphoma; lymphomatous; myeloma
mass 5: mass; masses; mass lesion; space-occupying lesion; soft tissue mass
carcinomatosis 5: carcinomatosis; peritoneal deposits; omental cake; peritoneal nodularity; omental caking; lymphangitic spread; lymphangitis
invasion 5: invasion; epidural component; epidural extension; extraosseous component; extraosseous extension; extracapsular extension; extraprostatic extension; tumour thrombus; invading; invades; infiltrating; infiltrates the; encasement; encases; encasing; infiltration of
nodule 3: nodule; nodules; nodular opacity; nodular; nodularity; micronodule; micronodules; pulmonary nodule
lesion 3: lesion; lesions; focus; foci; hypodensity; hypodensities; hyperdensity; hypoattenuation; hypoattenuating lesion
lytic 4: lytic; osteolytic; bone destruction; destructive; lysis; osteolysis
sclerotic 3: sclerotic; osteoblastic; blastic; sclerotic lesion
uptake 3: increased uptake; avid; hypermetabolic; fdg-avid; fdg avid; hypermetabolism; tracer accumulation; abnormal uptake; focal uptake; intense uptake; increased tracer uptake; avidity; psma-avid; increased activity; hot spot; tracer-avid; hot spots; uptake
fracture 4: fracture; fractured; fractures; fx; broken
compression-fracture 4: compression fracture; loss of vertebral height; vertebral height loss; loss of anterior height; vertebral collapse; wedge fracture; burst fracture; vertebral compression; endplate fracture; insufficiency fracture; wedge compression fracture; collapse of the vertebral body; compression deformity; height loss; loss of height; vertebral fracture
dislocation 4: dislocation; subluxation; dislocated; subluxed; anterolisthesis; spondylolisthesis; retrolisthesis; listhesis; diastasis
abscess 5: abscess; abscesses; empyema; rim-enhancing collection; infected collection
collection 4: collection; collections; fluid collection; fluid pocket; fluid pockets; pocket of fluid; pockets of fluid; seroma; loculated fluid; biloma; lymphocele
consolidation 4: consolidation; consolidations; consolidative; airspace opacity; airspace opacities; airspace disease; infiltrate; infiltrates; infiltration; air bronchogram; air-space opacification; airspace opacification
pneumonia 4: pneumonia; bronchopneumonia; pneumonic; pneumonitis
opacity 3: opacity; opacities; opacification; shadowing; density; densities; ground-glass; ground glass; ggo; reticulation; reticular; tree-in-bud; crazy paving
fibrosis 3: fibrosis; fibrotic; honeycombing; interstitial lung disease; ild; uip; traction bronchiectasis
bronchiectasis 3: bronchiectasis; bronchiectatic
emphysema 2: emphysema; emphysematous; copd; hyperinflation; hyperinflated; hyperexpanded; bullae; bulla; bullous
atelectasis 2: atelectasis; atelectatic; collapse; volume loss of the lung; subsegmental atelectasis; collapsed
effusion 3: effusion; effusions; pleural fluid; hydrothorax; hemothorax; pleural effusion
pericardial-effusion 4: pericardial effusion; pericardial fluid; tamponade
edema 4: pulmonary oedema; interstitial oedema; vascular congestion; pulmonary congestion; fluid overload; vasogenic oedema; cerebral oedema; pulmonary vascular congestion; kerley b lines
swelling 2: oedema; swelling; swollen; oedematous; anasarca
cardiomegaly 3: cardiomegaly; enlarged heart; cardiac enlargement; heart is enlarged; heart size is enlarged; enlarged cardiac silhouette; enlarged cardiac size; enlarged heart size; enlarged cardiomediastinal silhouette
adenopathy 4: lymphadenopathy; loss of the fatty hilum; loss of fatty hilum; effaced fatty hilum; absent fatty hilum; fatty hilum is lost; nodal mass; adenopathy; enlarged lymph node; enlarged lymph nodes; enlarged node; enlarged nodes; pathological nodes; pathologic lymph node; adenomegaly; nodal enlargement; lymph node enlargement; bulky nodes; pathologically enlarged
aneurysm 4: aneurysm; aneurysmal; pseudoaneurysm; aneurysms; ectasia; ectatic; aaa; aneurysmal dilatation; aneurysmal dilation
endoleak 5: endoleak
stenosis 3: stenosis; stenoses; stenotic; narrowing; narrowed; stricture; strictured; strictures
nerve-compression 4: nerve root compression; nerve root impingement; impingement; impinges; compresses; compressing; contacts the; nerve compression; compressed; compression; indentation; indents; displaces; displacement; displaced
obstruction 4: obstruction; obstructing; obstructed; ileus; small bowel obstruction; sbo; transition point; volvulus; intussusception; obstructive
dilatation 3: dilatation; dilation; dilated; distended; distension; dilatated; enlargement of the duct
appendicitis 5: appendicitis; inflamed appendix; thickened appendix; dilated appendix
cholecystitis 5: cholecystitis; pericholecystic fluid; pericholecystic stranding
cholangitis 4: cholangitis
choledocholithiasis 4: choledocholithiasis; common bile duct stone; cbd stone; bile duct stone; ductal stone
diverticulitis 4: diverticulitis
diverticulosis 1: diverticulosis; diverticula; diverticular disease; diverticulum
pancreatitis 4: pancreatitis; peripancreatic stranding; peripancreatic fluid; pancreatic necrosis; walled-off necrosis
colitis 4: colitis; enteritis; ileitis; proctitis; enterocolitis; gastritis; terminal ileitis; sacroiliitis
wall-thickening 3: wall thickening; mural thickening; thickened wall; thickening of the wall; thick-walled; thick walled; bowel wall thickening
thickening 2: thickening; thickened
stranding 3: stranding; fat stranding; inflammatory change; inflammation; inflammatory stranding; inflamed; inflammatory; phlegmon
ascites 3: ascites; free fluid; intraperitoneal fluid; ascitic fluid; haemoperitoneum
hydronephrosis 4: hydronephrosis; hydroureter; hydroureteronephrosis; pelvicalyceal dilatation; pelvicaliectasis; pyelectasis; hydronephrotic; caliectasis
pyelonephritis 4: pyelonephritis; striated nephrogram; perinephric stranding
ureteric-stone 4: ureteric calculus; ureteral calculus; ureteric stone; ureteral stone; vuj calculus; puj calculus; vesicoureteric junction calculus; vuj stone
stone 2: calculus; calculi; stone; stones; nephrolithiasis; urolithiasis; lithiasis; concretion; nonobstructing calculus; renal calculus; renal calculi
gallstone 2: cholelithiasis; gallstone; gallstones; gallbladder stone; gallbladder calculi; gallbladder calculus; biliary sludge; gallbladder sludge; sludge
steatosis 2: steatosis; fatty liver; fatty infiltration; hepatosteatosis; steatotic; hepatic steatosis; fatty change
cirrhosis 4: cirrhosis; cirrhotic; nodular liver contour; nodular liver; lobulated liver contour; hepatic dysmorphia; dysmorphic
portal-hypertension 3: portal hypertension; varices; varix; portosystemic collaterals; collateral vessels; collateral veins; venous collaterals; perisplenic collaterals; perigastric collaterals; abdominal collaterals; recanalised umbilical vein; varicosities; varicosity
splenomegaly 3: splenomegaly; enlarged spleen; spleen is enlarged
hepatomegaly 2: hepatomegaly; enlarged liver; liver is enlarged; hepatosplenomegaly
prostatomegaly 2: prostatomegaly; enlarged prostate; prostate is enlarged; prostatic enlargement; benign prostatic hyperplasia; bph; prostatic hyperplasia; prostatic hypertrophy
enlargement 3: enlarged; enlargement; bulky; megaly; expansile; expanded; hypertrophied; hypertrophy; hypertrophic; hyperplasia; organomegaly
goitre 2: goitre; multinodular goitre
cyst 1: cyst; cysts; cystic; cystic lesion; cystic change; simple cyst; pseudocyst; ganglion; parapelvic cyst; renal cyst
hemangioma 1: haemangioma; haemangiomata; haemangiomas
adenoma 2: adenoma; adenomas; adenomatous; incidentaloma; macroadenoma; microadenoma
angiomyolipoma 2: angiomyolipoma; aml
lipoma 1: lipoma; lipomatous; lipomata
fibroid 2: fibroid; fibroids; leiomyoma; leiomyomas; leiomyomata; uterine fibroid; myoma
polyp 3: polyp; polyps; polypoid
hernia 2: hernia; hernias; inguinal hernia; hiatal hernia; hiatus hernia; umbilical hernia; ventral hernia; incisional hernia; herniated; herniation
degenerative 1: degenerative; degenerative change; degeneration; spondylosis; osteophyte; osteophytes; osteophytosis; spondylotic; arthrosis; arthropathy; facet arthropathy; dish; diffuse idiopathic skeletal hyperostosis; desiccation; dessication; spurring; disc height loss; disc space narrowing; endplate changes; uncovertebral hypertrophy; facet hypertrophy; facet joint hypertrophy; modic; osteochondrosis; spondylarthrosis; scoliosis; kyphosis; degenerated
osteoarthritis 2: osteoarthritis; osteoarthritic; oa; joint space narrowing; arthritis; arthritic; loss of joint space
osteopenia 1: osteopenia; osteoporosis; demineralisation; osteopenic; osteoporotic; demineralised
atherosclerosis 1: atherosclerosis; atherosclerotic; atheroma; atheromatous; atherosclerotic calcification; atheromatosis; calcified plaque; plaque; plaques; vascular calcification; coronary calcification; coronary artery calcification; arteriosclerosis; arteriosclerotic; atherosclerotic disease
calcification 1: calcification; calcifications; calcified; microcalcification; microcalcifications; calcific
suspicious-calcification 4: pleomorphic calcification; pleomorphic microcalcification; suspicious microcalcification; suspicious calcification; fine pleomorphic; fine linear branching; clustered microcalcification; cluster of microcalcification; grouped microcalcification
granuloma 1: granuloma; granulomas; granulomata; granulomatous
scar 1: scar; scarring; scars; cicatrix; postinflammatory; post-inflammatory; pleuroparenchymal; fibrotic scarring; fibrous
atrophy 1: atrophy; atrophic; volume loss; involution; involutional; cerebral volume loss; cortical thinning; sulcal widening; encephalomalacia; gliosis; porencephaly
white-matter 2: white matter hyperintensity; white matter lesion; white matter hyperintensities; hyperintense foci; white matter change; flair hyperintensity; flair hyperintensities; white matter signal change; hyperintensity; hyperintensities; hyperintense; hypointense; signal abnormality; signal abnormalities; signal change; high signal; low signal; abnormal signal; increased signal; signal alteration; hypersignal; hyposignal; signal increase; bright signal; altered signal; hyperintense signal; hypointensity
demyelination 4: demyelination; demyelinating; dawson fingers; multiple sclerosis
enhancement 3: enhancing; abnormal enhancement; pathological enhancement; contrast enhancement of; leptomeningeal enhancement; rim enhancement; nodular enhancement; ring enhancement; hyperenhancement; hyperenhancing; avidly enhancing; peripheral enhancement; pachymeningeal enhancement
sinusitis 1: sinusitis; mucosal thickening; sinus disease; mucous retention cyst; retention cyst; sinus opacification; mucosal disease; mucocele
mastoiditis 2: mastoiditis; mastoid effusion; mastoid opacification
tear 4: tear; tears; torn; full-thickness tear; partial tear; complete tear; bucket-handle; bucket handle; tearing; partial-thickness tear; disruption; disrupted; discontinuity; avulsion; avulsed; retracted; laceration; lacerated; detachment
sprain 2: sprain; strain; sprained
tendinopathy 2: tendinopathy; tendinosis; tendinitis; tendonitis; tendonosis; tenosynovitis; calcific tendonitis; enthesopathy; fasciitis; epicondylitis; tenosynovial
joint-effusion 2: joint effusion; joint fluid; knee effusion; haemarthrosis; suprapatellar effusion; lipohaemarthrosis
bursitis 2: bursitis; bursal fluid; baker cyst; baker's cyst; popliteal cyst
synovitis 3: synovitis; synovial thickening; synovial proliferation; pannus
contusion 3: contusion; bone bruise; marrow oedema; bone marrow oedema; bone oedema; bruise; bone contusion; contusions; marrow signal abnormality
osteonecrosis 4: osteonecrosis; avascular necrosis; avn; subchondral collapse
necrosis 4: necrosis; necrotic; necrotising; gangrenous
chondropathy 2: chondromalacia; cartilage loss; chondral defect; cartilage thinning; chondral thinning; cartilage defect; chondral loss; chondropathy; cartilage fissuring; full-thickness cartilage loss; chondral fissuring; osteochondral lesion; osteochondral defect; chondral damage; loose body; loose bodies
osteomyelitis 5: osteomyelitis; discitis; spondylodiscitis; septic arthritis; infection; infective; infected; infectious
air-fluid-level 2: air-fluid level; air-fluid levels; fluid level
erosion 3: erosion; erosions; erosive; eroded; scalloping; ulceration; ulcer; ulcerated
spinal-stenosis 3: spinal stenosis; canal stenosis; spinal canal stenosis; central canal stenosis; canal narrowing; foraminal stenosis; foraminal narrowing; neural foraminal narrowing; lateral recess stenosis; lateral recess narrowing; central stenosis; foraminal encroachment
cardiac-strain 4: right heart strain; right ventricular strain; rv strain; flattening of the interventricular septum; septal flattening; flattened interventricular septum; septal bowing; bowing of the interventricular septum; right ventricular enlargement; right ventricular dilatation
synd 2: syndesmophyte; ankylosis; fusion of the; bony bridging
bone-island 1: bone island; bone islands; enostosis
pars-defect 3: pars defect; spondylolysis; pars interarticularis defect
venous-insufficiency 2: reflux; venous insufficiency; incompetence
vasculitis 4: vasculitis; arteritis; aortitis
malformation 3: arteriovenous malformation; avm; cavernoma; developmental venous anomaly; fistula; malformation; sinus tract; vascular malformation
pneumatosis 5: pneumatosis; portal venous gas
gas 4: emphysema of the soft tissues; subcutaneous emphysema; surgical emphysema; gas locules; locules of gas
malposition 4: malposition; directed to the right main bronchus; tip not within; not within the collection; outside the collection; malpositioned; malplaced; misplaced; migrated; malalignment; loosening; hardware failure; lucency; periprosthetic lucency; lucent
torsion 5: torsion; torted; absent flow; ectopic pregnancy; retained products
endometriosis 3: endometriosis; endometrioma; adenomyosis; hydrosalpinx; dermoid; teratoma
thick-endometrium 4: thickened endometrium; endometrial thickening
varicocele 2: varicocele; hydrocele; spermatocele; epididymitis; orchitis; epididymo-orchitis; cryptorchidism
fatty-breast 3: architectural distortion; distortion; spiculated; spiculation; asymmetry; focal asymmetry; irregular margin; retraction; skin thickening; fibroadenoma; fibroadenomas
perfusion-defect 4: perfusion defect; mismatch; mismatched defect; photopenic; photopenia; diffusion-perfusion mismatch; perfusion deficit
delayed-transit 2: delayed transit; prolonged retention; prolonged transit; hypofunction; reduced function; hypoperfusion
anomaly 1: variant; duplicated; horseshoe kidney; accessory; congenital; anomaly; aberrant; ectopic; hypoplasia; hypoplastic; agenesis; absent kidney; persistent
postoperative 1: cholecystectomy; appendicectomy; appendectomy; hysterectomy; nephrectomy; splenectomy; mastectomy; lobectomy; prostatectomy; craniotomy; laminectomy; sternotomy; post-surgical; postsurgical; post-operative; postoperative; surgical clips; arthroplasty; prosthesis; resection; resected; status post; coil; stent; stents; catheter; pacemaker; defibrillator; drain; port; hardware; screws; fixation; bypass; anastomosis; surgically absent; graft; tube; line; endotracheal tube; nasogastric tube; picc; sternal wires; median sternotomy
tortuosity 1: tortuous; tortuosity; unfolded; uncoiled; elongation; elongated; prominent; prominence
abnormality 3: abnormality; abnormalities; abnormal; pathology; pathological; disease; process; anomaly detected; defect; defects; deformity; deformities; irregularity; irregular; deviation; deviated; elevation; elevated; blunting; blunted; widening; widened; loss of; reduced; increased density; decreased attenuation; low attenuation; hypoattenuating; hypodense; hyperdense; hyperattenuating; hypoechoic; hyperechoic; echogenic; increased echogenicity; heterogeneous; coarse; abnormal echotexture; cavity; cavitation; cavitating; cavitary; cavitated; loculated; effacement; effaced; signal loss; flow void loss; thinning; thinned; blurring; obscured fat; ill-defined; hypoenhancing; hyperaemia; wall oedema; tethering; tethered; trapping; air trapping; mosaic attenuation; plugging; mucus plugging; asymmetric; hyperdensity in; haziness; hazy; patchy; perilesional; overgrowth; flattening; flattened; buckling
dehiscence 3: dehiscence; dehiscent
aspiration 3: aspiration; mucus plug; mucous plugging
sarcoid 3: sarcoidosis; tuberculosis; mycetoma; aspergilloma; vegetation
gerd 2: dysmotility; achalasia; gastroesophageal reflux
restriction 4: crohn disease; crohn's disease; ulcerative colitis; active inflammation
`
