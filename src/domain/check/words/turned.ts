import type { FindingsText } from '../../draft/reading/align.ts'
import { isWide, relateSites } from '../../fact/site-tree.ts'
import { findingPlaces } from '../../text/lexicon/finding-families.ts'
import { allWider, likeFinding } from '../compare/match.ts'
import type { Reading } from '../../text/read-sentence.ts'
import type { CheckIssue } from '../issue.ts'
import { keptOf, moved } from './kept-sentence.ts'
import type { Fragment, Mention } from './fragments.ts'
import { toldFragments } from './told-fragments.ts'

const hedged = /\?|\b(?:possib|pre-|probabl|likely|suspicious (?:for|of)|suspicion|suspect|question|may|might|could)/i

/** A word that stands more often in the findings is looked at so many times. */
const mostMentions = 60

type Said = { fragment: Fragment; mention: Mention }

/** Mentions at most this far behind the nearest one, by the weight of what is shared, speak of the same. */
const nearEnough = 0.6

/**
 * Words that a conclusion denies and the findings tell, or the reverse ("avascular" over "internal vascularity", "EMVI negative" over "EMVI:
 * present"): the mentions of the word whose surroundings share most with the clause all say the other. As advice. English.
 */
export function turnedWords(text: string, sentences: readonly Reading[], conclusion: readonly Fragment[], findings: FindingsText): CheckIssue[] {
  const bySentence = Map.groupBy(conclusion, (fragment) => fragment.sentence)
  // Told both ways in the conclusion itself: the two are told apart there.
  const toldApart = ({ kind, theme, pole, finding }: Mention): boolean => (kind === 'finding'
    ? conclusion.some(({ state }) => state.there.some((one) => likeFinding(one, finding) >= 2.2))
    : conclusion.some((other) => other.mentions.some((one) => one.pole !== pole && one.theme === theme)))
  return [...bySentence].flatMap(([index, fragments]) => {
    const reading = sentences[index]!
    const turned = keptOf('turned', text, reading, findings, () => turnedIn(text, fragments, findings).map((one) => ({ ...one, issue: moved(one.issue, index, -reading.start) })))
    return turned.filter(({ mention }) => !toldApart(mention)).map(({ issue }) => moved(issue, index, reading.start))
  })
}

/** Words of one sentence that the findings turn round, whatever the rest of the conclusion says. */
function turnedIn(text: string, fragments: readonly Fragment[], findings: FindingsText): { mention: Mention; issue: CheckIssue }[] {
  const { mentions, weight, all } = toldFragments(findings)
  return fragments.flatMap((fragment) => {
    if (fragment.aside || hedged.test(text.slice(fragment.start, fragment.end + 1))) return []
    return fragment.mentions.flatMap((mention): { mention: Mention; issue: CheckIssue }[] => {
      if (mention.kind === 'finding') return mention.pole < 0 ? deniedKind(mention, fragment, all, text).map((issue) => ({ mention, issue })) : []
      const same = (mentions.get(mention.theme) ?? []).slice(0, mostMentions).filter((one) => !one.fragment.aside && (mention.theme === 'w:beat' || compatible(fragment, one.fragment)))
      if (!same.length) return []
      const context = [...new Set([...fragment.themes, ...fragment.around])].filter((theme) => theme !== mention.theme)
      // "Non-insertional" is a kind, and no denial of the insertion.
      if (mention.pole < 0 && /[ai]l$/i.test(text.slice(mention.start, mention.end)) && /\bnon-?\s?$/i.test(text.slice(Math.max(0, mention.start - 5), mention.start)) && !same.some((one) => findings.text.slice(one.mention.start, one.mention.end).toLowerCase() === text.slice(mention.start, mention.end).toLowerCase())) return []
      const scored = same.map((one) => ({ ...one, near: context.reduce((sum, theme) => sum + (one.fragment.themes.has(theme) ? weight(theme) : one.fragment.around.has(theme) ? weight(theme) * 0.7 : 0), 0) })).toSorted((a, b) => b.near - a.near)
      const nearest = scored.filter((one) => one.near >= nearEnough * scored[0]!.near)
      if (agreesThere(mention, fragment, nearest)) return []
      if (!(mention.pole > 0 ? assured(mention, fragment, nearest) : denied(fragment, nearest, text))) return []
      const word = text.slice(mention.start, mention.end)
      const message = mention.pole > 0 ? `The conclusion states “${word}”, the findings deny it.` : `The conclusion denies “${word}”, the findings describe it.`
      const against = nearest[0]!.fragment
      return [{ mention, issue: { kind: 'unsupported', severity: 'warning', sentence: fragment.sentence, message, conclusion: { start: mention.start, end: mention.end }, findings: { start: against.start, end: against.end } } }]
    })
  })
}

/** Said the same way of what the clause speaks of; of "both", the same way on every side that is told. */
function agreesThere(mention: Mention, fragment: Fragment, nearest: readonly Said[]): boolean {
  const agree = (list: readonly Said[]) => list.some((one) => one.mention.pole === mention.pole)
  if (!fragment.sides.has('bilateral')) return agree(nearest)
  const sided = ['left', 'right'].map((side) => nearest.filter((one) => one.fragment.sides.has(side))).filter((list) => list.length > 0)
  return sided.length ? sided.every(agree) : agree(nearest)
}

/** "Collecting system not dilated" over a hydronephrosis: a special case of what is denied is told of the very place, and nothing denies it there. */
function deniedKind(mention: Mention, fragment: Fragment, all: readonly Fragment[], text: string): CheckIssue[] {
  const sites = fragment.sites.filter((site) => !isWide(site))
  if (!sites.length) return []
  const here = all.slice(0, 1000).filter((other) => !other.aside && compatible(fragment, other))
  if (here.some(({ state }) => state.denied.some((one) => likeFinding(one, mention.finding) >= 2.2))) return []
  const against = here.find((other) => other.mentions.some((one) => one.kind === 'finding' && one.pole > 0 && one.finding !== mention.finding && allWider(one.finding!).has(mention.finding!) && [...other.sites, ...findingPlaces(one.finding!)].some((site) => sites.some((own) => ['same', 'inside', 'around'].includes(relateSites(site, own))) && !isWide(site))))
  return against ? [{ kind: 'unsupported', severity: 'warning', sentence: fragment.sentence, message: `The conclusion denies “${text.slice(mention.start, mention.end)}”, the findings describe it.`, conclusion: { start: mention.start, end: mention.end }, findings: { start: against.start, end: against.end } }] : []
}

/** "Negative" may say of a place that it is well: then only what is told outright speaks against it. */
const denied = (fragment: Fragment, nearest: readonly Said[], text: string): boolean =>
  !/\bnegative\b/i.test(text.slice(fragment.start, fragment.end)) || nearest.some((one) => one.mention.outright || one.fragment.state.there.length > 0)

/** A word that stands in a text without more says little: told outright, or known as a finding, but not under the name that facts were already compared by. */
function assured(mention: Mention, fragment: Fragment, nearest: readonly Said[]): boolean {
  if (nearest.some((one) => one.fragment.sides.size > 0 && !fragment.sides.size)) return false
  const own = fragment.mentions.find((one) => one.kind === 'finding' && one.start <= mention.start && mention.end <= one.end)
  if (own && !mention.theme.startsWith('c:')) return !nearest.some((one) => one.fragment.state.denied.includes(own.finding!))
  return mention.outright || fragment.state.there.length > 0 || nearest.some((one) => one.fragment.mentions.some((other) => other.kind === 'finding' && other.start <= one.mention.start && one.mention.end <= other.end))
}

/** No other side, level or place. */
function compatible(a: Fragment, b: Fragment): boolean {
  if (a.sides.size && b.sides.size && !a.sides.has('bilateral') && !b.sides.has('bilateral') && ![...a.sides].some((side) => b.sides.has(side))) return false
  if (a.levels.length && b.levels.length && otherLevel(a, b)) return false
  if (!a.sites.length || !b.sites.length) return true
  const others = narrowSites(b)
  return narrowSites(a).some((one) => others.some((other) => relateSites(one, other) !== 'apart'))
}

const keptNarrow = new WeakMap<Fragment, readonly string[]>()

/** Its places without the wide ones, unless it has no other. */
function narrowSites(fragment: Fragment): readonly string[] {
  const before = keptNarrow.get(fragment)
  if (before) return before
  const narrow = fragment.sites.filter((one) => !isWide(one))
  const sites = narrow.length ? narrow : fragment.sites
  keptNarrow.set(fragment, sites)
  return sites
}

/** A level of a group of which the other has another member only. */
function otherLevel(a: Fragment, b: Fragment): boolean {
  const groups = new Map(a.levels.map((level) => level.split('/') as [string, string]))
  for (const level of b.levels) {
    const [group, key] = level.split('/') as [string, string]
    if (groups.has(group) && !a.levels.includes(level) && groups.get(group) !== key) return true
  }
  return false
}
