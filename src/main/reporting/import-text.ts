import { emptySections, type SectionName, type Sections } from '../../domain/report/sections.ts'

/** The header lines a text file may begin with, by what they say. */
export type HeaderField = 'patientId' | 'name' | 'birthDate' | 'sex' | 'accession' | 'date' | 'modality' | 'description' | 'side'

/** Names of sections as reports are written under them, lower case. */
export const headings: Record<SectionName, readonly string[]> = {
  indication: [
    'indication', 'indications', 'clinical indication', 'clinical history', 'clinical information', 'clinical details', 'history', 'reason for examination',
    'reason for exam', 'reason for study', 'clinical question', '依頼目的', '検査目的', '目的', '臨床情報', '臨床診断', '臨床経過', '現病歴', '適応', '依頼内容', '臨床所見',
  ],
  technique: ['technique', 'procedure', 'protocol', 'method', 'imaging technique', '検査方法', '撮影方法', '撮像方法', '撮像法', '撮影法', '撮影条件', '撮像条件', '手技', '方法'],
  comparison: ['comparison', 'comparisons', 'comparison study', 'comparison studies', 'compared with', 'prior studies', 'previous studies', '比較', '比較検査', '比較対象', '前回検査', '対比', '過去画像'],
  findings: ['findings', 'finding', 'imaging findings', 'report', '所見', '読影所見', '画像所見', '検査所見', '所見本文'],
  conclusion: ['conclusion', 'conclusions', 'impression', 'impressions', 'summary', 'opinion', 'assessment', 'imp', '診断', '画像診断', '読影診断', '結論', '印象', 'まとめ', '総合診断', 'インプレッション'],
}

const fields: Record<HeaderField, string[]> = {
  patientId: ['patient id', 'patient number', 'mrn', 'id', '患者id', '患者番号', '患者no'],
  name: ['name', 'patient', 'patient name', '氏名', '患者名', '患者氏名', '名前'],
  birthDate: ['birth date', 'date of birth', 'dob', 'born', '生年月日'],
  sex: ['sex', 'gender', '性別'],
  accession: ['accession', 'accession number', 'accession no', '受付番号', 'オーダー番号', '検査番号'],
  date: ['date', 'study date', 'exam date', 'examination date', '検査日', '撮影日', '日付'],
  modality: ['modality', 'モダリティ', '検査種別'],
  description: ['study', 'study description', 'exam', 'examination', '検査名', '検査', '検査部位', '検査内容'],
  side: ['side', 'laterality', 'ordered side', '左右', '検査側', '患側'],
}

const byName = <K extends string>(names: Record<K, readonly string[]>) => new Map((Object.entries(names) as [K, readonly string[]][]).flatMap(([key, list]) => list.map((name) => [name, key] as const)))
const headingOf = byName(headings)
const fieldOf = byName(fields)
const longestName = 40

/** Reports that are texts: the header as it was written, the sections, and how many headings were found. */
type TextReport = { header: Partial<Record<HeaderField, string>>; sections: Sections; headings: number }

/**
 * Reads a report written as text: an optional block of header lines (`Patient ID: …`, 患者ID：…), then sections under headings in English or
 * Japanese (`FINDINGS:`, `## Findings`, 【所見】). Text without headings is findings. No line is lost: what stands before the first heading
 * and is no header line goes in front of the indication, unless it is one short line, which is the study's description.
 */
export function readTextReport(text: string): TextReport {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const header: Partial<Record<HeaderField, string>> = {}
  const before: string[] = []
  const found = new Map<SectionName, string[]>()
  let current: string[] | null = null
  for (const line of lines) {
    const heading = readHeading(line)
    if (heading) {
      const known = found.get(heading.section)
      current = known ?? []
      if (!known) found.set(heading.section, current)
      if (heading.rest !== '') current.push(heading.rest)
      continue
    }
    if (current) current.push(line)
    else if (!readField(line, header, before)) before.push(line)
  }
  const sections = { ...emptySections }
  for (const [section, content] of found) sections[section] = trimLines(content)
  const rest = trimLines(before)
  if (found.size === 0) sections.findings = rest
  else if (rest !== '' && header.description === undefined && rest.length <= 120 && !rest.includes('\n')) header.description = rest
  else if (rest !== '') sections.indication = sections.indication === '' ? rest : `${rest}\n\n${sections.indication}`
  return { header, sections, headings: found.size }
}

const trimLines = (lines: string[]) => lines.join('\n').replace(/^(?:[ \t\u3000]*\n)+/, '').trimEnd()

/** `FINDINGS: text`, `Findings`, `## Findings`, `**Findings:** text`, `【所見】text`, `[所見]`, `■所見`, `＜所見＞`; null for every other line. */
function readHeading(line: string): { section: SectionName; rest: string } | null {
  if (line.length === 0) return null
  const bracketed = /^\s*[■●◆◇□○・#*\s]*[【[［<＜〈《(（]\s*([^】\]］>＞〉》)）]{1,40}?)\s*[】\]］>＞〉》)）]\s*[:：]?\s*(.*)$/u.exec(line)
  if (bracketed) {
    const section = headingOf.get(nameOf(bracketed[1] ?? ''))
    if (section) return { section, rest: bracketed[2] ?? '' }
  }
  const bare = line.replace(/^[\s■●◆◇□○#*_]+/u, '')
  const colon = bare.search(/[:：]/)
  const marked = bare !== line.trimStart()
  const name = (colon === -1 ? bare : bare.slice(0, colon)).replace(/[\s*_]+$/u, '')
  if (name.length > longestName) return null
  const section = headingOf.get(nameOf(name))
  if (!section) return null
  // A word alone on its line is a heading; "History of cancer" never gets here, because the whole name must be known.
  if (colon === -1 && !marked && name.trim() !== bare.trim()) return null
  return { section, rest: colon === -1 ? '' : bare.slice(colon + 1).replace(/^[\s*_]+/u, '') }
}

/** Takes a header line; false when it is none, or when the same field was said before. */
function readField(line: string, header: Partial<Record<HeaderField, string>>, before: string[]): boolean {
  const match = /^\s*([^:：]{1,40}?)\s*[:：]\s*(.*?)\s*$/.exec(line)
  const field = match && fieldOf.get(nameOf(match[1] ?? ''))
  // A header is a block at the top: after other text such a line belongs to that text.
  if (!match || !field || header[field] !== undefined || before.some((each) => each.trim() !== '')) return false
  header[field] = match[2] ?? ''
  return true
}

const nameOf = (text: string) => text.normalize('NFKC').toLowerCase().replace(/[.\s]+/g, ' ').trim()
