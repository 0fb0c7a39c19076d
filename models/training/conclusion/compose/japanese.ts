import { compressJapanese } from '../../../../src/domain/draft/japanese/compress-japanese.ts'
import type { Random } from '../../status/compose/random.ts'
import type { Inference } from '../../../../src/domain/draft/names/inference.ts'
import type { CoreFinding } from './bank.ts'
import { uncarried } from '../../../../src/domain/draft/gate/carried.ts'
import { allowedTerms } from '../../../../src/domain/draft/names/inference.ts'
import type { Change } from './change.ts'
import { expandTemplate, type Bound } from './template.ts'

type Way = { noun: string; sentence: string; told: readonly string[]; adjective?: string }

/** `noun` follows a noun ("…結節 12mm、増大"), `sentence` follows a full stop; だ is made です where the report is polite. */
const ways: Record<Change['kind'], { sized: readonly Way[]; plain: readonly Way[] }> = {
  new: {
    sized: [{ noun: '、新出', sentence: '前回検査にはなく、新出だ。', told: ['、新出'], adjective: '新出の' }, { noun: '（新規病変）', sentence: '新規病変だ。', told: ['、新規病変'], adjective: '新規の' }],
    plain: [{ noun: '、新出', sentence: '今回新たに出現した。', told: ['、新出'], adjective: '新出の' }, { noun: '、前回から新たに出現', sentence: '前回から新たに出現した。', told: ['、新たに出現'] }],
  },
  larger: {
    sized: [{ noun: '、前回{prev}mmから増大', sentence: '前回{prev}mmから増大している。', told: ['、前回{prev}mmから増大', '、増大（前回{prev}mm）'] }, { noun: '（前回{prev}mm）と増大', sentence: '前回は{prev}mmで、増大している。', told: ['、増大（前回{prev}mm）'] }, { noun: '、前回より増大', sentence: '前回と比較し増大している。', told: ['、増大', '、前回より増大'] }],
    plain: [{ noun: '、増悪', sentence: '前回より増悪している。', told: ['、増悪'] }, { noun: '、前回より進行', sentence: '前回と比べ進行している。', told: ['、進行'] }],
  },
  same: {
    sized: [{ noun: '、前回と変化なし', sentence: '前回と変化はない。', told: ['、変化なし'] }, { noun: '、著変なし', sentence: '前回と比較し著変なし。', told: ['、著変なし'] }, { noun: '、不変', sentence: '大きさは不変だ。', told: ['、不変'] }, { noun: '、前回と同様', sentence: '前回と同様だ。', told: ['、前回と同様'] }],
    plain: [{ noun: '、前回と著変なし', sentence: '前回と比べ著変なし。', told: ['、著変なし'] }, { noun: '、不変', sentence: '前回から不変だ。', told: ['、不変'] }],
  },
  smaller: {
    sized: [{ noun: '、前回{prev}mmから縮小', sentence: '前回{prev}mmから縮小している。', told: ['、前回{prev}mmから縮小', '、縮小（前回{prev}mm）'] }, { noun: '（前回{prev}mm）と縮小', sentence: '前回は{prev}mmで、縮小している。', told: ['、縮小（前回{prev}mm）'] }],
    plain: [{ noun: '、前回より軽減', sentence: '前回より軽減している。', told: ['、軽減'] }, { noun: '、前回より改善', sentence: '前回と比べ改善している。', told: ['、改善'] }],
  },
}

const polite = (text: string) => text.replace(/だ。$/, 'です。').replace(/している。$/, 'しています。').replace(/した。$/, 'しました。').replace(/変化はない。$/, '変化はありません。')

type JapaneseChange = Change & { noun: string; sentence: (isPolite: boolean) => string }

/** As bindChange: a change for about half of the findings; {prev} stays beside {mm}. */
export function drawJapaneseChange(random: Random, bound: Bound): JapaneseChange | null {
  if (random.chance(0.52)) return null
  const kind = random.pick(['new', 'larger', 'larger', 'same', 'same', 'smaller'] as const)
  const mm = Number(bound.get('mm') ?? Number.NaN)
  const measured = Number.isFinite(mm) && mm >= 4
  const way = random.pick(measured ? ways[kind].sized : ways[kind].plain)
  const prev = measured ? String(Math.round(mm * (kind === 'larger' ? 0.45 + random.next() * 0.35 : 1.25 + random.next() * 0.75))) : ''
  const fill = (text: string) => text.replaceAll('{prev}', prev)
  return { kind, inFindings: fill(way.noun), inConclusion: fill(random.pick(way.told)), adjective: way.adjective ?? '', noun: fill(way.noun), sentence: (isPolite) => (isPolite ? polite(fill(way.sentence)) : fill(way.sentence.replace(/だ。$/, 'である。'))) }
}

/** A template with {change}: after a full stop it is a sentence, otherwise it follows a noun. */
export function placeChange(template: string, change: JapaneseChange | null): string {
  return template.replace(/。\{change\}/g, () => (change ? `。${change.sentence(/ます。|です。|ません。/.test(template))}` : '。')).replaceAll('{change}', change?.noun ?? '')
}

/** "…を認めます。前回より増大しています。" as one sentence, for half of them. */
export const joinChange = (text: string, random: Random): string => (random.chance(0.5) ? text.replace(/(を認め|がみられ)(?:ます|る)。(?=(?:前回|今回|大きさ)[^。]*。$)/, '$1、') : text)

type Pieces = { core: string; place: string; size: string; told: string; seen: string; noun: string; sentence: (isPolite: boolean) => string }
type Frame = { id: string; write: (pieces: Pieces, random: Random) => string }

const many = /^(?:多発|複数|両|散在|数個|粟粒)/
/** What of it is measured. */
const measureOf = (core: string) => (/肥厚$|血腫$|プラーク$/.test(core) ? '厚さ' : '大きさ')
/** "12mm大の", "径12mmの", of many "最大12mmの" */
const sized = (p: Pieces, random: Random) => (p.size ? measureOf(p.core) === '厚さ' ? `厚さ${p.size}の` : (many.test(p.core) ? random.pick([`最大${p.size}の`, `最大径${p.size}の`, `${p.size}までの`]) : random.pick([`${p.size}大の`, `径${p.size}の`, `${p.size}の`, `長径${p.size}の`])) : '')
/** "周囲に浮腫を伴う" as it stands after the finding. */
const after = (told: string) => (told ? `、${told.replace(/のある$/, 'あり').replace(/のない$/, 'なし').replace(/の軽微な$/, 'は軽微').replace(/[なの]$/, '')}` : '')

const frames: readonly Frame[] = [
  { id: 'noun', write: (p, r) => `${p.place}に${sized(p, r)}${p.seen}${p.told}${p.core}${p.noun}。` },
  { id: 'ari', write: (p, r) => `${p.place}に${sized(p, r)}${p.seen}${p.core}あり${after(p.told)}${p.noun}。` },
  { id: 'masu', write: (p, r) => `${p.place}に${sized(p, r)}${p.seen}${p.told}${p.core}[を認めます|がみられます|を認めます|があります]。${p.sentence(true)}` },
  { id: 'aru', write: (p, r) => `${p.place}に${p.told}${sized(p, r)}${p.core}[を認める|がみられる|を認める]。${p.sentence(false)}` },
  { id: 'measured', write: (p) => `${p.place}に${p.seen}${p.told}${p.core}を認め${p.size ? `、${many.test(p.core) ? '最大' : `${measureOf(p.core)}は`}${p.size}です` : 'ます'}。${p.sentence(true)}` },
  { id: 'telegraphic', write: (p) => `${p.place}${p.core}${p.size && ` ${p.size}`}${after(p.told)}${p.noun}。` },
  { id: 'plus', write: (p) => `${p.place}に${p.core}(+)${p.size && `、${p.size}`}${after(p.told)}${p.noun}。` },
  { id: 'core-first', write: (p) => `${p.seen}${p.core}${p.size && `（${p.size}）`}を${p.place}に認める。${p.sentence(false)}` },
  { id: 'size-first', write: (p, r) => `${sized(p, r)}${p.told}${p.core}を${p.place}に認めます。${p.sentence(true)}` },
  { id: 'wa', write: (p) => `${p.core}は${p.place}に存在し${p.size ? `、${measureOf(p.core)}${p.size}` : 'ます'}。${p.sentence(true)}` },
  { id: 'confirmed', write: (p, r) => `${p.place}に${p.seen}${sized(p, r)}${p.core}が確認される${p.told ? `（${after(p.told).slice(1)}）` : ''}。${p.sentence(false)}` },
]

const heldOut: ReadonlySet<string> = new Set(['wa', 'confirmed'])

/** Says a Japanese core finding; `seen` and `told` are written as they stand before a noun ("境界明瞭な", "胸水を伴う"). */
export function frameJapanese(one: CoreFinding, random: Random, bound: Bound, test: boolean): { findings: string; conclusions: string[]; change: Change | null } {
  const core = expandTemplate(one.core, random, bound)
  const place = expandTemplate(one.place, random, bound)
  if (one.size) expandTemplate(`{mm:${one.size}}`, random, bound)
  const draw = (from: string[] | undefined, share: number) => (from?.length && random.chance(share) ? expandTemplate(random.pick(from), random, bound) : '')
  const told = draw(one.told, 0.6)
  const seen = draw(one.seen, 0.65)
  const size = one.size ? `${bound.get('mm')}mm` : ''
  const change = one.change === false ? null : drawJapaneseChange(random, bound)
  const frame = random.pick(frames.filter((each) => heldOut.has(each.id) === test))
  const written = frame.write({ core, place, size, told, seen, noun: change?.noun ?? '', sentence: (isPolite) => change?.sentence(isPolite) ?? '' }, random)
  const tail = change?.inConclusion ?? ''
  const most = many.test(core) ? '最大' : ''
  // "右上葉の転移を疑う結節", but "右上葉結節".
  const named = `${place}${/[をがる]/.test(core) ? 'の' : ''}${core}`
  const conclusions = [
    `${place}の${told}${core}${size && `、${most}${size}`}${tail}。`,
    `${named}${size && `（${most}${size}）`}${after(told)}${tail}。`,
    change?.adjective ? `${change.adjective}${named}${size && ` ${size}`}${after(told)}。` : `${named}${size && ` ${size}`}${after(told)}${tail}。`,
  ].map((text) => text.replace('のの', 'の'))
  return { findings: expandTemplate(written, random, bound), conclusions, change }
}

/** One way to write the sizes of a finding, the same in findings and conclusion: "14mm", "14 mm", "1.4cm", "14×11mm". */
export function styleJapaneseSizes(texts: readonly string[], mm: number | null, random: Random): string[] {
  const plain = [...texts]
  const spaced = random.chance(0.35) ? plain.map((text) => text.replace(/(\d)(mm|cm)(?![a-z])/g, '$1 $2')) : plain
  if (mm === null || mm < 10 || texts.some((text) => /[×x〜～]\s?\d|\d\.\d|[厚径幅深長瘤]|拡張|範囲|すべり|突出|近位|脾腫|虫垂|尿管|最大|偏位/.test(text))) return oneDimension(spaced, mm, random)
  if (random.chance(0.25)) {
    const second = Math.max(2, Math.round(mm * (0.55 + random.next() * 0.4)))
    const sign = random.pick(['×', '×', 'x'])
    return spaced.map((text) => text.replace(new RegExp(`(?<![\\d.]|前回|前回は)${mm}( ?)mm(?![a-z])`, 'g'), `${mm}${sign}${second}$1mm`))
  }
  return oneDimension(spaced, mm, random)
}

function oneDimension(texts: string[], mm: number | null, random: Random): string[] {
  if (mm === null || mm < 10 || texts.some((text) => /\d\.\d|\d ?[×x]/.test(text)) || !random.chance(0.2)) return texts
  return texts.map((text) => text.replace(/(?<![\d.])(\d{1,3})( ?)mm(?![a-z])/g, (_, value: string, gap: string) => `${(Number(value) / 10).toFixed(1)}${gap}cm`))
}

/** Words that may go when no finding carries them: what is left says less, never something else. */
const droppable = /(?:急性期|急性|慢性|亜急性|活動性|広範な|多発性|単純性|軽度の|著明な|既知の|典型的な|良性の|陳旧性|限局性|びまん性|比較的|明らかな)/g

/** As repairPhrase, for Japanese: clauses after 、 and adjectives that nothing carries are cut. null when the phrase loses what it is about. */
export function repairJapanese(phrase: string, findings: string, inferences: readonly Inference[]): string | null {
  const terms = allowedTerms(findings, inferences)
  const lacks = (text: string) => uncarried(text, findings, terms).length > 0
  const whole = phrase.replace(/。$/, '')
  if (!lacks(whole)) return `${whole}。`
  const lean = whole.replace(droppable, (word) => (lacks(word) ? '' : word))
  if (!lacks(lean) && lean.length > 3) return `${lean}。`
  const [head = '', ...tails] = lean.split(/(?=、|（)/)
  if (!head || lacks(head)) return null
  let text = head
  for (const tail of tails) if (!lacks(text + tail)) text += tail
  const keepsSizes = [...phrase.matchAll(/\d+(?:\.\d+)?(?= ?(?:mm|cm|%|×|x))/g)].every((one) => text.includes(one[0]))
  return text.length > 2 && keepsSizes ? `${text}。` : null
}

/** The sentence itself without its predicate, with its full stop; a denial ends in なし. */
export const compressedJapanese = (sentence: string): string => `${compressJapanese(sentence.replaceAll('(+)', '')).replace(/[。、\s]+$/u, '').replace(/(?:[をはも](?:認めません|認めない|指摘できない|指摘できません)|はありません)$/u, 'なし')}。`

/** Two sentences made one: "…を認めます。" + "…" → "…を認め、…". null where that reads badly. */
export function joinJapanese(first: string, second: string): string | null {
  const found = /^([^。]*?)(を認め(?:ます|る)|がみられ(?:ます|る)|あり|を伴(?:います|う))。$/.exec(first)
  if (!found || /^[^。]*。$/.exec(second) === null || first.includes('、')) return null
  const link = { を認: 'を認め、', がみ: 'がみられ、', あり: 'あり、', を伴: 'を伴い、' }[found[2]!.slice(0, 2)]
  return link ? `${found[1]}${link}${second}` : null
}

export const japaneseComparisons = ['前回検査と比較。', '前回CT（3ヶ月前）と比較。', '半年前の検査と比較しました。', '1年前の検査と比較。', '前回']

const regions: Record<string, string> = { head: '頭部', neck: '頸部', chest: '胸部', heart: '心臓', 'leg vessels': '下肢血管', abdomen: '腹部', pelvis: '骨盤', breast: '乳房', spine: '脊椎', knee: '膝', shoulder: '肩', hip: '股関節', ankle: '足関節', foot: '足', wrist: '手関節', hand: '手', elbow: '肘', extremities: '四肢', 'whole body': '全身' }
/** Lists that a Japanese system fills say 胸部, others keep the English name. */
export const japaneseRegion = (region: string): string => regions[region] ?? region

const headingWays: readonly ((organ: string) => string)[] = [(organ) => `${organ}：`, (organ) => `${organ}:`, (organ) => `【${organ}】`, (organ) => `＜${organ}＞`, (organ) => `■${organ}：`]
/** How this report writes its headings. */
export const drawJapaneseHeading = (random: Random): ((organ: string) => string) => random.pick(headingWays)

/** 頚 and 靭 for 頸 and 靱, as half of all systems write. */
export const spellJapanese = (text: string): string => text.replaceAll('頸', '頚').replaceAll('靱', '靭')
