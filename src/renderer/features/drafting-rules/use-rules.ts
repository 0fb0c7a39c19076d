import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { DraftingRule, DraftingRulesView } from '../../../domain/draft/wishes/drafting-rules.ts'
import { client } from '../../lib/client.ts'
import { messageOf } from '../../lib/errors.ts'
import { callKey } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'

const words = strings.draftingRules
const key = callKey('draftingRules.read')

/** No two rules are the same: main refuses that. */
export const isSame = (one: DraftingRule, other: DraftingRule): boolean => one.modality === other.modality && one.region === other.region && one.text === other.text
const bare = ({ modality, region, text }: DraftingRule): DraftingRule => ({ modality, region, text })

type Change = { done: string; /** The rule it is about; null: a new one. */ of: DraftingRule | null; make: (rules: DraftingRule[]) => DraftingRule[] }

/** Ways to change the rules, and the way back to what was there before the last change. */
export function useRules() {
  const queries = useQueryClient()
  const [before, setBefore] = useState<DraftingRule[] | null>(null)
  const [said, setSaid] = useState('')
  const [failure, setFailure] = useState<{ of: DraftingRule | null; message: string } | null>(null)
  // Leaving one row keeps it while the next click may delete another: one change after the other, each on what is kept by then.
  const last = useRef<Promise<unknown>>(Promise.resolve())

  async function apply({ done, of, make }: Change): Promise<boolean> {
    const rules = queries.getQueryData<DraftingRulesView>(key)?.rules.map(bare) ?? []
    try {
      queries.setQueryData(key, await client.call('draftingRules.write', { rules: make(rules) }))
    } catch (error) {
      setFailure({ of, message: messageOf(error) })
      setSaid('')
      return false
    }
    setFailure(null)
    setSaid(done)
    setBefore(done === words.undone ? null : rules)
    return true
  }
  const change = (one: Change): Promise<boolean> => {
    const settled = last.current.then(() => apply(one))
    last.current = settled
    return settled
  }

  return {
    /** What was done last. */
    said,
    /** The sentence of what was refused. */
    failure,
    /** The ways settle to whether main kept the change. */
    add: (rule: DraftingRule) => change({ done: words.added, of: null, make: (rules) => [...rules, rule] }),
    replace: (old: DraftingRule, rule: DraftingRule) => change({ done: words.changed, of: old, make: (rules) => rules.map((one) => (isSame(one, old) ? rule : one)) }),
    remove: (old: DraftingRule) => change({ done: words.deleted, of: old, make: (rules) => rules.filter((one) => !isSame(one, old)) }),
    /** null: there is nothing to take back. */
    undo: before && (() => change({ done: words.undone, of: null, make: () => before })),
  }
}
