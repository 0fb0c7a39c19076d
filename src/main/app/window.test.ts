import { beforeEach, describe, expect, it, vi } from 'vitest'

const { made } = vi.hoisted(() => ({ made: [] as FakeWindow[] }))

type FakeWindow = {
  options: { webPreferences: Record<string, unknown> }
  handlers: Map<string, (event: { preventDefault(): void }) => void>
  open: (() => { action: string }) | null
  loaded: string | null
}

vi.mock('electron', () => ({
  screen: { getPrimaryDisplay: () => ({ workAreaSize: { width: 1920, height: 1080 } }) },
  nativeTheme: { shouldUseDarkColors: true },
  Menu: {},
  protocol: {},
  BrowserWindow: class {
    webContents: object
    window: FakeWindow
    constructor(options: FakeWindow['options']) {
      const window: FakeWindow = { options, handlers: new Map(), open: null, loaded: null }
      this.window = window
      made.push(window)
      this.webContents = {
        on: (name: string, handler: (event: { preventDefault(): void }) => void) => window.handlers.set(name, handler),
        setWindowOpenHandler: (handler: () => { action: string }) => (window.open = handler),
      }
    }
    once() {}
    async loadURL(url: string) {
      this.window.loaded = url
    }
  },
}))

const { createWindow } = await import('./window.ts')

beforeEach(() => {
  made.length = 0
})

describe('the window', () => {
  it('E01: is sandboxed and isolated, without Node, and switches on nothing else', () => {
    createWindow({ preload: '/preload.cjs', developmentServer: null })
    const preferences = made[0]?.options.webPreferences ?? {}
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false })
    const known = ['preload', 'sandbox', 'contextIsolation', 'nodeIntegration', 'webSecurity', 'webviewTag', 'spellcheck', 'backgroundThrottling']
    expect(Object.keys(preferences).filter((name) => !known.includes(name))).toEqual([])
  })

  it('E03, E05: shows our own page, and goes nowhere from there', () => {
    createWindow({ preload: '/preload.cjs', developmentServer: null })
    const [window] = made
    expect(window?.loaded).toBe('app://raddraft/index.html')
    expect(window?.open?.()).toEqual({ action: 'deny' })
    for (const name of ['will-navigate', 'will-redirect', 'will-attach-webview']) {
      let prevented = false
      window?.handlers.get(name)?.({ preventDefault: () => (prevented = true) })
      expect([name, prevented]).toEqual([name, true])
    }
  })
})
