import type { TermKind } from './vocabulary.ts'

/** Where a mention lies: bone, another organ, or not said. */
export type Site = 'bone' | 'organ' | 'none'

/**
 * What is spoken of. `metastasis`: named as such. `lesion`: described (lytic, uptake, focus) without the name.
 * `benign`, `primary` (bone tumour, myeloma, lymphoma), `invasion`: described with another explanation. `site`: only the bone is named.
 */
export type MentionKind = 'metastasis' | 'lesion' | 'benign' | 'primary' | 'invasion' | 'site'

/** `unlikely` also holds "cannot be excluded"; `asked` is a question or an aim of the examination; `past` is copied from an earlier report. */
export type Presence = 'present' | 'absent' | 'unlikely' | 'asked' | 'past'

/** `steady` is unchanged, smaller, healing; `gone` is no longer seen; `noNew` denies a new one and says nothing of old ones. */
export type Change = 'none' | 'progress' | 'steady' | 'gone' | 'treated' | 'noNew'

/** Token range, last inclusive. */
export type Span = { first: number; last: number }

/** One thing that one sentence says, with the words that carry it. */
export type Mention = Span & {
  kind: MentionKind
  site: Site
  presence: Presence
  change: Change
  /** The words of the change, or of the denial; part of the evidence. */
  cue: Span | null
  /** Said to be old: "known", "history of". */
  known: boolean
  /** "suspicious for", "probable", 疑い. */
  suspected: boolean
  /** Strong by itself (lytic, destructive, superscan) although the word metastasis is missing. */
  strong: boolean
  /** Several or widespread. */
  many: boolean
  /** Points back: "these", "the lesions", 病変. */
  pointsBack: boolean
  sentence: number
}

/** A change said of nothing in particular: "No significant change since March." */
export type LooseChange = Span & { change: Change; pointsBack: boolean; sentence: number }

/** What one sentence says. */
export type Reading = { mentions: Mention[]; loose: LooseChange[]; cancer: boolean; past: boolean; hedge: Span | null; benign: Span | null }

export function newMention(kind: MentionKind, site: Site, first: number, last: number, sentence: number): Mention {
  return { kind, site, first, last, sentence, presence: 'present', change: 'none', cue: null, known: false, suspected: false, strong: false, many: false, pointsBack: false }
}

/** Kinds that can be the head of a mention. */
export function isHead(kind: TermKind): boolean {
  return kind === 'metastasis' || kind === 'boneLesion' || kind === 'weakBoneLesion' || kind === 'lesion' || kind === 'benign' || kind === 'primary' || kind === 'invasion'
}
