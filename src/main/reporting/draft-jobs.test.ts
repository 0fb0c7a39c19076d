import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { DraftEvent, StoredDraft } from '../../domain/draft/stored-draft.ts'
import type { GenerateEvent, GenerateRequest, LanguageModel } from '../../domain/model/language-model.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { WorklistFilter } from '../../domain/worklist/worklist.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { createKit, draftTools, finished, modelOf, newReport, patient, sectionsWith, speaking, study, written, type Kit } from './test-kit.ts'

const kits: Kit[] = []
const kitWith = (...options: Parameters<typeof createKit>) => {
  const kit = createKit(...options)
  kits.push(kit)
  return kit
}
afterEach(() => {
  for (const kit of kits.splice(0)) kit.dispose()
})

const stay = new AbortController().signal
const nothing = async function* (): AsyncGenerator<GenerateEvent> {}

function drafted(events: DraftEvent[]): StoredDraft {
  const last = events.at(-1)
  if (last?.type !== 'done') throw new Error(`ended with ${last?.type}`)
  return last.draft
}
const tokensOf = (events: DraftEvent[]) => events.map((event) => (event.type === 'token' ? event.text : '')).join('')
const draft = async (kit: Kit, reportId: ReportId) => drafted(await written(kit.reporting.writeDraft({ reportId }, stay)))
const statesOf = (kit: Kit, reportId: ReportId) => kit.stores().audit.all(reportId).filter(({ action }) => action === 'draft.ended').map(({ detail }) => JSON.parse(detail) as unknown)

/** A model that writes word after word until it is told to stop, and counts how many it wrote. */
function endless(pause = 5) {
  const seen = { words: 0, stopped: false, requests: [] as GenerateRequest[] }
  const model = modelOf(async function* (request, signal) {
    seen.requests.push(request)
    try {
      while (!signal.aborted) {
        yield { type: 'token', text: `word${++seen.words} ` }
        await setTimeout(pause)
      }
    } finally {
      seen.stopped = true
    }
  })
  return { model, seen }
}

describe('a generation', () => {
  it('names model, prompt version and seed in the stored draft, and asks greedily with the prompt of the family', async () => {
    const requests: GenerateRequest[] = []
    const kit = kitWith({
      model: modelOf(async function* (request) {
        requests.push(request)
        yield* speaking('Lung mass.').write(request, stay)
      }),
    })
    const reportId = newReport(kit)
    expect(await draft(kit, reportId)).toMatchObject({
      engine: 'model', modelId: 'fake', modelSha256: 'a'.repeat(64), promptVersion: 'test-1', seed: 1, tokens: 3, firstTokenMs: 5, totalMs: 20, problem: null,
    })
    expect(requests).toEqual([{ prompt: [{ text: 'chatml: There is a mass in the lung. No effusion.', special: false }], maxTokens: 64, temperature: 0, seed: 1, stop: ['END'] }])
  })

  it('goes on when the reader leaves, and is whole in the database afterwards (the window closed while drafting)', async () => {
    let words = 0
    const kit = kitWith({
      model: modelOf(async function* () {
        for (; words < 30; words++) {
          yield { type: 'token', text: `w${words} ` }
          await setTimeout(3)
        }
        yield finished
      }),
    })
    const reportId = newReport(kit)
    const reader = new AbortController()
    const events: DraftEvent[] = []
    for await (const event of kit.reporting.writeDraft({ reportId }, reader.signal)) {
      events.push(event)
      if (event.type === 'token') reader.abort()
    }
    expect(events.at(-1)?.type).toBe('token')
    expect(kit.reporting.running()).toBe(true)
    await kit.reporting.idle()
    expect(kit.reporting.running()).toBe(false)
    expect(kit.reporting.openReport({ reportId }).draft).toMatchObject({ state: 'complete', text: Array.from({ length: 30 }, (_, n) => `w${n} `).join('') })
  })

  it('a reader who comes back joins it and misses no word', async () => {
    const { model, seen } = endless()
    const kit = kitWith({ model })
    const reportId = newReport(kit)
    const first = written(kit.reporting.writeDraft({ reportId }, stay))
    while (seen.words < 20) await setTimeout(5)
    const second = written(kit.reporting.writeDraft({ reportId }, stay))
    expect(kit.reporting.openReport({ reportId }).draft).toMatchObject({ state: 'running', decisions: [] })
    await setTimeout(60)
    await kit.reporting.cancelDraft({ reportId })
    const [one, two] = await Promise.all([first, second])
    expect(seen.requests).toHaveLength(1)
    expect(two[0]).toMatchObject({ type: 'started' })
    expect(tokensOf(two)).toBe(tokensOf(one))
    expect(tokensOf(one)).toBe(drafted(one).text)
  })

  it('cancelling ends it within 150 ms although the model does not listen; the words are kept, nothing is offered', async () => {
    let free = () => {}
    const model = modelOf(async function* () {
      yield { type: 'token', text: 'Some words' }
      await new Promise<void>((resolve) => (free = resolve))
    })
    const kit = kitWith({ model })
    const reportId = newReport(kit)
    const events = written(kit.reporting.writeDraft({ reportId }, stay))
    await setTimeout(60)
    const started = performance.now()
    await kit.reporting.cancelDraft({ reportId })
    expect(performance.now() - started).toBeLessThan(150)
    expect(drafted(await events)).toMatchObject({ state: 'cancelled', text: 'Some words', content: null, decisions: [], problem: expect.stringContaining('cancelled') })
    free()
    expect(kit.reporting.openReport({ reportId }).draft?.state).toBe('cancelled')
    await expect(kit.reporting.cancelDraft({ reportId })).resolves.toBeNull()
  })

  it('the next draft waits until the model has really stopped: two prompts never mix', async () => {
    const running = new Set<GenerateRequest>()
    let most = 0
    const model = modelOf(async function* (request) {
      running.add(request)
      most = Math.max(most, running.size)
      try {
        yield { type: 'token', text: 'Mass. ' }
        await setTimeout(80)
        yield finished
      } finally {
        running.delete(request)
      }
    })
    const kit = kitWith({ model })
    const a = newReport(kit)
    const b = kit.reporting.createReport({ patient: { ...patient, patientId: 'P-2', name: 'Other' }, study }).report.id
    kit.reporting.autosave({ reportId: b, section: 'findings', text: 'Another finding here.' })
    const first = written(kit.reporting.writeDraft({ reportId: a }, stay))
    const second = written(kit.reporting.writeDraft({ reportId: b }, stay))
    await setTimeout(20)
    await kit.reporting.cancelDraft({ reportId: a })
    const again = written(kit.reporting.writeDraft({ reportId: a }, stay))
    expect(drafted(await first).state).toBe('cancelled')
    expect(drafted(await second).state).toBe('complete')
    expect(drafted(await again).state).toBe('complete')
    expect(most).toBe(1)
  })

  it('tokens are gathered for about 30 ms, not sent one by one', async () => {
    const kit = kitWith({
      model: modelOf(async function* () {
        for (let n = 0; n < 200; n++) yield { type: 'token', text: 'w ' }
        yield finished
      }),
    })
    const events = await written(kit.reporting.writeDraft({ reportId: newReport(kit) }, stay))
    expect(events.filter(({ type }) => type === 'token').length).toBeLessThan(10)
    expect(tokensOf(events)).toBe('w '.repeat(200))
  })

  it('words so far are in the database while it is written, at most 250 ms behind', async () => {
    const { model, seen } = endless(10)
    const kit = kitWith({ model })
    const reportId = newReport(kit)
    const end = written(kit.reporting.writeDraft({ reportId }, stay))
    await setTimeout(700)
    const kept = kit.stores().drafts.latest(reportId)?.text.trim().split(' ').length ?? 0
    expect(kept).toBeGreaterThan(0)
    expect(seen.words - kept).toBeLessThan(50)
    await kit.reporting.cancelDraft({ reportId })
    await end
  })
})

describe('when the model fails', () => {
  const failing = (error: unknown, ...words: string[]): LanguageModel =>
    modelOf(async function* () {
      for (const text of words) yield { type: 'token', text }
      throw error
    })

  it('killed in mid-sentence: the words are kept and marked incomplete, and the next click works', async () => {
    let model = failing(new AppError('model-crashed', 'The model process ended.'), 'Lung mass. ', 'No eff')
    const kit = kitWith({ model: { current: () => model.current(), write: (request, signal) => model.write(request, signal) } })
    const reportId = newReport(kit)
    expect(await draft(kit, reportId)).toMatchObject({
      state: 'incomplete', text: 'Lung mass. No eff', engine: 'model', decisions: ['pending', 'pending'], problem: expect.stringMatching(/^The model process ended\. The words so far are kept/),
    })
    expect(kit.reporting.listWorklist(WorklistFilter.parse({})).rows[0]?.flags).toEqual(['pending', 'incomplete'])
    expect(JSON.parse(kit.stores().audit.all(reportId).find(({ action }) => action === 'draft.ended')?.detail ?? '')).toMatchObject({ state: 'incomplete', failure: 'model-crashed' })
    model = speaking('Lung mass.')
    expect((await draft(kit, reportId)).state).toBe('complete')
  })

  it('ended without a last word: a crash never looks like a finished draft', async () => {
    const kit = kitWith({ model: modelOf(async function* () { yield { type: 'token', text: 'Lung mass' } }) })
    expect((await draft(kit, newReport(kit))).state).toBe('incomplete')
  })

  it.each<[string, LanguageModel]>([
    ['not installed', modelOf(nothing, null)],
    ['invalid', failing(new AppError('model-invalid', 'The file is not a model.'))],
    ['stopped after crashes', failing(new AppError('model-stopped', 'The model was stopped.'))],
    ['killed before the first word', failing(new AppError('model-crashed', 'The model process ended.'))],
    ['silent', modelOf(async function* () { yield finished })],
  ])('%s: the extractive draft is offered, with the reason', async (_name, model) => {
    const kit = kitWith({ model })
    const reportId = newReport(kit)
    const stored = await draft(kit, reportId)
    expect(stored).toMatchObject({ state: 'complete', engine: 'extractive', text: '', decisions: ['pending'] })
    expect(stored.content?.sentences).toMatchObject([{ text: 'There is a mass in the lung', source: 'extractive' }])
    expect(stored.problem).toMatch(/without/)
    expect(statesOf(kit, reportId)).toHaveLength(1)
  })

  it('a family without a prompt, and rules that throw, still end the draft', async () => {
    const noPrompt = kitWith({ draftTools: { ...draftTools, buildPrompt: () => { throw new TypeError('gemma') } } })
    expect(await draft(noPrompt, newReport(noPrompt))).toMatchObject({ state: 'complete', engine: 'extractive' })
    const noEvidence = kitWith({ draftTools: { ...draftTools, assembleDraft: () => { throw new TypeError('bug') } } })
    expect(await draft(noEvidence, newReport(noEvidence))).toMatchObject({ state: 'incomplete', content: null, text: 'Lung mass. No effusion.' })
  })

  it('says when the length limit cut the answer, and when the findings were shortened', async () => {
    const limited = kitWith({ model: modelOf(async function* () { yield { type: 'token', text: 'Mass.' }; yield { ...finished, reason: 'limit' } as GenerateEvent }) })
    expect((await draft(limited, newReport(limited))).problem).toMatch(/length limit/)
    const struck = kitWith({ model: modelOf(async function* () { yield { type: 'token', text: 'Mass.' }; yield { ...finished, reason: 'limit' } as GenerateEvent }), draftTools: { ...draftTools, assembleDraft: ({ input }) => draftTools.assembleDraft({ input, answer: null, complete: true }) } })
    expect((await draft(struck, newReport(struck))).problem).toBeNull()
    const long = kitWith({ draftTools: { ...draftTools, buildPrompt: (...input) => ({ ...draftTools.buildPrompt(...input), condensed: ['Chest'] }) } })
    expect((await draft(long, newReport(long))).problem).toMatch(/shortened/)
  })

  it('a draft left running by a dead app becomes incomplete at the next start, with its words and their evidence', async () => {
    const { model, seen } = endless()
    const kit = kitWith({ model })
    const reportId = newReport(kit)
    const lost = written(kit.reporting.writeDraft({ reportId }, stay)).catch(() => [])
    while (seen.words < 5) await setTimeout(5)
    await setTimeout(300)
    // What another process would find: the row is still running, and nobody writes it.
    const next = kitWith({ stores: kit.stores })
    expect(next.reporting.listWorklist(WorklistFilter.parse({})).rows[0]?.flags).toContain('incomplete')
    const left = next.reporting.openReport({ reportId }).draft
    expect(left).toMatchObject({ state: 'incomplete', problem: expect.stringContaining('could not be stored') })
    expect(left?.text).toMatch(/^word1 word2/)
    expect(left?.decisions.length).toBeGreaterThan(0)
    await kit.reporting.cancelDraft({ reportId })
    await lost
  })
})

describe('when the disk is full', () => {
  it('the words have reached the page, the reader is told, and once there is room the draft is there with them', async () => {
    const source = kitWith()
    const real = source.stores()
    let full = true
    const stores = {
      ...real,
      drafts: {
        ...real.drafts,
        end: (...input: Parameters<typeof real.drafts.end>) => {
          if (full) throw new AppError('disk-full', 'The disk is full.')
          real.drafts.end(...input)
        },
      },
    }
    const kit = kitWith({ stores: () => stores, model: modelOf(async function* () { yield { type: 'token', text: 'Lung mass. ' }; await setTimeout(300); yield { type: 'token', text: 'More.' }; yield finished }) })
    const reportId = newReport(kit)
    const events: DraftEvent[] = []
    const reading = async () => {
      for await (const event of kit.reporting.writeDraft({ reportId }, stay)) events.push(event)
    }
    await expect(reading()).rejects.toThrow(expect.objectContaining({ code: 'disk-full' }))
    expect(tokensOf(events)).toBe('Lung mass. More.')
    expect(kit.reporting.running()).toBe(false)
    expect(kit.reporting.openReport({ reportId }).draft).toMatchObject({ state: 'incomplete', content: null })
    full = false
    expect(kit.reporting.openReport({ reportId }).draft).toMatchObject({ state: 'incomplete', text: 'Lung mass. ', decisions: ['pending'] })
  })
})

describe('before and after a draft', () => {
  it.each([['', /empty/], ['  \n ', /empty/], ['Mass', /One word/], ['肺癌', /One word/]])('refuses findings like %j with a sentence', async (findings, message) => {
    const kit = kitWith()
    await expect(draft(kit, newReport(kit, findings))).rejects.toThrow(message)
    expect(kit.reporting.running()).toBe(false)
  })

  it.each(['Lung mass', '右肺癌あり'])('takes %j', async (findings) => {
    const kit = kitWith()
    expect((await draft(kit, newReport(kit, findings))).state).toBe('complete')
  })

  it('marks a draft as stale when the findings change, and only then', async () => {
    const kit = kitWith()
    const reportId = newReport(kit)
    await draft(kit, reportId)
    kit.reporting.autosave({ reportId, section: 'conclusion', text: 'Mass.' })
    expect(kit.reporting.openReport({ reportId }).draft?.stale).toBe(false)
    kit.reporting.autosave({ reportId, section: 'findings', text: 'There is a mass in the lung. An effusion.' })
    expect(kit.reporting.openReport({ reportId }).draft?.stale).toBe(true)
  })

  it('signing waits for a draft that is being written, and a signed report takes no draft and no decision', async () => {
    const { model } = endless()
    const kit = kitWith({ model })
    const reportId = newReport(kit)
    const end = written(kit.reporting.writeDraft({ reportId }, stay))
    await setTimeout(40)
    const sections = sectionsWith({ findings: 'A b.', conclusion: 'C.' })
    expect(() => kit.reporting.sign({ reportId, sections, signer: 'A' })).toThrow(expect.objectContaining({ code: 'busy' }))
    await kit.reporting.cancelDraft({ reportId })
    const { id } = drafted(await end)
    kit.reporting.sign({ reportId, sections, signer: 'A' })
    await expect(draft(kit, reportId)).rejects.toThrow(expect.objectContaining({ code: 'signed' }))
    expect(() => kit.reporting.decide({ draftId: id, decisions: [{ sentence: 0, decision: 'accepted' }], author: 'A' })).toThrow(expect.objectContaining({ code: 'signed' }))
  })

  it('a decision can be taken back, is in the audit trail with the model’s hash, and a sentence that is not there is refused whole', async () => {
    const kit = kitWith()
    const reportId = newReport(kit)
    const { id } = await draft(kit, reportId)
    const decide = (sentence: number, decision: 'accepted' | 'rejected' | 'edited' | 'pending') => kit.reporting.decide({ draftId: id, decisions: [{ sentence, decision }], author: 'Dr. A' }).decisions
    expect(decide(0, 'accepted')).toEqual(['accepted', 'pending'])
    expect(decide(0, 'pending')).toEqual(['pending', 'pending'])
    expect(decide(1, 'edited')).toEqual(['pending', 'edited'])
    const both = [{ sentence: 0, decision: 'accepted' as const }, { sentence: 2, decision: 'accepted' as const }]
    expect(() => kit.reporting.decide({ draftId: id, decisions: both, author: 'A' })).toThrow(/no sentence 3/)
    expect(kit.reporting.openReport({ reportId }).draft?.decisions).toEqual(['pending', 'edited'])
    const entries = kit.stores().audit.all(reportId).filter(({ action }) => action === 'draft.decided')
    expect(entries).toHaveLength(3)
    expect(entries[0]).toMatchObject({ actor: 'Dr. A', subjectId: id })
    expect(JSON.parse(entries[0]?.detail ?? '')).toEqual({ sentence: 0, decision: 'accepted', model: 'a'.repeat(64), prompt: 'test-1' })
  })
})
