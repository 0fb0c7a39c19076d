import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { answerRows, readAllRows, RowId, RowLanguage, timeLeft } from './rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'raddraft-rows-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const [input, output] = [join(folder, 'in.jsonl'), join(folder, 'out.jsonl')]
const schema = z.object({ id: RowId, text: z.string().optional(), lang: RowLanguage.optional() })
const run = async (bytes: string | Buffer, atOnce = 1, answer: (row: z.infer<typeof schema>) => unknown = (row) => row) => {
  writeFileSync(input, bytes)
  const code = await answerRows({ input, output, schema, atOnce }, answer)
  return { code, rows: readFileSync(output, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>) }
}

describe('rows of a file', () => {
  it('bytes that are no UTF-8 fail in their row, with the number of the line (bug: read as other letters, without a word)', async () => {
    const { code, rows } = await run(Buffer.concat([Buffer.from('{"id":1}\n{"id":2,"text":"h'), Buffer.from([0xe4]), Buffer.from('matoma"}\n{"id":3,"text":"胸水"}\n')]))
    expect(code).toBe(1)
    expect(rows).toMatchObject([{ id: 1 }, { id: null, row: 2, error: { code: 'invalid-input', message: 'Line 2 is not UTF-8. Save the file as UTF-8, then try again.' } }, { id: 3, text: '胸水' }])
    await expect(readAllRows(input, schema)).rejects.toMatchObject({ message: expect.stringContaining('Line 2 is not UTF-8') })
  })

  it('UTF-16 is refused as a whole, and leaves nothing behind', async () => {
    writeFileSync(input, Buffer.from('\ufeff{"id":1}\n', 'utf16le'))
    rmSync(output, { force: true })
    await expect(answerRows({ input, output, schema }, (row) => row)).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringMatching(/UTF-16.*UTF-8/) })
    expect([existsSync(output), existsSync(`${output}.part`)]).toEqual([false, false])
  })

  it('a folder for a file and a folder that is not there are named (bug: “EISDIR: illegal operation on a directory, read”)', async () => {
    writeFileSync(input, '{"id":1}\n')
    const answer = (files: { input: string; output: string }) => answerRows({ ...files, schema }, (row) => row)
    await expect(answer({ input: folder, output })).rejects.toMatchObject({ code: 'invalid-input', message: `${folder} is a folder. Name a JSON Lines file, or - for standard input.` })
    const nowhere = join(folder, 'nowhere', 'out.jsonl')
    await expect(answer({ input, output: nowhere })).rejects.toMatchObject({ code: 'not-found', message: `The folder of ${nowhere} does not exist. Make it, or name another.` })
    // It is the name of a folder already: found out only when the finished file gets its name.
    await expect(answer({ input, output: folder })).rejects.toMatchObject({ code: 'read-only', message: expect.stringContaining(`${folder} cannot be written`) as string })
  })

  it('a byte order mark, CRLF, a text with U+2028 and a last line without an end are read (bug: a pasted web text breaks its row in two)', async () => {
    const { code, rows } = await run('\ufeff{"id":1}\r\n\r\n{"id":2,"text":"a\u2028b\u0085c"}\n{"id":3}')
    expect([code, rows]).toEqual([0, [{ id: 1 }, { id: 2, text: 'a\u2028b\u0085c' }, { id: 3 }]])
  })

  it('lines are found across the pieces a file is read in', async () => {
    const texts = Array.from({ length: 40 }, (_, i) => '結節'.repeat(1 + ((i * 997) % 9000)))
    const { rows } = await run(texts.map((text, id) => JSON.stringify({ id, text })).join('\n'))
    expect(rows.map(({ text }) => text)).toEqual(texts)
  })

  it('the output keeps the order of the input whoever is ready first, and one that fails harms no other', async () => {
    const { code, rows } = await run(Array.from({ length: 20 }, (_, id) => JSON.stringify({ id })).join('\n'), 8, async ({ id }) => {
      await new Promise((resolve) => setTimeout(resolve, (20 - Number(id)) % 7))
      if (id === 5) throw new Error('five')
      return { id }
    })
    expect(code).toBe(1)
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, id) => id))
    expect(rows.filter(({ error }) => error)).toHaveLength(1)
  })

  it('a language is taken as it is meant or refused with a sentence (bug: "fr" read as English)', async () => {
    const { rows } = await run(['en', 'JA', 'en-GB', 'jpn', 'fr', ''].map((lang, id) => JSON.stringify({ id, lang })).join('\n'))
    expect(rows.slice(0, 4).map(({ lang }) => lang)).toEqual(['en', 'ja', 'en', 'ja'])
    for (const row of rows.slice(4)) expect(row.error).toMatchObject({ code: 'invalid-input', message: expect.stringMatching(/^The field lang is “.*”: RadDraft reads en and ja\. Leave it out/) })
  })

  it.each([[400, 'about 1 s'], [75_000, 'about 75 s'], [600_000, 'about 10 min'], [9_000_000, 'about 3 h']])('%i ms are %s', (ms, words) => expect(timeLeft(ms)).toBe(words))
})

describe('a reader that has enough', () => {
  it('ends the command without a word (bug: a stack trace after "| head")', { timeout: 120_000 }, async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'index.ts'), 'check', '--in', '-', '--out', '-'], { stdio: ['pipe', 'pipe', 'pipe'] })
    let told = ''
    child.stderr.on('data', (text: Buffer) => (told += text.toString()))
    child.stdin.on('error', () => {})
    child.stdout.once('data', () => child.stdout.destroy())
    const feed = setInterval(() => child.stdin.write(`${Array.from({ length: 50 }, () => JSON.stringify({ id: Math.random(), findings: 'There is a 9 mm nodule in the left lung.', conclusion: 'No nodule.' })).join('\n')}\n`), 20)
    const code = await new Promise((resolve) => child.once('exit', resolve))
    clearInterval(feed)
    expect(code).toBe(0)
    expect(told).not.toMatch(/EPIPE|at .*\.ts:\d/)
  })

  it('help is printed all the same', () => {
    expect(spawnSync(process.execPath, [join(import.meta.dirname, 'index.ts'), '--help'], { encoding: 'utf8' }).stdout).toContain('raddraft draft')
  })
})
