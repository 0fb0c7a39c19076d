import { describe, expect, it } from 'vitest'
import type { ModelView } from '../../../domain/model/catalog.ts'
import { actionsFor, sortModels, stateLook } from './model-state.ts'

const model = (part: Partial<ModelView>) => ({ id: 'm', installed: true, active: false, checksum: 'verified', origin: 'catalog', ...part }) as ModelView

describe('actionsFor', () => {
  it('a model in use can be taken out of use, also one that is held back, and says that it does not draft (bug: nobody gets rid of it)', () => {
    const model = { installed: true, active: true, checksum: 'verified' as const, origin: 'catalog' as const, adapter: null, waits: false }
    expect(actionsFor(model, false)).toMatchObject({ deactivate: true, activate: false })
    expect(actionsFor({ ...model, active: false }, false).deactivate).toBe(false)
    expect(stateLook(model).word).toBe('Active')
    expect(stateLook(model, 'It waits for the checks.')).toMatchObject({ word: 'Does not draft', tone: 'caution' })
    expect(stateLook({ ...model, active: false }, 'It waits for the checks.').word).not.toBe('Does not draft')
  })

  it('never offers to use a file whose checksum differs', () => {
    expect(actionsFor(model({ checksum: 'mismatch' }), false)).toEqual({ pull: false, addAdapter: false, importAdapter: false, removeAdapter: false, activate: false, deactivate: false, verify: true, remove: true })
  })

  it('offers nothing while the file is being written or read', () => {
    expect(Object.values(actionsFor(model({ installed: false }), true))).not.toContain(true)
    expect(Object.values(actionsFor(model({ adapter: { name: 'a', sha256: '', origin: 'catalog', way: 'merged', plainKept: true, installed: false } }), true))).not.toContain(true)
  })

  it('offers to get what the catalog can bring, not what was imported from a stick', () => {
    expect(actionsFor(model({ installed: false }), false).pull).toBe(true)
    expect(actionsFor(model({ installed: false, origin: 'imported' }), false).pull).toBe(false)
  })

  it('offers our adapter where the model is here without it, and to take off what is on', () => {
    const adapter = { name: 'a', sha256: '', origin: 'catalog', way: 'merged', plainKept: true, installed: false } as const
    expect(actionsFor(model({ adapter }), false)).toMatchObject({ addAdapter: true, removeAdapter: false, pull: false })
    expect(actionsFor(model({ adapter: { ...adapter, installed: true } }), false)).toMatchObject({ addAdapter: false, removeAdapter: true })
    expect(actionsFor(model({ adapter: { ...adapter, installed: true, plainKept: false } }), false)).toMatchObject({ importAdapter: false, removeAdapter: false })
    expect(actionsFor(model({ adapter: null }), false)).toMatchObject({ addAdapter: false, removeAdapter: false, importAdapter: true })
  })
})

describe('stateLook', () => {
  it('says that a file differs before it says that it is in use', () => {
    expect(stateLook(model({ active: true, checksum: 'mismatch' })).tone).toBe('danger')
    expect(stateLook(model({ waits: true, checksum: 'mismatch' })).tone).toBe('danger')
  })

  it('says that a model waits for the checks, and offers to use it (bug: it looks installed and nobody knows why drafts have no model)', () => {
    expect(stateLook(model({ waits: true }))).toMatchObject({ word: 'To be checked', tone: 'caution' })
    expect(actionsFor(model({ waits: true, adapter: null }), false).activate).toBe(true)
  })
})

describe('sortModels', () => {
  it('puts the one in use first and keeps the rest in order', () => {
    const list = [model({ id: 'a', installed: false }), model({ id: 'b' }), model({ id: 'c', active: true }), model({ id: 'd', installed: false })]
    expect(sortModels(list).map(({ id }) => id)).toEqual(['c', 'b', 'a', 'd'])
  })
})
