import type { JapaneseFact, JapaneseSize } from './japanese-fact.ts'
import { rangeOf } from './japanese-fact.ts'
import { blankFact, homes, moveTo, placeFollows, type SentenceState } from './sentence-state-japanese.ts'
import type { SiteList } from './site-list-japanese.ts'
import type { Token } from './tokens-japanese.ts'

/** Where the clause stands when a denial comes. `keep` hands over the sizes not yet given to a finding. */
export type DenialPlace = { settled: number; sites: SiteList; noun: Token | null; pendingChange: JapaneseFact['change']; keep: () => JapaneseSize[]; named: boolean }

/** What the denial at `i` reaches: findings and nouns of the clause since its last predicate. */
export function deny(state: SentenceState, tokens: readonly Token[], i: number, { settled, sites, noun, pendingChange, keep, named: wasNamed }: DenialPlace): void {
  const token = tokens[i]!
  if (token.kind !== 'deny') return
  let named = wasNamed
  // "…（35mm）、モリソン窩には及ばない": what was named before the new place is not what is denied.
  // "S5に9 mmの結節、多血化なし": a word that no list knows is what is denied, not the finding before the comma.
  const last = tokens.slice(0, i).findLastIndex((one) => one.kind === 'finding')
  // "横ばいで効果に乏しい": a course ends what is told of the finding as a comma does.
  const comma = tokens.slice(0, i).findLastIndex((one) => one.kind === 'comma' || (one.kind === 'change' && noun !== null && noun.start > one.start && !/^(?:傾向|所見)/u.test(noun.text)))
  // "子宮内妊娠、胎児心拍は確認できず": the heart beat only.
  const ownNoun = noun !== null && comma >= 0 && noun.start > tokens[comma]!.start
  if (last >= 0 && comma > last && tokens.slice(comma + 1, i).some((one) => one.kind === 'word' || one.kind === 'context') && (ownNoun || (named && !tokens.slice(comma + 1, i).some((one) => one.kind === 'place' || one.kind === 'side' || one.kind === 'change')))) {
    if (noun) for (const site of homes(state, sites.sites, null)) state.facts.push({ ...blankFact(state, rangeOf(noun), site), noun: noun.text, polarity: 'denied' })
    return
  }
  if (!named && token.own && sites.sites.length && placeFollows(state, state.facts.slice(settled))) {
    // "腹水をダグラス窩ではなくモリソン窩に認める": denied there, told here.
    const moved = state.facts.slice(settled)
    for (const fact of moved) for (const site of homes(state, sites.sites, null)) state.facts.unshift({ ...fact, site, polarity: 'denied' })
    sites.sites = []
    return
  }
  if (!named && !token.own && moveTo(state, state.facts.slice(settled), sites.sites)) named = true
  const list = named || noun ? state.facts.slice(settled) : state.facts.slice(settled).filter(() => !sites.sites.length)
  const previous = tokens[i - 1]
  if (previous?.kind === 'change' && previous.change !== 'new' && list.length) {
    // "萎縮の進行なし": nothing of the change, but the finding stays.
    for (const fact of list) if (fact.change?.range.start === previous.start) fact.change = { change: 'same', range: fact.change.range }
    return
  }
  if (token.own) {
    const last = list.at(-1)
    if (previous?.kind === 'qualifier' || !last) {
      if (!last) for (const site of homes(state, sites.sites, null)) state.facts.push({ ...blankFact(state, rangeOf(token), site), normal: true, sizes: keep() })
      else for (const fact of list) fact.normal = true
    } else for (const fact of list) if (fact.word.end === last.word.end) fact.polarity = 'denied'
    return
  }
  if (!list.length) {
    if (state.headFinding && !noun && previous?.kind !== 'normal') for (const site of homes(state, sites.sites, state.headFinding)) state.facts.push({ ...blankFact(state, rangeOf(token), site), finding: state.headFinding, polarity: 'denied' })
    else if (noun) for (const site of homes(state, sites.sites, null)) state.facts.push({ ...blankFact(state, rangeOf(noun), site), noun: noun.text, polarity: 'denied' })
    else if (previous?.kind === 'normal') return
    else if (sites.sites.length) for (const site of homes(state, sites.sites, null)) state.facts.push({ ...blankFact(state, rangeOf(token), site), polarity: 'denied' })
    return
  }
  const places = list.filter((fact) => !(fact.locator && fact !== list.at(-1)))
  const heads = [...new Set(places.map((fact) => fact.word.end))]
  const ends = heads.length - 1
  let same = true
  let open = false
  const topical = state.text.startsWith('は', heads[ends]!) && !places.filter((fact) => fact.word.end === heads[ends]).some((fact) => hasOwnPlace(fact, heads[ends - 1] ?? 0))
  for (let k = ends; k >= 0; k--) {
    const group = places.filter((fact) => fact.word.end === heads[k])
    if (k < ends) {
      const next = Math.min(...places.filter((fact) => fact.word.end === heads[k + 1]).map((fact) => fact.word.start))
      const gap = state.text.slice(heads[k]!, next)
      // "再発、転移を疑う集積なし", "明らかなA、Bなし": said of the whole list.
      const doubted = (fact: JapaneseFact) => fact.certaintyRange !== null && fact.certaintyRange.end <= next && fact.certaintyRange.start >= fact.word.end
      const own = group.some((fact) => fact.sizes.some((one) => !one.before && one.bound !== 'over') || fact.counts.length || (fact.change !== null && !(fact.change.change === 'new' && fact.change.range.end <= fact.word.start)) || doubted(fact) || fact.categories.length || fact.traits.some((one) => one.axis === 't' && one.value === '旧'))
      const attributive = /を[^、]{0,8}(?:示す|疑う|疑わせる|示唆する|伴う|呈する|有する|来す)|による|に伴う/u.test(gap)
      if (attributive && k + 1 === ends) for (const fact of list.filter((one) => one.word.end === heads[ends])) fact.partial = true
      const marked = /や|および|及び|・|と|または|又は|もしくは|あるいは|ならびに|\/|を示す|を疑う|を示唆|による|に伴う|を来|^[^、,，]*の[^、,，]*$/u.test(gap.replace(/[（(][^)）]*[)）]|[\d０-９]+[/／][\d０-９]+/gu, ''))
      const comma = /、|,|，/u.test(gap)
      if (comma && own && !marked) same = false
      else if (comma && !marked) same = same && token.bare ? false : same
      // "両上葉に気腫、胸水は認めない": what has a place of its own may be told, and only the topic denied.
      // "肺癌、縦隔への進展は認めない": what a disease does not do is denied, not the disease.
      open ||= comma && !marked && same && /[、,，][^、,，]*の[^、,，]*$/u.test(gap.replace('へ', 'の')) && group.some((fact) => fact.finding?.kind === 'diagnosis')
      open ||= comma && !marked && topical && same && group.every((fact) => hasOwnPlace(fact, 0))
      if (open) same = false
      if (!comma && isApart(gap, state.text.slice(next), marked)) {
        same = false
        for (const fact of group) fact.polarity = 'told'
        continue
      }
      const polarity = same ? 'denied' : comma && own ? 'told' : token.bare || open ? 'open' : 'told'
      for (const fact of group) fact.polarity = polarity
      continue
    }
    for (const fact of group) {
      fact.polarity = 'denied'
      if (pendingChange?.change === 'new' || fact.change?.change === 'new') fact.partial = true
    }
  }
}

/** "結節は集積なし", "残存リンパ節12mmに有意な集積なし", "接していますが浸潤はありません": what stands before is told. */
function isApart(gap: string, next: string, marked: boolean): boolean {
  if (/(?:ます|ました|です|でした|いる|ある|する|れる|した)が/u.test(gap)) return true
  if (marked || /^(?:貯留|病変|異常|所見|腫大|形成|残存|再発|像)/u.test(next)) return false
  return /^[\s\d０-９.．×x㎜a-zａ-ｚ（）()大程度]*は/iu.test(gap) || /[^ぁ-ん](?:に|には|における)(?:有意な|明らかな|異常な?)?$/u.test(gap)
}

/** Its place or side is written before it, from `from` on, not implied by its name. */
function hasOwnPlace({ site, word }: JapaneseFact, from: number): boolean {
  // "副腎転移" is one word.
  return !site.borrowed && (site.places.some(({ range }) => range.start >= from && range.end < word.start) || (site.sideRange !== null && site.sideRange.start >= from && site.sideRange.end <= word.start))
}
