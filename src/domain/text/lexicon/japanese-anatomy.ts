/** Japanese names of places, keys shared with English. */
export const japaneseAnatomy = `
brain: 脳; 大脳; 頭蓋内; 脳実質; 頭部; 大脳半球; 脳溝
cerebellum: 小脳
brainstem: 脳幹; 橋; 中脳; 延髄
ventricle: 脳室; 側脳室; 第三脳室; 第四脳室
basal-ganglia: 基底核; 被殻; 視床; 尾状核; 内包; 淡蒼球; 島皮質; 放線冠; 半卵円中心; レンズ核
white-matter-site: 白質; 深部白質; 皮質下; 脳室周囲; 皮質下白質
meninges: 髄膜; 硬膜; 大脳鎌; 円蓋部
pituitary: 下垂体; トルコ鞍; 鞍上部
orbit: 眼窩; 眼球; 視神経
sinus: 副鼻腔; 上顎洞; 篩骨洞; 蝶形骨洞; 前頭洞
mastoid: 乳突蜂巣; 中耳; 乳突洞
carotid: 頸動脈; 内頸動脈; 総頸動脈; 頚動脈; 内頚動脈; 総頚動脈
mca: 中大脳動脈; mca
aca: 前大脳動脈
pca: 後大脳動脈
basilar: 脳底動脈; 椎骨動脈; 椎骨脳底動脈
circle-of-willis: 前交通動脈; ウィリス動脈輪; 後交通動脈; 脳主幹動脈; 主幹動脈
skull: 頭蓋骨; 頭蓋底; 頭蓋冠
thyroid: 甲状腺; 峡部
parathyroid: 副甲状腺
parotid: 耳下腺
submandibular: 顎下腺; 唾液腺
larynx: 喉頭; 声帯; 声門
pharynx: 咽頭; 上咽頭; 中咽頭; 下咽頭; 扁桃; 梨状陥凹
tongue: 舌; 口腔底; 口腔
neck: 頸部; 頚部
node: リンパ節
lung: 肺; 肺野; 肺実質; 肺尖部; 肺尖; 肺底部; 肺底; 胸膜下
bronchus: 気管支; 気管; 気道; 気管支壁
pleura: 胸膜; 胸腔; 肋骨横隔膜角; 葉間; 葉間胸膜
mediastinum: 縦隔; 胸腺; 前縦隔; 気管分岐下; 傍気管; 気管分岐部
hilum: 肺門; 肺門部
heart: 心; 心臓; 心陰影; 心筋; 左室; 右室; 左房; 右房; 心房; 心室; 心胸郭比
pericardium: 心膜; 心嚢
coronary: 冠動脈; 左前下行枝; 右冠動脈; 回旋枝
aorta: 大動脈; 胸部大動脈; 腹部大動脈; 上行大動脈; 下行大動脈; 大動脈弓; 弓部
pulmonary-artery: 肺動脈; 肺動脈本幹
vena-cava: 下大静脈; 上大静脈
esophagus: 食道
diaphragm: 横隔膜
chest: 胸部; 胸郭; 胸壁
breast: 乳房; 乳腺; 乳頭; 乳輪下
axilla: 腋窩
liver: 肝; 肝臓; 肝実質; 肝内
gallbladder: 胆嚢; 胆のう
bile-duct: 胆管; 総胆管; 胆道; 肝内胆管; 肝外胆管
pancreas: 膵; 膵臓; 主膵管; 膵管; 膵頭部; 膵体部; 膵尾部; 膵実質; 膵周囲; 膵体尾部
spleen: 脾; 脾臓
adrenal: 副腎
kidney: 腎; 腎臓; 腎盂; 腎実質; 腎杯; 腎周囲
ureter: 尿管; 膀胱尿管移行部; 腎盂尿管移行部
bladder: 膀胱
prostate: 前立腺; 精嚢; 辺縁域; 移行域
testis: 精巣; 陰嚢; 精巣上体
uterus: 子宮; 子宮内膜; 子宮体部; 子宮底部; 子宮筋層; 内膜
cervix-uteri: 子宮頸部; 子宮頚部
ovary: 卵巣; 付属器; 卵管
vagina: 膣; 腟
stomach: 胃; 胃壁; 胃体部; 胃前庭部; 胃噴門部
duodenum: 十二指腸
small-bowel: 小腸; 空腸; 回腸; 回腸末端
colon: 大腸; 結腸; 盲腸; s状結腸; 上行結腸; 下行結腸; 横行結腸; 回盲部
bowel: 腸管; 消化管
appendix: 虫垂
rectum: 直腸; 直腸間膜; 肛門; 肛門管
mesentery: 腸間膜; 大網; 腸間膜脂肪織
peritoneum: 腹膜; 腹腔; 腹腔内; ダグラス窩; モリソン窩; douglas窩; 骨盤腔
retroperitoneum: 後腹膜; 傍大動脈; 大動脈周囲
portal-vein: 門脈; 門脈本幹
mesenteric-artery: 上腸間膜動脈; 上腸間膜静脈; 腹腔動脈; sma; smv
hepatic-vein: 肝静脈; 肝動脈
iliac-vessel: 腸骨動脈; 総腸骨動脈; 内腸骨動脈; 外腸骨動脈; 腸骨静脈; 外腸骨; 内腸骨; 総腸骨
femoral-vessel: 大腿動脈; 大腿静脈; 膝窩静脈; 膝窩動脈; 浅大腿静脈; 下腿静脈; ヒラメ静脈; 後脛骨静脈
groin: 鼠径; 鼠径部; 鼠蹊
abdomen: 腹部; 腹壁; 上腹部; 腹腔
pelvis: 骨盤; 骨盤内; 骨盤部
spine: 椎体; 脊椎; 腰椎; 胸椎; 頸椎; 頚椎; 脊柱; 椎弓; 棘突起; 椎弓根
cord: 脊髄; 髄内; 硬膜嚢; 馬尾; 脊髄円錐
disc: 椎間板; 椎間
facet: 椎間関節; 黄色靱帯; 黄靱帯
foramen: 椎間孔; 外側陥凹; 傍正中
nerve-root: 神経根
canal: 脊柱管
sacrum: 仙骨; 尾骨; 仙椎
sacroiliac: 仙腸関節
rib: 肋骨
sternum: 胸骨
clavicle: 鎖骨; 肩鎖関節
scapula: 肩甲骨; 肩峰; 関節窩
shoulder: 肩; 肩関節; 腱板
supraspinatus: 棘上筋; 棘上筋腱
infraspinatus: 棘下筋; 棘下筋腱
subscapularis: 肩甲下筋; 肩甲下筋腱
biceps: 上腕二頭筋; 上腕二頭筋長頭腱
labrum: 関節唇
humerus: 上腕骨; 上腕骨頭; 大結節
elbow: 肘; 肘関節; 肘頭; 尺骨
radius: 橈骨; 橈骨遠位端
wrist: 手関節; 舟状骨; 月状骨; 手根骨
hand: 手; 指骨; 中手骨; 母指
pelvic-bone: 腸骨; 坐骨; 恥骨; 骨盤骨; 恥骨結合; 恥骨枝; 腸骨翼
hip: 股関節; 寛骨臼; 大腿骨頭; 大腿骨頸部; 大腿骨頚部; 臼蓋; 転子部
femur: 大腿骨; 大腿骨内側顆; 大腿骨外側顆; 大腿骨遠位; 大腿骨顆部
knee: 膝; 膝関節
meniscus: 半月板; 内側半月板; 外側半月板; 内側半月; 外側半月; 半月
acl: 前十字靱帯; 前十字靭帯; acl
pcl: 後十字靱帯; 後十字靭帯; pcl
mcl: 内側側副靱帯; 内側側副靭帯; mcl
lcl: 外側側副靱帯; 外側側副靭帯; lcl
patella: 膝蓋骨; 膝蓋腱; 膝蓋上嚢
tibia: 脛骨; 脛骨近位; 脛骨プラトー; 脛骨高原; 脛骨近位部
fibula: 腓骨; 外果
ankle: 足関節; 距骨; 内果
atfl: 前距腓靱帯; 前距腓靭帯; 踵腓靱帯; 踵腓靭帯
achilles: アキレス腱
foot: 足; 足底; 踵骨; 中足骨; 足底腱膜; 舟状骨
bone: 骨; 骨髄; 骨皮質; 全身骨; 骨格; 骨構造
muscle: 筋; 筋肉; 腸腰筋; 大腰筋; 傍脊柱筋; 殿筋; 腓腹筋
soft-tissue: 軟部組織; 皮下; 皮膚; 皮下脂肪
ligament: 靱帯; 靭帯
tendon: 腱
cartilage: 軟骨; 関節軟骨
joint: 関節; 関節裂隙; 関節腔
`

export const japaneseParts = `
lobe upper-lobe: 上葉
lobe middle-lobe: 中葉
lobe lower-lobe: 下葉
zone upper-zone: 上肺野; 肺尖部; 肺尖
zone mid-zone: 中肺野
zone lower-zone: 下肺野; 肺底部; 肺底; 肺底区
brain-lobe frontal: 前頭葉
brain-lobe parietal: 頭頂葉
brain-lobe temporal: 側頭葉; 海馬
brain-lobe occipital: 後頭葉
compartment medial: 内側
compartment lateral: 外側
pole upper-pole: 上極; 腎上極
pole lower-pole: 下極; 腎下極
aorta-part ascending: 上行大動脈
aorta-part descending: 下行大動脈
aorta-part infrarenal: 腹部大動脈; 腎動脈下
pancreas-part head: 膵頭部; 膵鉤部; 膵頭
pancreas-part body: 膵体部
pancreas-part tail: 膵尾部
colon-part cecum: 盲腸
colon-part sigmoid-part: s状結腸
colon-part ascending-colon: 上行結腸
colon-part descending-colon: 下行結腸
colon-part transverse-colon: 横行結腸
horn anterior-horn: 前角
horn posterior-horn: 後角
`
