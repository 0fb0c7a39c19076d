import type { JapaneseText } from '../../fact/japanese/japanese-fact.ts'
import { headingTokens, keptForText, sentenceTokens } from '../../fact/japanese/kept-for-text-japanese.ts'
import type { Token } from '../../fact/japanese/tokens-japanese.ts'
import type { CheckIssue } from '../issue.ts'
import { wordsOf } from './course-words-japanese.ts'

/** What is kept or lost of the thing itself: it has no list of findings of its own ("血流は保たれる" over "血流は欠如"). */
const things = /血流(?:信号)?|連続性|造影効果|造影|集積|脂肪門|門構造|含気|羊水(?:量)?|皮髄境界|皮質髄質境界|収縮(?:能|性)?|灌流|血流支配|蠕動|拍動|可動性|圧縮性|正常構造|層構造|脂肪織|透亮性|flow void|椎体高|関節裂隙|椎間腔/gu
const kept = /保た|保持|維持|良好|正常|温存|均一|明瞭|十分|連続して/u
const lost = /欠如|欠損|消失|途絶|不良|低下|減少|減弱|障害|乏し|断裂|不明瞭|菲薄|狭小|中断|喪失/u
const denied = /^(?:性|傾向|像|所見)?(?:は|も|が|を|に)?(?:認め(?:られ)?|み(?:られ)?|見(?:られ)?|指摘(?:でき)?|明らかで(?:は)?)?(?:な[いくし]|ません|ず)/u
/** States that exclude each other, whatever they are told of; the words of each side. */
const pairs: readonly (readonly [string, RegExp, RegExp])[] = [
  ['defect', /固定性|再分布(?:は|が|も)?(?:な[いくし]|乏し|み(?:られ)?ず|認め(?:ず|ない|ません|られな))|(?:持続性|不可逆)(?:の)?(?:欠損|低下)/u, /可逆性|再分布(?:が|を)?(?:あり|示|認め(?!ず|な|ませ|られな)|み(?:られる|られま))|誘発(?:性)?虚血|負荷誘発/u],
  ['midline', /正中(?:構造)?(?:に位置|は保た|偏位(?:は|も|を)?(?:な|認めず|認めな))|正中位|偏位(?:は|も|を)?(?:な[いくし]|(?:認め|み?られ|見られ)(?:ず|な|ませ))/u, /(?:正中|気管|縦隔|中隔)[^、。]{0,8}(?:偏位|シフト|圧排)(?!(?:は|も|を)?(?:な|(?:認め|み?られ|見られ)(?:ず|な|ませ)))|[左右]へ(?:の)?(?:偏位|シフト)/u],
  ['compressible', /(?:圧迫|圧縮)(?:で|にて|により)?(?:は)?(?:容易に|完全に)?(?:虚脱(?:する|し[、。]|あり|します|良好)|可能|良好|性(?:は)?(?:良好|保た|あり))/u, /(?:圧迫|圧縮)(?:で|にて|により)?(?:は|も)?(?:虚脱|圧縮)?(?:性)?(?:せず|しな|不良|不能|不可|なし|され(?:ず|な)|しませ|低下|に乏し)|虚脱(?:せず|しな|しませ|不良)/u],
  ['patent', /開存|開通|再開通/u, /(?<!再|腸|幽門|気道)閉塞(?!性肺|(?:は|も|を|や)?(?:な|(?:認め|み?られ|見られ)(?:ず|な|ませ)))|途絶|閉鎖(?!孔|神経|筋)/u],
  ['live', /心拍(?:は|を|が)?(?:あり|陽性|確認(?:でき(?:る|ます|た)|され|し(?:た|ま))|認め(?:る|ます|られる|、|。))/u, /心拍(?:は|を|が)?(?:な[いくし]|陰性|消失|停止|確認でき(?:ず|な|ませ)|認め(?:ず|な|ませ|られ(?:ず|な|ませ)))/u],
]

/** Sentences beyond this are not looked through: the time stays bounded. */
const mostSentences = 120

type State = { axis: string; whole: boolean; sentence: number; from: number; to: number; words: ReadonlySet<string>; sides: ReadonlySet<string> }

/** What the conclusion tells kept where the findings tell it lost, or the reverse, of the same thing. Advice only: words are no proof of the same thing. */
export function statesTold(conclusion: JapaneseText, findings: JapaneseText): CheckIssue[] {
  const told = statesIn(findings)
  if (!told.length) return []
  return statesIn(conclusion).flatMap((claim): CheckIssue[] => {
    const same = told.filter((one) => one.axis === claim.axis && !(claim.sides.size && one.sides.size && ![...claim.sides].some((side) => one.sides.has(side))))
    if (!same.length) return []
    const scored = same.map((one) => ({ one, shared: [...claim.words].filter((word) => one.words.has(word)).length }))
    const most = Math.max(...scored.map(({ shared }) => shared))
    // Of several that are told it must be one that shares a word; a single one is what is meant.
    if (most === 0 && (claim.words.size > 0 || same.length > 1)) return []
    const near = scored.filter(({ shared }) => shared >= 0.6 * most).map(({ one }) => one)
    if (near.some((one) => one.whole === claim.whole)) return []
    const { tokens } = sentenceTokens(conclusion, claim.sentence)
    const over = tokens.filter((one) => one.from < claim.to && claim.from < one.to)
    if (!over.length) return []
    const range = { start: Math.min(...over.map((one) => one.start)), end: Math.max(...over.map((one) => one.end)) }
    const place = findings.sentences[near[0]!.sentence]!
    return [{ kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message: `The findings tell the opposite of “${conclusion.text.slice(range.start, range.end)}”.`, conclusion: range, findings: { start: place.start, end: place.end } }]
  })
}

const open = /疑|可能性|否定|不明|評価|推奨|お願い|検討|か(?=[、。]|$)|前回|術前|治療前|以前/u

const statesIn = keptForText((read): State[] => read.sentences.slice(0, mostSentences).flatMap((_, sentence): State[] => {
  const { tokens, plain } = sentenceTokens(read, sentence)
  const head = headingTokens(read, sentence)
  const states: State[] = []
  let from = 0
  for (const clause of plain.split(/(?<=[、。,;])/u)) {
    const start = from
    from += clause.length
    const put = (axis: string, whole: boolean, at: number, end: number) => {
      const inClause = (token: Token) => token.from < start + clause.length && token.to > start
      const wordsIn = (list: readonly Token[]) => new Set(list.filter((one) => one.kind === 'place' || one.kind === 'level').flatMap(wordsOf))
      const own = wordsIn(tokens.filter(inClause))
      const sides = (list: readonly Token[]) => new Set(list.flatMap((one) => (one.kind === 'side' && one.side !== 'bilateral' ? [one.side] : [])))
      const ownSides = sides(tokens.filter(inClause))
      const before = tokens.filter((one) => one.from < start)
      states.push({ axis, whole, sentence, from: start + at, to: start + end, words: own.size ? own : wordsIn([...head, ...before]), sides: ownSides.size ? ownSides : sides([...head, ...before]) })
    }
    for (const thing of clause.matchAll(things)) {
      const rest = clause.slice(thing.index + thing[0].length)
      // The state stands behind its thing, before another thing; "集積低下" and "集積は高度に低下".
      const near = rest.slice(0, 14).split(things)[0]!
      const [good, bad] = [kept.exec(near), lost.exec(near)]
      const said = good && bad ? (good.index < bad.index ? good : bad) : (good ?? bad)
      if (!said || open.test(near.slice(0, said.index + said[0].length + 4))) continue
      const isDenied = denied.test(rest.slice(said.index + said[0].length))
      put(thing[0].replace(/信号$|量$|能$|性$/u, ''), (said === good) !== isDenied, thing.index, thing.index + thing[0].length + said.index + said[0].length)
    }
    for (const [axis, whole, broken] of pairs) {
      const [a, b] = [whole.exec(clause), broken.exec(clause)]
      if ((a === null) === (b === null) || open.test(clause)) continue
      const said = (a ?? b)!
      put(axis, a !== null, said.index, said.index + said[0].length)
    }
  }
  return states
}))
