import type { JapaneseFact } from '../fact/japanese/japanese-fact.ts'
import { isKindOfTissue } from '../fact/japanese/sites-japanese.ts'
import type { TextRange } from '../report/range.ts'
import type { Against, Context } from './compare-japanese.ts'
import { alike, factFit, placesOf, sameLevel } from './match-japanese.ts'

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

/** A place written in the claim that the findings and the order name neither by itself nor by a wider or narrower place. */
export function placeNowhere(claim: JapaneseFact, context: Context, words: (range: TextRange) => string): Against | null {
  if (claim.normal || claim.advice || claim.cause || claim.site.borrowed > 0 || claim.finding?.families === 'P' || (!claim.finding && !claim.change && !claim.sizes.length)) return null
  const written = claim.site.places.filter((one) => one.range.start >= 0 && (one.range.end <= claim.word.start || one.range.start >= claim.word.end || !claim.finding))
  if (!written.length || written.some((one) => regions.has(one.place) || isKindOfTissue(one.place))) return null
  const known = [...context.findings.places, ...context.findings.facts.flatMap((fact) => placesOf(fact.site)), ...context.beside.flatMap((fact) => placesOf(fact.site))].filter((place) => !regions.has(place) && !isKindOfTissue(place))
  if (!known.length || written.some((one) => known.some((place) => alike(one.place, place)))) return null
  const range = written[0]!.range
  return { kind: 'unsupported', range, fact: null, message: `“${words(range)}” does not stand in the findings.` }
}
