import type { TextRange } from '../report/range.ts'

export type FactSide = 'left' | 'right' | 'bilateral'
export type FactChange = 'new' | 'larger' | 'smaller' | 'same' | 'resolved'
/** How sure the writer is. `limited`: the place could not be judged. */
export type FactCertainty = 'certain' | 'likely' | 'possible' | 'unlikely'

/** One place of a fact. `site` is a key of the site tree (`site-tree.ts`), the same in both languages ("maxillary-sinus"). */
export type FactSite = TextRange & { site: string; /** Named by the heading, or implied by the finding's own name. */ from: 'text' | 'heading' | 'name' }

/**
 * A level, segment, lobe, quadrant or category. Keys of one group exclude each other ("lobe" / "upper-lobe", "spine" / "l4",
 * "segment" / "seg6"); an interspace is written "l4/l5".
 */
export type FactLevel = TextRange & { group: string; key: string; from: 'text' | 'heading' }

/** A number in its base unit (mm, ml, %, hu, suv …; '' for a count). `role`: today's, an earlier one, or a date, age or distance of time. */
export type FactSize = TextRange & { value: number; unit: string; decimals: number; role: 'now' | 'before' | 'reference' }

/**
 * What one statement says about one finding (or about a place alone: normal, measured, changed). Keys are language-neutral,
 * ranges are UTF-16 units of the text as given. A statement with two findings makes two facts.
 */
export type Fact = TextRange & {
  /** Number of the sentence, from 0. */
  sentence: number
  /** Key of the finding ("fracture", "cyst"); null where only a place is spoken of ("spleen normal", "appendix 6 mm"). */
  finding: string | null
  /** Range of the words of the finding; of the statement where there is none. */
  word: TextRange
  /** 0 to 5, as in the lexicon. */
  weight: number
  sites: FactSite[]
  levels: FactLevel[]
  side: (TextRange & { side: FactSide; from: 'text' | 'heading' }) | null
  sizes: FactSize[]
  count: FactSize | null
  negated: boolean
  /** A denial that leaves some to be there: "no new", "no other", "no significant". */
  partial: boolean
  /** A denial or statement of some of it only: "no acute", "no definite", "no large". */
  qualified: boolean
  /** The statement calls its place normal ("patent", "intact", "unremarkable"); false when that is denied. */
  normal: boolean
  certainty: FactCertainty
  change: (TextRange & { change: FactChange }) | null
  time: 'acute' | 'chronic' | 'old' | null
  /** Told of an earlier examination only ("previously focal lesions", "trace effusion on prior"): says nothing of today. */
  earlier?: boolean
  /** Advice ("biopsy recommended"): carries no finding. */
  advice: boolean
  /** Names of what the vocabulary does not know, as word keys: they can still be denied or told. */
  words: (TextRange & { key: string; negated: boolean })[]
}
