import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'

vi.mock('electron', () => ({ protocol: {} }))
const { contentSecurityPolicy, findFile, listFiles } = await import('./app-protocol.ts')

function page() {
  const folder = mkdtempSync(join(tmpdir(), 'raddraft-page-'))
  mkdirSync(join(folder, 'renderer/assets'), { recursive: true })
  writeFileSync(join(folder, 'renderer/index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'renderer/assets/a.js'), '')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  mkdirSync(join(folder, 'renderer-evil'))
  writeFileSync(join(folder, 'renderer-evil/x.js'), '')
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'renderer/link.txt'))
  return listFiles(join(folder, 'renderer'))
}

describe('app protocol (E03)', () => {
  it('finds our own files', () => {
    const files = page()
    expect(findFile(files, 'app://raddraft/index.html')).toMatch(/index\.html$/)
    expect(findFile(files, 'app://raddraft/assets/a.js?v=1')).toMatch(/a\.js$/)
  })

  it.each([
    'app://raddraft/../secret.txt',
    'app://raddraft/..%2fsecret.txt',
    'app://raddraft/%2e%2e/secret.txt',
    'app://raddraft/..%5csecret.txt',
    'app://raddraft/assets/a.js%00.html',
    'app://raddraft/link.txt',
    'app://raddraft/../renderer-evil/x.js',
    'app://other/index.html',
    'file:///etc/passwd',
    'app://raddraft//server/share',
    'nonsense',
  ])('does not leave its folder for %s', (url) => {
    expect(findFile(page(), url)).toBeNull()
  })
})

describe('content security policy (E02)', () => {
  it('allows nothing inline and nothing from elsewhere', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'")
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*/)
  })
})
