import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { newFolder, removeFolders } from './test-folder.ts'

afterAll(removeFolders)

describe('a file written whole', () => {
  // `ulimit -f` answers a write as a nearly full disk does: first with a part of it, and only the next one with an error.
  it.skipIf(process.platform === 'win32')('D02: is not replaced where only a part of the new one fits (bug: half a key file under the name of the whole one)', () => {
    const folder = newFolder()
    const path = join(folder, 'key.json')
    writeFileSync(path, 'the old key')
    const call = `import { writeAtomically } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'atomic-file.ts')).href)}
try { writeAtomically(${JSON.stringify(path)}, 'x'.repeat(100_000)) } catch (error) { process.stdout.write(error.code) }`
    const { stdout } = spawnSync('bash', ['-c', 'ulimit -f 16; exec "$0" --input-type=module --eval "$1"', process.execPath, call], { encoding: 'utf8' })
    expect(stdout).toBe('EFBIG')
    expect(readFileSync(path, 'utf8')).toBe('the old key')
    expect(readdirSync(folder)).toEqual(['key.json'])
  })
})
