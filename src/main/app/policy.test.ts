import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPolicy } from './policy.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'raddraft-policy-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function policyWith(text: string | Buffer, mode = 0o644) {
  const path = join(folder, 'policy.json')
  writeFileSync(path, text)
  chmodSync(path, mode)
  return readPolicy(path)
}

describe('S07: the admin’s policy', () => {
  it('no file is no policy, and a valid file is taken', () => {
    expect(readPolicy(join(folder, 'none.json'))).toEqual({ policy: null, problem: null })
    expect(policyWith('{}')).toEqual({ policy: {}, problem: null })
    expect(policyWith('{"acceptedTagError":0.02}').policy).toEqual({ acceptedTagError: 0.02 })
    expect(policyWith('{"acceptedTagError":null}').policy).toEqual({ acceptedTagError: null })
    expect(policyWith('{"rulesAllowedFor":"en"}').policy).toEqual({ rulesAllowedFor: 'en' })
    expect(policyWith('{"gateLimits":{"side":0.98}}').policy).toEqual({ gateLimits: { side: 0.98 } })
    expect(policyWith('{"secondReader":false}').policy).toEqual({ secondReader: false })
    expect(policyWith('\uFEFF{"keyProtection":"passphrase"}')).toEqual({ policy: { keyProtection: 'passphrase' }, problem: null })
  })

  it.each<[string, string | Buffer, RegExp]>([
    ['an unknown key', '{"keyProtektion":"file"}', /not valid/],
    ['a wrong value', '{"keyProtection":"none"}', /keyProtection/],
    ['an accepted error that is none', '{"acceptedTagError":1}', /acceptedTagError/],
    ['rules of a language that has none', '{"rulesAllowedFor":"de"}', /rulesAllowedFor/],
    ['a second reader that is neither on nor off', '{"secondReader":"on"}', /secondReader/],
    ['a limit above 1', '{"gateLimits":{"side":98}}', /gateLimits\.side/],
    ['a limit that there is not', '{"gateLimits":{"sides":0.9}}', /gateLimits/],
    ['a wrong type', '{"keyProtection":true}', /keyProtection/],
    ['a list', '[]', /not valid/],
    ['no JSON', 'keyProtection: file', /not JSON/],
    ['an empty file', '', /not JSON/],
    ['a huge file', Buffer.alloc(100_000, 32), /small/],
    ['a prototype', '{"__proto__":{"keyProtection":"file"}}', /not valid/],
  ])('%s fails closed with a sentence', (_name, text, message) => {
    const { policy, problem } = policyWith(text)
    expect(policy).toBeNull()
    expect(problem).toMatch(message)
    expect(({} as Record<string, unknown>)['keyProtection']).toBeUndefined()
  })

  it.skipIf(process.platform === 'win32')('a file that anybody may write is no policy', () => {
    expect(policyWith('{"keyProtection":"file"}', 0o666).problem).toMatch(/written by anybody/)
  })

  it('a folder in its place fails closed', () => {
    mkdirSync(join(folder, 'folder.json'))
    expect(readPolicy(join(folder, 'folder.json')).problem).toMatch(/not a small file/)
  })
})
