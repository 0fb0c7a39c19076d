import type { CheckedText, TextToCheck } from '../../domain/answer/checked-text.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { sha256Of } from '../db/sha256.ts'

/** Checks a text, however long it takes; rejects when the thread dies. */
export type CheckWork = (text: TextToCheck) => Promise<CheckedText>

export type CheckQueue = ReturnType<typeof createCheckQueue>

/**
 * One text is checked at a time. Of those asked about while somebody types only the newest is checked: an older one that has not begun rejects
 * with AppError `cancelled`. The last answer is kept for the same text.
 */
export function createCheckQueue(work: CheckWork) {
  let newest = 0
  let turn: Promise<unknown> = Promise.resolve()
  let last: { key: string; issuesKey: string; checked: CheckedText } | null = null

  async function check(text: TextToCheck): Promise<CheckedText> {
    const key = keyOf(text)
    if (last?.key !== key) last = { key, issuesKey: keyOf(ofIssues(text)), checked: await work(text) }
    return last.checked
  }

  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const next = turn.then(step)
    turn = next.catch(() => {})
    return next
  }

  const known = (text: TextToCheck): CheckedText['issues'] | null => (last?.issuesKey === keyOf(ofIssues(text)) ? last.checked.issues : null)

  return {
    newest(text: TextToCheck): Promise<CheckedText> {
      const mine = ++newest
      return inTurn(() => (mine === newest ? check(text) : Promise.reject(new AppError('cancelled', 'The text has changed since.'))))
    },
    /** The same for an answer that must come, however much is typed meanwhile. */
    whole: (text: TextToCheck): Promise<CheckedText> => inTurn(() => check(text)),
    /** The issues alone, for who is about to sign: they do not depend on the draft. */
    settled: (text: TextToCheck): Promise<CheckedText['issues']> => inTurn(async () => known(text) ?? (await check(ofIssues(text))).issues),
    /** The issues of the text that was checked last, for who cannot wait; null: it was another one. The draft beside it does not matter. */
    known,
  }
}

const keyOf = (text: TextToCheck): string => sha256Of(JSON.stringify(text))
const ofIssues = (text: TextToCheck): TextToCheck => (text.what === 'conclusion' ? { ...text, draft: null, issuesOnly: true } : text)
