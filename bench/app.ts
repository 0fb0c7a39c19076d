import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const executablePath = process.env['ELECTRON_EXEC_PATH'] ?? ''
if (!executablePath) throw new Error('No Electron is named: start the benches with "npm run bench".')

type Started = { app: ElectronApplication; page: Page; launchedAt: number; stop(): Promise<void> }

/** Starts an Electron app (a folder with a package.json) with a data folder of its own. */
async function start(folder: string): Promise<Started> {
  const data = mkdtempSync(join(tmpdir(), 'raddraft-bench-'))
  const launchedAt = Date.now()
  const app = await _electron.launch({
    executablePath,
    args: [folder, `--user-data-dir=${data}`],
    env: { ...(process.env as Record<string, string>), RADDRAFT_DATA: data, RADDRAFT_PASSPHRASE: 'bench bench bench', RADDRAFT_CHECKS: 'on-demand' },
  })
  const page = await app.firstWindow()
  return {
    app,
    page,
    launchedAt,
    async stop() {
      await app.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** RadDraft with its database open. */
export async function startReady(folder: string): Promise<Started> {
  const started = await start(folder)
  await started.page.waitForFunction(async () => ((await window.bridge.call('app.status', undefined)) as { value?: { state: string } }).value?.state === 'ready')
  return started
}

/** Milliseconds from the launch to the first contentful paint of the window. */
export async function firstFrame(folder: string): Promise<number> {
  const started = await start(folder)
  const painted = await started.page.evaluate(async () => {
    for (;;) {
      const paint = performance.getEntriesByName('first-contentful-paint')[0]
      if (paint) return performance.timeOrigin + paint.startTime
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  })
  await started.stop()
  return painted - started.launchedAt
}
