import { normaliseText } from './normalise.ts'
import { saysNothing } from './refers-back.ts'

/** What a headed part of a report is for. `aside`: technique, comparison and the like, never judged. `past`: copied from an earlier report. */
export type PartRole = 'indication' | 'findings' | 'conclusion' | 'past' | 'aside' | 'body'

/** Range of a normalised text, end exclusive, without its heading. */
export type Part = { role: PartRole; start: number; end: number }

const headings: Record<Exclude<PartRole, 'body'>, readonly string[]> = {
  indication: ['indication', 'indications', 'clinical indication', 'clinical', 'clinical history', 'clinical information', 'clinical details', 'clinical data', 'clinical context', 'clinical question', 'clinical background', 'clinical summary', 'history', 'patient history', 'reason for exam', 'reason for examination', 'reason for study', 'reason for test', 'reason for request', 'reason', 'request', 'referral', 'clinical notes', 'hx', 'oncological history', 'oncologic history', 'background', 'indication for study', 'history/indication', 'clinical info', '臨床情報', '検査目的', '適応', '依頼内容', '依頼目的', '依頼', '臨床経過', '臨床診断', '目的', '病歴', '主訴', '現病歴', '既往歴', '検査理由', '依頼理由', '臨床所見', '依頼情報', '検査依頼内容', '経過', '疾患名', '病名', '依頼病名', '患者情報', '依頼コメント', '臨床事項', '検査適応'],
  findings: ['findings', 'finding', 'report', 'description', 'observations', 'body', 'result', 'results', 'examination findings', 'imaging findings', '所見', '画像所見', '検査所見', '読影所見', '所見文', 'レポート', '報告', 'ct所見', 'mri所見', '詳細所見'],
  conclusion: ['impression', 'impressions', 'conclusion', 'conclusions', 'opinion', 'summary', 'diagnosis', 'final diagnosis', 'interpretation', 'comment', 'comments', 'assessment', 'overall impression', 'overall', 'imp', 'impression/plan', 'key findings', 'bottom line', 'addendum', 'radiological diagnosis', 'final impression', 'concl', 'conc', '診断', '画像診断', '結論', '印象', 'まとめ', 'インプレッション', 'コメント', '総合診断', '読影診断', '診断名', '総括', '評価', '放射線診断', '判定', '要約', 'サマリー', '読影結果', '結語', '診断・コメント', '追記', 'imp.', '考察', '最終診断', '画像診断名'],
  past: ['previous report', 'prior report', 'previous impression', 'prior impression', 'previous conclusion', 'last report', 'earlier report', 'previously', 'previous findings', 'copied from previous report', '前回レポート', '前回報告', '前回診断', '前回所見', '前回の報告', '前回の所見', '前回の診断', '過去レポート', '前回', '前回結果', '前回読影'],
  aside: ['technique', 'procedure', 'protocol', 'comparison', 'comparisons', 'contrast', 'exam', 'examination', 'modality', 'study', 'dose', 'recommendation', 'recommendations', 'signed', 'reported by', 'radiologist', 'patient', 'scan technique', 'method', 'methods', 'quality', 'limitations', '撮影方法', '撮像方法', '検査方法', '比較', '比較対象', '検査', '検査部位', '検査種別', '部位', 'モダリティ', '造影', '造影剤', '撮影条件', '読影医', '診断医', '検査日', '患者', '患者名', '撮像法', '手技', '検査名'],
}

const roles = new Map<string, PartRole>()
for (const [role, names] of Object.entries(headings)) for (const name of names) roles.set(name, role as PartRole)

/** The longest heading in the tables, with room for a date or a number. */
const longestHeading = 40

/** Role of a heading text such as "impression (23 may)" or "1. findings"; null when it is none. */
function roleOf(raw: string): PartRole | null {
  const name = raw.replace(/^[\s\d.)(#*■□●◆◇○▪•<[【〔〈《「_=>-]+/, '').replace(/[\s\]】〕〉》」>*_=-]+$/, '')
  if (name === '' || name.length > longestHeading) return null
  return roles.get(name) ?? roles.get(name.replace(/\s*[(（][^()]{0,25}[)）]$/, '')) ?? roles.get(name.replace(/^(?:ct|mri?|pet(?:[-/]ct)?|xr|x-ray|nm|bone scan|spect(?:[-/]ct)?|chest|abdomen)\s+/, '')) ?? null
}

/**
 * Headed parts of a normalised text. A heading stands at the start of a line and ends with a colon, a bracket or the line,
 * or stands after a full stop and ends with a colon. Text without any heading is one `body`.
 */
export function splitSections(text: string): Part[] {
  const marks: { at: number; after: number; role: PartRole }[] = []
  let line = 0
  while (line <= text.length) {
    let end = text.indexOf('\n', line)
    if (end < 0) end = text.length
    const head = text.slice(line, Math.min(end, line + longestHeading + 12))
    const closing = /^[^\S\n]*[【[〔〈《<「][^\n\]】〕〉》>」]{1,30}[\]】〕〉》>」]\s*:?/.exec(head)
    const bracket = closing === null ? null : roleOf(closing[0].replace(/\s*:$/, ''))
    if (closing !== null && bracket !== null) marks.push({ at: line, after: line + closing[0].length, role: bracket })
    else if (end - line <= longestHeading + 4) {
      const whole = roleOf(text.slice(line, end).replace(/:\s*$/, ''))
      if (whole !== null && end > line) marks.push({ at: line, after: end, role: whole })
    }
    line = end + 1
  }
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    const from = Math.max(0, colon - longestHeading - 12)
    const before = text.slice(from, colon)
    const stop = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('。'), before.lastIndexOf('. '), before.lastIndexOf('.\t'), before.lastIndexOf('】'))
    if (stop < 0 && from > 0) continue
    const role = roleOf(before.slice(stop + 1))
    if (role !== null) marks.push({ at: from + stop + 1, after: colon + 1, role })
  }
  marks.sort((a, b) => a.at - b.at || a.after - b.after)
  const parts: Part[] = []
  let at = 0
  let role: PartRole = 'body'
  for (const mark of marks) {
    if (mark.at < at) continue
    if (mark.at > at) parts.push({ role, start: at, end: mark.at })
    at = mark.after
    role = mark.role
  }
  parts.push({ role, start: at, end: text.length })
  return parts.filter((part) => part.end > part.start && /\S/.test(text.slice(part.start, part.end)))
}

/**
 * The parts that are judged, in order: indication with conclusion, findings only where there is no conclusion, unheaded text whole.
 * An indication that nothing headed follows ends at the first empty line.
 */
export function judgedParts(text: string): Part[] {
  const parts = splitSections(text).filter((part) => part.role !== 'conclusion' || !saysNothing(text.slice(part.start, part.end)))
  if (parts.some((part) => part.role === 'conclusion')) return parts.filter((part) => part.role === 'indication' || part.role === 'conclusion' || part.role === 'past')
  if (parts.some((part) => part.role === 'findings')) return parts.filter((part) => part.role === 'indication' || part.role === 'findings' || part.role === 'past')
  const judged: Part[] = []
  parts.forEach((part, i) => {
    if (part.role === 'aside' || part.role === 'indication' || part.role === 'past') {
      // After the last heading the report itself follows: behind an empty line, or behind the line of the heading when that says something.
      const rest = i === parts.length - 1 ? text.slice(part.start, part.end) : ''
      const line = rest.indexOf('\n')
      const end = line > 0 && /\S/.test(rest.slice(0, line)) ? line : rest.search(/\n[^\S\n]*\n/)
      const gap = end < 0 ? null : part.start + end
      if (part.role !== 'aside') judged.push({ ...part, end: gap ?? part.end })
      if (gap !== null) judged.push({ role: 'body', start: gap, end: part.end })
    } else judged.push(part)
  })
  return judged
}

/** Longest conclusion, with headings, that can say nothing. */
const longestEmpty = 160

/** Whether a field (in one spelling) holds nothing but its heading, a filler such as "n/a", or a pointer to the findings. */
export function isEmptyConclusion(text: string): boolean {
  return text.length <= longestEmpty ? splitSections(text).every((part) => saysNothing(text.slice(part.start, part.end))) : !/\p{L}/u.test(text)
}

/** The section that is judged beside the indication: the conclusion, or the findings where it says nothing itself. */
export function judgedSection({ findings, conclusion }: { findings?: string | undefined; conclusion?: string | undefined }): 'findings' | 'conclusion' {
  return isEmptyConclusion(normaliseText(conclusion ?? '').text) && (findings ?? '').trim() !== '' ? 'findings' : 'conclusion'
}
