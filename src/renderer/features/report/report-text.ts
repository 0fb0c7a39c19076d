import { sectionNames, type Sections } from '../../../domain/report/sections.ts'
import type { ReportView } from '../../../domain/report/report-view.ts'
import { strings } from '../../lib/strings.ts'

/** The whole report as plain text, for another system's text field: sections that hold something, then the addenda. */
export function reportText(sections: Sections, { report, addenda }: Pick<ReportView, 'report' | 'addenda'>, moment: (iso: string) => string): string {
  const words = strings.report.sections
  const parts = sectionNames.filter((name) => sections[name].trim() !== '').map((name) => `${words[name].name.toUpperCase()}\n${sections[name].trim()}`)
  if (report.signature) parts.push(strings.report.signedBy(report.signature.signer, moment(report.signature.signedAt)))
  for (const { version, signature } of addenda) parts.push(`${words.addendum.name.toUpperCase()}\n${version.addendum.trim()}\n${strings.report.signedBy(signature.signer, moment(signature.signedAt))}`)
  return parts.join('\n\n')
}
