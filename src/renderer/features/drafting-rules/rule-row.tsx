import { CornerDownLeft, X } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { DraftingRule } from '../../../domain/draft/wishes/drafting-rules.ts'
import type { PlainReading } from '../../../domain/draft/wishes/plain-wish.ts'
import { client } from '../../lib/client.ts'
import { strings } from '../../lib/strings.ts'
import { caveatOf, wishWords } from '../../lib/wish-words.ts'
import { modalityOptions } from '../../lib/words.ts'
import { IconButton } from '../../ui/button.tsx'
import { Input, TextArea } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { isSame } from './use-rules.ts'

const words = strings.draftingRules

export const columns = 'grid grid-cols-[5.5rem_10rem_minmax(0,1.2fr)_minmax(0,1fr)_1.75rem] gap-x-2'

// Radiographs have two codes that mean the same to a rule.
const examinations = [{ value: '', label: words.any }, ...modalityOptions.flatMap(({ value }) => (value === 'DX' ? [] : [{ value, label: value === 'CR' ? words.radiographs : value }]))]

type RuleRowProps = {
  label: string
  rule: DraftingRule
  /** What is typed, where it has to outlive the row. */
  typed?: DraftingRule
  onTyped?: (rule: DraftingRule) => void
  /** Why the last change of this row was not kept. */
  failure: string | null
  onKeep: (rule: DraftingRule) => void
  /** Left out: the row is for a new rule. */
  onDelete?: () => void
}

/** One rule in fields that are always open; Enter and leaving the row keep what was typed. */
export function RuleRow({ label, rule, typed: outside, onTyped, failure, onKeep, onDelete }: RuleRowProps) {
  const [inside, setInside] = useState(rule)
  const [shown, setShown] = useState(rule)
  if (!isSame(shown, rule)) {
    setShown(rule)
    setInside(rule)
  }
  const row = useRef<HTMLDivElement>(null)
  const gone = useRef(false)
  const typed = outside ?? inside
  const type = (change: Partial<DraftingRule>) => (onTyped ?? setInside)({ ...typed, ...change })
  const changed = !isSame(typed, rule)
  const isNew = onDelete === undefined
  const reading = useReading(typed.text)

  const keep = () => {
    if (changed && !gone.current) onKeep(typed)
  }
  const remove = () => {
    // What is typed in a rule that goes is not kept when the focus leaves it. The last row takes the focus of a row that is gone.
    gone.current = true
    if (row.current?.nextElementSibling?.matches('[data-new]')) goTo(row.current, 1)
    onDelete?.()
    type(rule)
    gone.current = false
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.matches('input, textarea')) {
      event.preventDefault()
      keep()
    } else if (event.key === 'Escape' && changed) {
      event.stopPropagation()
      type(rule)
    } else if (event.key === 'Delete' && event.ctrlKey && onDelete) {
      event.preventDefault()
      remove()
    } else if (event.ctrlKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      goTo(row.current, event.key === 'ArrowDown' ? 1 : -1)
    }
  }
  return (
    <div
      ref={row}
      role="row"
      aria-label={label}
      data-testid="drafting-rule"
      data-new={isNew || undefined}
      onKeyDown={press}
      // A new rule is added by hand: half of it may be typed when somebody looks something up.
      onBlur={(event) => !isNew && !event.currentTarget.contains(event.relatedTarget) && !document.querySelector('[role=listbox]') && keep()}
      className={`${columns} items-start border-b border-line py-1.5`}
    >
      <div role="cell">
        <Select label={words.examination} value={typed.modality} options={examinations} onChange={(modality) => type({ modality })} className="w-full" />
      </div>
      <div role="cell">
        <Input aria-label={words.region} placeholder={words.regionAny} value={typed.region} onChange={(event) => type({ region: event.target.value })} />
      </div>
      <div role="cell">
        <TextArea
          aria-label={words.text}
          aria-invalid={failure !== null || undefined}
          rows={1}
          placeholder={isNew ? words.textPlaceholder : ''}
          value={typed.text}
          onChange={(event) => type({ text: event.target.value })}
          className="block max-h-40 min-h-7 resize-none py-[3px]! text-sm! leading-5 [field-sizing:content]"
        />
        {failure && changed ? (
          <p ref={(line) => line?.scrollIntoView({ block: 'nearest' })} role="alert" className="mt-0.5 text-sm text-pretty text-danger">
            {words.notKept}: {failure}
          </p>
        ) : changed && !isNew ? (
          <p className="mt-0.5 text-sm text-ink-faint">{words.unsaved}</p>
        ) : null}
      </div>
      <div role="cell" data-testid="rule-understood" className="min-w-0 py-1 text-sm leading-5 text-pretty text-ink-soft">
        <Understood reading={reading} />
      </div>
      <div role="cell">
        {isNew ? (
          <IconButton icon={CornerDownLeft} label={words.add} keys="Enter" disabled={typed.text.trim() === ''} onClick={keep} />
        ) : (
          <IconButton icon={X} label={words.remove} keys="Ctrl+Delete" onClick={remove} />
        )}
      </div>
    </div>
  )
}

/** Focuses the rule field of the row below or above. */
function goTo(row: HTMLElement | null, step: 1 | -1): void {
  const next = step > 0 ? row?.nextElementSibling : row?.previousElementSibling
  next?.querySelector('textarea')?.focus()
}

/** What main understands of a text, as it is typed. */
function useReading(text: string): PlainReading | null {
  const [reading, setReading] = useState<PlainReading | null>(null)
  useEffect(() => {
    let isLatest = true
    const read = async () => {
      const next = await client.call('draftingRules.understand', { text })
      if (isLatest) setReading(next)
    }
    // Without an answer the column stays as it was; keeping the rule says what is wrong.
    void read().catch(() => {})
    return () => {
      isLatest = false
    }
  }, [text])
  return text.trim() === '' ? null : reading
}

function Understood({ reading }: { reading: PlainReading | null }) {
  if (!reading) return null
  const caveat = caveatOf(reading.wishes)
  return (
    <>
      {reading.wishes.map((wish) => (
        <p key={JSON.stringify(wish)}>{wishWords(wish)}</p>
      ))}
      {caveat ? <p className="text-ink-faint">{caveat}</p> : null}
      {reading.free.length > 0 ? (
        <p>
          <span className="text-caution">{words.freeOnly}</span> {reading.free.map((text) => `“${text}”`).join(', ')}
        </p>
      ) : null}
    </>
  )
}
