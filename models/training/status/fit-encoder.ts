// Fits how the sentence encoder's odds are joined with those of rules and linear classifier, on reports that none of them learned from, and how far their answers can be trusted:
// node models/training/status/fit-encoder.ts. Writes `version` and `languages` of models/status/encoder/encoder.json, and reliability.json beside it.
// With --measure FILE… it only tells the figures of the tiers on those reports and writes nothing.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { calibrationError } from '../../../src/domain/metric/calibration.ts'
import { classifyReportSync } from '../../../src/domain/status/tiers/cascade.ts'
import type { EncoderManifest, EncoderOpinion, Joining } from '../../../src/domain/status/encoder/encoder-head.ts'
import { encoderText } from '../../../src/domain/status/encoder/encoder-text.ts'
import { classifyReportFully, joinOdds } from '../../../src/domain/status/encoder/with-encoder.ts'
import type { StatusReliability } from '../../../src/domain/status/tiers/reliability.ts'
import type { ReportDecision, StatusInput } from '../../../src/domain/status/status-tag.ts'
import { spawnNode } from '../../../src/main/llm/spawn-node.ts'
import { createStatusEncoder } from '../../../src/main/llm/status-encoder.ts'
import { readStatusEncoder } from '../../../src/main/models/read-status-encoder.ts'
import { readStatusModels } from '../../../src/main/models/read-status-models.ts'
import { spreadWeights } from '../../../src/main/models/spread-weights.ts'
import { bandOf, firstRuns, fitTrust, languageOf, toldOfOthers, weightsOf } from './fit-trust.ts'
import { inputOf, type LabelledReport } from './linear.ts'

const folds = 5
const acceptedErrors = [0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2]
/** Powers that are tried for each opinion. */
const powers = Array.from({ length: 26 }, (_, step) => step * 0.05)
/** Probabilities from which the encoder may be left out, the cheapest first. */
const sureEnough = [0.9, 0.93, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.993, 0.996, 1]
/** Leaving the encoder out may cost no more than this mean log loss. */
const costOfLeavingOut = 0.015

type Language = 'en' | 'ja'
type Case = { label: 0 | 1 | 2; before: ReportDecision; opinion: EncoderOpinion | null }
type Powers = Pick<Joining, 'before' | 'encoder'>

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const folder = here('../../status/encoder')
const round = (value: number): number => Math.round(value * 10_000) / 10_000
const likeliest = (odds: readonly number[]): number => odds.indexOf(Math.max(...odds))
const rowsIn = (file: string): LabelledReport[] => readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as LabelledReport)

const { values, positionals } = parseArgs({ options: { measure: { type: 'boolean', default: false } }, allowPositionals: true })
const weights = readStatusModels(here('../../status'))
await noteSpread()
const installed = readStatusEncoder(folder)
if (!installed) throw new Error('There is no encoder in models/status/encoder: export one with the recipe first.')
const encoder = createStatusEncoder({ installed, spawn: spawnNode(here('../../../src/llm/index.ts')) })

// Opinions take minutes and do not depend on the linear weights: they are kept beside the runs, which git ignores.
const kept = here(`../runs/encoder/opinions-${installed.manifest.weights.sha256.slice(0, 8)}.json`)
const opinions = new Map<string, EncoderOpinion | null>(existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as [string, EncoderOpinion | null][]) : [])

async function opinionOf(input: StatusInput): Promise<EncoderOpinion | null> {
  const key = encoderText(input)
  if (!opinions.has(key)) opinions.set(key, await encoder.read(input))
  return opinions.get(key) ?? null
}

async function casesOf(rows: readonly LabelledReport[]): Promise<Case[]> {
  return Promise.all(rows.map(async (row) => ({ label: row.label, before: classifyReportSync(inputOf(row), { weights }), opinion: await opinionOf(inputOf(row)) })))
}

function oddsOf({ before, opinion }: Case, joining: Powers & { askBelow: number }): readonly number[] {
  return opinion === null || Math.max(...before.probabilities) >= joining.askBelow ? before.probabilities : joinOdds(before.probabilities, opinion.probabilities, joining)
}

function lossOf(cases: readonly Case[], joining: Powers & { askBelow: number }): number {
  return cases.reduce((sum, one) => sum - Math.log(Math.max(1e-6, oddsOf(one, joining)[one.label]!)), 0) / cases.length
}

function fitPowers(cases: readonly Case[]): Powers {
  let best: Powers = { before: 1, encoder: 0 }
  let least = Infinity
  for (const before of powers) {
    for (const opinion of powers) {
      const loss = lossOf(cases, { before, encoder: opinion, askBelow: 1 })
      if (loss >= least) continue
      least = loss
      best = { before: round(before), encoder: round(opinion) }
    }
  }
  return best
}

/** The lowest probability from which an answer of the tiers before may stand: no more wrong labels, hardly more loss. */
function fitAskBelow(cases: readonly Case[], fitted: Powers): number {
  const wrong = (askBelow: number): number => cases.filter((one) => likeliest(oddsOf(one, { ...fitted, askBelow })) !== one.label).length
  const loss = (askBelow: number): number => lossOf(cases, { ...fitted, askBelow })
  return sureEnough.find((share) => wrong(share) <= wrong(1) && loss(share) <= loss(1) + costOfLeavingOut) ?? 1
}

async function fit(language: Language): Promise<Omit<Joining, 'band'>> {
  const cases = await casesOf(rowsIn(here(`calibrate-${language}.jsonl`)))
  // What the figures are told of was not fitted on the same reports.
  const parts = Array.from({ length: folds }, (_, fold) => {
    const rest = cases.filter((_one, i) => i % folds !== fold)
    const fitted = fitPowers(rest)
    return { ...fitted, askBelow: fitAskBelow(rest, fitted) }
  })
  const answers = cases.map((one, i) => {
    const odds = oddsOf(one, parts[i % folds]!)
    return { probability: Math.max(...odds), right: likeliest(odds) === one.label, lost: one.label === 1 && likeliest(odds) === 0 }
  })
  const fitted = fitPowers(cases)
  const askBelow = fitAskBelow(cases, fitted)
  const calibration = calibrationError(answers)
  const right = (odds: (one: Case) => readonly number[]): string => `${cases.filter((one) => likeliest(odds(one)) === one.label).length} of ${cases.length}`
  process.stderr.write(`${language}: tiers before ${right(({ before }) => before.probabilities)}, encoder ${right(({ opinion, before }) => opinion?.probabilities ?? before.probabilities)}, joined (cross-fitted) ${answers.filter((one) => one.right).length} of ${cases.length}, progressive as none ${answers.filter((one) => one.lost).length}, calibration error ${calibration.value.toFixed(4)}; log loss ${lossOf(cases, { ...fitted, askBelow }).toFixed(4)}; powers ${fitted.before} and ${fitted.encoder}, asked below ${askBelow}: ${cases.filter(({ before }) => Math.max(...before.probabilities) < askBelow).length} of ${cases.length}\n`)
  return { ...fitted, askBelow }
}

async function measure(file: string): Promise<void> {
  const rows = rowsIn(file)
  const cases = await casesOf(rows)
  const answers = await Promise.all(rows.map((row) => classifyReportFully(inputOf(row), { weights, encoder: { ...encoder, read: opinionOf } })))
  const tell = (name: string, labels: readonly (number | null)[]): string => {
    const found = [0, 1, 2].map((label) => `${rows.filter((row, i) => row.label === label && labels[i] === label).length}/${rows.filter((row) => row.label === label).length}`)
    const right = rows.filter((row, i) => row.label === labels[i]).length
    return `  ${name}: ${right} of ${rows.length} = ${(right / rows.length).toFixed(3)}, found ${found.join(' ')}, progressive as none ${rows.filter((row, i) => row.label === 1 && labels[i] === 0).length}`
  }
  const calibration = calibrationError(answers.map(({ label, probabilities }, i) => ({ probability: Math.max(...probabilities), right: label === rows[i]!.label })))
  const asked = answers.filter(({ path }) => path.at(-1)?.said.startsWith('The sentence encoder reads')).length
  process.stdout.write([basename(file), tell('tiers before', cases.map(({ before }) => before.label)), tell('encoder', cases.map(({ opinion }) => (opinion ? likeliest(opinion.probabilities) : null))), `${tell('joined', answers.map(({ label }) => label))}, calibration error ${calibration.value.toFixed(4)}, encoder asked ${asked}`, ''].join('\n'))
}

/** After an export: which file the weights become when they are spread for reading (read-status-encoder.ts). */
async function noteSpread(): Promise<void> {
  const manifest = JSON.parse(readFileSync(`${folder}/encoder.json`, 'utf8')) as EncoderManifest
  if (manifest.spread) return
  const scratch = mkdtempSync(join(tmpdir(), 'raddraft-spread-'))
  const packed = await open(`${folder}/${manifest.weights.file}`)
  try {
    const file = `spread-${manifest.weights.sha256.slice(0, 8)}.gguf`
    const { bytes, sha256 } = await spreadWeights(packed, join(scratch, file), new AbortController().signal)
    writeFileSync(`${folder}/encoder.json`, `${JSON.stringify({ ...manifest, spread: { file, bytes, sha256 } })}\n`)
  } finally {
    await packed.close()
    rmSync(scratch, { recursive: true, force: true })
  }
}

try {
  if (values.measure) for (const file of positionals) await measure(file)
  else {
    const fitted = { en: await fit('en'), ja: await fit('ja') }
    const runs = firstRuns()
    const askBelow = { en: fitted.en.askBelow, ja: fitted.ja.askBelow }
    // One trust and one band for both languages: what agreement is worth is alike, and twice as many reports make it hang less on a single one.
    const trust = fitTrust(runs.filter((run) => Math.max(...run.before) < askBelow[languageOf(run)]), weightsOf(runs))
    const told = toldOfOthers(runs, askBelow)
    const band = bandOf(told, acceptedErrors)
    const thresholds = band.map(({ acceptedError, threshold }) => ({ acceptedError, threshold }))
    const languages = { en: { ...fitted.en, trust, band: thresholds }, ja: { ...fitted.ja, trust, band: thresholds } }
    const reliability = (['en', 'ja'] as const).map((language): StatusReliability => {
      // The odds on screen are those of both, joined; what is withheld goes by the trust.
      const own = runs.filter((run) => languageOf(run) === language).map(({ label, before, encoder: opinion }) => {
        const odds = Math.max(...before) >= askBelow[language] ? before : joinOdds(before, opinion, fitted[language])
        return { probability: Math.max(...odds), right: likeliest(odds) === label }
      })
      const calibration = calibrationError(own)
      return {
        language,
        data: `${own.length} hand-written fictional reports on the day they were opened, more than half of them hard`,
        expectedCalibrationError: round(calibration.value),
        bins: calibration.bins.map(({ low, high, n, confidence, accuracy }) => ({ from: low, to: high, count: n, meanProbability: n > 0 ? round(confidence) : 0, accuracy: n > 0 ? round(accuracy) : 0 })),
        band,
      }
    })
    process.stderr.write(`trust ${JSON.stringify(trust)}; calibration error of the odds on reports of their first day ${reliability.map(({ language, expectedCalibrationError }) => `${language} ${expectedCalibrationError}`).join(', ')}; ${band.map(({ acceptedError, threshold, abstained, errorAfter }) => `${acceptedError}: from ${threshold}, withheld ${abstained}, wrong ${errorAfter}`).join('; ')}\n`)
    // Stored answers depend on the joining too.
    const version = `status-encoder-${installed.manifest.weights.sha256.slice(0, 8)}-${createHash('sha256').update(JSON.stringify(languages)).digest('hex').slice(0, 4)}`
    writeFileSync(`${folder}/encoder.json`, `${JSON.stringify({ ...installed.manifest, version, languages })}\n`)
    writeFileSync(`${folder}/reliability.json`, `${JSON.stringify(reliability, null, 1)}\n`)
  }
} finally {
  mkdirSync(dirname(kept), { recursive: true })
  writeFileSync(kept, JSON.stringify([...opinions]))
  await encoder.dispose()
}
