import type { TextRange } from '../../report/range.ts'
import { normaliseText } from '../../text/normalise.ts'
import { kanjiNumberAt, wordNumberAt } from '../../text/number-words.ts'
import type { CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'

/** An age told of the patient, as far as it is told: "in her eighties" is 80 to 89. Years; offsets in the text as given. */
type StatedAge = TextRange & { from: number; to: number; said: string }

/** Another age in the conclusion than the order's or the indication's. One year of difference is a birthday. */
export function checkAge(context: CheckContext): CheckIssue[] {
  const { age, indication = '', conclusion } = context.input
  const known = age != null ? { from: age, to: age, said: `${age}` } : agesIn(indication.slice(0, 300))[0]
  if (!known) return []
  const other = agesIn(conclusion.slice(0, 50_000)).find((one) => one.from > known.to + 1 || one.to < known.from - 1)
  if (!other) return []
  const sentence = context.conclusion.findIndex((reading) => reading.start <= other.start && other.start < reading.end)
  return [{ kind: 'age', severity: 'error', sentence: sentence < 0 ? null : sentence, message: `The conclusion says ${other.said}, the order ${known.said}.`, conclusion: { start: other.start, end: other.end }, findings: null }]
}

const number = '(\\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)'
const spans = { y: 1, m: 12, w: 52, d: 365 } as const
/** "8-month-old", "64 years of age", "39 y.o.". */
const old = new RegExp(`(?<![\\d.,/a-z-])${number}[ -]?(?:(year|yr|month|mo|week|wk|day)s?[ -]?(?:old|of age)|(y)(?:\\.? ?\\/? ?o\\b\\.?|rs?\\b(?= (?:male|female|man|woman))))(?![a-z])`, 'g')
/** "aged 24", "for age 24"; what was at an age is told of another time. */
const aged = /(?<![a-z-])(?:aged|(?:for|patient|patient's|current|his|her|of) age(?: of)?|age ?[:=]) ?(\d{1,3})(?: ?(years?|months?|weeks?|days?))?(?!\d|[./-]\d)/g
const decade = /(?<![a-z])in (?:his|her|their|the|its) (?:early |mid[- ]?|late )?(?:(\d)0'?s|(twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))(?![a-z])/g
const decades = ['', '', 'twenties', 'thirties', 'forties', 'fifties', 'sixties', 'seventies', 'eighties', 'nineties']
const genarian = /(?<![a-z])(sexa|septua|octo|nona|cente)n?(?:gen)?arians?(?![a-z])/g
const genarians: Record<string, number> = { sexa: 60, septua: 70, octo: 80, nona: 90, cente: 100 }
/** A stage of life told of the patient; "neonatal hypoxia", "paediatric tube" and "infantile haemangioma" are of other things. */
const stage = /(?<![a-z-])(?:normal|this|in an?|for an?|of an?|unremarkable|healthy)(?: [a-z-]+){0,2}? (neonat(?:e|al)|newborn|infant|baby|toddler|child|pa?ediatric|adolescent|teenager|elderly)(?= ?(?:$|[.,;:)]|(?:patient|person|man|woman|boy|girl|male|female|with|who|and|is|has|brain|head|skull|spine|neck|chest|abdomen|pelvis|hips?|knee|ankle|foot|wrist|elbow|shoulder|hand|heart|kidneys?|bones?|skeleton|study|examination)(?![a-z])))/g
const stages: readonly (readonly [RegExp, number, number])[] = [[/^(?:neonat|newborn|新生児)/, 0, 0.3], [/^(?:infant|baby|乳児|乳幼児)/, 0, 3], [/^(?:toddler|幼児)/, 1, 6], [/^(?:child|paed|ped|小児|学童)/, 0, 18], [/^(?:adol|teen)/, 10, 20], [/^(?:elderly|高齢)/, 60, 130]]

const japanese = /(?<![\d.第])(\d{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?|百[一二三四五六七八九]?)(?:(歳|才)(代|台)?|(代)(?=(?:前半|後半|半ば)?(?:の?(?:女|男|患者|方)|として|、|。|で|に|$)))/g
const born = /(?:生後|日齢|月齢) ?(\d{1,3}) ?(か月|ヶ月|カ月|ヵ月|ケ月|箇月|月|週|日)?|(?<![\d.])(\d{1,2}) ?(か月|ヶ月|カ月|ヵ月)(?:児|齢|の?(?:男児|女児|乳児))/g
const stageJapanese = /(新生児|乳幼児|乳児|幼児|学童|小児|高齢(?=者|女性|男性))(?!期|型|性|喘息|麻痺|がん|癌|白血病|突然|血管腫|肝炎|科|用|例|では|に(?:多|好発|よく)|脂肪|湿疹|ヘルニア|股)/g

const relatives = /(?<![a-z])(?:mother|father|sister|brother|aunt|uncle|grand[a-z]+|cousin|twin|daughter|son|sibling|parent|relative|family|donor|f(?:o)?etus|maternal|paternal)(?![a-z])|母|父|兄|姉|弟|妹|祖|叔|伯|娘|息子|家族|ドナー/
/** At that age something was, begins or ends: not the patient's age today; or the age of a bone. */
const otherTime = /(?:(?:at|since|from|until|till|before|after|by|under|over|than|below|above|to|least|about|approximately|roughly|around|mean|average|≥|≤|[<>~])(?: (?:the )?age(?: of)?| an?)?|when)[ :]*$/
const otherTimeJapanese = /^(?:時|頃|ごろ|から|まで|以上|以下|未満|以降|以前|で(?!す|あ|、|。)|の(?:時|頃|とき|際|ころ)|より)/
const person = /^[ ,-]*(?:(?:[a-z'-]+ ){0,3}?(?:wom[ae]n|m[ae]n|males?|females?|lady|gentlem[ae]n|girl|boy|patient|child|infant|baby|toddler|neonate|newborn|adolescent|teenager|person|individual|athlete|adult|smoker|f|m)(?![a-z])|(?:with|who|presenting|following|after|and|in|is|has|had|status|under)(?![a-z])|$|[.,;:)(\n])/
/** Whose age it is when it stands behind: "the patient is 64 years old", "for a 64 year old". */
const personBefore = /(?:patient|wom[ae]n|m[ae]n|male|female|(?<![a-z])s?he|child|infant|boy|girl|lady|gentleman|individual|adult)(?: (?:who )?(?:is|was))?(?: now)?[ ,(]*$|(?<![a-z])(?:in|for|of|this|our|the|an?)(?: an?)?[ (]*$|^[ (]*$/

/** The ages that a text tells of its patient, in the order of the text. Linear. */
function agesIn(text: string): StatedAge[] {
  const { text: plain, map } = normaliseText(text)
  const found: StatedAge[] = []
  const put = (at: RegExpExecArray, from: number, to: number) => {
    if (from > 120) return
    const clause = /[^.;。；\n]*$/.exec(plain.slice(Math.max(0, at.index - 120), at.index))![0]
    if (relatives.test(clause) || bone.test(clause) || (otherTime.test(clause) && !at[0].startsWith('in '))) return
    const [start, end] = [map[at.index]!, map[at.index + at[0].length]!]
    found.push({ start, end, from, to, said: text.slice(start, end).trim() })
  }
  for (const at of plain.matchAll(old)) {
    const after = plain.slice(at.index + at[0].length, at.index + at[0].length + 60)
    const before = /[^.,;:。、\n]*$/.exec(plain.slice(Math.max(0, at.index - 80), at.index))![0]
    // "Fracture about 2 years old", "a 2-year-old stent": the age of a thing.
    if (!person.test(after) || !personBefore.test(before)) continue
    const unit = (at[2] ?? at[3])![0] as keyof typeof spans
    const years = valueOf(at[1]!) / spans[unit]
    put(at, years, years + (unit === 'y' ? 0 : 1 / spans[unit]))
  }
  for (const at of plain.matchAll(aged)) {
    const years = Number(at[1]) / spans[(at[2]?.[0] ?? 'y') as keyof typeof spans]
    put(at, years, years)
  }
  for (const at of plain.matchAll(decade)) {
    const first = (at[1] ? Number(at[1]) : decades.indexOf(at[2]!)) * 10
    put(at, first, first + 9)
  }
  for (const at of plain.matchAll(genarian)) put(at, genarians[at[1]!]!, genarians[at[1]!]! + 9)
  for (const at of [...plain.matchAll(stage), ...plain.matchAll(stageJapanese)]) {
    const [, from, to] = stages.find(([words]) => words.test(at[1]!))!
    put(at, from, to)
  }
  for (const at of plain.matchAll(japanese)) {
    if (otherTimeJapanese.test(plain.slice(at.index + at[0].length, at.index + at[0].length + 4))) continue
    const first = valueOf(at[1]!)
    put(at, first, at[3] ?? at[4] ? first + 9 : first)
  }
  for (const at of plain.matchAll(born)) {
    const unit = (at[2] ?? at[4] ?? (at[0].startsWith('日') ? '日' : '月')).at(-1)!
    const years = Number(at[1] ?? at[3]) / (unit === '月' ? 12 : unit === '週' ? 52 : 365)
    put(at, years, years)
  }
  return found.toSorted((a, b) => a.start - b.start)
}

const bone = /(?:bone|skeletal|gestational|brain) age|骨年齢|在胎|脳年齢|血管年齢/

const valueOf = (written: string): number => (/^\d/.test(written) ? Number(written) : (wordNumberAt(written, 0) ?? kanjiNumberAt(written, 0))?.value ?? 0)
