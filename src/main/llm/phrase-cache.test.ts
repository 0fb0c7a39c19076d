import { describe, expect, it } from 'vitest'
import type { PhraseRequest } from '../../domain/model/language-model.ts'
import { createPhraseCache, phraseKeys } from './phrase-cache.ts'

const request: PhraseRequest = { prompts: [[{ text: 'Liver normal.', special: false }]], answers: ['0', '1'], ends: ['0'], maxTokens: 80, stop: [] }
const phrase = (text: string) => ({ shares: [0.2, 0.8], text, reason: 'end' as const })

describe('kept phrases', () => {
  it('has one key for everything that decides an answer (bug: the answer of another model, or to a template token typed as text)', () => {
    const model = { sha256: 'a', adapterSha256: null }
    const key = (change: Partial<PhraseRequest> = {}, other = {}) => phraseKeys({ ...model, ...other }, { ...request, ...change })[0]
    const different = [
      key(),
      key({}, { sha256: 'b' }),
      key({}, { adapterSha256: 'b' }),
      key({ maxTokens: 40 }),
      key({ ends: [] }),
      key({ carriers: ['Liver normal.'] }),
      key({ carriers: ['Liver 4 mm.'] }),
      key({ stop: ['.'] }),
      key({ answers: ['0', '2'] }),
      key({ prompts: [[{ text: 'Liver normal.', special: true }]] }),
      key({ prompts: [[{ text: 'Liver ', special: false }, { text: 'normal.', special: false }]] }),
    ]
    expect(new Set(different).size).toBe(different.length)
    expect(key({ prompts: structuredClone(request.prompts) })).toBe(key())
    expect(phraseKeys(model, { ...request, prompts: [[{ text: 'x', special: false }], ...request.prompts] })[1]).toBe(key())
  })

  it('keeps no text in its keys (bug: patients’ sentences as keys in a memory dump of names)', () => {
    expect(phraseKeys({ sha256: 'a', adapterSha256: null }, request)[0]).toMatch(/^[\w+/]{43}=$/)
  })

  it('forgets what was longest of no use (bug: memory that grows for as long as the app runs)', () => {
    const cache = createPhraseCache(2)
    cache.keep('one', phrase('1'))
    cache.keep('two', phrase('2'))
    cache.find('one')
    cache.keep('three', phrase('3'))
    expect([cache.find('one')?.text, cache.find('two'), cache.find('three')?.text]).toEqual(['1', undefined, '3'])
    cache.clear()
    expect(cache.find('one')).toBeUndefined()
  })
})
