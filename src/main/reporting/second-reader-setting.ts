import { z } from 'zod'
import type { SecondReaderView } from '../../domain/answer/second-reading.ts'
import type { GateRecord } from '../../domain/gate/gate-record.ts'
import { readerModelOf, readerStanding, sameReader, type ReaderState } from '../../domain/gate/reader-measurement.ts'
import type { ModelIdentity } from '../../domain/model/language-model.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { personOf, type Context } from './context.ts'

const State = z.object({ id: z.string(), name: z.string(), sha256: z.string(), adapterSha256: z.string().nullable(), version: z.string(), rulesVersion: z.string() }) satisfies z.ZodType<ReaderState>
/** `of`: what it was turned on for; null: it is off. */
const Stored = z.object({ of: State.nullable().catch(null), modelId: z.string().nullable().catch(null) }).catch({ of: null, modelId: null })
const key = 'secondReader'

export type SecondReaderSettingOptions = {
  /** An installed model; null: the one that drafts. */
  identity: (modelId: string | null) => ModelIdentity | null
  /** Records of the gate, newest first. */
  records: () => readonly GateRecord[]
  rulesVersion: string
  /** What the admin's policy decides; undefined: nothing. */
  policy: boolean | undefined
}

/**
 * The switch of the second reader. It is worked out anew from the records whenever it matters: on is what somebody turned on for the model,
 * questions and rules of now, in the languages in which these have passed their measurement. Nobody has to switch it off.
 */
export function createSecondReaderSetting(context: Context, { identity, records, rulesVersion, policy }: SecondReaderSettingOptions) {
  const stored = () => Stored.parse(context.stores().settings.all()[key])

  function stateOf(modelId: string | null): ReaderState | null {
    const found = identity(modelId)
    return found && { ...readerModelOf(found), rulesVersion }
  }

  function viewOf({ of, modelId }: z.infer<typeof Stored>): SecondReaderView {
    const state = stateOf(modelId)
    const standings = state ? (['en', 'ja'] as const).map((language) => readerStanding(state, language, records())) : []
    const wanted = policy ?? of !== null
    const changed = policy !== undefined || of === null || state === null ? [] : changesOf(of, state)
    const languages = wanted && changed.length === 0 ? standings.flatMap(({ language, state: stands }) => (stands === 'passed' ? [language] : [])) : []
    const on = languages.length > 0
    return { on, lockedByPolicy: policy !== undefined, reader: state, modelId, languages, standings, fellOff: wanted && !on ? whyOff(state, changed, standings) : null }
  }

  return {
    view: (): SecondReaderView => viewOf(stored()),

    /** Throws AppError `forbidden` where the policy decides, and for a reader that has not passed its measurement in any language. */
    write({ on, modelId }: { on: boolean; modelId: string | null }): SecondReaderView {
      const stores = context.stores()
      if (policy !== undefined && on !== viewOf(stored()).on) throw new AppError('forbidden', 'The second reader is set by the policy of this computer; only your admin can change it.')
      const state = stateOf(modelId)
      const next = viewOf({ of: state, modelId })
      if (policy === undefined && on && !next.on) throw new AppError('forbidden', `The second reader cannot be turned on. ${next.fellOff ?? ''}`.trim())
      stores.transaction(() => {
        stores.settings.write(key, { of: on ? state : null, modelId } satisfies z.infer<typeof Stored>)
        stores.audit.add({
          at: context.now().toISOString(), actor: personOf(stores, ''), action: 'setting.changed', reportId: null, subjectId: null,
          detail: { name: key, on, model: state?.sha256 ?? null, adapter: state?.adapterSha256 ?? null, questions: state?.version ?? null, rules: rulesVersion },
        })
      })
      return viewOf(stored())
    },
  }
}

function changesOf(before: ReaderState, now: ReaderState): string[] {
  if (sameReader(before, now)) return []
  const model = before.sha256 !== now.sha256 || before.adapterSha256 !== now.adapterSha256
  return [...(model ? ['the model'] : []), ...(before.version !== now.version ? ['its questions'] : []), ...(before.rulesVersion !== now.rulesVersion ? ['the rules'] : [])]
}

function whyOff(state: ReaderState | null, changed: readonly string[], standings: SecondReaderView['standings']): string {
  if (!state) return 'There is no model to read with.'
  const [first, ...others] = changed
  if (first) return `It is off since ${[first, ...others].join(' and ')} changed: it was turned on with a measurement of others. Measure it again, then turn it on.`
  const stands = standings.find(({ state: one }) => one === 'refused') ?? standings.find(({ state: one }) => one === 'too-few')
  return stands?.sentence ?? 'It was not measured with this model, these questions and these rules. Run the checks with “Measure the second reader too”.'
}
