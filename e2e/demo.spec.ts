import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, projectRoot, test } from './app.ts'

test('the demo of npm start does the main job on a sample and prints its result on one line', async ({ scratch }) => {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/demo.mjs')], { cwd: projectRoot, env: { ...process.env, RADDRAFT_DATA: join(scratch, 'demo') } })
  let said = ''
  child.stdout.on('data', (part) => (said += String(part)))
  child.stderr.on('data', (part) => (said += String(part)))
  const code = await new Promise((resolve) => child.on('exit', resolve))
  expect(code, said).toBe(0)
  const result = JSON.parse(/^RESULT (.+)$/m.exec(said)?.[1] ?? 'null')
  expect(Object.keys(result)).toEqual(['conclusion', 'label', 'evidence', 'model', 'firstTokenMs', 'draftMs', 'database', 'screenshot', 'electron'])
  expect(result.conclusion.length).toBeGreaterThan(40)
  expect(result.label, 'the sample has stable bone metastases beside progressive liver metastases').toBe(2)
  expect(result.evidence.every(({ evidence }: { evidence: unknown[] }) => evidence.length > 0)).toBe(true)
  expect(existsSync(result.database) && existsSync(result.screenshot)).toBe(true)
})
