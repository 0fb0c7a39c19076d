import { describe, expect, it } from 'vitest'
import { splitReports } from './split-reports.ts'
import { buildTrainingSet, type TrainingReport } from './training-set.ts'

const options = { family: 'llama3' as const, validationShare: 0.2, balanced: false }
const organs = ['liver', 'spleen', 'pancreas', 'left kidney', 'right kidney', 'gallbladder', 'urinary bladder', 'prostate', 'stomach', 'aorta']

/** Fictional reports of patients seen one to three times, one study a day. */
function archive(count = 40): TrainingReport[] {
  return Array.from({ length: count }, (_, i): TrainingReport => {
    const organ = organs[i % organs.length]!
    return {
      patient: `p${i % 3 === 2 ? i - 2 : i}`, date: new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10), indication: 'Abdominal pain.', comparison: '', modality: i % 4 === 0 ? 'MR' : 'CT', description: 'CT abdomen',
      findings: `There is a ${i + 3} mm lesion in the ${organ}. Image ${i * 5} shows it. The ${organs[(i * 7 + 3) % organs.length]} on image ${i * 5 + 2} is normal, and so is part ${i} of the study.`,
      conclusion: `Lesion in the ${organ}, ${i + 3} mm.`, label: i % 5 === 0 ? 1 : i % 2 === 0 ? 0 : null,
      known: { names: ['Quillfeather^Beatrix', 'Dr. Ottokar Zwirn'], identifiers: [`PAT-${4000 + i}`, `ACC77${i}0`], dates: ['1950-01-02', '2025-01-01'] },
    }
  })
}
const text = (row: { prompt: unknown; answer: string }) => `${JSON.stringify(row.prompt)} ${row.answer}`

describe('the split', () => {
  const reports = archive(60)
  const { training, validation, cut, between } = splitReports(reports, 0.2)

  it('keeps patients apart and validation later (bug: the same patient, or an older report, flatters the figures)', () => {
    const people = new Set(training.map(({ patient }) => patient))
    expect(validation.filter(({ patient }) => people.has(patient))).toEqual([])
    expect(training.every(({ date }) => date < cut!)).toBe(true)
    expect(validation.every(({ date }) => date >= cut!)).toBe(true)
    expect(training.length + validation.length + between).toBe(60)
    expect(validation.length / (training.length + validation.length)).toBeGreaterThan(0.12)
    expect(validation.length / (training.length + validation.length)).toBeLessThan(0.28)
  })

  it('one day, or one patient, cannot be split and goes to training', () => {
    expect(splitReports([{ patient: 'a', date: '2025-01-01' }, { patient: 'b', date: '2025-01-01' }], 0.2)).toMatchObject({ validation: [], cut: null })
    expect(splitReports([{ patient: 'a', date: '2025-01-01' }, { patient: 'a', date: '2025-01-02' }], 0.2)).toMatchObject({ validation: [], cut: null })
    expect(splitReports([], 0.2)).toEqual({ training: [], validation: [], cut: null, between: 0 })
  })
})

describe('training rows of an archive', () => {
  it('have the prompts the app asks with, for both tasks (bug: the adapter is trained on another prompt)', () => {
    const { conclusion, status, card } = buildTrainingSet(archive(), options)
    const [first] = conclusion.training
    expect(first).toMatchObject({ id: 't1', answer: 'Lesion in the liver, 3 mm.' })
    expect(text(first!)).toContain('<|start_header_id|>')
    expect(text(first!)).toContain('There is a 3 mm lesion in the liver.')
    expect(text(first!)).toContain('MR CT abdomen')
    expect(status.training[0]).toMatchObject({ answer: '1', choices: ['0', '1', '2'] })
    expect(text(status.training[0]!)).toContain('Lesion in the liver')
    expect(card.rows.conclusion).toEqual({ training: conclusion.training.length, validation: conclusion.validation.length })
    expect(card.rows.conclusion.validation).toBeGreaterThan(0)
    expect(JSON.stringify(card)).not.toMatch(/\d{4}-\d\d-\d\d/)
  })

  it.each(['indication', 'comparison', 'findings', 'conclusion', 'description'] as const)('no identifier in %s survives in any row (bug: one field is forgotten)', (field) => {
    const secrets = ['Beatrix Quillfeather', 'PAT-4003', 'ACC7730', '2 January 1950', '1950-01-02', 'Dr. Zwirn', 'Zwirn', 'tel 0171 555 0199', '12 Larkspur Lane', 'Dr. Nepomuk Holle', 'Nepomuk']
    const reports = archive().map((report, i) => ({ ...report, [field]: `${report[field]} Known to ${secrets[i % secrets.length]} before.`, known: { ...report.known, identifiers: ['PAT-4003', 'ACC7730'] } }))
    const set = buildTrainingSet(reports, options)
    const everything = [...set.conclusion.training, ...set.conclusion.validation, ...set.status.training, ...set.status.validation].map(text).join('\n')
    for (const part of ['Quillfeather', 'Beatrix', '4003', '7730', '1950', 'Zwirn', '0199', 'Larkspur', 'Holle', 'Nepomuk']) expect(everything).not.toContain(part)
    if (field === 'conclusion') expect(set.card.leftOut['an identifier in the conclusion']).toBeGreaterThan(10)
    else if (field !== 'description') expect(Object.values(set.card.removed).reduce((a, b) => a + b)).toBeGreaterThan(10)
    else expect(set.conclusion.training.length).toBeGreaterThan(20)
  })

  it('a conclusion that held a person or a number is no example; one with a date is (bug: the model learns half sentences)', () => {
    const reports = archive()
    reports[0]!.conclusion += ' Dr. Zwirn was informed.'
    reports[1]!.conclusion += ' Stable since 4 May 2024.'
    const { card, conclusion } = buildTrainingSet(reports, options)
    expect(card.leftOut['an identifier in the conclusion']).toBe(1)
    expect(conclusion.training.some(({ answer }) => answer.endsWith('Stable since an earlier date.'))).toBe(true)
  })

  it('leaves out empty reports, repeated pairs, and validation reports that repeat training findings; all are counted', () => {
    const reports = archive()
    reports[0]!.conclusion = ' '
    reports[4]!.findings = reports[3]!.findings
    reports[4]!.conclusion = reports[3]!.conclusion
    reports.at(-1)!.findings = reports[6]!.findings
    reports.at(-1)!.patient = 'new'
    const { card } = buildTrainingSet(reports, options)
    expect(card.leftOut).toMatchObject({ 'no findings or conclusion': 1, 'the same pair again': 1, 'a validation report that repeats training findings': 1 })
  })

  it('balanced: as many of each label, validation as it came (bug: a model that always says none)', () => {
    const plain = buildTrainingSet(archive(60), options)
    const even = buildTrainingSet(archive(60), { ...options, balanced: true })
    const counts = (rows: readonly { answer: string }[]) => ['0', '1'].map((label) => rows.filter(({ answer }) => answer === label).length)
    const [none, progressive] = counts(even.status.training)
    expect(none).toBe(progressive)
    expect(none).toBeGreaterThan(0)
    expect(counts(plain.status.training)[0]).toBeGreaterThan(counts(plain.status.training)[1]!)
    expect(even.status.validation).toEqual(plain.status.validation)
  })

  it('the same reports give the same rows', () => {
    expect(buildTrainingSet(archive(), options)).toEqual(buildTrainingSet(archive(), options))
  })
})
