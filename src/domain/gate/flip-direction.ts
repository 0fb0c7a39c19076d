import { sameCase } from './flip-side.ts'
import type { Edit } from './gate-report.ts'
import { denial, shares } from './own-words.ts'
import type { ReportWords } from './report-words.ts'

type Course = 'up' | 'down' | 'same' | 'new'
const said: Record<Course, RegExp> = {
  up: /\b(?:increas\w*|enlarging|(?:has|have) (?:slightly |markedly )?(?:enlarged|grown)|larger|bigger|grow\w*|progress\w*|worse\w*|denser|deteriorat\w*)\b|増大|増加|増悪|進行|拡大|悪化/i,
  down: /\b(?:decreas\w*|smaller|shr[aiu]nk\w*|reduc\w*|regress\w*|improv\w*|resolv\w*|less|diminish\w*|respon\w+)\b|縮小|減少|改善|軽減|消退|退縮|消失/i,
  same: /\b(?:unchanged|stable|no (?:significant |interval )*change|similar|constant|not changed)\b|不変|著変(?:は)?(?:な|を?認めま?せん|あり?ません)|変化(?:は)?(?:な|あり?ません)|変わら|同様/i,
  new: /\bnew(?:ly)?\b|新規|新た|新しい|出現/i,
}

type Turn = { pattern: RegExp; to: string; from: Course; becomes: Course }
const turn = (pattern: RegExp, to: string, from: Course, becomes: Course): Turn => ({ pattern, to, from, becomes })
const pairs: [up: string, down: string][] = [
  ['increased', 'decreased'], ['increasing', 'decreasing'], ['increase', 'decrease'], ['larger', 'smaller'], ['enlarging', 'shrinking'], ['progression', 'regression'],
  ['progressive', 'regressive'], ['progressing', 'regressing'], ['progressed', 'regressed'], ['worsening', 'improving'], ['worsened', 'improved'], ['has enlarged', 'has shrunk'], ['have enlarged', 'have shrunk'], ['has grown', 'has shrunk'], ['have grown', 'have shrunk'],
]
const japanesePairs: [up: string, down: string][] = [['増大', '縮小'], ['増加', '減少'], ['増悪', '改善'], ['進行', '改善']]
const whole = (word: string) => new RegExp(`\\b${word}\\b`, 'gi')

const turns: readonly Turn[] = [
  ...pairs.flatMap(([up, down]) => [turn(whole(up), down, 'up', 'down'), turn(whole(down), up, 'down', 'up')]),
  ...japanesePairs.flatMap(([up, down]) => [turn(new RegExp(up, 'g'), down, 'up', 'down'), turn(new RegExp(down, 'g'), up, 'down', 'up')]),
  turn(/\b(?:is|remains) (?:unchanged|stable)\b/gi, 'has increased', 'same', 'up'),
  turn(/\b(?:are|remain) (?:unchanged|stable)\b/gi, 'have increased', 'same', 'up'),
  turn(/(?<!\b(?:is|are|remains?|clinically|[dn]eurologically) )\b(?:unchanged|stable)\b(?! (?:fracture|patient|condition|burst|injury))/gi, 'enlarging', 'same', 'up'),
  turn(/(?<!\bno )\bnew\b/gi, 'unchanged', 'new', 'same'),
  turn(/不変|著変なし|変化なし/g, '増大', 'same', 'up'),
  turn(/新たな(?=多発|骨|肝|肺|結節|転移|病変)/g, '不変の', 'new', 'same'),
]
const unchangedJapanese = /(?:著変|変化|変わり)(?:は)?(?:なし|ない|ありません)|不変/g

/**
 * The other course: larger ↔ smaller, unchanged → larger, new → unchanged. Offered only where the findings tell the same course of the
 * same thing, and the wrong one of nothing that the statement speaks of: in a mixed response both may be right.
 */
export function flipDirection(words: ReportWords): Edit[] {
  return words.conclusion.filter(({ doubted, advises }) => !doubted && !advises).flatMap((statement) => {
    if (denial.test(statement.text.replace(unchangedJapanese, ''))) return []
    const tells = (course: Course) => words.findings.some(({ text, words: content }) => said[course].test(text) && shares(content, statement.words))
    const already = (course: Course) => said[course].test(statement.text)
    return turns.flatMap(({ pattern, to, from, becomes }) => {
      const found = [...statement.text.matchAll(pattern)]
      if (found.length === 0 || already(becomes) || !tells(from) || tells(becomes)) return []
      return found.map((one) => withArticle(statement.text, statement.start, { start: one.index, end: one.index + one[0].length, text: sameCase(one[0], to) }))
    })
  })
}

/** An edit inside a text that begins at `offset`, with "a" and "an" before it put right. */
export function withArticle(text: string, offset: number, { start, end, text: to }: Edit): Edit {
  const article = /\b(an?)\s+$/i.exec(text.slice(0, start))
  const after = text.slice(end, end + 1)
  const word = to === '' ? after : to
  const wanted = article && /^[aeiou]/i.test(word) ? 'an' : 'a'
  if (!article || article[1]!.toLowerCase() === wanted) return { start: offset + start, end: offset + end, text: to }
  return { start: offset + article.index, end: offset + end, text: `${sameCase(article[1]!, wanted)} ${to}` }
}
