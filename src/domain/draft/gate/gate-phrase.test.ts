import { describe, expect, it } from 'vitest'
import { readFindings } from '../reading/align.ts'
import { gatePhrase } from './gate-phrase.ts'
import { allowedTerms, type InferenceTable } from '../names/inference.ts'

const table: InferenceTable = {
  version: 'test',
  rows: [
    { id: 't1', language: 'en', needs: [['hypodens'], ['peripheral nodular', 'nodular peripheral'], ['enhanc'], ['fill in', 'filling in']], without: ['washout'], allows: ['haemangioma'] },
    { id: 't2', language: 'en', needs: [['no flow', 'without flow'], ['vein']], allows: ['thrombosis'] },
    { id: 't3', language: 'ja', needs: [['高集積'], ['骨']], allows: ['骨転移疑い'] },
  ],
}
const gate = (findings: string, phrase: string, sentence = 0) => {
  const read = readFindings(findings)
  return gatePhrase(phrase, read.sentences[sentence]!, read, table)
}
const reasonOf = (findings: string, phrase: string) => gate(findings, phrase).reason

describe('a name that the table gives', () => {
  const row = { id: 'n1', language: 'en' as const, needs: [['appendix'], ['dilat'], ['stranding']], without: ['mass'], allows: ['acute appendicitis'], title: 'Acute appendicitis' }
  const named: InferenceTable = { version: 'test', rows: [row] }
  const gateNamed = (findings: string, phrase: string) => gatePhrase(phrase, readFindings(findings).sentences[0]!, readFindings(findings), named)

  it('may be used where its signs stand, in several sentences about the organ, and shows them all', () => {
    const findings = 'The appendix is dilated to 12 mm. Marked fat stranding.'
    const gated = gateNamed(findings, 'Acute appendicitis, 12 mm appendix')
    expect(gated).toMatchObject({ reason: null, inferred: expect.arrayContaining(['acute appendicitis']) })
    expect(gated.reason === null && gated.evidence.map(({ start, end }) => findings.slice(start, end))).toEqual(['The appendix is dilated to 12 mm.', 'Marked fat stranding.'])
  })

  it.each([
    ['a sign is missing', 'The appendix is dilated to 12 mm. No collection.'],
    ['a sign is denied', 'The appendix is dilated to 12 mm. No fat stranding.'],
    ['the sign is of another organ', 'The appendix is dilated to 12 mm. The pancreas is normal. Stranding around the left kidney.'],
    ['the findings deny it', 'The appendix is dilated to 12 mm with stranding. No appendicitis.'],
    ['the findings read it otherwise', 'The appendix is dilated to 12 mm with stranding, in keeping with endometriosis.'],
  ])('is struck where %s', (_why, findings) => {
    expect(gateNamed(findings, 'Acute appendicitis, 12 mm appendix').reason).toMatch(/./)
  })
})

describe('what a phrase may say', () => {
  it('the words of its sentence, in any order, with synonyms', () => {
    expect(reasonOf('There is a 12 mm spiculated nodule in the right upper lobe.', 'Spiculated 12 mm nodule, right upper lobe')).toBeNull()
    expect(reasonOf('The liver shows a 12 mm hypodense lesion in segment VII.', '12 mm hypodense hepatic lesion, segment VII')).toBeNull()
    expect(reasonOf('右上葉に12 mmの結節を認めます。', '右上葉結節12 mm')).toBeNull()
  })

  it.each([
    ['another side', 'A 12 mm nodule in the right upper lobe.', '12 mm nodule, left upper lobe', /left/],
    ['another size', 'A 12 mm nodule in the right upper lobe.', '21 mm nodule, right upper lobe', /21/],
    ['another unit', 'A 12 mm nodule in the right upper lobe.', '12 cm nodule, right upper lobe', /12 cm|cm/],
    ['a lost no', 'No haemorrhage or mass effect.', 'Haemorrhage with mass effect', /./],
    ['an added no', 'There is a haemorrhage in the left thalamus.', 'No haemorrhage in the left thalamus', /./],
    ['a disease that nobody named', 'A 12 mm nodule in the right upper lobe.', '12 mm metastasis, right upper lobe', /metastasis/],
    ['a level of its own', 'Compression fracture of L1.', 'Compression fracture of L2', /2/],
    ['a change that nobody saw', 'A 12 mm nodule in the right upper lobe.', 'New 12 mm nodule, right upper lobe', /New/],
    ['a change twice', 'Mild right hydroureteronephrosis to the level of the pelvic brim, new.', 'New mild right hydroureteronephrosis to the level of the pelvic brim, new', /twice/],
    ['advice', 'A 12 mm nodule in the right upper lobe.', '12 mm nodule, right upper lobe; recommend biopsy', /advice/],
    ['another side in Japanese', '右上葉に12 mmの結節を認めます。', '左上葉結節12 mm', /左/],
    ['another size in Japanese', '右上葉に12 mmの結節を認めます。', '右上葉結節21 mm', /21/],
  ] as const)('not %s', (_, findings, phrase, reason) => expect(reasonOf(findings, phrase)).toMatch(reason))

  it.each([
    ['a distance from another place', 'Short stricture 4 cm upstream of the ileocaecal valve.', 'Short stricture of the ileocaecal valve, 4 cm upstream'],
    ['a bracket behind another word', 'Blood in the suprasellar cistern and both Sylvian fissures (left more than right).', 'Blood in both Sylvian fissures and the suprasellar cistern (left more than right)'],
    ['a number without the vessel that only letters name', 'CIA and EIA 40 % stenosis, popliteal plaques.', '40 % stenosis, popliteal plaques'],
    ['a number without its about', 'A fragment narrows the canal by about one third.', 'Fragment narrows the canal by one third'],
    ['a number in words without its at least', 'At least three new lesions, the largest 14 mm in segment VII.', 'Three new lesions, the largest 14 mm in segment VII'],
    ['a change that stands after a denial', 'A 9 mm focus in segment 5 without washout is unchanged.', '9 mm focus in segment 5 without washout'],
    ['a volume twice', 'Core 12 ml, penumbra 96 ml.', '12 ml core 12 ml, penumbra 96 ml'],
  ] as const)('not %s', (_, findings, phrase) => expect(reasonOf(findings, phrase)).toMatch(/elsewhere|out|twice/))

  it('a distance, a bracket and letters at their places pass', () => {
    expect(reasonOf('Short stricture 4 cm upstream of the ileocaecal valve.', 'Short stricture 4 cm upstream of ileocaecal valve')).toBeNull()
    expect(reasonOf('There is a calculus at the left VUJ (5 mm).', 'Left VUJ calculus (5 mm)')).toBeNull()
  })

  it('nothing measured, placed, hedged or changed may be lost', () => {
    expect(reasonOf('A 12 mm nodule in the right upper lobe.', 'Nodule in the right upper lobe')).toMatch(/leaves “12 mm”/)
    expect(reasonOf('A 12 mm nodule in the right kidney.', '12 mm renal nodule')).toMatch(/leaves “right”/i)
    expect(reasonOf('The 12 mm nodule in the right upper lobe is new.', '12 mm nodule in the right upper lobe')).toMatch(/leaves “new”/)
    expect(reasonOf('Possible fracture of the left scaphoid.', 'Fracture of the left scaphoid')).toMatch(/certain/)
    expect(reasonOf('左舟状骨骨折の可能性があります。', '左舟状骨骨折')).toMatch(/certain/)
    expect(reasonOf('A nodule in the right upper lobe, 14 mm (previously 9 mm).', '14 mm nodule, right upper lobe')).toBeNull()
  })

  it('a part that is a finding of its own may come from the neighbour as a whole, words of both may not be mixed', () => {
    const findings = 'Splenic laceration of AAST grade II. Small haemoperitoneum.'
    expect(reasonOf(findings, 'Splenic laceration, AAST grade II, with small haemoperitoneum')).toBeNull()
    const two = 'A 5 mm nodule in the right lobe. A 12 mm cyst in the left lobe.'
    expect(reasonOf(two, '12 mm nodule in the right lobe')).toMatch(/12|5 mm/)
    expect(reasonOf(two, '5 mm nodule in the left lobe')).toMatch(/left/)
  })

  it('the evidence names every sentence that it needs', () => {
    const findings = 'Splenic laceration of AAST grade II. Small haemoperitoneum.'
    const gated = gate(findings, 'Splenic laceration, AAST grade II, with small haemoperitoneum')
    expect(gated.reason === null && gated.evidence).toHaveLength(2)
    const alone = gate(findings, 'Splenic laceration, AAST grade II')
    expect(alone.reason === null && alone.evidence).toEqual([{ start: 0, end: 36 }])
  })
})

describe('the vetted table', () => {
  const hemangioma = 'A 3 cm hypodense lesion in segment 7 with peripheral nodular enhancement and fill-in.'
  it('allows a name that these findings carry, and says that it did', () => {
    expect(gate(hemangioma, '3 cm haemangioma in segment 7')).toMatchObject({ reason: null, inferred: ['haemangioma'] })
  })
  it('allows nothing that is denied, or that another sign speaks against', () => {
    expect(allowedTerms('No hypodense lesion with peripheral nodular enhancement or fill-in.', table.rows)).toEqual([])
    expect(allowedTerms(`${hemangioma} No washout.`, table.rows)).toEqual([])
    expect(reasonOf('No hypodense lesion, peripheral nodular enhancement or fill-in in segment 7.', 'Haemangioma in segment 7')).toMatch(/./)
  })
  it('a denial that is itself the sign counts', () => {
    expect(allowedTerms('There is no flow in the left popliteal vein.', table.rows)).toEqual(['thrombosis'])
    expect(allowedTerms('The left popliteal vein is patent.', table.rows)).toEqual([])
  })
  it('a Japanese term needs its own signs', () => {
    expect(reasonOf('腸骨の骨に高集積を認めます。', '腸骨の骨転移疑い')).toBeNull()
    expect(reasonOf('腸骨に低集積を認めます。', '腸骨の骨転移疑い')).toMatch(/./)
  })
})
