import { describe, expect, it } from 'vitest'
import { noInferences } from '../names/inference.ts'
import { readFindings } from '../reading/align.ts'
import { gatePhrase } from './gate-phrase.ts'

const reasonOf = (findings: string, phrase: string) => gatePhrase(phrase, readFindings(findings).sentences[0]!, readFindings(findings), noInferences).reason

describe('how much there is of a finding', () => {
  it.each([
    ['New trace right pleural effusion.', 'New right pleural effusion', 'trace'],
    ['There is a small left pneumothorax.', 'Left pneumothorax', 'small'],
    ['Moderate ascites.', 'Ascites', 'moderate'],
    ['The pericardial effusion is large.', 'Pericardial effusion', 'large'],
    ['Partial tear of the left Achilles tendon.', 'Tear of the left Achilles tendon', 'partial'],
    ['Severe facet arthropathy with moderate right foraminal stenosis.', 'Right foraminal stenosis', 'moderate'],
    ['Subtotal collapse of the right lower lobe.', 'Collapse of the right lower lobe', 'subtotal'],
    ['Non-occlusive thrombus in the left portal vein.', 'Thrombus in the left portal vein', 'non-occlusive'],
    ['右胸水を少量認めます。', '右胸水', '少量'],
    ['高度の両側水腎症を認めます。', '両側水腎症', '高度'],
  ])('%s is not “%s”', (findings, phrase, word) => expect(reasonOf(findings, phrase)?.toLowerCase()).toContain(`leaves “${word}”`))

  it.each([
    ['New trace right pleural effusion.', 'New trace right pleural effusion'],
    ['Mild scoliosis with a wedge fracture of L1.', 'Wedge fracture of L1'],
    ['Full-thickness tear of the left Achilles tendon.', 'Complete tear of the left Achilles tendon'],
    ['Small bowel obstruction with an abrupt transition.', 'Small bowel obstruction with an abrupt transition'],
    ['Left tibial fracture, minimally displaced.', 'Minimally displaced left tibial fracture'],
  ])('%s may be told as “%s”', (findings, phrase) => expect(reasonOf(findings, phrase) ?? '').not.toMatch(/leaves/))
})

it('each doubted finding keeps a doubt of its own', () => {
  const findings = 'Possible fracture of the left scaphoid and probable effusion of the left wrist.'
  expect(reasonOf(findings, 'Possible fracture of the left scaphoid, effusion of the left wrist')).toMatch(/certain/)
  expect(reasonOf(findings, 'Possible fracture of the left scaphoid, probable effusion of the left wrist')).toBeNull()
})

it.each([
  ['Right frontal scalp haematoma, 9 mm.', 'Right frontal haematoma, 9 mm', /scalp/],
  ['Subcutaneous collection over the left hip, 31 mm.', 'Collection over the left hip, 31 mm', /subcutaneous/i],
  ['Mass in the pancreatic tail, 26 mm.', 'Pancreatic mass, 26 mm', /tail/],
  ['Nodule in the left lower lobe, 7 mm.', 'Left nodule, 7 mm', /lower lobe/],
  ['Left hip: shallow roof, alpha 54 degrees.', 'Left hip: shallow roof, 54 degrees', /alpha/],
  ['Obstruction of the left ostiomeatal unit.', 'Obstruction of the left ostiomeat', /no word/],
  ['Haematoma of the whole left psoas.', 'Haematoma of the left psoas', /whole/],
] as const)('%s is not “%s”', (findings, phrase, reason) => expect(reasonOf(findings, phrase)).toMatch(reason))

it.each([
  ['Scalp swelling and a left frontal fracture.', 'Left frontal fracture'],
  ['Mass in the pancreatic tail, 26 mm.', '26 mm mass, pancreatic tail'],
  ['Nodules in the left lung, largest 7 mm.', 'Left lung nodules, largest 7 mm'],
] as const)('%s may be told as “%s”', (findings, phrase) => expect(reasonOf(findings, phrase)).toBeNull())
