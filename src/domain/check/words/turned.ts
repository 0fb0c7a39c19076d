import type { FindingsText } from '../../draft/align.ts'
import type { Reading } from '../../text/read-sentence.ts'
import type { CheckIssue } from '../issue.ts'
import { allWider, likeFinding } from '../compare/match.ts'
import { relateSites, isWide } from '../../fact/site-tree.ts'
import { leavesOut } from '../compare/normal-scope.ts'
import { fragmentsOf, type Fragment, type Mention } from './fragments.ts'

export type Said = { fragment: Fragment; mention: Mention }
export const debug = { on: false, rule: '' }

export function turnedWords(conclusionText: string, conclusion: readonly Reading[], findings: FindingsText): CheckIssue[] {
  const told = findings.sentences.flatMap((sentence, index) => fragmentsOf(findings.text, sentence, index, sentence.heading))
  const count = new Map<string, number>()
  for (const fragment of told) for (const theme of fragment.themes) count.set(theme, (count.get(theme) ?? 0) + 1)
  const weight = (theme: string) => Math.log(1 + told.length / (count.get(theme) ?? 1))
  const own = conclusion.map((sentence, index) => fragmentsOf(conclusionText, sentence, index, null))
  const all = own.flat()
  const issues: CheckIssue[] = []
  for (const fragment of all) {
    if (fragment.aside) continue
    for (const mention of fragment.mentions) {
      if (mention.kind === 'finding') continue
      const same = told.flatMap((other) => (other.aside || !compatible(fragment, other) ? [] : other.mentions.filter((one) => sameTheme(mention, one)).map((one) => ({ fragment: other, mention: one }))))
      if (!same.length) continue
      const context = [...fragment.themes].filter((theme) => theme !== mention.theme && !mention.theme.endsWith(theme.slice(1)))
      const wide = [...new Set([...context, ...[...fragment.around].filter((theme) => theme !== mention.theme)])]
      const overlap = (list: readonly string[], one: Said) => list.reduce((sum, theme) => sum + (one.fragment.themes.has(theme) ? weight(theme) : one.fragment.around.has(theme) ? weight(theme) * 0.7 : 0), 0)
      const total = wide.reduce((sum, theme) => sum + weight(theme), 0)
      const scored = same.map((one) => ({ ...one, near: overlap(wide, one) })).toSorted((a, b) => b.near - a.near)
      const best = scored[0]!.near
      const nearest = scored.filter((one) => one.near >= 0.6 * best)
      const share = total ? best / total : 0
      if (nearest.some((one) => one.mention.pole === mention.pole)) continue
      if (mention.kind !== 'place' && all.some((other) => other.mentions.some((one) => one.kind === mention.kind && one.pole !== mention.pole && one.theme === mention.theme))) continue
      if (mention.kind === 'place' && !placeTurned(fragment, mention, nearest, told, conclusionText, findings.text)) continue
      const rule = `${mention.kind}${mention.pole > 0 ? '+' : '-'}`
      issues.push({ kind: 'unsupported', severity: 'warning', sentence: fragment.sentence, message: `[${rule} ${mention.theme} ${share.toFixed(2)}${mention.outright ? 'o' : ''}] The findings say the reverse of this.`, conclusion: { start: mention.start, end: mention.end }, findings: { start: nearest[0]!.fragment.start, end: nearest[0]!.fragment.end } })
    }
  }
  return issues
}

function sameTheme(a: Mention, b: Mention): boolean {
  if (a.kind !== b.kind) return false
  if (a.kind === 'finding') return a.pole > 0 ? (b.pole > 0 ? likeFinding(a.finding, b.finding) >= 1.4 : allWider(a.finding!).has(b.finding!)) : b.pole > 0 ? allWider(b.finding!).has(a.finding!) : likeFinding(a.finding, b.finding) >= 1.4
  if (a.kind === 'place' && a.pole < 0 && a.theme.startsWith('s:') && isWide(a.theme.slice(2))) return false
  return a.theme === b.theme
}

function compatible(a: Fragment, b: Fragment): boolean {
  if (a.sides.size && b.sides.size && !a.sides.has('bilateral') && !b.sides.has('bilateral') && ![...a.sides].some((side) => b.sides.has(side))) return false
  const groups = new Map(a.levels.map((level) => level.split('/') as [string, string]))
  for (const level of b.levels) {
    const [group, key] = level.split('/') as [string, string]
    if (groups.has(group) && !a.levels.includes(level) && groups.get(group) !== key) return false
  }
  const sitesA = [...a.themes].filter((theme) => theme.startsWith('s:')).map((theme) => theme.slice(2))
  const sitesB = [...b.themes].filter((theme) => theme.startsWith('s:')).map((theme) => theme.slice(2))
  return !sitesA.length || !sitesB.length || sitesA.some((one) => sitesB.some((other) => relateSites(one, other) !== 'apart'))
}

function placeTurned(fragment: Fragment, mention: Mention, nearest: readonly Said[], told: readonly Fragment[], conclusion: string, findings: string): boolean {
  if (mention.pole > 0) {
    if (!mention.outright) return false
    const said = conclusion.slice(fragment.start, fragment.end)
    return nearest.some((one) => one.mention.finding === null || leavesOut(said, one.mention.finding) === true)
  }
  if (mention.finding === null) return nearest.some((one) => one.mention.outright || one.mention.finding !== null)
  const supported = told.some((other) => compatible(fragment, other) && other.mentions.some((one) => one.kind === 'finding' && one.pole > 0 && likeFinding(mention.finding, one.finding) >= 1.4))
  if (supported) return false
  return nearest.some((one) => (one.mention.finding !== null && likeFinding(mention.finding, one.mention.finding) >= 1.4) || (one.mention.outright && leavesOut(findings.slice(one.fragment.start, one.fragment.end), mention.finding!) === true))
}
