import type { FindingsText } from '../../draft/reading/align.ts'
import type { Reading } from '../../text/read-sentence.ts'
import type { CheckIssue } from '../issue.ts'
import { ofSentence } from './kept-sentence.ts'

/** A name in capitals or a person's name, and in its clause a number without unit: "ABPI dropped to 0.51", "Deauville 5", "ASPECTS 8". */
const named = /\b([A-Z][A-Z-]{2,}[A-Za-z]*|RI|PI|EF|[A-Z][a-z]{4,})((?:\s(?!and\b)[a-z/]+){0,6}[\s:=]{1,2})(\d{1,3}(?:\.\d+)?)(?!\d|\.\d|[/:%-]|\s?(?:x|×|mm|cm|ml|cc|%|weeks?|months?|days?|years?|o'clock|h\b|m\/s|cm\/s|degrees?|°|kg|g\b|HU|mSv|segments?|nodes?))/g
const opening = /(?:^|[.;:\n]\s*)$/

/** Scores and ratios under a name that the findings give another value, and this value nowhere. As advice. English. */
export function namedValues(text: string, sentences: readonly Reading[], findings: FindingsText): CheckIssue[] {
  return sentences.flatMap((reading, sentence) => ofSentence('values', text, reading, sentence, findings, () => valuesIn(text, reading, sentence, findings)))
}

function valuesIn(text: string, { start, end }: Reading, sentence: number, findings: FindingsText): CheckIssue[] {
  return [...text.slice(start, Math.min(end, start + 2000)).matchAll(named)].flatMap((match): CheckIssue[] => {
    const [whole, name, , value] = match
    // Any word that opens a sentence has a capital.
    if (/[a-z]{3}/.test(name!) && opening.test(text.slice(0, start + match.index)) && !findings.text.includes(` ${name}`)) return []
    if (new RegExp(`(?<![\\d.])${value!.replace('.', '\\.')}(?!\\d|\\.\\d)`).test(findings.text)) return []
    const told = findings.sentences.find((one) => new RegExp(`\\b${name}\\b[^\\d.;]{0,30}\\d`).test(findings.text.slice(one.start, one.end)))
    if (!told) return []
    const from = start + match.index + whole.length - value!.length
    return [{ kind: 'unsupported', severity: 'warning', sentence, message: `The findings have another value of “${name}”.`, conclusion: { start: from, end: from + value!.length }, findings: { start: told.start, end: told.end } }]
  })
}
