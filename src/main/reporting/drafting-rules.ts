import { z } from 'zod'
import { checkRules, DraftingRule, readRule, type DraftingRulesView } from '../../domain/draft/wishes/drafting-rules.ts'
import type { PlainReading } from '../../domain/draft/wishes/plain-wish.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'
import { personOf, type Context } from './context.ts'

const Stored = z.array(DraftingRule).catch([])

/** Everybody who uses this database has rules of their own, under the name in the settings. */
const settingOf = (person: string): string => `draftingRules:${person.normalize('NFKC').toLowerCase()}`

/** The rules of the person in the settings. What is not understood any more is no rule. */
export function rulesOf(stores: Stores): DraftingRule[] {
  return Stored.parse(stores.settings.all()[settingOf(personOf(stores, ''))] ?? [])
}

export function createDraftingRules(context: Context) {
  const view = (stores: Stores): DraftingRulesView => {
    const person = stores.settings.all()['person']
    return { person: typeof person === 'string' ? person.trim() : '', rules: rulesOf(stores).map((rule) => ({ ...rule, reading: readRule(rule) })) }
  }
  return {
    readDraftingRules: (): DraftingRulesView => view(context.stores()),

    /** What would be understood of a text. */
    understandRule: ({ text }: { text: string }): PlainReading => readRule({ text }),

    /** Throws AppError `invalid-input` with the sentence that says what is wrong; nothing is changed then. */
    writeDraftingRules({ rules: written }: { rules: DraftingRule[] }): DraftingRulesView {
      const { rules, problem } = checkRules(written)
      if (problem) throw new AppError('invalid-input', problem)
      const stores = context.stores()
      const person = personOf(stores, '')
      stores.transaction(() => {
        stores.settings.write(settingOf(person), rules)
        stores.audit.add({ at: context.now().toISOString(), actor: person, action: 'setting.changed', reportId: null, subjectId: null, detail: { name: 'draftingRules', count: rules.length } })
      })
      return view(stores)
    },
  }
}
