import { describe, expect, it } from 'vitest'
import { readFindings } from '../reading/align.ts'
import { extractiveDraft } from '../extractive.ts'
import { weighTold } from './signs.ts'

const weight = (text: string) => {
  const read = readFindings(text)
  return weighTold(read.sentences[0]!, read)
}

describe('absences that are the finding', () => {
  it.each([
    'Non-enhancing parenchyma in the tail, about 30 % of the gland.', 'No colour Doppler flow within the left testis.', 'Splenic vein not opacified over 4 cm.', 'The left common femoral vein is not compressible.', 'No cardiac activity.', 'The lower pole of the kidney does not enhance.',
  ])('are told: %s', (text) => expect(weight(text)).toBeGreaterThanOrEqual(4))
  it.each(['No enhancing lesion.', 'No abnormal enhancement.', 'No free fluid.', 'No endoleak.', 'The veins are fully compressible.', 'No flow limiting stenosis.'])('an ordinary denial is none: %s', (text) => expect(weight(text)).toBeLessThan(2))
})

describe('results and remarks', () => {
  it('what the examination is read for is told', () => {
    expect(extractiveDraft({ findings: 'LV: normal volume, EF 48 %. Valves normal. No thrombus.' }).map(({ text }) => text).join(' ')).toMatch(/EF 48 %/)
    expect(weight('Shear wave elastography 6.2 kPa.')).toBeGreaterThanOrEqual(2)
    expect(weight('Fetal heart activity present, 152 bpm.')).toBeGreaterThanOrEqual(2)
  })
  it('tissue that enhances as it should is no finding', () => expect(weight('Head and body enhance.')).toBe(0))
  it('a remark is left to the findings beside a grave one, a cause or a size is not', () => {
    const told = extractiveDraft({ findings: 'Large saddle pulmonary embolism. Hepatic steatosis. Trace of free fluid in the pelvis. Cholelithiasis. Small left pleural effusion. Uterine fibroid of 42 mm.' }).map(({ text }) => text).join('\n')
    expect(told).not.toMatch(/steatosis|Trace/)
    expect(told).toMatch(/effusion/)
    expect(told).toMatch(/Cholelithiasis/)
    expect(told).toMatch(/42 mm/)
    expect(extractiveDraft({ findings: 'Hepatic steatosis. Spleen normal.' })[0]!.text).toMatch(/steatosis/)
  })
  it('a change told later goes with the finding that it speaks of', () => {
    const told = extractiveDraft({ findings: 'Left breast: irregular mass of 14 mm in the upper inner quadrant. Axilla normal. The mass is new.' }).map(({ text }) => text)
    expect(told.filter((text) => /new/i.test(text))).toHaveLength(1)
    expect(told.find((text) => /new/i.test(text))).toMatch(/14 mm/)
  })
})
