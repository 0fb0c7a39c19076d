import { createHash } from 'node:crypto'
import type { ModelIdentity, PhraseEvent, PhraseRequest } from '../../domain/model/language-model.ts'

/** An answer without the place of its prompt in the request. */
export type KeptPhrase = Omit<Extract<PhraseEvent, { type: 'phrase' }>, 'type' | 'prompt'>

/** Answers kept at most; each is a few hundred bytes. A long report has a hundred sentences, each with a few neighbours while it is typed. */
const most = 4096

/** Answers of a model to prompts it was asked before: greedy answers do not change. In memory only, because they are patients' texts. */
type PhraseCache = {
  find(key: string): KeptPhrase | undefined
  keep(key: string, phrase: KeptPhrase): void
  clear(): void
}

export function createPhraseCache(limit = most): PhraseCache {
  const phrases = new Map<string, KeptPhrase>()
  return {
    find(key) {
      const phrase = phrases.get(key)
      // What is asked for again goes to the end, so that the first is always the one that was longest of no use.
      if (phrase) {
        phrases.delete(key)
        phrases.set(key, phrase)
      }
      return phrase
    },
    keep(key, phrase) {
      phrases.delete(key)
      phrases.set(key, phrase)
      if (phrases.size > limit) phrases.delete(phrases.keys().next().value!)
    },
    clear: () => phrases.clear(),
  }
}

/** One key for each prompt of a request: everything that decides its answer, hashed, so that no key holds a text. */
export function phraseKeys(model: Pick<ModelIdentity, 'sha256' | 'adapterSha256'>, { prompts, carriers, ...rest }: PhraseRequest): string[] {
  const common = JSON.stringify([model.sha256, model.adapterSha256, rest.answers, rest.ends, rest.maxTokens, rest.stop])
  return prompts.map((prompt, index) => {
    const own = [carriers?.[index] ?? null, ...prompt.map(({ text, special }) => [text, special])]
    return createHash('sha256').update(common).update(JSON.stringify(own)).digest('base64')
  })
}
