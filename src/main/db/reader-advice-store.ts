import { z } from 'zod'
import type { SignedAdvice } from '../../domain/answer/second-reading.ts'
import type { ReaderModel } from '../../domain/gate/reader-measurement.ts'
import type { Connection } from './connection.ts'

const Reader = z.object({ id: z.string(), name: z.string(), sha256: z.string(), adapterSha256: z.string().nullable(), version: z.string() }) satisfies z.ZodType<ReaderModel>
const Row = z.object({ message: z.string(), conclusion: z.string(), findings: z.string(), reader: z.string(), at: z.string() })

export function createReaderAdviceStore(connection: Connection) {
  const insert = connection.prepare('INSERT INTO reader_advice (version, message, conclusion, findings, reader, at) VALUES (@version, @message, @conclusion, @findings, @reader, @at)')
  const ofVersion = connection.prepare('SELECT message, conclusion, findings, reader, at FROM reader_advice WHERE version = ? ORDER BY number')
  return {
    /** Advice that stood beside a text when this version of it was signed. */
    add(version: string, { reader, ...advice }: SignedAdvice): void {
      insert.run({ ...advice, version, reader: JSON.stringify(reader) })
    },
    ofVersion: (version: string): SignedAdvice[] =>
      ofVersion.all(version).map((row) => {
        const { reader, ...advice } = Row.parse(row)
        return { ...advice, reader: Reader.parse(JSON.parse(reader)) }
      }),
  }
}
