import { readConclusion } from '../draft/reading/align.ts'
import type { UnitKind } from '../text/read-sentence.ts'

/** What a sentence that answers something names: a finding (present or denied), that all is normal, or how it changed. */
const answers: ReadonlySet<UnitKind> = new Set<UnitKind>(['finding', 'normal', 'change'])
/** One sentence that answers must be at least this long, in words and in Japanese characters; text that our lexicon does not know needs more. */
const shortest = { words: 2, characters: 4 }
const unknown = { words: 8, characters: 16 }

/**
 * Is this enough to be a conclusion, so that a sealed draft may be shown? One sentence that names a finding, its absence, a change or
 * that all is normal, in two words or four Japanese characters; or eight words (sixteen characters) of anything. A heading or a
 * word half typed is not.
 */
export function isConclusion(text: string): boolean {
  const long = (part: string, least: typeof shortest) => wordsIn(part) >= least.words || ideographsIn(part) >= least.characters
  if (long(text, unknown)) return true
  return readConclusion(text, 50).some(({ start, end, units }) => units.some(({ kind }) => answers.has(kind)) && long(text.slice(start, end), shortest))
}

const wordsIn = (text: string) => text.match(/\p{Script=Latin}{2,}/gu)?.length ?? 0
const ideographsIn = (text: string) => text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0
