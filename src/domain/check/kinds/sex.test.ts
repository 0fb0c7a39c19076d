import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const sexes = (sex: 'F' | 'M', conclusion: string) => checkConclusion({ findings: 'CT abdomen. Small hernia. Postoperative change in the pelvis.', conclusion, sex }).filter(({ kind }) => kind === 'sex').map((issue) => conclusion.slice(issue.conclusion!.start, issue.conclusion!.end).trim())

describe('words of the other sex', () => {
  it.each([
    ['M', 'Small hernia, after hysterectomy.', 'hysterectomy'],
    ['M', 'Swelling of the right labia.', 'labia'],
    ['F', 'Small hernia, after prostatectomy.', 'prostatectomy'],
    ['F', 'Results told to Mr Hale.', 'Mr'],
  ] as const)('operations, parts and forms of address count (bug: only organs do): %s %s', (sex, conclusion, word) => {
    expect(sexes(sex, conclusion)).toEqual([word])
  })

  it.each([
    ['F', 'Small hernia; MR Enterography next.'],
    ['M', 'Labral tear, MS plaques.'],
    ['F', 'After hysterectomy.'],
  ] as const)('ways to image and own organs are silent (bug: an alarm that stops signing): %s %s', (sex, conclusion) => {
    expect(sexes(sex, conclusion)).toEqual([])
  })
})
