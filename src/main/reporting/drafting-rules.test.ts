import { afterEach, describe, expect, it } from 'vitest'
import { noInferences } from '../../domain/draft/names/inference.ts'
import type { DraftWish, StoredDraft } from '../../domain/draft/stored-draft.ts'
import type { GenerateRequest } from '../../domain/model/language-model.ts'
import type { DraftingModel } from './draft-plan.ts'
import { createDraftTools } from './draft-tools.ts'
import { createKit, finished, modelOf, patient, study, written, type Kit } from './test-kit.ts'

const kits: Kit[] = []
afterEach(() => {
  for (const kit of kits.splice(0)) kit.dispose()
})
const kitWith = (model: DraftingModel = modelOf(async function* () {}, null)) => {
  const kit = createKit({ model, draftTools: createDraftTools(noInferences, 4096) })
  kits.push(kit)
  return kit
}
/** A model that writes whole conclusions and keeps what it was asked. */
function writing(text: string): DraftingModel & { requests: GenerateRequest[] } {
  const requests: GenerateRequest[] = []
  const model = modelOf(async function* (request) {
    requests.push(request)
    yield { type: 'token', text }
    yield finished
  })
  return { ...model, requests }
}
const asked = ({ requests }: { requests: GenerateRequest[] }) => requests.at(-1)!.prompt.map(({ text }) => text).join('')

const chest = 'Lungs: 31 mm mass in the right upper lobe.\nLiver: Hepatic steatosis.\nLymph nodes: No enlarged mediastinal lymph nodes.\nPleura: Small left pleural effusion.'
const rule = (text: string, modality = '', region = '') => ({ modality, region, text })
async function draft(kit: Kit, { findings = chest, modality = 'CT', description = 'CT chest', wish }: { findings?: string; modality?: string; description?: string; wish?: DraftWish } = {}): Promise<StoredDraft> {
  const { id } = kit.reporting.createReport({ patient, study: { ...study, modality, description } }).report
  kit.reporting.autosave({ reportId: id, section: 'findings', text: findings })
  const last = (await written(kit.reporting.writeDraft({ reportId: id, ...(wish && { wish }) }, new AbortController().signal))).at(-1)
  if (last?.type !== 'done') throw new Error(`ended with ${last?.type}`)
  return last.draft
}

describe('standing rules in drafts', () => {
  it('a rule for CT holds for CT and for nothing else, and is stored with the draft (bug: every report becomes a list, or nobody can tell why)', async () => {
    const kit = kitWith()
    kit.reporting.writeDraftingRules({ rules: [rule('As a list', 'CT'), rule('At most 2 sentences', '', 'chest')] })
    const ct = await draft(kit)
    expect(ct.content).toMatchObject({ form: 'list', sentences: { length: 2 } })
    expect(ct.making?.rules).toMatchObject([{ region: 'chest', wishes: [{ about: 'most', sentences: 2 }] }, { modality: 'CT', text: 'As a list', setAside: [], free: [], model: null, notes: [] }])
    const mr = await draft(kit, { modality: 'MR', description: 'MR abdomen' })
    expect(mr.content?.form).toBe('lines')
    expect(mr.making?.rules).toEqual([])
    // A rule that is deleted afterwards still stands beside the draft it made.
    kit.reporting.writeDraftingRules({ rules: [] })
    kit.reopen()
    expect(kit.stores().drafts.find(ct.id)?.making?.rules).toHaveLength(2)
  })

  it('an instruction and a button win over a rule on the same subject only (bug: a standing rule cannot be set aside once)', async () => {
    const kit = kitWith()
    kit.reporting.writeDraftingRules({ rules: [rule('As a list. Leave out hepatic steatosis.')] })
    const once = await draft(kit, { findings: `${chest} ^^ in prose ^^` })
    expect(once.content?.form).toBe('prose')
    expect(once.content?.conclusion).not.toMatch(/steatosis/i)
    expect(once.making).toMatchObject({ instruction: 'in prose', instructionProblem: null, rules: [{ setAside: [{ form: 'list' }], wishes: [{ what: 'hepatic steatosis' }] }] })
    kit.reporting.writeDraftingRules({ rules: [rule('In prose')] })
    expect((await draft(kit, { wish: 'list' })).content?.form).toBe('list')
  })

  it('an instruction may leave out or mention something too (bug: rules and instructions understand different words)', async () => {
    const kit = kitWith()
    const { content, making } = await draft(kit, { findings: `${chest} ^^ always mention the lymph nodes ^^` })
    expect(content?.conclusion).toMatch(/No enlarged mediastinal lymph nodes/)
    expect(making?.instructionProblem).toBeNull()
  })

  it('a model that writes whole conclusions is asked in the words of the rules, the special one last; a form is not asked of it (bug: free words reach nobody)', async () => {
    const model = writing('31 mm mass in the right upper lobe.')
    const kit = kitWith(model)
    kit.reporting.writeDraftingRules({ rules: [rule('Name the lobe before the size', 'CT'), rule('Write formal English'), rule('As a list')] })
    const { making } = await draft(kit, { findings: `${chest} ^^ mention the family doctor ^^` })
    expect(asked(model)).toContain('Instruction: Write formal English; Name the lobe before the size; mention the family doctor\n')
    expect(making?.rules.map(({ text, model: told }) => [text, told])).toEqual([['Write formal English', 'told'], ['As a list', null], ['Name the lobe before the size', 'told']])
    expect(making).toMatchObject({ instruction: 'mention the family doctor', form: 'list' })
  })

  it('a rule that does not fit into the prompt is not cut but left out, and the draft says so (bug: half a rule says the opposite)', async () => {
    const model = writing('31 mm mass in the right upper lobe.')
    const kit = kitWith(model)
    const long = (word: string) => `Write ${`${word} `.repeat(50)}`.slice(0, 350).trim()
    kit.reporting.writeDraftingRules({ rules: [rule(long('plainly')), rule(long('kindly'), 'CT')] })
    const { making } = await draft(kit)
    expect(making?.rules.map(({ model: told }) => told)).toEqual(['no-room', 'told'])
    expect(asked(model)).not.toContain('plainly')
  })

  it('a sealed draft does not tell what the findings made of the rules (bug: the seal leaks)', async () => {
    const kit = kitWith()
    kit.reporting.writeSettings({ mineFirst: 1 })
    kit.reporting.writeDraftingRules({ rules: [rule('Leave out masses')] })
    const { sealed, making } = await draft(kit)
    expect([sealed, making?.rules]).toEqual([true, []])
  })
})

describe('keeping rules', () => {
  it('everybody has their own, under the name in the settings (bug: a colleague’s habits in my conclusions)', async () => {
    const kit = kitWith()
    kit.reporting.writeSettings({ person: 'Dr First' })
    kit.reporting.writeDraftingRules({ rules: [rule('As a list')] })
    kit.reporting.writeSettings({ person: 'Dr Second' })
    expect(kit.reporting.readDraftingRules()).toEqual({ person: 'Dr Second', rules: [] })
    expect((await draft(kit)).content?.form).toBe('lines')
    kit.reporting.writeSettings({ person: 'dr first' })
    expect(kit.reporting.readDraftingRules().rules).toMatchObject([{ text: 'As a list', reading: { wishes: [{ about: 'form', form: 'list' }], free: [] } }])
  })

  it('a bad rule is refused with a sentence and changes nothing (bug: the good ones are lost with it)', () => {
    const kit = kitWith()
    kit.reporting.writeDraftingRules({ rules: [rule('As a list')] })
    expect(() => kit.reporting.writeDraftingRules({ rules: [rule('As a list'), rule('x'.repeat(501))] })).toThrow(/at most 500/)
    expect(kit.reporting.readDraftingRules().rules).toHaveLength(1)
  })

  it('what stands in the settings and is no rule any more keeps nobody from a draft (bug: an old value stops drafting)', async () => {
    const kit = kitWith()
    kit.stores().settings.write('draftingRules:name not given', { broken: true })
    expect((await draft(kit)).state).toBe('complete')
  })
})
