import { describe, expect, it } from 'vitest'
import type { PlainWish } from './plain-wish.ts'
import { readPlainWish } from './read-plain-wish.ts'

function short(wish: PlainWish): string {
  switch (wish.about) {
    case 'order':
      return `${wish.first} first`
    case 'form':
      return wish.form
    case 'length':
      return wish.length
    case 'most':
      return `most ${String(wish.sentences)}`
    default:
      return `${wish.about === 'mention' ? '+' : '-'}${wish.what}`
  }
}
const read = (text: string) => {
  const { wishes, free } = readPlainWish(text)
  return [wishes.map(short), free]
}

describe('plain words that are understood without a model', () => {
  it.each([
    ['shorter, as a list', ['shorter', 'list']],
    ['please keep it short', ['shorter']],
    ['as a numbered list', ['list']],
    ['prose', ['prose']],
    ['more detail', ['longer']],
    ['短く、箇条書きで', ['shorter', 'list']],
    ['Start with the answer to the question', ['answer first']],
    ['Begin with the reply to the indication, then the findings.', ['answer first']],
    ['Answer the clinical question first', ['answer first']],
    ['Findings first', ['findings first']],
    ['The answer goes at the end', ['findings first']],
    ['質問への答えを最初に書く', ['answer first']],
    ['所見から書く', ['findings first']],
    ['Number the sentences', ['list']],
    ['One sentence per line', ['lines']],
    ['Keep it to three sentences', ['most 3']],
    ['no more than 4 short sentences', ['most 4']],
    ['三文以内で', ['most 3']],
    ['Write a paragraph in prose, at most four sentences, no list', ['prose', 'most 4']],
    ['Leave out degenerative change of the spine', ['-degenerative change of the spine']],
    ['Renal cysts are left out', ['-Renal cysts']],
    ['脊椎の変性は省く', ['-脊椎の変性']],
    ['嚢胞、脂肪肝は省く', ['-嚢胞', '-脂肪肝']],
    ['Do not mention renal cysts, hepatic steatosis and diverticulosis', ['-renal cysts', '-hepatic steatosis', '-diverticulosis']],
    ['Always mention the lymph nodes', ['+lymph nodes']],
    ['Always report on bone and lymph nodes even when normal', ['+bone', '+lymph nodes']],
    ['リンパ節と副腎について必ず記載する', ['+リンパ節', '+副腎']],
  ] as const)('%s (bug: a rule that has no effect)', (text, wishes) => {
    expect(read(text)).toEqual([wishes, []])
  })

  it.each([
    ['Do not start with the answer', ['findings first']],
    ['Not as a list', ['lines']],
    ['番号をつけない', ['lines']],
    ['never leave out the appendix', ['+appendix']],
    ['The adrenals must never be omitted', ['+adrenals']],
    ['Degenerative change is never mentioned', ['-Degenerative change']],
  ] as const)('%s (bug: a "not" that is overheard turns the rule round)', (text, wishes) => {
    expect(read(text)).toEqual([wishes, []])
  })

  it.each([
    'Not too short', 'At least 3 sentences', 'shorter for follow-up examinations', 'Leave out degenerative change of the spine unless severe', 'If normal, one sentence',
    '重症の場合は詳しく', 'always mention the short-axis diameter of lymph nodes', 'Leave out the Bosniak class', 'leave out everything normal', 'At most 20 words', 'Write formal English', '丁寧な文体で', 'mention the family doctor',
  ])('%s: is not followed by half (bug: a condition, an unknown word or an opposite taken for a plain wish)', (text) => {
    expect(read(text)).toEqual([[], [text]])
  })

  it('what is not understood is told word for word beside what is (bug: words swallowed)', () => {
    expect(read('shorter, and address it to the surgeon')).toEqual([['shorter'], ['address it to the surgeon']])
    expect(read('Use British spelling and mention the Bosniak class; as a list.')).toEqual([['list'], ['Use British spelling and mention the Bosniak class']])
  })

  it('a place alone belongs to the finding before it (bug: every finding of the hips left out)', () => {
    expect(read('Leave out degenerative change of the spine and hips')).toEqual([['-degenerative change of the spine and hips'], []])
    expect(read('Mention the thyroid and the adrenals')).toEqual([['+thyroid', '+the adrenals'], []])
  })
})
