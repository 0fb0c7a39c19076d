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
