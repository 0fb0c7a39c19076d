import type { CheckIssue } from '../issue.ts'
import type { CompareContext } from './compare-context.ts'

/** Letters with a number that name a category or a date of pregnancy: "TR5", "U3", "DS 2", "26w1d", "34+1". */
const markAt = /(?<![\w./-])(?:([a-z]{1,5})-?(\d{1,2})([a-d]?)|(\d{1,2})(w|wk|\+)(\d)(d?))(?![\w/]|[.,]\d|\s?(?:mm|cm|ml|%))/gi
/** Vertebrae, roots, discs, stages, sequences, series, units and sides are no categories. */
const others = /^(?:[a-z]|th|co|ac|ca|hu|suv|psv|edv|im|img|ser|se|te|fl|seg|sg|sp|st|ct|mr|us|pt|pn|pm|cn|cm|ct|yp[tnm]|p?[tnm]|pet|day|week|gr|vs|to|up|of|x|mri|level|cn|oc|rib|fig|mp|mt|mc|ph)$/i
/** Single letters of breast and thyroid scores. */
const scored = /^u$/i
const percentile = /(?<![\d.])(\d{1,2})(?:st|nd|rd|th)? ?(?:per)?centile/gi
const bounding = /(?:below|under|less than|above|over|at least|greater than|<|>|≤|≥|-|–) ?(?:the )?$/i

type Mark = { start: number; end: number; pattern: string; key: string }

/** A category or date that the findings have, with another number than theirs. English. */
export function compareMarks(context: CompareContext): CheckIssue[] {
  const { conclusion, indication, comparison } = context.input
  const told = marksIn(conclusion)
  if (!told.length) return []
  const known = marksIn(context.findings.text)
  const beside = new Set(marksIn([indication, comparison].filter(Boolean).join('\n')).map((mark) => mark.key))
  return told.flatMap((mark): CheckIssue[] => {
    const like = known.filter((one) => one.pattern === mark.pattern)
    if (!like.length || like.some((one) => one.key === mark.key) || beside.has(mark.key)) return []
    const sentence = context.conclusion.sentences.findIndex(({ start, end }) => start <= mark.start && mark.start < end)
    const at = context.findings.sentences.find(({ start, end }) => start <= like[0]!.start && like[0]!.start < end)
    return [{ kind: 'number', severity: 'error', sentence: sentence < 0 ? null : sentence, message: `“${conclusion.slice(mark.start, mark.end)}” does not match the findings.`, conclusion: { start: mark.start, end: mark.end }, findings: at ? { start: at.start, end: at.end } : { start: like[0]!.start, end: like[0]!.end } }]
  })
}

/** Texts longer than this are read up to here. */
const longest = 100_000

function marksIn(text: string): Mark[] {
  const plain = text.slice(0, longest)
  const found: Mark[] = []
  for (const match of plain.matchAll(markAt)) {
    const [whole, letters] = match
    if (letters && others.test(letters) && !scored.test(letters)) continue
    found.push({ start: match.index, end: match.index + whole.length, pattern: letters ? letters.toLowerCase() : `#${match[5]!.toLowerCase().replace('wk', 'w')}#`, key: whole.toLowerCase().replace(/-|k/g, '') })
  }
  for (const match of plain.matchAll(percentile)) {
    if (bounding.test(plain.slice(Math.max(0, match.index - 16), match.index))) continue
    found.push({ start: match.index, end: match.index + match[0].length, pattern: 'centile', key: `${match[1]}c` })
  }
  return found
}
