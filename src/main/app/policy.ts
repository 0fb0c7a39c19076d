import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'
import { GateLimits } from '../../domain/gate/gate-limits.ts'

/** What an admin may set for a computer, in a JSON file that users cannot change. */
export const Policy = z.strictObject({
  /** How the key of the database is protected. `file`: not at all, for computers whose disk is encrypted as a whole. */
  keyProtection: z.enum(['keyring', 'passphrase', 'file']).optional(),
  /** Share of wrong status tags that is accepted, which users then cannot change; null: every report gets a label. */
  acceptedTagError: z.number().min(0.001).max(0.2).nullable().optional(),
  /** "Mine first": share of cases whose draft stays sealed until the person has written, which users then cannot change; null: none. */
  mineFirst: z.number().min(0).max(1).nullable().optional(),
  /** Status rules to read reports with that are neither English nor Japanese; absent: such a report gets no label. */
  rulesAllowedFor: z.enum(['en', 'ja']).optional(),
  /** Whether a model reads after the rules, which users then cannot change. `true` turns it on only where it has passed its measurement. */
  secondReader: z.boolean().optional(),
  /** What a run of the flip-proof gate must reach before its model may be used; a name that is absent has our default. */
  gateLimits: GateLimits.partial().optional(),
})
export type Policy = z.infer<typeof Policy>

/** `problem` is one sentence for the window; with it the policy is null and nothing may open. */
type PolicyReading = { policy: Policy | null; problem: string | null }

/** Largest policy file that is read, in bytes. */
const maxSize = 65_536

/** Reads the policy file. No file: no policy. A file that is not understood to the last key, or that anybody may write: a problem, never a guess. */
export function readPolicy(path: string): PolicyReading {
  const refuse = (reason: string): PolicyReading => ({ policy: null, problem: `The policy file ${path} ${reason}.` })
  try {
    const status = statSync(path, { throwIfNoEntry: false })
    if (!status) return { policy: null, problem: null }
    if (!status.isFile() || status.size > maxSize) return refuse('is not a small file')
    if (process.platform !== 'win32' && (status.mode & 0o002) !== 0) return refuse('can be written by anybody')
    const parsed = Policy.safeParse(JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')))
    if (parsed.success) return { policy: parsed.data, problem: null }
    const issue = parsed.error.issues[0]
    return refuse(`is not valid (${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'not as expected'})`)
  } catch (error) {
    return refuse(error instanceof SyntaxError ? 'is not JSON' : 'cannot be read')
  }
}
