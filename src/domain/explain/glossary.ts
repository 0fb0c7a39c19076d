import type { Language } from '../report/report.ts'
import { englishGlossary } from './english-glossary.ts'
import { japaneseGlossary } from './japanese-glossary.ts'

/** Goes up with every change of a wording. */
export const glossaryVersion = '2026-11-22.2'

export type Glossary = {
  /** Plain wording by term, in lower case. */
  terms: ReadonlyMap<string, string>
  /** Lines of the list: a term with its spellings counts once. */
  size: number
  /** Words of the longest English term, characters of the longest Japanese one. */
  longest: number
}

const read = new Map<Language, Glossary>()

/** The vetted glossary of a language. Throws Error on a term listed twice. */
export function glossaryOf(language: Language): Glossary {
  const known = read.get(language)
  if (known) return known
  const terms = new Map<string, string>()
  const add = (term: string, plain: string) => {
    const before = terms.get(term)
    if (before !== undefined && before !== plain) throw new Error(`The glossary has two wordings for ${term}.`)
    terms.set(term, plain)
  }
  const lines = (language === 'ja' ? japaneseGlossary : englishGlossary).trim().split('\n')
  for (const line of lines) {
    const [left = '', right = ''] = line.split('=').map((side) => side.trim())
    const [one = '', many = one] = right.split('|').map((side) => side.trim())
    for (const term of left.split(';').map((each) => each.trim())) {
      add(term, one)
      if (language === 'en' && right.includes('|')) add(pluralOf(term), many)
    }
  }
  // "effusions": a wording without a plural of its own serves both.
  if (language === 'en') {
    const plurals: [string, string][] = []
    for (const [term, plain] of terms) if (!term.endsWith('s') && !terms.has(pluralOf(term))) plurals.push([pluralOf(term), plain])
    for (const [term, plain] of plurals) terms.set(term, plain)
  }
  const glossary = { terms, size: lines.length, longest: Math.max(...[...terms.keys()].map((term) => (language === 'ja' ? term.length : term.split(' ').length))) }
  read.set(language, glossary)
  return glossary
}

function pluralOf(term: string): string {
  if (term.endsWith('sis')) return `${term.slice(0, -2)}es`
  if (/[^aeiou]y$/.test(term)) return `${term.slice(0, -1)}ies`
  return /(?:s|x|ch|sh)$/.test(term) ? `${term}es` : `${term}s`
}
