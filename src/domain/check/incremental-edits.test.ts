import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { checkConclusion as check, type CheckInput } from './check-conclusion.ts'

const reports: CheckInput[] = [
  { findings: 'LIVER: Two cysts, the largest 12 mm in segment VI.\nLEFT KIDNEY: 5 mm calculus in the lower pole, unchanged. No hydronephrosis.\nSPLEEN: not assessed.\nLungs clear. New 9 mm nodule in the right upper lobe, compared with 3 March 2024. No pleural effusion.', conclusion: 'New right upper lobe nodule, 9 mm. Left renal calculus of 5 mm, stable. No pleural effusion; liver cysts.', indication: 'Cough' },
  { findings: 'Left knee. Complex tear of the medial meniscus, posterior horn. Anterior cruciate ligament intact. Small joint effusion. Possible bone bruise of the lateral tibial plateau.', conclusion: 'Medial meniscus tear of the posterior horn. Cruciate ligament intact. Definite bone bruise on the contralateral side.' },
  { findings: '左肺上葉に12mmの結節を認める。前回より増大。胸水なし。肝S6に5mmの嚢胞を認める。右腎に結石なし。L4/5に椎間板膨隆。', conclusion: '左肺上葉結節、増大。胸水なし。肝嚢胞。L4/5椎間板膨隆。' },
]
const put = ['left', 'right', 'no ', 'not ', '15 mm', 'upper', 'lower', 'new', 'unchanged', 'possible ', 'normal', '; ', '. ', ', ', '左', '右', 'なし', 'あり', '。', '前回', '21mm', 'L5', 'and ', 'x']
const edits = fc.array(fc.record({ field: fc.constantFrom<'findings' | 'conclusion'>('conclusion', 'conclusion', 'conclusion', 'findings'), at: fc.nat(400), out: fc.nat(9), put: fc.constantFrom('', ...put) }), { minLength: 2, maxLength: 12 })

/** A report after each of the edits, the first one as it is. */
function typed(report: CheckInput, steps: readonly { field: 'findings' | 'conclusion'; at: number; out: number; put: string }[]): CheckInput[] {
  const all = [report]
  for (const { field, at, out, put: words } of steps) {
    const before = all.at(-1)!
    const start = at % (before[field].length + 1)
    all.push({ ...before, [field]: `${before[field].slice(0, start)}${words}${before[field].slice(start + out)}` })
  }
  return all
}

describe('checking while somebody types anything', () => {
  let other: typeof check
  beforeAll(async () => {
    vi.resetModules()
    other = (await import('./check-conclusion.ts')).checkConclusion
  }, 60_000)

  const same = (texts: readonly CheckInput[]) => {
    const forwards = texts.map((text) => check(text))
    // Another copy of the module meets the texts the other way round, each time with other things kept.
    expect(forwards).toEqual(texts.toReversed().map((text) => other(text)).toReversed())
  }

  it('says the same whatever was checked before (bug: what is kept of a sentence or its findings depends on more than its key says)', () => {
    fc.assert(fc.property(fc.constantFrom(...reports), edits, (report, steps) => same(typed(report, steps))), { numRuns: 40, seed: 6 })
  }, 120_000)
})
