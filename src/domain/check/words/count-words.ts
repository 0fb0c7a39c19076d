import type { CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { likeFinding } from '../compare/match.ts'
import { piecesOfFindings } from '../compare/pieces.ts'

const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
/** A number in words that counts things, and no lengths or times. */
const counting = /\b(three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?![ -]?(?:mm|cm|weeks?|months?|days?|years?|hours?|o'clock|millim|centim|per\b|times|fold|phase|vessel|part|view|level|chamber))/gi
/** Ribs and vertebrae are counted by their numbers; "all four" counts what is listed. */
const numbered = /^(?: [a-z-]+){0,3} (?:ribs?|vertebra|bod(?:y|ies)|levels?|segments?|lobes?|fingers?|toes?|metacarp|metatars|teeth)/i
const planned = /\b(?:recommend|advis|repeat|follow|review|within|in|after|every|for|at) $/i
const listing = /\b(?:all|of the) $/i

/** "Five metastases" where the findings nowhere count five: advice on the number. English. */
export function checkCountWords(context: CheckContext): CheckIssue[] {
  const { input: { conclusion: text, indication = '', comparison = '' }, findings, conclusion } = context
  const told = `${findings.text.slice(0, 100_000)}\n${indication}\n${comparison}`
  return [...text.slice(0, 20_000).matchAll(counting)].slice(0, 60).flatMap((found): CheckIssue[] => {
    const before = text.slice(Math.max(0, found.index - 16), found.index)
    const end = found.index + found[0].length
    const value = words.indexOf(found[0].toLowerCase())
    if (planned.test(before) || listing.test(before) || numbered.test(text.slice(end, end + 40)) || stands(value, told) || findings.sentences.some(({ units }) => units.some((unit) => unit.kind === 'count' && unit.value === value))) return []
    const sentence = conclusion.findIndex((reading) => reading.start <= found.index && found.index < reading.end)
    const counted = conclusion[sentence]?.units.find((unit) => unit.kind === 'finding' && !unit.negated && unit.start >= end && unit.start - end < 60)
    if (!counted) return []
    const listed = piecesOfFindings(findings).pieces.filter((piece) => piece.units.some((unit) => unit.kind === 'finding' && !unit.negated && likeFinding(unit.key, counted.key) >= 1.4))
    if (!listed.length) return []
    const at = findings.sentences[listed[0]!.sentence]!
    return [{ kind: 'unsupported', severity: 'warning', sentence, message: `The findings do not count “${found[0]}”.`, conclusion: { start: found.index, end }, findings: { start: at.start, end: at.end } }]
  })
}

/** The number in words or digits, alone or after an x; a size, date or level is none. */
const stands = (value: number, text: string): boolean => new RegExp(`\\b${words[value]}\\b|(?<![\\d.,/])${value}(?![\\d/]|[.,]\\d| ?(?:mm|cm|ml|hu|%|°|deg|weeks?|months?|days?|years?))`, 'i').test(text)
