import { describe, expect, it, vi } from 'vitest'

vi.mock('electron', () => ({ protocol: {} }))
const { isAllowed } = await import('./permissions.ts')
const { isLocal } = await import('./network.ts')
const { isOurs } = await import('./sender.ts')

describe('permissions (E04)', () => {
  it.each(['media', 'geolocation', 'notifications', 'midi', 'clipboard-read', 'display-capture', 'openExternal', 'usb', 'serial', 'hid', 'fullscreen', 'fileSystem', 'idle-detection', 'unknown'])('denies %s', (name) => {
    expect(isAllowed(name)).toBe(false)
  })
})

describe('network (E12)', () => {
  it.each(['https://example.org/x.js', 'http://127.0.0.1:9/', 'ws://example.org', 'file:///etc/passwd', 'ftp://x/y', 'nonsense'])('cancels %s', (url) => {
    expect(isLocal(url, null)).toBe(false)
  })
  it('lets our own page and the development server through', () => {
    expect(isLocal('app://raddraft/index.html', null)).toBe(true)
    expect(isLocal('ws://localhost:5173/', 'http://localhost:5173')).toBe(true)
    expect(isLocal('http://localhost:5174/', 'http://localhost:5173')).toBe(false)
  })
})

describe('sender (E07)', () => {
  const frame = (url: string, parent: object | null = null) => ({ senderFrame: { url, parent } }) as never
  it('accepts the top frame of our page only', () => {
    expect(isOurs(frame('app://raddraft/index.html'), null)).toBe(true)
    expect(isOurs(frame('app://raddraft/index.html', {}), null)).toBe(false)
    expect(isOurs({ senderFrame: null } as never, null)).toBe(false)
    for (const url of ['app://raddraft.evil/', 'https://raddraft/', 'file:///index.html', '', 'app://evil/index.html']) expect(isOurs(frame(url), null)).toBe(false)
  })
})
