import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const issues = (findings: string, conclusion: string) => checkConclusion({ findings, conclusion })
const kinds = (findings: string, conclusion: string) => issues(findings, conclusion).map((issue) => issue.kind)

describe('facts of a conclusion against facts of the findings', () => {
  it('a side that belongs to another finding of the report is wrong for this one', () => {
    const findings = 'Left adrenal nodule 22 mm. Right renal cyst 35 mm. Left trigeminal nerve displaced by a vessel.'
    expect(kinds(findings, 'Right adrenal nodule, 22 mm.')).toContain('side')
    expect(kinds(findings, 'Vascular contact of the right trigeminal nerve.')).toContain('side')
    expect(kinds(findings, 'Left adrenal nodule, 22 mm. Right renal cyst.')).not.toContain('side')
  })
  it('another organ, segment or vertebra with the same size is found, a summary of the place is not', () => {
    const findings = 'Liver: 34 mm enhancing lesion in segment VIII. Spleen normal. Sclerotic lesion in T9.'
    expect(kinds(findings, '34 mm enhancing lesion in segment V of the liver.')).toContain('organ')
    expect(kinds(findings, 'Splenic lesion, 34 mm.')).toContain('organ')
    expect(kinds(findings, 'Sclerotic lesion in L2.')).toContain('organ')
    expect(issues(findings, 'Hepatic lesion (3.4 cm); sclerotic vertebral lesion.').filter((issue) => issue.severity === 'error')).toEqual([])
  })
  it('what the findings call normal or deny cannot be affected', () => {
    const findings = 'The portal vein is patent. Supraspinatus: full-thickness tear. Subscapularis intact. No active bleeding.'
    expect(kinds(findings, 'Portal vein thrombosis.')).toContain('negation')
    expect(kinds(findings, 'No rotator cuff tear.')).toContain('negation')
    expect(kinds(findings, 'Full-thickness tear of the supraspinatus, with active bleeding.')).toContain('negation')
  })
  it('a denied size is a told size', () => {
    expect(kinds('8 mm nodule in the right lobe of the thyroid.', 'No 8 mm right thyroid nodule.')).toContain('negation')
  })
  it('a change is judged by today’s and the earlier size, and 1 mm is not growth', () => {
    expect(kinds('Cyst of the pancreatic tail, 24 mm (12 mm two years ago).', 'Pancreatic cyst of 24 mm, smaller.')).toContain('direction')
    expect(kinds('Cyst of the pancreatic tail, 23 mm (22 mm two years ago).', 'Pancreatic cyst of 23 mm, unchanged.')).toEqual([])
  })
  it('a finding that nothing carries is marked on its own words, as advice', () => {
    const conclusion = 'Simple hepatic cyst. Gallstones.'
    const [issue] = issues('Liver: simple cyst in segment III, 14 mm. Gallbladder without abnormality.', conclusion)
    expect(issue && conclusion.slice(issue.conclusion!.start, issue.conclusion!.end)).toContain('Gallstones')
  })
  it('advice is not checked as a finding', () => {
    expect(kinds('8 mm nodule in the left upper lobe.', '8 mm nodule in the left upper lobe; biopsy of the right side not needed, CT recommended in 3 months.').filter((kind) => kind !== 'side')).toEqual([])
  })
  it('2,000 sentences are compared in bounded time', () => {
    const findings = Array.from({ length: 2000 }, (_, i) => `Nodule of ${(i % 90) + 3} mm in the ${i % 2 ? 'left' : 'right'} lower lobe.`).join(' ')
    const started = performance.now()
    checkConclusion({ findings, conclusion: 'Multiple nodules in both lower lobes. No effusion.' })
    expect(performance.now() - started).toBeLessThan(8000)
  })
})
