import { globSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { describe, expect, it } from 'vitest'

const sources = globSync('src/**/*.{ts,tsx}')
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path: path.split(sep).join('/'), text: readFileSync(path, 'utf8') }))
const filesWith = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path)

describe('what the sources may not hold', () => {
  it('E01: one file makes windows, and the sandbox is on before the app is ready', () => {
    expect(filesWith(/new (?:BrowserWindow|WebContentsView|BrowserView)\b/)).toEqual(['src/main/app/window.ts'])
    const start = readFileSync('src/main/index.ts', 'utf8')
    expect(start.indexOf('app.enableSandbox()')).toBeGreaterThan(0)
    expect(start.indexOf('app.enableSandbox()')).toBeLessThan(start.indexOf('app.whenReady()'))
  })

  it('E06: nothing is opened outside the app', () => {
    expect(filesWith(/\bopenExternal\b|\bshell\.openPath\b/)).toEqual([])
  })

  it('E08: the preload is one bridge, and only it speaks to Electron from the page', () => {
    expect(filesWith(/\bcontextBridge\b|\bipcRenderer\b/)).toEqual(['src/preload/index.ts'])
    const preload = readFileSync('src/preload/index.ts', 'utf8')
    expect(preload.match(/exposeInMainWorld\('(\w+)'/g)).toEqual(["exposeInMainWorld('bridge'"])
  })

  it('I08: no text becomes markup, and no text becomes code', () => {
    expect(filesWith(/dangerouslySetInnerHTML|\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML|document\.write\(|\beval\(|new Function\(/)).toEqual([])
  })

  it('L06, L11: the template inside a model file is never read, and no state of a model is stored or loaded', () => {
    expect(filesWith(/JinjaTemplate|resolveChatWrapper|saveStateToFile|loadStateFromFile|saveState\(|loadState\(/)).toEqual([])
  })

  it('S02: install scripts are off, for npm and for whoever calls it', () => {
    expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m)
    expect(readFileSync('scripts/steps/packages.mjs', 'utf8')).toContain("'--ignore-scripts'")
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
    expect(Object.keys(scripts).filter((name) => /^(?:pre|post)?(?:install|prepare)$/.test(name))).toEqual([])
  })
})
