import type { Banks } from '../expand.ts'

const vertebrae = ['C2', 'C3', 'C4', 'C5', 'C6', 'C7', ...Array.from({ length: 12 }, (_, i) => `T${i + 1}`), 'L1', 'L2', 'L3', 'L4', 'L5', 'S1', 'S2']
const ribs = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', '2nd', '3rd', '4th', '5th', '6th', '7th', '8th', '9th', '10th']

/** Places in the skeleton, dates, sizes and counts: they stand in sentences of every label alike. */
export const places: Banks = {
  side: ['left', 'right'],
  vert: vertebrae,
  rib: ribs.map((rib) => `{side} ${rib} rib`),
  flat: ['{side} iliac [wing|crest|bone|blade]', '{side} acetabul[um|ar roof]', '{side} ischium', '{side} [superior|inferior] pubic ramus', '{side} pubis', '{side} sacral ala', '{side} hemisacrum', '{side} scapula', '{side} glenoid', '{side} clavicle', 'sternum', 'manubrium', 'sternal body', 'sacrum', '{side} ilium', '{side} SI region', 'skull vault', 'skull base', 'clivus', '{side} parietal bone', 'occipital bone', 'calvarium', '{side} mandib[le|ular angle]', '{side} coracoid', '{side} acromion', 'supra-acetabular region'],
  long: ['{side} [proximal |distal |]femur', '{side} femoral [neck|head|shaft|diaphysis]', '{side} [greater|lesser] trochanter', '{side} [proximal |]humerus', '{side} humeral [head|shaft|neck]', '{side} [proximal |]tibia', '{side} [distal |]radius', '{side} fibula', '{side} subtrochanteric femur', '{side} intertrochanteric region'],
  spot: ['{vert}', '{vert}', '{vert}', 'the {vert} vertebral body', 'the body of {vert}', 'the {side} pedicle of {vert}', 'the {vert} spinous process', 'the {rib}', 'the {rib}', 'the {flat}', 'the {flat}', 'the {flat}', 'the {long}', 'the {long}', 'the posterior elements of {vert}', 'the {side} {vert} lamina'],
  bare: ['{vert}', '{vert}', '{rib}', '{flat}', '{long}', '{vert} vertebral'],
  region: ['the [cervical|thoracic|lumbar|thoracolumbar|dorsal|lumbosacral] spine', 'the [bony |]pelvis', 'the axial skeleton', 'the [spine|vertebral column]', 'both iliac bones', 'the ribs', 'both femora', 'the proximal femora', 'the sacrum', 'the shoulder girdle', 'multiple vertebrae', 'several vertebral bodies', 'the thoracic cage', 'the skull', 'both humeri', 'the appendicular skeleton', 'the hemipelvis on the {side}', 'the spine and pelvis', 'the ribs and sternum'],
  sites: ['{spot}', '{spot}', '{region}', '{region}', '{spot} and {spot}', '{bare}, {bare} and {bare}', '{spot} as well as {spot}', '{region} and {spot}', '{vert}/{vert}', '{vert}, {vert} and the {flat}'],
  month: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December', 'Jan', 'Feb', 'Aug', 'Sept', 'Oct', 'Dec'],
  year: ['2019', '2020', '2021', '2022', '2023', '2024', '2025'],
  day: ['3', '7', '11', '14', '19', '22', '26', '28', '30'],
  modality: ['CT', 'MRI', 'MR', 'PET-CT', 'PET/CT', 'bone scan', 'scan', 'SPECT/CT', 'PSMA PET', 'FDG PET', 'study', 'exam', 'examination', 'radiograph', 'scintigram', 'whole-body MRI', 'imaging', 'bone scintigraphy'],
  prior: ['the [previous|prior|last|preceding|earlier|baseline] {modality}', '{month} {year}', 'the {modality} of {month} {year}', 'prior', 'prior {modality}', '{day} {month} {year}', '[two|three|four|six|nine] months ago', 'last [year|month|spring|autumn|time]', 'the outside {modality}', '0{day0}.0{day0}.{year}', 'baseline', 'nadir', 'the last [visit|follow-up|staging]'],
  day0: ['1', '2', '4', '5', '6', '8', '9'],
  since: ['', '', '', '', ' since {prior}', ' since {prior}', ' compared with {prior}', ' compared to {prior}', ' vs {prior}', ' relative to {prior}', ' (cf. {prior})', ' when set against {prior}', ' in the interval', ' over the interval', ' (comparison {prior})', ' by comparison with {prior}'],
  lead: ['Compared with {prior}, ', 'In comparison with {prior}, ', 'Since {prior}, ', 'Relative to {prior}, ', 'Comparison {prior}: ', 'As against {prior}, ', 'With reference to {prior}, '],
  mm: ['4 mm', '6 mm', '7 mm', '8 mm', '9 mm', '11 mm', '12 mm', '13 mm', '15 mm', '17 mm', '1.4 cm', '1.9 cm', '2.1 cm', '2 cm', '2.6 cm', '18 x 14 mm', '22 mm', '3.2 cm'],
  small: ['4 mm', '5 mm', '6 mm', '7 mm', '8 mm', '9 mm', '0.7 cm', '0.9 cm'],
  big: ['14 mm', '16 mm', '19 mm', '21 mm', '23 mm', '1.8 cm', '2.4 cm', '31 mm', '3.3 cm'],
  few: ['two', 'three', 'several', 'a few', 'multiple', 'numerous', 'at least four', 'five', 'some', 'many', 'a couple of', 'innumerable', 'scattered', 'at least two', '2', '3'],
  suv: ['SUVmax {suvn}', 'SUV {suvn}'],
  suvn: ['3.9', '4.4', '5.8', '6.2', '7.7', '8.3', '9.6', '10.4', '12.1', '14.9', '21'],
}
