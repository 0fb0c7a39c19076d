import type { PlainWish } from '../../domain/draft/wishes/plain-wish.ts'
import { strings } from './strings.ts'

const { wishes: words, lightOnly } = strings.draftingRules

/** What has to be said once of rules that leave something out; null where none does. */
export const caveatOf = (wishes: readonly PlainWish[]): string | null => (wishes.some(({ about }) => about === 'leave-out') ? lightOnly : null)

/** What was understood of a rule, in the words of the app. */
export function wishWords(wish: PlainWish): string {
  switch (wish.about) {
    case 'order':
      return words.order[wish.first]
    case 'form':
      return words.form[wish.form]
    case 'length':
      return words.length[wish.length]
    case 'most':
      return words.most(wish.sentences)
    case 'leave-out':
      return words.leaveOut(wish.what)
    case 'mention':
      return words.mention(wish.what)
    default:
      return wish satisfies never
  }
}

/** The examination a rule is for: "CT spine", "any examination". */
export const examinationWords = ({ modality, region }: { modality: string; region: string }): string => [modality, region].filter(Boolean).join(' ') || strings.draftingRules.anyExamination
