import type { Situation } from './situations.ts'

/** Label 1: first detection, presence without change, suspicion, new, larger, more, mixed response, recurrence. */
export const progressive: readonly Situation[] = [
  {
    name: 'present', weight: 2, label: 1, frames: [
      '«{mets}{present}»', '«{met}{present}»', '«{mets}{present}»', '«{mets}»', '«{siteMet}{present}»', '«{siteMet}»', '«{place}に{placeMet}{present}»', '«{place}に転移{present}»', '«{place}に多発する転移{present}»', '«骨に転移{present}»', '«{mets}あり»', '«BM(+)»', '«骨meta(+)»', '«骨転移(+)»', '«[全身骨|骨格]に転移が多発している»', '«{regions}に多発転移{present}»', '«{cancer}の骨転移{present}»', '«{cancer}、{mets}»', '«{spot}への骨転移{present}»', '«{place}[の|]{lesion}は転移である»', '骨:«{place}に転移{present}»', '«骨転移を伴う{cancer}{present}»', '«{cancer}、{site}転移である»', '«骨転移[を指摘|が確認]される»', '転移巣は«{regions}»に分布し、«{met}{present}»', '«multiple bone metastases in {region}»', '«{place}にmeta{present}»', '«骨転移:{spot}»', '«骨転移陽性である»', '«{mets}の状態である»', '«Stage IV({cancer}、骨転移)»', '@scan «骨シンチで転移{present}»', '@scan «骨シンチ上、[多発|]転移{present}»', '«{cancer}が骨に転移している»', '«骨に転移した{cancer}である»', '@scan,pet «転移{suspectAdj}集積が{regions}に多発している»', '@scan «骨シンチ:[多発転移あり|転移あり|転移疑い]»', '@mri «MRIで{vertebra}に転移{present}»', '@ct «CTで{place}に転移{present}»', '@pet «PETで{place}に転移{present}»', '@mri «脊椎MRI:[多発転移|転移あり|転移疑い]»', '«転移性脊椎腫瘍{present}»', '«転移性[骨|脊椎|骨盤骨]腫瘍{suspect}»',
    ],
  },
  {
    name: 'first-detection', label: 1, orders: ['plain', 'ask', 'elsewhere', 'unrelated', 'denied', 'outside'], frames: [
      '«{place}に{lesion}を認め、[骨転移|転移]{suspect}»', '«{place}の{lesion}は転移{suspect}»', '初回検査であるが、«{mets}{present}»', '«{place}に{lesion}が多発しており、[多発骨転移|骨転移|転移]{suspect}»', '比較対象はない。«{mets}{present}»', '«[多発骨転移|骨転移]で発見された原発不明癌の状態である»', '原発検索目的。«{place}の{lesion}は転移性骨腫瘍{suspect}»', '«偶発的に{place}に転移{suspectAdj}{lesion}{present}»', '«これまで指摘のなかった{met}{present}»', '«骨転移{suspect}»。他に転移巣は指摘できない', '«初めて骨転移が指摘される»', '治療前評価。«{mets}{present}»', '«{cancer}術後、{place}に骨転移{present}»', '転移は«{spot}»のみ。«骨転移{suspect}»',
    ],
  },
  {
    name: 'suspected', weight: 2, label: 1, frames: [
      '«{met}{suspect}»', '«{mets}{suspect}»', '«{siteMet}{suspect}»', '«{site=a}の{lesion}は転移{suspect}»', '«{site=a}に転移{suspectAdj}{lesion}{present}»', '«{place}に{lesion}を認め、転移{suspect}»', '«{place}の{lesion}:転移{suspect}»', '«{met}疑い»', '«{site=a}転移疑い»', '«{site=a} meta susp.»', '«s/o bone meta({site=a})»', '«骨転移?{place}に{lesion}あり»。MRIでの確認を{recommend}', '{place}に{lesion}を認める。«転移{suspect}»', '{place}に{lesion}{present}。«[骨転移|骨meta|転移性骨腫瘍]{suspect}»', '{site=a}の{finding}は«{benign}よりも転移{suspect}»', '{site=a}の{finding}は«{benign}ではなく転移{suspect}»', '{site=a}の{finding}は«{benign}としては非典型的で、転移{suspect}»', '«転移{suspectAdj}{lesion}を{site=a}に認める»', '«{site=a}は骨転移が第一の鑑別である»', '{site=a}に{lesion}{present}。«metaが鑑別の上位となる»', '«{site=a}転移の可能性が高く、[生検|MRI|PET]を{recommend}»', '«骨転移の可能性が高い{lesion}{present}»', '«probable bone metastasis»、{place}', '«consistent with bone metastasis({site=a})»', '«suspicious for bone metastases»',
    ],
  },
  {
    name: 'new-lesion', weight: 3, label: 1, orders: ['plain', 'ask', 'elsewhere', 'unrelated', 'known', 'treated', 'worried', 'denied'], frames: [
      '«{fresh}{met1}{present}»', '«{met}{newly}»', '«{mets}{newly}»', '«{place}に{fresh}{placeMet}{present}»', '«{place}に転移{newly}»', '«{siteMet}{newly}»', '«{place}に{fresh}転移{suspectAdj}{lesion}{present}»', '«{place}に{lesion}が新たに出現しており、転移{suspect}»', '«新たに{place}に転移{present}»', '«new bone meta({site})»', '«骨転移新出»', '«骨転移:新病変あり»', '«{prior}に認めなかった{met}{present}»', '«{compared}{met}が[新たに出現|新出|出現]している»', '«{place}の{lesion}は前回なく、転移{suspect}»', '«{place}にnew lesion(meta){present}»', '«骨転移の出現{present}»', '«{fresh}{lesion}{present}»。«骨転移{suspect}»', '«{cancer}の{fresh}骨転移{present}»', '«骨:新規転移{present}»', '«{place}に転移が{added}»', '«骨転移の新規出現により病勢進行である»',
    ],
  },
  {
    name: 'larger', weight: 3, label: 1, orders: ['known', 'treated', 'worried', 'plain', 'ask', 'elsewhere'], frames: [
      '«{met}{bigger}»', '«{mets}{bigger}»', '«{mets}{bigger}»', '«{known}{met1}{bigger}»', '«{known}{mets}{bigger}»', '«{siteMet}{bigger}»', '«{place}の{placeMet}{bigger}»', '«{met}の{activity}{grow}»', '«{mets}の{activity}{grow}»', '«{siteMet}は[溶骨性変化が進行|骨外成分が増大|骨破壊が進行|硬膜外進展が増悪]している»', '«{known}{place}の転移{bigger}»', '«骨転移、増悪»', '«{mets}:増悪»', '«bone mets PD»', '«骨転移の増悪{suspect}»', '«{known}{met1}の増悪{present}»', '«{met}は一部で増大{present}»', '骨病変(転移)は«[増大|増悪]»', '«{met}は[治療に反応せず|治療抵抗性に|治療にもかかわらず]増大している»', '«[骨|骨転移]:PD»', '«転移巣[{bigger}|{more}]»(骨)', '«{compared}{mets}は[増大|増悪|進行]している»', '@scan «骨シンチ:転移巣{bigger}»', '@scan «骨シンチ:転移巣{more}»', '«骨転移増悪»', '«骨転移増大»', '«骨転移は増悪»', '«骨転移は増大»', '«骨転移の増大{present}»', '«骨転移は増悪傾向»', '«骨転移:PD»', '«骨転移は不変~やや増大»', '«骨転移は不変から軽度増大»', '{prior}まで不変であった«骨転移が増大»',
    ],
  },
  {
    name: 'more', weight: 2, label: 1, orders: ['known', 'treated', 'worried', 'plain', 'ask', 'elsewhere'], frames: [
      '«{mets}{more}»', '«{met}{more}»', '«{known}{met1}{more}»', '«{place}の転移{more}»', '«{mets}は{more2}»', '«骨転移の数が[{n1}個から{n2}個|数個から多数]に増加している»', '«{known}{mets}{more}»。{fresh}病変も混在する', '«骨転移巣{more}»', '«{compared}{mets}は[増加している|増えている|数が増している]»', '«骨転移は[ほぼ全椎体|全身骨|骨盤全体]に拡がっている»', '«転移は{place}にも拡大している»。骨転移の進行である',
    ],
  },
  {
    name: 'mixed', weight: 3, label: 1, orders: ['known', 'treated', 'plain', 'worried', 'elsewhere'], frames: [
      '骨転移は全体に{same2}が、«一部で[増大|軽度増大|わずかに増大]している»', '骨転移の[大半|多く|大部分]は{same2}が、«一部は増大している»', '«骨転移の全てが不変というわけではなく、{site=a}は増大»', '胸椎の転移は{same2}。«腰椎の転移{bigger}»', '{region}の転移は{smaller2}が、«{site=a}の転移{bigger}»', '{site=a}:転移、不変。«{site=b}:転移、[新出|増大]»', '«骨転移は縮小と新出が混在する»', '骨転移は[3|4]か所不変、«1か所増大»',
      '骨転移は{same2}が、«{site=a}病変{bigger}»', '多くの骨転移は{smaller2}が、«{site=a}{bigger}»', '{mets}は一部{smaller2}ものの、«{site=a}に新出{present}»', '«骨転移は混合性の変化である»', '«骨転移はmixed responseである»', '«骨転移:縮小と増大が混在する»', '{known}骨転移は概ね不変であるが、«{site=a}に{fresh}転移{present}»', '{known}骨転移は{smaller2}。«{site=a}に新病変が出現している»', '{site=a}転移は縮小、«{site=b}転移は増大»', '{site=a}、{site=b}の転移は不変。«{site=c}転移{bigger}»', '{site=a}転移は硬化性変化を示すが、«{site=b}に新たな{lesion}が出現している»', '{site=a}転移は照射後で縮小。«照射野外の{site=b}に転移{newly}»', '大部分の骨転移は変化がない。«ただし{site=a}のみ増大»', '«骨転移は増大・縮小したものが混在している»', '骨転移は{same2}が、«1箇所のみ新出{present}»', '骨転移の既存病変は{same2}。«{site=a}に転移疑いの{lesion}{newly}»', '«骨転移は一部増悪»、一部改善', '骨転移:{site=a}→縮小、{site=b}→不変、«{site=c}→増大»', '{site=a}転移は消失したが、«{site=b}転移が新出した»', '既存の骨転移は治癒性硬化を示すが、«{site=a}に溶骨性の新病変{present}»', '«{site=a}転移{bigger}»。その他の骨転移は{same2}', '«{site=a}に転移が新出»。他の骨転移は{smaller2}', '骨転移は概ねSDであるが、«{site=a}は軽度増大»',
    ],
  },
  {
    name: 'recurrent', label: 1, orders: ['treated', 'known', 'plain', 'worried'], frames: [
      '«骨転移の再燃{present}»', '«{siteMet}の再増大{present}»', '«照射後の{siteMet}に再発{present}»', '«{siteMet}の局所再発{suspect}»', '一旦縮小した«骨転移は再増大»', '消失していた«{siteMet}が再び出現している»', '«{siteMet}の辺縁に再発{suspect}{lesion}{present}»', '«骨転移再発{suspect}»', '前回不変であった«骨転移が今回増大している»', '«{cancer}術後、骨転移再発{present}»', '硬化していた{siteMet}に«再度溶骨性変化が出現している»', '休薬後、«{mets}{bigger}»',
    ],
  },
  {
    name: 'other-organs-better', weight: 3, label: 1, orders: ['known', 'plain', 'elsewhere', 'treated', 'ask'], frames: [
      '{elsewhere}{smaller}が、«骨転移{bigger}»', '{elsewhere}{same}が、«{mets}{newly}»', '{elsewhere}{gone}。«{met}{bigger}»', '{elsewhere}{absent}が、«{met}{present}»', '«{mets}{bigger}»が、{elsewhere}{same}', '«{met}{newly}»。{elsewhere}{smaller}', '内臓病変は[SD|PR|不変|縮小]、«骨病変は[PD|増悪|増大]»。骨転移あり', '{elsewhere}{absent}。«骨には転移{suspectAdj}{lesion}{present}»', '{elsewhere}、{elsewhere}{same}。«骨転移は{more2}»', '{elsewhere}{same}一方、«{mets}{more}»',
    ],
  },
  {
    name: 'other-organs-worse-too', weight: 2, label: 1, frames: [
      '{elsewhere}、«骨転移とも増大している»', '«{elsewhereMet}、骨転移{bigger}»', '«{elsewhereMet}および骨転移{newly}»', '«骨転移、{elsewhereMet}{present}»', '{elsewhere}{bigger}。«{met}も{more2}»', '«転移:{organList}、骨»', '«{organList}、骨に転移{present}»', '«{organList}および骨転移{present}»', '«骨を含む多発転移{present}»', '«全身転移([骨、肝、肺|肺、骨、脳|リンパ節、骨])»', '{elsewhere}{newly}。«骨転移も新出»', '«{elsewhereMet}に加え、骨転移{present}»', '«{elsewhereMet}のほか{place}に転移{present}»',
    ],
  },
  {
    name: 'whole-body-progress', label: 1, quiet: true, frames: [
      '骨以外は[著変ない|不変である|改善している]。«{met}{bigger}»', '«[全体に|全身の転移巣は|全病変とも|いずれの転移も]増悪している»。{mets}を認める', '骨病変以外は縮小している。«骨転移{bigger}»', '{mets}、{elsewhereMet}を認め、«[全体に|いずれも]増大している»', '«転移巣は骨を含めて増大している»', '«骨を含む全身転移の増悪{present}»', '総合判定PD。«骨転移は{more2}»', '骨以外の病変に新出はない。«骨転移は{more2}»', '«画像上PD。骨転移{bigger}»', '{elsewhereMet}はSD、«骨転移の増悪により総合判定PD»', '«骨のみPD»。骨転移の増悪である',
    ],
  },
]
