import { copySite, nowhere, type JapaneseSite } from './japanese-fact.ts'
import { isKindOfTissue, sitesRelated, widerSites } from './sites-japanese.ts'
import type { Token } from './tokens-japanese.ts'
import { japaneseVocabulary, type FindingName } from './vocabulary-japanese.ts'

/** What a clause may borrow from: all of it (`context`), the clause before, the heading. */
export type Around = { context: readonly JapaneseSite[]; clauseSites: readonly JapaneseSite[]; topic: readonly JapaneseSite[] }

/** The sites of a finding, each level by itself, with what the clause before, the heading or the sentence before adds. */
export function homesOfFinding(sites: readonly JapaneseSite[], finding: FindingName | null, { context, clauseSites, topic }: Around): JapaneseSite[] {
  const implied = finding?.places ?? []
  let homes: JapaneseSite[]
  if (!sites.length) {
    const fitting = implied.length ? context.filter((site) => site.borrowed < 2).filter((site) => !site.places.length || site.places.some((one) => implied.some((place) => sitesRelated(one.place, place)))) : context
    homes = fitting.length ? fitting.map(copySite) : [nowhere()]
    // A level or part of the sentence before is no level of this one.
    if (implied.length) homes = homes.map((site) => (site.borrowed === 2 ? { ...site, levels: site.levels.filter((one) => one.group === 'segment') } : site))
  } else {
    homes = sites.flatMap((site): JapaneseSite[] => {
      const own = copySite(site)
      // "膵：頭部に…", "胆嚢：頸部に…": of the organ spoken of, not of the body.
      const short = own.places.length === 1 ? own.places[0]! : null
      if (short && (short.place === '頭部' || short.place === '頸部')) {
        const organ = context.find((one) => one.places.length > 0 && !one.places.some((place) => sitesRelated(place.place, short.place)))
        const full = organ?.places.flatMap((one) => partOf(one.place, short.place)) ?? []
        if (organ && (full.length || short.place === '頭部')) {
          own.parts.push({ axis: 'g', value: short.place[0]!, range: short.range })
          own.places = full.map((place) => ({ place, range: short.range }))
        }
      }
      const bare = !own.places.length && !own.levels.some((one) => one.group !== 'segment' && one.group !== 'clock')
      const wider = [...context, ...(clauseSites.length ? topic.map((one) => ({ ...one, borrowed: 1 as const })) : [])]
      const homesOf = wider.filter((one) => bare || own.places.some((place) => one.places.some((outer) => holds(outer.place, place.place, one.borrowed === 2))) || (!one.places.length && (one.side || (one.levels.length > 0 && topic.some((head) => head.levels.some((level) => level.key === one.levels[0]!.key)))) && one.borrowed < 2))
      // A segment is one of liver or lung.
      if (!own.places.length && own.levels.some((one) => one.group === 'segment')) homesOf.splice(0, homesOf.length, ...homesOf.filter((one) => one.places.some((place) => sitesRelated(place.place, '肝臓') || sitesRelated(place.place, '肺'))))
      const home = bare && implied.length ? homesOf.find((one) => !one.places.length || one.places.some((outer) => implied.some((place) => sitesRelated(outer.place, place)))) : homesOf[0]
      if (bare && home) {
        own.places = [...home.places]
        if (!own.parts.length) own.parts = own.levels.length ? own.parts : [...home.parts]
        // The level of the sentence before is no level of what has a side or part of its own.
        if (!own.levels.length && (home.borrowed < 2 || home.levels.every((one) => one.group === 'segment'))) own.levels = [...home.levels]
        if (home.borrowed === 2) own.borrowed = 2
      } else if (home && home.borrowed < 2) {
        const kindOnly = own.places.every((one) => isKindOfTissue(one.place))
        own.places.push(...home.places.filter((one) => !own.places.some((place) => place.place === one.place)))
        if (kindOnly && !own.parts.length) own.parts = [...home.parts]
        if ((kindOnly || !home.places.length) && !own.levels.length) own.levels = [...home.levels]
      } else if (home && own.places.every((one) => isKindOfTissue(one.place))) {
        // "骨皮質は破壊され": the bone of the sentence before.
        own.places.push(...home.places)
        own.borrowed = 2
      }
      if (!own.side && !home && clauseSites[0]?.side) Object.assign(own, { side: clauseSites[0].side, sideRange: null, sideBorrowed: true })
      if (!own.side && home?.side) Object.assign(own, { side: home.side, sideRange: home.sideRange, sideBorrowed: home.sideBorrowed || (home.borrowed === 2 && own.borrowed !== 2) })
      return [own]
    })
  }
  if (implied.length) for (const home of homes) if (!home.places.some((one) => implied.some((place) => sitesRelated(one.place, place)))) home.places.push(...implied.slice(0, 1).map((place) => ({ place, range: { start: -1, end: -1 } })))
  return homes.flatMap(byLevel).slice(0, 24)
}

/** Is the second place inside the first, or only its tissue ("肺門" and "リンパ節")? */
const holds = (outer: string, inner: string, strictly: boolean): boolean => widerSites(inner).has(outer) || (!strictly && (isKindOfTissue(inner) || isKindOfTissue(outer))) || (strictly && isKindOfTissue(inner) && sitesRelated(outer, inner))

/** The place that organ and part name together ("子宮" and "頸部"), or a wider one and the part ("大腿骨転子部" and "頸部"). */
function partOf(organ: string, part: string): string[] {
  for (const wider of widerSites(organ)) {
    const phrase = japaneseVocabulary().phrases.get(wider[0]!)?.find(([name]) => name === wider + part)
    const places = phrase?.[1].flatMap((one) => (one.kind === 'place' ? [one.place] : [])) ?? []
    if (places.length) return places
  }
  return []
}

/** The place is only part of the finding's own name ("肺梗塞"). */
export const isEmbedded = (site: JapaneseSite, token: Token): boolean => site.places.length > 0 && site.places.every((one) => one.range.start === token.start) && site.side === null && !site.levels.length && !site.parts.length

/** "第4肋骨骨折および気胸": what has a place of its own shares only the side of the list. */
export function sharedWith(homes: JapaneseSite[], finding: FindingName): JapaneseSite[] {
  if (!finding.places.length) return homes
  const fitting = homes.filter((site) => site.places.some((one) => one.range.start >= 0 && finding.places.some((place) => sitesRelated(one.place, place))))
  if (fitting.length || !homes.length) return fitting.length ? fitting : homes
  return [{ ...nowhere(), side: homes[0]!.side, sideRange: homes[0]!.sideRange, sideBorrowed: homes[0]!.sideBorrowed, places: [{ place: finding.places[0]!, range: { start: -1, end: -1 } }] }]
}

export const nodeSeen = (): FindingName => japaneseVocabulary().findings.get('リンパ節像')!

export const endsInNode = (site: JapaneseSite): boolean => site.places.some((one) => one.place === 'リンパ節' || one.place === '頸部リンパ節') || site.levels.some((one) => one.group === 'station')

/** "S4、S7", "第2・第3": each number is a place of its own. */
function byLevel(site: JapaneseSite): JapaneseSite[] {
  const groups = [...new Set(site.levels.map((one) => one.group))]
  const many = groups.find((group) => site.levels.filter((one) => one.group === group).length > 1)
  if (!many) return [site]
  return site.levels.filter((one) => one.group === many).map((level) => ({ ...copySite(site), levels: [...site.levels.filter((one) => one.group !== many), level] }))
}
