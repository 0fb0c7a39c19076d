import { z } from 'zod'
import { AnswerReason, type IssueAnswer, type SignedAnswer } from '../../domain/answer/issue-answer.ts'
import type { ReportId } from '../../domain/report/report.ts'
import type { Connection } from './connection.ts'

const Row = z.object({ key: z.string(), id: z.string(), reason: AnswerReason.nullable(), note: z.string(), author: z.string(), at: z.string() })
const SignedRow: z.ZodType<SignedAnswer> = z.object({ kind: z.string(), message: z.string(), conclusion: z.string(), findings: z.string(), reason: AnswerReason, note: z.string(), author: z.string(), at: z.string() })

/** An answer with what it was given to. `reason` null takes the answer to this key back. */
type NewAnswer = Omit<IssueAnswer, 'reason'> & { reason: AnswerReason | null; reportId: ReportId; key: string; kind: string; message: string; conclusion: string; findings: string }

export function createAnswerStore(connection: Connection) {
  const insert = connection.prepare(`
    INSERT INTO issue_answer (id, report, key, kind, message, conclusion, findings, reason, note, author, at)
    VALUES (@id, @reportId, @key, @kind, @message, @conclusion, @findings, @reason, @note, @author, @at)`)
  const ofReport = connection.prepare('SELECT key, id, reason, note, author, at FROM issue_answer WHERE report = ? ORDER BY number')
  const sign = connection.prepare('INSERT INTO signed_answer (version, answer) SELECT @version, number FROM issue_answer WHERE id = @answer')
  const signed = connection.prepare(`
    SELECT kind, message, conclusion, findings, reason, note, author, at FROM signed_answer JOIN issue_answer ON issue_answer.number = signed_answer.answer
    WHERE version = ? ORDER BY answer`)
  return {
    add(answer: NewAnswer): void {
      insert.run(answer)
    },
    /** The answers in force, by the key of their issue. */
    ofReport(reportId: ReportId): Map<string, IssueAnswer> {
      const answers = new Map<string, IssueAnswer>()
      for (const value of ofReport.all(reportId)) {
        const { key, reason, ...answer } = Row.parse(value)
        if (reason === null) answers.delete(key)
        else answers.set(key, { ...answer, reason })
      }
      return answers
    },
    /** An answer held when this version was signed. */
    sign(version: string, answer: string): void {
      sign.run({ version, answer })
    },
    ofVersion: (version: string): SignedAnswer[] => signed.all(version).map((row) => SignedRow.parse(row)),
  }
}
