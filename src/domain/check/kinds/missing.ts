import type { FindingSentence } from '../../draft/reading/align.ts'
import { keepResults } from '../../text/kept.ts'
import { otherLanguage } from '../../text/other-language.ts'
import type { CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'

const issue = (message: string): CheckIssue => ({ kind: 'missing', severity: 'warning', sentence: null, message, conclusion: null, findings: null })

/** A section that a finished report cannot do without. Headings and how the examination was made are no findings. */
export function checkMissing(context: CheckContext): CheckIssue[] {
  const { findings, conclusion } = context.input
  const has = (text: string) => /[\p{L}\p{N}]/u.test(text)
  if (!has(findings) && !has(conclusion)) return [issue('The report has neither findings nor a conclusion.')]
  if (!has(conclusion)) return [issue('The report has no conclusion.')]
  if (!has(findings)) return [issue('The report has no findings that could carry the conclusion.')]
  const told = context.findings.sentences.filter(({ start, end }) => has(findings.slice(start, end)) && !alone.test(findings.slice(start, end)))
  if (!told.length) return [issue('The findings hold only headings: nothing there could carry the conclusion.')]
  if (told.length <= mostOfTechnique && told.every((sentence) => isTechnique(sentence, findings))) return [issue('The findings tell only how the examination was made: nothing there could carry the conclusion.')]
  return []
}

/** A heading without its colon. */
const alone = /^\s*(?:(?:imaging )?findings|report|description|body|observations?|所見|読影所見|画像所見|結果)\s*$/iu
const mostOfTechnique = 12
const otherSection = /^\W*(?:technique|procedure|protocol|method|acquisition|dose|radiation|comparison|indication|clinical|history|reason|question|撮影|撮像|検査方法|検査手技|手技|線量|比較|依頼|臨床|検査目的|病歴|適応)/iu
const made = /\b(?:performed|acquired|obtained|administered|injected|reconstruct(?:ed|ions?)|reformat(?:ted|s)|images? (?:of|through|from)|with(?:out)? (?:and without )?(?:iv |intravenous |oral |i\.v\. )*(?:contrast|gadolinium)|(?:non-?)?contrast(?:-enhanced)?|slices?|sequences?|planes?|views?|protocol)\b|撮影(?:した|しました|を行|施行|$)|撮像(?:した|しました|を行|$)|施行(?:した|しました)?|(?:単純|造影)(?:CT|MRI|ＣＴ)|(?:スライス|再構成)/iu

/** Under a heading of technique, comparison or indication, or in words of how it was made, and nothing there was found, denied, placed or changed. */
function isTechnique({ start, end, heading, units }: FindingSentence, text: string): boolean {
  if (units.some((unit) => ['finding', 'normal', 'change', 'before', 'after', 'level', 'exist'].includes(unit.kind) || (unit.kind === 'measure' && unit.unit === 'mm' && unit.value > 10))) return false
  return (heading !== null && otherSection.test(text.slice(heading.start, heading.end))) || made.test(text.slice(start, end))
}

const languages = keepResults<{ name: string | null }>(8)

/** What the checks cannot read, told in one sentence; null where findings and conclusion are English or Japanese, or too short to tell. */
export function checkLanguage({ input: { findings, conclusion } }: CheckContext): CheckIssue | null {
  for (const [section, text] of [['findings', findings], ['conclusion', conclusion]] as const) {
    const { name } = languages(text.slice(0, 4000), () => ({ name: otherLanguage(text) }))
    if (name) return issue(`The ${section} ${section === 'findings' ? 'read' : 'reads'} as ${name}. Checks know English and Japanese only: what they would say of it is not shown as a contradiction.`)
  }
  return null
}
