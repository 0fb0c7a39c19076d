import type { ComposedReport, ReportField } from './report.ts'
import type { Random } from './random.ts'

/** The text without its evidence marks, and the words that stood between them. */
export function takeEvidence(field: ReportField, marked: string): { text: string; evidence: ComposedReport['evidence'] } {
  const evidence = [...marked.matchAll(/<([^<>]*)>/g)].map((match) => ({ field, text: match[1] ?? '' })).filter(({ text }) => text !== '')
  return { text: marked.replaceAll(/[<>]/g, ''), evidence }
}

/** Spaces, articles and punctuation as a writer would set them; evidence marks hug their words. */
export function tidy(text: string): string {
  return text
    .replaceAll(/<\s+/g, ' <').replaceAll(/\s+>/g, '> ')
    .replaceAll(/[ \t]+/g, ' ').replaceAll(/ +([,.;:)>])/g, '$1').replaceAll(/\( /g, '(')
    .replaceAll(/\b(the|a|an) (the|a|an)\b/gi, '$1')
    .replaceAll(/\b([Aa]) (<?)(?=[aeioAEIO])(?!one\b)/g, '$1n $2')
    .trim()
}

/** The first letter, behind marks and bullets, in upper case. */
export const capitalised = (text: string): string => text.replace(/^([<\s"(]*)([a-z])/, (_, before: string, letter: string) => before + letter.toUpperCase())

/** The first letter in lower case where it begins an ordinary word (not `CT`, `T8`, `PD`). */
const continued = (text: string): string => text.replace(/^(<?)([A-Z])(?=[a-z])/, (_, mark: string, letter: string) => mark + letter.toLowerCase())

/** Neighbours of `statements` joined into one by comma, semicolon or a conjunction, now and then. */
export function merged(statements: readonly string[], random: Random, joints: readonly string[], share: number): string[] {
  const out: string[] = []
  for (const statement of statements) {
    const last = out.at(-1)
    if (last !== undefined && !last.includes('. ') && random.chance(share)) out[out.length - 1] = `${last}${random.pick(joints)}${continued(statement)}`
    else out.push(statement)
  }
  return out
}

export type Layout = 'prose' | 'lines' | 'bullets' | 'numbers'

/** Statements as one text. `stop` is the sentence end of the language. */
export function laidOut(statements: readonly string[], layout: Layout, random: Random): string {
  const ended = random.chance(0.8)
  const stop = (text: string): string => (/[.?!]$/.test(text.replaceAll('>', '')) ? text : `${text}.`)
  if (layout === 'prose') {
    const text = statements.map((statement) => stop(capitalised(statement))).join(' ')
    return ended ? text : text.replace(/\.$/, '')
  }
  const begin = layout === 'bullets' ? random.pick(['- ', '- ', '• ', '* ', '– ', '-', '· ']) : ''
  const [open, close] = random.pick([['', '. '], ['', '. '], ['', ') '], ['(', ') '], ['#', ' ']] as const)
  const high = random.chance(0.75)
  return statements.map((statement, i) => {
    const body = high ? capitalised(statement) : statement
    return `${begin}${layout === 'numbers' ? `${open}${i + 1}${close}` : ''}${ended ? stop(body) : body}`
  }).join('\n')
}
