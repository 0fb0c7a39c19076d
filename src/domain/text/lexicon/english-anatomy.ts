/** English names of places. A line: key, then the ways to write it. A key may stand for a part: "lung/upper lobe" is carried by "lung". */
export const englishAnatomy = `
brain: brain; cerebral; cerebrum; intracranial; parenchyma of the brain; encephalic; cranial; head
cerebellum: cerebellum; cerebellar
brainstem: brainstem; brain stem; pons; pontine; midbrain; medulla oblongata
ventricle: ventricles; ventricular system; lateral ventricle; third ventricle; fourth ventricle; ventricle
basal-ganglia: basal ganglia; lentiform nucleus; putamen; caudate nucleus; globus pallidus; thalamus; thalamic; internal capsule; insula; insular; corona radiata; centrum semiovale
white-matter-site: white matter; periventricular; subcortical; deep white matter
meninges: meninges; meningeal; dura; dural; leptomeningeal; falx; tentorium; convexity
pituitary: pituitary; sella; sellar; suprasellar
orbit: orbit; orbits; orbital; globe; globes; optic nerve
sinus: paranasal sinuses; paranasal sinus; maxillary sinus; ethmoid; sphenoid sinus; frontal sinus; maxillary antrum; maxillary; antrum; sinuses
mastoid: mastoid; mastoid air cells; middle ear; temporal bone
carotid: carotid; ica; internal carotid artery; common carotid artery; carotid bifurcation
mca: middle cerebral artery; mca
aca: anterior cerebral artery; aca
pca: posterior cerebral artery; pca
basilar: basilar artery; vertebral artery; basilar; vertebrobasilar; pica
circle-of-willis: circle of willis; anterior communicating artery; acom
skull: skull; calvarium; calvarial; skull base; cranium; clivus
thyroid: thyroid; thyroid gland; thyroid lobe; isthmus
parathyroid: parathyroid
parotid: parotid; parotid gland
submandibular: submandibular; submandibular gland; salivary
larynx: larynx; glottis; glottic; vocal cord; vocal cords; supraglottic; laryngeal
pharynx: pharynx; nasopharynx; oropharynx; hypopharynx; tonsil; tonsillar; tongue base; pharyngeal; nasopharyngeal; vallecula; piriform sinus
tongue: tongue; floor of mouth; oral cavity
neck: neck; cervical soft tissues
node: lymph node; lymph nodes; node; nodes; nodal; ln
lung: lung; lungs; pulmonary; lung parenchyma; airspace; lung field; lung fields; lung base; lung bases; lung apex; apices
lingula: lingula; lingular
bronchus: bronchus; bronchi; bronchial; airway; airways; trachea; tracheal; endobronchial; peribronchial; carina; tracheobronchial
pleura: pleura; pleural; hemithorax; costophrenic angle; costophrenic angles; fissure; costophrenic; costophrenic sulcus
mediastinum: mediastinum; mediastinal; cardiomediastinal; paratracheal; subcarinal; aortopulmonary window; prevascular; thymus; thymic
hilum: hilum; hila; hilar
heart: heart; cardiac; cardiac silhouette; myocardium; myocardial; atrium; atrial; left ventricle; right ventricle; left atrium; right atrium; mitral; cardiomediastinal silhouette
pericardium: pericardium; pericardial
coronary: coronary; coronary artery; coronary arteries; lad; rca; circumflex; left anterior descending
aorta: aorta; aortic; ascending aorta; descending aorta; aortic arch; aortic root; thoracic aorta; abdominal aorta
pulmonary-artery: pulmonary artery; pulmonary arteries; pulmonary trunk; pulmonary arterial
vena-cava: vena cava; ivc; svc; superior vena cava; inferior vena cava
esophagus: oesophagus; oesophageal; gastro-oesophageal junction; gastroesophageal junction
diaphragm: diaphragm; hemidiaphragm; diaphragmatic; hemidiaphragms
chest: chest; thorax; thoracic cavity; cardiopulmonary; chest wall; intrathoracic
breast: breast; breasts; mammary; nipple; retroareolar; subareolar
axilla: axilla; axillary; axillae
liver: liver; hepatic; intrahepatic; perihepatic; subcapsular liver
gallbladder: gallbladder; gall bladder; gb; cholecystic
bile-duct: bile duct; bile ducts; biliary; common bile duct; cbd; biliary tree; common duct; hepatic duct; choledochal; ductal; biliary ducts
pancreas: pancreas; pancreatic; pancreatic head; pancreatic tail; pancreatic body; uncinate; main pancreatic duct; pancreatic duct; peripancreatic
spleen: spleen; splenic; perisplenic
adrenal: adrenal; adrenals; adrenal gland; suprarenal gland; suprarenal glands
kidney: kidney; kidneys; renal; interpolar; nephric; perinephric; pelvicalyceal; renal pelvis; renal collecting system; calyx; calyces; calyceal; kidneys and ureters; perirenal; pararenal; parapelvic
ureter: ureter; ureteric; ureteral; ureters; vesicoureteric junction; vuj; uvj; ureterovesical junction; pelviureteric junction; puj; collecting system; ureterovesical
bladder: bladder; urinary bladder; vesical
urethra: urethra; urethral
prostate: prostate; prostatic; peripheral zone; transition zone; seminal vesicle; seminal vesicles
testis: testis; testes; testicular; testicle; scrotum; scrotal; epididymis; epididymal; intratesticular; spermatic cord
penis: penis; penile
uterus: uterus; uterine; myometrium; myometrial; endometrium; endometrial; fundus; endometrial cavity; parametrium; parametrial
cervix-uteri: cervix; cervix uteri; endocervical; uterine cervix
ovary: ovary; ovaries; ovarian; adnexa; adnexal; adnexae; fallopian tube
vagina: vagina; vaginal; vulva
stomach: stomach; gastric; antrum of the stomach; pylorus
duodenum: duodenum; duodenal
small-bowel: small bowel; jejunum; jejunal; ileum; ileal; terminal ileum; small intestine; bowel loops; small-bowel
colon: colon; colonic; sigmoid; caecum; caecal; ascending colon; descending colon; transverse colon; hepatic flexure; splenic flexure; large bowel; rectosigmoid; large intestine
bowel: bowel; intestine; intestinal; bowel loop
appendix: appendix; appendiceal
rectum: rectum; rectal; mesorectal; mesorectum; anal; anus; anal canal; perianal; intersphincteric; sphincter
mesentery: mesentery; mesenteric; omentum; omental
peritoneum: peritoneum; peritoneal; intraperitoneal; paracolic gutter; pouch of douglas; cul-de-sac; morison's pouch; subphrenic
retroperitoneum: retroperitoneum; retroperitoneal; para-aortic; paraaortic; aortocaval; retrocrural
portal-vein: portal vein; portal; portal trunk; main portal vein
mesenteric-artery: superior mesenteric artery; sma; smv; superior mesenteric vein; celiac; coeliac; coeliac axis; coeliac trunk
hepatic-vein: hepatic vein; hepatic veins; hepatic artery
iliac-vessel: iliac artery; iliac vein; common iliac artery; external iliac; internal iliac; iliac arteries; obturator; iliac
femoral-vessel: femoral artery; femoral vein; superficial femoral artery; popliteal artery; popliteal vein; common femoral vein; common femoral artery; tibial artery; saphenous vein; calf vein; calf veins; peroneal vein
groin: groin; inguinal
abdomen: abdomen; abdominal; intra-abdominal; abdominal wall; upper abdomen
pelvis: pelvis; pelvic; pelvic sidewall; intrapelvic
spine: spine; spinal; vertebra; vertebrae; vertebral; vertebral body; vertebral bodies; thoracic spine; lumbar spine; cervical spine; lumbosacral spine; spinal column; lumbar; dorsal spine; thoracolumbar; lumbosacral
cord: spinal cord; cord; conus; conus medullaris; thecal sac; intradural; intramedullary; cauda equina; epidural
disc: disc; discs; disk; disks; intervertebral disc; intervertebral; disc space
endplate: endplate; endplates; end plate
facet: facet; facets; facet joint; zygapophyseal; ligamentum flavum; uncovertebral
foramen: foramen; foramina; neural foramen; foraminal; neural foramina; lateral recess
nerve-root: nerve root; nerve roots; root; s1 nerve root; exiting nerve; traversing nerve
canal: spinal canal; central canal; canal
sacrum: sacrum; sacral; coccyx; sacral ala
sacroiliac: sacroiliac; sacroiliac joint; si joint; si joints
rib: rib; ribs; costal
sternum: sternum; sternal; manubrium
clavicle: clavicle; clavicular; acromioclavicular; ac joint; acromioclavicular joint
scapula: scapula; scapular; glenoid; acromion; acromial; coracoid
shoulder: shoulder; glenohumeral; rotator cuff; shoulders
supraspinatus: supraspinatus
infraspinatus: infraspinatus; teres minor
subscapularis: subscapularis
biceps: biceps; long head of biceps; bicipital
labrum: labrum; labral
humerus: humerus; humeral; humeral head; greater tuberosity
elbow: elbow; olecranon; epicondyle; capitellum; common extensor; common extensor origin; ulna; ulnar
radius: radius; radial; radial head; distal radius; distal radial
wrist: wrist; scaphoid; lunate; triquetrum; triquetral; carpal; scapholunate; tfcc; triangular fibrocartilage
hand: hand; finger; thumb; metacarpal; phalanx; metacarpophalangeal; phalangeal; interphalangeal; index finger; fingers
pelvic-bone: ilium; iliac bone; ischium; pubis; pubic; pubic ramus; pelvic ring; iliac crest; iliac wing; hemipelvis; pubic symphysis; ischial; pubic rami; symphysis
hip: hip; acetabulum; acetabular; femoral head; femoral neck; hips; trochanter; trochanteric; greater trochanter
femur: femur; femoral; femoral condyle; femoral shaft; distal femur; condyle; condylar; trochlea; trochlear; proximal femur
knee: knee; patellofemoral; tibiofemoral; tricompartmental; knees; intercondylar
meniscus: meniscus; meniscal; menisci
acl: anterior cruciate ligament; acl
pcl: posterior cruciate ligament; pcl
mcl: medial collateral ligament; mcl
lcl: lateral collateral ligament; lcl
cruciate: cruciate; cruciate ligaments
patella: patella; patellar; patellar tendon; quadriceps; quadriceps tendon
tibia: tibia; tibial; tibial plateau; tibial shaft
fibula: fibula; fibular; lateral malleolus
ankle: ankle; talus; talar; talar dome; malleolus; syndesmosis; tibiotalar; medial malleolus
atfl: anterior talofibular ligament; atfl; calcaneofibular ligament; cfl; deltoid ligament
achilles: achilles; achilles tendon
foot: foot; metatarsal; metatarsals; calcaneus; calcaneal; plantar fascia; navicular; toe; metatarsophalangeal; hallux; midfoot; plantar; lisfranc; cuneiform
bone: bone; bones; osseous; skeletal; skeleton; bony; marrow; bone marrow; axial skeleton; appendicular skeleton
muscle: muscle; muscles; musculature; psoas; iliopsoas; gluteal; gluteus; gluteus medius; hamstring; hamstrings; paraspinal; calf; soleus; gastrocnemius; adductor; gluteus minimus
soft-tissue: soft tissue; soft tissues; subcutaneous; skin
ligament: ligament; ligaments; ligamentous
tendon: tendon; tendons
cartilage: cartilage; chondral; articular cartilage
joint: joint; joints; articular; joint space
`

/**
 * Parts whose names contradict each other within a group: "upper lobe" against "lower lobe". A line: group, key, ways to write it.
 */
export const englishParts = `
lobe upper-lobe: upper lobe; upper lobes; upper-lobe
lobe middle-lobe: middle lobe
lobe lower-lobe: lower lobe; lower lobes; lower-lobe
zone upper-zone: upper zone; upper zones; apex; apical; apices; apically
zone mid-zone: mid zone; midzone; mid lung; mid-zone
zone lower-zone: lower zone; lung base; lung bases; basal; basilar; base; bases; bibasal; bibasilar; lower zones
brain-lobe frontal: frontal; frontal lobe
brain-lobe parietal: parietal; parietal lobe
brain-lobe temporal: temporal; temporal lobe; hippocampal; hippocampus; hippocampi
brain-lobe occipital: occipital; occipital lobe
compartment medial: medial; medially
compartment lateral: lateral; laterally
pole upper-pole: upper pole; superior pole
pole mid-pole: interpolar; interpole; mid pole; midpole
pole lower-pole: lower pole; inferior pole
quadrant uoq: uoq; upper outer quadrant; upper outer
quadrant uiq: uiq; upper inner quadrant; upper inner
quadrant loq: loq; lower outer quadrant; lower outer
quadrant liq: liq; lower inner quadrant; lower inner
aorta-part ascending: ascending aorta; ascending thoracic aorta; ascending aortic; aortic root
aorta-part descending: descending aorta; descending aortic; descending thoracic aorta
aorta-part suprarenal: suprarenal; juxtarenal; pararenal aorta
aorta-part infrarenal: infrarenal; abdominal aorta; abdominal aortic; infrarenal aorta
pancreas-part head: pancreatic head; head of the pancreas; head of pancreas; uncinate process
pancreas-part body: pancreatic body; body of the pancreas
pancreas-part tail: pancreatic tail; tail of the pancreas
colon-part cecum: caecum; caecal
colon-part sigmoid-part: sigmoid; sigmoid colon; rectosigmoid
colon-part ascending-colon: ascending colon
colon-part descending-colon: descending colon
colon-part transverse-colon: transverse colon
horn anterior-horn: anterior horn
horn posterior-horn: posterior horn
end proximal: proximal; proximally
end distal: distal; distally
end mid-part: mid-shaft; midshaft; mid-portion
ap anterior: anterosuperior; anteroinferior; anterolateral; anteromedial; anterior; anteriorly; ventral; ventrally
ap posterior: posterosuperior; posteroinferior; posterolateral; posteromedial; posterior; posteriorly; dorsal; dorsally
si superior: anterosuperior; posterosuperior; superolateral; superomedial; superior; superiorly; cranial; cranially
si inferior: anteroinferior; posteroinferior; inferolateral; inferomedial; inferior; inferiorly; caudal; caudally
disc-zone paracentral: paracentral; subarticular; paramedian
disc-zone foraminal: foraminal; intraforaminal; neuroforaminal
disc-zone extraforaminal: extraforaminal; far lateral; far-lateral
disc-zone central: central disc; central protrusion; central extrusion; central herniation; median disc; median protrusion; broad-based central
third upper-third: upper third; proximal third
third middle-third: middle third; mid third
third lower-third: lower third; distal third
gland-level mid-gland: mid-gland; midgland; mid gland
gland-level gland-base: base of the prostate; prostate base; gland base; prostatic base
gland-level gland-apex: apex of the prostate; prostate apex; prostatic apex; apex of the gland
white-matter-zone periventricular: periventricular
white-matter-zone juxtacortical: juxtacortical; cortical-juxtacortical
white-matter-zone infratentorial: infratentorial; infratentorially
zone perihilar: perihilar; parahilar
bone-part epiphysis: epiphysis; epiphyseal
bone-part metaphysis: metaphysis; metaphyseal
bone-part diaphysis: diaphysis; diaphyseal
meniscus-part posterior-horn-part: posterior horn
meniscus-part anterior-horn-part: anterior horn
`
