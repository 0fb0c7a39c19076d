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
  it('tells every important finding, not only the heaviest', () => {
    const told = lines('LUNGS: 31 mm mass in the left lower lobe. 7 mm part-solid nodule in the right upper lobe.\nPLEURA: Small left effusion.\nNODES: Left hilar node, 13 mm in short axis.\nBILE DUCTS: 5 mm stone in the common bile duct.\nBONES: New fracture of L1.\nUPPER ABDOMEN: Simple renal cyst. Hiatus hernia.').join('\n')
    for (const fact of [/31 mm mass/, /7 mm part-solid/, /left effusion/, /hilar node, 13 mm/, /5 mm stone/, /fracture of L1/]) expect(told).toMatch(fact)
    expect(told).not.toMatch(/cyst/)
  })
  it('leaves out the part of a sentence that is normal', () => {
    expect(lines('The left main bronchus is patent; the lingular bronchus is occluded by a 9 mm nodule.')).toEqual(['Lingular bronchus occluded by a 9 mm nodule.'])
  })
  it('names the organ of a segment, and reference lesions go with what they measure', () => {
    const told = lines('LIVER: Interval growth of the metastases. Reference lesions: segment II 41 mm, previously 30 mm. At least two new lesions, the largest 12 mm in segment VII.')
    expect(told.join('\n')).toMatch(/^Liver: interval growth of the metastases; reference lesions: segment II 41 mm, previously 30 mm/m)
    for (const line of told) expect(line).toMatch(/^Liver/)
  })
  it('gives a bare verb its subject, and a finding the side that only the sentence before says', () => {
    expect(lines('T9: uptake has increased. Left 5th rib: no longer seen.')).toContain('Left 5th rib: uptake no longer seen.')
    expect(lines('KIDNEYS: The right kidney measures 10 cm. Multiple cysts. Left kidney 11.2 cm. Moderate hydronephrosis.')).toContain('Left kidney: moderate hydronephrosis.')
    expect(lines('KIDNEYS: The right kidney measures 10 cm. Multiple cysts. Left kidney 11.2 cm. Moderate hydronephrosis.').join()).not.toMatch(/left[^,]*cysts/i)
    expect(lines('The right kidney is normal in size. Multiple gallstones up to 7 mm.').join()).not.toMatch(/kidney: .*gallstones/i)
  })
  it('counts a measured node, a wide aorta and lost vertebral height as findings', () => {
    expect(lines('NODES: Subcarinal node 16 mm in short axis.')[0]).toMatch(/16 mm/)
    expect(lines('NODES: Subcarinal node 6 mm in short axis.\nLUNGS: New 12 mm nodule.').join()).not.toMatch(/6 mm in/)
    expect(lines('Abdominal aorta 36 mm.')[0]).toMatch(/36 mm/)
    expect(lines('第11胸椎：椎体上縁にSTIRで高信号を認め、椎体高は約30%減少している。')[0]).toMatch(/^第11胸椎：.*30%減少/)
  })
  it('does not take what advice asks to look for as seen', () => {
    expect(lines('右下葉に2 cmの結節を認める。脳に異常を認めないが、脳転移の評価にはMRIが望まれる。')[0]).toMatch(/2 cmの結節/)
  })
  it('keeps a fracture whose displacement is denied', () => {
    expect(lines('右恥骨上枝骨折、転位なし。')[0]).toBe('右恥骨上枝骨折、転位なし。')
  })
})
