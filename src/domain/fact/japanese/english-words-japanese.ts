/**
 * English words and abbreviations that Japanese reports mix in. A line: name of a finding, place, part or steering word of the
 * Japanese lists: ways to write it. Lower case; a word counts only where no other Latin letter stands beside it.
 */
export const englishInJapanese = `
結節: nodules; small nodule; nodular lesion
腫瘤: masses; soft tissue mass; mass lesion; tumor mass
腫瘍: tumour; neoplasm; tumors
病変: lesions; target lesion; viable lesion
癌: ca; cancer; carcinoma; malignancy; malignant; adenocarcinoma; scc; primary tumor
肺癌: lung ca; lung cancer; nsclc; sclc
乳癌: breast ca; breast cancer; idc; ilc
膵癌: pancreatic ca; pancreatic cancer; pdac; pancreas ca; pancreas head ca
肝細胞癌: hepatocellular carcinoma; hccs
腎細胞癌: renal cell carcinoma; ccrcc
尿路上皮癌: urothelial carcinoma; uc; utuc
前立腺癌: prostate ca; prostate cancer; cspca
リンパ腫: lymphoma; malignant lymphoma
転移: metastasis; metastases; mets; metastatic
リンパ節転移: ln meta; ln metastasis; nodal meta; nodal metastasis; lnm
播種: dissemination; disseminated; peritoneal dissemination; carcinomatosis; peritoneal carcinomatosis
再発: recurrence; recurrent; local recurrence; relapse
浸潤: invasion; svi; infiltration; invasive
進展: epe; extension; ece; ene
腫瘍栓: pvtt; tumor thrombus; ivctt; tumour thrombus
血栓: thrombus; thrombosis; thrombi; clot; filling defect
肺塞栓: pulmonary embolism; pte; apte; cpte; emboli; embolism
深部静脈血栓: deep vein thrombosis; dvts
解離: dissection; aortic dissection; tbad; taad; intimal flap
動脈瘤: aneurysm; aneurysms; taa; taaa; pseudoaneurysm
破裂: rupture; ruptured
狭窄: stenosis; stenotic; narrowing; stricture
閉塞: occlusion; obstruction; occluded; cto
プラーク: plaque
石灰化: calcification; calcifications; calc; calcified
微細石灰化: microcalcification; microcalcifications; grouped calcification; clustered calcification
出血: hemorrhage; haemorrhage; bleeding; ich; hemorrhagic; ivh; putaminal hemorrhage; thalamic hemorrhage; bleed
くも膜下出血: subarachnoid hemorrhage
血腫: hematoma; haematoma
血管外漏出: extravasations; active bleeding; contrast extravasation
微小出血: cmb; microbleed; microhemorrhage
梗塞: infarction; infarct; infarcts; cerebral infarction; lacunar infarct
慢性虚血性変化: pvh; dswmh; wmh; white matter lesion; small vessel disease
虚血: ischemia; ischemic; ischemic change
拡散制限: restricted diffusion; diffusion restriction
浮腫: edema; oedema
水頭症: hydrocephalus
正中偏位: midline shift; mls
萎縮: atrophy; atrophic
下垂体腺腫: pituitary adenoma; macroadenoma; microadenoma; マクロ腺腫; ミクロ腺腫; 下垂体マクロ腺腫
髄膜腫: meningioma
神経鞘腫: schwannoma
神経膠腫: glioma; glioblastoma; gbm
腺腫: adenoma
血管腫: hemangioma; haemangioma
血管筋脂肪腫: angiomyolipoma
脂肪腫: lipoma
子宮筋腫: myoma; fibroid; leiomyoma
内膜症性嚢胞: endometrioma; endometriotic cyst; endometriosis; endometrial cyst
子宮腺筋症: adenomyosis
奇形腫: teratoma; dermoid; dermoid cyst; mature cystic teratoma
線維腺腫: fibroadenoma
ポリープ: polyp; polyps; gb polyp
ipmn: bd-ipmn; md-ipmn; bdipmn
嚢胞: cysts; simple cyst; cystic lesion; cystic
腺腫様甲状腺腫: adenomatous goiter; goiter
肺炎: pneumonia; pneumonitis; aspiration pneumonia; bronchopneumonia
間質性肺炎: ipf; ild; interstitial pneumonia; fnsip; 通常型間質性肺炎; 特発性肺線維症; 間質性肺疾患
蜂巣肺: honeycombing; honeycomb lung
網状影: reticulation; reticular opacity; reticular shadow
牽引性気管支拡張: traction bronchiectasis; traction be; tbe
気管支拡張: bronchiectasis
浸潤影: infiltration shadow; infiltrate; infiltrates; consolidations
すりガラス影: ggos; ground-glass opacity; ground glass opacity
陰影: opacity; opacities; shadow
空洞: cavity; cavitation
無気肺: atelectasis; atelectatic change
肺気腫: emphysema; bullous change; bullae
気胸: pneumothorax; ptx
胸水: pleural effusion; effusion; pleural effusions
心嚢液: pericardial effusion
心拡大: cardiomegaly
右心負荷: rv strain; right heart strain; 右心系負荷所見; rv dysfunction
肺高血圧: ph; pah; pulmonary hypertension
肺水腫: pulmonary edema; chf; congestion; heart failure
遅延造影: late gadolinium enhancement
リンパ節腫大: lymphadenopathy; adenopathy; ln腫大; lap; 腫大ln; enlarged ln; lns腫大
腹水: ascites
遊離ガス: free gas; pneumoperitoneum; intraperitoneal free air
穿孔: perforation; perforated
膿瘍: abscess; abscesses; subperiosteal abscess; 骨膜下膿瘍
液体貯留: fluid collection; collection; air-fluid
炎症: inflammation; inflammatory; inflammatory change
腸閉塞: ileus; sbo; small bowel obstruction; bowel obstruction; lbo; adhesive sbo
絞扼: strangulation
腸重積: intussusception
虫垂炎: appendicitis; acute appendicitis
憩室: diverticulum; diverticula; diverticulosis
憩室炎: diverticulitis
胆嚢炎: cholecystitis; acute cholecystitis
胆管炎: cholangitis
膵炎: pancreatitis; acute pancreatitis
胆石: gb stone; gallstone; gallstones; cholelithiasis; gbs; gb stones
総胆管結石: cbd stone; cbds; choledocholithiasis
腎結石: renal stone; kidney stone; renal calculus; nephrolithiasis; renal stones
尿管結石: ureteral stone; ureter stone; ureterolithiasis
結石: stones; calculus; calculi
水腎症: hydronephrosis; hn
脂肪肝: fatty liver; steatosis; nafld; masld; hepatic steatosis
肝硬変: cirrhosis; liver cirrhosis
脾腫: splenomegaly
静脈瘤: varices; varix; esophageal varices
胆嚢腺筋腫症: adm; gb adm; adenomyomatosis of gb; 腺筋腫症
過形成: hyperplasia
前立腺肥大: prostatic hyperplasia
骨折: fractures; fx; insufficiency fracture; femoral neck fx; stress fracture; fragility fracture
圧迫骨折: compression fracture; compression fx; vcf; osteoporotic fracture; burst fracture; osteoporotic vertebral fracture; ovf
骨挫傷: bone bruises; bone contusion; bme; bone marrow oedema; marrow edema
断裂: rupture of tendon; full-thickness tear; partial tear; partial thickness tear; complete tear; tears; torn; rotator cuff tear; rct; meniscal tear; full thickness tear
損傷: injury; sprain
脱臼: dislocation; subluxation
転位: displacement; displaced
変形性関節症: osteoarthritis; degenerative change; oa変化
変形性脊椎症: spondylosis
椎間板ヘルニア: disc herniation; herniation; hnp; disc protrusion; extrusion; protrusion
脊柱管狭窄: spinal stenosis; canal stenosis; lumbar canal stenosis; foraminal stenosis
すべり: spondylolisthesis; listhesis; anterolisthesis
側弯: scoliosis; ais; 特発性側弯症; 思春期特発性側弯症; カーブ
骨髄炎: osteomyelitis
脊椎炎: spondylitis; discitis; spondylodiscitis
骨壊死: osteonecrosis; avn; onfh; avascular necrosis
骨粗鬆症: osteoporosis; osteopenia; 骨粗鬆; 骨濃度は低下; 骨濃度はやや低下
滑膜炎: synovitis
関節液: joint effusion; joint fluid
滑液包炎: bursitis; 滑液包液貯留; sab液貯留
腱症: tendinosis; tendinitis; tendonitis
関節唇損傷: slap lesion; labral tear; bankart lesion
副鼻腔炎: sinusitis; rhinosinusitis
中耳炎: otitis media; mastoiditis
扁桃炎: tonsillitis; peritonsillitis
唾石: sialolith; sialolithiasis
術後変化: postoperative change; postoperative; s/p; post op; postop; 術後状態
瘢痕: scar; fibrosis
留置物: stent; catheter; drain; ng tube; pacemaker; cv line; cv port; bha; tha; tka; 人工股関節; 人工膝関節; 人工肩関節; ライン; 点滴ライン
透亮像: loose; 緩み; 弛緩像
集積: fdg uptake; avid; accumulation; hot spot; fdg accumulation
血管炎: vasculitis; lvv; gca; 大型血管炎; large vessel vasculitis; takayasu arteritis; 大血管炎
関節炎: arthritis; リウマチ性多発筋痛症; pmr
サルコイドーシス: sarcoidosis
壁肥厚: wall thickening
肥厚: thickening
拡張: dilatation; dilation; dilated; ectasia
欠損: defect
シャント: a-p shunt; ap-shunt
充実部: mural nodule; enhancing nodule; solid component; enhancing mural nodule
スピキュラ: spiculation; spiculated; spiculated mass; spicules
圧排: compression; compressed; cord compression
接触: contact; abutment; abut
異常: abnormality; abnormal finding
肺: lung; lungs
肺上葉: upper lobe
肺中葉: middle lobe
肺下葉: lower lobe
気管支: bronchus; bronchi
縦隔: mediastinum; mediastinal
胸膜: pleura
肝臓: liver; hepatic
胆嚢: gallbladder; gb
総胆管: common bile duct
膵臓: pancreas; panc
膵頭部: pancreas head; pancreatic head; head of pancreas
膵尾部: pancreas tail; pancreatic tail
膵体部: pancreas body; pancreatic body
脾臓: spleen; splenic
腎臓: kidney; kidneys; renal
副腎: adrenal; adrenals; adrenal gland
膀胱: bladder; urinary bladder
前立腺: prostate
精嚢: seminal vesicle; sv
子宮: uterus; ut
子宮頸部: cervix; parametrium
子宮内膜: endometrium
卵巣: ovary; ovaries; ov
付属器: adnexa; adnexal
腟: vagina; vaginal; vaginal stump; 膣; 膣断端; 腟断端
胃: stomach; gastric
食道: esophagus; esophageal; oesophagus
直腸: rectum; rectal
S状結腸: s-colon; sigmoid colon
上行結腸: a-colon; ascending colon
横行結腸: t-colon; transverse colon
下行結腸: d-colon; descending colon
盲腸: cecum; caecum
小腸: small bowel; small intestine
虫垂: appendix
大網: omentum
腹膜: peritoneum
甲状腺: thyroid
乳房: breast; mammary
腋窩: axilla; axillary
リンパ節: lymph node; lymph nodes; lns; nodes
脳: brain; cerebral
被殻: putamen
視床: thalamus
小脳: cerebellum; cerebellar
脳幹: brainstem; brain stem
視交叉: optic chiasm; chiasm
海綿静脈洞: cavernous sinus; cs
上顎洞: maxillary sinus; maxillary
篩骨洞: ethmoid sinus; ethmoid
前頭洞: frontal sinus
蝶形骨洞: sphenoid sinus
脊髄: cord; spinal cord
肺動脈: pulmonary artery
主肺動脈: pa trunk; pulmonary trunk
大動脈: aorta; aortic
腎動脈: renal artery
肝動脈: hepatic artery; cha
頸動脈: carotid; carotid artery
門脈: portal vein
仙骨: sacrum; sacral; sacral ala
股関節: hip; hip joint
膝関節: knee; knee joint
肩関節: shoulder; shoulder joint
手関節: wrist
足関節: ankle
鎖骨: clavicle; clavicular
肩甲骨: scapula; scapular
大腿骨: femur; femoral
大腿骨頸部: femoral neck
橈骨: radius; radial
橈骨遠位端: distal radius
尺骨: ulna; ulnar
脛骨: tibia; tibial
腓骨: fibula; fibular
上腕骨: humerus; humeral
肋骨: rib; ribs
内側半月板: medial meniscus
外側半月板: lateral meniscus
肋骨横隔膜角: cpa; cp角; 横隔膜角
larger: increased; increase; increasing; enlarged; growth; progression; worsened; progressed; progressive
smaller: decreased; decrease; improved; improvement; reduced; regression; shrinkage
same: stable; unchanged; no change; no interval change; no significant change
new: new; newly; new lesion; newly developed
resolved: disappeared; resolved
uncertain: suspected; suspicious; suspicion; probable; possible; r/o; s/o; susp; likely; compatible
limited: not evaluable; not assessable; ne
normal: normal; clear; unremarkable; wnl; patent; sharp; n.p; np; n.p.; 清
before: prior; previous; previously
`
