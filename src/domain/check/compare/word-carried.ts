import type { Fact } from '../../fact/fact.ts'
import { relateSites } from '../../fact/site-tree.ts'
import type { CompareContext } from './compare-context.ts'

/** Letters that two forms of a word have in common ("calcified", "microcalcification"). */
const stem = 6
const shortest = 4
/** Words that stand beside many things. */
const common: ReadonlySet<string> = new Set(['change', 'lesion', 'diseas', 'acute', 'chroni', 'severe', 'right', 'left', 'small', 'large', 'thicke', 'enlarg', 'dilata', 'dilate', 'abnorm', 'oedema', 'edema', 'fluid', 'loss', 'tear', 'mass', 'nodule', 'fractu', 'signal', 'swelli'])

/**
 * Does a sentence of the findings, or its heading, have the fact's own word, undenied, and speak of its place? The reader of facts may have taken
 * it for something else ("Bone bruises: lateral condyle", "SLAP type 2 possible"). Letters count, not names. English.
 */
export function carriedByWord(fact: Fact, { findings, input }: CompareContext): boolean {
  const words = (input.conclusion.slice(fact.word.start, fact.word.end).toLowerCase().match(/[a-z]+/g) ?? []).filter((word) => word.length >= shortest).map((word) => word.slice(0, stem).replace(/(?:s|es|ed)$/, '')).filter((word) => !common.has(word) && word.length >= shortest)
  if (!words.length) return false
  const sites = fact.sites.filter((one) => one.from === 'text' && !(one.start >= fact.word.start && one.end <= fact.word.end))
  return findings.sentences.some(({ start, end }, index) => {
    const units = findings.units[index] ?? []
    const from = Math.min(start, units[0]?.start ?? start)
    const told = findings.text.slice(from, Math.min(end, from + 2000)).toLowerCase()
    const undenied = words.every((word) => {
      const at = told.indexOf(word)
      if (at < 0) return false
      const denied = units.some((unit) => unit.negated && unit.start <= from + at && from + at < unit.end)
      return !denied || /^[a-z ]*\b(?:not|cannot be) (?:excluded|ruled out)/.test(told.slice(at, at + 60))
    })
    return undenied && sites.every((one) => told.includes(input.conclusion.slice(one.start, one.end).toLowerCase().slice(0, 6)) || units.some((unit) => unit.kind === 'anatomy' && relateSites(unit.group || unit.key, one.site) !== 'apart')) && fact.levels.every((level) => level.from !== 'text' || !units.some((unit) => (unit.kind === 'level' || unit.kind === 'part') && unit.group === level.group) || units.some((unit) => unit.group === level.group && (unit.key === level.key || unit.key.split('/').includes(level.key)))) && (!fact.side || !units.some((unit) => unit.kind === 'side') || units.some((unit) => unit.kind === 'side' && (unit.key === fact.side!.side || unit.key === 'bilateral')))
  })
}
