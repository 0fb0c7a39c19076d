import type { Change, JapaneseFact, JapaneseSize } from './japanese-fact.ts'
import type { Token } from './tokens-japanese.ts'

/** Nouns that name no finding of their own. */
export const describing = /^(?:短径|長径|最大|径|厚|長|大き|所見|像|分葉|境界|辺縁|形状|内部|周囲|程度|範囲|部分|全体|数|実質|信号|有意|治療|病勢|経過|状態|画像|検査|体積|分布|優位|主体|領域|明|構造|多数|多発|びまん|軽度|中等度|高度|少量|中等量|多量|大量|わずか|原因|影響|責任|両者|既知|同部|部位|対側|反対|撮|臨床|所|性|大|状|様|型|系|側|面|部|内|外|上|下|間|後|前|時|今回|単純|造影|強調)/u

/** "左へ偏位", "右凸": where to, not where. */
export const isDirection = (token: Token, plain: string): boolean => /^(?:へ|凸|方へ|方向|方に偏)/u.test(plain.slice(token.to, token.to + 3))

/** The last finding and those listed with it; what only describes it ("Aを伴うB", "AのB") is left out. */
export function headsOf(facts: readonly JapaneseFact[], text: string): JapaneseFact[] {
  const ends = [...new Set(facts.map((fact) => fact.word.end))]
  let first = ends.length - 1
  for (; first > 0; first--) {
    const next = facts.find((fact) => fact.word.end === ends[first])!
    const gap = text.slice(ends[first - 1]!, next.word.start).replace(/[（(][^)）]*[)）]/gu, '')
    if (!/[、,，・/と]|や|および|及び|ならびに/u.test(gap) || /を(?:伴|示|疑|認|呈|有)|によ|に伴|であ/u.test(gap)) break
  }
  return facts.filter((fact) => ends.indexOf(fact.word.end) >= first)
}

/** For what should be much (the heart's pumping) less is worse. */
export function turned(fact: JapaneseFact | undefined, token: Token & { kind: 'change' }): Change {
  if (fact?.finding?.name !== '心機能') return token.change
  return /低下|減少/u.test(token.text) ? 'larger' : /上昇|増加/u.test(token.text) ? 'smaller' : token.change
}

const labelPlaces: readonly (readonly [RegExp, string])[] = [[/^(?:ctr|心胸郭比)/, '心臓'], [/^(?:lvef|ef|edv|esv)/, '左室'], [/^psa/, '前立腺'], [/^spleen/, '脾臓'], [/^cobb/, '脊椎'], [/^rv/, '右室']]

export const placeOfLabel = (sizes: readonly JapaneseSize[]): string | null => labelPlaces.find(([pattern]) => sizes.some((size) => size.unit !== 'mm/s' && pattern.test(size.label)))?.[1] ?? null

export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0
  for (let i = open; i < tokens.length; i++) {
    if (tokens[i]!.kind === 'open') depth++
    if (tokens[i]!.kind === 'close' && --depth === 0) return i
  }
  return tokens.length - 1
}

/** A comma after a predicate ends the clause; one after a noun or a topic goes on with the list. */
export function endsClause(tokens: readonly Token[], comma: number, plain: string): boolean {
  const before = tokens[comma - 1]
  const text = plain.slice(Math.max(0, tokens[comma]!.from - 4), tokens[comma]!.from)
  const last = text.at(-1) ?? ''
  if (before && before.to >= tokens[comma]!.from - 3 && ['deny', 'exist', 'normal', 'limited', 'advice'].includes(before.kind)) return true
  if (before && before.to >= tokens[comma]!.from - 2 && (before.kind === 'change' || before.kind === 'uncertain') && !/^(?:の|は|も)$/u.test(plain.slice(before.to, tokens[comma]!.from))) return true
  if (!/[ぁ-ん]/u.test(last)) return false
  if (/(?:は|も|に|を|と|や|の|へ|から|より|まで|では|には|とも|など|または|および|及び)$/u.test(text) && !/(?:ても|でも|ものの)$/u.test(text)) return false
  return /[しでりてがくずきれえいみびるたすめけ]$/u.test(text)
}

export function nextStep(tokens: readonly Token[], i: number): boolean {
  const here = tokens[i]!
  const next = tokens[i + 1]
  return here.kind === 'number' && next?.kind === 'number' && next.number.step === here.number.step + 1
}

/** What may stand between an earlier time and its size: the examination, and what is measured. */
const examined = '(?:の|は)?(?:単純|造影)?(?:検査|ct|mri|mr|pet(?:[/-]?ct)?|us|エコー|超音波)(?:検査)?(?:時|上)?(?:では|には|は|で|の)?[\\s、:]*(?:最大|長|短|直|腫瘍|腫瘤)?径?(?:は|約|:)?\\s*'
const earlierSize = new RegExp(`^${examined}\\d`, 'u')
/** "前回と", "以前より", "前回CTで指摘の結節": the size that follows is today's. */
const today = /^(?:と|より|に比|から(?!の)|比|同様|の?[^\d]{0,8}と比|の?[^\d]{0,6}に比|検査|ct|mri|pet)/u

/** Is the size that follows this token an earlier one? null: the token says nothing of time. */
export function earlierNext(tokens: readonly Token[], i: number, plain: string): boolean | null {
  const token = tokens[i]!
  const after = plain.slice(token.to, token.to + 24)
  if (token.kind === 'before') return earlierSize.test(after) || !today.test(after.slice(0, 10))
  // "5mm（前 9mm）"
  if (token.kind === 'word' && token.text === '前' && /^[\s:は]*\d/u.test(after) && ['open', 'comma', undefined].includes(tokens[i - 1]?.kind)) return true
  return null
}

/** "35mmから19mmへ", "半年前の12mmから縮小": what stands before から is the earlier one. */
export function fromGap(tokens: readonly Token[], i: number, plain: string): boolean {
  const here = tokens[i]!
  const after = plain.slice(here.to, here.to + 8)
  if (!/^(?:程度|大|前後|相当)?(?:から|より)/u.test(after)) return false
  const next = tokens.slice(i + 1).find((token) => token.kind === 'number' || token.kind === 'change')
  return next !== undefined
}

export const stillPrior = (tokens: readonly Token[], i: number, plain: string): boolean => /^\s?[x×*]/u.test(plain.slice(tokens[i]!.to, tokens[i]!.to + 2))

export function sameSpot(tokens: readonly Token[], i: number, kind: Token['kind']): boolean {
  const here = tokens[i]!
  return tokens.some((token) => token.kind === kind && token.from === here.from)
}

/** Does a finding or place follow in the same noun phrase ("増大した結節")? */
export function nounFollows(tokens: readonly Token[], i: number, plain: string): boolean {
  for (let k = i + 1; k < tokens.length; k++) {
    const token = tokens[k]!
    if (token.from === tokens[i]!.from) continue
    if (token.kind === 'finding') return true
    if (token.kind === 'comma' || token.kind === 'open' || token.kind === 'exist' || token.kind === 'deny' || token.kind === 'change') return false
    if (/[はがをも]/u.test(plain.slice(tokens[k - 1]!.to, token.from))) return token.kind === 'place' || token.kind === 'side' ? nounFollows(tokens, k, plain) : false
  }
  return false
}
