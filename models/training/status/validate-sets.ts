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
export const bodyOf = (row: StatusRow): string => row.conclusion ?? row.findings ?? ''

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
export const runs: Record<Language, { sentence: number; gram: number }> = { en: { sentence: 6, gram: 8 }, ja: { sentence: 15, gram: 20 } }

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

export type Leakage = {
  /** Hand-written sentences that stand word for word in a composed report. */
  sentences: { id: string; sentence: string }[]
  /** Per hand-written conclusion that is long enough: the share of its n-grams that the composed set has too. */
  shares: { id: string; share: number }[]
  mean: number
  most: number
}

/** What composed reports have in common with hand-written ones. */
export function leakage(written: readonly StatusRow[], composed: readonly StatusRow[], language: Language): Leakage {
  const between = glue[language]
  const { sentence: least, gram } = runs[language]
  const grams = new Set<string>()
  const openings = new Set<string>()
  const lines: string[] = []
  for (const row of composed) {
    for (const text of [row.findings, row.conclusion]) {
      if (text === undefined) continue
      const sentences = sentenceUnits(text, language)
      for (const units of sentences) {
        lines.push(units.join(between))
        for (const one of gramsOf(units, least, between)) openings.add(one)
      }
      for (const one of gramsOf(sentences.flat(), gram, between)) grams.add(one)
    }
  }
  const all = `${between}${lines.join(`${between}\n${between}`)}${between}`
  const sentences = written.flatMap((row) => [row.findings, row.conclusion].flatMap((text) => sentenceUnits(text ?? '', language))
    .filter((units) => units.length >= least && gramsOf(units, least, between).every((one) => openings.has(one))).map((units) => ({ id: row.id, sentence: units.join(between) })))
    .filter(({ sentence }) => all.includes(`${between}${sentence}${between}`))
  const shares = written.flatMap((row) => {
    const own = gramsOf(sentenceUnits(bodyOf(row), language).flat(), gram, between)
    return own.length === 0 ? [] : [{ id: row.id, share: own.filter((one) => grams.has(one)).length / own.length }]
  })
  return { sentences, shares, mean: shares.reduce((sum, { share }) => sum + share, 0) / Math.max(1, shares.length), most: Math.max(0, ...shares.map(({ share }) => share)) }
}
