import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isAllowed, licenceText, otherParts, shipped } from '../scripts/licences.mjs'

const root = join(import.meta.dirname, '..')
/** Folders of models/ that only training reads; everything else lies in the build. */
const notShipped = ['models/training']

describe('licences of what ships', () => {
  it('are all on the list of allowed ones', () => {
    const parts = shipped()
    expect(parts.map(({ name }) => name)).toEqual(expect.arrayContaining(['react', 'zod', 'node-llama-cpp', '@tiptap/core', '@fontsource-variable/noto-sans-jp']))
    expect(parts.filter(({ licence }) => !isAllowed(licence))).toEqual([])
  })

  it('a copyleft or unknown licence would be refused', () => {
    expect(isAllowed('GPL-3.0-only')).toBe(false)
    expect(isAllowed('unknown')).toBe(false)
    expect(isAllowed('(MIT AND GPL-2.0)')).toBe(false)
    expect(isAllowed('(MIT OR GPL-3.0)')).toBe(true)
  })

  it('stand in the build with their texts', () => {
    const text = licenceText()
    for (const part of ['SIL OPEN FONT LICENSE', 'Copyright (c) Microsoft Corporation', 'Apache License\n']) expect(text).toContain(part)
  })

  it('name every model, adapter and vocabulary of the build (bug: a new adapter ships without a word about its base)', () => {
    const parts = otherParts()
    expect(parts.filter(({ licence }) => !isAllowed(licence) && !licence.startsWith('blessing'))).toEqual([])
    const named = parts.flatMap((part) => ('folder' in part ? [part.folder] : []))
    for (const folder of named) expect([folder, existsSync(join(root, folder))]).toEqual([folder, true])
    const folders = readdirSync(join(root, 'models'), { recursive: true, encoding: 'utf8' }).map((name) => `models/${name.replaceAll('\\', '/')}`)
    const weights = folders.filter((name) => /\.(?:gguf|bin|jsonl)$|vocabulary\.json$/.test(name) && statSync(join(root, name)).isFile() && !notShipped.some((folder) => name.startsWith(`${folder}/`)))
    expect(weights.length).toBeGreaterThan(4)
    expect(weights.filter((name) => !named.some((folder) => name === folder || name.startsWith(`${folder}/`)))).toEqual([])
  })

  it('name every model that can be fetched, with the notice its licence asks for (bug: Llama without “Built with”)', () => {
    const text = licenceText()
    const { models } = JSON.parse(readFileSync(join(root, 'models/catalog.json'), 'utf8')) as { models: { name: string; licence: { name: string; notice: string; url: string } }[] }
    for (const { name, licence } of models) {
      const [line, notice] = text.slice(text.indexOf(`\n${name}: ${licence.name};`)).trimStart().split('\n')
      expect([line?.startsWith(name), notice?.trim()]).toEqual([true, `${licence.notice} ${licence.url}`])
    }
    expect(text).toContain('Built with Meta Llama 3')
  })
})
