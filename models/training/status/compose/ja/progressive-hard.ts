import type { Situation } from './situations.ts'

/** Label 1, the harder half: complications, contrasts, the word metastasis missing, copied text, two studies. */
export const progressiveHard: readonly Situation[] = [
  {
    name: 'pathological-fracture', label: 1, frames: [
      '«{site=a}転移による病的骨折{present}»', '{site=a}の圧潰は«転移による病的骨折{benignThink}»', '«{site=a}の病的骨折{newly}»。«骨転移に伴うものである»', '«骨転移に伴う{vertebra}圧迫骨折{present}»', '«{limb}転移、切迫骨折{present}»', '«{vertebra}の転移性圧潰{bigger}»', '«{met}を背景とした{vertebra}の病的骨折{suspect}»', '{vertebra}の圧迫骨折は«骨粗鬆症性ではなく、転移による病的骨折{suspect}»', '«{limb}の病的骨折、転移{suspect}»', '«{rib}の転移に病的骨折を伴う»', '{vertebra}圧潰。«椎弓根の破壊を伴い転移による{benignThink3}»', '«{cancer}転移による椎体圧潰{present}»',
    ],
  },
  {
    name: 'epidural', label: 1, frames: [
      '«{vertebra}転移の硬膜外進展{present}»', '«{vertebra}の転移{present}»。硬膜外進展を伴い、脊髄を圧迫する', '«{vertebra}転移の脊柱管内進展{bigger}»', '«{vertebra}転移による脊髄圧迫{newly}»', '«脊椎転移{present}»。[麻痺のリスクがあり至急対応を要する|切迫麻痺の状態である|脊髄症に注意]', '«{vertebra}転移、MESCC»', '«{vertebra}転移は椎弓根から硬膜外に進展し、神経根を圧排している»', '«脊椎転移による脊柱管狭窄{bigger}»', '«{vertebra}椎体転移{bigger}»。椎間孔進展あり', '«{vertebra}の転移{newly}»が、脊髄圧迫{absent}', '«椎体転移{bigger}»。硬膜嚢を圧排する', '«仙骨転移は仙骨孔に進展している»',
    ],
  },
  {
    name: 'marrow-carcinomatosis', label: 1, frames: [
      '«[びまん性|広範な]骨髄転移{suspect}»', '«骨髄癌腫症{suspect}»', '«びまん性骨転移の所見で、super bone scan{present2}»', '@scan «super bone scanの所見であり、びまん性骨転移{suspect}»', '@scan,pet «全身骨に多発する{lesion}を認め、多発骨転移{suspect}»', '@mri «椎体のびまん性信号低下は骨髄転移{suspect}»', '«骨髄転移{newly}»', '«癌の骨髄浸潤{suspect}»。播種性骨髄癌腫症の像である', '@pet «骨髄のびまん性高集積は癌の骨髄転移{suspect}»', '«{cancer}の骨髄転移{bigger}»',
    ],
  },
  {
    name: 'described-no-word', label: 1, orders: ['plain', 'known', 'worried', 'treated'], needsOrder: true, alone: true, frames: [
      '@ct,film,pet,mri «{regions}に溶骨性病変が多発している»。病勢進行を考える', '@ct «{place}に{fresh}溶骨性病変{present}»。既知病変{same}', '«{regions}の[多発|]骨病変は増大・増加している»', '@ct «{regions}に多発する造骨性病変{present}»', '@scan,pet «{regions}に多発する異常集積{present}»', '@scan,pet «{place}に{fresh}異常集積が出現している»。[PD相当|病勢増悪]と考える', '@ct «{vertebra}の溶骨性病変は増大し、骨外に進展している»', '@mri «{vertebra}、{vertebra}に骨髄置換性病変を認め、硬膜外に進展している»', '@ct «多発溶骨性病変が出現»、{cancer}の進行である', '骨病変は«数、大きさとも増している»', '@ct «{site}に骨破壊を伴う腫瘤{newly}»。悪性{benignThink}', '@mri «脊椎に多発する{lesion}があり、悪性{benignThink}»', '@scan,pet «骨の集積は{more2}»', '«骨病変{bigger}»。{cancer}PD',
    ],
  },
  {
    name: 'one-site-denied', weight: 2, label: 1, alone: true, frames: [
      '脊椎には転移{absent}が、«{rib}に転移{present}»', '骨盤に転移{noneAt}。«{vertebra}に転移{suspectAt}»', '{site=a}は{benign}{benignThink}。«{site=b}は転移{suspect}»', '{vertebra}の{finding}は変性{benignThink}。«{pelvis}の{lesion}は転移{suspect}»', '{site=a}の転移は明らかでない。«{site=b}に{lesion}を認め、転移{suspect}»', '«{site=b}に転移{present}»。その他の骨に{evident}転移{absent}', '«{site=b}転移{newly}»。他の部位に骨転移{absent}', '«{site=b}の転移{suspect}»。{site=a}の{finding}は{benign}{benignThink}', '@scan,pet {rib}の集積は骨折{benignThink}が、«{vertebra}の集積は転移{suspect}»', '{region}に転移はみられないものの、«{site=b}に単発の骨転移{present}»', '«{site=b}に骨転移{present}»が、病的骨折{absent}', '«{site=b}の骨転移{present}»。脊髄圧迫{absent}', '{site=a}の硬化像は骨島で不変。«{site=b}には{fresh}骨転移{present}»', '肋骨に多発骨折{present}。«それとは別に{vertebra}に転移{suspectAt}»', '{vertebra}圧迫骨折は骨粗鬆症性{benignThink}。«{pelvis}に骨転移{present}»', '«骨転移は{site=b}のみ»に{present3}。他の骨に異常{absent}', '[肺癌の肋骨浸潤|腫瘍の胸壁・肋骨浸潤|仙骨への直接浸潤]{present}。«これとは離れた{site=b}に転移{suspectAt}»', '«{vertebra}に血行性骨転移{present}»。肋骨への直接浸潤{same}',
    ],
  },
  {
    name: 'doubt-beside-certain', label: 1, alone: true, frames: [
      '{site=a}の{lesion}は転移を否定できない。«{site=b}の{lesion}は転移である»', '{site=a}の転移の可能性は低いが、«{site=b}は転移{suspect}»', '«{met}{newly}»。{site=a}の{lesion}は良悪性の鑑別が難しい', '{site=a}は{benign}か転移か不明であるが、«{site=b}に明らかな骨転移{present}»', '«骨転移であることを否定する所見はなく、転移{suspect}»', '{site=a}の{lesion}は前回転移を否定できないとした。«今回増大し、転移{suspect}»', '前回骨島としたが、«今回増大しており転移{suspect}»', '前回{benign}とした{site=a}病変は«増大し、骨転移{suspect}»', '前回変性{benignThink}た{site=a}の{lesion}は«増大し転移{suspect}»',
    ],
  },
  {
    name: 'copied-progress', label: 1, orders: ['plain', 'known', 'treated', 'worried', 'ask'], alone: true, frames: [
      '[前回|前回所見|前回診断]:骨転移なし。今回:«{met}{newly}»', '前回:骨転移は不変。今回:«骨転移{bigger}»', '({prior}の診断:骨転移は縮小)。今回、«骨転移{bigger}»', '【前回レポート】多発骨転移、SD。【今回】«多発骨転移、PD»', '前回までは骨転移なしと報告。«今回、{site=a}に転移{suspectAt}»', '{prior}:骨転移不変。今回:«{site=a}に転移新出»', '以前の報告では骨転移を否定できないとしていたが、«今回明らかに増大し骨転移{suspect}»', '[コピペ|前回記載]:異常なし。«追記:{site=a}に転移{present}»', '前回報告:{benign}。«訂正:骨転移{suspect}»',
    ],
  },
  {
    name: 'two-studies-progress', label: 1, alone: true, frames: [
      '【CT】{elsewhere}{same}。骨転移{absent}。【骨シンチ】«{site=a}に転移{suspectAdj}集積{present}»', 'CT:骨転移は不変。骨シンチ:«{site=a}に転移を疑う新規集積{present}»', '胸腹部CT:{elsewhere}{smaller}。脊椎MRI:«{vertebra}転移{bigger}»', 'CTでは指摘困難であるが、MRIで«{vertebra}に転移{present}»', '骨シンチで{site=a}に集積があり、CTでも«溶骨性変化を伴い転移{suspect}»', '(1)CT:{elsewhere}{bigger}。(2)骨シンチ:«多発骨転移{present}»', '#1 頭部MRI:脳転移{absent}。#2 PET/CT:«{mets}{present}»', 'MRI:«{site=a}転移が新出»。CT:{elsewhere}{same}', '骨シンチ:明らかな異常集積{absent}。MRI:«{vertebra}に転移{suspectAt}»', 'PET:«{mets}{bigger}»。脳MRI:異常{absent}',
    ],
  },
  {
    name: 'headed-progress', label: 1, frames: [
      '骨:«[多発転移あり|転移、新出|転移、増大|転移+|転移疑い|meta, PD|転移増悪|新規転移|転移の出現]»', '骨病変:«[新規転移あり|転移(増悪)|転移、増加]»', '骨転移:«[あり|増悪|新出|PD|(+)、増大|増加|多発|進行|新病変あり|出現]»', 'Bone:«[multiple mets|new meta|mets, progression|PD|progressive bone mets]»', 'M1b(«骨転移»)', 'cM1(«{pair}»、«骨転移»)', '<骨>«転移[増大|新出|あり]»', '骨[ー|-]«転移[増大|新出|疑い]»', 'M:«OSS»。骨転移あり', '骨転移評価:«増悪»', 'BM:«[PD|増悪|new lesion(+)]»',
    ],
  },
  {
    name: 'sclerotic-new', label: 1, orders: ['plain', 'known', 'treated', 'worried'], frames: [
      '«{place}に造骨性転移が[出現|新出]している»', '«造骨性骨転移{bigger}»', '{place}の硬化巣は«前回指摘できず、新規の造骨性転移{suspect}»', '«硬化性転移の数が増えている»', '«造骨性転移{more}»', 'フレアの可能性もあるが、«新規病変があり骨転移の増悪{suspect}»', '硬化が進んでいるが、«{site=a}に溶骨性転移{newly}»', '«造骨性の{met}{present}»', '«混合性骨転移{present}»', '@scan,pet «骨転移の集積{scanUp}»', '@scan,pet «{place}の転移の集積{scanUp}»。増悪{benignThink}', '@scan «BSIの上昇を伴い、骨転移{bigger}»', '@scan,pet «{siteMet}の集積{scanUp}»',
    ],
  },
  {
    name: 'known-pd-only', weight: 2, label: 1, orders: ['known', 'known', 'treated'], leansOnOrder: true, alone: true, frames: [
      '«PD»', '«病変は増悪している»', '[肝|肺|LN|脳]:[SD|PR|PD|CR]、«骨:PD»', '«骨:PD»、[肝|肺|LN]:[SD|PR|PD]', '[肝|肺|リンパ節]は[縮小|不変|増大]、«骨は増大»', '«骨は増悪»、[肝|肺|リンパ節]は[縮小|不変|増大]', '«新病変{present}»', '«{compared}増悪している»', '«病変{more}»', '«既知病変の増大{present}»', '«{region}の病変{bigger}»', '«多発病変{bigger}»', '«{place}に{fresh}病変{present}»', '«いずれの病変も増大している»', '«病勢進行{present}»', '«{place}に{lesion}{newly}»', '«骨病変{bigger}»', '«脊椎病変は増大、増加»',
    ],
  },
  { name: 'known-silent', label: 1, orders: ['known'], leansOnOrder: true, alone: true, frames: ['{elsewhere}{same}', '{elsewhere}{bigger}', '{elsewhere}{smaller}', '{elsewhere}{absent}', '{nearBone}{present}', '肺炎{present}'] },
  {
    name: 'known-present-unchanged-word-missing', label: 1, orders: ['known', 'plain', 'worried', 'elsewhere'], frames: [
      '«{known}{mets}{present}»', '«{known}骨転移{present}»', '«{mets}の[評価|follow]目的»。病変の分布は{regions}に及ぶ', '«{mets}{present}»。比較画像がなく経時的評価は困難である', '«{mets}{present}»。前回画像は参照できない', '«{cancer}骨転移の所見である»', '«骨転移は{regions}に分布する»', '«{siteMet}、{smallmm}mm»', '«{siteMet}:{mm}mm大»', '«{met}{present}»、{region}優位',
    ],
  },
]
