import type { JapaneseText } from '../../fact/japanese/japanese-fact.ts'
import { headingTokens, keptForText, sentenceTokens } from '../../fact/japanese/kept-for-text-japanese.ts'
import type { Token } from '../../fact/japanese/tokens-japanese.ts'
import type { CheckIssue } from '../issue.ts'
import { wordsOf } from './course-words-japanese.ts'

/** Positions of which a thing has one: words for each value of an axis. Where a value has several, they say the same. */
const axes: readonly (readonly (readonly [value: string, words: RegExp])[])[] = [
  [['proximal', /近位(?!側へ)/gu], ['middle', /中部|中央部|骨幹部|中1\/3/gu], ['distal', /遠位(?!側へ)/gu]],
  [['apex', /(?<!肺|心)尖部/gu], ['middle', /中部|中央部/gu], ['base', /(?<!肺|頭蓋|膀胱|胆嚢|子宮)(?:底部|基部)/gu]],
  [['upper', /上極/gu], ['middle', /(?:中部|中央部)(?!尿管|食道|直腸|胆管)|中極/gu], ['lower', /下極/gu]],
  [['submucosal', /粘膜下(?=筋腫|に|の|腫瘤|腫瘍|病変)/gu], ['intramural', /筋層内/gu], ['subserosal', /漿膜下/gu]],
  [['hepatic', /肝(?:弯曲|彎曲|湾曲)/gu], ['splenic', /脾(?:弯曲|彎曲|湾曲)/gu]],
  [['upper', /(?:上[内外]側|[内外]側?上部|[内外]上部|[内外]側上方)/gu], ['lower', /(?:下[内外]側|[内外]側?下部|[内外]下部|[内外]側下方)/gu]],
  [['inner', /(?:[上下]内側|内側?[上下]部|内側[上下]方)/gu], ['outer', /(?:[上下]外側|外側?[上下]部|外側[上下]方)/gu]],
  [['upper', /上副甲状腺|上甲状腺|上眼窩/gu], ['lower', /下副甲状腺|下甲状腺|下眼窩/gu]],
  [['anterior', /前角|前節/gu], ['middle', /中節|体部/gu], ['posterior', /後角|後節/gu]],
  [['head', /骨頭|頭部(?!ct|mri|外傷)/gu], ['neck', /頸部(?!リンパ|ct|mri)/gu], ['shaft', /骨幹部/gu]],
  [['lesser', /小[弯彎湾]/gu], ['greater', /大[弯彎湾]/gu]],
  [['cortical', /皮質(?!下)/gu], ['subcortical', /皮質下/gu], ['deep', /深部白質/gu], ['periventricular', /側脳室周囲|脳室周囲/gu]],
  [['epidural', /硬膜外/gu], ['subdural', /硬膜下/gu]],
  [['intra', /関節内/gu], ['extra', /関節外/gu]],
  [['ventral', /腹側/gu], ['dorsal', /背側/gu]],
  [['cranial', /頭側/gu], ['caudal', /尾側/gu]],
]
/** "第5MTP": the number of one of many alike. */
const numbered = /第(\d{1,2})([\p{Script=Katakana}\p{Script=Han}a-z]{1,4})/gu

/** Sentences beyond this are not looked through: the time stays bounded. */
const mostSentences = 120

type Position = { axis: string; value: string; sentence: number; from: number; to: number; words: ReadonlySet<string> }

/**
 * A position that the findings tell nowhere, where they tell another one on the same axis in a sentence about the same: "尖部" over
 * "辺縁域中部". Advice only: a position may be told in words that no axis knows.
 */
export function positionsNowhere(conclusion: JapaneseText, findings: JapaneseText): CheckIssue[] {
  const told = positionsIn(findings)
  if (!told.length) return []
  return positionsIn(conclusion).flatMap((claim): CheckIssue[] => {
    const same = told.filter((one) => one.axis === claim.axis)
    if (!same.length || same.some((one) => one.value === claim.value)) return []
    const best = same.map((one) => ({ one, shared: [...claim.words].filter((word) => one.words.has(word)).length })).toSorted((a, b) => b.shared - a.shared)[0]!
    if (best.shared < 1) return []
    const { tokens } = sentenceTokens(conclusion, claim.sentence)
    const { start } = conclusion.sentences[claim.sentence]!
    const range = originalRange(tokens, claim, start)
    const place = findings.sentences[best.one.sentence]!
    return range ? [{ kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message: `The conclusion says “${conclusion.text.slice(range.start, range.end)}”, the findings put this elsewhere.`, conclusion: range, findings: { start: place.start, end: place.end } }] : []
  })
}

const positionsIn = keptForText((read): Position[] => read.sentences.slice(0, mostSentences).flatMap((_, sentence): Position[] => {
  const { tokens, plain } = sentenceTokens(read, sentence)
  if (tokens.some((one) => one.kind === 'advice')) return []
  const head = headingTokens(read, sentence)
  let words: ReadonlySet<string> | null = null
  const put = (axis: string, value: string, from: number, to: number): Position => {
    // What else the sentence names: the position itself does not show that both speak of the same.
    words ??= new Set([...head, ...tokens].filter((one) => one.kind !== 'part').flatMap(wordsOf))
    return { axis, value, sentence, from, to, words }
  }
  const found = axes.flatMap((values, axis) => values.flatMap(([value, pattern]) => [...plain.matchAll(pattern)].map((one) => put(String(axis), value, one.index, one.index + one[0].length))))
  for (const one of plain.matchAll(numbered)) found.push(put(`第${one[2]}`, one[1]!, one.index, one.index + one[0].length))
  return found
}))

/** Offsets into the text of what stands at `from` to `to` of the folded sentence; null where no token tells. */
function originalRange(tokens: readonly Token[], { from, to }: Position, sentenceStart: number): { start: number; end: number } | null {
  const over = tokens.filter((one) => one.from < to && from < one.to)
  if (over.length) return { start: Math.min(...over.map((one) => one.start)), end: Math.max(...over.map((one) => one.end)) }
  const before = tokens.findLast((one) => one.to <= from)
  const start = before ? before.end + (from - before.to) : sentenceStart + from
  return { start, end: start + (to - from) }
}
