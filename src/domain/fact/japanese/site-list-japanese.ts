import { nowhere, rangeOf, traitAxes, type JapaneseSite } from './japanese-fact.ts'
import { sitesNested, sitesRelated, widerSites } from './sites-japanese.ts'
import type { Token } from './tokens-japanese.ts'

const coordinate = /[・、,/~と及び]|および|又は|または|や|から|-/u

/** The places of a row of tokens: what is nested ("大腿骨の内側顆") in one site, what is listed in several. */
export function sitesOf(tokens: readonly Token[], plain: string): JapaneseSite[] {
  const list = new SiteList()
  for (const token of tokens) list.add(token, plain)
  return list.sites
}

export class SiteList {
  sites: JapaneseSite[] = []
  private last: Token | null = null
  private split = false

  add(token: Token, plain: string): void {
    if (token.kind === 'comma' || token.kind === 'pair') {
      this.split = true
      return
    }
    if (token.kind !== 'place' && token.kind !== 'side' && token.kind !== 'part' && token.kind !== 'level') return
    const gap = this.last ? plain.slice(this.last.to, token.from) : ''
    // "AからBまで" lists, "BがAから剥離" does not.
    const from = /から/u.test(gap) && !/まで|にかけ|へ/u.test(plain.slice(token.to, token.to + 25))
    // "下直筋が上顎洞内へ逸脱": both where it comes from and where it goes.
    const onward = /^(?:側|内|方|方向)*へ(?!の)/u.test(plain.slice(token.to, token.to + 4))
    const listed = this.split || onward || (coordinate.test(gap) && !from)
    const current = this.sites.at(-1)
    if (token.kind === 'place' && token.place === '頭部' && current?.places.length && !current.places.some((one) => sitesRelated(one.place, '頭部'))) {
      // "精巣上体は頭部から尾部まで"
      current.parts.push({ axis: 'g', value: '頭', range: rangeOf(token) })
      this.last = token
      return
    }
    if (token.kind === 'place' && !listed && current?.places.length && /^(?:は|が|も|の一部が)/u.test(gap) && !fits(current, token, '')) return
    // A word may name a place and its side or part at once: the same token again is never a new member.
    const twin = this.last !== null && this.last.from === token.from
    const opens = !current || (!twin && (listed || !fits(current, token, gap)))
    // "肺門側優位で胸膜直下は…": what is said is said of the last.
    if (opens && !listed && /[はがにでをも]/u.test(gap)) this.sites = []
    if (opens) this.open(token, listed && current ? current : null)
    put(this.sites.at(-1)!, token, /^(?:に接し(?:て(?!い|お)|た)|に隣接|近傍|の近傍|付近)/u.test(plain.slice(token.to, token.to + 4)))
    this.last = token
    this.split = false
  }

  private open(token: Token, neighbour: JapaneseSite | null): void {
    const site = nowhere()
    // "右大腿骨外側顆と脛骨": the second is on the same side unless it says another.
    if (neighbour && token.kind !== 'side' && neighbour.side) Object.assign(site, { side: neighbour.side, sideRange: neighbour.sideRange, sideBorrowed: true })
    // "左上葉と下葉", "S4、S7": what only adds a level or part stands in the same organ.
    if (neighbour && (token.kind === 'level' || token.kind === 'part')) site.places.push(...neighbour.places)
    this.sites.push(site)
  }
}

/** Does the token go on with this site ("右 / 大腿骨 / 遠位") rather than begin another ("肝胆膵")? */
function fits(site: JapaneseSite, token: Token, gap: string): boolean {
  if (token.kind === 'side') return site.side === null
  if (token.kind === 'place') return !site.places.length || site.places.some((one) => sitesNested(one.place, token.place)) || /の|内|に/u.test(gap) || (gap === '' && token.text.length > 1)
  if (token.kind === 'level') return token.level.group === 'category' || !site.levels.some((one) => one.group === token.level.group)
  return true
}

/** `near`: "卵巣に接して": beside it, so only the wider place is sure. */
function put(site: JapaneseSite, token: Token, near: boolean): void {
  const range = rangeOf(token)
  if (token.kind === 'side') {
    site.side = token.side
    site.sideRange = range
    site.sideBorrowed = false
  } else if (token.kind === 'place') site.places.push({ place: near ? [...widerSites(token.place)][1] ?? token.place : token.place, range })
  else if (token.kind === 'part') site.parts.push(...token.parts.filter((part) => !traitAxes.has(part.axis)).map((part) => ({ ...part, range })))
  else if (token.kind === 'level' && token.level.group !== 'category') {
    // "#4L", "#106recR": the side is part of the station's name.
    const station = token.level.group === 'station' ? /^#\d.*([lr])$/.exec(token.level.keys[0]!) : null
    if (station && site.side === null) Object.assign(site, { side: station[1] === 'l' ? 'left' : 'right', sideRange: range, sideBorrowed: false })
    site.levels.push(...token.level.keys.map((key) => ({ group: token.level.group, key, range })))
  }
}
