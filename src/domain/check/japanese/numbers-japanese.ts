import type { JapaneseSize, JapaneseText } from '../../fact/japanese/japanese-fact.ts'
import { tokensJapanese } from '../../fact/japanese/tokens-japanese.ts'
import type { TextRange } from '../../report/range.ts'
import { sameMeasure } from '../../text/measures.ts'
import type { Context } from './compare-japanese.ts'
import type { CheckIssue } from '../issue.ts'
import { factFit, factSiteFit, fits } from './match-japanese.ts'

/** Numbers that the findings do not have at all, or only as an earlier size or with another bound. */
export function strayNumbers(context: Context, issues: readonly CheckIssue[]): CheckIssue[] {
  const found: CheckIssue[] = []
  const { text, facts } = context.conclusion
  const advised = new Set(facts.filter((fact) => fact.advice).map((fact) => fact.sentence))
  const tens = unitMistakes(context)
  for (const number of context.conclusion.numbers) {
    if (number.count || (!number.unit && !number.label && number.bound === '' && number.decimals === 0 && number.step < 0)) continue
    if (issues.some((one) => one.conclusion && one.conclusion.start < number.end && number.start < one.conclusion.end)) continue
    const mistaken = tens.get(number.start)
    if (mistaken) {
      found.push(mistaken)
      continue
    }
    const like = context.numbers.filter((one) => sameMeasure(number, one))
    const sentence = context.conclusion.sentences.findIndex((one) => one.start <= number.start && number.start < one.end)
    if (advised.has(sentence) && !like.length && number.unit !== 'mm' && isAdvised(number, context)) continue
    const wrongBound = number.bound !== '' && like.length > 0 && like.every((one) => one.bound !== '' && one.bound !== number.bound)
    if (like.length ? !wrongBound && !onlyBefore(number, context) : rounded(number, text, context) || !context.numbers.some((one) => one.unit === number.unit || number.unit === 'mm' || number.unit === 'ml')) continue
    found.push({ kind: 'number', severity: 'error', sentence, message: like.length ? `“${text.slice(number.start, number.end)}” does not match the findings.` : `“${text.slice(number.start, number.end)}” does not stand in the findings.`, conclusion: { start: number.start, end: number.end }, findings: null })
  }
  return [...found, ...strangeScores(context, [...issues, ...found])]
}

/** An advice word follows before the next comma ("6か月後のCTを推奨"). */
function isAdvised(number: TextRange, { conclusion: { text, sentences } }: Context): boolean {
  const sentence = sentences.find((one) => one.start <= number.start && number.start < one.end)!
  const rest = tokensJapanese(text, sentence).tokens.filter((token) => token.start >= number.end)
  const [advice, comma] = [rest.findIndex((token) => token.kind === 'advice'), rest.findIndex((token) => token.kind === 'comma')]
  return advice >= 0 && (comma < 0 || advice < comma)
}

/** "4cm" over "4mm" of the same thing: the digits are right, the unit is not; another thing may well be 4 cm. */
function unitMistakes({ findings, claims, conclusion }: Context): Map<number, CheckIssue> {
  const found = new Map<number, CheckIssue>()
  for (const claim of claims.filter((one) => one.finding && one.polarity === 'told')) {
    for (const size of claim.sizes.filter((one) => one.unit === 'mm')) {
      const kin = findings.facts.filter((fact) => { const name = factFit(claim, fact); return fact.polarity !== 'denied' && fact.sizes.length > 0 && name >= 1 && fits(factSiteFit(claim, fact, name)) })
      const tenfold = (one: JapaneseSize) => one.unit === 'mm' && (Math.abs(one.value * 10 - size.value) < 0.005 || Math.abs(one.value - size.value * 10) < 0.005)
      const fact = kin.find((one) => factFit(claim, one) >= 2.5 && one.sizes.some(tenfold))
      if (!fact || kin.some((one) => one.sizes.some((other) => sameMeasure(size, other)))) continue
      const { start, end } = findings.sentences[fact.sentence]!
      found.set(size.start, { kind: 'number', severity: 'error', sentence: claim.sentence, message: `“${conclusion.text.slice(size.start, size.end)}” is ten times off what the findings say.`, conclusion: { start: size.start, end: size.end }, findings: { start, end } })
    }
  }
  return found
}

/** A score or grade by its Latin name ("Knosp 1"), which the findings have with other numbers only; and a large number without a unit that they do not have. */
function strangeScores({ findings, conclusion: { text, sentences }, beside }: Context, issues: readonly CheckIssue[]): CheckIssue[] {
  const known = findings.text.normalize('NFKC').toLowerCase()
  const said = text.normalize('NFKC')
  if (said.length !== text.length || beside.length > 400) return []
  return [...said.matchAll(/([a-z][a-z-]{2,24})\s?(?:(?:grade|score|type|stage)\s?|スコア|分類)?[\s:：]?(\d{1,4}(?:\.\d{1,2})?)(?![\d.]|\s?(?:mm|cm|%|ml|か月|ヶ月|週|日|年|月))/gi)].flatMap((match): CheckIssue[] => {
    const [whole, name, value] = match as unknown as [string, string, string]
    const range = { start: match.index, end: match.index + whole.length }
    if (issues.some((one) => one.conclusion && one.conclusion.start < range.end && range.start < one.conclusion.end)) return []
    const told = numbersOf(name.toLowerCase(), known)
    // Categories are the reader's own; what is no small whole number is looked for anywhere.
    if (/rads$/i.test(name) || ((Number(value) >= 10 || value.includes('.')) && new RegExp(`(?<![\\d.])${value.replace('.', '\\.')}(?!\\d)`).test(known))) return []
    const absent = told.length ? !told.includes(Number(value)) : Number(value) >= 100
    const sentence = sentences.findIndex((one) => one.start <= range.start && range.start < one.end)
    return absent ? [{ kind: 'unsupported', severity: 'warning', sentence, message: `“${whole}” does not stand in the findings.`, conclusion: range, findings: null }] : []
  })
}

/** Numbers that stand behind a name, the later ones of a row with it ("QGS 52→48"). */
function numbersOf(name: string, text: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const row = /^[^。\n]{0,40}/u.exec(text.slice(at + name.length))![0]
    for (const one of row.matchAll(/\d+(?:\.\d+)?/g)) found.push(Number(one[0]))
  }
  return found
}

/** "3cm強", "約2cm", a difference or a half told instead of the numbers themselves. */
function rounded(number: JapaneseText['numbers'][number], text: string, context: Context): boolean {
  const about = /(?:約|およそ|ほぼ)\s*$/u.test(text.slice(Math.max(0, number.start - 3), number.start)) || /^\s?(?:強|弱|程度|前後|近く|ほど|くらい|ぐらい|以上|超|未満|以下)/u.test(text.slice(number.end, number.end + 3))
  const values = context.numbers.filter((one) => one.unit === number.unit).map((one) => one.value)
  if (about && values.some((value) => Math.abs(value - number.value) <= 0.15 * Math.max(value, number.value))) return true
  // "50%台", "30mm台": any of the ten from there on.
  if (text.startsWith('台', number.end)) return values.some((value) => value >= number.value && value < number.value + 10)
  if (number.unit === '%' && number.value % 50 === 0) return true
  // "Risser 2度" over "Risser 2": a grade that one of them writes with its unit.
  const name = number.unit === '度' ? /[a-z]{3,}(?=[\s:]*$)/iu.exec(text.slice(Math.max(0, number.start - 24), number.start))?.[0].toLowerCase() : undefined
  if (name && new RegExp(`${name}[\\s:]*${number.value}(?![\\d.])`, 'iu').test(context.findings.text)) return true
  // "R:L＝72:28": a share told as a ratio.
  if (number.unit === '%' && context.numbers.some((one) => !one.unit && !one.count && one.value === number.value) && inRatio(context.findings.text, number.value)) return true
  // "17mmに縮小" is how large it is now, "17mmの縮小" by how much it shrank.
  const sizeOfItsOwn = context.claims.some((fact) => (!fact.change || /^(?:大|程度)?[にへ]/u.test(text.slice(number.end, number.end + 3))) && fact.sizes.some((size) => size.start === number.start))
  return number.unit !== '' && (!sizeOfItsOwn || isDifference(number, text)) && liesBetween(number, context)
}

/** Two sizes of one thing, or of one sentence or the next ("前回18mm。"), lie that far apart. */
function liesBetween(number: JapaneseText['numbers'][number], { findings: { numbers, sentences } }: Context): boolean {
  const like = numbers.filter((one) => one.unit === number.unit).map((one) => ({ value: one.value, sentence: sentences.findIndex(({ start, end }) => start <= one.start && one.start < end) }))
  return like.some((a) => like.some((b) => Math.abs(a.sentence - b.sentence) < 2 && Math.abs(Math.abs(a.value - b.value) - number.value) < 0.005))
}

/** "5mm増大", "3mmほど大きく", "差は4mm": told as what lies between two sizes. */
const isDifference = (number: TextRange, text: string): boolean => /^(?![にとへ])[ぁ-ん\s]{0,4}(?:の|分)?(?:増|減|縮|拡|広|狭|大き|小さ|伸|延|短|長|厚|薄|進|上昇|低下|改善|悪化|差|高|低|多|少|成長|退縮|shift|↑|↓|アップ|ダウン)/iu.test(text.slice(number.end, number.end + 12)) || /[+＋−±]\s?$|(?:差|幅|増加量|変化量|増大|縮小|前回比|[年月週日]間で)(?:は|が|を|で)?[^、。\d]{0,4}$/u.test(text.slice(Math.max(0, number.start - 10), number.start)) || /^\s?(?:の左右差|[（(][^)）]*[差増減])/u.test(text.slice(number.end, number.end + 10))

const inRatio = (text: string, value: number): boolean => new RegExp(`(?:\\d\\s?[:：/／対]\\s?${value}(?![\\d.])|(?<![\\d.])${value}\\s?[:：/／対]\\s?\\d)`, 'u').test(text)

/** The findings have this size only as the earlier one of something that is now another size. */
function onlyBefore(number: JapaneseText['numbers'][number], context: Context): boolean {
  if (number.unit !== 'mm') return false
  const own = context.claims.flatMap((fact) => fact.sizes).filter((size) => size.start === number.start)
  if (!own.length || own.some((size) => size.before) || number.step >= 0) return false
  const like = context.findings.facts.flatMap((fact) => fact.sizes.filter((size) => sameMeasure(number, size)).map((size) => ({ size, fact })))
  return like.length > 0 && like.every(({ size, fact }) => size.before && fact.sizes.some((one: JapaneseSize) => !one.before && one.unit === 'mm'))
}
