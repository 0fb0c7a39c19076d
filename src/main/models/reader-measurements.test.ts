import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { addMeasurement, readMeasurements } from './reader-measurements.ts'

const folder = mkdtempSync(join(tmpdir(), 'raddraft-measurements-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('a line that was cut off costs itself and not the next measurement (bug: both stood on one line, unreadable for good)', () => {
  const measurement = (id: string) => ({ id, finishedAt: '2026-11-22T20:00:00Z', engine: { rulesVersion: 'rules-1' }, set: 'samples' as const, source: 'Shipped reports', figures: {} })
  addMeasurement(folder, measurement('first'))
  appendFileSync(join(folder, 'second-reader.jsonl'), '{"sha256":"ab","measurem')
  addMeasurement(folder, measurement('second'))
  expect(readMeasurements(folder).map(({ id }) => id)).toEqual(['second', 'first'])
})
