import { z } from 'zod'
import type { StatusReliability } from '../../domain/status/tiers/reliability.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'
import { personOf, type Context } from './context.ts'
import { requireWellFormed } from './well-formed.ts'

/** One wrong label in a hundred: the width of the abstain band until somebody chooses another (docs/decisions/0005-cohort-runs.md). */
const defaultAcceptedTagError = 0.01

const Settings = z.object({
  theme: z.enum(['dark', 'light', 'system']).catch('dark'),
  person: z.string().max(120).catch(''),
  textSize: z.enum(['small', 'normal', 'large']).catch('normal'),
  acceptedTagError: z.number().min(0.001).max(0.2).nullable().catch(defaultAcceptedTagError),
  mineFirst: z.number().min(0).max(1).nullable().catch(null),
})
type Settings = z.infer<typeof Settings>

/** What an admin's policy decides instead of the person. */
export type SettingsPolicy = { acceptedTagError?: number | null | undefined; mineFirst?: number | null | undefined }

/** Where writing first is kept: under the name in the settings, so that colleagues at one workstation choose each for themselves; without a name for the installation. */
const mineFirstKey = (person: string): string => (person.trim() === '' ? 'mineFirst' : `mineFirst:${person.normalize('NFKC').trim().toLowerCase()}`)

/**
 * What was chosen, otherwise the defaults; the policy's word stands above both. A value that is not understood any more falls back to its
 * default. Who has not chosen about writing first has what the installation has.
 */
export function settingsOf(stores: Stores, policy: SettingsPolicy | null): Settings {
  const stored = stores.settings.all()
  const person = typeof stored['person'] === 'string' ? stored['person'] : ''
  const own = mineFirstKey(person)
  const settings = Settings.parse(own in stored ? { ...stored, mineFirst: stored[own] } : stored)
  const { acceptedTagError = settings.acceptedTagError, mineFirst = settings.mineFirst } = policy ?? {}
  return { ...settings, acceptedTagError, mineFirst }
}

export function createSettings(context: Context, policy: SettingsPolicy | null, reliability: () => StatusReliability[]) {
  return {
    /** How honest the odds are, and whether the accepted error is the admin's to choose. */
    readReliability: () => ({ reports: reliability(), lockedByPolicy: policy?.acceptedTagError !== undefined }),

    /** Whether writing first is the admin's to choose, and whose choice it is: a person's (by the name in the settings), or everybody's here. */
    readMineFirst() {
      const { mineFirst, person } = settingsOf(context.stores(), policy)
      return { share: mineFirst, lockedByPolicy: policy?.mineFirst !== undefined, person: person.trim() || null }
    },

    readSettings: (): Settings => settingsOf(context.stores(), policy),

    /** Throws AppError `forbidden` for a setting that the policy of this computer decides. */
    writeSettings(changes: { [K in keyof Settings]?: Settings[K] | undefined }): Settings {
      if (changes.person !== undefined) requireWellFormed('the name', changes.person)
      if (changes.acceptedTagError !== undefined && policy?.acceptedTagError !== undefined && changes.acceptedTagError !== policy.acceptedTagError) {
        throw new AppError('forbidden', 'The accepted error of status tags is set by the policy of this computer; only your admin can change it.')
      }
      if (changes.mineFirst !== undefined && policy?.mineFirst !== undefined && changes.mineFirst !== policy.mineFirst) {
        throw new AppError('forbidden', 'Whether the draft is sealed is set by the policy of this computer; only your admin can change it.')
      }
      const stores = context.stores()
      stores.transaction(() => {
        for (const name of Object.keys(Settings.shape) as (keyof Settings)[]) {
          if (changes[name] === undefined) continue
          // The name comes before in the order of the settings: a choice made with it is already its own.
          stores.settings.write(name === 'mineFirst' ? mineFirstKey(settingsOf(stores, null).person) : name, changes[name])
          stores.audit.add({ at: context.now().toISOString(), actor: personOf(stores, ''), action: 'setting.changed', reportId: null, subjectId: null, detail: { name } })
        }
      })
      return settingsOf(stores, policy)
    },
  }
}
