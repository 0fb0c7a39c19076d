import { useState } from 'react'
import type { DraftingRule, DraftingRulesView } from '../../../domain/draft/wishes/drafting-rules.ts'
import { strings } from '../../lib/strings.ts'
import { useCall } from '../../lib/query.ts'
import { examinationWords } from '../../lib/wish-words.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { columns, RuleRow } from './rule-row.tsx'
import { isSame, useRules } from './use-rules.ts'

const words = strings.draftingRules
const blank: DraftingRule = { modality: '', region: '', text: '' }

/** The standing rules of the person in the settings: read, written, changed and deleted in one table. */
export function RulesDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { data, error } = useCall('draftingRules.read')
  // Kept here, outside the dialog's content: what was typed is still there after a stray Escape.
  const [typed, setTyped] = useState(blank)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={words.title}
      description={`${data?.person ? words.of(data.person) : words.ofNobody} ${words.note}`}
      size="wide"
      closeLabel={strings.words.close}
    >
      {error ? (
        <Banner tone="danger" title={words.failed} className="rounded-md">
          {error.message}
        </Banner>
      ) : data ? (
        <Rules view={data} typed={typed} setTyped={setTyped} />
      ) : (
        <p role="status" className="py-8 text-center text-ink-faint">
          {words.reading}
        </p>
      )}
    </Dialog>
  )
}

type RulesProps = { view: DraftingRulesView; typed: DraftingRule; setTyped: (rule: DraftingRule) => void }

function Rules({ view, typed, setTyped }: RulesProps) {
  const { said, failure, add, replace, remove, undo } = useRules()
  const addTyped = async (rule: DraftingRule) => {
    if (await add(rule)) setTyped(blank)
  }
  return (
    <div
      data-testid="drafting-rules"
      // The rows scroll alone: what was done last, and its way back, stay in sight.
      className="-mb-2 flex max-h-[calc(76vh-8rem)] flex-col"
      onKeyDown={(event) => {
        if (event.altKey && event.key.toLowerCase() === 'z' && undo) {
          event.preventDefault()
          event.stopPropagation()
          void undo()
        }
      }}
    >
      {view.rules.length === 0 ? <Empty onTake={(rule) => void add(rule)} /> : null}
      <div role="table" aria-label={words.title} className="min-h-0 overflow-y-auto pr-1">
        <div role="row" className={`${columns} sticky top-0 z-10 border-b border-line-strong bg-surface pb-1 text-sm font-medium text-ink-soft`}>
          {[words.examination, words.region, words.text, words.understood].map((name) => (
            <span key={name} role="columnheader">
              {name}
            </span>
          ))}
          <span role="columnheader" aria-label={words.remove} />
        </div>
        {view.rules.map((rule, index) => (
          // A rule that is changed stays in its row, so that the focus stays too; a row takes over whatever rule moves into it.
          <RuleRow
            key={`row ${String(index)}`}
            label={words.ruleNumber(index + 1)}
            rule={rule}
            failure={failure?.of && isSame(failure.of, rule) ? failure.message : null}
            onKeep={(changed) => void replace(rule, changed)}
            onDelete={() => void remove(rule)}
          />
        ))}
        <RuleRow label={words.newRule} rule={blank} typed={typed} onTyped={setTyped} failure={failure && failure.of === null ? failure.message : null} onKeep={(rule) => void addTyped(rule)} />
      </div>
      <div className="mt-2 flex min-h-7 shrink-0 items-center gap-3 text-sm">
        <p className="min-w-0 flex-1 text-pretty text-ink-faint">{words.keysHint}</p>
        <p role="status" className="shrink-0 text-ink-soft">
          {said}
        </p>
        {undo ? (
          <Button size="small" keys="Alt+Z" onClick={() => void undo()}>
            {words.undo}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function Empty({ onTake }: { onTake: (rule: DraftingRule) => void }) {
  return (
    <section data-testid="rules-empty" className="mb-4 shrink-0 rounded-md border border-line bg-sunken px-4 py-3">
      <h3 className="font-semibold">{words.emptyTitle}</h3>
      <p className="text-sm text-ink-soft">{words.emptyText}</p>
      <ul className="mt-2 flex flex-col gap-1.5">
        {words.examples.map((example) => (
          <li key={example.text} className="grid grid-cols-[7rem_minmax(0,1fr)_auto] items-baseline gap-3">
            <span className="text-sm text-ink-soft">{examinationWords(example)}</span>
            <q className="text-pretty">{example.text}</q>
            <Button size="small" aria-label={words.takeExample(example.text)} onClick={() => onTake({ ...example })}>
              {words.add}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
