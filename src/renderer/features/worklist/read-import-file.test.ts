import { describe, expect, it } from 'vitest'
import type { ImportFile } from '../../../domain/report/import-report.ts'
import { importFiles, maxImportBytes, readImportFile, type PickedFile } from './read-import-file.ts'

const picked = (name: string, bytes: number[] | string, size?: number): PickedFile => {
  const data = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : new Uint8Array(bytes)
  return { name, size: size ?? data.length, arrayBuffer: () => Promise.resolve(data.buffer as ArrayBuffer) }
}

describe('readImportFile', () => {
  it('keeps Japanese text and drops the byte order mark that Windows editors write', async () => {
    expect(await readImportFile(picked('a.txt', [0xef, 0xbb, 0xbf, 0xe9, 0xaa, 0xa8]))).toEqual({ file: { name: 'a.txt', text: '骨' } })
  })

  it('refuses Shift JIS and UTF-16 with a sentence instead of importing wrong characters', async () => {
    for (const bytes of [[0x8d, 0x9c, 0x93, 0x5d], [0xff, 0xfe, 0x41, 0x00]]) {
      expect(await readImportFile(picked('a.txt', bytes))).toMatchObject({ refused: { message: expect.stringContaining('UTF-8') } })
    }
  })

  it('refuses by size before reading, naming the limit', async () => {
    const huge: PickedFile = { name: 'a.jsonl', size: maxImportBytes + 1, arrayBuffer: () => Promise.reject(new Error('was read')) }
    expect(await readImportFile(huge)).toMatchObject({ refused: { message: expect.stringContaining('limit is 10 MB') } })
    expect(await readImportFile({ ...huge, size: 1 })).toMatchObject({ refused: { message: 'The file could not be read.' } })
  })

  it('refuses other kinds of file', async () => {
    expect(await readImportFile(picked('scan.pdf', 'x'))).toMatchObject({ refused: { name: 'scan.pdf', row: null } })
    expect(await readImportFile(picked('REPORT.TXT', 'x'))).toMatchObject({ file: { name: 'REPORT.TXT' } })
  })
})

describe('importFiles', () => {
  it('sends at most 500 files at once and loses none of 1,201', async () => {
    const calls: number[] = []
    const files = Array.from({ length: 1201 }, (_, index) => picked(`${String(index)}.txt`, 'text'))
    const send = (sent: ImportFile[]) => {
      calls.push(sent.length)
      return Promise.resolve({ reportIds: sent.map(({ name }) => name), refused: [] })
    }
    const result = await importFiles(files, send, () => {})
    expect(calls).toEqual([500, 500, 201])
    expect(new Set(result.reportIds).size).toBe(1201)
  })

  it('names every file of a call that failed, and goes on with the next', async () => {
    const half = 'x'.repeat(maxImportBytes / 2 + 1)
    let call = 0
    const send = (sent: ImportFile[]) => {
      call++
      return call === 1 ? Promise.reject(new Error('The disk is full.')) : Promise.resolve({ reportIds: sent.map(({ name }) => name), refused: [] })
    }
    const result = await importFiles([picked('a.txt', half), picked('b.txt', half), picked('c.pdf', 'x')], send, () => {})
    expect(result.reportIds).toEqual(['b.txt'])
    expect(result.refused.map(({ name }) => name).toSorted()).toEqual(['a.txt', 'c.pdf'])
  })
})
