import type { Situation } from './situations.ts'

/** Measured, dictated and roundabout wordings of all three labels: what no list of stock phrases holds. */
export const spoken: readonly Situation[] = [
  {
    name: 'spoken-none', label: 0, weight: 2, frames: [
      '«骨はきれいである»', '骨については«特に問題{absent}»', '転移を念頭に骨条件で観察したが、«有意な病変{absent}»', '«骨に飛んでいる所見{absent}»', '骨もみましたが«転移はなさそうである»', '«骨転移と言える所見{absent}»', '«骨転移はありません»', '«骨転移は今のところ{hidden}»', '«骨転移らしい所見{absent}»', '«今回の検査で骨転移は確認されない»',
      'ご心配の«骨転移{none}»', '依頼の骨転移については、«{evident}所見{absent}»', '{complaint}の原因となる«転移性病変{absent}»', '{complaint}とのことだが、«骨に転移{noneAt}»', '{complaint}の原因は«{benign}と考える。骨転移{none}»', 'お問い合わせの骨転移は«{hidden}»', 'ご指摘の«{site}には転移{noneAt}»', '{complaint}の部位に一致して«骨転移を{hint}所見{absent}»', '骨転移が懸念されたが«画像上は否定的である»', '«骨転移は否定してよい»',
      '«新たな転移巣の出現{absent}»。{elsewhere}{same}', '肺、肝、«骨いずれにも新病変{absent}»', '腫瘍マーカー上昇の原因となる«骨病変{absent}»', '«骨髄、骨皮質とも保たれている»', '«椎体の高さ、信号は保たれ転移{none}»', '«骨梁構造は保たれている»', '骨は«正常範囲である»', '«骨萎縮のみで転移{none}»', '骨粗鬆症{present}が«転移性病変{absent}»', '«骨濃度の低下がみられるのみ»で、転移とは{denyBe2}',
      '{site}の{finding}は«転移と紛らわしいが{benign}である»', '{site}の{finding}は一見転移様であるが«{benign}{benignThink}»', '{site}の{finding}は«転移性病変とは異なる所見で、{benign}{benignThink}»', '{site}の{finding}は増大しているが«{benign}の変化で、腫瘍性ではない»', '{site}の{finding}は{mm2}mmから{bigmm}mmに増大しているが、«{benign}{benignThink}»', '{site}の{finding}は新出であるが、«{benign}による»', '{finding}が多発しているが«いずれも{benign}である»', '骨シンチの集積は{scanUp2}が、«いずれも関節症による»', '«MRIで精査した{site}は{benign}と診断されており、転移ではない»', '{site}の{finding}は«生検で悪性所見なし»',
      '«{evident}骨meta{none}»、LN{change}', 'Bone: «no evidence of metastasis»', '«No bone metastasis»', '«Bone scan negative»', 'bone window: «n.p.»', '«no osseous lesion»', '«degenerative change only», no mets', '«hemangioma» at {vertebra}、not meta', 'spine: «spondylosis»', '«Bone mets: none»',
      '«骨転移の出現はなく»、{elsewhere}{same}', '{elsewhere}{newly}ため病勢進行と考える。«骨転移{none}»', '{elsewhere}{bigger}。«骨への波及{absent}»', '«脊椎への転移、脊柱管内進展{absent}»', '骨への«進展、転移とも{hidden}»', '«病的骨折や骨転移{absent}»', '«骨転移、病的骨折{absent}»', '«骨折線{absent}。転移も{hidden}»', '«骨盤骨、大腿骨に骨折や転移{absent}»', '{limb}に«骨折、転移{none}»',
    ],
  },
  {
    name: 'no-distant-metastasis', label: 0, alone: true, quiet: true, frames: [
      '«cM0である»', '«遠隔転移{none}»', '«M0»、{cancer}', '«cT[1|2|3]N[0|1]M0»', '«転移{none}»', '«転移性病変{absent}»', '«全身検索で転移{none}»', '«局所再発や遠隔転移{none}»', '«再発・転移{none}»', '«再発、転移の所見{absent}»',
      '«[遠隔転移なし|転移なし|再発・転移なし|明らかな遠隔転移なし]»', '«転移、再発を{hint}所見{absent}»', '胸腹骨盤に«転移{noneAt}»', '«リンパ節転移、遠隔転移{none}»', '検索範囲に«転移性病変{absent}»', '«他臓器転移{none}»', '原発巣のみで«転移{none}»', '«metaは{hidden}»', '«no distant metastasis»', '«転移巣は{hidden}»',
    ],
  },
  {
    name: 'spoken-unsure', label: 0, uncertain: true, alone: true, frames: [
      '{site=a}に{finding}があり、«転移かどうか迷うところである»', '{site=a}の{finding}は«転移とも{benign}とも言えない»', '«転移と断定はできず»、{site=a}の{finding}は経過をみたい', '{site=a}の{finding}が«転移であるかは現時点で不明である»', '«骨転移については判断を保留する»', '{site=a}の{finding}、«転移を完全に否定することは難しい»', '«積極的に骨転移とするには根拠に乏しい»が、フォローを{recommend}', '«骨転移とするには非典型的»で{benign}をまず考える', '{site=a}の{finding}は«転移も鑑別にはあがるが可能性は低い»', '«骨転移は考えにくいが念のため»次回確認を{recommend}', '{site=a}の{finding}は«微小で、転移の有無の評価は困難である»', '骨シンチの{site=a}集積は«転移と外傷の区別がつかない»', '«骨転移の可能性は否定的だが、除外のためMRIを{recommend}»', '«{benign}>転移»と考える。{site=a}の{finding}', '«{benign}疑い、ddx: meta»。{site=a}', '{site=a}の{finding}:«転移の可能性は低いが要経過観察»', '«明らかな骨転移は指摘できないが、{site=a}の{finding}については否定しきれない»', '«cannot exclude bone meta»({site=a})', '«bone meta unlikely»', '{site=a}の{finding}。«転移よりは{benign}らしいが確定できない»', '«骨転移の合併は否定できない»', '被曝低減CTのため«骨転移の評価は十分でなく、否定はできない»', '{finding}が{site=a}に出現している。骨折をまず考えるが、«転移{unsure}»', '前回認めなかった{site=a}の{finding}は、«転移{unsure}»', '{site=a}の{finding}は{compared}増大しており、«転移{unsure}»', '{site=a}の{finding}は不変であり、«転移{unlikely}»',
    ],
  },
  {
    name: 'spoken-progress', label: 1, weight: 2, frames: [
      '«骨にも転移が出てきている»', '«骨meta出現»', '«骨にも飛んでいる»', '残念ながら«骨転移が増えている»', '«骨転移は前回より悪くなっている»', '«{site=a}に転移が出ている»', 'ご懸念のとおり«骨転移{present}»', '{complaint}の原因は«{siteMet}と考える»', '{complaint}は«{site=a}転移によるものと考えられる»', '{complaint}の部位に一致して«転移{present}»', '依頼の{complaint}については«{siteMet}{present}»', 'お問い合わせの骨転移は«{place}に{hidden3}»', '«骨転移と考えざるを得ない»', '«転移で矛盾しない{lesion}が{place}に散在する»', '«{place}の{lesion}はやはり転移{suspect}»', '«骨転移でよい»と考える', '{site=a}の{lesion}は«経過から転移と判断する»', '«{site=a}の病変は生検で転移と診断されている»', '«骨転移巣の進展{present}»', '«骨転移は明らかに進んでいる»',
      '«{siteMet}は[8|10|12|14]mmから[17|19|21|24]mmへ増大»', '«{siteMet}{bigmm}mm(前回{mm2}mm)»', '«{site=a}転移:{mm2}→{bigmm}mm»', '«{siteMet}は長径{bigmm}mm、前回{mm2}mm»', '«骨転移は[3|4|5]か所から[8|9|10]か所に増えている»', '«骨転移の個数は前回2個、今回[5|6|7]個»', '@pet «骨転移のSUVmaxは[3|4].{digit}から[9|11].{digit}に上昇している»', '«{site=a}に転移1個追加»', '«{pair}にも転移が及ぶ»', '«骨転移は隣接椎体にも広がっている»',
      '骨転移は«不変とは言えず、増大している»', '«骨転移の治療効果は得られておらず、増大している»', '«骨転移は安定しているとは言いがたく、増悪{suspect2}»', '大部分の骨転移は落ち着いているが、«{site=a}だけ大きくなっている»', '骨転移の多くに変化はないが、«{site=a}は拡大している»', '«骨転移のうち少なくとも{site=a}は増悪»', '既知のもの以外に«{site=a}にも転移{present}»', '照射した{site=a}は縮小、«未照射の{site=b}転移は増大»', '«不変であった骨転移が悪化に転じている»', '«骨転移は軽度ながら増悪{present}»',
      '{elsewhere}は落ち着いているが、«骨転移は進んでいる»', '{elsewhere}{smaller}にもかかわらず、«骨転移{bigger}»', '{elsewhere}{same}が、«骨に転移が出ている»', '唯一の転移として«{site=a}に骨転移{suspect}»', '«オリゴ転移(骨)»の状態', '«単発の骨転移{suspect}»', '«{site=a}に孤立性転移{present}»', '撮像範囲の端に«{site=a}転移{suspect}»', '偶発所見として«{site=a}に転移{suspectAdj}{lesion}{present}»', '原発は不明であるが、«多発骨転移{suspect}»',
      '«multiple bone mets», progression', 'Bone: «multiple osteoblastic mets»', '«new bone mets» at {vertebra}', '«bone mets increased»', '«PD (bone)»', '«spinal mets», epidural extension(+)', '«increasing bone metastases»', '«diffuse bone metastases»', '«bone meta»({site}、{site})', '«osteolytic meta» in {region}',
      '«cM1b(OSS)»', '«Stage IV(骨転移)»に相当する', '«M1(骨)»', '「骨転移なし」との情報であったが、«{place}に転移{present}»', '骨島の可能性も考えたが«増大しており転移{suspect}»', '«骨転移{suspect}»。整形外科へのコンサルトを{recommend}', '«骨転移あり»。荷重骨でなく骨折リスクは低い', '骨折はないが«{limb}に転移{present}»', '«椎体転移あり»、麻痺に注意', '«緊急性の高い脊椎転移{present}»。主治医に連絡済', '«骨転移の新規病変»を{site=a}に認める', '@scan 集積は«前回より明らかに数が増え、骨転移の増悪{benignThink}»', '@scan,pet «骨転移に一致する集積が増えている»', '@scan 関節の集積は変性。«それ以外の{place}の集積は転移{suspect}»',
    ],
  },
  {
    name: 'spoken-stable', label: 2, weight: 2, frames: [
      '«骨転移は落ち着いている»', '«骨転移のコントロールは良好である»', '«骨転移の勢いはない»', '«骨転移は前回と変わりありません»', '«骨転移は増えていません»', '«骨転移に動きはない»', '«骨転移は良くなっている»', '«骨転移は前回よりよくなっている»', 'ご懸念の«骨転移の増悪{absent}»', '依頼の骨転移については«{same3}»', 'お問い合わせの«骨転移は{same3}»', '{complaint}とのことだが、«骨転移の増悪{absent}»', '{complaint}の原因となる«骨転移の増悪{absent}»', '«骨転移の悪化は指摘できない»', '«骨転移は増大とまでは言えない»', '«骨転移は増大したとは言えず、不変と考える»', '«骨転移に関しては治療が効いている»', '«{drug}の効果で骨転移は{smaller2}»', '«骨転移は現状維持である»', '«骨転移の状態は保たれている»',
      '«{siteMet}は[19|22|26|30]mmから[9|11|14|16]mmへ縮小»', '«{siteMet}{mm2}mm(前回{bigmm}mm)»', '«{site=a}転移:{bigmm}→{mm2}mm»', '«{siteMet}は{mm2}mmで前回と同じ»', '«骨転移は[8|9|10]か所から[3|4|5]か所に減っている»', '«{siteMet}は長径{mm2}mm、前回{bigmm}mm»', '@pet «骨転移のSUVmaxは[10|12|14].{digit}から[3|4|5].{digit}»', '«骨転移の数は減っている»', '«骨転移は数・大きさとも変わらない»', '«骨転移の個数は前回と同じ»',
      '«骨転移に新たなものはなく、既存のものも{same3}»', '«増大した骨転移や新出は{hidden}»。既知骨転移の評価である', '«骨転移の一部は縮小し、残りは変わらない»', '«前回増悪を疑った骨転移は、見直すと不変である»', '一見増大してみえるが、«骨転移は撮影条件の差で不変と考える»', '«{site=a}転移は増大していない»', '«{site=a}、{site=b}いずれの転移も増大していない»', '«骨転移の再燃や新出{absent}»', '«骨転移は縮小を維持している»', '«骨転移はnear CRである»', '«骨転移の痕跡を残すのみ»', '«{siteMet}は瘢痕様の硬化のみを残す»', '«burned-out metastasis{benignThink}»、{site}', '@pet «既知の造骨性転移にFDG集積はなく、治療後{benignThink}»', '@pet «骨転移へのFDG集積は消失、形態は変わらない»',
      '{elsewhere}は悪化しているが、«骨転移は落ち着いている»', '{elsewhere}{newly}にもかかわらず、«骨転移{same}»', '総合的にはPDであるが、«骨転移に限れば{same3}»', '病勢は進行しているが、«骨転移{same}»({elsewhereMet}の増悪)', '{elsewhere}{bigger}。«骨は変わりなく、既知の転移のみ»', '{elsewhere}{newly}。骨に関しては«既知の転移{same}»', '骨以外の転移は増えたが、«骨転移{smaller}»', '{elsewhere}はPD、«骨はSD(既知転移)»', '{elsewhere}{newly}ため効果判定はPD。«骨転移の増悪{absent}»', '新規の{elsewhere}{present}。«骨転移に新規のものはなく不変»',
      '«stable bone mets»', 'Bone: «mets, no change»', '«bone mets decreased»', '«known bone mets, stable»', '«SD (bone)»', '«no progression of bone mets»', '«no new bone mets, known lesions unchanged»', '«sclerotic bone mets, unchanged»', '«treated bone mets»', '«bone mets: improved»',
      '圧迫骨折の新出{present}が骨粗鬆症性で、«骨転移{same}»', '{vertebra}に新たな骨折{present}。«骨転移の増悪によるものではなく、転移巣{same}»', '«骨転移不変»。病的骨折の出現なし', '«脊椎転移{same}»。脊髄圧迫の進行なし', '«{site=a}転移は{same3}»。疼痛は変性によると考える', '«椎体転移の圧潰は進行なく、転移も{same3}»', '椎体の圧潰はやや進んでいるが、«転移自体は縮小»', '@scan 関節の集積は増えたが«骨転移の集積{same}»', '@scan 骨折による新たな集積{present}。«転移の集積{scanDown}»', '@scan,pet «骨転移に一致する集積は減っている»', '@scan,pet «新たな骨転移の集積なく、既知の集積も{same3}»',
    ],
  },
]
