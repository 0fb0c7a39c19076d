import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { once } from 'node:events'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { AppStatus } from '../src/domain/app-status.ts'
import type { AppContract } from '../src/shared/ipc/contract.ts'
import type { CallName, Output } from '../src/shared/ipc/define.ts'
import type { client } from '../src/renderer/lib/client.ts'
import type { Reply } from '../src/shared/ipc/errors.ts'
import { Shell } from './pages/shell.ts'

export const projectRoot = dirname(import.meta.dirname)
export const passphrase = 'correct horse battery staple'

/** `null` takes a variable out of the environment. */
type StartOptions = { env?: Record<string, string | null>; size?: { width: number; height: number } }

/** One running RadDraft: its window, its main process and the words to use it with. */
export type RunningApp = {
  electronApp: ElectronApplication
  page: Page
  shell: Shell
  /** Asks main directly, past the screens: what the page could do if it were taken over. */
  call<K extends CallName<AppContract>>(name: K, input?: unknown): Promise<Reply<Output<AppContract[K]>>>
  /** The same with a fitting input: the answer, or a failed test. */
  ask: typeof client.call
  resize(size: { width: number; height: number }): Promise<void>
  /** Has main's next dialogs answer with these paths, as if a person had picked them. */
  pick(...paths: string[]): Promise<void>
  /** SIGKILL to main: a power cut as far as the process is concerned. */
  kill(): Promise<void>
  /** Closes the window as a person does and waits for the process to end. */
  closeWindow(): Promise<void>
}

/** A data folder in which RadDraft is started, killed and started again. */
export type Installation = {
  data: string
  /** Text a failed test should show: console of every page and stderr of every main process. */
  log: string[]
  start(options?: StartOptions): Promise<RunningApp>
  /** Environment every start gets. */
  environment: Record<string, string>
}

const executable = () => {
  const path = process.env['RADDRAFT_ELECTRON'] ?? process.env['ELECTRON_EXEC_PATH']
  if (!path) throw new Error('No Electron is named: start these tests with "npm run e2e".')
  return path
}

let announced = false

async function announce(electronApp: ElectronApplication): Promise<void> {
  if (announced) return
  announced = true
  // Just after the start main's garbage collector may take the debugger's promise away: a line of the log is no reason to fail.
  const versions = await electronApp.evaluate(() => process.versions).catch(() => null)
  if (!versions) return
  console.log(`Electron ${versions['electron']} (Chromium ${versions['chrome']}, Node ${versions.node}) from ${executable()}`)
}

/** Command line and environment of a start, for tests that start a second process themselves. */
export const launchArguments = () => ({ executablePath: executable(), args: [projectRoot] })

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

async function launch(installation: Installation, running: ChildProcess[], pages: Page[], faults: string[], options: StartOptions): Promise<RunningApp> {
  const { executablePath, args } = launchArguments()
  const electronApp = await _electron.launch({
    executablePath,
    args,
    cwd: projectRoot,
    env: Object.fromEntries(Object.entries({ ...installation.environment, ...options.env }).filter((pair): pair is [string, string] => pair[1] !== null)),
    timeout: 30_000,
  })
  const child = electronApp.process()
  running.push(child)
  child.stderr?.on('data', (part) => installation.log.push(`main: ${String(part).trimEnd()}`))
  await announce(electronApp)
  const page = await electronApp.firstWindow()
  page.setDefaultTimeout(10_000)
  pages.push(page)
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') installation.log.push(`page ${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => {
    faults.push(error.stack ?? error.message)
    installation.log.push(`page threw: ${error.stack ?? error.message}`)
  })
  const call: RunningApp['call'] = (name, input) =>
    page.evaluate(([name, input]) => window.bridge.call(name, input), [name, input] as const) as never
  const app: RunningApp = {
    electronApp,
    page,
    shell: new Shell(page),
    call,
    async ask(name, ...[input]) {
      const reply = await call(name, input)
      if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${reply.error.message}`)
      return reply.value
    },
    async resize({ width, height }) {
      // Twice where main's garbage collector takes the debugger's promise away just after the start.
      await expect(async () => {
        await electronApp.evaluate(({ BrowserWindow }, [width, height]) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), [width, height] as const)
        // A window as large as the screen comes out one point smaller where there is no window manager.
        await expect.poll(() => page.evaluate(([width, height]) => Math.abs(innerWidth - width) + Math.abs(innerHeight - height), [width, height] as const)).toBeLessThanOrEqual(2)
      }).toPass({ timeout: 20_000 })
    },
    async pick(...paths) {
      await electronApp.evaluate(({ dialog }, paths) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: paths })
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: paths[0] ?? '' })
      }, paths)
    },
    async kill() {
      child.kill('SIGKILL')
      await ended(child)
    },
    async closeWindow() {
      const end = ended(child)
      await electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
      await end
    },
  }
  await app.resize(options.size ?? { width: 1280, height: 800 })
  return app
}

type Fixtures = {
  /** Whether an error in the console of a page fails the journey; `allowed` where a journey breaks something on purpose. */
  consoleErrors: 'fail' | 'allowed'
  /** Where temporary files of a test go; removed afterwards. */
  scratch: string
  installation: Installation
  /** RadDraft started in an empty data folder and ready for work. */
  app: RunningApp
}

export const test = base.extend<Fixtures>({
  consoleErrors: ['fail', { option: true }],

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures are needed
  scratch: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'raddraft-e2e-'))
    await use(folder)
    const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    remove()
    // Chromium's helpers outlive a killed main for a moment and may write once more.
    process.once('exit', remove)
  },

  installation: async ({ scratch, consoleErrors }, use, info) => {
    const data = join(scratch, 'data')
    mkdirSync(data)
    const running: ChildProcess[] = []
    const pages: Page[] = []
    const faults: string[] = []
    const environment = Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined))
    const installation: Installation = {
      data,
      log: [],
      // A first run of the checks takes a core for a minute: journeys ask for it where it is their matter.
      environment: { ...environment, RADDRAFT_DATA: data, RADDRAFT_PASSPHRASE: passphrase, RADDRAFT_CHECKS: 'on-demand' },
      start: (options = {}) => launch(installation, running, pages, faults, options),
    }
    await use(installation)
    const failed = info.status !== info.expectedStatus
    const last = pages.at(-1)
    if (failed && last && !last.isClosed()) await last.screenshot({ path: info.outputPath('window.png'), timeout: 5000 }).catch(() => {})
    for (const child of running) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await ended(child)
    }
    if (failed && installation.log.length > 0) {
      await info.attach('console and stderr', { body: installation.log.join('\n'), contentType: 'text/plain' })
      console.log(installation.log.slice(-40).join('\n'))
    }
    expect(faults, 'nothing in the page may throw').toEqual([])
    if (consoleErrors === 'fail') expect(installation.log.filter((line) => line.startsWith('page error: ')), 'no error in the console').toEqual([])
  },

  app: async ({ installation }, use) => {
    const app = await installation.start()
    await app.shell.ready()
    await use(app)
  },
})

export { expect }

/** The database file that a ready app names. */
export async function databaseOf(app: RunningApp): Promise<string> {
  const status: AppStatus = await app.ask('app.status')
  if (status.state !== 'ready') throw new Error(`The app is not ready: ${JSON.stringify(status)}`)
  return status.database
}
