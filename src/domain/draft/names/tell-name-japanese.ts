import { readSentence } from '../../text/read-sentence.ts'
import type { FindingSentence } from '../reading/align.ts'
import { japaneseParts } from './denied-japanese.ts'
import { escape, type Inference } from './inference.ts'
import type { FindingName } from './name-finding.ts'

/** Sizes, values and counts: what a name keeps in brackets. */
const figure = /(?:最大|約)?(?:最大短径|最大径|短径|長径|最大厚|厚さ|最大幅|幅|径|全長|推定血腫量|長さ|大きさ)?(?:は|が|で)?(?:最大|約)?(?:SUV ?max ?)?(?<!\d)[\d０-９]{1,5}(?:[.．][\d０-９]{1,4})?(?: ?[×xX*] ?[\d０-９]{1,5}(?:\.\d{1,4})?){0,3} ?(?:mm|cm|ｍｍ|ｃｍ|mL|HU)(?:大|程度|前後)?|SUV ?max ?(?:は|が)?[\d.]{1,6}|数個|多数|(?<!\d)\d{1,3}個/gu
/** Words between signs that say nothing by themselves. */
const filler = /[（(][+＋][)）]|[・〜～\s]|明らかな?|わずかに?|認めます|みられる|見られる|あります|伴います|おります|示します|著明な?|明らかに|広範に?|びまん性|全体的?|均一に?|近傍に?|同部位?|および|認める|みられ|伴って|います|呈する|される|中等度|著明に|周囲に|には|では|にて|及び|かつ|認め|あり|ある|伴い|伴う|いる|おり|する|して|した|示し|示す|呈し|なり|され|軽度|高度|やや|淡い|強い|内部|周囲|陽性|所見|部位|を|が|は|も|に|で|の|と|や|へ|し|な|像|状|化|域/gu
const isFiller = (text: string): boolean => text.replace(filler, '') === ''
/** Where a place ends. */
const particle = /(?:に|は|の|(?<!ま)で|にて|では|には|が|より|と|を|・)$/u
/** Ends of a place that stay. */
const reach = /(?:まで|から|にかけて|にわたって|に沿って)$/u
/** Names that stand right behind their place: "右大腿骨頸部骨折". */
const suffixed = /^(?:骨折|圧迫骨折|結石|嚢胞|憩室炎|内膜症性嚢胞|椎間板ヘルニア|断裂)$/u

const stemsOf = new WeakMap<Inference, RegExp>()

/** The words of a row that its name says, the longest first; the name itself is one. */
function signsOf(row: Inference): RegExp {
  let known = stemsOf.get(row)
  if (!known) {
    const names = [row.title ?? '', ...row.allows].map((name) => name.replace(/(?:を疑う|疑い)$/u, ''))
    const stems = [...names.map((name) => `${name}と考えられる`), ...names.map((name) => `${name}の所見である`), ...names, ...(row.signs ?? []), ...(row.also ?? [])].toSorted((a, b) => b.length - a.length)
    stemsOf.set(row, (known = new RegExp(stems.filter(Boolean).map((stem) => stem.split('…').map(escape).join('[^、。]{0,10}?')).join('|'), 'giu')))
  }
  return known
}

/** `sole`: nothing but signs, filler and figures; `lead`: the place before the signs; neither: it says more. */
type Part = { text: string; figures: string[]; sole: boolean; lead: string; signs: boolean }

/** A bracket is no word of its own: it is held by a character of the private use area. */
const held = (number: number): string => String.fromCharCode(0xe000 + number)

function readPart(text: string, row: Inference): Part {
  const figures: string[] = []
  const brackets: string[] = []
  let rest = text.replace(/[（(][+＋][)）]/gu, '').replace(/[（(]([^（()）]*)[)）]/gu, (found, inner: string) => (inner.replace(figure, '') === '' ? inner : held(brackets.push(found))))
  // What is compared with another time tells a course: it stays as it is.
  const course = /前回|年前|か月前|ヶ月前|ヵ月前|週間前|昨年|から[^、]{0,6}(?:増大|縮小|拡大|減少)|→|不変/u.test(text)
  let signs = false
  rest = rest.replace(signsOf(row), () => { signs = true; return '\u0001' })
  rest = rest.replace(figure, (found) => { figures.push(found.replace(/^(?:は|が|で)/u, '').replace(/(?<=[径厚幅さ量])(?:は|が|で)/u, '')); return '\u0001' })
  const restore = (chunk: string) => brackets.reduce((whole, bracket, i) => whole.replace(held(i + 1), bracket), chunk)
  const chunks = rest.split('\u0001').map((chunk, i, all) => ({ chunk, last: i === all.length - 1 })).filter(({ chunk }) => !isFiller(chunk))
  const none = { text, figures, sole: false, lead: '', signs }
  if (course) return none
  if (!chunks.length) return { ...none, sole: true }
  const [only] = chunks
  if (chunks.length > 1 || only!.last) return none
  const place = restore(only!.chunk).replace(/(?:軽度|中等度|高度|著明)[のな]?$/u, '').replace(/^(?:で|に|は|にて|では|の)(?=[^、])/u, '')
  // "左尿管拡張": without a particle only where it surely is a place.
  if (!particle.test(place) && !reach.test(place) && !isPlace(place)) return none
  const lead = reach.test(place) ? place : place.replace(particle, '')
  return /な[しい]|ません|[てしり]$/u.test(lead.replace(reach, '')) ? none : { ...none, lead }
}

const isPlace = (text: string): boolean => /[\p{Script=Han}\d]$/u.test(text) && readSentence(text, { start: 0, end: text.length }).units.some((unit) => ['anatomy', 'side', 'level'].includes(unit.kind))

/** Says a sentence nothing beside the signs of the row? Figures, sides and levels are something. */
export function saysOnlySigns(text: string, row: Inference): boolean {
  const parts = japaneseParts(text).map((part) => readPart(part, row))
  if (!parts.some(({ signs }) => signs) || parts.some(({ sole, figures }) => !sole || figures.length > 0)) return false
  return !readSentence(text, { start: 0, end: text.length }).units.some((unit) => unit.negated || ['side', 'level', 'change'].includes(unit.kind))
}

/**
 * Japanese findings under their name, as conclusions are written: "右前頭頭頂部の慢性硬膜下血腫（最大厚18mm）". The place before the signs leads,
 * figures follow in brackets, and what the signs do not say is told after it. `textOf`: the words of a sentence, shortened.
 */
export function tellJapanese({ title, row, carriers }: FindingName, textOf: (sentence: FindingSentence) => string): string {
  const parts = carriers.toSorted((a, b) => a.index - b.index).flatMap((one) => japaneseParts(textOf(one))).map((part) => readPart(part, row))
  const sign = row.signs?.find((one) => parts.some(({ text }) => text.includes(one)))
  const hedged = title.endsWith('疑い') || title.endsWith('を疑う')
  const name = title.endsWith('を疑う') ? title + (sign ?? '病変') : title
  const head = parts.findIndex(({ signs, lead, sole, figures }, i) => (signs && (sole || lead !== '')) || (lead !== '' && figures.length > 0 && parts[i + 1]?.sole && parts[i + 1]!.signs))
  const before = head > 0 ? parts.slice(0, head) : []
  // "左下葉枝、右中葉枝に造影欠損": places in a list lead together.
  const listed = before.every(({ text, signs, figures }) => !signs && !figures.length && text.length <= 24 && /[\p{Script=Han}\p{Script=Katakana}\da-z]$/iu.test(text))
  if (head >= 0 && listed) {
    const place = [...before.map(({ text }) => text), parts[head]!.lead].filter(Boolean).join('、')
    const lead = leadOf(place, name)
    if (row.signs || /^(?:[左右]|両側?|[左右]側の)?$/u.test(lead)) {
      const rest = parts.slice(head + 1)
      const said = (part: Part) => part.sole || (part.signs && part.lead !== '' && place.includes(part.lead))
      const figures = [parts[head]!, ...rest.filter(said)].flatMap((part) => part.figures)
      const further = rest.filter((part) => !said(part)).map(({ text }) => text)
      return [lead + name + (figures.length ? `（${[...new Set(figures)].join('、')}）` : ''), ...further].join('、')
    }
  }
  const left = parts.filter((part) => !part.sole || part.figures.length > 0).map(({ text }) => text)
  if (left.some((text) => [title, ...row.allows].some((said) => text.replace(sign ?? '', '').includes(said)))) return left.join('、')
  const at = sign ? left.findIndex((text) => text.includes(sign)) : -1
  // "…高濃度腫瘤、乳癌疑い": a reading follows what it reads, a name takes the place of its sign.
  if (at >= 0) return (hedged ? left.toSpliced(at + 1, 0, title.replace(/を疑う$/u, '疑い')) : left.with(at, left[at]!.replace(sign!, title))).join('、')
  return left.length ? `${title}：${left.join('、')}` : title
}

/** The place as it stands before the name: "右" before "卵巣…" of "右卵巣", otherwise with の where the name does not follow by itself. */
function leadOf(place: string, name: string): string {
  for (let length = Math.min(place.length, name.length); length > 1; length--) if (name.startsWith(place.slice(-length))) return place.slice(0, -length).replace(/の$/u, '')
  if (!place || /(?:^|[、・])[左右]$|^両側?$/u.test(place) || (suffixed.test(name) && /[\p{Script=Han}\d]$/u.test(place))) return place
  return place.endsWith('に沿って') ? place.replace(/って$/u, 'う') : `${place}の`
}
