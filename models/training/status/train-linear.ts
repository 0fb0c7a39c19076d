// Trains the learned tier of the bone metastasis status: node models/training/status/train-linear.ts [--language en|ja] [--count 1500]
// Writes models/status/{en,ja}.bin and reliability.json. Seeded: the same data and rules give the same file. A few minutes per language.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { calibrationError } from '../../../src/domain/metric/calibration.ts'
import { classifyReportSync, trustKey } from '../../../src/domain/status/tiers/cascade.ts'
import { readStatus, statusRulesVersion } from '../../../src/domain/status/classify-status.ts'
import { hashBits } from '../../../src/domain/status/learned/features.ts'
import { readStatusWeights, writeStatusWeights, type StatusWeights } from '../../../src/domain/status/learned/weights.ts'
import type { StatusReliability } from '../../../src/domain/status/tiers/reliability.ts'
import { composeSet } from './compose/index.ts'
import { bestTemperature, exampleOf, handWrittenReports, handWrittenWeight, inputOf, isFresh, options, trainLinear, type Example, type LabelledReport, type Trained } from './linear.ts'

const folds = 4
const acceptedErrors = [0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2]
/** The rules answer alone where at least this share of their answers was right, in hand-written and in composed reports. */
const trustedShare = 0.99
const trustedCount = 100
/** Odds are measured on reports the rules were not mended on as soon as there are this many. */
const leastFresh = 100

type Language = 'en' | 'ja'
type Answer = { label: 0 | 1 | 2; answer: 0 | 1 | 2; probability: number }

const target = new URL('../../../models/status/', import.meta.url)
const tell = (line: string): void => void process.stderr.write(`${line}\n`)
const round = (value: number): number => Math.round(value * 10_000) / 10_000

function trustedGrounds(reports: readonly LabelledReport[], develop: readonly LabelledReport[]): StatusWeights['trusted'] {
  const counts = new Map<string, { ground: string; label: 0 | 1 | 2; truth: [number, number, number]; developRight: number; develop: number }>()
  for (const [rows, own] of [[reports, false], [develop, true]] as const) {
    for (const row of rows) {
      const reading = readStatus(inputOf(row))
      const { label } = reading.decision
      if (label === null) continue
      const ground = trustKey(reading)
      const count = counts.get(`${ground} ${label}`) ?? { ground, label, truth: [0, 0, 0], developRight: 0, develop: 0 }
      counts.set(`${ground} ${label}`, count)
      count.truth[row.label]!++
      if (own) {
        count.develop++
        if (label === row.label) count.developRight++
      }
    }
  }
  return [...counts.values()].flatMap(({ ground, label, truth, developRight, develop: of }) => {
    const all = truth[0] + truth[1] + truth[2]
    tell(`  ${ground} ${label}: composed and hand-written ${truth[label]}/${all}, hand-written ${developRight}/${of}`)
    if (all < trustedCount || truth[label]! < all * trustedShare || developRight < of * trustedShare) return []
    const probabilities = truth.map((count) => (count + 0.5) / (all + 1.5)) as [number, number, number]
    return [{ ground, label, right: truth[label]!, of: all, probabilities }]
  })
}

/** For each accepted error the lowest probability above which the counted share of wrong answers does not exceed it. */
function bandOf(answers: readonly Answer[]): StatusReliability['band'] {
  const sorted = answers.toSorted((a, b) => b.probability - a.probability)
  return acceptedErrors.map((acceptedError) => {
    let wrong = 0
    let kept = 0
    let errorAfter = 0
    let threshold = 1
    sorted.forEach(({ label, answer, probability }, i) => {
      if (label !== answer) wrong++
      // Answers of the same probability stand or fall together.
      if (sorted[i + 1]?.probability === probability || wrong > acceptedError * (i + 1)) return
      kept = i + 1
      errorAfter = wrong / kept
      threshold = Math.floor(probability * 10_000) / 10_000
    })
    return { acceptedError, threshold, abstained: round(1 - kept / answers.length), errorAfter: round(errorAfter), n: answers.length }
  })
}

function weightsOf(language: Language, trained: Trained, more: Pick<StatusWeights, 'temperature' | 'trusted' | 'band' | 'passOnBelow'>): StatusWeights {
  const sum = createHash('sha256').update(new Uint8Array(trained.numbers.buffer)).digest('hex').slice(0, 8)
  return { language, version: `status-linear-${language}-${sum}`, rules: statusRulesVersion, hashBits, scales: [...trained.scales], bias: trained.bias, step: 1, numbers: trained.numbers, ...more }
}

async function trainLanguage(language: Language, count: number): Promise<StatusReliability> {
  const develop = handWrittenReports(language)
  const composed = (await composeSet(language, { count, seed: 1 })) as LabelledReport[]
  tell(`${language}: ${composed.length} composed and ${develop.length} hand-written reports`)
  const trusted = trustedGrounds(composed, develop)
  const base: Example[] = composed.map((row) => exampleOf(row, 1))
  const own: Example[] = develop.map((row) => exampleOf(row, handWrittenWeight))

  // Odds and band come from answers about reports that the weights were not trained on.
  const parts = Array.from({ length: folds }, (_, fold) => {
    tell(`  part ${fold + 1} of ${folds}`)
    return trainLinear([...base, ...own.filter((_, i) => i % folds !== fold)], options)
  })
  // The rules were mended on the development reports, so the others tell more honestly how sure to be.
  const fresh = develop.filter(isFresh).length >= leastFresh
  const measured = develop.flatMap((row, i) => (!fresh || isFresh(row) ? [i] : []))
  const temperature = bestTemperature(measured.map((i) => ({ example: own[i]!, model: parts[i % folds]! })))
  const unbanded = { temperature, trusted, band: [], passOnBelow: 0 }
  const answers: Answer[] = measured.map((i) => {
    const row = develop[i]!
    const weights = weightsOf(language, parts[i % folds]!, unbanded)
    const { label, probabilities } = classifyReportSync(inputOf(row), { weights: { [language]: weights } })
    return { label: row.label, answer: label ?? 0, probability: Math.max(...probabilities) }
  })
  const band = bandOf(answers)
  const passOnBelow = band.find(({ acceptedError }) => acceptedError === 0.01)?.threshold ?? 1
  const calibration = calibrationError(answers.map(({ label, answer, probability }) => ({ probability, right: label === answer })))
  tell(`  rules alone: ${measured.filter((i) => own[i]!.rules.label === develop[i]!.label).length} of ${measured.length}, progressive as none ${measured.filter((i) => develop[i]!.label === 1 && own[i]!.rules.label === 0).length}`)
  tell(`  cross-fitted: ${answers.filter(({ label, answer }) => label === answer).length} of ${answers.length}, progressive as none ${answers.filter(({ label, answer }) => label === 1 && answer === 0).length}, temperature ${temperature.toFixed(2)}, calibration error ${calibration.value.toFixed(4)}`)

  const final = trainLinear([...base, ...own], options)
  const bytes = writeStatusWeights(weightsOf(language, final, { temperature: round(temperature), trusted, band: band.map(({ acceptedError, threshold }) => ({ acceptedError, threshold })), passOnBelow }))
  mkdirSync(target, { recursive: true })
  writeFileSync(new URL(`${language}.bin`, target), bytes)
  tell(`  ${readStatusWeights(bytes).version}, ${bytes.length} bytes`)
  return {
    language,
    data: `${measured.length} hand-written fictional reports${fresh ? ' on which no rule was mended' : ''}, cross-fitted in ${folds} parts`,
    expectedCalibrationError: round(calibration.value),
    bins: calibration.bins.map(({ low, high, n, confidence, accuracy }) => ({ from: low, to: high, count: n, meanProbability: n > 0 ? round(confidence) : 0, accuracy: n > 0 ? round(accuracy) : 0 })),
    band,
  }
}

const { values } = parseArgs({ options: { language: { type: 'string' }, count: { type: 'string', default: '1500' } } })
const languages = (['en', 'ja'] as const).filter((one) => values.language === undefined || values.language === one)
for (const language of languages) {
  const reliability = await trainLanguage(language, Number(values.count))
  const file = new URL('reliability.json', target)
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as StatusReliability[]) : []
  const all = [...known.filter((one) => one.language !== language), reliability].toSorted((a, b) => a.language.localeCompare(b.language))
  writeFileSync(file, `${JSON.stringify(all, null, 1)}\n`)
}
