import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { fill } from '../cohort/cohort-kit.ts'
import { testEnvironment } from '../db/test-folder.ts'
import { createEvaluationKit, engineThat, newest, sectionsOf, type EvaluationKit } from './evaluation-kit.ts'

const runProcess = fileURLToPath(new URL('run-process.ts', import.meta.url))

let kit: EvaluationKit
afterEach(() => kit.dispose())

/** Goes on with the run in a process of its own; `kill` ends it without a warning once it has drafted that many reports more. */
async function goOn(file: string, runId: string, kill: number): Promise<string> {
  let said = ''
  const child = execFile(process.execPath, [runProcess, file, runId], { env: testEnvironment })
  child.stdout?.on('data', (data) => {
    said += String(data)
    const done = [...said.matchAll(/DONE (\d+)/g)].map((match) => Number(match[1]))
    if (done.length > 1 && done.at(-1)! - done[0]! >= kill) child.kill('SIGKILL')
  })
  await once(child, 'close')
  return said
}

describe('when the process dies in the middle of a run', () => {
  it('the run is shown as stopped, and goes on without losing or repeating a draft, counts and answers in step', { timeout: 240_000 }, async () => {
    kit = createEvaluationKit({ openEngine: engineThat((findings) => findings.slice(0, 40)) })
    const reports = 75
    fill(kit.stores(), reports, sectionsOf)
    const { id } = (await kit.evaluation().start({ name: 'Killed', source: newest(), engine: { type: 'extractive' } }))!
    kit.evaluation().pause({ runId: id })
    await kit.evaluation().idle()
    let kills = 0
    for (let round = 0; round < 3; round++) {
      await kit.leave()
      const said = await goOn(kit.file, id, 15)
      await kit.restart()
      const [run] = kit.evaluation().runs()
      const rows = kit.evaluation().rows({ runId: id, order: 'source', offset: 0, limit: 500 }).rows
      expect(rows.filter(({ state }) => state === 'done')).toHaveLength(run!.done)
      if (run!.state === 'done') break
      kills++
      expect(run).toMatchObject({ state: 'stopped', message: expect.stringMatching(/resume/) })
      if (kills > 1) expect(said).toMatch(/^STATE stopped/)
    }
    expect(kills).toBeGreaterThan(1)
    kit.evaluation().resume({ runId: id })
    await kit.evaluation().idle()
    expect(kit.evaluation().runs()[0]).toMatchObject({ state: 'done', total: reports, done: reports, failed: 0 })
  })
})
