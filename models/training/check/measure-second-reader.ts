import { mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { judgeSecondReader, mostFalseAlarms, openQuestions, secondReaderAnswers, secondReaderIssue, secondReaderPrefix, secondReaderText, secondReaderVersion, type OpenQuestion, type SecondReaderFigures } from '../../../src/domain/check/second-reader/second-reader.ts'
import { bootstrapAll } from '../../../src/domain/metric/interval.ts'
import { createGpuVerdicts } from '../../../src/main/llm/gpu-verdicts.ts'
import { createLanguageModel } from '../../../src/main/llm/language-model.ts'
import { spawnNode } from '../../../src/main/llm/spawn-node.ts'
import { readGguf } from '../../../src/main/models/gguf.ts'
import { modelFolder } from '../../../src/main/models/model-folder.ts'
import { createModelLibrary } from '../../../src/main/models/model-library.ts'
import { readCatalog } from '../../../src/main/models/read-catalog.ts'
import { hashFile, stampOf } from '../../../src/main/models/weights-file.ts'
import { checkRow, pairsFile, readPairs } from './measure.ts'
import { areaUnderCurve, leastShare } from './reader-figures.ts'

/**
 * Measures a model as second reader over the pairs: `--model ID` (installed) or `--weights GGUF`, `--language en|ja` or `--file F`, `--reports N`,
 * `--show` for the sentences it names. Prints one JSON object.
 */
const { values } = parseArgs({ options: { model: { type: 'string' }, weights: { type: 'string' }, language: { type: 'string', default: 'en' }, file: { type: 'string' }, reports: { type: 'string', default: '30' }, show: { type: 'boolean', default: false } } })
const inProject = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const { identity, models } = values.weights ? await fromFile(resolve(values.weights)) : await installed()

type Asked = OpenQuestion & { row: number; kind: string | null; share: number }
const rows = readPairs(values.file ?? pairsFile(values.language)).slice(0, Number(values.reports))
const alarmed = new Set<number>()
const advice = new Set(['leftOut', 'unsupported', 'missing'])
const questions = rows.flatMap((row, at): Asked[] => {
  const right = [row.conclusion, row.rewording].flatMap((text) => {
    const issues = checkRow(row, text)
    if (issues.some(({ kind }) => !advice.has(kind))) alarmed.add(at)
    return openQuestions({ ...row, conclusion: text }, issues).map((one) => ({ ...one, row: at, kind: null, share: 0 }))
  })
  const wrong = row.errors.filter(({ kind, wrong: words }) => kind !== 'dropped' && words !== '').flatMap((error) => openQuestions({ ...row, conclusion: error.conclusion }, checkRow(row, error.conclusion)).filter(({ told }) => told.includes(error.wrong)).map((one) => ({ ...one, row: at, kind: error.kind, share: 0 })))
  return [...right, ...wrong]
})
const byRules = alarmed.size

const folder = mkdtempSync(join(tmpdir(), 'raddraft-reader-'))
const model = createLanguageModel({ models, spawn: spawnNode(inProject('src/llm/index.ts')), verdicts: createGpuVerdicts(join(folder, 'gpu.json')), gpus: ['cpu'] })
const begun = Date.now()
try {
  await model.start()
  const request = { prefix: secondReaderPrefix(identity.template), texts: questions.map((question) => secondReaderText(question, identity.template)), answers: [...secondReaderAnswers] }
  for await (const event of model.score(request, new AbortController().signal)) if (event.type === 'scored') questions[event.text]!.share = event.shares[1]!
} finally {
  await model.dispose()
  rmSync(folder, { recursive: true, force: true })
}
const seconds = Math.round((Date.now() - begun) / 1000)

const figures: SecondReaderFigures = { wrong: { hits: 0, of: 0 }, right: { hits: 0, of: 0 }, reports: { hits: 0, of: rows.length } }
for (const question of questions) {
  const count = question.kind === null ? figures.right : figures.wrong
  count.of++
  if (!secondReaderIssue(question, question.share)) continue
  count.hits++
  if (question.kind === null) alarmed.add(question.row)
  if (values.show) console.log(`${question.kind ?? 'right'} ${question.share.toFixed(3)} ${question.told}\n   ${question.evidence}`)
}
figures.reports.hits = alarmed.size

const area = areaUnderCurve(questions.map(({ kind, share }) => ({ share, wrong: kind !== null })))
const byRow = rows.map((_, row) => questions.filter((question) => question.row === row))
const [interval] = bootstrapAll(rows.length, (drawn) => [areaUnderCurve([...drawn].flatMap((row) => byRow[row]!).map(({ kind, share }) => ({ share, wrong: kind !== null })))])
/** The share from which at most as many correct reports are alarmed by the reader alone as judgeSecondReader allows for both. */
const least = leastShare(questions.filter(({ kind }) => kind === null).map(({ row, share }) => ({ report: row, share })), Math.floor(rows.length * mostFalseAlarms))
const named = Object.fromEntries([...new Set(questions.flatMap(({ kind }) => kind ?? []))].toSorted().map((kind) => [kind, questions.filter((one) => one.kind === kind)]).map(([kind, list]) => [kind, `${(list as Asked[]).filter(({ share }) => share > least).length}/${list!.length}`]))
console.log(JSON.stringify({ version: secondReaderVersion, model: identity.id, sha256: identity.sha256, language: values.language, seconds, area, interval: interval && [interval.low, interval.high], atFalseAlarms: { least, named, rightNamed: questions.filter(({ kind, share }) => kind === null && share > least).length }, reportsAlarmedByRules: byRules, figures, ...judgeSecondReader(figures) }, null, 1))

async function installed() {
  const library = createModelLibrary({ catalog: await readCatalog(inProject('models/catalog.json')), folder: modelFolder() })
  const found = values.model ? library.find(values.model) : library.current()
  if (!found) throw new Error('No such model is installed: run "npm run -s cli -- models pull".')
  return { identity: found, models: { current: () => found, open: library.open } }
}

/** A file of weights without an installation around it. */
async function fromFile(path: string) {
  const handle = await open(path, 'r')
  const sha256 = await hashFile(handle, new AbortController().signal)
  await handle.close()
  const template = (await readGguf(path)).template ?? 'chatml'
  const measured = { id: 'measured', name: path, sha256, template, contextLength: 2048, drafting: 'report' as const, adapterSha256: null }
  const openFile = async () => {
    const file = await open(path, 'r')
    const stamp = await stampOf(file)
    return { path, stamp, memoryBytes: stamp.bytes, adapter: null, close: () => file.close() }
  }
  return { identity: measured, models: { current: () => measured, open: openFile } }
}
