import { readFindings } from '../../domain/draft/reading/align.ts'
import type { DraftInput } from '../../domain/draft/draft.ts'
import { readRule, rulesFor, settleWishes, type DraftingRule } from '../../domain/draft/wishes/drafting-rules.ts'
import type { PlainWish } from '../../domain/draft/wishes/plain-wish.ts'
import { ruleNotes } from '../../domain/draft/wishes/rule-notes.ts'
import type { UsedRule } from '../../domain/draft/stored-draft.ts'

/** The rules that hold for a report, general ones first. `wishes`: what they and what was asked for this once come to. */
export function rulesInForce(all: readonly DraftingRule[], input: DraftInput, asked: readonly PlainWish[][]): { used: UsedRule[]; wishes: PlainWish[] } {
  const rules = rulesFor(all, { modality: input.modality ?? '', region: input.region ?? '' }).map((rule) => ({ ...rule, ...readRule(rule) }))
  const settled = settleWishes([...rules.map(({ wishes }) => wishes), ...asked])
  const findings = rules.some(({ wishes }) => wishes.some(({ about }) => about === 'leave-out' || about === 'mention')) ? readFindings(input.findings) : null
  return {
    used: rules.map(({ modality, region, text, free }, i) => ({ modality, region, text, free, ...settled[i]!, model: null, notes: findings ? ruleNotes(settled[i]!.wishes, input, findings) : [] })),
    wishes: settled.flatMap(({ wishes }) => wishes),
  }
}

/**
 * What a model that writes whole conclusions is asked of the rules, in at most `room` characters: the more special ones get in first and
 * stand last. Of a rule that is set aside in part only the rest is said, and a form is made without the model.
 */
export function askModel(used: readonly UsedRule[], room: number): { rules: UsedRule[]; text: string } {
  const told: string[] = []
  let left = room
  const rules = used.toReversed().map((rule): UsedRule => {
    const text = rule.setAside.length > 0 ? rule.free.join('; ') : rule.free.length > 0 || rule.wishes.some(({ about }) => about !== 'form') ? rule.text : ''
    if (text === '') return rule
    if (text.length + 2 > left) return { ...rule, model: 'no-room' }
    left -= text.length + 2
    told.unshift(text)
    return { ...rule, model: 'told' }
  })
  return { rules: rules.toReversed(), text: told.join('; ') }
}

/** A wish in the words of a sentence. */
export function wishWords(wish: PlainWish): string {
  switch (wish.about) {
    case 'order':
      return wish.first === 'answer' ? 'answer first' : 'findings first'
    case 'form':
      return wish.form
    case 'length':
      return wish.length
    case 'most':
      return `at most ${String(wish.sentences)} ${wish.sentences === 1 ? 'sentence' : 'sentences'}`
    case 'leave-out':
      return `leave out ${wish.what}`
    case 'mention':
      return `mention ${wish.what}`
    default:
      return wish satisfies never
  }
}
