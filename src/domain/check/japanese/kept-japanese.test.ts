import { expect, it, vi } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const findings = '【胸部】\n右肺上葉S2に18mm大の結節を認め、前回12mmから増大。左肺下葉に索状影あり、不変。\n右胸水を少量認める。\n【腹部】\n肝S6に10mm大の嚢胞あり。胆嚢結石を認める。脾腫なし。左副腎に15mm大の腫大を認める。'
const heads = ['右肺上葉の18mm大結節、増大。肺癌を疑う', '左肺上葉の18mm大結節、縮小', '1) 左胸水は新たに出現', '【胸部】\n両側胸水']
const tails = ['。肝S6嚢胞。左副腎腫大。', '。肝S8嚢胞、脾腫を認める。\n胆嚢結石は認めない。', '。\n【腹部】\n右副腎に15mm大の腫大。胆石と確定する。']
const typed = '、下葉に12mmの結節も'

// A result kept under a key that does not say all it depends on would be shown for another conclusion, findings or order.
it('says the same while a conclusion is typed as when it is read with nothing kept, or in another order', async () => {
  const inputs = heads.flatMap((head, at) => tails.flatMap((tail) => Array.from(`${typed} `, (_, key) => ({ findings, conclusion: head + typed.slice(0, key) + tail, ...(at % 2 ? { indication: '左乳癌術後。' } : {}) }))))
  const warm = inputs.map((input) => checkConclusion(input))
  vi.resetModules()
  const cold = await import('../check-conclusion.ts')
  for (const [at, input] of [...inputs.entries()].toReversed()) expect(warm[at], input.conclusion).toEqual(cold.checkConclusion(input))
  expect(warm.every((issues) => issues.length > 0)).toBe(true)
})
