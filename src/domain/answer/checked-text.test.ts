import { describe, expect, it } from 'vitest'
import { checkText, type DraftBeside } from './checked-text.ts'
import { liveChecks, mostShown } from './live-checks.ts'

const findings = 'Right lung: 31 mm mass in the right upper lobe.\nKidneys: 12 mm simple cyst in the left kidney. Moderate right hydronephrosis.\nBones: New lytic lesion in L3.\nNo pleural effusion.'
const range = (words: string) => ({ start: findings.indexOf(words), end: findings.indexOf(words) + words.length })
const hash = (text: string) => text
const check = (conclusion: string, draft: DraftBeside | null = null, text = findings) => checkText({ what: 'conclusion', input: { findings: text, conclusion }, draft }, hash)
const left = (conclusion: string, draft: DraftBeside | null = null) => check(conclusion, draft).leftOut.map(({ text, heavy }) => `${heavy ? '' : '~'}${text}`)

describe('what is left out, while it is written', () => {
  it('is nothing before anything is written (bug: every finding listed at once)', () => {
    expect(left('')).toEqual([])
    expect(left(' \n')).toEqual([])
  })

  it('is listed without a draft, the heaviest first, and shrinks as the person writes', () => {
    const first = left('31 mm mass in the right upper lobe.')
    expect(first.map((text) => text.replace('~', ''))).toEqual(expect.arrayContaining(['New lytic lesion in L3.', 'Moderate right hydronephrosis.']))
    expect(first[0]).toBe('New lytic lesion in L3.')
    expect(left('31 mm mass in the right upper lobe. New lytic lesion in L3.')).not.toContain('New lytic lesion in L3.')
    expect(left('31 mm mass in the right upper lobe. New lytic lesion in L3. Moderate right hydronephrosis.').filter((text) => !text.startsWith('~'))).toEqual([])
  })

  it('is not what a contradiction already speaks of (bug: the turned side stands in both lists)', () => {
    expect(left('31 mm mass in the right upper lobe. Moderate left hydronephrosis.').join()).not.toContain('hydronephrosis')
    expect(check('31 mm mass in the right upper lobe. Moderate left hydronephrosis.').issues.map(({ kind }) => kind)).toContain('side')
  })

  it('Japanese, the same', () => {
    const text = '右肺上葉に30mmの腫瘤を認める。\n肝S8に25mmの転移を認める。\n胸水なし。'
    expect(check('右肺上葉に30mmの腫瘤。', null, text).leftOut[0]).toMatchObject({ text: expect.stringContaining('肝S8'), heavy: true })
    expect(check('右肺上葉に30mmの腫瘤。肝S8に25mmの転移。', null, text).leftOut.filter(({ heavy }) => heavy)).toEqual([])
  })

  it('what a draft sentence tells is not left out while it waits; rejected, it is', () => {
    const draft = { pending: ['New lytic lesion in L3.'], told: [range('New lytic lesion in L3.')], leftOut: [] }
    expect(left('31 mm mass in the right upper lobe.', draft)).not.toContain('New lytic lesion in L3.')
    expect(left('31 mm mass in the right upper lobe.', { pending: [], told: [], leftOut: [] })).toContain('New lytic lesion in L3.')
  })

  it('what a draft left out stays until somebody tells it, light as it is', () => {
    const cyst = '12 mm simple cyst in the left kidney.'
    const draft = { pending: ['31 mm mass in the right upper lobe.'], told: [range('31 mm mass in the right upper lobe.')], leftOut: [range(cyst)] }
    expect(left('', draft)).toContain(`~${cyst}`)
    expect(left(cyst, draft).join()).not.toContain('cyst')
  })
})

describe('what a written sentence rests on', () => {
  it('is each sentence’s own findings, also in other words than a draft’s', () => {
    const conclusion = 'Lytic lesion of L3, new. Hydronephrosis on the right.'
    const carried = check(conclusion).sentences.map(({ start, end, evidence }) => [conclusion.slice(start, end), ...evidence.map((one) => findings.slice(one.start, one.end))])
    expect(carried).toEqual([['Lytic lesion of L3, new.', 'New lytic lesion in L3.'], ['Hydronephrosis on the right.', 'Moderate right hydronephrosis.']])
  })
})

describe('an addendum', () => {
  const addendum = (text: string) => checkText({ what: 'addendum', addendum: text, input: { findings, conclusion: '31 mm mass in the right upper lobe.' } }, hash).issues
  it('is held against findings and signed conclusion, with the field that speaks against it', () => {
    expect(addendum('The 12 mm simple cyst is in the right kidney.')).toMatchObject([{ kind: 'side', mustBeAnswered: true, message: expect.stringMatching(/^The addendum says right, the signed report (?:only|says) left\.$/), beside: { field: 'findings', text: expect.stringContaining('left kidney') } }])
    const signed = checkText({ what: 'addendum', addendum: 'The 45 mm mass in the left lower lobe was discussed.', input: { findings: 'See conclusion.', conclusion: '45 mm mass in the right lower lobe.' } }, hash).issues
    expect(signed).toMatchObject([{ kind: 'side', beside: { field: 'conclusion', text: '45 mm mass in the right lower lobe.' } }])
  })
  it('may tell what is new, and say the same again, in silence', () => {
    expect(addendum('Discussed with Dr Example by telephone. A biopsy is planned.')).toEqual([])
    expect(addendum('The 31 mm mass in the right upper lobe was seen before.')).toEqual([])
    expect(addendum('Additional finding: small hiatus hernia.')).toEqual([])
    // One more of the same on the other side (bug: it was called the wrong side of the signed one).
    expect(addendum('On review there is a simple cyst in the right kidney too.')).toEqual([])
    expect(addendum('Additional finding: small hiatus hernia. The 12 mm simple cyst is in the right kidney.')).toMatchObject([{ kind: 'side' }])
  })
})

describe('as much as a person can read', () => {
  it('shows the first, those that stop signing in front, and says how many more there are', () => {
    const many = Array.from({ length: 60 }, (_, n) => `${n + 5} mm cyst in the left kidney.`).join('\n')
    const checked = check(many.replaceAll('left', 'right'), null, many)
    expect(checked.issues.length).toBeGreaterThan(mostShown)
    const shown = liveChecks('conclusion', checked, new Map([[checked.issues[0]!.key, { id: 'a', reason: 'same', note: '', author: 'A', at: '' }]]))
    expect(shown.issues).toHaveLength(mostShown)
    expect(shown.more).toBe(checked.issues.length - mostShown)
    expect(shown.issues.every(({ answer }) => answer === null)).toBe(true)
  })
})
