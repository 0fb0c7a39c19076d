/** Kinds of error that are put into a conclusion to see whether it is caught. */
export const flipKinds = ['side', 'negation', 'number', 'direction', 'organ'] as const
export type FlipKind = (typeof flipKinds)[number]

/** A pair that stands for one another; `whole` words only in Latin script. */
type Swap = readonly [a: string, b: string]

const sides: readonly Swap[] = [['left', 'right'], ['RUL', 'LUL'], ['RLL', 'LLL'], ['右', '左']]
const directions: readonly Swap[] = [
  ['increased', 'decreased'], ['larger', 'smaller'], ['enlarging', 'shrinking'], ['progression', 'regression'], ['progressive', 'regressing'], ['worsening', 'improving'], ['grown', 'shrunk'], ['increase', 'decrease'],
  ['増大', '縮小'], ['増加', '減少'], ['増悪', '改善'], ['進行', '改善'],
]
/** Told the other way: unchanged things become larger, new ones unchanged. */
const turns: readonly (readonly [RegExp, string])[] = [[/\bunchanged\b/i, 'increased'], [/\bstable\b/i, 'increased'], [/(?<!no )\bnew\b/i, 'unchanged'], [/不変|変化なし|著変なし/, '増大'], [/(?:新規|新たな)(?!.*(?:なし|認めない|認めません))/, '不変の']]
const places: readonly Swap[] = [
  ['upper lobe', 'lower lobe'], ['upper zone', 'lower zone'], ['upper pole', 'lower pole'], ['frontal', 'occipital'], ['parietal', 'temporal'], ['medial', 'lateral'], ['ascending', 'descending'], ['pancreatic head', 'pancreatic tail'],
  ['上葉', '下葉'], ['上肺野', '下肺野'], ['前頭葉', '後頭葉'], ['内側', '外側'], ['膵頭部', '膵尾部'],
]

/**
 * Puts one error of a kind into a conclusion sentence; null when it has nothing to flip. `pick` chooses among places (0 ≤ pick < 1),
 * so that a seeded caller repeats itself. English and Japanese.
 */
export function flipSentence(sentence: string, kind: FlipKind, pick: number): string | null {
  if (kind === 'side') return swap(sentence, sides, pick)
  if (kind === 'negation') return flipNegation(sentence)
  if (kind === 'number') return flipNumber(sentence, pick)
  if (kind === 'organ') return flipLevel(sentence, pick) ?? swap(sentence, places, pick)
  return swap(sentence, directions, pick) ?? turn(sentence)
}

function swap(sentence: string, pairs: readonly Swap[], pick: number): string | null {
  const found: { at: number; from: string; to: string }[] = []
  for (const [a, b] of pairs) {
    for (const [from, to] of [[a, b], [b, a]] as const) {
      const pattern = new RegExp(/[a-z]/i.test(from) ? `\\b${from}\\b` : from, 'gi')
      for (const one of sentence.matchAll(pattern)) found.push({ at: one.index, from: one[0], to })
    }
  }
  const chosen = found[Math.floor(pick * found.length)]
  if (!chosen) return null
  const to = /^[A-Z][a-z]/.test(chosen.from) ? chosen.to.charAt(0).toUpperCase() + chosen.to.slice(1) : chosen.to
  return sentence.slice(0, chosen.at) + to + sentence.slice(chosen.at + chosen.from.length)
}

const advice = /\b(?:review|referral|recommend|advis|follow-up|correlat|biopsy|team|notification|suggest|consult|emergency|discussion|management|surveillance|control|work-up|sampling|drainage)/i
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/
const denials: readonly (readonly [RegExp, string])[] = [
  [/^No (?:evidence of |sign of |signs of )?/, ''], [/\bno (?:evidence of )?(?=[a-z])/i, ''], [/\bwithout\b/i, 'with'], [/\bnot (?=[a-z])/i, ''],
  [/を認めない|は認めない|を認めません|は認めません/, 'を認める'], [/なし/, 'あり'], [/みられない|見られない/, 'みられる'],
]

function flipNegation(sentence: string): string | null {
  for (const [pattern, replacement] of denials) {
    if (!pattern.test(sentence)) continue
    const flipped = sentence.replace(pattern, replacement)
    return flipped.charAt(0).toUpperCase() + flipped.slice(1)
  }
  // What is suspected, compared or listed cannot be denied by its ending alone.
  if (japanese.test(sentence)) return /疑|不変|縮小|増大|進行|[、,]/.test(sentence) ? null : `${sentence.replace(/[。.\s]+$/, '').replace(/(?:を|が)?(?:認める|みられる|あり)$/, '')}は認めない。`
  if (advice.test(sentence)) return null
  const normal = /\b(?:intact|patent|preserved|maintained|congruent|clear|normal|spared|free)\b/i.exec(sentence)
  if (normal) return `${sentence.slice(0, normal.index)}not ${sentence.slice(normal.index)}`
  if (/^(?:unremarkable|BI-RADS|Line tip)/i.test(sentence)) return null
  return `No ${/^[A-Z][a-z]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence}`
}

const measured = /(\d+(?:\.\d+)?)\s?(mm|cm|ml)\b/gi

function flipNumber(sentence: string, pick: number): string | null {
  const found = [...sentence.matchAll(measured)]
  const chosen = found[Math.floor(pick * found.length)]
  if (!chosen) return null
  const unit = chosen[2]!.toLowerCase()
  const other = unit === 'mm' ? 'cm' : 'mm'
  const value = Number(chosen[1])
  const flipped = pick * 7 % 1 < 0.4 && unit !== 'ml' ? `${chosen[1]} ${other}` : `${chosen[1]!.includes('.') ? (value + 1.3).toFixed(1) : value + 3} ${unit}`
  return sentence.slice(0, chosen.index) + flipped + sentence.slice(chosen.index + chosen[0].length)
}

function flipLevel(sentence: string, pick: number): string | null {
  const found = [...sentence.matchAll(/\b([CTL])(\d{1,2})(?:([/-])(\d{1,2}))?\b|\bsegment (\d)\b|(?<![A-Za-z])S(\d)(?!\d)/g)]
  const chosen = found[Math.floor(pick * found.length)]
  if (!chosen) return null
  const step = (n: string) => `${Number(n) > 2 ? Number(n) - 1 : Number(n) + 1}`
  const flipped = chosen[5] ? `segment ${step(chosen[5])}` : chosen[6] ? `S${step(chosen[6])}` : `${chosen[1]}${step(chosen[2]!)}${chosen[3] ? chosen[3] + step(chosen[4]!) : ''}`
  return sentence.slice(0, chosen.index) + flipped + sentence.slice(chosen.index + chosen[0].length)
}

function turn(sentence: string): string | null {
  for (const [pattern, replacement] of turns) if (pattern.test(sentence)) return sentence.replace(pattern, replacement)
  return null
}
