import type { FindingsText } from '../../draft/reading/align.ts'
import { fragmentsOf, type Fragment, type Mention } from './fragments.ts'

/** The findings in fragments: by sentence, all in a row, and by what they mention; `weight` of a theme: rarer ones weigh more. */
export type ToldFragments = { bySentence: readonly (readonly Fragment[])[]; all: readonly Fragment[]; mentions: ReadonlyMap<string, readonly { fragment: Fragment; mention: Mention }[]>; weight: (theme: string) => number }

/** Sentences beyond this are not read: no person's findings have as many, and the time must stay bounded. */
const mostSentences = 300
const kept = new WeakMap<FindingsText, ToldFragments>()

/** Read once for each findings text. English. */
export function toldFragments(findings: FindingsText): ToldFragments {
  const before = kept.get(findings)
  if (before) return before
  const bySentence = findings.sentences.slice(0, mostSentences).map((sentence, index) => fragmentsOf(findings.text, sentence, index, sentence.heading))
  const all = bySentence.flat()
  const mentions = new Map<string, { fragment: Fragment; mention: Mention }[]>()
  const fragmentsWith = new Map<string, number>()
  for (const fragment of all) {
    for (const theme of fragment.themes) fragmentsWith.set(theme, (fragmentsWith.get(theme) ?? 0) + 1)
    for (const mention of fragment.mentions) {
      const list = mentions.get(mention.theme)
      if (list) list.push({ fragment, mention })
      else mentions.set(mention.theme, [{ fragment, mention }])
    }
  }
  const told: ToldFragments = { bySentence, all, mentions, weight: (theme) => Math.log(1 + all.length / (fragmentsWith.get(theme) ?? 1)) }
  kept.set(findings, told)
  return told
}
