// Measures the learned tier: node models/training/status/measure-linear.ts [--language en|ja]; prints Markdown. Some minutes per language.
import { parseArgs } from 'node:util'
import { bootstrap, wilson } from '../../../src/domain/metric/interval.ts'
import { tagAgreement, type TagCase } from '../../../src/domain/metric/tag-agreement.ts'
import { classifyReportSync } from '../../../src/domain/status/tiers/cascade.ts'
import { classifyStatus, readStatus } from '../../../src/domain/status/classify-status.ts'
import { classifyLearned, scoresOf, softmax } from '../../../src/domain/status/learned/learned-status.ts'
import { readStatusModels } from '../../../src/main/models/read-status-models.ts'
import { composeSet } from './compose/index.ts'
import { exampleOf, handWrittenReports, handWrittenWeight, inputOf, isFresh, options, rowsOf, trainLinear, type Example, type LabelledReport, type Trained } from './linear.ts'
import { calibrationError } from '../../../src/domain/metric/calibration.ts'
import { fileURLToPath } from 'node:url'

type Row = LabelledReport & { evidence?: { field: string; text: string }[] }
type Answer = TagCase['answer']

const folds = 4
const composedCount = 1500
const weights = readStatusModels(fileURLToPath(new URL('../../../models/status/', import.meta.url)))

const share = (count: number, of: number): string => {
  const { low, high } = wilson(count, of)
  return `${count}/${of} = ${(count / of).toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`
}

/** One line of the table of tiers; intervals are 95 %, Wilson for shares and bootstrap for the calibration error. */
function line(name: string, rows: readonly Row[], answers: readonly Answer[]): string {
  const figures = tagAgreement(rows.map((row, i) => ({ id: row.id, label: row.label, evidence: row.evidence, fields: { ...inputOf(row) }, answer: answers[i] })))
  const odds = answers.flatMap((answer, i) => (answer?.probabilities === undefined ? [] : [{ probability: Math.max(...answer.probabilities), right: answer.probabilities.indexOf(Math.max(...answer.probabilities)) === rows[i]!.label }]))
  const error = bootstrap(odds, (sample) => calibrationError(sample).value, { rounds: 300 })
  const sensitivity = Object.values(figures.classes).map((one) => `${one.sensitivity.count}/${one.sensitivity.of}`).join(' ')
  const located = figures.evidenceOverlap
  return `| ${name} | ${share(figures.accuracy.count, figures.accuracy.of)} | ${sensitivity} | ${figures.progressiveAsNone.count} | ${odds.length > 0 ? `${error.value.toFixed(3)} (${error.low.toFixed(3)}–${error.high.toFixed(3)})` : '–'} | ${located === null ? '–' : share(located.count, located.of)} |`
}

function tiers(language: 'en' | 'ja', name: string, rows: readonly Row[]): void {
  const model = weights[language]!
  console.log(line(`${name}, rules alone`, rows, rows.map((row) => classifyStatus(inputOf(row)))))
  console.log(line(`${name}, learned alone`, rows, rows.map((row) => {
    const { probabilities, evidenceFor } = classifyLearned(readStatus(inputOf(row)), model)
    const label = probabilities.indexOf(Math.max(...probabilities)) as 0 | 1 | 2
    return { label, probabilities, evidence: evidenceFor(label) }
  })))
  console.log(line(`${name}, cascade`, rows, rows.map((row) => classifyReportSync(inputOf(row), { weights }))))
}

const top = (example: Example, model: Trained): number => {
  const shares = softmax(scoresOf(example.features, { ...model, scales: [...model.scales] }), 1)
  const odds = [shares[0]! + shares[1]!, shares[2]!, shares[3]!]
  return odds.indexOf(Math.max(...odds))
}

async function ablation(language: 'en' | 'ja'): Promise<void> {
  const base = (await composeSet(language, { count: composedCount, seed: 2 })).map((row) => exampleOf(row, 1))
  const own = handWrittenReports(language)
  const examples = own.map((row) => exampleOf(row, handWrittenWeight))
  const tests = rowsOf(`test-${language}.jsonl`).map((row) => exampleOf(row, 1))
  const [words, anchored, kinds, rules, elsewhere] = options.scales as [number, number, number, number, number]
  const variants: [string, readonly number[]][] = [
    ['all groups', [words, anchored, kinds, rules, elsewhere]],
    ['without words', [0, anchored, kinds, rules, elsewhere]],
    ['without words near bone', [words, 0, kinds, rules, elsewhere]],
    ['without kinds of words', [words, anchored, 0, rules, elsewhere]],
    // Text that stands alone needs more weight than text beside the rules.
    ['without signals of the rules', [2, 2, 3, 0, 1.5]],
    ['signals of the rules only', [0, 0, 0, rules, 0]],
    ['without other sentences', [words, anchored, kinds, rules, 0]],
    ['plain n-grams only', [3, 0, 0, 0, 3]],
  ]
  console.log(`\n| ${language}, trained on ${composedCount} composed reports | ${folds}-fold on ${own.length} hand-written | of these fresh | progressive as none | test set, trained without hand-written |\n|---|---|---|---|---|`)
  const count = (answers: (number | null)[], chosen: (row: LabelledReport) => boolean = () => true): string => {
    const kept = own.flatMap((row, i) => (chosen(row) ? [answers[i] === row.label] : []))
    return kept.length === 0 ? '–' : share(kept.filter(Boolean).length, kept.length)
  }
  const alone = examples.map((example) => example.rules.label)
  const danger = (answers: (number | null)[]): number => own.filter((row, i) => row.label === 1 && answers[i] === 0).length
  console.log(`| rules alone | ${count(alone)} | ${count(alone, isFresh)} | ${danger(alone)} | ${share(tests.filter((example) => example.rules.label === example.label).length, tests.length)} |`)
  for (const [name, scales] of variants) {
    const answers: number[] = []
    for (let fold = 0; fold < folds; fold++) {
      const model = trainLinear([...base, ...examples.filter((_, i) => i % folds !== fold)], { ...options, scales, rounds: 5 })
      examples.forEach((example, i) => {
        if (i % folds === fold) answers[i] = top(example, model)
      })
    }
    const bare = trainLinear(base, { ...options, scales, rounds: 5 })
    console.log(`| ${name} | ${count(answers)} | ${count(answers, isFresh)} | ${danger(answers)} | ${share(tests.filter((example) => top(example, bare) === example.label).length, tests.length)} |`)
  }
}

const { values } = parseArgs({ options: { language: { type: 'string' } } })
for (const language of (['en', 'ja'] as const).filter((one) => values.language === undefined || values.language === one)) {
  console.log(`\n| ${language}, shipped weights | accuracy | right of none, progressive, stable | progressive as none | calibration error | evidence overlaps |\n|---|---|---|---|---|---|`)
  tiers(language, 'test set', rowsOf(`test-${language}.jsonl`))
  await ablation(language)
}
