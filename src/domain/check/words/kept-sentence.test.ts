import { describe, expect, it } from 'vitest'
import { readFindings } from '../../draft/reading/align.ts'
import { checkConclusion } from '../check-conclusion.ts'

const findings = 'Abdomen: Small bowel wall thickened with free intraperitoneal gas beside the sigmoid. Right kidney with moderate hydronephrosis, renal pelvis dilated. Left graft occluded. Anastomosis without thickening. Liver 14 mm lesion in segment 6, previously 9 mm.'
const sentences = ['No perforation.', 'Extraluminal gas beside the sigmoid.', 'Recurrence at the anastomosis.', 'Left graft patent.', 'Right kidney: collecting system not dilated.', 'Hydronephrosis on the right.', 'Growing 14 mm liver lesion.', 'Avascular lesion with internal flow.']

describe('what is kept of a sentence', () => {
  // Bug: a verdict that hangs on another sentence (the sign told beside its denial, a word told both ways) was kept with the sentence that it stands in.
  it.each(sentences.flatMap((first, at) => sentences.filter((_, other) => other !== at).map((second) => [first, second] as const)))('is judged with what stands beside it now: %s %s', (first, second) => {
    const read = readFindings(findings)
    for (const conclusion of [first, `${first} ${second}`, `${second} ${first}`, `${second} ${first} As described.`, first]) expect(checkConclusion({ findings, conclusion }, read)).toEqual(checkConclusion({ findings, conclusion }, readFindings(findings)))
  })
})
