import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PhraseRequest, PromptPart } from '../../domain/model/language-model.ts'
import type { Signal } from '../../domain/signal.ts'
import { createDraftTools } from './draft-tools.ts'
import { noInferences } from '../../domain/draft/names/inference.ts'
import { createKit, identity, newReport, speaking, type Kit } from './test-kit.ts'

const kits: Kit[] = []
afterEach(() => {
  for (const kit of kits.splice(0)) kit.dispose()
  vi.useRealTimers()
})

function kitThatWarms(drafting: 'report' | 'phrases') {
  const asked: { sentences: string[]; signal: Signal }[] = []
  const textsOf = (prompts: readonly (readonly PromptPart[])[]) => prompts.map((parts) => parts.map(({ text }) => text).join(''))
  const kit = createKit({
    draftTools: createDraftTools(noInferences, 4096),
    model: {
      ...speaking('No.'), current: () => ({ ...identity, drafting }), async *phrases() {},
      async warmPhrases(request: PhraseRequest, signal: Signal) { asked.push({ sentences: textsOf(request.prompts), signal }) },
      async prefill(prompt: PromptPart[], signal: Signal) { asked.push({ sentences: textsOf([prompt]), signal }) },
    },
  })
  kits.push(kit)
  vi.useFakeTimers()
  return { kit, asked }
}

describe('asking ahead while a person dictates', () => {
  it('asks in a pause, for sentences that will not change, and a new change ends it (bug: a draft that waits for guesses)', () => {
    const { kit, asked } = kitThatWarms('phrases')
    const reportId = newReport(kit, 'There is a 12 mm nodule in the right upper lobe. Small left pleural effusion. The heart is enla')
    expect(asked).toEqual([])
    vi.advanceTimersByTime(1000)
    expect(asked).toHaveLength(1)
    expect(asked[0]!.sentences.filter((prompt) => prompt.includes('>>> There is a 12 mm nodule'))).toHaveLength(1)
    expect(asked[0]!.sentences.some((prompt) => prompt.includes('>>> The heart is enla') || prompt.includes('>>> Small left'))).toBe(false)
    expect(asked[0]!.signal.aborted).toBe(false)
    kit.reporting.autosave({ reportId, section: 'findings', text: 'There is a 12 mm nodule in the right upper lobe. Small left pleural effusion. The heart is enlarged.' })
    expect(asked[0]!.signal.aborted).toBe(true)
    vi.advanceTimersByTime(1000)
    expect(asked[1]!.sentences).toHaveLength(3)
  })

  it('stays silent while typing goes on, for other sections, and for normal findings', () => {
    const { kit, asked } = kitThatWarms('phrases')
    const reportId = newReport(kit, 'The lungs are clear. No effusion.')
    vi.advanceTimersByTime(1000)
    kit.reporting.autosave({ reportId, section: 'conclusion', text: 'Mass.' })
    vi.advanceTimersByTime(1000)
    for (let n = 0; n < 20; n++) {
      kit.reporting.autosave({ reportId, section: 'findings', text: `A nodule of ${n + 3} mm. A mass of 30 mm.` })
      vi.advanceTimersByTime(300)
    }
    expect(asked).toEqual([])
  })

  it('a model that reads the whole findings reads them ahead, without the question after them', () => {
    const { kit, asked } = kitThatWarms('report')
    newReport(kit, 'There is a 12 mm nodule in the right upper lobe.')
    vi.advanceTimersByTime(1000)
    expect(asked).toHaveLength(1)
    expect(asked[0]!.sentences[0]).toMatch(/right upper lobe\.$/)
  })
})
