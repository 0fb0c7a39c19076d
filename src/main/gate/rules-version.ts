import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Set by the build (electron.vite.config.ts), where the sources are no longer at hand. */
declare const __RULES_VERSION__: string | undefined

/** The folders on which an answer of the checks depends. */
const folders = ['check', 'draft', 'fact', 'report', 'text']

/** A name for the rules as they are: the beginning of a SHA-256 over their sources, so that no change to them goes without a run of its own. */
export function rulesVersion(): string {
  if (typeof __RULES_VERSION__ === 'string') return __RULES_VERSION__
  const domain = fileURLToPath(new URL('../../domain', import.meta.url))
  const hash = createHash('sha256')
  for (const folder of folders) {
    const names = readdirSync(`${domain}/${folder}`, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    for (const name of names.map((each) => each.replaceAll('\\', '/')).toSorted()) {
      hash.update(`${folder}/${name}\n`).update(readFileSync(`${domain}/${folder}/${name}`, 'utf8').replaceAll('\r\n', '\n'))
    }
  }
  return `rules-${hash.digest('hex').slice(0, 12)}`
}
