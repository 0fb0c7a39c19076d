import { dirname, join, relative } from 'node:path/posix'

/** The import table of docs/architecture.md, as data: what each folder may import besides itself. `*` is anything. */
export const mayImport: Record<string, readonly string[]> = {
  'models/training': ['src/domain', 'src/main/models', 'src/main/llm', 'node:*', 'zod'],
  'src/domain': ['zod'],
  'src/shared': ['src/domain', 'zod'],
  'src/llm': ['src/shared', 'src/domain/draft', 'src/domain/status', 'src/domain/model', 'src/domain/signal.ts', 'node:*', 'node-llama-cpp'],
  'src/main/db': ['src/domain', 'src/shared/ipc/errors.ts', 'node:*', 'better-sqlite3', 'zod'],
  'src/main/models': ['src/domain', 'src/shared/ipc/errors.ts', 'node:*', 'zod'],
  'src/main/llm': ['src/shared', 'src/domain', 'src/main/ports.ts', 'node:*', 'electron', 'zod'],
  'src/main/reporting': ['src/domain', 'src/shared/ipc/errors.ts', 'src/shared/ipc/plain-issue.ts', 'src/main/db', 'node:*', 'zod'],
  'src/main/runs': ['src/shared/ipc/errors.ts', 'node:*'],
  'src/main/cohort': ['src/domain', 'src/shared/ipc/errors.ts', 'src/shared/ipc/plain-issue.ts', 'src/main/db', 'src/main/models', 'src/main/reporting', 'src/main/runs', 'node:*', 'zod'],
  'src/main/evaluation': ['src/domain', 'src/shared/ipc/errors.ts', 'src/shared/ipc/plain-issue.ts', 'src/main/cohort/classifier.ts', 'src/main/db', 'src/main/models/token-reader.ts', 'src/main/reporting', 'src/main/runs', 'node:*', 'zod'],
  'src/main/gate': ['src/domain', 'src/shared/ipc/errors.ts', 'src/shared/ipc/plain-issue.ts', 'src/main/db', 'src/main/evaluation/draft-engines.ts', 'src/main/models/model-library.ts', 'src/main/reporting', 'src/main/runs', 'node:*', 'zod'],
  'src/main/ipc': ['src/domain', 'src/shared', 'src/main/reporting', 'src/main/cohort', 'src/main/evaluation', 'src/main/gate', 'src/main/llm', 'src/main/models', 'src/main/training'],
  'src/main': ['src/main', 'src/shared', 'src/domain', 'node:*', 'electron', 'zod'],
  'src/cli': ['src/domain', 'src/shared', 'src/main', 'node:*', 'zod'],
  'src/preload': ['electron'],
  'src/renderer/ui': ['react', '@base-ui/react', '@tanstack/react-virtual', 'lucide-react'],
  'src/renderer/lib': ['src/shared', 'src/domain', 'react', 'zustand', '@tanstack/react-query'],
  'src/renderer/features/*': ['src/renderer/ui', 'src/renderer/lib', 'src/domain', 'react', 'react-dom', '@tanstack/react-query', '@tiptap', 'lucide-react', 'zustand'],
  'src/renderer': ['*'],
}

/** What a folder may not import although its line above would allow it. */
const mayNotImport: Record<string, readonly string[]> = {
  'src/cli': ['src/main/app', 'src/main/index.ts', 'src/main/compose.ts', 'src/main/llm/spawn-utility.ts'],
}

/** Only these folders import the package, however wide their own line is. */
const onlyIn: Record<string, readonly string[]> = {
  'better-sqlite3': ['src/main/db'],
  'node-llama-cpp': ['src/llm'],
  electron: ['src/main', 'src/preload'],
  dcmjs: ['src/main/dicom'],
}

const places = Object.keys(mayImport).toSorted((a, b) => b.length - a.length)

/** The part of `path` that `pattern` covers (`*` is one path segment, or one name after a prefix), or null. */
function covered(path: string, pattern: string): string | null {
  const source = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '[^/]*')
  return new RegExp(`^${source}(?=/|$)`).exec(path)?.[0] ?? null
}

/** Every target of a static import, an export-from (both at the start of a line) or a dynamic import with a literal. */
function targetsOf(source: string): string[] {
  const statements = source.matchAll(/^(?:import|export)\b(?:[^'";]*?\bfrom)?\s*'([^'\n]+)'/gm)
  const dynamic = source.matchAll(/\bimport\(\s*'([^'\n]+)'\s*\)/g)
  return [...statements, ...dynamic].map((match) => match[1] ?? '')
}

/** One line for every import in `files` (path → source) that the table does not allow. */
export function violations(files: ReadonlyMap<string, string>): string[] {
  const found: string[] = []
  for (const [file, source] of files) {
    const rule = places.find((place) => covered(file, place) !== null)
    if (!rule) {
      found.push(`${file} lies in no folder of the table`)
      continue
    }
    const root = covered(file, rule) ?? rule
    const isTest = /\.test\.tsx?$/.test(file)
    for (const target of targetsOf(source)) {
      const to = target.startsWith('.') ? relative('.', join(dirname(file), target)) : target
      if (isTest && (!to.startsWith('src/') || to.startsWith('src/main') || to.startsWith('src/domain'))) continue
      const allowed = mayImport[rule] ?? []
      const inside = covered(to, root) !== null
      const listed = allowed.some((pattern) => pattern === '*' || covered(to, pattern) !== null)
      const refused = (mayNotImport[rule] ?? []).some((pattern) => covered(to, pattern) !== null)
      const reserved = Object.entries(onlyIn).some(([name, folders]) => covered(to, name) !== null && !folders.some((folder) => covered(file, folder) !== null))
      if (!(inside || listed) || refused || reserved) found.push(`${file} may not import ${to}: ${rule} may import ${allowed.join(', ') || 'nothing'}`)
    }
  }
  return found
}
