import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { statSync, unlinkSync, utimesSync } from 'node:fs'
import type { StatusInput } from '../../domain/status/status-tag.ts'
import { badReports } from './bad-reports.ts'
import { loadClassifier } from './classifier.ts'
import { createCohortKit, hereTagger, statusWeights, workerTagger, type CohortKit } from './cohort-kit.ts'

const { classify } = loadClassifier(statusWeights)
const judge = (input: StatusInput) => classify(input, { acceptedError: null })

let kit: CohortKit
beforeEach(() => {
  kit = createCohortKit({ tagger: hereTagger({ judge }) })
})
afterEach(() => kit.dispose())

/** Runs over one file; each row as `title: label` or `title! why it failed`. */
async function rowsOf(name: string, content: string | Uint8Array): Promise<string[]> {
  kit.pick(kit.file(name, content))
  const run = await kit.run({ type: 'files', pick: 'files' })
  expect(run).toMatchObject({ state: 'done', source: name })
  const rows = kit.rows(run.id)
  expect(run.total).toBe(rows.length)
  expect(run.failed).toBe(rows.filter(({ state }) => state === 'failed').length)
  expect(run.done + run.failed).toBe(run.total)
  return rows.map(({ title, label, state, excerpt }) => (state === 'failed' ? `${title}! ${excerpt}` : `${title}: ${label}`))
}

/** 骨転移 and so on as Shift_JIS, which Node cannot write. */
const shiftJis = (text: string): Uint8Array => {
  const codes = new Map<string, number[]>()
  const decoder = new TextDecoder('shift_jis')
  for (let lead = 0x81; lead <= 0xef; lead++) {
    for (let trail = 0x40; trail <= 0xfc; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (character.length === 1 && !codes.has(character)) codes.set(character, [lead, trail])
    }
  }
  return Uint8Array.from([...text].flatMap((character) => (character < '\x80' ? [character.charCodeAt(0)] : (codes.get(character) ?? [0x3f]))))
}

const sick = 'New bone metastases in the lumbar spine.'
const well = 'No bone metastasis.'
const stable = 'Known bone metastases, unchanged.'

describe('files that are read', () => {
  it.each<[string, string, string | Uint8Array, string[]]>([
    ['comma', 'a.csv', `id,conclusion\n1,${sick}\n2,${well}\n`, ['1: 1', '2: 0']],
    ['semicolon', 'a.csv', `ID;Impression;Comment\r\nA 1;"${stable}";x\r\n`, ['A 1: 2']],
    ['tab', 'a.tsv', `Report\tid\n${sick}\t7\n`, ['7: 1']],
    ['quotes, line breaks and delimiters inside a cell', 'a.csv', `id,findings,conclusion\n1,"Says ""stable"", line one\nline two","${sick}"\n`, ['1: 1']],
    ['a byte order mark and capitals', 'a.csv', `\uFEFFID,TEXT\n1,${sick}`, ['1: 1']],
    ['CR alone as line end', 'a.csv', `id,text\r1,${sick}\r2,${well}\r`, ['1: 1', '2: 0']],
    ['blank lines, and no id column', 'a.csv', `text\n\n${sick}\n\n${well}\n`, ['Line 3: 1', 'Line 5: 0']],
    ['a column name that stands twice counts once', 'a.csv', `id,text,text\n1,${sick},${well}\n`, ['1: 1']],
    ['Japanese headers', 'a.csv', 'レポートID,適応,所見,診断\n甲1,前立腺癌,,多発骨転移が増大しています。\n', ['甲1: 1']],
    ['Japanese headers in full width', 'a.csv', 'ＩＤ，x\n'.replace('，', ',') + '1,2\n', ['a.csv! No column of the file is named text, indication, findings or conclusion (or 所見, 診断, 適応). Name the columns in the first line.']],
    ['Shift_JIS', 'a.csv', shiftJis('番号,所見,診断\n3,胸椎に硬化像を認めます。,骨転移は認めません。\n4,,多発骨転移が増大しています。\n'), ['3: 0', '4: 1']],
    ['UTF-16 from a spreadsheet', 'a.csv', new Uint8Array(Buffer.from(`\uFEFFid\ttext\r\n1\t${sick}\r\n`, 'utf16le')), ['1: 1']],
    ['JSON Lines as for the command line', 'a.jsonl', `{"id":1,"text":"${sick}"}\n\n{"id":"b","indication":"Breast cancer","conclusion":"${stable}"}\n`, ['1: 1', 'b: 2']],
    ['a text file', 'a.txt', `INDICATION: Prostate cancer.\nIMPRESSION: ${sick}`, ['a.txt: 1']],
  ])('%s', async (_name, file, content, expected) => {
    expect(await rowsOf(file, content)).toEqual(expected)
  })

  it('evidence from a file points into the text as it was given', async () => {
    kit.pick(kit.file('a.csv', `id,text\n1,"  ${sick}"\n`))
    const run = await kit.run({ type: 'files', pick: 'files' })
    const item = kit.cohort().item({ runId: run.id, number: 1 })
    expect(item.texts).toEqual([{ field: 'text', text: `  ${sick}` }])
    for (const { field, start, end, text } of item.evidence) expect(item.texts.find((each) => each.field === field)?.text.slice(start, end)).toBe(text)
    expect(item.evidence.length).toBeGreaterThan(0)
    expect(item.reason).not.toBe('')
  })

  it('a folder of text files in the order of their names, other files left alone', async () => {
    kit.pick(kit.file('r10.txt', well).replace(/[/\\]r10\.txt$/, ''))
    kit.file('r2.txt', sick)
    kit.file('notes.pdf', 'x')
    const run = await kit.run({ type: 'files', pick: 'folder' })
    expect(run.source).toBe('Folder files')
    expect(kit.rows(run.id).map(({ title, label }) => `${title}: ${label}`)).toEqual(['r2.txt: 1', 'r10.txt: 0'])
  })

  it('several files: rows say which one they are from, and the same id in two files is no twin', async () => {
    kit.pick(kit.file('a.csv', `id,text\n1,${sick}\n`), kit.file('b.csv', `id,text\n1,${well}\n`), kit.file('c.txt', stable))
    const run = await kit.run({ type: 'files', pick: 'files' })
    expect(kit.rows(run.id).map(({ title, label }) => `${title}: ${label}`)).toEqual(['a.csv: 1: 1', 'b.csv: 1: 0', 'c.txt: 2'])
  })
})

const huge = 'x'.repeat(1_048_577)

describe('files with faults: no row is dropped, each says what is wrong', () => {
  it.each<[string, string, string | Uint8Array, string[]]>([
    ['an empty file', 'a.csv', '', ['a.csv! The file is empty.']],
    ['only a header', 'a.csv', 'id,text\n', ['a.csv! There is no report in this file.']],
    ['no known column', 'a.csv', 'a,b\n1,2\n', [expect.stringMatching(/^a\.csv! No column/) as string]],
    ['rows of other lengths', 'a.csv', `id,text\n1,${sick}\n2\n3,${well},x\n4,${well}\n`, ['1: 1', '2! Line 3 has 1 cells where the first line has 2.', '3! Line 4 has 3 cells where the first line has 2.', '4: 0']],
    ['a cell over 1 MB', 'a.csv', `id,text\n1,${huge}\n2,${sick}\n`, ['1! The text is longer than 1,048,576 characters (1 MB).', '2: 1']],
    ['a line over 1 MB', 'a.jsonl', `{"id":1,"text":"${huge}"}\n{"id":2,"text":"${sick}"}\n`, ['Line 1! The text is longer than 1,048,576 characters (1 MB).', '2: 1'].map((row, index) => (index === 0 ? '1! The text is longer than 1,048,576 characters (1 MB).' : row))],
    ['a line over 4 MB', 'a.jsonl', `{"id":1,"text":"${huge.repeat(5)}"}\n{"id":2,"text":"${sick}"}\n`, ['Line 1! The text is longer than 1,048,576 characters (1 MB).', '2: 1']],
    ['an id that stands twice', 'a.csv', `id,text\n1,${sick}\n1,${well}\n`, ['1: 1', '1! Another row above has the same id; only the first is judged.']],
    ['rows without text', 'a.csv', `id,text\n1,\n2,"  "\n3,${well}\n`, ['1! There is no report text in this row.', '2! There is no report text in this row.', '3: 0']],
    ['a quotation that never ends', 'a.csv', `id,text\n1,${sick}\n2,"${well}\n3,${well}\n`, ['1: 1', 'Line 3! The quotation that begins in line 3 is never closed; lines 3 to 5 could not be told apart.']],
    ['lines that are not JSON or not rows', 'a.jsonl', `{"id":1,"text":"${sick}"}\nnot json\n[1]\n{"id":4,"text":5}\n`, ['1: 1', 'Line 2! Line 2 is not JSON. Write one JSON object per line.', expect.stringMatching(/^Line 3! Line 3 must be an object/) as string, expect.stringMatching(/^Line 4! The field text must be text/) as string]],
    ['half a character', 'a.jsonl', `{"id":1,"text":"ab\\ud800"}\n`, ['1! In the text, the character at position 3 is only half there.']],
    ['Latin-1', 'a.csv', Uint8Array.from([...'id,text\n1,L\u00e4sion, Gef\u00e4\u00dfe, f\u00fcr \u00dcbersicht\n'].map((character) => character.charCodeAt(0))), [expect.stringMatching(/^a\.csv! The file is neither UTF-8 nor Shift_JIS/) as string]],
    ['bytes that are no text', 'a.csv', Uint8Array.from({ length: 1000 }, (_, n) => (n * 37) % 256), [expect.stringMatching(/^a\.csv! /) as string]],
    ['a spreadsheet', 'a.xlsx', 'PK', ['a.xlsx! RadDraft reads .csv, .tsv, .jsonl and .txt files.']],
    ['a prototype as a row', 'a.jsonl', `{"__proto__":{"text":"${sick}"}}\n`, ['Line 1! There is no report text in this row.']],
  ])('%s', async (_name, file, content, expected) => {
    expect(await rowsOf(file, content)).toEqual(expected)
    expect(({} as Record<string, unknown>)['text']).toBeUndefined()
  })

  it('NUL and bidi marks are judged as text and come back as they were', async () => {
    const text = `New\0 bone metastases\u202e in the spine.`
    kit.pick(kit.file('a.jsonl', JSON.stringify({ id: 'n\0ul', text })))
    const run = await kit.run({ type: 'files', pick: 'files' })
    expect(run).toMatchObject({ done: 1, failed: 0 })
    expect(kit.cohort().item({ runId: run.id, number: 1 })).toMatchObject({ title: 'n\0ul', texts: [{ field: 'text', text }] })
  })

  it('nothing picked starts nothing, and an empty folder says so', async () => {
    kit.pick()
    expect(await kit.cohort().start({ name: '', source: { type: 'files', pick: 'files' }, useModel: false })).toBeNull()
    kit.pick(kit.folder)
    await expect(kit.cohort().start({ name: '', source: { type: 'files', pick: 'folder' }, useModel: false })).rejects.toThrow(/no \.txt file/)
    expect(kit.cohort().runs()).toEqual([])
  })

  it('a file that is gone or changed before it was read to its end stops the run with a sentence; put back, the run goes on where it was', async () => {
    await kit.dispose()
    let readOn = () => {}
    kit = createCohortKit({ tagger: hereTagger({ judge, afterRows: () => new Promise<void>((resolve) => (readOn = resolve)) }) })
    // The reader may come to its stop only after somebody let it go on: it is told until nothing works.
    const letGoOn = async () => {
      const letGo = setInterval(() => readOn(), 5)
      await kit.cohort().idle()
      clearInterval(letGo)
    }
    const content = `id,text\n${Array.from({ length: 350 }, (_, n) => `${n},${n % 2 === 0 ? well : sick}`).join('\n')}\n`
    const path = kit.file('a.csv', content)
    const { mtime } = statSync(path)
    kit.pick(path)
    const { id } = (await kit.cohort().start({ name: '', source: { type: 'files', pick: 'files' }, useModel: false }))!
    for await (const run of kit.cohort().watch({ runId: id }, new AbortController().signal)) if (run.total === 100) break
    kit.cohort().pause({ runId: id })
    await letGoOn()
    expect(kit.cohort().runs()[0]).toMatchObject({ state: 'paused', total: 200, done: 0 })
    const goOn = async () => {
      kit.cohort().resume({ runId: id })
      await letGoOn()
      return kit.cohort().runs()[0]!
    }
    unlinkSync(path)
    expect(await goOn()).toMatchObject({ state: 'stopped', message: expect.stringMatching(/not there any more/) as string, total: 200 })
    kit.file('a.csv', content.replace('0,', '9,'))
    expect(await goOn()).toMatchObject({ state: 'stopped', message: expect.stringMatching(/has changed/) as string, total: 200 })
    kit.file('a.csv', content)
    utimesSync(path, mtime, mtime)
    expect(await goOn()).toMatchObject({ state: 'done', total: 350, done: 350, failed: 0, message: '' })
    expect(kit.rows(id).map(({ title, label }) => `${title} ${label}`)).toEqual(Array.from({ length: 350 }, (_, n) => `${n} ${n % 2}`))
  })

  it('bad reports: other languages, 1 MB, markup, control characters and orders to the reader get the label that is right all the same', { timeout: 120_000 }, async () => {
    await kit.dispose()
    kit = createCohortKit({ tagger: workerTagger() })
    const rows = await rowsOf('a.jsonl', badReports.map(({ label: _label, reason: _reason, ...row }) => JSON.stringify(row)).join('\n'))
    expect(rows).toEqual(badReports.map(({ id, label }) => (id === 'blank' ? 'blank! There is no report text in this row.' : `${id}: ${label}`)))
  })

  it('the real thread reads and judges the same', async () => {
    await kit.dispose()
    kit = createCohortKit({ tagger: workerTagger() })
    expect(await rowsOf('a.csv', `id,text\n1,${sick}\n2\n3,${well}\n`)).toEqual(['1: 1', '2! Line 3 has 1 cells where the first line has 2.', '3: 0'])
  })
})
