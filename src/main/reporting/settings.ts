import { z } from 'zod'
import type { StatusReliability } from '../../domain/status/reliability.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'
import { personOf, type Context } from './context.ts'
import { requireWellFormed } from './well-formed.ts'

/** One wrong label in a hundred: the width of the abstain band until somebody chooses another (docs/decisions/0005-cohort-runs.md). */
export const defaultAcceptedTagError = 0.01

const Settings = z.object({
  theme: z.enum(['dark', 'light', 'system']).catch('dark'),
  person: z.string().max(120).catch(''),
  textSize: z.enum(['small', 'normal', 'large']).catch('normal'),
  acceptedTagError: z.number().min(0.001).max(0.2).nullable().catch(defaultAcceptedTagError),
  mineFirst: z.number().min(0).max(1).nullable().catch(null),
})
export type Settings = z.infer<typeof Settings>

/** What an admin's policy decides instead of the person. */
export type SettingsPolicy = { acceptedTagError?: number | null | undefined; mineFirst?: number | null | undefined }

/** What was chosen, otherwise the defaults; the policy's word stands above both. A value that is not understood any more falls back to its default. */
export function settingsOf(stores: Stores, policy: SettingsPolicy | null): Settings {
  const settings = Settings.parse(stores.settings.all())
  const { acceptedTagError = settings.acceptedTagError, mineFirst = settings.mineFirst } = policy ?? {}
  return { ...settings, acceptedTagError, mineFirst }
}

export function createSettings(context: Context, policy: SettingsPolicy | null, reliability: () => StatusReliability[]) {
  return {
    /** How honest the odds are, and whether the accepted error is the admin's to choose. */
    readReliability: () => ({ reports: reliability(), lockedByPolicy: policy?.acceptedTagError !== undefined }),

    /** Whether writing first is the admin's to choose. */
    readMineFirst: () => ({ share: settingsOf(context.stores(), policy).mineFirst, lockedByPolicy: policy?.mineFirst !== undefined }),

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
          stores.settings.write(name, changes[name])
          stores.audit.add({ at: context.now().toISOString(), actor: personOf(stores, ''), action: 'setting.changed', reportId: null, subjectId: null, detail: { name } })
        }
      })
      return settingsOf(stores, policy)
    },
  }
}
