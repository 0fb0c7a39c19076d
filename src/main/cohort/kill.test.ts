import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { testEnvironment } from '../db/test-folder.ts'
import { archive, createCohortKit, fill, type CohortKit } from './cohort-kit.ts'

const runProcess = fileURLToPath(new URL('run-process.ts', import.meta.url))

let kit: CohortKit
afterEach(() => kit.dispose())

/** Goes on with the run in a process of its own; `kill` ends it without a warning once it has answered that many reports more. */
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
  it('the run is shown as stopped, and goes on without losing, repeating or dropping a report, its tags and its counts', { timeout: 120_000 }, async () => {
    kit = createCohortKit()
    const reports = 4000
    fill(kit.stores(), reports, (n) => ({ conclusion: n % 3 === 1 ? `Bone metastases in progress, ${n}.` : `No metastasis, ${n}.` }))
    const { id } = (await kit.cohort().start({ name: 'Killed', source: archive(), useModel: false }))!
    kit.cohort().pause({ runId: id })
    await kit.cohort().idle()
    const { file } = kit.stores()
    let kills = 0
    for (let round = 0; round < 12; round++) {
      await kit.leave()
      const said = await goOn(file, id, 150)
      if (said.includes('done')) break
      kills++
      if (kills > 1) expect(said).toMatch(/^STATE stopped/)
      await setTimeout(5)
    }
    expect(kills).toBeGreaterThan(3)
    await kit.restart()
    const run = kit.cohort().runs()[0]!
    if (run.state !== 'done') {
      expect(run.state).toBe('stopped')
      expect(run.message).toMatch(/resume/)
      kit.cohort().resume({ runId: id })
      await kit.cohort().idle()
    }
    expect(kit.cohort().runs()[0]).toMatchObject({ state: 'done', total: reports, done: reports, failed: 0 })
    const { connection } = await kit.detach()
    const count = (sql: string) => connection.prepare(sql).pluck().get()
    expect(count('SELECT count(*) FROM cohort_item')).toBe(reports)
    expect(count('SELECT count(DISTINCT report) FROM cohort_item')).toBe(reports)
    expect(count("SELECT count(*) FROM cohort_item JOIN cohort_result USING (key) WHERE state = 'done'")).toBe(reports)
    expect(count('SELECT count(*) FROM status_tag')).toBe(reports)
    expect(count('SELECT count(*) FROM tag_in_force')).toBe(reports)
    // An alert for each report with disease that is not the first of its patient's ten: the one before it has none.
    const expected = Array.from({ length: reports }, (_, n) => n).filter((n) => n % 3 === 1 && n % 10 !== 0).length
    expect(count('SELECT count(*) FROM status_alert')).toBe(expected)
    expect(count('SELECT count(*) FROM open_alert')).toBe(expected)
    expect(count("SELECT count(*) FROM audit_entry WHERE action = 'tag.set'")).toBe(reports)
  })
})
