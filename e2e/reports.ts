import type { PickedFile } from './pages/worklist-page.ts'

/** Fictional findings with several abnormal organs: enough for a conclusion of four sentences and more. */
export const abdomenFindings = `Liver: Three hypoattenuating metastases, the largest 31 mm in segment VII, previously 24 mm. A new 9 mm lesion in segment III.
Gallbladder: Two calculi of 6 mm. No wall thickening.
Pancreas: Normal.
Spleen: 15.1 cm, previously 13.9 cm.
Kidneys: Moderate left hydronephrosis caused by a 7 mm calculus in the proximal left ureter. Right kidney normal.
Adrenals: 18 mm nodule in the right adrenal gland, unchanged since 2024.
Lungs: New 8 mm nodule in the left lower lobe. Small right pleural effusion.
Vessels: 46 mm infrarenal aortic aneurysm, previously 43 mm.
Bones: New lytic lesions in L3 and the right ilium. No pathological fracture.`

let counter = 0

type Wording = { patient?: string; patientId?: string; findings?: string; indication?: string; conclusion?: string; date?: string }

/** A report file as a person would import it; every call is another patient and study. */
export function reportFile({ patient = 'Journey, Jane', patientId, findings = abdomenFindings, indication = 'Colon carcinoma. Restaging.', conclusion = '', date = '2026-10-20' }: Wording = {}): PickedFile {
  counter += 1
  const number = String(counter).padStart(4, '0')
  const report = {
    patient: { patientId: patientId ?? `E2E-${number}`, name: patient, birthDate: '1960-02-29', sex: 'F' },
    study: { accessionNumber: `E2E-ACC-${number}`, studyInstanceUid: null, date, modality: 'CT', description: 'CT abdomen and pelvis' },
    sections: { indication, technique: 'Portal venous phase.', comparison: 'CT of 20 April 2026.', findings, conclusion },
    state: 'draft',
    language: 'en',
  }
  return { name: `report-${number}.json`, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(report)) }
}

/** Reports for a cohort run, no two alike, in both languages; two of ten progress, two are stable, the others have no bone metastasis. */
export function cohortRows(count: number): { id: string; indication: string; conclusion: string }[] {
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1
    const level = 1 + (number % 5)
    const size = 10 + (number % 37)
    const indication = number % 2 ? 'Carcinoma of the breast. Follow-up.' : '乳癌術後。経過観察。'
    const english = [`No bone metastasis. Simple cyst of the left kidney, ${size} mm.`, `New lytic bone metastases in L${level}, the largest ${size} mm.`, `Known bone metastases in T${level} are unchanged, the largest ${size} mm.`]
    const japanese = [`骨転移を認めません。左腎に${size} mmの嚢胞があります。`, `L${level}に新たな骨転移が出現しています（${size} mm）。`, `既知のTh${level}骨転移は${size} mmで不変です。`]
    const kind = number % 10 === 3 || number % 10 === 6 ? 1 : number % 10 === 5 || number % 10 === 8 ? 2 : 0
    return { id: `ROW-${String(number).padStart(5, '0')}`, indication, conclusion: (number % 2 ? english : japanese)[kind] ?? '' }
  })
}
