import { describe, expect, it } from 'vitest'
import { readFindings } from './align.ts'
import { nameFinding, withName } from './name-finding.ts'
import type { Inference } from './inference.ts'

const rows: Inference[] = [
  { id: 'a', language: 'en', needs: [['appendix'], ['dilat', 'thicken'], ['stranding']], without: ['mass'], allows: ['acute appendicitis'], title: 'Acute appendicitis' },
  { id: 'b', language: 'en', needs: [['filling defects'], ['lobe'], ['arter']], allows: ['pulmonary emboli'], title: 'Pulmonary emboli', signs: ['filling defects'] },
]
const nameOf = (text: string) => nameFinding(readFindings(text).sentences[0]!, readFindings(text), rows)?.title ?? null

describe('the diagnosis that signs carry', () => {
  it('needs every sign, affirmed, and is given once the findings do not say or deny it themselves', () => {
    expect(nameOf('The appendix is dilated to 12 mm with fat stranding.')).toBe('Acute appendicitis')
    expect(nameOf('The appendix is dilated to 12 mm.')).toBeNull()
    expect(nameOf('The appendix is dilated without fat stranding.')).toBeNull()
    expect(nameOf('The appendix is dilated by a mass with fat stranding.')).toBeNull()
    expect(nameOf('The appendix is dilated with stranding. No evidence of appendicitis.')).toBeNull()
    expect(nameOf('Filling defects in the right lower lobe arteries. No saddle embolus.')).toBe('Pulmonary emboli')
  })
  it('stands for its signs or in front of them', () => {
    expect(withName('Filling defects in the right lower lobe arteries.', { title: 'Pulmonary emboli', signs: ['filling defects'] })).toBe('Pulmonary emboli in the right lower lobe arteries.')
    expect(withName('12 mm appendix with stranding.', { title: 'Acute appendicitis', signs: [] })).toBe('Acute appendicitis: 12 mm appendix with stranding.')
  })
})
