import { describe, expect, it } from 'vitest'
import { checkConclusion } from './check-conclusion.ts'
import type { CheckInput } from './context.ts'

/** Issues whose ranges lie in the texts and name their sentence; anything else is a fault of the check itself. */
function check(input: CheckInput) {
  const issues = checkConclusion(input)
  for (const { conclusion, findings, message } of issues) {
    expect(message).not.toBe('')
    for (const [range, text] of [[conclusion, input.conclusion], [findings, input.findings]] as const) {
      if (range) expect(range.start >= 0 && range.start <= range.end && range.end <= text.length).toBe(true)
    }
  }
  return issues
}
const errors = (input: CheckInput) => check(input).filter(({ severity }) => severity === 'error').map(({ kind }) => kind)

const findings = 'LIVER: 12 mm cyst in segment VI.\nLEFT KIDNEY: 5 mm calculus in the lower pole.\nRIGHT KIDNEY: Normal.\nNo pleural effusion.'

describe('texts that are no ordinary reports', () => {
  it('a conclusion longer than its findings: the wrong sentence is still the only one named', () => {
    const filler = Array.from({ length: 60 }, (_, at) => `Reported to the ward, note ${at + 1}.`).join(' ')
    expect(errors({ findings, conclusion: `${filler} Left renal calculus, 5 mm. ${filler}` })).toEqual([])
    const conclusion = `${filler} Right renal calculus, 5 mm. ${filler}`
    const found = check({ findings, conclusion }).filter(({ severity }) => severity === 'error')
    expect(found.map(({ kind }) => kind)).toContain('side')
    for (const issue of found) expect(conclusion.slice(issue.conclusion!.start - 60, issue.conclusion!.end + 60)).toContain('Right')
  })

  it.each(['', ' ', '\n\n\t', '—', '...'])('no findings (%j): says that a section is missing, and nothing else', (none) => {
    expect(check({ findings: none, conclusion: 'Left renal calculus, 5 mm.' }).map(({ kind }) => kind)).toEqual(['missing'])
    expect(check({ findings: none, conclusion: none }).map(({ kind }) => kind)).toEqual(['missing'])
  })

  it('only an addendum: the checks say what is missing and read the rest', () => {
    expect(check({ findings: '', conclusion: 'Addendum: discussed with the ward on the phone.' }).map(({ kind }) => kind)).toEqual(['missing'])
    expect(errors({ findings: 'ADDENDUM to the report of yesterday: On second look a 4 mm calculus of the left ureter.', conclusion: 'Addendum: left ureteric calculus, 4 mm.' })).toEqual([])
    expect(errors({ findings: 'ADDENDUM to the report of yesterday: On second look a 4 mm calculus of the left ureter.', conclusion: 'Addendum: right ureteric calculus, 4 mm.' })).toContain('side')
  })

  it.each<[string, CheckInput]>([
    ['Japanese findings, English conclusion', { findings: '左腎下極に5mmの結石を認める。右腎に異常なし。胸水なし。', conclusion: 'Left renal calculus, 5 mm. No pleural effusion.' }],
    ['English findings, Japanese conclusion', { findings, conclusion: '左腎結石、5 mm。胸水なし。' }],
    ['both in one sentence', { findings: '左腎下極に5 mmのcalculusを認める。No pleural effusion.', conclusion: '左腎calculus 5 mm。No effusion.' }],
  ])('both languages: no false contradiction: %s', (_, input) => expect(errors(input)).toEqual([]))
  it('both languages: a turned side is seen across them', () => {
    expect(errors({ findings: '左腎下極に5mmの結石を認める。右腎に異常なし。', conclusion: 'Right renal calculus, 5 mm.' })).toContain('side')
  })

  it('tables: cells are read, rulers are not', () => {
    const table = 'Lesion | Site | Size\n-------|------|-----\n1 | Liver segment VI | 12 mm\n2 | Left kidney | 5 mm calculus\n'
    expect(errors({ findings: table, conclusion: 'Left renal calculus, 5 mm.' })).toEqual([])
    expect(errors({ findings: 'Organ\tFinding\nLeft kidney\t5 mm calculus\nRight kidney\tnormal\n', conclusion: 'Left renal calculus of 5 mm.' })).toEqual([])
  })

  it('copied e-mail headers: no name, date or address is a finding', () => {
    const header = 'From: Ward 7 <ward7@example.invalid>\nTo: Radiology <radiology@example.invalid>\nSent: Monday, 3 March 2025 14:05\nSubject: RE: FW: left side, please call 2-1234\n\n'
    expect(errors({ findings: `${header}${findings}`, conclusion: 'Left renal calculus, 5 mm.' })).toEqual([])
    expect(errors({ findings, conclusion: `${header}Left renal calculus, 5 mm.` })).toEqual([])
    expect(errors({ findings: `${header}${findings}`, conclusion: 'Right renal calculus, 5 mm.' })).toContain('side')
  })

  it('2,000 sentences: bounded, and the last is compared as the first', () => {
    const long = `${Array.from({ length: 1999 }, (_, at) => `Cyst number ${at + 1} of the liver, ${3 + (at % 30)} mm.`).join(' ')} Left kidney: 55 mm mass.`
    expect(errors({ findings: long, conclusion: 'Left renal mass, 55 mm.' })).toEqual([])
    expect(errors({ findings: long, conclusion: 'Right renal mass, 55 mm.' })).toContain('side')
  }, 60_000)
})
