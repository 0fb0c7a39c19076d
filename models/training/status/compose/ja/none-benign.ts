import type { Situation } from './situations.ts'

/** Label 0: benign, degenerative, traumatic or infectious changes of bone. */
export const benign: readonly Situation[] = [
  {
    name: 'haemangioma', label: 0, frames: [
      '«{vertebra}[椎体|]血管腫{present}»', '«{vertebra}に血管腫を疑う{finding}{present}»。転移{none}', '{vertebra}椎体に«{haemangioma}を認め、血管腫{benignThink}»', '«{vertebra}の血管腫{same}»', '«{vertebra}椎体血管腫は{compared}やや増大している»が、転移を{hint}所見{absent}', '{vertebra}の{finding}は«血管腫{benignThink}»', '«椎体血管腫が[散在|多発]している»', '«{vertebra}に異型血管腫を疑う»。{evident}転移{none}', '{vertebra}:«血管腫»', '«{vertebra}のhemangioma»。bone metaは認めない', '@mri {vertebra}の«T1高信号結節は脂肪に富む血管腫{benignThink}»', '@ct {vertebra}に«縦走する粗な骨梁を認め、血管腫の所見である»',
    ],
  },
  {
    name: 'bone-island', label: 0, frames: [
      '«{site}に骨島{present}»', '{site}の小硬化巣は«骨島{benignThink}»', '«{site}の骨島{same}»', '{site}に{smallmm}mm大の硬化巣を認めるが、«{compared}不変であり骨島{benignThink}»', '{site}の緻密な結節は«bone island{benignThink}»', '«{site}のenostosis{same}»', '«骨島が[散在|数個みられる|多発]»。«転移{none}»', '{site}の結節状硬化像は«[5年|3年|数年|10年]以上変化なく、良性である»', '«{site}に良性硬化巣{present}»。経過で{same2}', '@scan,pet {site}の硬化巣に«集積はなく骨島{benignThink}»', '«骨斑紋症{benignThink}»。多発する小硬化巣は対称性である', '«{site}の硬化像は骨島として矛盾なく、転移{none}»',
    ],
  },
  {
    name: 'degenerative', weight: 2, label: 0, frames: [
      '«{region}に変形性変化{present}»', '«[変形性脊椎症|腰椎症|頸椎症|変形性腰椎症|脊柱管狭窄|変形性股関節症|変形性膝関節症|椎間板変性|椎体終板変性|側弯症]{present}»', '«{vertebra}の終板変性{same}»', '«[変形性脊椎症|変形性腰椎症|椎間板ヘルニア|変形性関節症|腰椎すべり症]{bigger}»', '«{region}の変性{bigger}»が、«転移{none}»', '«骨棘形成[あり|が目立つ|{present}]»', '«{vertebra}の[Modic type [1|2|3]|終板炎|椎間板変性に伴う信号変化]{benignThink}»', '«DISH{present}»', '«びまん性特発性骨増殖症{present}»', '{vertebra}の«終板下の{finding}は変性による変化{benignThink}»', '@scan,pet «[肩|膝|股|手|足|仙腸|胸鎖|肩鎖]関節の集積は変性{benignThink}»', '@scan,pet {vertebra}の集積は«変形性変化に一致する»', '@scan {region}の集積は«骨棘の部位にあたり、変性{benignThink}»', '«{region}の集積は変形性関節症によるもの[と考える|である|と思われる]»', '{site}の{finding}は«変性[性変化|]{benignThink}»。転移を{hint}所見に乏しい', '«仙腸関節に硬化性腸骨炎{present}»', '@scan,pet «関節炎性の集積{present}»。{compared}集積は{growMild}', '«胸肋鎖骨肥厚症{benignThink}»',
    ],
  },
  {
    name: 'schmorl', label: 0, frames: [
      '«{vertebra}にSchmorl結節{present}»', '{vertebra}上縁の陥凹は«シュモール結節{benignThink}»', '«{vertebra}のシュモール結節{same}»', '{vertebra}終板の{finding}は«Schmorl結節{benignThink}»。転移{none}', '«{vertebra}にシュモール結節が新たに出現している»', '«多発するSchmorl結節{present}»', '«{vertebra}下縁のシュモル結節に伴う[集積|信号変化|硬化]{present}»',
    ],
  },
  {
    name: 'osteoporotic-fracture', weight: 2, label: 0, frames: [
      '«{vertebra}圧迫骨折{present}»', '«{vertebra}に新規圧迫骨折{present}»。転移を{hint}所見{absent}', '«{vertebra}の[陳旧性|古い|]圧迫骨折{same}»', '«{vertebra}の圧潰{bigger}»が、«骨粗鬆症性{benignThink}»', '«骨粗鬆症による[多発|]圧迫骨折{present}»', '{vertebra}の{finding}は«[新鮮|急性期|亜急性期|骨粗鬆症性]圧迫骨折{benignThink}»', '{vertebra}椎体の圧潰は«脆弱性骨折{benignThink}»。«転移を{hint}所見は伴わない»', '«仙骨の脆弱性骨折{present}»', '仙骨のH型の{finding}は«不全骨折{benignThink}»', '«恥骨[上枝|]の脆弱性骨折{suspect}»。{evident}転移{none}', '«{vertebra}に良性圧迫骨折{newly}»', '{vertebra}の骨折は«悪性を疑う所見に乏しく、骨粗鬆症性{benignThink}»', '«多発椎体骨折が増加している»。骨粗鬆症{benignThink}', '{vertebra}の圧迫骨折に«病的骨折を{hint}所見{absent}»', '@mri {vertebra}椎体に«帯状のT1低信号を認め、新鮮圧迫骨折{benignThink}»', '@mri {vertebra}に«fluid signを認め、良性圧迫骨折{benignThink}»',
    ],
  },
  {
    name: 'trauma', label: 0, frames: [
      '«{rib}に骨折{present}»', '{rib}の{finding}は«骨折{benignThink}»', '«[右|左]多発肋骨骨折{present}»', '{rib}の集積は«外傷後変化{benignThink}»。転移{none}', '«{rib}の陳旧性骨折{same}»', '«肋骨骨折{newly}»。直線状の配列であり転移{none}', '«骨折の治癒過程{benignThink}»。{rib}の{finding}は{growMild}', '[転倒|交通外傷|胸部打撲]後、«{rib}の骨折{present}»', '@scan 肋骨に«縦に並ぶ集積を認め、骨折{benignThink}»', '«{limb}の[骨折|頸部骨折|転子部骨折]{present}»', '«骨挫傷{benignThink}»。{limb}の{finding}は限局的である', '«[人工股関節置換|人工膝関節置換|腰椎固定術|椎体形成|骨接合]術後変化{present}»', '@scan,pet «手術部位の集積{present}»。術後変化である', '«[抜歯|歯科治療|歯周炎|根尖病変]による下顎骨の{finding}{benignThink2}»', '«疲労骨折{benignThink}»。{limb}に{finding}を認める',
    ],
  },
  {
    name: 'infection', label: 0, frames: [
      '«{vertebra}、{vertebra}の化膿性脊椎炎{suspect}»', '«化膿性椎間板炎{bigger}»', '«{vertebra}の脊椎炎{smaller}»', '«結核性脊椎炎{suspect}»。椎間板を挟んで{finding}を認める', '椎間板を含む骨破壊であり、«転移より感染{benignThink}»', '«骨髄炎{suspect}»。{limb}の{finding}は{growMild}', '«下顎骨の[顎骨壊死|MRONJ|薬剤関連顎骨壊死|骨髄炎]{suspect}»', '«[SAPHO症候群|強直性脊椎炎|乾癬性関節炎|仙腸関節炎]{suspect}»', '«{vertebra}椎間板炎の骨破壊{newly}»。転移{none}', '«仙腸関節炎{present}»', '@scan 下顎の集積は«歯性感染{benignThink}»',
    ],
  },
  {
    name: 'paget-fibrous-red-marrow', label: 0, frames: [
      '«{pelvis}のPaget病{suspect}»', '{pelvis}の骨肥厚と骨梁粗造化は«Paget病{benignThink}»', '«骨Paget病{same}»', '«{pelvis}のページェット病{bigger}»', '«{rib}の線維性骨異形成{suspect}»', '{site}のすりガラス状病変は«線維性骨異形成{benignThink}»', '«fibrous dysplasia{benignThink}»。{site}の{finding}は前回と変わらない', '«{limb}の線維性骨異形成{same}»', '«赤色髄の[残存|再転換|過形成]{benignThink}»', '@mri 椎体のびまん性低信号は«赤色髄の増生{benignThink}»', '@mri {limb}の«斑状の信号は造血髄{benignThink}»。転移{none}', '@pet 骨髄のびまん性集積亢進は«骨髄賦活{benignThink}»', '«骨髄過形成{benignThink}»。多発骨転移{none}', '«[照射|放射線治療]後の脂肪髄化{present}»。転移{none}', '«{limb}の[内軟骨腫|骨内脂肪腫|骨軟骨腫|非骨化性線維腫|骨嚢腫|単純性骨嚢腫|骨内ガングリオン|類骨骨腫|骨梗塞|大腿骨頭壊死]{suspect}»', '{limb}の{finding}は«[内軟骨腫|骨内脂肪腫|骨軟骨腫|骨梗塞|骨嚢胞]{benignThink}»', '«[内軟骨腫|骨梗塞|骨軟骨腫]{same}»', '«仙骨のTarlov嚢胞{present}»', '«傍神経根嚢胞による仙骨の骨侵食{benignThink2}»', '«脊索遺残(BNCT){benignThink}»。{vertebra}の硬化は不変である', '«前頭骨内板過骨症{present}»', '@scan «[前頭骨|頭蓋]の集積は過骨症{benignThink}»', '«副甲状腺機能亢進症によるbrown tumor{suspect}»', '«腎性骨異栄養症{benignThink}»。全身骨の集積亢進を認める', '«肥厚性骨関節症{suspect}»', '«転移性石灰化{present}»', '«移行椎の偽関節{benignThink}»。集積あり', '«ポリオ後の骨萎縮{present}»', '«骨サルコイドーシス{suspect}»',
    ],
  },
  {
    name: 'generic-benign', weight: 2, label: 0, frames: [
      '{site=a}の{finding}は«{benign}{benignThink}»', '{site=a}の{finding}は«転移よりも{benign}{benignThink}»', '{site=a}の{finding}は«{benign}であり、転移ではない»', '{site=a}に{finding}を認めるが、«{benign}{benignThink}»', '«{site=a}の{finding}は良性{benignThink}»', '{site=a}の{finding}は{same2}。«良性病変{benignThink}»', '{site=a}の{finding}は{growMild}。«{benign}{benignThink}»', '{compared}{site=a}に{finding}{newly}が、«{benign}{benignThink}»', '«転移というより{benign}である»。{site=a}に{finding}を認める', '«{site=a}の{finding}に悪性所見{absent}»', '{pair}の{finding}は«いずれも{benign}{benignThink}»', '{region}に{finding}が多発しているが、«{benign}{benignThink}»。転移{none}', '@scan,pet {site=a}の集積は«{benign}による»', '{site=a}の{finding}は«[多年|長期|5年間]変化なく{benign}と考える»', '«{benign}。転移なし»', '{site=a}:«{benign}»。{site=b}:«{benign}»。骨転移{none}',
    ],
  },
]
