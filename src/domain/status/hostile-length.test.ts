import { describe, expect, it } from 'vitest'
import { classifyStatus } from './classify-status.ts'

const filled = (words: string, length: number) => words.repeat(Math.ceil(length / words.length)).slice(0, length)

/** Processor time of one report of `length` characters, the least of two, in seconds: other programs on the machine count little. */
function cost(words: string, length: number): number {
  const text = filled(words, length)
  const runs = [0, 1].map(() => {
    const began = process.cpuUsage()
    classifyStatus({ text })
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1e6
  })
  return Math.min(...runs)
}

const ordinary = { en: 'Known metastases in L2 and the left ilium are unchanged since March. No new lesion. The liver is normal. ', ja: '第2腰椎と左腸骨の転移は前回と比べ不変。新たな病変を認めない。肝に異常なし。' }
/** How many times the time of ordinary text the worst may take; measured 1.6 for "no new ", and 7 before the cues of a sentence were read once. */
const most = 5

describe('words repeated without end', () => {
  it.each([['en', 'no new '], ['en', 'bone, '], ['en', 'stable '], ['ja', 'なし'], ['ja', 'を認めず'], ['ja', '増大']] as const)(
    'cost little more than a report as long (bug: a minute for a megabyte of "no new"): %s %s', (language, words) => {
      cost(words, 5_000)
      expect(cost(words, 60_000)).toBeLessThan(Math.max(0.1, cost(ordinary[language], 60_000)) * most)
    }, 60_000,
  )
})

describe('a megabyte', () => {
  const texts: Record<string, string> = { letter: 'a', blanks: ' ', lines: 'x\n', tags: '<a', digits: '1', han: '骨' }
  it.each(Object.entries(texts))('of %s keeps no regular expression busy for 100 ms (bug: the window stands still on a pasted file)', (_, unit) => {
    const slow: string[] = []
    const exec = RegExp.prototype.exec
    const timed = (regexp: RegExp, text: string): RegExpExecArray | null => {
      const began = performance.now()
      const found = exec.call(regexp, text)
      if (performance.now() - began < 100) return found
      // A busy machine may have taken the time: three more tries, the quickest counts.
      const tries = [0, 1, 2].map(() => {
        const again = performance.now()
        exec.call(new RegExp(regexp.source, regexp.flags), text)
        return performance.now() - again
      })
      if (Math.min(...tries) > 100) slow.push(regexp.source)
      return found
    }
    // oxlint-disable-next-line no-extend-native
    RegExp.prototype.exec = function (this: RegExp, text: string) {
      return timed(this, text)
    }
    try {
      classifyStatus({ conclusion: filled(unit, 1_000_000) })
    } finally {
      // oxlint-disable-next-line no-extend-native
      RegExp.prototype.exec = exec
    }
    expect(slow).toEqual([])
  }, 120_000)
})
