import { describe, expect, it } from 'vitest'
import type { GateReport } from '../../domain/gate/gate-report.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { GateAsk, GateChecker } from './gate-checker.ts'
import { warmChecks } from './warm-checks.ts'

const reports: GateReport[] = (['en', 'ja'] as const).flatMap((language) => Array.from({ length: 30 }, (_, at): GateReport => ({ id: `${language}${at}`, findings: `Findings ${at}.`, conclusion: `Conclusion ${at}.`, indication: '', comparison: '', language, sex: null })))

/** A checker that notes what it is asked and how much at once. */
function noting(answer: () => Promise<unknown>) {
  const asked: GateAsk[] = []
  let open = 0
  let most = 0
  const ask = async (question: GateAsk) => {
    asked.push(question)
    most = Math.max(most, ++open)
    try {
      return await answer()
    } finally {
      open--
    }
  }
  return { checker: { ask } as unknown as Pick<GateChecker, 'ask'>, asked, most: () => most }
}

describe('warming the thread of the checks', () => {
  it('asks one question at a time, of reports in both languages, each whole and after a key (bug: a person waits behind all of them)', async () => {
    const { checker, asked, most } = noting(() => Promise.resolve({ issues: [], leftOut: [], sentences: [] }))
    await warmChecks(checker, reports)
    expect(most()).toBe(1)
    const texts = asked.map((one) => (one.type === 'text' && one.text.what === 'conclusion' ? one.text.input.conclusion : null))
    expect(new Set(texts).size).toBe(40)
    expect(texts).toHaveLength(80)
    expect(texts.slice(0, 2)).toEqual(['Conclusion 0.', 'Conclusion 0. '])
  })

  it('stops where the thread dies, and says nothing (bug: an unhandled rejection ends the app at its start)', async () => {
    const { checker, asked } = noting(() => Promise.reject(new AppError('model-crashed', 'The thread of the checks ended.')))
    await expect(warmChecks(checker, reports)).resolves.toBeUndefined()
    expect(asked).toHaveLength(1)
  })
})
