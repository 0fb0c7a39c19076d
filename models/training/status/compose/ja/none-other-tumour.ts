import type { Situation } from './situations.ts'

/** Label 0: blood diseases of bone, primary bone tumours, direct invasion, soft tissue; and open questions (uncertain). */
export const otherTumour: readonly Situation[] = [
  {
    name: 'myeloma', label: 0, orders: ['blood'], alone: true, frames: [
      '«[多発性|]骨髄腫による{lesion}{bigger}»', '«骨髄腫の骨病変{same}»', '«骨髄腫の{fresh}{lesion}{present}»', '«{region}の[多発|]{lesion}{more}»。骨髄腫の増悪と考える', '«多発する{lesion}は骨髄腫{benignThink}»', '«{regions}に{lesion}が多発»。骨髄腫の所見である', '«骨髄腫病変{smaller}»', '«MMによるpunched-out lesion{present}»', '«{vertebra}の形質細胞腫{bigger}»', '«孤立性形質細胞腫{suspect}»。{site}に{lesion}を認める', '«骨髄腫による{vertebra}の病的骨折{newly}»', '«髄外病変{newly}»。骨髄腫の進行である', '«{site}の{lesion}{newly}»。多発性骨髄腫の再燃{suspect}', '«MM:PD»。{lesion}が増加', '«骨髄腫の病変{gone}»', '«骨髄のびまん性信号低下は骨髄腫の浸潤{benignThink}»', '«形質細胞腫による骨破壊{same}»', '«骨髄腫:{region}の溶骨性変化{present}»',
    ],
  },
  {
    name: 'blood-in-order-only', label: 0, orders: ['blood'], alone: true, quiet: true, frames: [
      '{regions}の{lesion}{bigger}', '多発{lesion}{more}', '骨病変{same}', '骨病変{smaller}', '{site}に{fresh}{lesion}{present}', '骨病変{newly}', '{place}の{lesion}{same}', '{regions}に{lesion}が多発している', '骨髄病変{gone}', '{lesion}{smaller}', 'PD', 'SD', '骨の既知病変{same}', '{region}の病変{bigger}', '{vertebra}の病的骨折{newly}', '骨髄病変{present}', '新規骨病変{absent}',
    ],
  },
  {
    name: 'lymphoma-leukaemia', label: 0, orders: ['blood'], alone: true, frames: [
      '«悪性リンパ腫の骨髄浸潤{suspect}»', '«悪性リンパ腫の骨病変{bigger}»', '«リンパ腫の骨浸潤{smaller}»', '«{region}のリンパ腫病変{same}»', '«DLBCLの骨病変{gone}»', '{site}の{lesion}は«骨原発悪性リンパ腫{benignThink}»', '«白血病細胞の骨髄浸潤{benignThink}»。骨髄信号のびまん性低下を認める', '«リンパ腫の{fresh}骨病変{present}»', '«骨髄のびまん性異常は[白血病|悪性リンパ腫|骨髄線維症|MDS]{benignThink}»', '«ATLの骨病変{newly}»', '«リンパ節病変、骨病変とも{smaller3}»。リンパ腫はPRである', '«Deauville score 5の骨病変{present}»。リンパ腫の残存である', '«骨のリンパ腫病変{more}»', '«ホジキンリンパ腫の{region}病変{same}»', '«ランゲルハンス細胞組織球症{suspect}»。{site}に骨透亮像を認める', '«全身性肥満細胞症による骨硬化{benignThink2}»',
    ],
  },
  {
    name: 'primary-bone-tumour', label: 0, orders: ['bone', 'unrelated'], alone: true, frames: [
      '«{limb}の骨肉腫{suspect}»', '«{limb}骨肉腫{bigger}»', '«{pelvis}の軟骨肉腫{same}»', '«{pelvis}の軟骨肉腫{bigger}»', '«仙骨脊索腫{suspect}»', '«仙骨の脊索腫{bigger}»', '«Ewing肉腫{suspect}»。{pelvis}に{lesion}を認める', '«{limb}の骨巨細胞腫{suspect}»', '«骨巨細胞腫の局所再発{present}»', '{limb}の骨破壊は«原発性骨腫瘍{benignThink}»', '«骨肉腫{smaller}»。{elsewhere}{newly}', '«{limb}の腫瘍は原発性悪性骨腫瘍が第一である»。骨への転移{noneAt}', '«骨原発UPS{suspect}»', '«斜台脊索腫{same}»', '«内軟骨腫の悪性転化{suspect}»',
    ],
  },
  {
    name: 'primary-in-order-only', label: 0, orders: ['bone'], needsOrder: true, alone: true, quiet: true, frames: [
      '腫瘍{bigger}', '{limb}の腫瘍{same}', '骨破壊を伴う腫瘍{present}', '腫瘍{smaller}', '骨外腫瘤{bigger}', '術後再発{absent}', '腫瘍の骨髄内進展{present}', '局所再発{suspect}', '{lesion}{bigger}', '骨膜反応を伴う{lesion}{present}', '{limb}に境界不明瞭な{lesion}{present}',
    ],
  },
  {
    name: 'direct-invasion', label: 0, orders: ['plain', 'elsewhere', 'unrelated'], alone: true, frames: [
      '«[肺癌|腫瘍|肺腫瘤|原発巣]は{rib}に直接浸潤している»', '«[パンコースト腫瘍|肺尖部腫瘍|Pancoast腫瘍]による肋骨・椎体浸潤{present}»', '«直腸癌[術後|]局所再発の仙骨浸潤{present}»', '«仙骨への直接浸潤{bigger}»', '«仙骨浸潤を伴う骨盤内再発{same}»', '«[歯肉癌|口腔底癌|舌癌]の下顎骨浸潤{present}»', '«腫瘍の下顎骨浸潤{suspect}»', '«頭蓋底骨への直接浸潤{present}»。上咽頭癌T3相当', '«胸膜中皮腫の胸壁・肋骨浸潤{present}»', '«[膀胱癌|子宮頸癌|肛門管癌]の恥骨浸潤{suspect}»', '«{rib}の骨破壊は肺癌の胸壁浸潤による»', '«胸骨浸潤を伴う[胸腺癌|胸腺腫|乳癌局所再発]{present}»', '«後腹膜腫瘍の椎体浸潤{newly}»', '«腫瘍は{vertebra}に接し、直接浸潤{suspect}»。骨転移{none}', '«[副鼻腔癌|上顎癌]による眼窩骨破壊{benignThink2}»', '«肺癌の胸壁浸潤、肋骨破壊{bigger}»。遠隔転移{none}', '«局所再発腫瘍の骨盤骨への進展{present}»', '«皮膚癌の頭蓋骨浸潤{suspect}»', '«脊椎への直接進展であり、血行性転移ではない»', '骨破壊は«原発巣からの連続性進展{benignThink}»',
    ],
  },
  {
    name: 'soft-tissue-near-bone', label: 0, alone: true, frames: [
      '{nearBone}{present}。«骨破壊{absent}»', '{nearBone}{bigger}。«骨への浸潤{absent}»', '{nearBone}{newly}。«骨に転移{noneAt}»', '{nearBone}{same}。«隣接骨に異常{absent}»', '{nearBone}{smaller}。«骨転移{none}»', '«髄膜播種{suspect}»。椎体に異常{absent}', '«脊髄髄内転移{newly}»。«椎体転移{none}»', '«硬膜転移{present}»。頭蓋骨に異常{absent}', '«骨格筋転移{present}»。骨転移{none}',
    ],
  },
  {
    name: 'cannot-exclude', weight: 2, label: 0, uncertain: true, alone: true, frames: [
      '«{evident2}骨転移{unsure}»', '{site=a}に{finding}を認め、«骨転移{unsure}»', '{site=a}の{finding}は{benign}を第一に考えるが、«転移{unsure}»', '{site=a}の{finding}は«{benign}か転移かの鑑別が困難である»', '{site=a}の小さな{finding}。«転移{unsure}»', '{site=a}の{finding}について、«転移{unsure}ため[MRI|骨シンチ|PET/CT|経過観察]を{recommend}»', '{benign}が疑われるが、«骨転移{unsure}»', '«転移性骨腫瘍{unsure}»', '«{site=a}に転移{unsure}»', '{site=a}の{finding}は非特異的で、«転移{unsure}»', '«{site=a}の{finding}は[良悪性の判断|転移の有無の判断|質的診断]が困難である»', '«{site=a}の{finding}は転移の除外が必要である»。MRIを{recommend}', '{site=a}に淡い{finding}を認める。変性と考えるが«転移{unsure}»', '{vertebra}圧迫骨折を認める。骨粗鬆症性と考えるが、«病的骨折(転移){unsure}»', '«骨転移{unsure}»が、{benign}をまず考える', '«小さな骨転移{unsure}»', '«{region}の淡い{finding}は骨転移{unsure}»', '«骨転移の有無は[判定|判断|評価]困難である»', '[motion artifact|体動|金属アーチファクト|単純CT]のため«骨転移{unsure}»', '{site=a}の{finding}は«転移と{benign}の鑑別を要する»', '«{site=a}病変、R/O meta»', '«{site=a}の{finding}は転移も鑑別となる»。経過観察を{recommend}',
    ],
  },
  {
    name: 'unlikely', label: 0, uncertain: true, alone: true, frames: [
      '«骨転移{unlikely}»', '{site=a}に{finding}を認めるが、«骨転移{unlikely}»', '{site=a}の{finding}は«転移{unlikely}»', '{site=a}の{finding}は{compared}変化に乏しく、«転移{unlikely}»', '«{met}{unlikely}»が、[経過観察|フォロー|MRI]を{recommend}', '{site=a}の{finding}は{benign}を疑い、«転移{unlikely}»', '«転移{unlikely}»ものの、念のため[次回CT|MRI|骨シンチ]での確認を{recommend}', '{site=a}の小{finding}。«転移性病変{unlikely}»', '«{site=a}の{finding}は骨転移{unlikely}»', '{site=a}の{finding}は単発・小型で、«転移{unlikely}»', '{site=a}の{finding}は{benign}と思われ、«転移{unlikely}»', '腫瘍マーカーの上昇もなく«骨転移{unlikely}»', '{finding}が{site=a}にみられるが«骨転移{unlikely}»',
    ],
  },
  {
    name: 'indeterminate', label: 0, uncertain: true, alone: true, orders: ['plain', 'ask', 'unrelated'], frames: [
      '«{site=a}に{finding}を認めるが、非特異的である»', '«{site=a}の小さな{finding}、意義不明»', '«{site=a}に{smallmm}mm大の{finding}を認め、質的診断困難である»', '«{site=a}の{finding}は良悪性の鑑別困難である»', '«{site=a}の淡い{finding}は[経過観察|フォローアップ|follow]を{recommend}»', '«{site=a}の{finding}:現時点では判定保留とする»', '«{site=a}に非特異的な{finding}を認める。経過観察を{recommend}»', '«{site=a}の{finding}は{benign}か骨腫瘍か判断できない»', '«{site=a}に性状不明の{finding}{present}»',
    ],
  },
]
