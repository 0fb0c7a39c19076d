import type { ImportFile, ImportResult } from '../../../domain/report/import-report.ts'
import { formatBytes } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'

/** Largest file that is read, in bytes; the contract's ImportFile takes as many characters. */
export const maxImportBytes = 10_485_760

/** Files that one call to main takes (contract worklist.import). */
const maxFilesPerCall = 500

/** What is used of the browser's File. */
export type PickedFile = { name: string; size: number; arrayBuffer(): Promise<ArrayBuffer> }

type Refused = ImportResult['refused'][number]

const { worklist } = strings

/** The text of one file, or the sentence that says why it is refused. The size is looked at before anything is read. */
export async function readImportFile(file: PickedFile): Promise<{ file: ImportFile } | { refused: Refused }> {
  const name = file.name.slice(0, 255)
  const refuse = (message: string) => ({ refused: { name, row: null, message } })
  if (!/\.(txt|json|jsonl)$/i.test(file.name)) return refuse(worklist.wrongKind)
  if (file.size > maxImportBytes) return refuse(worklist.tooLarge(formatBytes(file.size)))
  let bytes: ArrayBuffer
  try {
    bytes = await file.arrayBuffer()
  } catch {
    return refuse(worklist.unreadable)
  }
  try {
    return { file: { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) } }
  } catch {
    return refuse(worklist.notUtf8)
  }
}

/**
 * Reads files and hands them to `send` in portions of at most 500 files and one file's limit of text, so that a folder of
 * thousands never lies in memory at once. What one portion's failure refuses, the others do not suffer from.
 */
export async function importFiles(files: readonly PickedFile[], send: (files: ImportFile[]) => Promise<ImportResult>, onProgress: (done: number) => void): Promise<ImportResult> {
  const result: ImportResult = { reportIds: [], refused: [] }
  let portion: ImportFile[] = []
  let length = 0
  const flush = async () => {
    if (portion.length === 0) return
    const sent = portion
    portion = []
    length = 0
    try {
      const { reportIds, refused } = await send(sent)
      result.reportIds.push(...reportIds)
      result.refused.push(...refused)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      result.refused.push(...sent.map(({ name }) => ({ name, row: null, message })))
    }
  }
  for (const [index, file] of files.entries()) {
    const read = await readImportFile(file)
    if ('refused' in read) result.refused.push(read.refused)
    else {
      if (length + read.file.text.length > maxImportBytes || portion.length === maxFilesPerCall) await flush()
      portion.push(read.file)
      length += read.file.text.length
    }
    onProgress(index + 1)
  }
  await flush()
  return result
}
