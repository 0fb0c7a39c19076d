import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GenerateEvent, LanguageModel, ModelIdentity } from '../../domain/model/language-model.ts'
import type { DraftEvent } from '../../domain/draft/stored-draft.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { emptySections, type Sections } from '../../domain/report/sections.ts'
import type { ReportDecision, StatusInput } from '../../domain/status/status-tag.ts'
import { openDatabase, type OpenedDatabase } from '../db/open.ts'
import { createStores, type Stores } from '../db/stores.ts'
import { noInferences } from '../../domain/draft/names/inference.ts'
import { createDraftTools, type DraftTools } from './draft-tools.ts'
import { createReporting, type Reporting, type ReportingOptions } from './reporting.ts'

/** Helpers for the tests of this folder: a real encrypted database, and a model that is one generator. */
export const testKey = new Uint8Array(32).fill(7)

export const identity: ModelIdentity = { id: 'fake', name: 'Fake', sha256: 'a'.repeat(64), template: 'chatml', contextLength: 2048, drafting: 'report', adapterSha256: null }

export const finished: GenerateEvent = { type: 'finished', reason: 'end', promptTokens: 10, tokens: 3, firstTokenMs: 5, totalMs: 20, tokensPerSecond: 100 }

/** A model that does what the generator does. */
export function modelOf(write: LanguageModel['write'], current: ModelIdentity | null = identity): LanguageModel {
  return { current: () => current, write }
}

/** A model that says these words and ends well. */
export const speaking = (...words: string[]) =>
  modelOf(async function* () {
    yield { type: 'reading', done: 10, total: 10 }
    for (const text of words) yield { type: 'token', text }
    yield finished
  })

/** One offered sentence per sentence of the answer; without an answer the first finding sentence. */
export const draftTools: DraftTools = {
  ...createDraftTools(noInferences, 4096),
  judge: () => () => null,
  buildPrompt: (input, family) => ({ parts: [{ text: `${family}: ${input.findings}`, special: false }], stop: ['END'], version: 'test-1', maxTokens: 64, condensed: [] }),
  assembleDraft({ input, answer }) {
    const texts = (answer ?? input.findings.split('.')[0] ?? '').split('.').map((text) => text.trim()).filter(Boolean)
    const source = answer === null ? ('extractive' as const) : ('model' as const)
    return {
      language: 'en',
      conclusion: texts.join('. '),
      sentences: texts.map((text) => ({ text, evidence: [{ start: 0, end: 1 }], support: 1, source })),
      struck: [], leftOut: [], checks: [], form: 'lines', modelShare: 0, steps: [], notice: null,
    }
  },
}

/** Progressive when the conclusion says "progress", otherwise none. */
export function classify(input: StatusInput): ReportDecision {
  const conclusion = 'text' in input ? input.text : (input.conclusion ?? '')
  const start = conclusion.indexOf('progress')
  const found = start >= 0
  return {
    label: found ? 1 : 0, probabilities: found ? [0.1, 0.8, 0.1] : [0.9, 0.05, 0.05], uncertain: false,
    evidence: found ? [{ field: 'conclusion', start, end: start + 8, text: 'progress' }] : [], reason: 'Test rule.', tier: 'rules', version: 'test-rules-1', language: 'en', path: [], cached: false,
  }
}

export type Kit = {
  reporting: Reporting
  stores: () => Stores
  /** Closes the database and opens it again, as a restart does. */
  reopen(options?: { readOnly?: boolean }): void
  /** Closes the database and gives it to somebody who is not the app; `reopen` takes it back. */
  detach(): OpenedDatabase
  dispose(): void
}

/** Reporting over a real database in a folder of its own. */
export function createKit(options: Partial<ReportingOptions> = {}): Kit {
  const folder = mkdtempSync(join(tmpdir(), 'raddraft-reporting-'))
  const openFile = (readOnly = false) => openDatabase({ file: join(folder, 'raddraft.db'), key: testKey, readOnly })
  const open = (readOnly = false) => createStores(openFile(readOnly))
  let stores = open()
  const reporting = createReporting({
    stores: () => stores, model: speaking('Lung mass. ', 'No effusion.'), draftTools, classify, samples: async () => [], ...options,
  })
  return {
    reporting,
    stores: () => stores,
    reopen({ readOnly = false } = {}) {
      stores.close()
      stores = open(readOnly)
    },
    detach() {
      stores.close()
      return openFile()
    },
    dispose() {
      stores.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const patient = { patientId: 'P-1', name: 'Example, Ada', birthDate: '1950-01-02', sex: 'F' as const }
export const study = { accessionNumber: 'A-1', studyInstanceUid: null, date: '2026-10-01', modality: 'CT', description: 'CT chest' }
export const sectionsWith = (sections: Partial<Sections>): Sections => ({ ...emptySections, ...sections })

/** A report with findings, ready to be drafted. */
export function newReport({ reporting }: Kit, findings = 'There is a mass in the lung. No effusion.'): ReportId {
  const { id } = reporting.createReport({ patient, study }).report
  reporting.autosave({ reportId: id, section: 'findings', text: findings })
  return id
}

/** All events of a draft, and its end. */
export async function written(events: AsyncIterable<DraftEvent>): Promise<DraftEvent[]> {
  const all: DraftEvent[] = []
  for await (const event of events) all.push(event)
  return all
}
