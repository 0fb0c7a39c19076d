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

/**
 * `steady` is unchanged, smaller, healing; `gone` is no longer seen; `noNew` denies a new one and says nothing of old ones.
 * `healing` (flare, treatment response) explains growing density or uptake and so outweighs `progress`; `mixed` is a response better here and worse there.
 */
export type Change = 'none' | 'noNew' | 'treated' | 'gone' | 'mixed' | 'steady' | 'progress' | 'healing'

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
  /** The word that names it, without its places. */
  head: number
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
  /** Said to be smaller, fewer or less active: so it was there before. English only. */
  fell?: boolean
  /** Denied as a further one ("no additional metastasis"), which does not say that others are old. English only. */
  extra?: boolean
  /** Its place is named with it, not only told by its word or its sentence. */
  own?: boolean
  /** The change is one of a fracture (new, more collapsed), which says nothing of the tumour in it. */
  mechanical?: boolean
  /** Treated by radiation. English only. */
  irradiated?: boolean
  sentence: number
}

/** A change said of nothing in particular: "No significant change since March." */
export type LooseChange = Span & { change: Change; pointsBack: boolean; sentence: number }

/** What one sentence says. `boneStudy`: it names an examination of the skeleton (bone scan, 骨シンチ); `bone`: it names a bone; `open`: it leaves open what a finding of bone is; `answersYes`: it begins with a yes to what was asked. */
export type Reading = { mentions: Mention[]; loose: LooseChange[]; cancer: boolean; boneStudy: boolean; bone?: boolean; open?: boolean; answersYes?: boolean; past: 'no' | 'maybe' | 'yes' }

export function newMention(kind: MentionKind, site: Site, first: number, last: number, sentence: number, head: number): Mention {
  return { kind, site, first, last, sentence, head, presence: 'present', change: 'none', cue: null, known: false, suspected: false, strong: false, many: false, pointsBack: false }
}

const weight: Record<Change, number> = { none: 0, noNew: 1, treated: 2, mixed: 3, gone: 4, steady: 5, progress: 6, healing: 7 }

/** Gives a mention a change unless it has a weightier one. */
export function setChange(mention: Mention, change: Change, cue: Span): void {
  if (weight[change] <= weight[mention.change]) return
  mention.change = change
  mention.cue = { first: cue.first, last: cue.last }
}

/** Change that a change word states; null for words of other kinds. */
export function changeOf(kind: TermKind): Change | null {
  switch (kind) {
    case 'progress':
    case 'progressNoun':
      return 'progress'
    case 'stable':
      return 'steady'
    case 'gone':
    case 'treated':
    case 'healing':
    case 'mixed':
      return kind
    default:
      return null
  }
}

/** Kinds that can be the head of a mention. */
export function isHead(kind: TermKind): boolean {
  return kind === 'metastasis' || kind === 'boneLesion' || kind === 'weakBoneLesion' || kind === 'lesion' || kind === 'benign' || kind === 'primary' || kind === 'invasion'
}
