import { expect, it } from 'vitest'
import { fold, hasStem } from './inference.ts'

it.each([
  ['RV/LV ratio of 1.35 with bowing', 'rv/lv ratio {1.01..4}', true],
  ['RV/LV ratio: 2.1', 'rv/lv ratio {1.01..4}', true],
  ['RV/LV ratio is approximately 1.2.', 'rv/lv ratio {1.01..4}', true],
  ['RV/LV ratio 0.85', 'rv/lv ratio {1.01..4}', false],
  ['RV/LV ratio not given; aorta 1.4 cm', 'rv/lv ratio {1.01..4}', false],
  ['pleural fluid of 44.5 HU', '{35..70} hu', true],
  ['pleural fluid of 8 HU', '{35..70} hu', false],
  ['density 144 HU', '{35..70} hu', false],
  ['The spleen measures 14.6 cm', 'spleen {130..190} mm', true],
  ['Spleen: 146 mm', 'spleen {130..190} mm', true],
  ['Spleen 11.8 cm, cyst of 14 cm in the liver', 'spleen {130..190} mm', false],
  ['Appendix of 9.5 mm', '{7..20} mm', true],
  ['Appendix of 0.9 cm', '{7..20} mm', true],
  ['Appendix of 5 mm, 12 minutes of scanning', '{7..20} mm', false],
  ['Absolute washout is 63 %', 'absolute washout {60..100}', true],
  ['Absolute washout 42%', 'absolute washout {60..100}', false],
] as const)('a number of a range stands in “%s” for %s: %s', (text, stem, stands) => expect(hasStem(fold(text), stem)).toBe(stands))
