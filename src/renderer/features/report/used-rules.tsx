import type { DraftMaking, UsedRule } from '../../../domain/draft/stored-draft.ts'
import { strings } from '../../lib/strings.ts'
import { caveatOf, examinationWords, wishWords } from '../../lib/wish-words.ts'

const words = strings.draftingRules

/** The standing rules that a draft was made with, and what became of each. */
export function UsedRules({ rules, way }: { rules: readonly UsedRule[]; way: DraftMaking['way'] }) {
  return (
    <section data-testid="used-rules">
      <h3 className="mb-1 text-sm font-semibold text-ink-soft">{words.made}</h3>
      <ol className="flex flex-col">
        {rules.map((rule) => (
          <li key={`${rule.modality}|${rule.region}|${rule.text}`} className="grid grid-cols-[11rem_minmax(0,1fr)] gap-x-3 border-t border-line py-2 first:border-t-0">
            <span className="text-sm text-ink-soft">{examinationWords(rule)}</span>
            <div className="min-w-0 text-sm text-pretty text-ink-soft">
              <q className="text-base text-ink">{rule.text}</q>
              {rule.wishes.length > 0 ? (
                <p>
                  {words.madeFollowed} {rule.wishes.map(wishWords).join('; ')}. {caveatOf(rule.wishes)}
                </p>
              ) : null}
              {rule.setAside.length > 0 ? (
                <p>
                  {words.madeSetAside} {rule.setAside.map(wishWords).join('; ')}.
                </p>
              ) : null}
              {rule.model === null ? null : <p>{rule.model === 'told' ? words.madeTold : words.madeNoRoom}</p>}
              {rule.free.length > 0 && way !== 'report' ? (
                <p>
                  <span className="text-caution">{words.madeFreeIgnored}</span> {rule.free.map((text) => `“${text}”`).join(', ')}
                </p>
              ) : null}
              {rule.notes.map((note) => (
                <p key={note}>{note}</p>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
