import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { classifyReportSync, type StatusModels } from './tiers/cascade.ts'
import { readStatus } from './classify-status.ts'
import { readStatusWeights } from './learned/weights.ts'
import { namesBone } from './names-bone.ts'

const weightsOf = (language: string) => readStatusWeights(readFileSync(new URL(`../../../models/status/${language}.bin`, import.meta.url)))
const weights: StatusModels = { en: weightsOf('en'), ja: weightsOf('ja') }

describe('reports in which nothing names a bone', () => {
  it.each([
    '左肺上葉に28mm大の結節があり、肺癌を疑います。縦隔リンパ節転移と考えます。',
    '肝に多発転移があり、前回と比較して増大しています。',
    'Growing right upper lobe mass, now 45 mm, with new liver metastases and enlarging mediastinal nodes: progressive disease.',
    'New brain metastases. Progression.',
  ])('are none by the rules, whatever words weigh (bug: growing metastases elsewhere read as bone metastases): %s', (conclusion) => {
    const answer = classifyReportSync({ indication: '', conclusion }, { weights })
    expect(namesBone(readStatus({ conclusion }))).toBe(false)
    expect(answer).toMatchObject({ label: 0, tier: 'rules' })
  })

  it.each(['Seven foci remain of thirteen; none is new.', 'MSK: soft tissue mass replacing the iliac wing.', 'ｺﾂﾃﾝｲ ﾍﾝｶﾅｼ｡', '骨シンチで集積が増えています。', 'L3 lesion.', 'Destruction of the hyoid body.', 'mCRPC, progression.'])('words that speak of bone without naming one keep the classifier asked: %s', (conclusion) => {
    expect(namesBone(readStatus({ conclusion }))).toBe(true)
  })
})
