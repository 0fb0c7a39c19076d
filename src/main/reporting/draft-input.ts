import type { DraftInput } from '../../domain/draft/draft.ts'
import { refuseFindings } from '../../domain/draft/reading/findings-notice.ts'
import { readOneOffs, type OneOff } from '../../domain/draft/wishes/one-off.ts'
import type { Report } from '../../domain/report/report.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'

/** What a report is drafted from: its findings without instructions, and the instructions. */
type Asked = { input: DraftInput; oneOffs: OneOff[]; unclosed: boolean }

export function askedOf(stores: Stores, { sections, studyId }: Report): Asked {
  const study = stores.studies.find(studyId)
  const patient = study && stores.patients.find(study.patient)
  const { indication, comparison } = sections
  const { findings, oneOffs, unclosed } = readOneOffs(sections.findings)
  return {
    oneOffs,
    unclosed,
    input: {
      findings,
      indication,
      comparison,
      ...(study && { modality: study.modality, region: study.description }),
      ...(patient?.sex && { sex: patient.sex }),
      ...(study?.side && { side: study.side }),
      ...(study && patient?.birthDate && { age: yearsBetween(patient.birthDate, study.date) }),
    },
  }
}

/** Whole years from one ISO date to another. */
function yearsBetween(birth: string, at: string): number {
  const years = Number(at.slice(0, 4)) - Number(birth.slice(0, 4))
  return at.slice(5) < birth.slice(5) ? years - 1 : years
}

/** A conclusion needs something to conclude from: two words, or four characters of Japanese. Throws AppError `invalid-input`. */
export function requireFindings(findings: string): void {
  const refused = refuseFindings(findings)
  if (refused) throw new AppError('invalid-input', refused)
  const words = findings.trim().split(/\s+/).length
  const ideographs = findings.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0
  if (words < 2 && ideographs < 4) throw new AppError('invalid-input', 'One word is not enough to draft a conclusion from. Write at least one sentence of findings.')
}
