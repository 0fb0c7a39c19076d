import { z } from 'zod'
import { BlindRating, type DeskTest } from '../../domain/desk-test/desk-test.ts'
import type { Place } from '../../domain/desk-test/order.ts'
import { keyOf } from './cohort-item-store.ts'
import type { Connection } from './connection.ts'

const TestRow = z.object({
  number: z.number(), id: z.string(), name: z.string(), drafts: z.string(), seed: z.number(), cases: z.number(),
  state: z.enum(['open', 'closed']), createdAt: z.string(), closedAt: z.string().nullable(),
})
const ReaderRow = z.object({ number: z.number(), name: z.string(), finishedAt: z.string().nullable(), rated: z.number() })
const CaseRow = z.object({ sha256: z.instanceof(Uint8Array), modality: z.string(), indication: z.string(), comparison: z.string(), findings: z.string(), written: z.string(), drafted: z.string() })
const PlaceRow = z.object({ case_number: z.number(), draft_first: z.number() })
const RatingRow = z.object({ position: z.number(), rating: z.string(), at: z.string(), case_number: z.number(), draft_first: z.number() })

export type StoredDeskTest = Omit<DeskTest, 'owner' | 'ended'> & { number: number; seed: number }
export type StoredReader = z.infer<typeof ReaderRow>
export type DeskTestCase = z.infer<typeof CaseRow>
type StoredRating = Place & { position: number; rating: BlindRating; at: string }

const toPlace = (value: unknown): Place => {
  const { case_number, draft_first } = PlaceRow.parse(value)
  return { case: case_number, draftFirst: draft_first === 1 }
}

export function createDeskTestStore(connection: Connection) {
  const columns = 'number, id, name, drafts, seed, cases, state, created_at AS createdAt, closed_at AS closedAt'
  const insert = connection.prepare("INSERT INTO desk_test (id, name, drafts, seed, cases, state, created_at) VALUES (@id, @name, @drafts, @seed, @cases, 'open', @createdAt)")
  const insertCase = connection.prepare('INSERT INTO desk_test_case (key, test, sha256, modality, indication, comparison, findings, written, drafted) VALUES (@key, @test, @sha256, @modality, @indication, @comparison, @findings, @written, @drafted)')
  const insertReader = connection.prepare('INSERT INTO desk_test_reader (test, name) VALUES (?, ?)')
  const insertPlace = connection.prepare('INSERT INTO desk_test_place (key, reader, case_number, draft_first) VALUES (?, ?, ?, ?)')
  const insertRating = connection.prepare('INSERT INTO desk_test_rating (reader, position, rating, at) VALUES (?, ?, ?, ?)')
  const all = connection.prepare(`SELECT ${columns} FROM desk_test ORDER BY number DESC`)
  const byId = connection.prepare(`SELECT ${columns} FROM desk_test WHERE id = ?`)
  const readers = connection.prepare(`
    SELECT number, name, finished_at AS finishedAt, (SELECT count(DISTINCT position) FROM desk_test_rating WHERE reader = desk_test_reader.number) AS rated
    FROM desk_test_reader WHERE test = ? ORDER BY number`)
  const oneCase = connection.prepare('SELECT sha256, modality, indication, comparison, findings, written, drafted FROM desk_test_case WHERE key = ?')
  const place = connection.prepare('SELECT case_number, draft_first FROM desk_test_place WHERE key = ?')
  const ratings = connection.prepare(`
    SELECT rating.position, rating.rating, rating.at, place.case_number, place.draft_first
    FROM desk_test_rating AS rating JOIN desk_test_place AS place ON place.key = @first + rating.position
    WHERE rating.reader = @reader AND rating.sequence = (SELECT max(sequence) FROM desk_test_rating WHERE reader = rating.reader AND position = rating.position)
    ORDER BY rating.position`)
  const finish = connection.prepare('UPDATE desk_test_reader SET finished_at = ? WHERE number = ? AND finished_at IS NULL')
  const close = connection.prepare("UPDATE desk_test SET state = 'closed', closed_at = ? WHERE number = ? AND state = 'open'")
  const sealed = connection.prepare("SELECT test.name FROM desk_test_case AS one JOIN desk_test AS test ON test.number = one.test WHERE one.sha256 = ? AND test.state = 'open' LIMIT 1").pluck()

  const unfinished = connection.prepare("SELECT test.name AS test, reader.name AS reader FROM desk_test_case AS one JOIN desk_test AS test ON test.number = one.test JOIN desk_test_reader AS reader ON reader.test = test.number WHERE one.sha256 = ? AND test.state = 'open' AND reader.finished_at IS NULL")

  const toTest = (value: unknown): StoredDeskTest => {
    const row = TestRow.parse(value)
    return { ...row, readers: readers.all(row.number).map((reader) => ReaderRow.parse(reader)).map(({ name, rated, finishedAt }) => ({ name, rated, finishedAt })) }
  }
  return {
    /** Inserts a test with its cases, its readers and the order of each. Called in a transaction. */
    insert(test: Pick<StoredDeskTest, 'id' | 'name' | 'drafts' | 'seed' | 'createdAt'>, cases: readonly DeskTestCase[], orders: readonly { name: string; places: readonly Place[] }[]): void {
      const number = Number(insert.run({ ...test, cases: cases.length }).lastInsertRowid)
      for (const [index, one] of cases.entries()) insertCase.run({ ...one, key: keyOf(number, index + 1), test: number })
      for (const { name, places } of orders) {
        const reader = Number(insertReader.run(number, name).lastInsertRowid)
        for (const [index, { case: at, draftFirst }] of places.entries()) insertPlace.run(keyOf(reader, index + 1), reader, at, Number(draftFirst))
      }
    },
    /** Newest first. */
    all: (): StoredDeskTest[] => all.all().map(toTest),
    find(id: string): StoredDeskTest | null {
      const row = byId.get(id)
      return row ? toTest(row) : null
    },
    readers: (test: number): StoredReader[] => readers.all(test).map((row) => ReaderRow.parse(row)),
    case(test: number, number: number): DeskTestCase | null {
      return CaseRow.optional().parse(oneCase.get(keyOf(test, number))) ?? null
    },
    place(reader: number, position: number): Place | null {
      const row = place.get(keyOf(reader, position))
      return row ? toPlace(row) : null
    },
    rate(reader: number, position: number, rating: BlindRating, at: string): void {
      insertRating.run(reader, position, JSON.stringify(rating), at)
    },
    /** The last rating of each place, in the reader's order. */
    ratings(reader: number): StoredRating[] {
      return ratings.all({ reader, first: keyOf(reader, 0) }).map((value) => {
        const { position, rating, at, ...row } = RatingRow.parse(value)
        return { position, rating: BlindRating.parse(JSON.parse(rating)), at, ...toPlace(row) }
      })
    },
    finish(reader: number, at: string): void {
      finish.run(at, reader)
    },
    close(test: number, at: string): void {
      close.run(at, test)
    },
    /** Readers of open tests that hold a case (by its hash, in hexadecimal) and have not finished. */
    unfinishedReaders: (sha256: string): { test: string; reader: string }[] => unfinished.all(Buffer.from(sha256, 'hex')).map((row) => z.object({ test: z.string(), reader: z.string() }).parse(row)),
    /** Name of an open test that a case (by its hash, in hexadecimal) is part of, or null. */
    sealedCase: (sha256: string): string | null => z.string().optional().parse(sealed.get(Buffer.from(sha256, 'hex'))) ?? null,
  }
}
