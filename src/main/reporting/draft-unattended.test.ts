import { describe, expect, it } from 'vitest'
import { noInferences } from '../../domain/draft/names/inference.ts'
import { noWishes } from '../../domain/draft/wishes/wishes.ts'
import type { LanguageModel, PhraseRequest, PhrasingModel } from '../../domain/model/language-model.ts'
import { AppError, type ErrorCode } from '../../shared/ipc/errors.ts'
import { createDraftTools } from './draft-tools.ts'
import { createUnattended } from './draft-unattended.ts'
import { identity } from './test-kit.ts'

const tools = createDraftTools(noInferences, 4096)
const never = new AbortController().signal
const jobOf = (findings: string) => ({ input: { findings }, wishes: noWishes, instruction: '' })
const reports = ['There is a 14 mm nodule in the right upper lobe. Small left pleural effusion.', 'Fracture of the left clavicle.', 'There is a 4 cm mass in the left kidney.'].map(jobOf)
const finished = { type: 'finished', promptTokens: 1, tokens: 1, firstTokenMs: 1, totalMs: 1 } as const

/** Answers each prompt with a phrase that names the sentence between the marks; `fail` says what goes wrong with a request. */
function phrasing(fail: (request: PhraseRequest, asked: number) => ErrorCode | null = () => null) {
  const requests: string[][] = []
  const model: LanguageModel & PhrasingModel = {
    current: () => null,
    write: () => {
      throw new AppError('model-invalid', 'Not asked for.')
    },
    async *phrases(request) {
      const sentences = request.prompts.map((parts) => />>> (.*) <<</.exec(parts.map(({ text }) => text).join(''))![1]!)
      requests.push(sentences)
      const failure = fail(request, requests.length)
      if (failure) throw new AppError(failure, 'It failed.')
      // Not in the order of the prompts.
      for (const prompt of [...sentences.keys()].toReversed()) yield { type: 'phrase', prompt, shares: [0, 0, 0, 1, 0, 0], text: `3 ${sentences[prompt]!.replace(/^There is a /, '').replace(/\.$/, '')}`, reason: 'end' }
      yield finished
    },
  }
  return { requests, model }
}
const made = (model: LanguageModel & PhrasingModel) => createUnattended(model, { ...identity, drafting: 'phrases' }, tools)

describe('several reports in one request', () => {
  it('are asked once, and each has its own answers in the order given (bug: the phrase of one patient in the report of another)', { timeout: 60_000 }, async () => {
    const { model, requests } = phrasing()
    const drafts = await made(model).draft(reports, never)
    expect(requests).toHaveLength(1)
    expect(requests[0]).toHaveLength(4)
    expect(drafts.map(({ content }) => content.conclusion)).toEqual(['14 mm nodule in the right upper lobe.\nSmall left pleural effusion.', 'Fracture of the left clavicle.', '4 cm mass in the left kidney.'])
    expect(drafts.map(({ content, problem, byModel }) => [content.modelShare > 0, problem, byModel])).toEqual([[true, null, true], [true, null, true], [true, null, true]])
  })

  it('what one of them makes the model die of harms no other: only its own draft comes from the rules and says so', async () => {
    const { model, requests } = phrasing(({ prompts }) => (prompts.some((parts) => parts.some(({ text }) => text.includes('clavicle. <<<'))) ? 'model-crashed' : null))
    const drafts = await made(model).draft(reports, never)
    expect(requests).toHaveLength(4)
    expect(drafts.map(({ byModel }) => byModel)).toEqual([true, false, true])
    expect(drafts[1]).toMatchObject({ content: { conclusion: 'Fracture of the left clavicle.', modelShare: 0 }, problem: expect.stringMatching(/It failed.*without a model/) })
  })

  it('a model that cannot be loaded is asked once, and every draft says why it comes from the findings (bug: every row an error, or the file read again for every row)', async () => {
    for (const code of ['checksum', 'out-of-memory', 'model-invalid', 'model-stopped'] as const) {
      const { model, requests } = phrasing(() => code)
      const unattended = made(model)
      for (const drafts of [await unattended.draft(reports, never), await unattended.draft(reports, never)]) {
        expect(drafts.map(({ content, problem }) => [content.conclusion.length > 0, problem])).toEqual(reports.map(() => [true, 'It failed. This draft was taken from the findings without a model.']))
      }
      expect(requests).toHaveLength(1)
      expect(unattended.unusable()).toMatchObject({ code })
    }
  })

  it('a person who stops it gets no draft', async () => {
    await expect(made(phrasing(() => 'cancelled').model).draft(reports, never)).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('a model that writes whole reports', () => {
  it('is asked once more when a sentence is struck, with that sentence named, as in the window (bug: the command line keeps the worse answer)', async () => {
    const prompts: string[] = []
    const model: LanguageModel & PhrasingModel = {
      ...phrasing().model,
      async *write({ prompt }) {
        prompts.push(prompt.map(({ text }) => text).join(''))
        yield { type: 'token', text: prompts.length === 1 ? '25 mm nodule in the left upper lobe.' : '14 mm nodule in the right upper lobe.' }
        yield { ...finished, reason: 'end', tokensPerSecond: 1 }
      },
    }
    const unattended = createUnattended(model, { ...identity, drafting: 'report' }, tools)
    const [draft] = await unattended.draft([jobOf('There is a 14 mm nodule in the right upper lobe.')], never)
    expect(prompts).toHaveLength(2)
    expect(prompts[1]).toContain('25 mm nodule in the left upper lobe.')
    expect(draft).toMatchObject({ content: { conclusion: '14 mm nodule in the right upper lobe.', struck: [] }, problem: null, byModel: true })
  })
})
