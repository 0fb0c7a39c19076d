import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** For tests: folders that disappear afterwards, and the process of test-process.ts. */
const folders: string[] = []

export const testKey = new Uint8Array(32).fill(7)
export const testProcess = fileURLToPath(new URL('test-process.ts', import.meta.url))

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'raddraft-db-'))
  folders.push(folder)
  return folder
}

/** Node keeps the compiled sources of test-process.ts here: a start takes a third of the time. */
export const testEnvironment = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'raddraft-test-cache') }

/** For `afterAll`. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

/** One line of JSON from a run of test-process.ts to its end. `asNobody` takes the process's rights away before the task. */
export function runTask(task: string, file: string, { asNobody = false } = {}): Record<string, unknown> {
  const env = { ...testEnvironment, ...(asNobody && { RADDRAFT_TEST_AS_NOBODY: '1' }) }
  const { stdout, stderr } = spawnSync(process.execPath, [testProcess, task, file], { encoding: 'utf8', env })
  const line = stdout.trim().split('\n').at(-1)
  if (!line) throw new Error(`test-process ${task} said nothing: ${stderr}`)
  return JSON.parse(line) as Record<string, unknown>
}

/** Starts test-process.ts and gathers what it says until it ends. `stop` kills it without a warning. */
export function startTask(task: string, file: string, argument = '') {
  let said = ''
  const child = execFile(process.execPath, [testProcess, task, file, argument], { env: testEnvironment })
  child.stdout?.on('data', (data) => (said += String(data)))
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  return { said: () => said, stop: () => child.kill('SIGKILL'), ended }
}

/** SHA-256 of a file and of its log, as one text. */
export function fingerprint(file: string): string {
  return ['', '-wal'].map((suffix) => hashOf(file + suffix)).join(' ')
}

function hashOf(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex')
  } catch {
    return 'none'
  }
}
