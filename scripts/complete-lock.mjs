#!/usr/bin/env node
// npm leaves optional packages out of the lock file when the registry in use does not have them (a mirror for one platform),
// and then `npm ci` refuses that lock file everywhere. Run this after `npm install`: it adds the missing names with their exact version.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectFolder } from './environment.mjs'

const SYSTEMS = { mac: 'darwin', darwin: 'darwin', win: 'win32', win32: 'win32', linux: 'linux', android: 'android', freebsd: 'freebsd', openharmony: 'openharmony' }
const PROCESSORS = { x64: 'x64', arm64: 'arm64', arm: 'arm', ia32: 'ia32', ppc64: 'ppc64', riscv64: 'riscv64', s390x: 's390x', wasm32: 'wasm32' }

/**
 * What a platform package's name says about where it runs.
 * @param {string} name such as `@scope/binding-linux-x64-musl`
 * @returns {{ cpu?: string[], libc?: string[], os?: string[] }}
 */
function platformOf(name) {
  const words = name.split(/[/-]/)
  const system = words.map((word) => SYSTEMS[word]).find(Boolean)
  const processor = words.map((word) => PROCESSORS[word]).find(Boolean)
  const library = words.includes('musl') ? 'musl' : words.includes('gnu') ? 'glibc' : undefined
  const list = (value) => (value ? [value] : undefined)
  return { cpu: list(processor), libc: list(library), os: list(system) }
}

/** Folder of the entry that Node would find for `name` from `folder`; undefined when the lock file has none. */
function resolveEntry(packages, folder, name) {
  for (let base = folder; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    const candidate = `${base ? `${base}/` : ''}node_modules/${name}`
    if (packages[candidate]) return candidate
    if (!base) return undefined
  }
}

/**
 * Optional packages that some entry asks for and the lock file lacks.
 * @param {{ packages: Record<string, any> }} lock parsed package-lock.json
 * @returns {{ name: string, version: string, dev: boolean }[]}
 */
export function missingOptional(lock) {
  const missing = new Map()
  for (const [folder, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (resolveEntry(lock.packages, folder, name) || missing.has(name)) continue
      missing.set(name, { name, version, dev: entry.dev === true })
    }
  }
  return [...missing.values()]
}

/** The lock file with those entries added, sorted as npm sorts. Without integrity: npm takes it from the registry that has them. */
function completeLock(lock) {
  const added = missingOptional(lock).map(({ name, version, dev }) => {
    if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${name} is asked for as "${version}", which is no exact version`)
    const { cpu, libc, os } = platformOf(name)
    // In npm's own order, so that its next write changes nothing; undefined values are not written.
    return [`node_modules/${name}`, { version, cpu, dev: dev || undefined, libc, optional: true, os }]
  })
  const sorted = Object.entries({ ...lock.packages, ...Object.fromEntries(added) }).toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added: added.map(([folder]) => folder) }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const file = path.join(projectFolder, 'package-lock.json')
  const { lock, added } = completeLock(JSON.parse(readFileSync(file, 'utf8')))
  if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${added.length} optional packages added to package-lock.json`)
}
