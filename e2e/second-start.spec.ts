import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, launchArguments, test } from './app.ts'

test('a second start brings the first window to the front and ends', async ({ app, installation }) => {
  await app.electronApp.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    if (!window) throw new Error('no window')
    const focus = window.focus.bind(window)
    const seen = globalThis as { focused?: number }
    seen.focused = 0
    window.focus = () => {
      seen.focused = (seen.focused ?? 0) + 1
      focus()
    }
  })
  const { executablePath, args } = launchArguments()
  const started = Date.now()
  const second = spawn(executablePath, [...args, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])], { env: installation.environment, stdio: 'ignore' })
  const [code] = await once(second, 'exit')
  console.log(`second start ended after ${Date.now() - started} ms`)
  expect(code).toBe(0)
  await expect.poll(() => app.electronApp.evaluate(() => (globalThis as { focused?: number }).focused)).toBeGreaterThan(0)
  expect(await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect((await app.ask('app.status')).state).toBe('ready')
})
