import type { Order, Situation } from './situations.ts'

/** Orders that tell of no bone metastasis: where the conclusion is silent on bone, a told one would count. */
const silent: readonly Order[] = ['plain', 'plain', 'ask', 'ask', 'elsewhere', 'elsewhere', 'unrelated', 'denied']

/** Label 0: bone metastasis denied, never named, or only asked for; metastases elsewhere. */
export const denied: readonly Situation[] = [
  {
    name: 'denied', weight: 2, label: 0, frames: [
      '«{evident}{met}{none}»', '«{evident}{met}{none}»', '«{evident}{met}{none}»', '«{evident}{met}{none}»',
      '«{evident}{region}転移{none}»', '«{site}に転移{noneAt}»', '«{met}:なし»', '«{met}(-)»', '«骨:転移{absent}»', '«骨に{evident}転移{noneAt}»',
      '«骨への転移{noneAt}»', '撮像範囲の骨に«転移{none}»', '[CT上|画像上|MR上|今回の検査では|検索した範囲では|指摘可能な範囲で|撮影範囲内に]、«{evident}{met}{none}»',
      '«[骨|骨格|脊椎|骨盤骨]に転移を{hint}{finding}{absent}»', '«転移を{hint}骨病変{absent}»', '«転移性骨病変{absent}»', '«no bone mets»', 'no evidence of «bone metastasis»', '«BM(-)»',
      '«骨転移:([-|ー|陰性|なし])»', '«骨転移を積極的に{hint}所見{absent}»', '«骨転移と判断できる病変{absent}»', '«有意な骨病変{absent}»', '«骨条件でも転移を{hint}病変{absent}»',
      '«骨転移はない»', '«骨転移とすべき所見{absent}»', '«骨meta(-)»', '«明らかな骨meta[なし|を認めない|は指摘できない]»', '«骨転移の存在を示す所見{absent}»', '«骨転移を{hint}[ような|]変化{absent}»',
    ],
  },
  {
    name: 'denied-nuclear', label: 0, frames: [
      '@scan,pet «骨転移を{hint}[異常|有意な|]集積{absent}»', '@scan «骨シンチ:転移{noneAt}»', '@mri «MRIで脊椎転移は否定される»', '@mri «MRI上、転移{noneAt}»', '@pet «PETで骨転移{none}»', '@ct «CTで骨転移{none}»', '@scan «骨シンチで転移{noneAt}»', '@scan,pet «骨に異常集積{absent}»', '@scan,pet «全身骨に{evident}異常集積{absent}»', '@scan «骨シンチ上、{evident}骨転移{none}»', '@scan,pet «転移を{hint}hot spot{absent}»',
      '@scan «全身骨の集積はほぼ対称性で、転移を{hint}所見{absent}»', '@scan «集積分布は生理的で異常集積{absent}»', '@scan,pet «骨・骨髄に有意な集積{absent}»', '@pet «骨にFDG異常集積{absent}»', '@pet 骨髄のびまん性集積は[G-CSF|貧血|化学療法後]の反応性変化であり、«骨転移{none}»',
      '@mri «骨髄信号に異常{absent}»', '@mri «椎体信号に転移を{hint}異常{absent}»', '@mri «脊椎に転移を{hint}異常信号{absent}»', '@mri 脊髄圧迫や«脊椎転移{none}»', '@ct,film «骨条件で溶骨性・造骨性病変{absent}»', '@ct,film «骨破壊像{absent}»', '@ct «骨窓で転移を{hint}所見{absent}»', '@ct,mri,film «骨皮質の破壊や転移を{hint}病変{absent}»',
    ],
  },
  {
    name: 'denied-list', weight: 2, label: 0, quiet: true, alone: true, frames: [
      '«[肝|肺|リンパ節|副腎]、[肺|肝|脳|胸膜]、骨に{evident}転移{noneAt}»', '«[肝転移|肺転移|リンパ節転移|遠隔転移]、骨転移{none}»', '«[リンパ節|肝臓|肺野]や骨に転移{noneAt}»', '«[肝|肺|リンパ節]転移も骨転移も{hidden}»',
      '«骨を含めて遠隔転移{none}»', '«骨・[肝|肺|リンパ節]とも転移{absent}»', '«骨転移、[肝転移|肺転移|リンパ節転移|腹水|胸水]{absent}»', '«リンパ節腫大、骨転移はいずれも{hidden}»', '«全身に転移{noneAt}»', '«骨転移、[肝|肺|脳]転移ともに{hidden}»', '«[肺|肝]、骨、[脳|リンパ節]いずれにも転移{absent}»', '«遠隔転移([骨、肝、肺|肺、肝、骨|骨含む])は{hidden}»', '«No LN, liver or bone meta»', '«リンパ節(-)、骨(-)»、[肝|肺](-)',
    ],
  },
  {
    name: 'bone-normal', label: 0, frames: [
      '«骨に[異常|著変|特記所見|異常所見|有意な所見]{absent}»', '«撮像範囲の骨に[異常|粗大病変|明らかな異常]{absent}»', '骨:«[n.p.|np|異常なし|著変なし|W.N.L.|所見なし|特記なし]»', '«骨格系に異常{absent}»', '«骨にも特記すべき異常{absent}»', '«骨軟部に異常{absent}»', '«骨:異常{absent}»', '«骨に粗大な異常{absent}»', '«脊椎に明らかな異常{absent}»', '«骨、軟部組織に著変{absent}»', '骨は年齢相応であり«異常{absent}»', '«骨に有意な変化{absent}»',
    ],
  },
  { name: 'never-mentioned', weight: 2, label: 0, orders: silent, alone: true, frames: ['', '', ''] },
  {
    name: 'elsewhere-only', weight: 2, label: 0, orders: silent, alone: true, frames: [
      '{elsewhere}{newly}', '{elsewhere}{bigger}', '{elsewhere}{same}', '{elsewhere}{smaller}', '{elsewhere}{present}', '{elsewhere}{suspect}', '{elsewhere}{more}', '{elsewhere}{gone}', '{elsewhere}{unsure}', '{elsewhere}および{elsewhere}{present}', '{elsewhere}{bigger}。{elsewhere}{same}',
    ],
  },
  {
    name: 'lookalike-elsewhere', label: 0, orders: silent, alone: true, frames: [
      '{nearBone}{newly}', '{nearBone}{bigger}', '{nearBone}{same}', '{nearBone}{smaller}', '{nearBone}{present}', '{nearBone}{suspect}', '{nearBone}{bigger}。«{met}{none}»', '{nearBone}{newly}が、«骨に転移{noneAt}»', '{nearBone}{present}。{nearBone}も{newly2}',
      '{nearBone}{smaller}。«骨には異常{absent}»', '{nearBone}{same}。«骨転移{none}»',
    ],
  },
  {
    name: 'denied-with-others-worse', weight: 2, label: 0, frames: [
      '{elsewhere}{bigger}が、«骨転移{none}»', '{elsewhere}{newly}。«{evident}骨転移{none}»', '{elsewhere}{more}一方、«骨への転移{noneAt}»', '{elsewhere}は[PD|増悪]。«骨転移{absent}»', '«骨転移{none}»が、{elsewhere}{newly}', '«骨転移{none}»ものの、{elsewhere}{bigger}', '{elsewhere}、{elsewhere}{present}。骨には«{evident}転移{none}»', '{elsewhere}{suspect}。«骨転移{none}»', '{elsewhere}{same}。«骨転移の[新たな|]出現{absent}»',
    ],
  },
  {
    name: 'no-new-without-known', label: 0, orders: ['denied', 'plain', 'elsewhere', 'unrelated'], frames: [
      '«骨転移の出現{absent}»', '«新たな骨転移{none}»', '«新規骨病変{absent}»', '«骨転移の新出{absent}»', '前回同様、«骨転移{none}»', '引き続き«{evident}骨転移{none}»', '{prior}に続き、«骨転移{none}»', '«骨転移は前回同様、認めない»', '今回も«骨転移{none}»', '«経過中、骨転移の出現{absent}»', '«{fresh}骨転移{none}»',
    ],
  },
  {
    name: 'advice-or-question', label: 0, orders: silent, alone: true, frames: [
      '骨転移の有無は骨シンチで確認されたい', '骨転移の評価は本検査では不十分である', '骨転移検索には骨シンチグラフィを推奨する', '骨転移の精査には全身MRIが有用である', '«骨転移{none}»。臨床的に骨転移が疑われる場合は[MRI|PET|骨シンチ]を追加されたい', '骨転移については[骨シンチ|PET]の報告書を参照されたい', '骨の評価は別途施行の骨シンチを参照', '骨転移スクリーニングとしては撮像範囲が不足している', '«骨転移{none}»。ただし骨シンチの感度を超える小病変は評価の限界がある', '骨転移リスクの高い症例であり、«今回{evident}骨転移{none}»が定期的な経過観察が望ましい', '疼痛が続くようなら骨転移除外のためMRIを検討されたい。«本検査では{evident}異常{absent}»',
    ],
  },
  {
    name: 'outside-reading-denied', label: 0, orders: ['outside', 'outside', 'ask', 'plain'], alone: true, frames: [
      '前医で骨転移が疑われた{site=a}の{finding}は«{benign}{benignThink}。骨転移{none}»', '指摘の{site=a}の{finding}は«{benign}であり、転移ではない»', '{site=a}の{finding}は«{benign}{benignThink}。転移{none}»', '骨転移疑いとして紹介の{site=a}病変は«{benign}に典型的で転移は否定的である»', '«{site=a}は{benign}であり、骨転移とは考えない»', '[前回|前医|他院CT|前回CT]で骨転移の疑いとされた{site=a}の所見は«{benign}の所見であり、骨転移は否定的と考える»', '骨シンチで指摘された{site=a}の集積は«{benign}に一致する。転移を{hint}所見{absent}»', '«骨転移として紹介されたが、{benign}であり転移ではない»', '骨転移を疑われた部位は«{benign}による変化である»',
    ],
  },
  {
    name: 'copied-denial', label: 0, alone: true, frames: [
      '[前回所見|前回診断|前回報告]:{site}に骨転移の疑い。今回:«{benign}と判断する。骨転移{none}»', '({prior}の記載:骨転移なし)。«今回も骨転移{none}»', '前回レポートでは骨転移疑いとしたが、«経過とあわせ{benign}{benignThink}。転移は否定的である»', '【前回】骨転移なし。【今回】«骨転移{none}»', '{prior}:骨転移は指摘できない。今回:«著変なく、骨転移{none}»', '前回診断:{elsewhere}。今回診断:{elsewhere}{bigger}。«骨転移{none}»', '以前骨転移が疑われた{site=a}の{finding}は«生検で転移は否定されている»。',
    ],
  },
  {
    name: 'two-studies-none', label: 0, alone: true, frames: [
      '【CT】{elsewhere}{bigger}。«骨転移{none}»。【骨シンチ】«異常集積{absent}»', '胸腹部CT:{elsewhere}{same}。骨シンチ:«骨転移{none}»', '#1 CT:«骨に転移{noneAt}»。#2 頭部MRI:脳転移{newly}', 'CTで指摘の{site=a}硬化像は、MRIで«{benign}{benignThink}»', 'MRI:«{site=a}に転移{noneAt}»。CT:{elsewhere}{present}', '骨シンチで{site=a}に集積がみられるが、CTでは«変性に一致し転移{none}»', '骨シンチ:{site=a}に集積あり。CT:同部に骨折線あり。«骨転移{none}»', '(1)脳MRI:{brain}{present}。(2)骨シンチ:«転移{none}»', 'CT:«骨転移{none}»。MRI:«同様に骨転移{none}»',
    ],
  },
  {
    name: 'headed-none', label: 0, frames: [
      '骨:«[転移なし|異常なし|n.p.|変性のみ|血管腫|骨島、不変|陳旧性骨折|転移(-)|meta(-)|著変なし|変形性変化|骨島|血管腫、増大|圧迫骨折、新出|良性病変のみ|変性、増悪|転移を疑う所見なし|骨粗鬆症]»', '骨転移:«[なし|(-)|認めず|陰性|否定的|指摘できず|なし(変性のみ)|指摘なし|所見なし|みられず|検出されず|明らかでない]»', '骨病変:«[なし|変性のみ|転移なし|良性のみ|骨島|指摘できず]»', 'Bone:«[no mets|negative|degenerative change only|n.p.|hemangioma|no new lesion, no mets|bone island, stable]»', 'BM:«[(-)|なし|negative]»', '<骨>«転移[なし|は指摘できない]»', '骨転移評価:«[陰性|所見なし]»', '骨[ー|-]«[異常なし|転移なし|変性のみ]»', '骨軟部:«[著変なし|異常なし|変性のみ]»',
    ],
  },
  {
    name: 'loose-change-elsewhere', label: 0, orders: ['elsewhere'], needsOrder: true, alone: true, quiet: true, frames: [
      'SD', 'PD', 'PR', '前回と{same5}', '{compared}著変を認めない', '新規病変{absent}', '新病変{present}', '病変{bigger}', '病変{same}', '既知病変{same}', '既知病変{smaller}', '多発病変{bigger}', '病変の増大、新出{absent}', '全体に不変である', '病勢進行{present}', '増悪所見{absent}', 'いずれの病変も増大している', '{compared}増悪している', 'no interval change', '病変{more}', '全病変とも縮小', '既知病変の増大{present}',
    ],
  },
]
