import { randomInt, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { aspects } from '../../domain/desk-test/aspects.ts'
import type { BlindCase, BlindRating, DeskTest, DeskTestResults, OpenRating } from '../../domain/desk-test/desk-test.ts'
import { evenForm, readerOrder, shuffled } from '../../domain/desk-test/order.ts'
import { deskTestResults, unblind } from '../../domain/desk-test/results.ts'
import { seededRandom } from '../../domain/metric/interval.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { DeskTestCase, StoredDeskTest, StoredReader } from '../db/desk-test-store.ts'
import type { Stores } from '../db/stores.ts'
import { isSamePerson } from './desk-test-seal.ts'
import { machine, personOf } from '../reporting/context.ts'
import { csvLine } from '../runs/csv-cell.ts'
import { fileName, writeWhole, type PickTarget } from '../runs/write-whole.ts'

export type DeskTestOptions = {
  /** Throws AppError `locked` while the database is not open. */
  stores: () => Stores
  pickTarget: PickTarget
  /** The app's own print view as a PDF file. */
  printPage: () => Promise<Uint8Array>
  now?: () => Date
  newId?: () => string
  newSeed?: () => number
}

const Closing = z.object({ reason: z.string().optional() })

export type DeskTests = ReturnType<typeof createDeskTests>
type Reading = { testId: string; reader: string }

/** Blinded desk tests. Which text is whose leaves this process only once a test is closed: all readers have finished, or somebody ended it. */
export function createDeskTests(options: DeskTestOptions) {
  const { stores, pickTarget, printPage } = options
  const now = () => (options.now ?? (() => new Date()))().toISOString()
  const newId = options.newId ?? randomUUID
  const newSeed = options.newSeed ?? (() => randomInt(2 ** 32))

  /** Throws AppError `not-found`. */
  function find(opened: Stores, testId: string): StoredDeskTest {
    const test = opened.deskTests.find(testId)
    if (!test) throw new AppError('not-found', 'This desk test is not in the database.')
    return test
  }

  function findReader(opened: Stores, test: StoredDeskTest, name: string): StoredReader {
    const reader = opened.deskTests.readers(test.number).find((one) => one.name === name)
    if (!reader) throw new AppError('not-found', 'This reader is not part of the desk test.')
    return reader
  }

  /** A reader who may still rate. Throws AppError `signed` for one who has finished, or for a closed test. */
  function rating(opened: Stores, { testId, reader: name }: Reading): { test: StoredDeskTest; reader: StoredReader } {
    const test = find(opened, testId)
    const reader = findReader(opened, test, name)
    if (test.state === 'closed') throw new AppError('signed', 'This desk test is closed; nothing in it can be rated any more.')
    if (reader.finishedAt !== null) throw new AppError('signed', `${name} has finished this desk test; its ratings stay as they are.`)
    return { test, reader }
  }

  function shown({ number: _number, ...test }: StoredDeskTest): DeskTest {
    const log = stores().audit.ofSubject(test.id)
    const closed = log.findLast(({ action }) => action === 'desk-test.closed')
    const { reason } = Closing.parse(JSON.parse(closed?.detail ?? '{}'))
    return { ...test, seed: test.state === 'closed' ? test.seed : null, owner: log.find(({ action }) => action === 'desk-test.created')?.actor ?? '', ended: closed && reason ? { by: closed.actor, reason } : null }
  }

  function caseAt(opened: Stores, test: StoredDeskTest, reader: StoredReader, position: number): BlindCase {
    const place = opened.deskTests.place(reader.number, position)
    const one = place && opened.deskTests.case(test.number, place.case)
    if (!place || !one) throw new AppError('not-found', `The desk test has ${test.cases} cases; there is no case ${position}.`)
    const [drafted, written] = [evenForm(one.drafted), evenForm(one.written)]
    const ratings = opened.deskTests.ratings(reader.number)
    // Named one by one: what is not in this object cannot tell the source.
    return {
      position, total: test.cases, rated: ratings.map((each) => each.position),
      modality: one.modality, indication: one.indication, comparison: one.comparison, findings: one.findings,
      texts: place.draftFirst ? { first: drafted, second: written } : { first: written, second: drafted },
      rating: ratings.find((each) => each.position === position)?.rating ?? null,
    }
  }

  /** Throws AppError `busy` while the test is open. */
  function openRatings(opened: Stores, test: StoredDeskTest): OpenRating[] {
    if (test.state === 'open') {
      const left = test.readers.filter(({ finishedAt }) => finishedAt === null).map(({ name }) => name)
      throw new AppError('busy', `Sources and results show when all readers have finished. Not finished: ${left.join(', ')}.`)
    }
    const finished = opened.deskTests.readers(test.number).filter(({ finishedAt }) => finishedAt !== null)
    return finished.flatMap(({ number, name }) => opened.deskTests.ratings(number).map(({ position, rating: blind, at, ...place }) => ({ reader: name, case: place.case, position, draftFirst: place.draftFirst, ...unblind(blind, place.draftFirst), at })))
  }

  return {
    /** Newest first. */
    list: (): DeskTest[] => stores().deskTests.all().map(shown),

    /**
     * A desk test of `cases` answered reports of a run, drawn at random; 0: all. Reports whose two texts are the same words are passed over.
     * Throws AppError `not-found`, `invalid-input` where the run has too few, `read-only`.
     */
    create({ name, runId, cases, readers }: { name: string; runId: string; cases: number; readers: string[] }): DeskTest {
      const opened = stores()
      const run = opened.evaluations.find(runId)
      if (!run) throw new AppError('not-found', 'The run is not in the database any more.')
      const names = [...new Set(readers.map((one) => one.trim().toWellFormed()).filter((one) => one !== ''))]
      if (names.length === 0) throw new AppError('invalid-input', 'Name at least one reader.')
      const seed = newSeed()
      const same = (text: string) => evenForm(text).replace(/\s+/g, ' ').trim().toLowerCase()
      const all = opened.evaluations.items(run.number).flatMap((item): DeskTestCase[] => {
        const one = item.answer && opened.evaluations.case(run.number, item.number)
        if (!item.answer || !one || item.answer.conclusion.trim() === '' || same(item.answer.conclusion) === same(one.written)) return []
        const { modality, indication, comparison, findings, written } = one
        return [{ sha256: Buffer.from(item.sha256, 'hex'), modality, indication, comparison, findings, written, drafted: item.answer.conclusion }]
      })
      if (all.length === 0) throw new AppError('invalid-input', 'No report of this run has a draft that differs from what was written, so there is nothing to compare.')
      if (cases > all.length) throw new AppError('invalid-input', `Only ${all.length} reports of this run have a draft that differs from what was written.`)
      const chosen = shuffled(all, seededRandom(seed)).slice(0, cases === 0 ? all.length : cases)
      const id = newId()
      opened.transaction(() => {
        const drafts = `${run.snapshot.modelName ?? 'Rules'}: ${run.snapshot.version} · ${run.source}`
        opened.deskTests.insert({ id, name: name.toWellFormed(), drafts, seed, createdAt: now() }, chosen, names.map((reader) => ({ name: reader, places: readerOrder(chosen.length, seed, reader) })))
        opened.audit.add({ at: now(), actor: personOf(opened, ''), action: 'desk-test.created', reportId: null, subjectId: id, detail: { cases: chosen.length, readers: names.length, seed } })
      })
      return shown(find(opened, id))
    },

    /** A case as the reader may see it; position 0: the first that is not rated, else the last. Throws AppError `not-found`, `signed`. */
    case({ position, ...of }: Reading & { position: number }): BlindCase {
      const opened = stores()
      const { test, reader } = rating(opened, of)
      if (position > 0) return caseAt(opened, test, reader, position)
      const rated = new Set(opened.deskTests.ratings(reader.number).map((one) => one.position))
      const open = Array.from({ length: test.cases }, (_, i) => i + 1).find((each) => !rated.has(each))
      return caseAt(opened, test, reader, open ?? test.cases)
    },

    /** Stores a rating; an earlier one of the same case stays in the record. Throws AppError `signed`, `not-found`. */
    rate({ position, rating: blind, ...of }: Reading & { position: number; rating: BlindRating }): BlindCase {
      const opened = stores()
      return opened.transaction(() => {
        const { test, reader } = rating(opened, of)
        caseAt(opened, test, reader, position)
        opened.deskTests.rate(reader.number, position, blind, now())
        return caseAt(opened, test, reader, position)
      })
    },

    /** The reader is done; the last one closes the test. Throws AppError `invalid-input` while a case is not rated, `signed`. */
    finish(of: Reading): DeskTest {
      const opened = stores()
      return opened.transaction(() => {
        const { test, reader } = rating(opened, of)
        if (reader.rated < test.cases) throw new AppError('invalid-input', `${test.cases - reader.rated} of ${test.cases} cases are not rated yet.`)
        opened.deskTests.finish(reader.number, now())
        opened.audit.add({ at: now(), actor: reader.name, action: 'desk-test.finished', reportId: null, subjectId: test.id, detail: { cases: test.cases } })
        if (opened.deskTests.readers(test.number).every(({ finishedAt }) => finishedAt !== null)) close(opened, test, machine)
        return shown(find(opened, test.id))
      })
    },

    /**
     * Ends a test before all readers have finished: they cannot go on, and what they rated does not count. Only whoever made it may, with a
     * reason that stays with it: a reader could otherwise look at the sources and name them to others. Throws AppError `forbidden`, `invalid-input`.
     */
    close({ testId, reason }: { testId: string; reason: string }): DeskTest {
      const opened = stores()
      return opened.transaction(() => {
        const test = find(opened, testId)
        const person = personOf(opened, '')
        const { owner } = shown(test)
        if (!isSamePerson(person, owner)) throw new AppError('forbidden', `Only ${owner}, who made this desk test, may end it before all readers have finished.`)
        if (!/[\p{L}\p{N}]/u.test(reason)) throw new AppError('invalid-input', 'Say why the test ends now; the reason is shown with its results.')
        if (test.state === 'open') close(opened, test, person, { reason: reason.trim().toWellFormed() })
        return shown(find(opened, testId))
      })
    },

    /** Throws AppError `busy` while the test is open. */
    results({ testId }: { testId: string }): DeskTestResults {
      const opened = stores()
      const test = find(opened, testId)
      return deskTestResults(shown(test), openRatings(opened, test))
    },

    /** Every rating with its source as CSV to a file the person picks; null: changed their mind. Throws AppError `busy` while the test is open. */
    async export({ testId }: { testId: string }): Promise<{ path: string; rows: number } | null> {
      const opened = stores()
      const test = find(opened, testId)
      const ratings = openRatings(opened, test)
      const path = await pickTarget(`${fileName(test.name, 'desk test')}.csv`, 'csv')
      if (path === null) return null
      await writeWhole(path, async (put) => {
        await put(`\uFEFF${csvLine(['reader', 'case', 'position', 'draft_stood', 'would_sign', 'machine_guess', ...aspects.flatMap((aspect) => [`draft_${aspect}`, `written_${aspect}`]), 'at'])}`)
        for (const one of ratings) {
          const cells = [one.reader, one.case, one.position, one.draftFirst ? 'first' : 'second', one.prefers, one.guess, ...aspects.flatMap((aspect) => [one.draft[aspect], one.written[aspect]]), one.at]
          await put(csvLine(cells.map(String)))
        }
      })
      exported(opened, test, { rows: ratings.length, format: 'csv' })
      return { path, rows: ratings.length }
    },

    /** The results that the page shows for printing as a PDF file; null: changed their mind. Throws AppError `busy` while the test is open. */
    async print({ testId }: { testId: string }): Promise<{ path: string } | null> {
      const opened = stores()
      const test = find(opened, testId)
      openRatings(opened, test)
      // Made before the file is picked: a dialog over the page must not be part of it.
      const pdf = await printPage()
      const path = await pickTarget(`${fileName(test.name, 'desk test')}.pdf`, 'pdf')
      if (path === null) return null
      await writeWhole(path, (put) => put(pdf))
      exported(opened, test, { format: 'pdf' })
      return { path }
    },
  }

  function close(opened: Stores, test: StoredDeskTest, actor: string, why: { reason?: string } = {}): void {
    opened.deskTests.close(test.number, now())
    opened.audit.add({ at: now(), actor, action: 'desk-test.closed', reportId: null, subjectId: test.id, detail: { finished: opened.deskTests.readers(test.number).filter(({ finishedAt }) => finishedAt !== null).length, ...why } })
  }

  function exported(opened: Stores, test: StoredDeskTest, detail: Record<string, number | string>): void {
    if (!opened.readOnly) opened.audit.add({ at: now(), actor: personOf(opened, ''), action: 'desk-test.exported', reportId: null, subjectId: test.id, detail })
  }
}
