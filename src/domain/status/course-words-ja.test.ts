import { describe, expect, it } from 'vitest'
import { classifyStatus } from './classify-status.ts'

/** What was missing then, what is not bone, blocks of an earlier report, repair, benign findings; the same words where they hold. */
const reports: [label: 0 | 1 | 2, indication: string, conclusion: string][] = [
  [2, '乳癌、骨転移', '骨転移はいずれも大差を認めません。肝転移は増大。'],
  [2, '肺癌、骨転移', '(前回報告より)骨転移増大、肝転移新出。\n(今回)骨転移は変化なし。肝転移は増大。'],
  [1, '肺癌、骨転移', '(前回報告より)骨転移は不変。\n(今回)左腸骨に新たな骨転移が出現。'],
  [1, '腎癌、骨転移', '左腸骨転移は今回 47→58mm。'],
  [2, '腎癌、骨転移', '左腸骨転移は今回 58→47mm。肺転移増大。'],
  [1, '胃癌', '第3腰椎に溶骨性病変を認めます（前回なし）。転移と考えます。'],
  [0, '胃癌', '骨転移は前回なし、今回もなし。'],
  [0, '胃癌', '骨転移を認めません。'],
  [1, '乳癌', '胸骨に溶骨性病変が出現しており、5月には存在しなかった。'],
  [2, '前立腺癌、骨転移', '骨以外の病変はすべて増大。骨転移は従来と同じ。'],
  [0, '前立腺癌', '骨以外に転移が多発。骨転移なし。'],
  [2, '前立腺癌、骨転移', '腰椎の造骨性変化は前回より目立ちますが、治療効果と考えます。リンパ節は増大。'],
  [1, '前立腺癌、骨転移', '腰椎の溶骨性変化は前回より目立ちます。'],
  [2, '前立腺癌、骨転移', '既知の骨転移の集積は増強していますが新たな集積はなく、フレア現象です。'],
  [1, '肺癌、骨転移', '骨転移は増大していますが新たな病変はありません。'],
  [2, '肺癌、腰椎転移', '腰椎転移は不変。第8肋骨に集積が新たに見られますが骨折によります。'],
  [2, '乳癌、右大腿骨転移術後', '術後変化のみで再発を認めません。'],
  [2, '卵巣癌、骨転移', '骨転移に新たな動きはありません。腹水増加。'],
  [0, '卵巣癌', '骨に新たな異常を認めません。'],
  [2, '前立腺癌、骨転移', '以前集積を認めた第5肋骨は今回描出されません。'],
  [1, '前立腺癌', '骨 RAC 5(左大腿骨に新規2か所)。'],
  [2, '甲状腺癌、骨転移', '骨のtumor volumeは半減し、新規病変を認めません。'],
  [1, '肺ca', 'primary ↓、LN ↓、bone meta ↑'],
  [2, '肺ca bone meta', 'primary ↑、LN ↑、bone meta ↓'],
]

describe('Japanese words of the course in their sentence (bug: a word of course or denial decides whoever says it, of whatever and whenever)', () => {
  it.each(reports)('%i: %s | %s', (label, indication, conclusion) => {
    expect(classifyStatus({ indication, conclusion }).label).toBe(label)
  })
})
