import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, projectRoot, test } from './app.ts'
import { filesBelow } from './faults.ts'
import { reportFile } from './reports.ts'

// What is refused here is told in the console.
test.use({ consoleErrors: 'allowed' })

test('the page has no Node and a bridge of one function (E01, E08)', async ({ app }) => {
  const seen = await app.page.evaluate(() => {
    const page = globalThis as Record<string, unknown>
    return {
      node: ['require', 'process', 'module', 'global', 'Buffer', '__dirname', 'ipcRenderer', 'electron'].filter((name) => page[name] !== undefined),
      bridge: Object.getOwnPropertyNames(window.bridge),
      frozen: Object.isFrozen(window.bridge),
    }
  })
  expect(seen.node).toEqual([])
  expect(seen.bridge).toEqual(['call'])
  const preferences = await app.electronApp.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    return contents.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false })
})

test('a call that is not in the contract, or not as the contract says, is refused (E07)', async ({ app }) => {
  expect(await app.page.evaluate(() => window.bridge.call('constructor', {}))).toMatchObject({ ok: false, error: { code: 'unknown-call' } })
  expect(await app.page.evaluate(() => window.bridge.call('db.query', 'select 1'))).toMatchObject({ ok: false, error: { code: 'unknown-call' } })
  expect(await app.call('report.open', { reportId: '../../etc/passwd' })).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  expect(await app.call('worklist.list', { limit: 1e9 })).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
})

test('inline script, eval, remote image, fetch and frame each break the policy (E02)', async ({ app }) => {
  const result = await app.page.evaluate(async () => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.effectiveDirective} ${event.blockedURI}`))
    const ran: string[] = []
    Object.assign(window, { ran: (what: string) => ran.push(what) })
    const attempt = async (what: () => unknown) => {
      try {
        await what()
      } catch {
        // Refused by throwing is as good as refused in silence.
      }
    }
    // The debugger that drives this test may use eval; a timer runs as the page itself.
    const asPage = async (what: () => unknown) => {
      await new Promise((done) => setTimeout(done, 0))
      await attempt(what)
    }
    await asPage(() => {
      const script = document.createElement('script')
      script.append('window.ran("inline script")')
      document.body.append(script)
    })
    await asPage(() => document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.ran(1)">'))
    await asPage(() => new Function('window.ran("eval")')())
    await asPage(() => {
      const image = new Image()
      image.src = 'https://example.invalid/canary.png'
      document.body.append(image)
    })
    await asPage(() => fetch('https://example.invalid/').then(() => ran.push('fetch')))
    await asPage(() => {
      const frame = document.createElement('iframe')
      frame.src = 'https://example.invalid/'
      document.body.append(frame)
    })
    await asPage(() => {
      const script = document.createElement('script')
      script.setAttribute('src', 'data:text/javascript,window.ran("data script")')
      document.body.append(script)
    })
    await new Promise((done) => setTimeout(done, 500))
    return { violations, ran }
  })
  expect(result.ran).toEqual([])
  const directives = result.violations.map((violation) => violation.split(' ')[0])
  expect(directives).toEqual(expect.arrayContaining(['img-src', 'connect-src', 'frame-src']))
  expect(directives.filter((directive) => directive?.startsWith('script-src') || directive === 'require-trusted-types-for').length).toBeGreaterThanOrEqual(3)
})

test('navigation, new windows, dropped files and webviews lead nowhere (E05)', async ({ app }) => {
  const address = app.page.url()
  const opened = await app.page.evaluate(async () => {
    const child = window.open('https://example.invalid/')
    location.href = 'https://example.invalid/'
    await new Promise((done) => setTimeout(done, 200))
    location.assign('file:///etc/passwd')
    const link = document.createElement('a')
    link.href = 'https://example.invalid/'
    link.target = '_blank'
    document.body.append(link)
    link.dispatchEvent(new MouseEvent('click', { button: 1, bubbles: true }))
    link.click()
    const webview = document.createElement('webview')
    webview.setAttribute('src', 'https://example.invalid/')
    document.body.append(webview)
    const transfer = new DataTransfer()
    transfer.items.add(new File(['<script>alert(1)</script>'], 'dropped.html', { type: 'text/html' }))
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
    await new Promise((done) => setTimeout(done, 500))
    return child === null
  })
  expect(opened).toBe(true)
  expect(app.page.url()).toBe(address)
  expect(await app.electronApp.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
  expect((await app.ask('app.status')).state).toBe('ready')
})

test('another page with our preload gets nothing from main (E07, wrong sender)', async ({ app }) => {
  const preload = join(projectRoot, 'out/preload/index.cjs')
  const answer = await app.electronApp.evaluate(async ({ BrowserWindow }, preload) => {
    const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
    await window.loadURL('data:text/html,<p>not ours</p>')
    const script = 'window.bridge.call("worklist.list", {}).catch((error) => ({ ok: false, error: { code: "rejected", message: String(error) } }))'
    const answer: unknown = await window.webContents.executeJavaScript(script)
    window.destroy()
    return answer
  }, preload)
  expect(answer).toMatchObject({ ok: false })
  expect(JSON.stringify(answer)).toMatch(/forbidden|rejected/)
})

test('the model process runs its own entry and not main', () => {
  const head = readFileSync(join(projectRoot, 'out/main/llm.js'), 'utf8').slice(0, 4000)
  expect(head).not.toMatch(/BrowserWindow|better-sqlite3/)
  const whole = readFileSync(join(projectRoot, 'out/main/llm.js'), 'utf8')
  expect(whole).toMatch(/node-llama-cpp/)
  expect(whole).toMatch(/parentPort/)
})

test('no patient text in plain on disk: database, logs, caches, crash dumps (E15)', async ({ installation }) => {
  const canary = 'Zanaverixe'
  const finding = 'quillonastic opacity'
  const app = await installation.start()
  const worklist = await app.shell.ready()
  await worklist.importFiles(reportFile({ patient: `${canary}, 見本`, findings: `Right ${finding} of 12 mm. Left kidney normal.` }))
  await worklist.find(canary)
  const report = await worklist.open(canary)
  await report.draft()
  await report.draftBecomes('complete')
  await report.write('conclusion', ` ${finding} typed by hand.`)
  await report.save()
  await app.page.waitForTimeout(1500)
  await app.closeWindow()

  const needles = [canary, finding, '見本'].flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])
  const files = filesBelow(installation.data)
  expect(files.length).toBeGreaterThan(2)
  const leaks = files.filter((file) => {
    const bytes = readFileSync(file)
    return needles.some((needle) => bytes.includes(needle))
  })
  expect(leaks).toEqual([])
  expect(installation.log.join('\n')).not.toContain(canary)
})
