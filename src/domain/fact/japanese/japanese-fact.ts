import type { TextRange } from '../../report/range.ts'
import type { JapaneseNumber } from './numbers-japanese.ts'
import type { Sentence } from '../../text/sentences.ts'
import type { FindingName } from './vocabulary-japanese.ts'

/** Where a fact is. `borrowed`: 0 said with it, 1 by its clause, sentence or heading, 2 by the sentence before. */
export type JapaneseSite = {
  places: { place: string; range: TextRange }[]
  side: 'left' | 'right' | 'bilateral' | null
  sideRange: TextRange | null
  /** The side stands with a neighbour in the list, or in the sentence before. */
  sideBorrowed: boolean
  parts: { axis: string; value: string; range: TextRange }[]
  levels: { group: string; key: string; range: TextRange }[]
  borrowed: 0 | 1 | 2
  /** Places of the heading or topic the fact stands under that are not its own ("棘上筋腱：大結節付着部に断裂"). */
  around: readonly string[]
}

/** `of`: where the place stands that the size was put behind in brackets. */
export type JapaneseSize = TextRange & JapaneseNumber & { before: boolean; of?: number }
export type Certainty = 'certain' | 'plain' | 'likely' | 'possible'
export type Change = 'same' | 'larger' | 'smaller' | 'new' | 'resolved'

/** What one statement says of one finding at one place, or of a place alone (`finding` null). Ranges are in the text as given. */
export type JapaneseFact = TextRange & {
  sentence: number
  finding: FindingName | null
  /** Other names in the same compound ("嚢胞性腫瘤"), and what it is concluded to be in the same clause. */
  also: FindingName[]
  /** A noun that no list knows, where it is told or denied. */
  noun: string
  word: TextRange
  site: JapaneseSite
  sizes: JapaneseSize[]
  counts: JapaneseSize[]
  categories: { key: string; range: TextRange }[]
  polarity: 'told' | 'denied' | 'open'
  /** Denied only as new, significant, acute, other. */
  partial: boolean
  /** The place is called normal. */
  normal: boolean
  /** The word that calls it so: "開存" denies less than "正常". */
  normalWord: string
  limited: boolean
  certainty: Certainty
  certaintyRange: TextRange | null
  /** "…を認める" is said, not only the noun. */
  stated: boolean
  change: { change: Change; range: TextRange } | null
  advice: boolean
  /** Named as the cause of something else ("RAによる骨びらん"). */
  cause: boolean
  /** Says where something else is ("結節内に石灰化なし"). */
  locator: boolean
  /** Its time: parts of axis t ("陳旧性"), said of the finding. */
  traits: { axis: string; value: string; range: TextRange }[]
}

export const nowhere = (): JapaneseSite => ({ places: [], side: null, sideRange: null, sideBorrowed: false, parts: [], levels: [], borrowed: 0, around: [] })
/** Axes that describe the finding, not its place. */
export const traitAxes = new Set(['t', 'e', 'm', 'n'])
export const rangeOf = ({ start, end }: TextRange): TextRange => ({ start, end })

export const copySite = (site: JapaneseSite): JapaneseSite => ({ ...site, places: [...site.places], parts: [...site.parts], levels: [...site.levels] })

export type JapaneseText = { text: string; facts: JapaneseFact[]; sentences: readonly Sentence[]; /** Every number of the text that measures or counts. */ numbers: (JapaneseNumber & TextRange)[]; /** Sides, places and levels that occur, headings included. */ sides: ReadonlySet<'left' | 'right' | 'bilateral'>; places: ReadonlySet<string>; levels: readonly { group: string; key: string }[] }
