import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { judgeSecondReader, openQuestions, secondReaderAnswers, secondReaderIssue, secondReaderPrefix, secondReaderText, secondReaderVersion, type OpenQuestion, type SecondReaderFigures } from '../../../src/domain/check/second-reader.ts'
import { createGpuVerdicts } from '../../../src/main/llm/gpu-verdicts.ts'
import { createLanguageModel } from '../../../src/main/llm/language-model.ts'
import { spawnNode } from '../../../src/main/llm/spawn-node.ts'
import { modelFolder } from '../../../src/main/models/model-folder.ts'
import { createModelLibrary } from '../../../src/main/models/model-library.ts'
import { readCatalog } from '../../../src/main/models/read-catalog.ts'
import { checkRow, pairsFile, readPairs } from './measure.ts'

/** Measures an installed model as second reader over the pairs: `--model ID --language en|ja --reports N`. Prints one JSON object. */
const { values } = parseArgs({ options: { model: { type: 'string' }, language: { type: 'string', default: 'en' }, file: { type: 'string' }, reports: { type: 'string', default: '30' } } })
const inProject = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const library = createModelLibrary({ catalog: await readCatalog(inProject('models/catalog.json')), folder: modelFolder() })
const identity = values.model ? library.find(values.model) : library.current()
if (!identity) throw new Error('No such model is installed: run "npm run -s cli -- models pull".')

type Asked = OpenQuestion & { row: number; wrong: boolean }
const rows = readPairs(values.file ?? pairsFile(values.language)).slice(0, Number(values.reports))
const alarmed = new Set<number>()
const advice = new Set(['leftOut', 'unsupported', 'missing'])
const questions = rows.flatMap((row, at): Asked[] => {
  const right = [row.conclusion, row.rewording].flatMap((text) => {
    const issues = checkRow(row, text)
    if (issues.some(({ kind }) => !advice.has(kind))) alarmed.add(at)
    return openQuestions({ ...row, conclusion: text }, issues).map((one) => ({ ...one, row: at, wrong: false }))
  })
  const wrong = row.errors.filter(({ kind, wrong: words }) => kind !== 'dropped' && words !== '').flatMap((error) => openQuestions({ ...row, conclusion: error.conclusion }, checkRow(row, error.conclusion)).filter(({ told }) => told.includes(error.wrong)).map((one) => ({ ...one, row: at, wrong: true })))
  return [...right, ...wrong]
})

const folder = mkdtempSync(join(tmpdir(), 'raddraft-reader-'))
const model = createLanguageModel({ models: { current: () => identity, open: library.open }, spawn: spawnNode(inProject('src/llm/index.ts')), verdicts: createGpuVerdicts(join(folder, 'gpu.json')), gpus: ['cpu'] })
const figures: SecondReaderFigures = { wrong: { hits: 0, of: 0 }, right: { hits: 0, of: 0 }, reports: { hits: 0, of: rows.length } }
const begun = Date.now()
try {
  await model.start()
  const request = { prefix: secondReaderPrefix(identity.template), texts: questions.map((question) => secondReaderText(question, identity.template)), answers: [...secondReaderAnswers] }
  for await (const event of model.score(request, new AbortController().signal)) {
    if (event.type !== 'scored') continue
    const question = questions[event.text]!
    const count = question.wrong ? figures.wrong : figures.right
    count.of++
    if (!secondReaderIssue(question, event.shares[1]!)) continue
    count.hits++
    if (!question.wrong) alarmed.add(question.row)
  }
} finally {
  await model.dispose()
  rmSync(folder, { recursive: true, force: true })
}
figures.reports.hits = alarmed.size
console.log(JSON.stringify({ version: secondReaderVersion, model: identity.id, sha256: identity.sha256, language: values.language, seconds: Math.round((Date.now() - begun) / 1000), figures, ...judgeSecondReader(figures) }))
