import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { noInferences } from '../../domain/draft/names/inference.ts'
import { statusWeights } from '../cohort/cohort-kit.ts'
import { tokenReaderName } from '../models/token-reader.ts'
import type { AsyncWork } from './evaluation-work.ts'
import { createWorkThread, type WorkThreadData } from './work-thread.ts'

let work: AsyncWork
afterEach(() => work.close())

describe('the thread that judges drafts', () => {
  it('drafts and judges a case with the tags of the app, and can be started again after it was closed', { timeout: 60_000 }, async () => {
    const workerData: WorkThreadData = { statusWeights, rulesAllowedFor: null, inferences: noInferences, contextTokens: 4096 }
    work = createWorkThread(() => new Worker(new URL('evaluation-worker.ts', import.meta.url), { workerData }))
    const input = { findings: 'New lytic metastases in L3 and the right ilium. The liver is normal.' }
    const content = await work.assemble(input, null, true)
    expect(content.conclusion).toMatch(/metastases/)
    await work.close()
    const one = { title: '', findings: input.findings, written: 'No metastasis.', indication: '', comparison: '', modality: '', region: '', language: null, sex: null, age: null, facts: ['L3'], errors: [] }
    expect(await work.flips({ ...one, findings: 'A 20 mm mass lies in the left kidney. No ascites.' }, 'Mass of the left kidney, 20 mm.')).toMatchObject({ of: expect.any(Number) as number })
    expect(await work.judge(one, content, 12)).toMatchObject({ ms: 12, labels: { written: 0, drafted: 1 }, measured: { missing: [] } })
  })

  it.skipIf(!existsSync(join(statusWeights, 'encoder', 'encoder.json')))('BERTScore: the same text is 1, a lost "no" is almost that, something else is less', { timeout: 120_000 }, async () => {
    const workerData: WorkThreadData = { statusWeights, rulesAllowedFor: null, inferences: noInferences, contextTokens: 4096 }
    work = createWorkThread(() => new Worker(new URL('evaluation-worker.ts', import.meta.url), { workerData }))
    const same = await work.bertScore('No pleural effusion.', 'No pleural effusion.')
    const lost = await work.bertScore('No pleural effusion.', 'Pleural effusion.')
    const other = await work.bertScore('No pleural effusion.', 'Two renal calculi on the left.')
    expect(same.f1).toBeCloseTo(1, 3)
    expect(lost.f1).toBeGreaterThan(other.f1)
    expect(tokenReaderName(join(statusWeights, 'encoder'))).toMatch(/, layer 6 of 12$/)
    expect(tokenReaderName(statusWeights)).toBeNull()
  })

  it('a question that never ends, or a thread that dies, is an answer: the run goes on without it', async () => {
    const forever = () => new Worker("require('node:worker_threads').parentPort.on('message', () => { for (;;); })", { eval: true })
    work = createWorkThread(forever, 300)
    await expect(work.decompose({ findings: 'x' })).rejects.toMatchObject({ code: 'model-crashed', message: expect.stringContaining('took longer') })
    const dying = () => new Worker("require('node:worker_threads').parentPort.on('message', () => process.exit(1))", { eval: true })
    work = createWorkThread(dying)
    await expect(work.decompose({ findings: 'x' })).rejects.toMatchObject({ code: 'model-crashed' })
  })
})
