import { readSentence } from '../../text/read-sentence.ts'
import type { FindingSentence } from '../reading/align.ts'
import { weighFinding } from '../choosing/importance.ts'

/** Denied or negative, right after a sign: "なし", "を認めず", "(-)", "は陰性". */
const denied = '[^、。]{0,12}(?:な[しくい]|[めれさきかり]ず|ません|陰性|[（(][-−ー－][)）])'

/** Words whose parts the lexicon takes for findings: places, the technique, what has been treated. They are blanked before weighing. */
const misleading = /圧迫(?=・|法|像|撮影)|結節(?=間溝)|(?<=上腕骨?[大小])結節|塞栓(?:術|療法)?(?=後)|(?:放射線|化学療法)?[^\s、。]{1,4}炎(?=後(?:の|瘢痕|変化))|(?<=[コ]イル)塞栓|(?:低下|欠損)(?=アーチファクト)/gu

/** Signs that name a disease by themselves: torsion, intussusception, volvulus, dead tissue. */
const emergencies: readonly RegExp[] = [
  new RegExp(`(?:target|pseudo-?kidney|whirl(?:pool)?|cork ?screw|coffee ?bean|bird'?s? ?beak|closed ?loop|claw)[ -]?(?:sign|サイン|像|obstruction)?(?!${denied})`, 'iu'),
  new RegExp(`(?:ターゲット|コーヒー豆|渦巻き|嘴)(?:様)?(?:サイン|徴候|像)(?!${denied})`, 'u'),
]
/** An organ or vessel without flow or enhancement: the absence is the finding. */
const lifeless = /(?:精巣|卵巣|腸管|腸管壁|小腸|結腸|動脈|静脈|脾臓?|腎臓?|腎実質|膵実質|門脈|移植腎|シャント|グラフト|付属器)(?:[^、。]{0,4}?(?:内|壁|枝|実質|本幹))?(?:の|に|では|には|は)?(?:明らかな)?(?:血流|血流シグナル|血流信号|カラーシグナル|flow(?: signal)?|造影効果|造影増強効果|造影剤の流入|描出)(?:を|は|が|も)?(?:全く|明らかに|ほとんど)?(?:(?:検出|描出|確認|同定)(?:でき|され)|認め|みられ|見られ)?(?:ない|ません|ず|なし|消失|途絶|欠如|欠損)(?!域|像)/u
const incompressible = /静脈[^、。]{0,24}(?:圧迫|圧縮|プローブ)[^、。]{0,6}(?:虚脱|圧縮)?(?:されない|されません|されず|しない|しません|せず|不能|不良)/u
const heartless = /心拍(?:動)?(?:を|は|が|も)?(?:認めない|認めません|認めず|確認できない|確認できません|確認できず|消失|なし)/u

/** Signs without a name in the lexicon, and what they weigh. */
const signs: readonly (readonly [sign: RegExp, weight: number])[] = [
  [new RegExp(`(?:ニボー|鏡面像|鏡面形成|air[- ]?fluid level)(?!${denied})`, 'iu'), 2.6],
  [new RegExp(`(?:骨|根尖[^、。]{0,6})(?:透亮像|透過像|透亮域)(?!${denied})`, 'u'), 2.6],
  [/(?:脂肪門|リンパ門|門構造|中心透亮像?|fatty hilum)[^、。]{0,6}(?:不明瞭|消失|欠如|偏位)/iu, 3],
  [/(?:肝|腎|実質|皮質)?[^、。]{0,6}(?:輝度|エコーレベル)[^、。]{0,10}(?:上昇|亢進)(?![^、。]{0,4}(?:な|ず|ません))|高輝度肝|bright liver|肝腎コントラスト[^、。]{0,5}(?:陽性|上昇|増強|明瞭|[（(][+＋][)）])/iu, 2],
  [/(?:動脈|静脈|門脈|SM[AV]|IVC|神経根?|被膜|漿膜|胸膜|脊髄)[^、。]{0,16}(?:半周|全周|[\d１-９]+度|広範)[^、。]{0,6}(?:接し|接する|接触|取り囲)/u, 2.6],
  [new RegExp(`(?:EMVI|CRM|MRF|脈管侵襲|静脈侵襲)[^、。]{0,6}(?:陽性|[（(][+＋][)）])|(?:壁外|周囲|脂肪織|筋層|被膜外|血管|静脈|神経|胸壁|横隔膜|隣接臓器|傍組織|頸部間質)[^、。]{0,10}(?:進展|浸潤|波及)(?!${denied}|の有無)|(?:固有)?筋層を[超越]え`, 'u'), 3.2],
  [new RegExp(`造影(?:不良|欠損|されな)(?:域|部)?(?!${denied})|壊死(?!${denied}|の有無)`, 'u'), 3.2],
  [/残存[^。]{0,20}\d ?mm|\d ?mm[^。、]{0,20}残存/u, 2.6],
  [/硬膜[下外][^。]{0,40}(?:[高低等]吸収|液体貯留|血腫)(?![^、。]{0,4}(?:な|ず|ません))/u, 4],
  [/(?:脳底槽|鞍上槽?|シルビウス裂|脳槽|くも膜下腔|大脳縦裂)[^。]{0,40}高吸収(?![^、。]{0,6}(?:な|ず|ません))/u, 5],
  [/(?:MRF|CRM|直腸間膜筋膜)[^、。]{0,10}\d+ ?mm/u, 2.6],
  [/鼻中隔[^、。]{0,12}[弯彎]曲/u, 0.7],
]

/** Figures a report is read for, whatever they are: function, density, stiffness, uptake of an organ, and named categories. */
export const japaneseResults = /(?:LV)?EF\s*(?:は|が)?\s*\d|駆出率[^、。]{0,8}\d|摂取率[^、。]{0,6}\d|分腎機能[^。]{0,20}\d|(?:カルシウムスコア|石灰化スコア|Agatston)[^、。]{0,12}\d|T-?(?:score|スコア)[^、。]{0,8}\d|YAM[^、。]{0,8}\d|(?:硬度|弾性|stiffness)[^、。]{0,12}\d|\bGraf\b|(?:PI|BI|TI|LI|CAD|Lung|O)-?RADS|Deauville|Bosniak|ASPECTS|カテゴリー?\s*[1-6１-６]/iu

const result = 2.1
const diffusion = new RegExp(`DWI[^。、]{0,24}高信号(?!${denied})|拡散(?:制限|低下)(?!${denied})|ADC[^。、]{0,12}低[下値](?!${denied})`, 'iu')
const brain = new Set(['brain', 'basal-ganglia', 'cerebellum', 'thalamus', 'brainstem', 'pons', 'medulla', 'corona-radiata', 'white-matter', 'frontal', 'temporal', 'parietal', 'occipital', 'insula', 'hippocampus', 'internal-capsule', 'midbrain'])

/** An SUV well above liver and blood pool (about 2 to 3). */
const avid = 5

const isNew = /新たに(?:出現|認め|みられ)|新出|新規(?!(?:病変)?(?:は|を)?(?:な|認めな))|前回[^、。]{0,12}(?:なかった|ない|認めなかった|みられなかった)/u
const better = /縮小|軽減|改善|軽快|減少|(?:集積|SUV)[^。]{0,24}低下/u
const worse = /増大|増加|出現|進行|拡大|悪化|新た|新規|残存(?=する腫)/u

/**
 * How heavy a Japanese finding sentence is, 0 to 6: the rules' weight without what they misread (a place called 結節, 圧迫 of a
 * mammogram, a vessel that was embolised), with signs and results that have no name in the lexicon, and with a measured lesion
 * whose denied features made the whole sentence look normal.
 */
export function weighJapanese(sentence: FindingSentence, text: string, rules: number): number {
  let weight = reread(sentence, text, rules)
  if (emergencies.some((sign) => sign.test(text)) || lifeless.test(text) || incompressible.test(text)) weight = Math.max(weight, 4.5)
  if (heartless.test(text)) weight = Math.max(weight, 5)
  for (const [sign, least] of signs) if (sign.test(text)) weight = Math.max(weight, least)
  if (weight < result && japaneseResults.test(text)) weight = result
  if (diffusion.test(text) && !/陳旧|shine[- ]?through|ADC[^。、]{0,10}(?:上昇|低下(?:は|を)?(?:な|認めな|伴わな))/iu.test(text)) weight = diffusionWeight(sentence, text, weight)
  // Bleeding of a few millimetres of old iron is not bleeding now.
  if (/微小出血|microbleeds?/iu.test(text) && !/(?<!微小)出血|血腫/u.test(text)) weight = Math.min(weight, 2.2)
  if (/(?:自然孔|耳管|涙道|鼻涙管|外耳道|鼻道)[^、。]{0,6}(?:閉塞|閉鎖)/u.test(text)) weight = Math.min(weight, 2.4)
  // What a mass does is told after the mass.
  const seen = sentence.units.filter((unit) => unit.kind === 'finding' && !unit.negated)
  if (seen.length > 0 && seen.every((unit) => unit.key === 'midline-shift' || unit.key === 'mass-effect')) weight = Math.min(weight, 3.9)
  // What is explained away or fits the age is a remark.
  if (/年齢相応|加齢(?:性|に伴う)|生理的/u.test(text)) weight = Math.min(weight, 0.9)
  else if (/(?:の影響|反応性変化?|アーチファクト|治療後変化)(?:と|を|が|で|。|$)/u.test(text)) weight = Math.min(weight, 2.2)
  if (/(?:腺腫|嚢胞|血管腫|脂肪腫|過誤腫|骨島|肉芽腫|過形成)[^、。]{0,6}(?:疑|考え|思われ|矛盾し)|BPH|前立腺肥大|過形成結節/u.test(text) && !/癌|悪性|転移/u.test(text)) weight = Math.min(weight, 2.6)
  if (/壁在血栓/u.test(text) && !/塞栓|閉塞/u.test(text.replace(/閉塞[^、。]{0,4}な/u, ''))) weight = Math.min(weight, 2.4)
  // What could not be judged is listed, not told.
  if (/(?:評価|観察|同定|判定)(?:は|が)?(?:困難|不能|できな|できません|不十分)|描出不良/u.test(text) && !/質的|診断|\d ?(?:mm|cm)/u.test(text)) weight = Math.min(weight, 1)
  const uptake = Math.max(0, ...[...text.matchAll(/SUV ?(?:max)?\s*(?:は|が)?\s*(\d+(?:\.\d+)?)/giu)].map(([, value]) => Number(value)))
  if (weight > 0 && uptake >= avid && !better.test(text)) weight = Math.max(weight, 4)
  const aorta = /大動脈[^。\d]{0,14}(\d{2}) ?mm/u.exec(text)
  if (weight > 0 && aorta && Number(aorta[1]) >= 40) weight = Math.max(weight, 2)
  if (weight > 0 && isNew.test(text) && sentence.units.some((unit) => unit.kind === 'measure' && unit.unit === 'mm')) weight = Math.max(weight, 4.5)
  else if (weight > 3.5 && better.test(text) && !worse.test(text)) weight = 3.5
  return Math.min(6, weight)
}

/** What is bright on diffusion in the brain is fresh; elsewhere it speaks for a tumour. Without a place of its own it describes. */
function diffusionWeight(sentence: FindingSentence, text: string, weight: number): number {
  const places = [...sentence.units, ...sentence.headingUnits].filter((unit) => unit.kind === 'anatomy')
  if (places.some((unit) => brain.has(unit.key)) || /放線冠|基底核|視床|内包|橋|延髄|小脳|大脳|脳幹|皮質下|半卵円|被殻|島皮質|前頭葉|側頭葉|頭頂葉|後頭葉|海馬|脳梁/u.test(text)) return Math.max(weight, 4.4)
  if (!places.length && !sentence.units.some((unit) => unit.kind === 'side' || unit.kind === 'level' || unit.kind === 'part' || unit.kind === 'measure')) return Math.min(weight, 1.4)
  return Math.max(weight, sentence.units.some((unit) => unit.kind === 'measure' && unit.unit === 'mm') ? 4.2 : 3)
}

/** The weight without misleading words; a sentence that seems normal is weighed by its clauses, of which one may measure a lesion. */
function reread(sentence: FindingSentence, text: string, rules: number): number {
  const masked = text.replace(misleading, (found) => '　'.repeat(found.length))
  const whole = masked === text || rules === 0 ? rules : Math.min(rules, weigh(masked, sentence))
  if (isListDenied(text)) return 0
  if (whole > 0) return whole
  const clauses = text.split(/[、，]|が、/u)
  if (clauses.length < 2) return 0
  return Math.max(0, ...clauses.map((clause) => {
    const reading = readSentence(clause, { start: 0, end: clause.length })
    const lesion = reading.units.some((unit) => unit.kind === 'finding' && !unit.negated && unit.weight >= 2)
    return lesion && reading.units.some((unit) => unit.kind === 'measure' && unit.unit === 'mm' && !unit.negated) ? weigh(clause, sentence) : 0
  }))
}

function weigh(text: string, { headingUnits }: FindingSentence): number {
  return weighFinding({ ...readSentence(text, { start: 0, end: text.length }), headingUnits })
}

/** "左乳房に腫瘤、構築の乱れ、石灰化なし。": three bare names or more in a row before one denial are all denied; of two the first may be there. */
const listed = /^[^、。]{1,16}?(?:に|には|は)[^、。にはがを]{1,12}(?:[、，][^、。にはがを\d]{1,12}){2,6}(?:を|は|も)?(?:認めない|認めません|認めず|なし|みられない|みられません|指摘できない|指摘できません|ありません|ない)[。]?$/u

function isListDenied(text: string): boolean {
  return listed.test(text.trim()) && !/[あ-ん]り[、，]|[（(][+＋][)）]|陽性|\d/u.test(text)
}
