import type { WorklistFilter } from '../../domain/worklist/worklist.ts'
import { strings } from './strings.ts'
import { labelWord } from './words.ts'

type Label = WorklistFilter['label']

/** What stands in a control that filters by tag; '' is any. */
export type TagChoice = '' | '0' | '1' | '2' | 'unlabelled'

export const tagOptions: readonly { value: TagChoice; label: string }[] = [
  { value: '', label: strings.worklist.allTags },
  ...([0, 1, 2] as const).map((label) => ({ value: `${label}` as const, label: labelWord(label).word })),
  { value: 'unlabelled', label: strings.worklist.unlabelled },
]

export const tagChoiceOf = (label: Label): TagChoice => (label === null ? '' : label === 'unlabelled' ? label : `${label}`)

export const labelOf = (choice: TagChoice): Label => (choice === '' ? null : choice === 'unlabelled' ? choice : (Number(choice) as 0 | 1 | 2))
