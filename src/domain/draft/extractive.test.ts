import { describe, expect, it } from 'vitest'
import { extractiveDraft } from './extractive.ts'

const lines = (findings: string, indication = '') => extractiveDraft({ findings, indication }).map((sentence) => sentence.text)

describe('the extractive draft', () => {
  it('says where: the heading goes in front when the sentence does not name the place', () => {
    expect(lines('LIVER: 1.6 cm focal hypodensity, new.\nSPLEEN: Normal.')).toEqual(['Liver: 1.6 cm focal hypodensity, new.'])
    expect(lines('LIVER: Hepatic steatosis.\nSPLEEN: Normal.')).toEqual(['Hepatic steatosis.'])
    expect(lines('L3/4: Normal.\nL4/5: Left disc extrusion.')).toEqual(['L4/5: left disc extrusion.'])
  })
  it('tells the heaviest first and leaves trivial things out beside it', () => {
    const told = lines('Simple renal cyst. Degenerative change of the spine. There is a 4 cm mass in the pancreatic head. Large saddle pulmonary embolism is present.')
    expect(told[0]).toBe('Large saddle pulmonary embolism.')
    expect(told[1]).toBe('4 cm mass in the pancreatic head.')
    expect(told.join(' ')).not.toMatch(/Degenerative/)
  })
  it('never loses a "no" while shortening', () => {
    for (const line of lines('There is no pneumothorax. A nodule is present without calcification or cavitation or spiculation in the left upper lobe. No change.')) {
      expect(line).not.toMatch(/^Pneumothorax|with calcification/i)
    }
    expect(lines('There is diverticulosis without diverticulitis.')[0]).toBe('Diverticulosis without diverticulitis.')
  })
  it('answers the clinical question, also with no', () => {
    expect(lines('No pulmonary embolism. Moderate emphysema. Coronary calcification.', '?PE')[0]).toBe('No pulmonary embolism.')
  })
  it('keeps details with their finding', () => {
    expect(lines('There is a mass in the right breast. It measures 23 mm and is new.')).toEqual(['Mass in the right breast; it measures 23 mm and is new.'])
  })
  it('sums a normal study up only with what is carried', () => {
    expect(lines('The lungs are clear. No pleural effusion or pneumothorax. Heart size is normal.')).toEqual(['No acute cardiopulmonary abnormality.'])
    expect(lines('The lungs are clear. Heart size is normal.')).toEqual(['No acute cardiopulmonary abnormality.'])
    expect(lines('No focal consolidation. No pneumothorax.')).toEqual(['No pneumothorax.'])
    expect(lines('The lungs are clear.')).toEqual(['The lungs are clear.'])
  })
  it('shortens Japanese by its predicate and keeps a denied one', () => {
    expect(lines('右上葉に12 mmの結節を認めます。右胸水を少量認めます。')).toEqual(['右上葉に12 mmの結節。', '右胸水少量。'])
    expect(lines('肺野に異常影を認めません。')).toEqual(['肺野に異常影を認めません。'])
  })
  it('shortens Japanese before a denied rest and keeps details with their finding', () => {
    expect(lines('肝S6に2 cmの嚢胞性腫瘤を認めますが、明らかなリンパ節腫大は認めません。')).toEqual(['肝S6に2 cmの嚢胞性腫瘤。'])
    expect(lines('膵体部に21 mmの嚢胞性病変を認めます。この病変は前回より増大しています。')[0]).toMatch(/21 mmの嚢胞性病変、この病変は前回より増大/)
  })
  it('gives every sentence evidence that lies in the findings', () => {
    const findings = 'Left kidney: 5 mm calculus at the lower pole. Right kidney: Normal.'
    for (const sentence of extractiveDraft({ findings })) for (const { start, end } of sentence.evidence) expect(findings.slice(start, end)).toMatch(/5 mm calculus/)
  })
})
