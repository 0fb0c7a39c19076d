import { readFindings } from '../draft/reading/align.ts'
import { findingFacts } from '../fact/fact-text.ts'
import { readFactsJapanese } from '../fact/japanese/read-facts-japanese.ts'
import { widerSites } from '../fact/japanese/sites-japanese.ts'
import { placesAround } from '../fact/site-tree.ts'
import type { Language } from '../report/report.ts'
import type { TextRange } from '../report/range.ts'

/** One told finding, the same for both languages. */
export type Lesion = {
  finding: string | null
  /** Its places and everything they lie in. */
  sites: ReadonlySet<string>
  side: 'left' | 'right' | 'bilateral' | null
  /** The sentence it is told in. */
  sentence: TextRange
  /** Diameters in millimetres as written, one list for each "6 x 8 mm". */
  diametersMm: number[][]
  /** Hounsfield units, where one value is told. */
  hu: number | null
  several: boolean
  change: string | null
}

type Size = TextRange & { value: number; unit: string }

const many = { en: /\b(?:multiple|several|numerous|many|innumerable|nodules|lesions|cysts|masses|micronodules|bilateral)\b/i, ja: /多発|複数|散在|数個|多数|両側|両肺/u }

/** What is told and not denied of findings and places, in the order of the text. Never throws. */
export function lesionsOf(text: string, language: Language): Lesion[] {
  if (language === 'ja') {
    const read = readFactsJapanese(text)
    return read.facts.filter((fact) => fact.polarity === 'told' && !fact.normal && !fact.advice && fact.change?.change !== 'resolved').map((fact) => {
      const sentence = read.sentences[fact.sentence] ?? fact
      const sizes = fact.sizes.filter((size) => !size.before && !size.time && !size.count)
      return {
        finding: fact.finding?.name ?? null,
        sites: new Set(fact.site.places.flatMap(({ place }) => [place, ...widerSites(place)])),
        side: fact.site.side, sentence, ...measured(text, sizes),
        several: fact.counts.some((count) => count.value > 1) || many.ja.test(text.slice(sentence.start, sentence.end)),
        change: fact.change?.change ?? null,
      }
    })
  }
  const read = findingFacts(readFindings(text))
  return read.facts.filter((fact) => !fact.negated && !fact.normal && !fact.advice && fact.certainty !== 'unlikely' && fact.change?.change !== 'resolved').map((fact) => {
    const sentence = read.sentences[fact.sentence] ?? fact
    return {
      finding: fact.finding,
      sites: new Set(fact.sites.flatMap(({ site }) => [...placesAround(site)])),
      side: fact.side?.side ?? null, sentence, ...measured(text, fact.sizes.filter((size) => size.role === 'now')),
      several: (fact.count?.value ?? 1) > 1 || many.en.test(text.slice(fact.start, fact.end)),
      change: fact.change?.change ?? null,
    }
  })
}

/** A part of the lesion, or a distance to something else. */
const partBefore = /(?:component|part|portion|wall|septum|septa|充実成分|充実部分?|壁厚?|隔壁)[^,.;、。]{0,16}$/iu
const distanceAfter = /^\s*(?:from|above|below|beneath|deep to|distal|proximal|apart|thick|slices?|の距離|スライス|厚)/iu
const under = /(?:<|＜|less than|under|below|smaller than)\s*$/i
const over = /(?:>|＞|more than|over|larger than|greater than)\s*$/i

function measured(text: string, sizes: readonly Size[]): Pick<Lesion, 'diametersMm' | 'hu'> {
  const diametersMm: number[][] = []
  let last: Size | null = null
  for (const size of sizes.filter(({ unit }) => unit === 'mm').toSorted((a, b) => a.start - b.start)) {
    const before = text.slice(Math.max(0, size.start - 40), size.start)
    const after = text.slice(size.end, size.end + 16)
    if (partBefore.test(before) || distanceAfter.test(after)) {
      last = null
      continue
    }
    const limit = under.test(before) || /^\s*(?:未満|以下)/u.test(after) ? -0.1 : over.test(before) || /^\s*(?:超|を超)/u.test(after) ? 0.1 : 0
    const paired = last !== null && diametersMm.length > 0 && /^\s*(?:mm|cm|ミリ)?\s*[x×✕*]\s*$/iu.test(text.slice(last.end, size.start))
    if (paired) diametersMm.at(-1)!.push(size.value)
    else diametersMm.push([Math.round((size.value + limit) * 100) / 100])
    last = size
  }
  const attenuations = sizes.filter(({ unit }) => unit === 'hu')
  return { diametersMm, hu: attenuations.length === 1 ? attenuations[0]!.value : null }
}

/** The size of one lesion in millimetres: the largest diameter, or the mean of the two largest, rounded; of several, the largest. */
export function sizeOf({ diametersMm }: Pick<Lesion, 'diametersMm'>, way: 'mean' | 'largest'): number | null {
  const sizes = diametersMm.map((diameters) => {
    const [first = 0, second] = diameters.toSorted((a, b) => b - a)
    return way === 'largest' || second === undefined ? first : (first + second) / 2
  })
  if (sizes.length === 0) return null
  const size = Math.max(...sizes)
  // "less than 6 mm" (5.9) stays below six; 5.6 mm is rounded to six, as the Fleischner Society measures.
  return way === 'mean' ? (Math.abs(size - Math.ceil(size) + 0.1) < 0.001 ? Math.floor(size) : Math.abs(size - Math.floor(size) - 0.1) < 0.001 ? Math.ceil(size) : Math.round(size)) : size
}
