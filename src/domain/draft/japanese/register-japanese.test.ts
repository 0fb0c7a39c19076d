import { expect, it } from 'vitest'
import { assembleDraft } from '../assemble.ts'
import { closedJapanese } from './register-japanese.ts'

it.each([
  ['脾臓は腫大しており', '脾臓は腫大'],
  ['肝臓の辺縁は鈍化しており、', '肝臓の辺縁は鈍化'],
  ['左腎盂は拡張しておりまして', '左腎盂は拡張'],
  ['周囲に浮腫を伴い', '周囲に浮腫を伴う'],
  ['右上葉に結節を認め', '右上葉に結節'],
  ['平衡相で低吸収を示し', '平衡相で低吸収を示す'],
  ['前回より縮小し', '前回より縮小'],
] as const)('a line ends as a sentence: %s', (open, closed) => expect(closedJapanese(open)).toBe(closed))

it.each(['胸水なし', '右肺に結節を認めず', '骨折線は認めない', '第10胸椎に強い集積亢進', '左腎に12mmの結石あり'])('what is closed stays: %s', (text) => expect(closedJapanese(text)).toBe(text))

const draftOf = (findings: string) => assembleDraft({ input: { findings }, answer: null }).conclusion

it('the side that only the examination names stands in front of the line, unless the other side is spoken of, too', () => {
  expect(draftOf('左足関節2方向。脛骨遠位端に骨折線あり。')).toMatch(/^左脛骨遠位端/)
  expect(draftOf('右膝MRI。半月板後節に断裂あり。')).toMatch(/^右/)
  expect(draftOf('左足関節2方向。脛骨遠位端に骨折線あり。右足関節に異常なし。')).not.toMatch(/^左脛骨/)
})

it('an area that is measured is told, whatever it is', () => {
  expect(draftOf('膝窩部に31×10mmの無エコー域あり。半月板に断裂なし。')).toMatch(/31×10mm/)
  expect(draftOf('肝S5に22mm大の低信号域を認める。腹水なし。')).toMatch(/22mm/)
})
