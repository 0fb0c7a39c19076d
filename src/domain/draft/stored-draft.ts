import { z } from 'zod'
import type { ReportId } from '../report/report.ts'
import type { DraftContent } from './draft.ts'
import { PlainWish } from './wishes/plain-wish.ts'

export const DraftId = z.uuid().brand<'DraftId'>()
export type DraftId = z.infer<typeof DraftId>

/** What a person decided about one offered sentence. `edited` counts as accepted, in the person's wording. */
export const SentenceDecision = z.enum(['pending', 'accepted', 'rejected', 'edited'])
export type SentenceDecision = z.infer<typeof SentenceDecision>

/** What a person asked for: a draft, another one beside it, a shorter one, or a numbered list. */
export const DraftWish = z.enum(['draft', 'another', 'shorter', 'list'])
export type DraftWish = z.infer<typeof DraftWish>

/** A standing rule of the person as it was when the draft was made. */
export const UsedRule = z.object({
  modality: z.string(),
  region: z.string(),
  text: z.string(),
  /** What of it was followed without a model, and what an instruction or a more special rule set aside. */
  wishes: z.array(PlainWish),
  setAside: z.array(PlainWish),
  /** What only a model that writes whole conclusions can follow, word for word. */
  free: z.array(z.string()),
  /** `told`: it was part of what the model was asked. `no-room`: it did not fit there. null: nothing had to be asked of a model, or none reads the whole. */
  model: z.enum(['told', 'no-room']).nullable(),
  /** What these findings made of it, in sentences. */
  notes: z.array(z.string()),
})
export type UsedRule = z.infer<typeof UsedRule>

/** What is needed beside model, prompt, seed and findings to make the same draft again. */
export const DraftMaking = z.object({
  /** `report`: the model read the whole findings. `phrases`: sentence by sentence. `rules`: no model. */
  way: z.enum(['report', 'phrases', 'rules']),
  wish: DraftWish,
  adapterSha256: z.string().nullable(),
  gateVersion: z.string(),
  inferencesVersion: z.string(),
  /** Signed reports of the same person that were shown to the model or gave the length; by id. */
  examples: z.array(z.string()),
  /** The signed report with nearly the same findings that decided what light findings are left out. */
  neighbour: z.string().nullable(),
  /** Length against the usual one. */
  room: z.number(),
  form: z.enum(['lines', 'list', 'prose']),
  temperature: z.number(),
  maxTokens: z.number(),
  /** The instruction written as ^^ … ^^ in the findings, and what became of it where it was not followed. */
  instruction: z.string().nullable(),
  instructionProblem: z.string().nullable(),
  /** None in drafts that were made before there were rules. */
  rules: z.array(UsedRule).default([]),
  /** Whether the model's own words are used; false: it weighed the sentences, which are told in the words of the findings. */
  words: z.boolean(),
  /** Asked a second time because the findings did not carry the first answer. */
  retried: z.boolean(),
})
export type DraftMaking = z.infer<typeof DraftMaking>

/**
 * `running`: being written. `complete`: evidence and checks are in. `incomplete`: the model process died; the words so far are kept.
 * `cancelled`: a person stopped it; the words so far are kept, nothing is offered.
 */
export type DraftState = 'running' | 'complete' | 'incomplete' | 'cancelled'

export type StoredDraft = {
  id: DraftId
  reportId: ReportId
  state: DraftState
  /** What the model wrote, word for word; empty for an extractive draft. */
  text: string
  /** null while running and when cancelled. */
  content: DraftContent | null
  /** One decision per sentence of `content.sentences`. */
  decisions: SentenceDecision[]
  engine: 'model' | 'extractive'
  modelId: string | null
  modelName: string | null
  modelSha256: string | null
  promptVersion: string
  seed: number
  /** Why there is no model text, or why it is incomplete: one sentence for the reader. */
  problem: string | null
  firstTokenMs: number | null
  totalMs: number | null
  tokens: number | null
  /** null for drafts of databases before version 8. */
  making: DraftMaking | null
  /** SHA-256 of the findings it was drafted from, without instructions between ^^ and ^^. */
  findingsSha256: string
  /** The findings changed after this draft. */
  stale: boolean
  /** Only there, and true, where main withholds what the draft says until the person has written first. */
  sealed?: true
  createdAt: string
}

/** What the page is told while a draft is written. */
export type DraftEvent =
  | { type: 'started'; draft: StoredDraft }
  | { type: 'phase'; phase: 'loading' | 'reading' | 'writing'; message: string }
  | { type: 'token'; text: string }
  /** A sentence that is already written, and why the findings do not carry it. */
  | { type: 'struck'; text: string; reason: string }
  /** The words so far are given up; the model writes again. */
  | { type: 'again' }
  | { type: 'done'; draft: StoredDraft }
