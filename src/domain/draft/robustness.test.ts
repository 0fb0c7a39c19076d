import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check/check-conclusion.ts'
import { sameMeasure } from '../text/measures.ts'
import { readSentence, type Unit } from '../text/read-sentence.ts'
import { assembleDraft } from './assemble.ts'
import { readFindings } from './reading/align.ts'
import { buildPrompt } from './model/prompt.ts'

const parts = [
  'There is a 12 mm nodule in the left upper lobe.', 'The right kidney contains a 3.4 cm cyst.', 'No pleural effusion.', 'LIVER: New 18 mm lesion in segment 7, previously 9 mm.',
  'Left L5 nerve root compression at L4/5.', 'Multiple gallstones up to 7 mm.', 'The spleen is enlarged, 14 cm.', 'Both adrenal glands are normal.', '右上葉に15 mmの結節を認めます。', '左胸水を少量認めます。', '肝S6に嚢胞を認めるが、腫瘤は認めない。',
]
const answers = [
  '14 mm nodule in the right upper lobe.', '12 mm nodule in the left upper lobe.', 'Left renal cyst, 3.4 cm.', 'Pleural effusion.', 'Liver lesion 1.8 cm in segment 7, new.', 'L3/4 disc herniation.', 'No gallstones.', 'Splenomegaly of 14 mm.',
  'Follow-up in 3 months is recommended.', '左上葉に15 mmの結節。', '右上葉結節、15 mm。', '右胸水。', 'Metastatic disease.', 'Bilateral renal cysts.', 'Impression: 1. Enlarged spleen (14 cm).',
]

describe('what is offered', () => {
  it('never has a number, side or level that the findings do not have, whatever the model says', () => {
    assert(property(array(constantFrom(...parts), { minLength: 1, maxLength: 6 }), array(constantFrom(...answers), { maxLength: 6 }), (findingsParts, answerParts) => {
      const findings = findingsParts.join(' ')
      const known = readFindings(findings).sentences.flatMap((sentence) => [...sentence.units, ...sentence.headingUnits])
      const draft = assembleDraft({ input: { findings }, answer: answerParts.join(' ') })
      for (const { text } of draft.sentences) {
        for (const unit of readSentence(text, { start: 0, end: text.length }).units) expect([text, isKnown(unit, known)]).toEqual([text, true])
      }
      expect(draft.checks.filter((issue) => issue.severity === 'error')).toEqual([])
    }), { numRuns: 1000 })
  }, 60_000)
})

function isKnown(unit: Unit, known: readonly Unit[]): boolean {
  if (unit.kind === 'measure') return known.some((one) => one.kind === 'measure' && sameMeasure(unit, one))
  if (unit.kind === 'side') return known.some((one) => one.kind === 'side' && (one.key === unit.key || one.key === 'bilateral'))
  if (unit.kind === 'level') return known.some((one) => one.kind === 'level' && (one.key === unit.key || one.key.split('/').includes(unit.key)))
  return true
}

const upTo = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
const report = `${parts.join(' ')}\nHEART: Normal.\n`

describe('large and hostile text', () => {
  it('1 MB of reports is drafted in a few seconds', () => {
    const cpu = process.cpuUsage()
    expect(assembleDraft({ input: { findings: upTo(report, 1_000_000) }, answer: null }).sentences.length).toBeGreaterThan(0)
    const { user, system } = process.cpuUsage(cpu)
    // Under 3 s on a quiet 2-core machine; the limit leaves room for a busy one and finds anything quadratic.
    expect((user + system) / 1e6).toBeLessThan(10)
  }, 120_000)
  it.each([
    ['one letter', 'x'], ['spaces', ' '], ['commas', 'a, '], ['denials', 'no mass, '], ['details', 'It is larger. '], ['brackets', '(image '], ['headings', 'Liver: '],
    ['joined numbers', '1 x '], ['stars', '**'], ['lone surrogates, bidi and NUL', '\ud800\u202e\u0000 no '], ['line breaks', '\n'], ['Japanese without a stop', '結節'], ['list numbers', '1. '],
  ])('200 kB of %s is drafted, checked and condensed in linear time', (_name, piece) => {
    const cpu = process.cpuUsage()
    const findings = upTo(piece, 200_000)
    expect(() => assembleDraft({ input: { findings, indication: upTo(piece, 20_000) }, answer: upTo(piece, 20_000) })).not.toThrow()
    expect(() => checkConclusion({ findings: upTo(piece, 50_000), conclusion: upTo(piece, 20_000) })).not.toThrow()
    expect(() => buildPrompt({ findings: upTo(piece, 200_000) }, 'llama3')).not.toThrow()
    const { user, system } = process.cpuUsage(cpu)
    expect((user + system) / 1e6).toBeLessThan(10)
  }, 120_000)
  it('100,000 lines', () => {
    expect(assembleDraft({ input: { findings: 'Nodule.\n'.repeat(100_000) }, answer: null }).sentences.length).toBeGreaterThan(0)
  }, 120_000)
})
