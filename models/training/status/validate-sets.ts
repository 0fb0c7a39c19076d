import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const field = z.enum(['indication', 'findings', 'conclusion'])

/** A row of any set here, hand-written or composed; other columns (`why`, `situation`, `frame`) are not looked at. */
export const StatusRow = z.object({
  id: z.string().min(1),
  indication: z.string().optional(),
  findings: z.string().optional(),
  conclusion: z.string().optional(),
  label: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  uncertain: z.boolean().optional(),
  evidence: z.array(z.object({ field, text: z.string().min(1) })).optional(),
})
export type StatusRow = z.infer<typeof StatusRow>

/** The rows of a JSON Lines text with what is wrong with its lines. */
export function readRows(text: string, name: string): { rows: StatusRow[]; problems: string[] } {
  const rows: StatusRow[] = []
  const problems: string[] = []
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return
    try {
      rows.push(StatusRow.parse(JSON.parse(line)))
    } catch (error) {
      problems.push(`${name} line ${i + 1}: ${error instanceof z.ZodError ? z.prettifyError(error).replaceAll('\n', ' ') : 'no JSON'}`)
    }
  })
  return { rows, problems }
}

/** The text a status is read from: the conclusion, or the findings where there is none. */
const bodyOf = ({ findings = '', conclusion = '' }: StatusRow): string => (conclusion.trim() === '' ? findings : conclusion)

/** What is wrong with the rows one by one and as a set; `least` is the share every label must reach. */
export function problemsOf(rows: readonly StatusRow[], name: string, least: number): string[] {
  const problems: string[] = []
  const ids = new Set<string>()
  const reports = new Set<string>()
  for (const row of rows) {
    const say = (what: string): void => void problems.push(`${name} ${row.id}: ${what}`)
    if (ids.has(row.id)) say('id stands twice')
    ids.add(row.id)
    const report = `${row.indication ?? ''}\n${bodyOf(row)}`.toLowerCase()
    if (reports.has(report)) say('report stands twice')
    reports.add(report)
    // Some hand-written reports have an indication only, on purpose.
    if (`${row.indication ?? ''}${bodyOf(row)}`.trim() === '') say('empty')
    const evidence = row.evidence ?? []
    if (row.label !== 0 && evidence.length === 0) say('labels 1 and 2 quote the words that decide')
    for (const one of evidence) if (!(row[one.field] ?? '').includes(one.text)) say(`evidence is not in the ${one.field}: ${one.text}`)
    if (row.uncertain === true && row.label !== 0) say('only label 0 may be uncertain')
  }
  for (const label of [0, 1, 2]) {
    const share = rows.filter((row) => row.label === label).length / Math.max(1, rows.length)
    if (share < least) problems.push(`${name}: label ${label} has a share of ${share.toFixed(3)}, less than ${least}`)
  }
  return problems
}

export type Language = 'en' | 'ja'

/** How long a shared run must be to count: words in English, characters in Japanese, where a sentence of six English words has about 15. */
const runs: Record<Language, { sentence: number; gram: number }> = { en: { sentence: 6, gram: 8 }, ja: { sentence: 15, gram: 20 } }

/** Words (English) or characters (Japanese) of a text without case, width and punctuation, sentence by sentence. */
export function sentenceUnits(text: string, language: Language): string[][] {
  const plain = text.normalize('NFKC').toLowerCase()
  const sentences = language === 'en' ? plain.split(/[.?!;](?=\s|$)|\n/) : plain.split(/[。.?!\n](?!\d)/)
  return sentences.map((sentence) => (language === 'en' ? sentence.match(/[\p{L}\p{N}]+/gu) ?? [] : [...sentence.replaceAll(/[^\p{L}\p{N}]/gu, '')])).filter((units) => units.length > 0)
}

const glue: Record<Language, string> = { en: ' ', ja: '' }

function gramsOf(units: readonly string[], size: number, between: string): string[] {
  return Array.from({ length: Math.max(0, units.length - size + 1) }, (_, i) => units.slice(i, i + size).join(between))
}

type Texts = { findings?: string | undefined; conclusion?: string | undefined }
const textsOf = ({ findings, conclusion }: Texts): string[] => [findings ?? '', conclusion ?? '']

/** Looks for hand-written sentences (of at least `runs.sentence`) in a report; gives those that stand in it word for word. */
export function copyFinder(written: readonly StatusRow[], language: Language): (report: Texts) => { id: string; sentence: string }[] {
  const between = glue[language]
  const { sentence: least } = runs[language]
  const byOpening = new Map<string, { id: string; sentence: string }[]>()
  for (const row of written) {
    for (const units of textsOf(row).flatMap((text) => sentenceUnits(text, language))) {
      if (units.length < least) continue
      const opening = units.slice(0, least).join(between)
      byOpening.set(opening, [...(byOpening.get(opening) ?? []), { id: row.id, sentence: units.join(between) }])
    }
  }
  return (report) => textsOf(report).flatMap((text) => sentenceUnits(text, language)).flatMap((units) => {
    const line = `${between}${units.join(between)}${between}`
    return gramsOf(units, least, between).flatMap((opening) => byOpening.get(opening) ?? []).filter(({ sentence }) => line.includes(`${between}${sentence}${between}`))
  })
}

type Leakage = {
  /** Hand-written sentences that stand word for word in a composed report. */
  sentences: { id: string; sentence: string }[]
  /** Per hand-written conclusion that is long enough: the share of its n-grams that the composed set has too. */
  shares: { id: string; share: number }[]
  mean: number
  most: number
}

/** What composed reports have in common with hand-written ones. */
export function leakage(written: readonly StatusRow[], composed: readonly StatusRow[], language: Language): Leakage {
  const gramsIn = (text: string): string[] => gramsOf(sentenceUnits(text, language).flat(), runs[language].gram, glue[language])
  const grams = new Set(composed.flatMap(textsOf).flatMap(gramsIn))
  const find = copyFinder(written, language)
  const shares = written.flatMap((row) => {
    const own = gramsIn(bodyOf(row))
    return own.length === 0 ? [] : [{ id: row.id, share: own.filter((one) => grams.has(one)).length / own.length }]
  })
  return { sentences: composed.flatMap(find), shares, mean: shares.reduce((sum, { share }) => sum + share, 0) / Math.max(1, shares.length), most: Math.max(0, ...shares.map(({ share }) => share)) }
}

/** Hand-written sets that something is measured on; `train` sets are learned from, like the composed ones. */
export const measuredKinds = ['test', 'develop', 'calibrate', 'blind', 'blind-2'] as const
export const trainKinds = ['train', 'train-2', 'train-3', 'train-4', 'train-5', 'train-6', 'train-7', 'train-8'] as const

/** The hand-written sets of a language that are there, with what is wrong with them. */
export function writtenSets(language: Language, kinds: readonly string[]): { name: string; rows: StatusRow[]; problems: string[] }[] {
  return kinds.flatMap((kind) => {
    const [first, ...rest] = kind.split('-')
    const name = `${[first, language, ...rest].join('-')}.jsonl`
    const path = new URL(name, import.meta.url)
    if (!existsSync(path)) return []
    const { rows, problems } = readRows(readFileSync(path, 'utf8'), name)
    return [{ name, rows, problems: [...problems, ...problemsOf(rows, name, 0.15)] }]
  })
}
