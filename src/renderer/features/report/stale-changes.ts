import { withoutOneOffs } from '../../../domain/draft/wishes/one-off.ts'
import type { SectionName, Sections } from '../../../domain/report/sections.ts'
import type { News, TagBasis } from '../../../domain/stale/basis.ts'

/** One text that a draft or tag rests on, as it was and as it is. Something signed since was nothing before. */
export type StaleChange = { before: string; after: string } & ({ section: SectionName; news?: never } | { section?: never; news: News })

const fromNews = (news: readonly News[]): StaleChange[] => news.map((each) => ({ news: each, before: '', after: each.text }))

/** What moved since a draft was written; instructions between ^^ and ^^ are no findings. */
export function draftChanges(basis: { findings: string; news: readonly News[] }, findings: string): StaleChange[] {
  const [before, after] = [withoutOneOffs(basis.findings), withoutOneOffs(findings)]
  return [...(before === after ? [] : [{ section: 'findings' as const, before, after }]), ...fromNews(basis.news)]
}

/** What moved since a tag was judged, in the texts that it is judged on. */
export function tagChanges(basis: TagBasis, now: Pick<Sections, 'indication' | 'findings' | 'conclusion'>): StaleChange[] {
  const moved = (['findings', 'indication', 'conclusion'] as const).filter((section) => basis[section] !== now[section])
  return [...moved.map((section) => ({ section, before: basis[section], after: now[section] })), ...fromNews(basis.news)]
}
