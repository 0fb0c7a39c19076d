import { describe, expect, it } from 'vitest'
import type { Report, ReportVersion } from '../../../domain/report/report.ts'
import { emptySections } from '../../../domain/report/sections.ts'
import { reportText } from './report-text.ts'

const moment = (iso: string) => iso.slice(0, 10)
const signature = { signer: 'Dr Example', signedAt: '2026-03-02T09:00:00Z', sha256: 'a'.repeat(64) }

describe('reportText', () => {
  it('copies what is on screen, in order, without empty sections', () => {
    const report = { signature: null } as Report
    expect(reportText({ ...emptySections, conclusion: 'No fracture.\n', findings: 'Ribs intact.' }, { report, addenda: [] }, moment)).toBe('FINDINGS\nRibs intact.\n\nCONCLUSION\nNo fracture.')
  })

  it('never leaves an addendum behind: the signed text alone could be wrong', () => {
    const report = { signature } as Report
    const addenda = [{ version: { addendum: 'Left, not right.' } as ReportVersion, signature: { ...signature, signer: 'Dr Second' } }]
    const text = reportText({ ...emptySections, conclusion: 'Fracture.' }, { report, addenda }, moment)
    expect(text).toBe('CONCLUSION\nFracture.\n\nSigned by Dr Example, 2026-03-02\n\nADDENDUM\nLeft, not right.\nSigned by Dr Second, 2026-03-02')
  })
})
