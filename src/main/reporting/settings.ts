import { z } from 'zod'
import { personOf, type Context } from './context.ts'
import { requireWellFormed } from './well-formed.ts'

const Settings = z.object({
  theme: z.enum(['dark', 'light', 'system']).catch('dark'),
  person: z.string().max(120).catch(''),
  textSize: z.enum(['small', 'normal', 'large']).catch('normal'),
})
export type Settings = z.infer<typeof Settings>

export function createSettings(context: Context) {
  return {
    /** What was chosen, otherwise the defaults; a value that is not understood any more falls back to its default. */
    readSettings: (): Settings => Settings.parse(context.stores().settings.all()),

    writeSettings(changes: { [K in keyof Settings]?: Settings[K] | undefined }): Settings {
      if (changes.person !== undefined) requireWellFormed('the name', changes.person)
      const stores = context.stores()
      stores.transaction(() => {
        for (const name of Object.keys(Settings.shape) as (keyof Settings)[]) {
          if (changes[name] === undefined) continue
          stores.settings.write(name, changes[name])
          stores.audit.add({ at: context.now().toISOString(), actor: personOf(stores, ''), action: 'setting.changed', reportId: null, subjectId: null, detail: { name } })
        }
      })
      return Settings.parse(stores.settings.all())
    },
  }
}
