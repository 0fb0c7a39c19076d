import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mayImport, violations } from './architecture.ts'

const sources = new Map(globSync(['src/**/*.{ts,tsx}', 'models/training/**/*.ts']).map((path) => [path.split(sep).join('/'), readFileSync(path, 'utf8')]))

describe('architecture', () => {
  it('holds for every file of src and of the training sets', () => {
    expect(sources.size).toBeGreaterThan(50)
    expect(violations(sources)).toEqual([])
  })

  it('names no folder that does not exist', () => {
    const paths = [...sources.keys()]
    for (const place of Object.keys(mayImport)) {
      const prefix = place.replace('/*', '/')
      expect(paths.some((path) => path.startsWith(prefix)), place).toBe(true)
    }
  })

  it.each([
    ['src/domain/planted.ts', "import { open } from '../main/db/open.ts'"],
    ['src/domain/planted.ts', "import { readFileSync } from 'node:fs'"],
    ['src/domain/planted.ts', "import type { App } from 'electron'"],
    ['src/renderer/features/report/planted.ts', "import { x } from '../worklist/x.ts'"],
    ['src/renderer/features/report/planted.ts', "export { x } from '../../../main/reporting/x.ts'"],
    ['src/renderer/ui/planted.ts', "import { client } from '../lib/client.ts'"],
    ['src/main/reporting/planted.ts', "import { app } from 'electron'"],
    ['src/main/db/planted.ts', "import { x } from '../reporting/x.ts'"],
    ['src/main/ipc/planted.ts', "const x = await import('better-sqlite3')"],
    ['src/cli/planted.ts', "import { createWindow } from '../main/app/window.ts'"],
    ['src/llm/planted.ts', "import Database from 'better-sqlite3'"],
    ['src/elsewhere/planted.ts', 'export const x = 1'],
  ])('fails for a wrong import planted in %s: %s', (file, source) => {
    expect(violations(new Map([[file, source]]))).toHaveLength(1)
  })
})

describe('the other two walls', () => {
  /** A throw-away copy of the compiler and lint settings with one wrong import in `file`. */
  function plant(file: string, source: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'raddraft-walls-'))
    for (const name of [...globSync('tsconfig*.json'), '.oxlintrc.json', 'package.json']) cpSync(name, join(folder, name))
    cpSync('src/domain', join(folder, 'src/domain'), { recursive: true, filter: (path) => !path.endsWith('.test.ts') })
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'), 'junction')
    mkdirSync(join(folder, 'src/main'), { recursive: true })
    writeFileSync(join(folder, 'src/main/secret.ts'), 'export const secret = 1\nexport type Secret = 1\n')
    writeFileSync(join(folder, file), source)
    return folder
  }

  function outputOf(folder: string, script: string, args: string[]): string {
    try {
      return execFileSync(process.execPath, [join(process.cwd(), 'node_modules', script), ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
    } catch (error) {
      return String((error as { stdout: string }).stdout)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  it('the compiler refuses a type that domain takes from main', () => {
    const folder = plant('src/domain/planted.ts', "import type { Secret } from '../main/secret.ts'\nexport type Known = Secret\n")
    expect(outputOf(folder, 'typescript/bin/tsc', ['-b', 'tsconfig.domain.json'])).toMatch(/planted\.ts.*error TS(6059|6307)/)
  })

  it('lint refuses a Node package in domain', () => {
    const folder = plant('src/domain/planted.ts', "import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n")
    expect(outputOf(folder, 'oxlint/bin/oxlint', ['src/domain/planted.ts'])).toContain('domain and shared are plain TypeScript')
  })
})
