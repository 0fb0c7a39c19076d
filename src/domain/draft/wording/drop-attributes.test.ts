import { expect, it } from 'vitest'
import { compressEnglish } from './compress-english.ts'

it.each([
  ['7 mm hypodense nodule in the right thyroid lobe.', '7 mm nodule in the right thyroid lobe'],
  ['Complete rupture of the PCL, fibres discontinuous and lax.', 'Complete rupture of the PCL'],
  ['Two ill-defined solid masses in the left kidney, 31 mm.', 'Two ill-defined solid masses in the left kidney, 31 mm'],
])('looks that a conclusion does not repeat go, those that say what it may be stay: %s', (whole, short) => expect(compressEnglish(whole)).toBe(short))
