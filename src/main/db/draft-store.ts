import { z } from 'zod'
import type { DraftContent, PhraseStep } from '../../domain/draft/draft.ts'
import { withoutOneOffs } from '../../domain/draft/wishes/one-off.ts'
import { DraftId, DraftMaking, SentenceDecision, type StoredDraft } from '../../domain/draft/stored-draft.ts'
import { ReportId } from '../../domain/report/report.ts'
import type { Connection } from './connection.ts'
import { sha256Of } from './sha256.ts'

const Range = z.object({ start: z.number(), end: z.number() })
const Step: z.ZodType<PhraseStep> = z.object({
  start: z.number(), end: z.number(), rules: z.number(), weight: z.number().nullable(), phrase: z.string().nullable(),
  outcome: z.enum(['written', 'shortened', 'passed-over']), reason: z.string().nullable(), inferred: z.array(z.string()),
})
const Content: z.ZodType<DraftContent> = z.object({
  language: z.enum(['en', 'ja']),
  conclusion: z.string(),
  // Drafts of databases before version 8 have none of these four.
  form: z.enum(['lines', 'list', 'prose']).default('lines'),
  modelShare: z.number().default(0),
  notice: z.string().nullable().default(null),
  steps: z.array(Step).default([]),
  sentences: z.array(z.object({ text: z.string(), evidence: z.array(Range), support: z.number(), source: z.enum(['model', 'extractive']) })),
  struck: z.array(z.object({ text: z.string(), reason: z.string(), support: z.number() })),
  leftOut: z.array(z.object({ start: z.number(), end: z.number(), text: z.string() })),
  checks: z.array(
    z.object({
      kind: z.enum(['side', 'negation', 'number', 'direction', 'organ', 'unsupported', 'leftOut', 'sex', 'age', 'missing']),
      severity: z.enum(['error', 'warning']),
      sentence: z.number().nullable(),
      message: z.string(),
      conclusion: Range.nullable(),
      findings: Range.nullable(),
    }),
  ),
})

const Row = z.object({
  id: DraftId,
  report_id: ReportId,
  state: z.enum(['running', 'complete', 'incomplete', 'cancelled']),
  text: z.string(),
  content: z.string().nullable(),
  engine: z.enum(['model', 'extractive']),
  model_id: z.string().nullable(),
  model_name: z.string().nullable(),
  model_sha256: z.string().nullable(),
  prompt_version: z.string(),
  seed: z.number(),
  problem: z.string().nullable(),
  first_token_ms: z.number().nullable(),
  total_ms: z.number().nullable(),
  tokens: z.number().nullable(),
  findings_sha256: z.string(),
  created_at: z.string(),
  making: z.string().nullable(),
  current_findings: z.string(),
})

const DecisionRow = z.object({ sentence: z.number(), decision: SentenceDecision })

/** Columns that are set when a draft begins. */
type NewDraft = Pick<StoredDraft, 'id' | 'reportId' | 'engine' | 'modelId' | 'modelName' | 'modelSha256' | 'promptVersion' | 'seed' | 'findingsSha256' | 'createdAt' | 'making'>

/** Columns that are set when a draft ends; after that the row never changes. */
type DraftEnd = Pick<StoredDraft, 'id' | 'state' | 'text' | 'content' | 'engine' | 'problem' | 'firstTokenMs' | 'totalMs' | 'tokens' | 'making'>

export function createDraftStore(connection: Connection) {
  const select = 'SELECT draft.*, report.findings AS current_findings FROM draft JOIN report ON report.id = draft.report_id'
  const insert = connection.prepare(`
    INSERT INTO draft (id, report_id, state, text, engine, model_id, model_name, model_sha256, prompt_version, seed, findings_sha256, created_at, making)
    VALUES (@id, @reportId, 'running', '', @engine, @modelId, @modelName, @modelSha256, @promptVersion, @seed, @findingsSha256, @createdAt, @making)`)
  const setText = connection.prepare("UPDATE draft SET text = @text WHERE id = @id AND state = 'running'")
  const end = connection.prepare(`
    UPDATE draft SET state = @state, text = @text, content = @content, sentence_count = @sentenceCount, engine = @engine, problem = @problem,
      first_token_ms = @firstTokenMs, total_ms = @totalMs, tokens = @tokens, making = @making WHERE id = @id`)
  const byId = connection.prepare(`${select} WHERE draft.id = ?`)
  const latest = connection.prepare(`${select} WHERE draft.report_id = ? ORDER BY draft.number DESC LIMIT 1`)
  const running = connection.prepare(`${select} WHERE draft.state = 'running'`)
  const decisions = connection.prepare('SELECT sentence, decision FROM draft_decision WHERE draft_id = ? ORDER BY sequence')
  const decide = connection.prepare('INSERT INTO draft_decision (draft_id, sentence, decision, author, decided_at) VALUES (?, ?, ?, ?, ?)')

  function toDraft(value: unknown): StoredDraft {
    const row = Row.parse(value)
    const content = row.content === null ? null : Content.parse(JSON.parse(row.content))
    const made: SentenceDecision[] = content ? content.sentences.map(() => 'pending') : []
    for (const each of decisions.all(row.id)) {
      const { sentence, decision } = DecisionRow.parse(each)
      if (sentence < made.length) made[sentence] = decision
    }
    return {
      id: row.id, reportId: row.report_id, state: row.state, text: row.text, content, decisions: made, engine: row.engine,
      modelId: row.model_id, modelName: row.model_name, modelSha256: row.model_sha256, promptVersion: row.prompt_version, seed: row.seed,
      problem: row.problem, firstTokenMs: row.first_token_ms, totalMs: row.total_ms, tokens: row.tokens, findingsSha256: row.findings_sha256,
      stale: row.findings_sha256 !== sha256Of(withoutOneOffs(row.current_findings)), createdAt: row.created_at,
      making: row.making === null ? null : DraftMaking.parse(JSON.parse(row.making)),
    }
  }

  return {
    insert(draft: NewDraft): void {
      insert.run({ ...draft, making: draft.making && JSON.stringify(draft.making) })
    },
    /** Keeps the words so far of a draft that is being written. */
    setText(id: DraftId, text: string): void {
      setText.run({ id, text })
    },
    end(draft: DraftEnd): void {
      const { id, state, text, content, engine, problem, firstTokenMs, totalMs, tokens, making } = draft
      end.run({
        id, state, text, engine, problem, firstTokenMs, totalMs, tokens,
        content: content && JSON.stringify(content),
        making: making && JSON.stringify(making),
        sentenceCount: content?.sentences.length ?? 0,
      })
    },
    find(id: DraftId): StoredDraft | null {
      const row = byId.get(id)
      return row ? toDraft(row) : null
    },
    /** The newest draft of a report; older ones have been replaced by it. */
    latest(reportId: ReportId): StoredDraft | null {
      const row = latest.get(reportId)
      return row ? toDraft(row) : null
    },
    /** Drafts that are being written, or were when the app died. */
    running(): StoredDraft[] {
      return running.all().map(toDraft)
    },
    decide(id: DraftId, sentence: number, decision: SentenceDecision, author: string, at: string): void {
      decide.run(id, sentence, decision, author, at)
    },
  }
}
