import type { JapaneseFact } from '../../fact/japanese/japanese-fact.ts'
import type { TextRange } from '../../report/range.ts'
import type { Against, Context } from './compare-japanese.ts'
import { factFit, sameLevel } from './match-japanese.ts'

/** A vertebra, segment, station or numbered bone that the findings never name, though they name others of its kind. */
export function levelNowhere(claim: JapaneseFact, context: Context, words: (range: TextRange) => string): Against | null {
  const own = context.conclusion.sentences[claim.sentence]!
  const known = [...context.findings.levels, ...context.beside.flatMap((fact) => fact.site.levels)]
  const kind = (key: string) => key.replace(/\d+/g, '')
  const stray = claim.site.levels.find((level) => {
    if (level.range.start < own.start - 1) return false
    // "seg.6" of a coronary artery is "#6".
    const segment = /^seg\D{0,2}(\d{1,2})$/i.exec(words(level.range))
    if (segment && new RegExp(`[#＃]\\s?${segment[1]}(?!\\d)`, 'u').test(context.findings.text)) return false
    const alike = known.filter((one) => one.group === level.group && (level.group !== 'numbered' || kind(one.key) === kind(level.key)))
    return alike.length > 0 && !alike.some((one) => sameLevel(one.key, level.key))
  })
  if (!stray) return null
  const having = context.findings.facts.filter((fact) => fact.polarity !== 'denied' && fact.site.levels.some((one) => one.group === stray.group))
  const like = having.toSorted((a, b) => factFit(claim, b) - factFit(claim, a))[0] ?? null
  return { kind: 'organ', range: stray.range, fact: like, message: `“${words(stray.range)}” does not stand in the findings.` }
}

/** Whole regions: naming one says nothing that the findings must name. */
export const regions = new Set(['頭部', '頸部', '胸部', '腹部', '骨盤', '上肢', '下肢', '胸壁', '腹腔', '後腹膜', '頭蓋内', '大脳'])
