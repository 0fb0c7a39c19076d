import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import type { Unit } from '../../text/read-sentence.ts'
import { isAffirmed } from '../reading/abnormal.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'
import { speaksOfExamination } from '../reading/examination.ts'
import { weighTold } from '../names/signs.ts'

/** What a reader of the conclusion wants to know is absent, normal or in place. `when`: in the indication, or in the findings told. */
type Wish = { when: RegExp; wants: RegExp }

/** What an indication asks for, named or not. */
const asked: readonly Wish[] = [
  { when: /術後|治療後|切除後|化学療法|化療|放射線|CRT|RFA|TACE|フォロー|経過|効果判定|再発|サーベイランス|年次/u, wants: /再発|新規|新出|新たな?|吻合部|断端|転移|播種|遺残/u },
  { when: /癌|がん|腫瘍|リンパ腫|肉腫|骨髄腫|DLBCL|PSA|CEA|CA ?19|AFP|CA ?125|マーカー|悪性|病期|staging/iu, wants: /転移|再発|新規|新出|播種|悪性|異常集積|有意な?集積|副腎/u },
  { when: /体重減少|スクリーニング|検診|ドック|健診|貧血/u, wants: /悪性|腫瘤|腫瘍|占拠性|占居性|結節|浸潤影|転移|ポリープ|構築の乱れ/u },
  { when: /転倒|外傷|打撲|事故|受傷|転落|捻挫|踏み外|尻もち|スポーツ|殴|挫|しりもち/u, wants: /骨折|脱臼|離開|出血|血腫|損傷|気胸/u },
  { when: /抗凝固|ワーファリン|DOAC/u, wants: /出血|血腫/u },
  { when: /頭痛|めまい|ふらつき|失神|痙攣|けいれん|てんかん|意識|[物も]の?忘れ|認知/u, wants: /出血|梗塞|動脈瘤|腫瘤|占拠性|占居性|水頭症|血腫|異常信号|異常吸収/u },
  { when: /麻痺|構音|失語|脱力|脳梗塞|TIA|呂律|半盲/u, wants: /出血|急性期|新鮮|閉塞/u },
  { when: /腹痛|下腹部|心窩部|嘔吐|嘔気|膨満/u, wants: /free ?air|遊離[^、。]{0,6}ガス|穿孔|膿瘍|虫垂|憩室炎|イレウス|閉塞|捻転|niveau|ニボー|拡張/iu },
  { when: /季肋部|胆|黄疸|肝機能|肝胆道/u, wants: /胆嚢炎|Murphy|壁肥厚|総胆管|胆管/iu },
  { when: /クレアチニン|腎後性|腎機能|腎不全/u, wants: /水腎|腎盂|残尿/u },
  { when: /側腹部|血尿|疝痛|背部痛|尿路/u, wants: /尿管|結石|水腎|腎盂|尿路/u },
  { when: /呼吸困難|呼吸苦|息切れ|SpO2|D-?dimer|胸痛|塞栓/iu, wants: /塞栓|血栓|気胸|解離|欠損/u },
  { when: /CTEPH|肺高血圧|換気血流/u, wants: /ミスマッチ|mismatch|区域性|欠損/iu },
  { when: /発熱|炎症反応|CRP|WBC|敗血症|感染/u, wants: /膿瘍|液体貯留|浸潤影|肺炎|ガス/u },
  { when: /DVT|血栓|(?:下肢|下腿|大腿)[^、。]{0,4}(?:腫脹|浮腫)/u, wants: /血栓/u },
  { when: /腰痛|下肢痛|坐骨|神経根|殿部痛/u, wants: /圧迫骨折|神経根|腫瘍|馬尾|転移/u },
  { when: /頸部痛|上肢(?:痛|のしびれ)|頸髄|巧緻/u, wants: /脊髄|髄内|神経根|骨折/u },
  { when: /半月板|靱帯|靭帯|膝/u, wants: /半月板|ACL|前十字|靱帯|靭帯/u },
  { when: /EVAR|TEVAR|ステントグラフト/u, wants: /エンドリーク|endoleak|漏出|リーク/iu },
  { when: /大動脈瘤|大動脈解離/u, wants: /解離|破裂|漏出/u },
  { when: /(?:CV|PICC|カテーテル|チューブ|ドレーン|胃管|挿管|ペースメーカ|ポート)[^、。]{0,8}(?:挿入|留置|位置|確認|後)|挿管後/iu, wants: /先端|チューブ|カテーテル|リード/u },
  { when: /CV|PICC|ドレーン|ペースメーカ|穿刺|生検後/u, wants: /気胸/u },
  { when: /IPMN|膵嚢胞/u, wants: /壁在結節|主膵管|充実/u },
  { when: /間質性肺炎|肺線維症|IPF/u, wants: /急性増悪|新たな|新規/u },
  { when: /しこり|乳房?(?:の)?腫瘤|乳癌/u, wants: /対側|腋窩|再発|新たな/u },
]

/** What is worth saying beside what was found. */
const beside: readonly Wish[] = [
  { when: /虫垂/u, wants: /膿瘍|free ?air|遊離[^、。]{0,6}ガス|穿孔/iu },
  { when: /憩室|壁肥厚/u, wants: /穿孔|free ?air|遊離[^、。]{0,8}ガス|膿瘍|狭窄|閉塞/iu },
  { when: /胆石|胆嚢[^。]{0,24}(?:結石|strong echo)/u, wants: /胆嚢炎|Murphy|壁肥厚|総胆管|胆管/iu },
  { when: /総胆管[^。]{0,16}結石/u, wants: /膵炎|膿瘍|胆嚢炎/u },
  { when: /膵[^。]{0,24}(?:腫瘤|癌)/u, wants: /SMA|SMV|腹腔動脈|門脈|上腸間膜|転移|播種/u },
  { when: /IPMN|膵[^。]{0,12}嚢胞/u, wants: /壁在結節|主膵管|充実/u },
  { when: /膵炎|膵[^。]{0,8}腫大/u, wants: /壊死|造影不良|液体貯留|仮性/u },
  { when: /肝[^。]{0,12}(?:腫瘤|結節|癌)|washout|早期濃染|動脈相で濃染/iu, wants: /腫瘍栓|門脈|胆管/u },
  { when: /前立腺|辺縁域|移行域|PI-?RADS/iu, wants: /被膜|精嚢|リンパ節|骨/u },
  { when: /骨折|楔状変形/u, wants: /血管外|後壁|脊柱管|脱臼|離開|関節面|活動性/u },
  { when: /硬膜下|硬膜外|血腫|出血|被殻[^。]{0,30}高吸収/u, wants: /骨折|脳室拡大|水頭症|動脈瘤|新鮮出血|正中/u },
  { when: /梗塞|DWI[^。]{0,20}高信号/u, wants: /出血/u },
  { when: /動脈瘤|瘤径|AAA|紡錘状瘤/u, wants: /エンドリーク|endoleak|漏出|破裂|解離/iu },
  { when: /気胸|臓側胸膜線/u, wants: /縦隔偏位|縦隔の偏位|緊張性|骨折/u },
  { when: /イレウス|ニボー|腸閉塞|小腸[^。]{0,10}拡張/u, wants: /free ?air|遊離[^、。]{0,6}ガス|造影不良|造影効果|壊死|closed|捻転/iu },
  { when: /網状影|蜂巣肺/u, wants: /急性増悪|すりガラス/u },
  { when: /浸潤影|コンソリデーション/u, wants: /胸水|空洞|膿瘍/u },
  { when: /すりガラス(?:状)?結節|GGN/u, wants: /充実成分|充実部/u },
  { when: /肺[^。]{0,8}(?:腫瘤|癌)|[上中下]葉[^。]{0,12}(?:腫瘤|結節)|S\d+[^。]{0,6}に[^。]{0,12}(?:腫瘤|結節)/u, wants: /転移|リンパ節/u },
  { when: /甲状腺|(?:右|左)葉[^。]{0,16}低エコー/u, wants: /リンパ節|浸潤|被膜/u },
  { when: /乳[房腺]|[A-E]'?区域|[UMLCI・-]+[OI]?領域/u, wants: /腋窩|[左右]乳房/u },
  { when: /半月板/u, wants: /ACL|前十字|靱帯|靭帯|骨挫傷/u },
  { when: /ACL|前十字靱帯|前十字靭帯/u, wants: /半月板|PCL/u },
  { when: /棘上筋|腱板/u, wants: /肩甲下|脂肪変性|萎縮|骨折/u },
  { when: /椎間板|椎間孔|脊柱管/u, wants: /圧迫骨折|脊髄|髄内|馬尾|腫瘍/u },
  { when: /椎体[^。]{0,10}(?:楔状|圧潰|骨折|低下|減少)|圧迫骨折/u, wants: /後壁|脊柱管/u },
  { when: /上顎洞|副鼻腔|篩骨洞/u, wants: /眼窩|骨破壊|頭蓋内/u },
  { when: /target ?sign|pseudokidney|重積/iu, wants: /血流|先進部|free ?air/iu },
  { when: /精巣|精索/u, wants: /[左右]精巣/u },
  { when: /造影欠損|塞栓/u, wants: /右心|右室|胸水/u },
  { when: /プラーク/u, wants: /潰瘍|可動性|閉塞/u },
  { when: /卵巣[^。]{0,20}(?:嚢胞|高信号)|嚢胞性腫瘤/u, wants: /壁在結節|充実|捻転/u },
  { when: /内膜[^。]{0,12}肥厚|子宮[^。]{0,8}癌/u, wants: /筋層|頸部|漿膜|播種|リンパ節/u },
  { when: /結石|水腎/u, wants: /水腎|膿瘍|液体貯留/u },
  { when: /脱髄|多発性硬化|T2[^。]{0,10}高信号病変/u, wants: /新規|新たな|造影|増強/u },
  { when: /解離/u, wants: /破裂|心嚢|虚血|閉塞/u },
  { when: /縮小|消失|増大|不変|転移/u, wants: /新規|新出|新たな|再発/u },
  { when: /陰影|FAD|石灰化/u, wants: /構築の乱れ|[左右]乳房/u },
  { when: /集積低下/u, wants: /拡大|壁運動|ミスマッチ|欠損/u },
]

/** What a normal study is told by, where nothing was asked for by name. */
const ofANormalStudy: Wish = { when: /^/u, wants: /異常所見|浸潤影|結節|腫瘤|占拠性|占居性|出血|骨折|転移|悪性|梗塞|異常集積|粘膜肥厚|含気|断裂|狭窄|血栓|拡張|腫大/u }

/** Says that something is absent, normal or where it should be. */
const reassures = /な[しくい]|無[しくい]|[めれさきせ]ず|ません|[（(][-−ー－][)）]|陰性|正常|異常なく|保たれ|intact|良好|目立た|明らかでな|範囲内|開存|適切|不変|先端|に位置/iu
/** Words that name no finding although they stand in many indications. */
const commonWords = /^(?:疑い|精査|評価|検索|有無|除外|経過|観察|確認|術後|治療|軽度|上昇|両側|自覚|鑑別|判定|診断|検診|画像|検査|紹介|目的|当院|受診|症状|指摘|以前|増加|低下|病期|全身|造影|単純|定期)$/u

/** Characters of a denial; longer ones list half the body. */
const longest = 64
const most = { beside: 2, alone: 3 }
/** Characters of all denials together. */
const room = { beside: 56, alone: 84 }
/** Characters of findings and denials together, up to which a second denial is said; beyond, only one that was asked for by name. */
const roomInAll = 76
const sure = 4.5
const least = 2
/** Names that may be denied in one place beside another where they are found. */
const elsewhereToo = new Set(['uptake', 'lesion', 'abnormality', 'signal', 'adenopathy', 'enlargement', 'metastasis', 'recurrence', 'stenosis', 'swelling', 'enhancement'])

/** Which of the alternatives stands there, the most wanted first. */
function rankOf({ source, flags }: RegExp, text: string): number {
  return source.split('|').findIndex((one) => { try { return new RegExp(one, flags).test(text) } catch { return false } })
}

export type Denial = { sentence: FindingSentence; asked: boolean }

/** What is asked of the findings: the indication as text and its findings, and the sentences told. */
type Asked = { findings: FindingsText; told: readonly FindingSentence[]; question: readonly Unit[]; indication: string; quiet: boolean; said: number }

/**
 * Denials, normal organs and device positions of Japanese findings that belong into a conclusion, the most wanted first: what
 * the indication asks for, then what a reader wants to know is absent beside what was found. `quiet`: nothing worth a line was found.
 * `said`: characters of the findings told.
 */
export function japaneseDenials({ findings, told, question, indication, quiet, said }: Asked): Denial[] {
  const textOf = ({ start, end }: FindingSentence) => findings.text.slice(start, end)
  const toldText = told.map((sentence) => `${sentence.heading ? findings.text.slice(sentence.heading.start, sentence.heading.end) : ''} ${textOf(sentence)}`).join('\n')
  const wishes = [...asked.filter(({ when }) => when.test(indication)).map((wish) => ({ ...wish, worth: 3 })), ...beside.filter(({ when }) => when.test(toldText)).map((wish) => ({ ...wish, worth: 3.1 })), ...(quiet ? [{ ...ofANormalStudy, worth: 2.4 }] : [])]
  // "2方向+舟状骨撮影": the view was taken because of the bone.
  const views = findings.sentences.slice(0, 3).map(textOf).filter((text) => /撮影|撮像/u.test(text)).join(' ')
  const words = namesIn(`${indication} ${views}`)
  const affirmed = new Set(told.flatMap(({ units }) => units.filter(isAffirmed)).map((unit) => unit.key))
  const scored = findings.sentences.flatMap((sentence) => {
    const text = textOf(sentence)
    if (!sentence.japanese || told.includes(sentence) || text.length > longest || !reassures.test(text) || weighTold(sentence, findings) >= mostWeight) return []
    if (/^(?:過去|前回|比較)[^。]{0,12}なし/u.test(text)) return []
    const denied = sentence.units.filter((unit) => unit.kind === 'finding' && unit.negated)
    if (!denied.length && speaksOfExamination(text)) return []
    // "No fracture of the pelvis" beside a fracture that is told misleads; "no other" and "no new" do not.
    if (denied.some((unit) => affirmed.has(unit.key) && !elsewhereToo.has(unit.key)) && !/新|他に|その他|吻合部|断端|腫瘍栓|漏出|先進部|充実/u.test(text)) return []
    const headed = `${sentence.heading ? findings.text.slice(sentence.heading.start, sentence.heading.end) : ''}${text}`
    const answers = denied.some((unit) => question.some((one) => relatedFindings(one.key, unit.key)))
    const named = words.filter((word) => headed.includes(word)).length
    const met = wishes.filter(({ wants }) => wants.test(headed))
    const worth = Math.max(0, ...met.map((wish) => wish.worth - rankOf(wish.wants, headed) * 0.15)) + Math.max(0, met.length - 1) * 0.4
    const score = (answers ? 4 : 0) + worth + Math.min(2, named) * 1.2 + (quiet && denied.some((unit) => unit.weight >= 3) ? 1 : 0) - Math.min(text.length, 40) / 80
    return score >= least ? [{ sentence, score, asked: answers || met.some((wish) => wish.worth === 3), met, length: text.length }] : []
  })
  const chosen: typeof scored = []
  let length = 0
  const limit = quiet ? 'alone' : 'beside'
  for (const one of scored.toSorted((a, b) => b.score - a.score || a.sentence.index - b.sentence.index)) {
    if (chosen.length >= most[limit] || (chosen.length > 0 && length + one.length > room[limit] && !quiet)) continue
    if (chosen.length > 0 && !quiet && said + length + one.length > roomInAll && one.score < sure) continue
    // One wish is granted once beside findings.
    if (!quiet && one.met.length > 0 && one.met.every((wish) => chosen.some((other) => other.met.includes(wish)))) continue
    chosen.push(one)
    length += one.length
  }
  // A normal study is told in the order of its findings.
  return (quiet ? chosen.toSorted((a, b) => a.sentence.index - b.sentence.index) : chosen).map(({ sentence, asked: leads }) => ({ sentence, asked: leads }))
}

/** Heavier sentences are findings and are told or left out as such. */
const mostWeight = 1.25

/** Names in an indication: runs of kanji or katakana of two characters or more, and abbreviations. */
function namesIn(indication: string): string[] {
  const runs = indication.match(/[\p{Script=Han}]{2,}|[\p{Script=Katakana}ー]{3,}|[A-Z]{2,}/gu) ?? []
  return runs.map((run) => run.replace(/(?:疑い|精査|評価|検索|除外|確認|撮影|撮像|痛|時|後)$/u, '')).filter((run) => run.length >= 2 && !commonWords.test(run))
}
