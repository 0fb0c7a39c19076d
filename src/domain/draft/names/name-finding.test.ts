import { describe, expect, it } from 'vitest'
import { readFindings } from '../reading/align.ts'
import { assembleDraft } from '../assemble.ts'
import type { Inference } from './inference.ts'
import { nameFinding } from './name-finding.ts'
import { tellName } from './tell-name.ts'

const rows: Inference[] = [
  { id: 'a', language: 'en', needs: [['appendix'], ['dilat', 'thicken'], ['stranding']], without: ['mass'], nowhere: ['appendicectomy'], allows: ['acute appendicitis'], title: 'Acute appendicitis', also: ['appendix', 'wall', 'mural', 'hyperenhanc', 'periappendic', 'fat'], with: ['appendicolith'] },
  { id: 'b', language: 'en', needs: [['filling defects'], ['lobe'], ['arter']], allows: ['pulmonary emboli'], title: 'Pulmonary emboli', signs: ['filling defects'] },
  { id: 'd', language: 'en', needs: [['nodule'], ['taller than wide'], ['punctate']], without: ['spongiform'], allows: ['suspicious nodule'], title: 'highly suspicious nodule', signs: ['nodule'], also: ['wide', 'echogenic', 'foci'], here: 2 },
  { id: 'e', language: 'en', needs: [['fat pads'], ['raised']], allows: ['elbow joint effusion'], title: 'Elbow joint effusion', here: 2 },
  { id: 'f', language: 'en', needs: [['erosions', 'erosion'], ['metacarpal', 'ulnar styloid'], ['periarticular osteopenia']], allows: ['erosive arthritis'], title: 'Erosive arthritis', report: true, here: 2 },
  { id: 'g', language: 'en', needs: [['consolidation'], ['air bronchogram']], given: ['fever'], allows: ['pneumonia'], title: 'consolidation in keeping with pneumonia', signs: ['consolidation'], here: 2 },
  { id: 'h', language: 'en', needs: [['varices'], ['nodular contour'], ['enlarged spleen', 'ascites']], report: true, allows: ['portal hypertension'], title: 'Portal hypertension' },
  { id: 'c', language: 'en', needs: [['stone', 'calcul'], ['gallbladder'], ['mobile', 'shadow']], allows: ['cholelithiasis'], title: 'Cholelithiasis', signs: ['stones', 'calculi'], also: ['gallbladder', 'multiple', 'echogenic'] },
]
const firstNamed = (text: string) => {
  const findings = readFindings(text)
  return findings.sentences.map((one) => nameFinding(one, findings, rows)).find((name) => name !== null) ?? null
}
const nameOf = (text: string) => firstNamed(text)?.title ?? null
const told = (text: string) => tellName(firstNamed(text)!, ({ start, end }) => text.slice(start, end))
const draft = (findings: string) => assembleDraft({ input: { findings }, answer: null, table: { version: 'test', rows } })

describe('the diagnosis that signs carry', () => {
  it('needs every sign, affirmed, and is given once the findings do not say or deny it themselves', () => {
    expect(nameOf('The appendix is dilated to 12 mm with fat stranding.')).toBe('Acute appendicitis')
    expect(nameOf('The appendix is dilated to 12 mm.')).toBeNull()
    expect(nameOf('The appendix is dilated without fat stranding.')).toBeNull()
    expect(nameOf('The appendix is dilated by a mass with fat stranding.')).toBeNull()
    expect(nameOf('The appendix is dilated with stranding. No evidence of appendicitis.')).toBeNull()
    expect(nameOf('Filling defects in the right lower lobe arteries. No saddle embolus.')).toBe('Pulmonary emboli')
  })

  it('is put together from sentences about the same organ, and from no others', () => {
    expect(nameOf('Appendix dilated to 11 mm. 5 mm appendicolith at its base. Moderate fat stranding. No collection.')).toBe('Acute appendicitis')
    expect(nameOf('Appendix dilated to 11 mm. Kidneys normal. Stranding around the pancreas.')).toBeNull()
    expect(nameOf('Appendix dilated to 11 mm. No fat stranding.')).toBeNull()
    expect(nameOf('Appendix dilated to 11 mm. Possible fat stranding.')).toBeNull()
    expect(nameOf('Gallbladder: several mobile stones.\nKidneys: normal.')).toBe('Cholelithiasis')
    expect(nameOf('Gallbladder: normal.\nBladder: mobile stones.')).toBeNull()
  })

  it('is not given where the findings read the signs otherwise or the report speaks against it', () => {
    expect(nameOf('Appendix dilated with stranding, in keeping with endometriosis.')).toBeNull()
    expect(nameOf('Appendix thickened with stranding. Surgical clips after appendicectomy.')).toBeNull()
  })

  it('is not kept from a denied “mass” elsewhere in the same sentence run', () => {
    expect(nameOf('Appendix dilated with stranding. No mass.')).toBe('Acute appendicitis')
  })

  it('stands for its signs or in front of what they say beyond it', () => {
    expect(told('Filling defects in the right lower lobe arteries.')).toBe('Pulmonary emboli in the right lower lobe arteries')
    expect(told('Gallbladder: multiple mobile shadowing stones, largest 9 mm.')).toBe('Cholelithiasis, largest 9 mm')
    expect(told('Appendix dilated to 12 mm with wall thickening and mural hyperenhancement. 6 mm appendicolith at its base. Moderate periappendiceal fat stranding.')).toBe('Acute appendicitis: appendix dilated to 12 mm; 6 mm appendicolith at its base')
    expect(told('The appendix is dilated with marked fat stranding.')).toBe('Acute appendicitis')
  })

  it('is forbidden by what is said of the very thing, not of another one', () => {
    expect(nameOf('Left thyroid lobe: 18 mm nodule, taller than wide, with punctate echogenic foci. A second nodule is spongiform, 6 mm.')).toBe('highly suspicious nodule')
    expect(nameOf('Left thyroid lobe: 18 mm nodule, taller than wide, with punctate echogenic foci. It is spongiform in part.')).toBeNull()
  })

  it('does not stand in front of something graver in the same sentence', () => {
    expect(nameOf('Raised anterior and posterior fat pads.')).toBe('Elbow joint effusion')
    expect(nameOf('Fracture of the radial head with raised fat pads.')).toBeNull()
  })

  it('does not rest on a part of the sentence that is normal or speaks of another organ', () => {
    expect(nameOf('Terminal ileum thickened with stranding, appendix normal.')).toBeNull()
    expect(nameOf('Gallbladder empty; bladder with mobile stones.')).toBeNull()
  })

  it('rests on the indication where its row says so, and on an affirmed one', () => {
    const text = 'Consolidation of the left lower lobe with air bronchograms.'
    const named = (indication: string) => nameFinding(readFindings(text).sentences[0]!, readFindings(text), rows, indication)?.title ?? null
    expect(named('Cough and fever')).toBe('consolidation in keeping with pneumonia')
    expect(named('No fever')).toBeNull()
    expect(named('')).toBeNull()
  })

  it('does not rest on a heading under which nothing is there', () => {
    const named = (ascites: string) => nameOf(`LIVER: Nodular contour.\nVARICES: Oesophageal varices.\nASCITES: ${ascites}.`)
    expect(named('Small volume')).toBe('Portal hypertension')
    for (const nothing of ['None', 'Nil', 'Absent', 'Not seen']) expect(named(nothing), nothing).toBeNull()
  })

  it('is given to each side once, and rests on what bears it out', () => {
    const findings = 'Erosions of the second and third metacarpal heads of the right hand. Erosion of the left ulnar styloid, enlarged since 2021. Periarticular osteopenia.'
    const { sentences, leftOut } = draft(findings)
    const resting = sentences.filter(({ evidence }) => evidence.some(({ start, end }) => findings.slice(start, end).startsWith('Periarticular')))
    expect(resting.length).toBeGreaterThan(0)
    expect(sentences.map(({ text }) => text)).toEqual(['Erosive arthritis: erosion of the left ulnar styloid, enlarged since 2021.', 'Erosive arthritis: erosions of the second and third metacarpal heads of the right hand.'])
    expect(leftOut).toEqual([])
  })

  it('makes one line of the sentences that carry it, which rests on all of them', () => {
    const findings = 'Appendix dilated to 11 mm. 5 mm appendicolith at its base. Moderate periappendiceal fat stranding. No collection.'
    const { sentences, leftOut } = draft(findings)
    expect(sentences[0]!.text).toBe('Acute appendicitis: appendix dilated to 11 mm; 5 mm appendicolith at its base.')
    expect(sentences[0]!.evidence.map(({ start, end }) => findings.slice(start, end))).toEqual(['Appendix dilated to 11 mm.', '5 mm appendicolith at its base.', 'Moderate periappendiceal fat stranding.'])
    expect(sentences.some(({ text }) => /stranding/.test(text))).toBe(false)
    expect(leftOut).toEqual([])
  })
})
