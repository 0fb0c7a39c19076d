import type { Situation } from './situations.ts'

/** Label 2, the harder half: order carries the metastasis, contrasts with benign and denied findings, copied text, two studies. */
export const stableHard: readonly Situation[] = [
  {
    name: 'known-unchanged-only', weight: 2, label: 2, orders: ['known', 'known', 'worried', 'treated'], leansOnOrder: true, alone: true, frames: [
      '«SD»', '«前回と{same5}»', '[肝|肺|LN|脳]:[SD|PR|PD|CR]、«骨:[SD|PR|CR]»', '«骨:[SD|PR]»、[肝|肺|LN]:[SD|PR|PD]', '[肝|肺|リンパ節]は[縮小|不変|増大]、«骨は[不変|縮小]»', '«骨は[不変|縮小|著変なし]»、[肝|肺|リンパ節]は[縮小|不変|増大]', '«{compared}著変を認めない»', '«新規病変{absent}»', '«新病変なし、既知病変不変»', '«病変{same}»', '«既知病変{same}»', '«骨病変{same}»', '«多発病変{same}»', '«{region}の病変{same}»', '«病変{smaller}»', '«増悪所見{absent}»', '«病変の増大、新出{absent}»', '«全体に不変である»', '«no interval change»', '«PR»', '«{region}の既知病変{smaller}»', '«増大や新病変{absent}»', '«画像上、病勢の進行{absent}»', '«全病変とも縮小»', '«既知の骨病変に変化{absent2}»', '«骨に新たな病変{absent}»', '«集積[は前回同様|に変化なし]»', '«{fresh}骨転移{none}»', '«{fresh}骨病変{absent}»',
    ],
  },
  { name: 'treated-silent', label: 2, orders: ['treated'], leansOnOrder: true, alone: true, frames: ['{elsewhere}{same}', '{elsewhere}{absent}', '«再発{none}»', '«活動性のある骨転移{absent}»', '«骨に再発{none}»', '«{evident}再発所見{absent}»', '«再燃{absent}»', '«残存病変{absent}»'] },
  {
    name: 'benign-beside-stable', weight: 2, label: 2, alone: true, frames: [
      '«骨転移{same}»。{vertebra}に骨粗鬆症性圧迫骨折{newly}', '«{mets}{same}»。新たに認める{rib}の{finding}は骨折{benignThink}', '{site=a}の{finding}は{benign}{benignThink}。«{siteMet2}{same}»', '«{siteMet}{same}»。{vertebra}の血管腫も不変である', '{vertebra}の新規圧迫骨折は骨粗鬆症性{benignThink}。«{known}骨転移{same}»', '«骨転移{smaller}»。{rib}の新たな{finding}は外傷性{benignThink}', '変形性脊椎症{bigger}。«骨転移{same}»', '«{mets}{same}»。病的骨折{absent}', '«{mets}{smaller}»。脊髄圧迫{absent}', '{site=a}に{fresh}{finding}を認めるが、{benign}{benignThink}。«{known}骨転移{same}»', '«{met}{same}»。転移以外の{region}の変性{bigger}', '«{mets}{same}»。{fresh}骨転移{none}', '{fresh}骨転移{none}。«{known}骨転移{same}»', '{fresh}骨転移{absent}。«既知の骨転移{smaller}»', '{site=a}の{finding}は転移の可能性は低い。«{known}骨転移{same}»', '{site=a}の{finding}は良悪性の判断が難しいが、«{known}骨転移{same}»', '[仙骨への直接浸潤|肋骨浸潤]{bigger}。«骨転移{same}»', '«{siteMet}{same}»。その他に骨転移{none}', '«{siteMet}{smaller}»が、他に転移を疑う骨病変{absent}',
    ],
  },
  {
    name: 'several-sites-stable', label: 2, alone: true, frames: [
      '«{site=a}転移は不変、{site=b}転移は縮小»', '«{site=a}、{site=b}の転移{same}»', '«骨転移:{site=a}不変、{site=b}縮小、{site=c}消失»', '«{site=a}転移:{same4}»。«{site=b}転移:縮小»', '«骨転移は一部縮小、その他は不変»', '«骨転移は不変~縮小傾向»', '«{site=a}の転移は硬化、{site=b}の転移は不変»', '«{site=a}転移は消失、{site=b}転移{smaller}»', '«骨転移は全体として不変~やや縮小である»', '«{pair}の転移{same}»', '«{pair}の転移{smaller}»', '«骨転移:{site=a}→{same4}、{site=b}→{same4}»', '«多発骨転移のうち{site=a}は縮小、他は不変である»',
    ],
  },
  {
    name: 'copied-stable', label: 2, alone: true, orders: ['plain', 'known', 'worried', 'treated', 'ask'], frames: [
      '[前回|前回所見]:骨転移が新たに出現。今回:«骨転移{same}»', '前回:多発骨転移、増悪。今回:«多発骨転移、{same4}»', '({prior}:骨転移PD)。«今回は骨転移SD»', '前回増大していた«{siteMet}は今回不変である»', '前回新出の«骨転移{smaller}»', '【前回】骨転移増悪。【今回】«骨転移{smaller}»', '前回新規に指摘した«{siteMet}{same}»', '{prior}に出現した«骨転移{same}»', '前回まで増悪していた«骨転移は縮小に転じている»', '前回PDと判定。«今回は骨転移の増悪{absent}»', '{prior}に増大を指摘した«{known}骨転移{same}»',
    ],
  },
  {
    name: 'two-studies-stable', label: 2, alone: true, frames: [
      '【CT】{elsewhere}{bigger}。«骨転移{same}»。【骨シンチ】«集積は前回同様»', 'CT:{elsewhere}{same}。骨シンチ:«骨転移の集積は低下»', 'CT、骨シンチとも«骨転移{same}»', '胸腹部CT:{elsewhere}{newly}。脊椎MRI:«{vertebra}転移{same}»', '#1 脳MRI:脳転移{newly}。#2 骨シンチ:«骨転移{same}»', '(1)CT:«{mets}{same}»。(2)MRI:脊髄圧迫{absent}', 'MRI:«{siteMet}{smaller}»。CT:{elsewhere}{present}', 'PET:«骨転移の集積は消失»。CT:«硬化性変化のみ残存»', '骨シンチ:«既知の骨転移{same}»。CT:{elsewhere}{smaller}',
    ],
  },
  {
    name: 'headed-stable', label: 2, frames: [
      '骨:«[転移、不変|多発転移、著変なし|転移(既知)、SD|転移縮小|転移 不変|転移、治療後変化|転移、改善|転移は前回同様|転移消失|meta, n.c.]»', '骨病変:«[転移、不変|既知転移、縮小|転移、硬化]»', '骨転移:«[不変|SD|縮小|改善|著変なし|変化なし|PR|消失|前回同様|治療後変化|n.c.|安定|減少|横ばい|硬化性変化|増悪なし|増大なし]»', 'Bone:«[stable mets|mets, unchanged|mets, PR|mets: SD|known mets, decreased]»', '<骨>«転移[不変|縮小]»', 'BM:«[SD|PR|不変|縮小|stable]»', '骨[ー|-]«転移、[不変|縮小|著変なし]»', '骨転移評価:«[SD|不変|奏効]»', '骨転移«→»', '骨転移 «[↓|→不変|↘]»',
    ],
  },
  {
    name: 'hedged-stable', label: 2, frames: [
      '«{met}は{compared}不変[と思われる|と考える|と判断する|のようである]»', '«{met}は[おそらく|概ね]不変»', '«骨転移の明らかな増悪は指摘できない»', '«{met}は[ごくわずかに|ほぼ|若干]縮小»', '撮影条件が異なるが、«骨転移{same}»', '単純CTのため評価に限界があるが、«骨転移{same}»', '«{mets}に有意な変化はないと考える»', '[スライス|体位]の差を考慮すると、«{siteMet}は不変[と考える|である]»', '«骨転移の増悪は[考えにくい|疑わない]»', '[やや目立って見えるが|見かけの差があるが]、«{siteMet}は不変[と判断する|と思われる]»',
    ],
  },
  {
    name: 'scan-stable', label: 2, frames: [
      '@scan,pet «骨転移の集積は前回と同様である»', '@scan «{regions}の転移の集積{same}»', '@scan,pet «骨転移の集積程度、範囲とも{same3}»', '@scan,pet «転移の集積の分布に変化はない»。骨転移SD', '@scan,pet «{known}骨転移への集積は目立たない»', '@mri «{siteMet}の信号、大きさ{same}»', '@mri «脊椎転移{same}»。脊髄圧迫{absent}', '@mri «{vertebra}転移の硬膜外進展{smaller}»', '@mri «{vertebra}転移の硬膜外成分{same}»', '@ct «{siteMet}の溶骨性変化{same}»', '@ct «造骨性転移{same}»', '@ct,mri «{mets}による病的骨折{same}»。転移巣も不変', '@ct,film «骨転移の硬化の程度{same}»', '@scan «BSIに有意な変化はなく、骨転移{same}»', '@film «{siteMet}{same}»', '@ct «{vertebra}転移による圧潰{same}»',
    ],
  },
]
