import type { EngineChoice } from '../../../domain/evaluation/evaluation.ts'
import { useCall } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import type { SelectOption } from '../../ui/select.tsx'

const words = strings.evaluation
export const rules = ''
/** After a model's id, in which no such sign may stand: asked for the whole report, though it is used phrase by phrase. */
const wholeReport = '#report'

/** What can draft here: rules, and each installed model, with its other prompt too where it has one. The value is the model's id. */
export function useEngines(): { options: SelectOption<string>[]; active: string } {
  const { data } = useCall('models.list')
  const installed = (data?.models ?? []).filter((model) => model.installed)
  return {
    options: [
      { value: rules, label: words.engineRules },
      ...installed.flatMap(({ id, name, active, drafting }) => [{ value: id, label: active ? words.engineActive(name) : name }, ...(drafting === 'phrases' ? [{ value: `${id}${wholeReport}`, label: words.engineWhole(name) }] : [])]),
    ],
    active: installed.find(({ active }) => active)?.id ?? rules,
  }
}

export const choiceOf = (modelId: string): EngineChoice => (modelId === rules ? { type: 'extractive' } : modelId.endsWith(wholeReport) ? { type: 'model', modelId: modelId.slice(0, -wholeReport.length), way: 'report' } : { type: 'model', modelId })

/** A number of reports as typed: null where it is none. */
export function readMost(typed: string): number | null {
  const text = typed.normalize('NFKC').replaceAll(/[\s,]/g, '')
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0
  return value >= 1 && value <= 5000 ? value : null
}
