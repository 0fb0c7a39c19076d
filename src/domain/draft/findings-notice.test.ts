import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readFindings } from './align.ts'
import { findingsNotice } from './findings-notice.ts'

const notice = (findings: string) => findingsNotice(readFindings(findings))
const rowsOf = (name: string): { id: string; findings: string }[] => {
  const file = new URL(`../../../models/training/conclusion/${name}.jsonl`, import.meta.url)
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { id: string; findings: string }) : []
}

describe('what is said of the findings themselves', () => {
  it.each([
    ['Knoten im rechten Oberlappen von 12 mm. Kein Pleuraerguss. Die Leber ist unauffällig.', /German/],
    ['Nodule de 12 mm dans le lobe supérieur droit. Pas de pleurésie. Le foie est sans anomalie.', /French/],
    ['Узел в верхней доле правого лёгкого, 12 мм.', /another script/],
  ])('another language: %s', (findings, said) => expect(notice(findings)).toMatch(said))

  it.each([
    'There is a left pleural effusion. No pleural effusion on the left.',
    'Small right pneumothorax. No pneumothorax.',
    '胸水を認めます。胸水は認めません。',
  ])('two sentences that cannot both be true: %s', (findings) => expect(notice(findings)).toMatch(/contradict themselves/))

  it.each([
    'There is a left pleural effusion. No pleural effusion on the right.',
    'Fracture of L1. No fracture of the sacrum.',
    'Known metastasis in segment 4. No new metastasis.',
    'Nodule in the right upper lobe. No other nodule.',
    'LIVER: Simple cyst.\nKIDNEYS: No cyst.',
    'Old fracture of the left clavicle. No acute fracture.',
  ])('not what is only told of two places or times: %s', (findings) => expect(notice(findings)).toBeNull())

  it('says nothing of the hand-written reports (bug: a warning on every other report)', () => {
    const rows = ['dev-en', 'dev-ja', 'independent-en', 'independent-ja'].flatMap(rowsOf)
    expect(rows.length).toBeGreaterThan(150)
    expect(rows.flatMap(({ id, findings }) => (notice(findings) ? [`${id}: ${notice(findings)}`] : []))).toEqual([])
  })
})
