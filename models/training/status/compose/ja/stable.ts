import type { Situation } from './situations.ts'

/** Label 2: known bone metastasis unchanged, smaller, gone, treated, sclerosing, flare; other organs go their own way. */
export const stable: readonly Situation[] = [
  {
    name: 'same', weight: 2, label: 2, frames: [
      '«{met}{same}»', '«{mets}{same}»', '«{mets}{same}»', '«{known}{met1}{same}»', '«{known}{mets}{same}»', '«{siteMet}{same}»', '«{known}{siteMet}{same}»', '«{place}の{placeMet}{same}»', '«骨転移不変»', '«多発骨転移、著変なし»', '«骨転移:不変»', '«骨転移SD»', '«bone mets: stable»', '«{compared}{met}は{same3}»', '«{met}の[数、大きさ|個数・サイズ|分布|範囲|広がり]に変化{absent2}»', '«{met}の{activity}は[前回同様である|不変である|変わらない]»', '«{mets}を認めるが、{compared}{same3}»', '«{mets}を認める。{prior}と比べ{same3}»', '«{met}{present}が、{same3}»', '«{siteMet}を認めるが{compared}{same3}»', '«{mets}あり、{prior}と{same5}»', '«{mets}({same4})»', '«{siteMet}{mm}mm、不変»', '«{met}は[照射後|治療中]で{same3}»', '«{known}転移(骨){same}»', 'known «bone mets, no interval change»', '«{known}{place}の転移{same}»', '«骨転移[全て|すべて|いずれも]{same3}»', '«{region}転移は以前から変わらず{same3}»', '«骨転移、no significant change»', '@scan «骨シンチ:転移巣{same}»', '@scan «骨シンチ上、転移巣{same}»', '@mri «MRI上、脊椎転移{same}»', '@ct «CT上、骨転移{same}»', '@pet «PET上、骨転移{same}»', '{site=a}:«転移、不変»。{site=b}:«転移、[不変|縮小]»', '«転移性[骨|脊椎]腫瘍{same}»', '@scan «骨シンチ:転移巣[不変|著変なし|前回同様]»',
    ],
  },
  {
    name: 'no-worse', weight: 2, label: 2, orders: ['known', 'treated', 'worried', 'plain'], frames: [
      '«{met}の増大{absent}»', '«{met}に増悪{absent}»', '«{mets}に増悪所見{absent}»', '«{met}の増悪は否定的である»', '«{met}は増悪していない»', '«{met}に再燃{absent}»', '«{siteMet}に再発{none}»', '«{met}は増大なく、{fresh}病変も{hidden}»', '«{known}骨転移を認めるが、増悪所見{absent}»', '«骨転移に増大傾向{absent}»', '«増大した骨転移{absent}»', '«骨転移の進行{absent}»', '«骨転移に新出病変{absent}»。既知病変{same}', '«{known}{met1}に増大、増加{absent}»', '«骨転移の悪化を示す所見{absent}»', '«骨転移は増えていない»', '«骨転移の{activity}増加{absent}»', '«{siteMet}に局所再発{absent}»', '«骨転移は大きくなっていない»', '«骨転移の新出・増大{absent}»。{known}病変のみである',
    ],
  },
  {
    name: 'smaller', weight: 2, label: 2, frames: [
      '«{met}{smaller}»', '«{mets}{smaller}»', '«{mets}{smaller}»', '«{known}{met1}{smaller}»', '«{known}{mets}{smaller}»', '«{siteMet}{smaller}»', '«{place}の{placeMet}{smaller}»', '«骨転移縮小»', '«骨転移:PR»', '«{met}の{activity}{lessen}»', '«{mets}の{activity}{lessen}»', '«{siteMet}の{activity}{lessen}»', '«{siteMet}の骨外腫瘤{smaller}»', '«{met}の治療効果{present}»', '«骨転移は治療に良好に反応している»', '«{met}:改善»', '«{mets}の改善傾向{present}»', '«bone mets PR»', '«骨転移は[奏効|部分奏効]している»', '«{siteMet}は{drug}に反応している»', '«{siteMet}は治療に反応»', '@scan «骨シンチ:転移巣{smaller}»', '@scan «骨シンチ:転移の集積{scanDown}»', '«{mets}は[数、大きさとも減少|著明に減少・縮小|全体に縮小]している»', '«{compared}{mets}は{smaller2}»', '@scan,pet «{mets}の集積{scanDown}»', '@scan,pet «{siteMet}の集積{scanDown}»', '@pet «骨転移のSUVmaxは[8|9|10|12].{digit}から[2|3|4].{digit}に低下している»', '@scan «BSIは低下しており、骨転移{smaller}»', '@mri «{siteMet}の[造影効果|拡散制限|異常信号]は減弱している»',
    ],
  },
  {
    name: 'gone', weight: 2, label: 2, frames: [
      '«{met}{gone}»', '«{mets}{gone}»', '«{siteMet}{gone}»', '«{known}{met1}{gone}»', '«{known}{place}の転移{gone}»', '«骨転移は治療により{gone2}»', '«以前指摘された{met}{gone}»', '«骨転移:CR»', '@scan,pet «{known}骨転移の集積{gone}»', '«骨転移の集積消失»', '«{siteMet}は消失を維持している»', '«{prior}に認めた骨転移は今回指摘できない»', '«骨転移は治療後で、活動性病変{absent}»', '«{known}骨転移に一致する{lesion}{gone}»', '«骨転移の完全奏効{benignThink}»', '«骨転移の残存病変{absent}»', '«{known}{met1}は今回[指摘できない|はっきりしない|認められない|同定できない]»', '«{known}{place}の転移は[今回指摘できない|はっきりしなくなった|認められない]»',
    ],
  },
  {
    name: 'treated', weight: 2, label: 2, frames: [
      '«{siteMet}は[照射|放射線治療|RT|SBRT|外照射]後の変化である»', '«{drug}後の{met}、{same4}»', '«骨転移治療後の状態で、{same3}»', '«{siteMet}は治療後変化で、活動性に乏しい»', '«治療後の骨転移{present}»。活動性病変{absent}', '«{siteMet}は照射後の脂肪髄化を示す»', '«照射後の{met}{present}が再発{none}»', '«{siteMet}、RT後»。再発{absent}', '«{siteMet}:[SBRT|照射]後変化のみ»', '«{met}に対する{drug}の効果{present}»', '«骨転移術後»。局所再発{absent}', '«{siteMet}に対する{drug}後で、病変の活動性は低い»', '«骨転移は良好にコントロールされている»', '«{limb}転移の髄内釘固定後。病変{same}»', '«椎体形成術後の{vertebra}転移{same}»', '«陳旧性骨転移{benignThink}»',
    ],
  },
  {
    name: 'healing-sclerosis', label: 2, orders: ['known', 'treated', 'plain', 'worried'], frames: [
      '«{met}は[硬化している|硬化性変化を示す|造骨性に変化している|硬化が進行している]»', '«溶骨性転移は造骨性に変化しており、治療効果{benignThink}»', '«{siteMet}の硬化が進み、治癒過程{benignThink}»', '«{mets}に硬化性変化{present}»。治療反応{benignThink}', '«骨転移の治癒性硬化{benignThink}»', '硬化像が目立つようになったが、«{fresh}骨転移はなく治療効果{benignThink}»', '«既知の溶骨性転移は辺縁硬化を伴い、治療反応性{benignThink}»', '«{met}の濃度上昇は治療による修復性変化{benignThink}»', '«{siteMet}に再骨化{present}»', '«{mets}の石灰化・硬化が進んでおり、改善{benignThink}»', '«骨転移の骨硬化{bigger}が、治療効果{benignThink}»', '«{met}の再石灰化{present}»。{fresh}病変{absent}', '«既知骨転移の硬化性変化が増加しているが、治癒に伴う変化{benignThink}»', '«sclerotic changeを示す既知骨転移(治療後)»', '«骨転移は硬化傾向、奏効{benignThink}»', '硬化巣の数は増えて見えるが、«溶骨性転移の修復{benignThink}»。骨転移の増悪では{denyBe}',
    ],
  },
  {
    name: 'flare', label: 2, orders: ['known', 'treated', 'worried'], frames: [
      '@scan,pet «{met}の集積{scanUp}が、フレア現象{benignThink}»', '@scan «flare phenomenon{benignThink}»。骨転移の集積は増強するが新規病変{absent}', '@scan,pet 集積は増強しているが«治療後のフレア{benignThink}»。骨転移の増悪では{denyBe}', '«骨転移の硬化増強はflare反応{benignThink}»。{fresh}病変{absent}', '@scan «治療開始[1|2|3]か月後であり、骨転移の集積亢進はフレア{benignThink}»', '«骨転移の見かけ上の増加は治癒過程のflare{benignThink}»', '@scan,pet «{known}骨転移の集積亢進はbone flareの範囲{benignThink}»', '硬化巣が増えているが、«骨転移のflare{benignThink}»。PSAは低下している', '«ホルモン療法後のフレア現象で、骨転移の増悪ではない»', '«骨転移はpseudoprogression{benignThink}»',
    ],
  },
  {
    name: 'other-organs-worse', weight: 2, label: 2, frames: [
      '{elsewhere}{bigger}が、«{met}{same}»', '{elsewhere}{newly}。«{mets}{same}»', '{elsewhere}{more}ものの、«骨転移{smaller}»', '«{mets}{same}»が、{elsewhere}{bigger}', '«骨転移{smaller}»。一方、{elsewhere}{newly}', '{elsewhere}はPD。«骨転移はSD»', '内臓転移は[増悪|増大|PD]、«骨転移は[不変|SD|縮小]»', '{elsewhere}{bigger}。«{met}{smaller}»', '{elsewhere}、{elsewhere}は増大。«骨転移{same}»', '{elsewhere}{newly}一方、«{known}骨転移{same}»', '«骨転移は{smaller2}»が、{elsewhere}{bigger}', '{elsewhere}{suspect}。«{mets}{same}»', '{elsewhere}の増大{present}が、«骨転移の増大{absent}»', '«骨転移の新出{absent}、既知病変{same}»。{elsewhere}{newly}',
    ],
  },
  {
    name: 'other-organs-too', weight: 2, label: 2, frames: [
      '«{elsewhereMet}、骨転移とも[不変|著変ない|縮小している|改善している|SDである]»', '«{elsewhereMet}および骨転移{smaller}»', '«{elsewhereMet}、骨転移は{same3}»', '{elsewhere}{smaller}。«骨転移も{smaller2}»', '{elsewhere}{same}。«{mets}{same}»', '{elsewhere}{gone}。«骨転移{smaller}»', '{elsewhere}{absent}。«{met}{same}»', '«骨転移、{elsewhereMet}いずれも{same3}»', '«{elsewhereMet}・骨転移:{same4}»',
    ],
  },
  {
    name: 'whole-body-stable', label: 2, quiet: true, frames: [
      '«[全体に|全身の転移巣は|全病変とも|いずれの転移も]{same3}»。{mets}を認める', '骨以外は増悪。«骨転移{same}»', '骨病変以外は増大している。«骨転移{same}»', '{mets}、{elsewhereMet}を認め、«[全体に|いずれも]{same3}»', '{elsewhereMet}、{mets}あり。«[全体として|いずれも]縮小している»', '«転移巣は骨を含めて{same3}»', '«骨を含む全病変が縮小している»', '«画像上SD。骨転移は{same3}»', '骨以外の病変は新出がある。«骨病変(転移)は{same3}»', '総合判定PD({elsewhereMet})。«骨転移は{same3}»', '«総合判定SD»。{mets}、{elsewhereMet}を認める',
    ],
  },
]
