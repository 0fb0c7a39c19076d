import { afterEach, describe, expect, it } from 'vitest'
import { noInferences } from '../../domain/draft/names/inference.ts'
import type { DraftEvent, DraftWish, StoredDraft } from '../../domain/draft/stored-draft.ts'
import type { GenerateRequest, ModelIdentity, PhraseEvent, PhraseRequest } from '../../domain/model/language-model.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { DraftingModel } from './draft-plan.ts'
import { createDraftTools } from './draft-tools.ts'
import { createKit, finished, identity, modelOf, newReport, patient, sectionsWith, speaking, study, written, type Kit } from './test-kit.ts'

const kits: Kit[] = []
afterEach(() => {
  for (const kit of kits.splice(0)) kit.dispose()
})
const kitWith = (model: DraftingModel) => {
  const kit = createKit({ model, draftTools: createDraftTools(noInferences, 4096) })
  kits.push(kit)
  return kit
}
const stay = new AbortController().signal
async function events(kit: Kit, reportId: ReportId, wish?: DraftWish): Promise<DraftEvent[]> {
  return written(kit.reporting.writeDraft({ reportId, ...(wish && { wish }) }, stay))
}
async function draft(kit: Kit, reportId: ReportId, wish?: DraftWish): Promise<StoredDraft> {
  const last = (await events(kit, reportId, wish)).at(-1)
  if (last?.type !== 'done') throw new Error(`ended with ${last?.type}`)
  return last.draft
}

const phrased: ModelIdentity = { ...identity, name: 'Phrases', drafting: 'phrases', adapterSha256: 'b'.repeat(64) }
const chest = 'There is a 12 mm spiculated nodule in the right upper lobe. Small left pleural effusion. The heart is of normal size.'

/** A model that answers each sentence as told; `after`: fails after so many. */
function phrasing(says: (sentence: string) => string, { after = Infinity, failure = new AppError('model-crashed', 'The model process ended.') } = {}): DraftingModel & { requests: PhraseRequest[] } {
  const requests: PhraseRequest[] = []
  return {
    requests,
    current: () => phrased,
    write: speaking('No.').write,
    async *phrases(request): AsyncGenerator<PhraseEvent> {
      requests.push(request)
      for (const [prompt, parts] of request.prompts.entries()) {
        if (prompt >= after) throw failure
        const sentence = />>> (.*?) <<</.exec(parts.map(({ text }) => text).join(''))?.[1] ?? ''
        const text = says(sentence)
        yield { type: 'phrase', prompt, shares: [0, 1, 2, 3, 4, 5].map((weight) => (String(weight) === text[0] ? 1 : 0)), text, reason: 'end' }
      }
      if (after <= request.prompts.length) throw failure
      yield { type: 'finished', promptTokens: 100, tokens: 20, firstTokenMs: 7, totalMs: 90 }
    },
  }
}
const good = (sentence: string) => (sentence.includes('nodule') ? '5 Spiculated 12 mm nodule, right upper lobe' : '2 Small left effusion')

describe('drafting sentence by sentence', () => {
  it('stores what is needed to make it again, and what became of every sentence', async () => {
    const model = phrasing(good)
    const kit = kitWith(model)
    const stored = await draft(kit, newReport(kit, chest))
    expect(stored).toMatchObject({ state: 'complete', engine: 'model', promptVersion: 'phrase-prompt-1', problem: null, firstTokenMs: 7, totalMs: 90, tokens: 20 })
    expect(stored.making).toMatchObject({ way: 'phrases', wish: 'draft', adapterSha256: 'b'.repeat(64), gateVersion: 'gate-9', inferencesVersion: 'none', form: 'lines', room: 1, words: true, temperature: 0, examples: [], instruction: null })
    expect(stored.content?.steps.map(({ outcome }) => outcome)).toEqual(['written', 'written'])
    expect(stored.content?.modelShare).toBeGreaterThan(0.9)
    expect(model.requests[0]).toMatchObject({ answers: ['0', '1', '2', '3', '4', '5'], ends: ['0'] })
    expect(model.requests[0]!.prompts).toHaveLength(2)
    // Numbers and sides of one sentence are never offered to another.
    expect(model.requests[0]!.carriers).toEqual(['There is a 12 mm spiculated nodule in the right upper lobe.', 'Small left pleural effusion.'])
  })

  it('killed in the middle: a whole draft is offered, the rest from the findings, and the reader is told', async () => {
    const kit = kitWith(phrasing(good, { after: 1 }))
    const stored = await draft(kit, newReport(kit, chest))
    expect(stored).toMatchObject({ state: 'complete', engine: 'model', problem: expect.stringMatching(/^The model process ended\. What it had not reached/) })
    expect(stored.content?.sentences.map(({ source }) => source).toSorted()).toEqual(['extractive', 'model'])
  })

  it.each([
    ['out of memory while loading', new AppError('out-of-memory', 'The model needs more memory than is free.')],
    ['stopped after crashes', new AppError('model-stopped', 'The model was stopped.')],
    ['weights that are not the installed ones', new AppError('checksum', 'The file is not the one that was installed.')],
  ])('%s: the findings are drafted without a model, with one sentence why', async (_, failure) => {
    const kit = kitWith(phrasing(good, { after: 0, failure }))
    const stored = await draft(kit, newReport(kit, chest))
    expect(stored).toMatchObject({ state: 'complete', engine: 'extractive', text: '', problem: `${failure.message} This draft was taken from the findings without a model.` })
    expect(stored.content?.sentences.length).toBeGreaterThan(0)
  })

  it('only normal findings: nobody is asked, and the draft says so', async () => {
    const model = phrasing(good)
    const kit = kitWith(model)
    const stored = await draft(kit, newReport(kit, 'The lungs are clear. The heart is of normal size. No effusion.'))
    expect(stored).toMatchObject({ state: 'complete', engine: 'extractive', problem: expect.stringContaining('normal') })
    expect(model.requests).toEqual([])
  })

  it('only numbers are refused with a sentence', async () => {
    const kit = kitWith(phrasing(good))
    await expect(draft(kit, newReport(kit, '12 14 16.5'))).rejects.toThrow(/numbers only/)
  })

  it('another draft uses the words of the findings, and the one after that the model’s again', async () => {
    const kit = kitWith(phrasing(good))
    const reportId = newReport(kit, chest)
    expect((await draft(kit, reportId)).content?.modelShare).toBeGreaterThan(0.9)
    const other = await draft(kit, reportId, 'another')
    expect(other).toMatchObject({ seed: 2, making: { wish: 'another', words: false } })
    expect(other.content?.modelShare).toBe(0)
    expect((await draft(kit, reportId, 'another')).making?.words).toBe(true)
  })

  it('cancelled: nothing is offered', async () => {
    const kit = kitWith({ ...phrasing(good), phrases: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) }) })
    const reportId = newReport(kit, chest)
    const end = draft(kit, reportId)
    await new Promise((resolve) => setTimeout(resolve, 40))
    await kit.reporting.cancelDraft({ reportId })
    expect(await end).toMatchObject({ state: 'cancelled', content: null })
  })
})

describe('an instruction between ^^ and ^^', () => {
  it('is no part of what is asked, of the evidence or of the checks, and acts', async () => {
    const model = phrasing(good)
    const kit = kitWith(model)
    const reportId = newReport(kit, `${chest} ^^ as a list ^^`)
    const stored = await draft(kit, reportId)
    expect(JSON.stringify(model.requests)).not.toMatch(/as a list|\^\^/)
    expect(stored.content?.form).toBe('list')
    expect(stored.making).toMatchObject({ form: 'list', instruction: 'as a list', instructionProblem: null })
    // It is taken out when the draft is accepted: that is no change of the findings.
    kit.reporting.autosave({ reportId, section: 'findings', text: chest })
    expect(kit.reporting.openReport({ reportId }).draft?.stale).toBe(false)
    kit.reporting.autosave({ reportId, section: 'findings', text: `${chest} New mass.` })
    expect(kit.reporting.openReport({ reportId }).draft?.stale).toBe(true)
  })

  it('that is not understood has no effect and is said; the same words without ^^ are findings', async () => {
    const kit = kitWith(phrasing(good))
    const odd = await draft(kit, newReport(kit, `${chest} ^^ write it as a poem ^^`))
    expect(odd.making?.instructionProblem).toMatch(/“write it as a poem” was not understood/)
    const open = kitWith(phrasing(good))
    expect((await draft(open, newReport(open, `${chest} ^^ shorter`))).making).toMatchObject({ instruction: null, instructionProblem: expect.stringContaining('not ended') })
  })

  it('reaches a model that reads the whole findings as an instruction, never as findings', async () => {
    const requests: GenerateRequest[] = []
    const kit = kitWith(modelOf(async function* (request) {
      requests.push(request)
      yield* speaking('Spiculated 12 mm nodule in the right upper lobe.').write(request, stay)
    }))
    await draft(kit, newReport(kit, `${chest} ^^ address it to the surgeon ^^`))
    const asked = requests[0]!.prompt.map(({ text }) => text).join('')
    expect(asked).toContain('Instruction: address it to the surgeon')
    expect(/Findings: ([^\n]*)/.exec(asked)?.[1]).toBe(chest)
  })
})

describe('a whole conclusion', () => {
  it('a sentence that the findings do not carry is struck while the next is written, and the model is asked once more', async () => {
    const requests: GenerateRequest[] = []
    const answers = ['Lung metastasis on the left. Small left pleural effusion.', 'Spiculated 12 mm nodule in the right upper lobe. Small left pleural effusion.']
    const kit = kitWith(modelOf(async function* (request) {
      requests.push(request)
      for (const word of answers[requests.length - 1]!.split(/(?<= )/)) yield { type: 'token', text: word }
      yield finished
    }))
    const all = await events(kit, newReport(kit, chest))
    const struck = all.findIndex(({ type }) => type === 'struck')
    expect(all[struck]).toMatchObject({ text: 'Lung metastasis on the left.' })
    expect(all.findIndex(({ type }) => type === 'again')).toBeGreaterThan(struck)
    expect(requests).toHaveLength(2)
    const again = requests[1]!.prompt.map(({ text }) => text).join('')
    expect(again).toContain('The findings do not carry this')
    expect(again).toContain('Lung metastasis on the left.')
    const last = all.at(-1)
    expect(last?.type === 'done' && last.draft).toMatchObject({ text: answers[1], making: { retried: true } })
    expect(last?.type === 'done' && last.draft.content?.struck).toEqual([])
  })

  it('a second answer that is no better is not taken, and it is never asked a third time', async () => {
    let asked = 0
    const kit = kitWith(modelOf(async function* () {
      asked++
      yield { type: 'token', text: 'Lung metastasis on the left.' }
      yield finished
    }))
    const stored = await draft(kit, newReport(kit, chest))
    expect(asked).toBe(2)
    expect(stored.content?.sentences.every(({ source }) => source === 'extractive')).toBe(true)
    expect(stored.content?.struck).toHaveLength(1)
  })

  it('another draft is asked for with another seed and some chance', async () => {
    const requests: GenerateRequest[] = []
    const kit = kitWith(modelOf(async function* (request) {
      requests.push(request)
      yield* speaking('Small left pleural effusion.').write(request, stay)
    }))
    const reportId = newReport(kit, chest)
    await draft(kit, reportId)
    await draft(kit, reportId, 'another')
    expect(requests.map(({ seed, temperature }) => [seed, temperature])).toEqual([[1, 0], [2, 0.7]])
  })
})

describe('the signer’s own style', () => {
  function signed(kit: Kit, number: number, findings: string, conclusion: string, signer = 'Dr Own', modality = 'CT') {
    const { id } = kit.reporting.createReport({ patient: { ...patient, patientId: `P-${number}` }, study: { ...study, accessionNumber: `S-${number}`, modality } }).report
    kit.reporting.sign({ reportId: id, sections: sectionsWith({ findings, conclusion }), signer })
    return id
  }
  const asking = () => {
    const requests: GenerateRequest[] = []
    const kit = kitWith(modelOf(async function* (request) {
      requests.push(request)
      yield* speaking('Small left pleural effusion.').write(request, stay)
    }, { ...identity, contextLength: 8192 }))
    kit.reporting.writeSettings({ person: 'Dr Own' })
    return { kit, prompt: () => requests.at(-1)!.prompt.map(({ text }) => text).join('') }
  }

  it('shows the model similar signed reports of this signer, of the same modality first, and remembers which', async () => {
    const { kit, prompt } = asking()
    const own = signed(kit, 1, 'Spiculated nodule in the left upper lobe, 9 mm. Pleural effusion.', 'Nodule LUL, my way.')
    signed(kit, 2, 'Spiculated nodule in the right upper lobe, 9 mm.', 'Somebody else’s way.', 'Dr Other')
    signed(kit, 3, 'Fracture of the left wrist.', 'Wrist.')
    const stored = await draft(kit, newReport(kit, chest))
    expect(prompt()).toContain('Nodule LUL, my way.')
    expect(prompt()).not.toContain('Somebody else')
    expect(prompt()).not.toContain('Wrist.')
    expect(stored.making?.examples).toEqual([own])
  })

  it('examples stay inside their share of the context', async () => {
    const { kit, prompt } = asking()
    for (let n = 0; n < 8; n++) signed(kit, n, `Spiculated nodule in the right upper lobe, ${n + 5} mm. Pleural effusion. ${'The bones are normal. '.repeat(60)}`, `Way ${n}.`)
    await draft(kit, newReport(kit, chest))
    expect(prompt().match(/Way \d/g)?.length ?? 0).toBeLessThanOrEqual(3)
    expect(prompt().length / 3.3).toBeLessThan(4096)
  })

  it('writes as short as this signer does, and leaves out what this signer leaves out of nearly the same findings', async () => {
    const kit = kitWith(phrasing((sentence) => (sentence.includes('nodule') ? '4 12 mm spiculated nodule in the right upper lobe' : '2 -')))
    kit.reporting.writeSettings({ person: 'Dr Own' })
    const findings = `${chest} Small hiatus hernia. Mild degenerative change of the thoracic spine.`
    const before = await draft(kit, newReport(kit, findings))
    for (let n = 0; n < 5; n++) signed(kit, n, findings, 'Suspicious nodule in the right upper lobe.')
    const reportId = kit.reporting.createReport({ patient: { ...patient, patientId: 'P-99' }, study: { ...study, accessionNumber: 'A-99' } }).report.id
    kit.reporting.autosave({ reportId, section: 'findings', text: findings })
    const after = await draft(kit, reportId)
    expect(after.making).toMatchObject({ room: 0.6, neighbour: expect.any(String) })
    expect(after.content!.conclusion.length).toBeLessThanOrEqual(before.content!.conclusion.length)
    expect(after.content!.conclusion).toMatch(/nodule/)
    expect(after.content!.conclusion).not.toMatch(/hernia|degenerative/i)
  })
})
