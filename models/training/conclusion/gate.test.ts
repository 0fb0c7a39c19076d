import { describe, expect, it } from 'vitest'
import { gatePhrase } from '../../../src/domain/draft/gate/gate-phrase.ts'
import { createRandom } from '../status/compose/random.ts'
import { loadBank } from './compose/bank.ts'
import { composeReport } from './compose/report.ts'
import { answersOf, shortenFor } from './compose/rows.ts'

/** Phrases of the composed test set, each given to its own sentence and to those of other findings in the same report. */
function gated(language: 'en' | 'ja', reports: number) {
  const bank = loadBank(language)
  const table = { version: 'test', rows: bank.inferences }
  const random = createRandom(5)
  const own = { passed: 0, of: 0 }
  const foreign = { passed: [] as string[], of: 0 }
  for (let n = 0; n < reports; n++) {
    const report = composeReport(bank, random, 'test')
    if (!report) continue
    const { findings, answers } = answersOf(report, random, bank.inferences, shortenFor(language))
    const told = answers.filter(({ phrase }) => phrase !== null)
    for (const answer of told) {
      const sentence = findings.sentences[answer.index]!
      const passes = (phrase: string) => gatePhrase(phrase.replace(/[.。]$/, ''), sentence, findings, table).reason === null
      own.of++
      if (passes(answer.phrase!)) own.passed++
      for (const other of told) {
        if (other.told[0] === answer.told[0]) continue
        foreign.of++
        if (passes(other.phrase!)) foreign.passed.push(`${findings.text.slice(sentence.start, sentence.end)} → ${other.phrase}`)
      }
    }
  }
  return { own, foreign }
}

describe('the gate of a phrase, on findings that nobody wrote it for', () => {
  it.each([['en', 0.88], ['ja', 0.88]] as const)('%s: lets through what its sentence carries, and nothing of another finding', (language, least) => {
    const { own, foreign } = gated(language, 80)
    console.log(`${language}: own phrases passed ${own.passed}/${own.of}, those of other findings ${foreign.passed.length}/${foreign.of}`)
    expect(own.of).toBeGreaterThan(80)
    expect(own.passed / own.of).toBeGreaterThanOrEqual(least)
    expect(foreign.passed).toEqual([])
  }, 60_000)
})
