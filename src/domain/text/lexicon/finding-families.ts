/**
 * What kind of thing a finding is. Two findings of one family at the same place may be the same thing under two names: findings
 * describe ("filling defect"), conclusions name ("embolism"). n focal lesion or tumour, i inflammation, v vessel shut or ischaemia,
 * h blood, t injury, d wear, o obstruction or stone, f fluid, g gas, a loss of tissue or white matter, m widened vessel,
 * s narrowing, e enlargement, p diffuse change, x device, c compression, k calcification. `*`: says only that something is abnormal.
 */
const families = `
*: iron-overload abnormality signal asymmetry white-matter
n: cavity lucency mass nodule lesion cancer metastasis lymphoma carcinomatosis lytic sclerotic adenoma hemangioma lipoma fibroid polyp cyst angiomyolipoma granuloma meningioma schwannoma thyroid-nodule adrenal-nodule rcc hcc cholangiocarcinoma fnh thymoma mesothelioma bladder-tumor prostate-cancer testicular-tumor cervical-cancer endometrial-cancer endometrial-polyp gastric-cancer colon-cancer osteosarcoma enchondroma recurrence melanoma pheochromocytoma ipmn fibroadenoma dermoid endometrioma ovarian-cyst bone-island goitre invasion enlargement thickening wall-thickening uptake enhancement opacity adenopathy fatty-breast suspicious-calcification calcification restriction restricted-diffusion stenosis necrosis collection consolidation extraprostatic-extension seminal-vesicle-invasion superscan pancreatic-pseudocyst adenomyomatosis endometriosis thick-endometrium cavernoma malformation tarlov baker-cyst bursitis swelling perfusion-defect erosion obstruction nipple-retraction skin-retraction mass-effect atelectasis microlithiasis polycystic
i: cavity infection lucency pneumonia consolidation opacity abscess collection stranding thickening wall-thickening swelling enhancement edema effusion gas appendicitis cholecystitis cholangitis diverticulitis pancreatitis colitis pyelonephritis osteomyelitis synovitis bursitis tendinopathy erosion uptake adenopathy sinusitis mastoiditis bronchiectasis fibrosis sarcoid tuberculosis aspiration joint-effusion ascites encephalitis meningitis hypophysitis labyrinthitis thyroiditis sialadenitis peritonsillar-abscess tonsillitis thrombophlebitis mediastinitis interstitial-disease pericarditis myocarditis pericardial-effusion mastitis hepatitis liver-abscess renal-abscess cystitis prostatitis epididymitis hydrosalpinx crohn gastritis oesophagitis anal-fistula perianal-abscess peritonitis omental-infarct mesenteric-panniculitis psoas-abscess spondylodiscitis epidural-abscess sacroiliitis frozen-shoulder subacromial-bursitis gout rheumatoid septic-arthritis myositis cellulitis plantar-fasciitis restricted-diffusion perforation necrosis restriction vasculitis demyelination contusion air-fluid-level gastritis empyema air-fluid-level dilatation enlargement endometriosis charcot nodule atelectasis microlithiasis paralytic-ileus ischemia
v: clot embolism thrombosis occlusion infarct ischemia restricted-diffusion perfusion-defect lacunar-infarct small-vessel stenosis dissection torsion cerebral-venous-thrombosis vasospasm moyamoya myocardial-infarct intracardiac-thrombus bypass-occlusion budd-chiari portal-vein-thrombosis splenic-vein-thrombosis thrombophlebitis ovarian-torsion omental-infarct delayed-transit osteonecrosis necrosis cardiac-strain wall-motion atrophy opacity enhancement malformation renal-artery-stenosis pneumatosis pulmonary-hypertension wall-thickening lesion
h: clot active-bleeding hemorrhage hematoma subarachnoid-hemorrhage subdural extradural rupture collection effusion ascites hemothorax microbleed intraventricular-blood retroperitoneal-hematoma aortic-rupture hematoma-soft contusion edema lesion penetrating-ulcer opacity dissection extravasation splenic-laceration hepatic-laceration renal-laceration joint-effusion stranding
t: fracture-line partial-tear full-tear displacement lucency fracture compression-fracture old-fracture dislocation tear sprain contusion lung-contusion vertebral-fracture rib-fracture sternal-fracture pelvic-fracture hip-fracture skull-fracture stress-fracture occult-fracture periprosthetic-fracture nonunion callus splenic-laceration hepatic-laceration renal-laceration labral-tear cuff-tear meniscal-tear acl-tear pcl-tear sl-dissociation rupture swelling edema perforation flail pneumothorax chondropathy osteochondral loose-body nerve-compression joint-effusion effusion gas hematoma subdural extradural lesion uptake malposition spondylolisthesis sclerotic enhancement tendinopathy hernia herniation
d: partial-tear full-tear degenerative osteoarthritis disc-bulge disc-herniation spinal-stenosis facet-arthropathy chondropathy tendinopathy bursitis spondylolisthesis scoliosis scheuermann baastrup stenosis calcific-tendinitis osteochondral loose-body synd sclerotic cyst swelling uptake erosion plica hallux-valgus fai osteopenia morton subacromial-bursitis tear labral-tear gout nerve-compression joint-effusion contusion baker-cyst meniscal-tear calcification enlargement thickening
o: obstruction dilatation hydronephrosis stone gallstone ureteric-stone choledocholithiasis hydrocephalus cholestasis double-duct small-bowel-obstruction large-bowel-obstruction paralytic-ileus volvulus intussusception adhesion residual-urine trabeculated prostatomegaly stenosis kidney-stone bladder-stone mirizzi cholecystitis appendicolith incarceration constipation hydrosalpinx pyelonephritis atelectasis bronchiectasis emphysema air-fluid-level appendicitis lesion calcification mass hernia delayed-transit polyposis sinusitis gerd ischemia
f: effusion ascites pericardial-effusion joint-effusion collection edema swelling heart-failure cardiomegaly opacity stranding chylothorax bursitis hydrocele air-fluid-level abscess hemothorax cyst empyema thickening atelectasis
g: gas pneumothorax perforation pneumomediastinum pneumatosis pneumobilia air-fluid-level pneumocephalus emphysema tension
a: atrophy small-vessel white-matter demyelination signal osteopenia lesion infarct scar delayed-transit microbleed pml dilatation thickening renal-artery-stenosis obstruction cirrhosis steatosis
m: ectasia aneurysm dilatation aortic-aneurysm pseudoaneurysm varicocele portal-hypertension venous-insufficiency enlargement malformation endoleak arteriovenous-fistula tortuosity penetrating-ulcer
s: stenosis occlusion spinal-stenosis atherosclerosis nerve-compression disc-herniation osteoarthritis renal-artery-stenosis valve-disease cord-compression cauda-compression disc-bulge
e: enlargement cardiomegaly splenomegaly hepatomegaly prostatomegaly goitre adenopathy swelling cardiac-strain fibroid mass nodule dilatation heart-failure portal-hypertension cardiomyopathy pulmonary-hypertension edema adenomyosis polycystic
p: iron-overload steatosis cirrhosis fibrosis emphysema interstitial-disease hepatitis opacity bronchiectasis osteopenia consolidation edema scar pleural-plaque thickening heart-failure nodule
x: subsidence displacement lucency enlargement postoperative malposition loosening implant-failure foreign-body periprosthetic-fracture
c: cord-signal displacement nerve-compression cord-compression cauda-compression mass-effect midline-shift herniation spinal-stenosis disc-herniation disc-bulge invasion tension chiari hydrocephalus carpal-tunnel-syndrome stenosis
k: calcification atherosclerosis stone granuloma gallstone calcific-tendinitis suspicious-calcification pleural-plaque heterotopic scar
`

/** Places that a finding has by its own name. */
const places = `
heart: cardiomegaly heart-failure cardiac-strain cardiomyopathy myocarditis myocardial-infarct wall-motion valve-disease intracardiac-thrombus
spleen: splenomegaly splenic-laceration
liver: hepatomegaly steatosis cirrhosis hcc hepatitis liver-abscess fnh hepatic-laceration budd-chiari
portal-vein: portal-vein-thrombosis
splenic-vein: splenic-vein-thrombosis
gallbladder: gallstone cholecystitis adenomyomatosis mirizzi
bile-duct: choledocholithiasis cholestasis cholangitis cholangiocarcinoma pneumobilia
pancreas: pancreatitis double-duct ipmn pancreas-divisum pancreatic-pseudocyst
adrenal: adrenal-nodule pheochromocytoma
kidney: hydronephrosis pyelonephritis angiomyolipoma rcc renal-abscess renal-laceration kidney-stone renal-artery-stenosis
ureter: ureteric-stone
bladder: bladder-stone bladder-tumor cystitis residual-urine trabeculated
prostate: prostatomegaly prostate-cancer prostatitis extraprostatic-extension seminal-vesicle-invasion
testis: hydrocele varicocele epididymitis testicular-tumor microlithiasis undescended
uterus: fibroid adenomyosis thick-endometrium endometrial-polyp endometrial-cancer pregnancy cervical-cancer
ovary: ovarian-cyst endometrioma dermoid ovarian-torsion hydrosalpinx ectopic-pregnancy
appendix: appendicitis appendicolith
colon: diverticulitis diverticulosis colon-cancer large-bowel-obstruction constipation
small-bowel: small-bowel-obstruction
bowel: volvulus intussusception crohn obstruction paralytic-ileus adhesion incarceration
stomach: gastric-cancer gastritis hiatus-hernia
esophagus: oesophagitis gerd
rectum: anal-fistula perianal-abscess
groin: inguinal-hernia femoral-hernia
abdominal-wall: umbilical-hernia incisional-hernia
peritoneum: ascites carcinomatosis peritonitis
mesentery: mesenteric-panniculitis omental-infarct
iliopsoas: psoas-abscess
retroperitoneum: retroperitoneal-hematoma retroperitoneal-fibrosis
aorta: aortic-aneurysm aortic-dissection aortic-rupture penetrating-ulcer endoleak
pleura: pneumothorax effusion hemothorax chylothorax empyema pleural-plaque mesothelioma tension
lung: pneumonia consolidation emphysema atelectasis fibrosis bronchiectasis interstitial-disease lung-contusion edema
pulmonary-artery: embolism pulmonary-hypertension
mediastinum: pneumomediastinum mediastinitis thymoma
pericardium: pericardial-effusion pericarditis
breast: fibroadenoma gynecomastia mastitis nipple-retraction skin-retraction suspicious-calcification
node: adenopathy
thyroid: goitre thyroiditis thyroid-nodule
pharynx: peritonsillar-abscess tonsillitis
submandibular: sialadenitis sialolithiasis
pituitary: hypophysitis
sinus: sinusitis polyposis septal-deviation
mastoid: mastoiditis cholesteatoma otosclerosis labyrinthitis
brain: subarachnoid-hemorrhage subdural extradural midline-shift hydrocephalus herniation encephalitis meningitis meningioma small-vessel demyelination white-matter pml vasospasm moyamoya microbleed intraventricular-blood cerebral-venous-thrombosis pneumocephalus
cerebellar-tonsil: chiari
cord: cord-compression cord-signal syrinx
cauda-equina: cauda-compression
spine: spinal-stenosis compression-fracture vertebral-fracture spondylodiscitis epidural-abscess spondylolisthesis scoliosis scheuermann facet-arthropathy baastrup pars-defect tarlov
disc: disc-herniation disc-bulge
sacroiliac: sacroiliitis
rib: rib-fracture flail
sternum: sternal-fracture
pelvic-bone: pelvic-fracture
femur: hip-fracture
skull: skull-fracture
labrum: labral-tear
hip: fai
rotator-cuff: cuff-tear
subacromial: subacromial-bursitis
shoulder: frozen-shoulder
meniscus: meniscal-tear
acl: acl-tear
pcl: pcl-tear
knee: baker-cyst
joint: joint-effusion synovitis
scapholunate: sl-dissociation
carpal-tunnel: carpal-tunnel-syndrome
plantar-fascia: plantar-fasciitis
foot: morton hallux-valgus
`

/** What a finding says besides its own name: to be told of a special case is to be told of the general one. */
const wider = `
partial-tear full-tear cuff-tear meniscal-tear acl-tear pcl-tear labral-tear: tear
splenic-laceration hepatic-laceration renal-laceration: tear hematoma
rib-fracture vertebral-fracture sternal-fracture pelvic-fracture hip-fracture skull-fracture stress-fracture occult-fracture periprosthetic-fracture compression-fracture nonunion callus: fracture
vertebral-fracture: compression-fracture
aortic-aneurysm pseudoaneurysm: aneurysm
aortic-dissection: dissection
aortic-rupture: rupture
retroperitoneal-hematoma hematoma-soft: hematoma hemorrhage
intraventricular-blood microbleed hemothorax active-bleeding: hemorrhage
portal-vein-thrombosis splenic-vein-thrombosis cerebral-venous-thrombosis budd-chiari intracardiac-thrombus thrombophlebitis: thrombosis
myocardial-infarct omental-infarct: infarct ischemia
clot: thrombosis hematoma
ovarian-torsion: torsion
subsidence: loosening
adenomyomatosis: polyp
recurrence: cancer
kidney-stone bladder-stone ureteric-stone gallstone choledocholithiasis appendicolith microlithiasis sialolithiasis: stone
liver-abscess renal-abscess perianal-abscess psoas-abscess epidural-abscess peritonsillar-abscess empyema: abscess collection
hcc cholangiocarcinoma rcc prostate-cancer bladder-tumor colon-cancer gastric-cancer cervical-cancer endometrial-cancer testicular-tumor osteosarcoma melanoma mesothelioma recurrence lymphoma: cancer mass lesion
cancer: mass lesion nodule
adrenal-nodule thyroid-nodule: nodule lesion
small-bowel-obstruction large-bowel-obstruction: obstruction dilatation
cholestasis double-duct hydronephrosis hydrocephalus: dilatation obstruction
inguinal-hernia femoral-hernia umbilical-hernia incisional-hernia hiatus-hernia: hernia
endometrioma ovarian-cyst dermoid ipmn pancreatic-pseudocyst baker-cyst tarlov: cyst lesion
subacromial-bursitis: bursitis
facet-arthropathy osteoarthritis spondylolisthesis scheuermann baastrup: degenerative
facet-arthropathy: osteoarthritis
interstitial-disease: fibrosis
lung-contusion: contusion consolidation
heart-failure: edema
spondylodiscitis septic-arthritis: osteomyelitis
renal-artery-stenosis spinal-stenosis: stenosis
extraprostatic-extension seminal-vesicle-invasion: invasion
anal-fistula arteriovenous-fistula: malformation
nipple-retraction skin-retraction: fatty-breast
goitre splenomegaly hepatomegaly cardiomegaly prostatomegaly: enlargement
`

function table(text: string, reversed = false): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const line of text.trim().split('\n')) {
    const [head, tail] = line.split(':') as [string, string]
    for (const name of (reversed ? tail : head).trim().split(' ')) {
      const list = found.get(name) ?? new Set<string>()
      for (const value of (reversed ? head : tail).trim().split(' ')) list.add(value)
      found.set(name, list)
    }
  }
  return found
}

const familiesOf = table(families, true)
const placesOfFinding = table(places, true)
const widerOf = table(wider)
const nothing: ReadonlySet<string> = new Set()

/** Families of a finding; empty for names that no list knows. */
export const findingFamilies = (finding: string): ReadonlySet<string> => familiesOf.get(finding) ?? nothing

/** Places a finding has by its own name. */
export const findingPlaces = (finding: string): ReadonlySet<string> => placesOfFinding.get(finding) ?? nothing

/** More general names of a finding. */
export const widerFindings = (finding: string): ReadonlySet<string> => widerOf.get(finding) ?? nothing
