import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReaderMeasurement } from '../../domain/gate/reader-measurement.ts'

/** Beside the models, since a measurement is of one: the command line has no database. */
const fileIn = (folder: string): string => join(folder, 'second-reader.jsonl')
const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Adds a measurement for good. Throws what the file system refuses. */
export function addMeasurement(folder: string, measurement: ReaderMeasurement): void {
  mkdirSync(folder, { recursive: true })
  const text = JSON.stringify(measurement)
  // On a line of its own also after one that was cut off, so that only that one is lost.
  appendFileSync(fileIn(folder), `\n${JSON.stringify({ sha256: sha256Of(text), measurement })}\n`)
}

/** Newest first; a line that is not what was written is left out. */
export function readMeasurements(folder: string): ReaderMeasurement[] {
  let text: string
  try {
    text = readFileSync(fileIn(folder), 'utf8')
  } catch {
    return []
  }
  return text.split('\n').toReversed().flatMap((line): ReaderMeasurement[] => {
    try {
      const { sha256, measurement } = JSON.parse(line) as { sha256: string; measurement: ReaderMeasurement }
      return sha256Of(JSON.stringify(measurement)) === sha256 ? [measurement] : []
    } catch {
      return []
    }
  })
}
