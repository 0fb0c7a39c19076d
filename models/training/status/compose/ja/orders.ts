import type { Order } from './situations.ts'
import type { Bank } from './template.ts'

/** Slots of the orders. */
export const orderWords: Record<string, Bank> = {
  purpose: ['経過観察', '治療効果判定', '定期フォロー', '病期診断', '再発検索', '術前精査', 'フォローアップ', '全身検索', '効果判定', '定期検査', 'staging', '治療前評価', '術後フォロー', 'CTフォロー', '評価目的'],
  complaint: ['腰痛', '背部痛', '右股関節痛', '左股関節痛', '胸痛', '肋骨部痛', '頸部痛', '骨痛', '両下肢しびれ', 'ALP上昇', 'PSA上昇', 'CEA上昇', 'CA15-3上昇', '腫瘍マーカー上昇', '体重減少', '食欲低下', '貧血', '腰痛増悪', '疼痛増強', '高Ca血症', '下肢脱力', '臀部痛', '発熱', '呼吸困難', '肩痛', '坐骨神経痛', '新たな背部痛', '歩行困難', 'PSA {digit}.{digit}'],
  ask2: ['お願いします', 'をお願いいたします', '', '', '。ご精査ください', 'の精査', '目的', 'につき'],
  drug2: ['移植', '化学療法', 'R-CHOP', 'VRd', 'CAR-T', 'ダラツムマブ', '2コース', '自家移植'],
  year: ['{digit}年前', '20[17|18|19|20|21|22|23]年'],
  knownPurpose: ['経過観察', '治療効果判定', 'フォロー', '効果判定', '定期検査', '経過評価', 'フォローCT', '経過'],
  knownMet: ['骨転移', '骨転移', '骨転移', '多発骨転移', '多発骨転移', '脊椎転移', '骨meta', '{site}転移', '{vertebra}転移', '転移性骨腫瘍', 'bone meta', 'BM', '骨盤骨転移', '肋骨転移', '多発骨meta', '椎体転移', '骨転移(+)'],
}

/** Texts of the order by kind; `«…»` marks the known bone metastasis for the situations that lean on it. */
export const orders: Record<Order, readonly string[]> = {
  plain: ['{cancer}、{purpose}', '{cancer}術後。{purpose}', '{cancer}、{drug}中。{purpose}', '{cancer}の{purpose}をお願いします', '{cancer}({year}手術)。再発の有無', '{cancer} {purpose}', '{cancer}術後{year}、{complaint}', '{cancer}。{complaint}あり', '{cancer}治療中。{complaint}のため', '{cancer} pT[1|2|3]N[0|1]M0 術後', 'PSA {digit}.{digit}、{cancer}', '{cancer}stage [I|II|III]、{purpose}', '{complaint}、{cancer}の既往', '{cancer}、病期診断', '{cancer}にて{drug}施行中。評価お願いします', '{year}{cancer}手術。{purpose}', 'F/U {cancer}', '{cancer}疑い。精査', '{cancer}再発の有無', '{cancer}。転移検索', '{cancer}、遠隔転移の有無', '{cancer}の治療効果判定(前回PD)', '{cancer}、前回SD', '{cancer}。新病変の有無'],
  ask: ['{cancer}。骨転移の有無', '{cancer}、骨転移検索', '骨転移の有無につき精査お願いします', '骨転移スクリーニング({cancer})', '{cancer}、{complaint}。骨転移疑い', '{complaint}。骨転移?', '{cancer}術後、骨転移除外目的', '骨転移精査', '骨転移は?{cancer}', '{cancer}、骨meta検索', '{complaint}、骨転移の可能性は', '骨転移を疑い精査', 'r/o bone meta。{cancer}', '{cancer}。骨転移の評価をお願いします', '{complaint}あり。転移性骨腫瘍の鑑別', '骨転移の確認。{cancer}{purpose}', '{cancer}。{complaint}、骨転移が心配', '骨転移チェック', '{cancer} BM検索', '骨転移、病的骨折の有無', '{complaint}。転移でしょうか', '肝転移・骨転移の有無', '骨・脳転移の検索', '{cancer}、骨転移及びリンパ節転移の評価', '骨転移がないか', '{complaint}、骨転移の除外をお願いします'],
  elsewhere: ['{cancer}、{elsewhereMet}。{purpose}', '{cancer}、{elsewhereMet}に対し{drug}中', '{elsewhereMet}の{purpose}', '{cancer}術後、{elsewhereMet}再発。{purpose}', '{cancer}、{elsewhereMet}、{elsewhereMet}。{drug}後', '{elsewhereMet}(+)の{cancer}', '{cancer} {elsewhereMet} {complaint}', '{elsewhereMet}増悪の有無', '{elsewhereMet}に対する治療効果判定', '{cancer} stage IV({elsewhereMet})', '{elsewhereMet}PD。{drug}変更後', '{cancer}、{elsewhereMet}。前回縮小', '{elsewhereMet}切除後。再発の有無', '既知の{elsewhereMet}の評価'],
  unrelated: ['{complaint}の精査', '{complaint}', '{complaint}が続く。精査お願いします', '転倒後の{complaint}', '交通外傷', '腹痛の精査', '発熱の原因検索', '健診異常精査', '{complaint}、外傷の有無', '肺炎疑い', '術前評価', '圧迫骨折疑い', '骨粗鬆症、{complaint}', '胆石疑い', '胸部異常陰影', '血尿の精査', '腰椎MRI。{complaint}', '貧血精査', '肝機能障害', '骨折の有無', 'ヘルニア疑い', '人間ドック要精査', '糖尿病。{complaint}', '化膿性脊椎炎疑い', '転落外傷'],
  denied: ['{cancer}、これまで転移歴なし。{purpose}', '{cancer}。[前回|前回CT|前医]で骨転移なし', '{cancer}、骨転移は指摘されていない。{purpose}', '{cancer} 骨転移(-)。{complaint}', '{cancer}、転移なし。定期検査', '[前回|前回CT|前医]では骨転移を認めず。{cancer}フォロー', '{cancer}、転移の既往なし'],
  outside: ['前医で骨転移疑いを指摘。精査', '他院CTで{site}に骨転移疑い', '骨シンチで{region}に集積あり、骨転移疑い', '他院で骨転移と言われた。精査目的', '{cancer}、前医で骨転移を疑われた', '{prior}で{site}に硬化像、骨転移の疑い', '骨シンチで{site}に異常集積。転移か変性か', '前医MRIで脊椎転移疑い', '{site}の硬化性病変。骨転移かどうか', 'CTで{site}に病変。骨転移か'],
  known: ['{cancer}、«{knownMet}»。{purpose}', '{cancer}、«{knownMet}»あり。{purpose}', '«{knownMet}»の{knownPurpose}', '{cancer} «{knownMet}»', '{cancer}、«{knownMet}»に対し{drug}中', '{cancer}、«{knownMet}»。{complaint}', '«{knownMet}»フォロー', '{cancer}、{elsewhereMet}、«{knownMet}»。{purpose}', '{cancer} stage IV(«{knownMet}»)', '既知の«{knownMet}»の評価', '«{knownMet}»、{drug}施行中。{purpose}', '{cancer}、«{knownMet}»、{elsewhereMet}。{drug}中', '{cancer}。{year}«{knownMet}»出現。{drug}中', '«{knownMet}»の治療効果判定', '{cancer}術後«{knownMet}»。{purpose}', '{cancer}、«{knownMet}»と診断。経過観察', '«{knownMet}»を有する{cancer}。定期CT', '{cancer}(«{knownMet}»)、{drug}', '以前より«{knownMet}»あり。{complaint}', '«{knownMet}»。効果判定お願いします'],
  worried: ['{cancer}、«{knownMet}»。増悪の有無', '«{knownMet}»増悪疑い', '«{knownMet}»。{complaint}のため増悪を疑う', '{cancer}、«{knownMet}»。PD?', '«{knownMet}»の進行の有無', '{cancer}、«{knownMet}»。新病変の有無', '«{knownMet}»、{complaint}。増大していないか', '«{knownMet}»あり。病的骨折の有無', '{cancer}。«{knownMet}»、前回増悪。{drug}変更後', '{cancer}、«{knownMet}»。前回新出', '«{knownMet}»悪化?{complaint}', '{cancer}、«{knownMet}»治療中。脊髄圧迫の有無', '{complaint}。«{knownMet}»の増悪でしょうか', '{cancer}、«{knownMet}»、前回SD', '{cancer}、«{knownMet}»、前回縮小'],
  treated: ['{cancer}、«{knownMet}照射後»', '{cancer}、«{knownMet}に対し{drug}後»。{purpose}', '«{site}転移照射後»。{purpose}', '{cancer}、«{knownMet}治療後»', '«{vertebra}転移RT後»。再発の有無', '«{knownMet}、SBRT後»', '{cancer}。{year}«{knownMet}に放射線治療»', '«{knownMet}術後»。{purpose}', '{cancer}、«{knownMet}治療歴»あり。{complaint}', '«{vertebra}転移、椎体形成後»', '{cancer}、«{drug}で{knownMet}治療済»'],
  blood: ['多発性骨髄腫、{purpose}', '多発性骨髄腫', 'MM、{purpose}', '骨髄腫治療中。{complaint}', '多発性骨髄腫、{drug2}後', '悪性リンパ腫、{purpose}', 'DLBCL、{purpose}', '悪性リンパ腫。治療効果判定', 'リンパ腫、骨髄浸潤の評価', '急性白血病、{complaint}', 'ATL、{purpose}', 'ホジキンリンパ腫 {drug2}後', '骨髄腫疑い。{complaint}', 'M蛋白血症。{complaint}', '形質細胞腫、放射線治療後', 'リンパ腫再発疑い', '骨病変を伴う骨髄腫。増悪の有無'],
  bone: ['{limb}骨腫瘍疑い', '骨肉腫、{purpose}', '軟骨肉腫術後。再発の有無', '仙骨腫瘍', '骨巨細胞腫、デノスマブ中', '脊索腫フォロー', 'ユーイング肉腫 {purpose}', '骨腫瘍精査'],
}
