import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../shared/ipc/errors.ts'
import type { TrainingRow, TrainingSet } from './training-set.ts'

/** Refuses a folder that holds anything: rows of another export must not mix with these. Throws AppError `invalid-input`. */
export function checkTarget(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new AppError('invalid-input', `${folder} is not empty. Name a new folder.`)
}

const partOf = (folder: string) => `${folder}.part`

/**
 * Writes rows and data card beside `folder`, as files only their owner may read, all of them or none; `publishTrainingSet` gives them
 * their name.
 * @returns the names of the files
 * @throws AppError `disk-full`, `read-only`, `invalid-input` for a folder that holds anything
 */
export function stageTrainingSet(folder: string, set: TrainingSet): string[] {
  checkTarget(folder)
  const part = partOf(folder)
  try {
    rmSync(part, { recursive: true, force: true })
    mkdirSync(part, { recursive: true, mode: 0o700 })
    const files: Record<string, { rows: number; sha256: string }> = {}
    for (const [task, { training, validation }] of Object.entries({ conclusion: set.conclusion, status: set.status })) {
      for (const [side, rows] of [['training', training], ['validation', validation]] as [string, TrainingRow[]][]) {
        if (rows.length === 0) continue
        const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
        files[`${task}-${side}.jsonl`] = { rows: rows.length, sha256: createHash('sha256').update(text).digest('hex') }
        writeFileSync(path.join(part, `${task}-${side}.jsonl`), text, { mode: 0o600 })
      }
    }
    writeFileSync(path.join(part, 'data-card.json'), `${JSON.stringify({ ...set.card, files }, null, 2)}\n`, { mode: 0o600 })
    return [...Object.keys(files), 'data-card.json']
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new AppError('disk-full', 'The disk is full, so nothing was written.', { cause: error })
    throw error instanceof AppError ? error : unwritable(folder, error)
  }
}

const unwritable = (folder: string, error: unknown) => {
  const { code } = error as NodeJS.ErrnoException
  return new AppError('read-only', `${folder} could not be written${code ? ` (${code})` : ''}. Choose another folder.`, { cause: error })
}

/** Takes away what was staged and is not wanted any more. */
export const discardTrainingSet = (folder: string): void => rmSync(partOf(folder), { recursive: true, force: true })

/** Gives a staged set its name. Throws AppError `read-only`; then nothing is left of it. */
export function publishTrainingSet(folder: string): void {
  try {
    checkTarget(folder)
    if (existsSync(folder)) rmSync(folder, { recursive: true })
    renameSync(partOf(folder), folder)
  } catch (error) {
    discardTrainingSet(folder)
    throw error instanceof AppError ? error : unwritable(folder, error)
  }
}
