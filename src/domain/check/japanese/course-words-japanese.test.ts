import { describe, expect, it } from 'vitest'
import { checkJapanese } from './check-japanese.ts'

const said = (findings: string, conclusion: string) => checkJapanese({ findings, conclusion }).filter((issue) => issue.kind !== 'leftOut').map((issue) => issue.kind)

describe('courses of Japanese findings by their words', () => {
  it.each([
    ['脾臓に低吸収結節 16mm、前回15mm。', '脾結節16mm、新出。', 'what had a size before told as new'],
    ['左腋窩リンパ節 11mm、前回10mm。', '左腋窩リンパ節は急速に増大。', 'no more than measuring told as much'],
    ['硬膜下血腫：左頭頂部に少量、減少。', '硬膜下血腫は前日より目立つ。', 'a course that stands alone behind a comma'],
    ['シャント径 9mm(前回 6mm)に拡大。周囲に液貯留あり。', '周囲液貯留の残存あるもシャント径は縮小。', 'the second course of a clause'],
    ['仮性嚢胞は前回より縮小。', '仮性嚢胞は増大しているが感染を疑う所見なし。', 'a course before the denial of something else'],
  ])('names the turned course of %s / %s (bug: %s passed)', (findings, conclusion) => {
    expect(said(findings, conclusion).length).toBeGreaterThan(0)
  })
  it.each([
    ['脾臓に低吸収結節 16mm、新出。', '脾結節16mm、新規。'],
    ['左腋窩リンパ節 11mm、前回10mm。', '左腋窩リンパ節は軽度増大。'],
    ['左腋窩リンパ節 11mm、前回10mm。', '左腋窩リンパ節は著変なし。'],
    ['L2の集積は前回より低下、L5は前回と同等。', 'L2は集積低下、L5は不変。'],
    ['右上葉の結節は6mmと不変。', '右上葉の結節は不変で良性の可能性が高くなっています。'],
  ])('is silent on %s / %s (bug: a course right in other words was called wrong)', (findings, conclusion) => {
    expect(said(findings, conclusion)).toEqual([])
  })
})
