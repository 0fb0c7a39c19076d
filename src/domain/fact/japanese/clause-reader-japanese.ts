import type { TextRange } from '../../report/range.ts'
import { readAside, type ReadInside } from './aside-japanese.ts'
import { closing, describing, earlierNext, fromGap, headsOf, isDirection, nextStep, nounFollows, placeOfLabel, sameSpot, stillPrior, turned } from './clause-words-japanese.ts'
import { deny } from './denial-japanese.ts'
import { nowhere, rangeOf, traitAxes, type Change, type JapaneseFact, type JapaneseSite, type JapaneseSize } from './japanese-fact.ts'
import { bareFact, blankFact, homes, moveTo, placeFollows, type SentenceState } from './sentence-state-japanese.ts'
import { endsInNode, isEmbedded, nodeSeen, sharedWith } from './site-homes-japanese.ts'
import { SiteList } from './site-list-japanese.ts'
import { widerSites } from './sites-japanese.ts'
import type { Token } from './tokens-japanese.ts'

type Of<Kind extends Token['kind']> = Token & { kind: Kind }

/** Reads one clause, up to its predicate, into facts of its sentence. */
export class ClauseReader {
  private readonly state: SentenceState
  private readonly tokens: readonly Token[]
  private readonly plain: string
  /** Facts of the sentence from here on are of this clause. */
  private readonly from: number
  private sites = new SiteList()
  private named = false
  /** Facts before this one have got their predicate. */
  private settled: number
  private flushed: number
  private listStart: number
  private subject: JapaneseSite[] = []
  private sizes: JapaneseSize[] = []
  private change: JapaneseFact['change'] = null
  private traits: JapaneseFact['traits'] = []
  private categories: JapaneseFact['categories'] = []
  private qualified = false
  /** "明らかな", before the finding it is told of. */
  private surely: TextRange | null = null
  private priorNext = false
  private advised = false
  private prior: Token | null = null
  private noun: Token | null = null

  constructor(state: SentenceState, tokens: readonly Token[], plain: string) {
    this.state = state
    this.tokens = tokens
    this.plain = plain
    this.from = this.settled = this.flushed = this.listStart = state.facts.length
  }

  read(readInside: ReadInside): void {
    for (let i = 0; i < this.tokens.length; i++) {
      const token = this.tokens[i]!
      if (token.kind === 'open') {
        const close = closing(this.tokens, i)
        this.aside(this.tokens.slice(i + 1, close), readInside)
        i = close
        this.prior = null
      } else if (!this.passes(token)) this.take(token, i)
      if (token.kind !== 'open' && !this.keepsPrior(token)) this.prior = token
    }
    this.close()
  }

  private after(token: Token, length: number): string {
    return this.plain.slice(token.to, token.to + length)
  }

  /** The head of the noun phrase and what is listed with it: "結節の充実成分が増大" speaks of the solid part only. */
  private mine(): JapaneseFact[] {
    return headsOf(this.state.facts.slice(Math.max(this.settled, this.listStart)), this.state.text)
  }

  private lastWord(): JapaneseFact[] {
    const list = this.state.facts.slice(Math.max(this.settled, this.listStart))
    return list.filter((fact) => fact.word.end === list.at(-1)?.word.end)
  }

  private attach(change: (fact: JapaneseFact) => void, list = this.mine()): void {
    list.forEach(change)
  }

  private aside(tokens: readonly Token[], readInside: ReadInside): void {
    readAside(this.state, tokens, this.plain, this.named ? this.lastWord() : [], this.sites, (sizes, categories) => {
      const last = this.sites.sites.length > 1 ? this.sites.sites.at(-1)! : null
      for (const size of sizes) this.sizes.push(last ? { ...size, of: (last.places.at(-1) ?? last.levels.at(-1))?.range.start ?? -1 } : size)
      this.categories.push(...categories)
    }, readInside)
  }

  /** "左へ偏位", "肝より低く": words that are told of something else and leave the word before them the last one. */
  private keepsPrior(token: Token): boolean {
    return (token.kind === 'side' && isDirection(token, this.plain)) || this.isCompared(token)
  }

  private isCompared(token: Token): boolean {
    if (token.kind !== 'place' && token.kind !== 'side') return false
    // "左肩より": the side goes with its place.
    const next = token.kind === 'side' ? this.tokens.find((one) => one.kind === 'place' && one.from === token.to) : undefined
    return /^(?:側)?(?:より|と同|と比|に比|との間)/u.test(this.after(next ?? token, 4))
  }

  /** Places and sides that do not say where the finding is. */
  private passes(token: Token): boolean {
    if (token.kind === 'side' && isDirection(token, this.plain)) {
      // "左へ偏位", "右凸": a direction, not a place.
      this.traits.push({ axis: 'to', value: token.side, range: rangeOf(token) })
      return true
    }
    if (this.isCompared(token)) return true
    // "右PCA領域の梗塞" is in the brain, not in the artery.
    if (token.kind === 'place' && /^(?:領域|支配域|灌流域|灌流領域|支配領域)/u.test(this.after(token, 4)) && widerSites(token.place).has('脳動脈')) return true
    // "腫大は両側ともみられない"
    if (token.kind === 'side' && this.named && /^(?:とも|共に|性)/u.test(this.after(token, 3))) {
      this.attach((fact) => { if (!fact.site.side) Object.assign(fact.site, { side: token.side, sideRange: rangeOf(token), sideBorrowed: false }) })
      return true
    }
    // "上葉優位": where there is most, not where it is.
    return (token.kind === 'place' || token.kind === 'part' || token.kind === 'side') && /^(?:側|部|領域)?(?:優位|主体|有意に)/u.test(this.after(token, 4))
  }

  private take(token: Token, i: number): void {
    if (token.kind === 'part') this.trait(token, i)
    if (token.kind === 'place' || token.kind === 'side' || (token.kind === 'level' && token.level.group !== 'category') || (token.kind === 'part' && token.parts.some((part) => !traitAxes.has(part.axis)))) this.place(token)
    else if (token.kind === 'comma' || token.kind === 'pair') {
      // "肺結節：右S6に5mm、集積なし": what the heading names has got its place and size.
      if (token.kind === 'comma' && this.state.headFinding && !this.named && this.sites.sites.length && this.sizes.length) this.own()
      this.sites.add(token, this.plain)
      this.noun = null
    } else if (token.kind === 'finding') {
      // "PMR": a response, or an illness of the joints where those are spoken of.
      if (!sameSpot(this.tokens, i, 'change') || /リウマチ|筋痛|関節/u.test(this.state.text)) this.finding(token, i)
    } else if (token.kind === 'number') this.number(token, i)
    else if (token.kind === 'level') {
      const category = { key: token.level.keys[0]!, range: rangeOf(token) }
      if (this.named) this.attach((fact) => fact.categories.push(category))
      else this.categories.push(category)
    } else if (token.kind === 'change') this.changed(token, i)
    else if (token.kind === 'uncertain') {
      const possible = !/疑|考え|思わ|示唆|推|矛盾|合致|相当|支持|第一に|suspe|suspi|likely|probable|compatible/u.test(token.text) || /除外/u.test(token.text)
      const open = this.state.facts.slice(this.settled)
      this.attach((fact) => {
        if (fact.certainty !== 'possible') fact.certainty = possible ? 'possible' : 'likely'
        fact.certaintyRange = rangeOf(token)
      }, open.length ? open : this.state.facts.slice(this.from).filter((fact) => fact.stated))
    } else if (token.kind === 'definite') {
      const last = this.state.facts.slice(this.from).at(-1)
      if (!this.named || nounFollows(this.tokens, i, this.plain)) this.surely = rangeOf(token)
      else this.attach((fact) => Object.assign(fact, { certainty: 'certain', certaintyRange: rangeOf(token) }), this.mine().length || !last?.stated ? this.mine() : [last])
    } else if (token.kind === 'qualifier') {
      // "明らかな骨折なし" denies every fracture, "有意な狭窄なし" only some.
      if (!/^(?:明らか|明瞭|はっきり|特記)/u.test(token.text)) this.qualified = true
      if (token.text.startsWith('明らか')) this.surely = rangeOf(token)
    } else if (earlierNext(this.tokens, i, this.plain) !== null) this.priorNext = earlierNext(this.tokens, i, this.plain) === true
    else if (token.kind === 'exist') this.exists(token)
    else if (token.kind === 'deny') this.denied(token, i)
    else if (token.kind === 'normal' || token.kind === 'shape') this.normal(token)
    else if (token.kind === 'limited') {
      const list = this.mine()
      if (!list.length) for (const site of homes(this.state, this.sites.sites, null)) this.state.facts.push({ ...blankFact(this.state, rangeOf(token), site), limited: true })
      else this.attach((fact) => { fact.limited = true })
    } else if (token.kind === 'but') this.settled = this.state.facts.length
    else if (token.kind === 'advice') this.advised = true
    else if (token.kind === 'word') this.noun = /[\p{Script=Han}\p{Script=Katakana}a-z]{2,}/u.test(token.text) && !describing.test(token.text) ? token : this.noun
  }

  /** Fresh or old, complete or partial. */
  private trait(token: Of<'part'>, i: number): void {
    const traits = token.parts.filter((part) => traitAxes.has(part.axis)).map((part) => ({ ...part, range: rangeOf(token) }))
    if (traits.length && sameSpot(this.tokens, i, 'finding') && this.named) this.attach((fact) => { if (fact.word.start === token.start) fact.traits.push(...traits) })
    else if (traits.length && this.named && !nounFollows(this.tokens, i, this.plain)) this.attach((fact) => fact.traits.push(...traits))
    else this.traits.push(...traits)
  }

  private place(token: Token): void {
    const { state, sites, prior } = this
    const range = rangeOf(token)
    // "嚢胞性リンパ節": the place is what the finding is told of.
    if (this.named && token.kind === 'place' && prior?.kind === 'finding' && /^(?:性|状|様)$/u.test(this.plain.slice(prior.to, token.from))) {
      this.attach((fact) => {
        fact.site.places.push({ place: token.place, range })
        if (token.place === 'リンパ節') fact.also.push(nodeSeen())
      })
      return
    }
    if (!this.named && prior?.kind === 'comma' && sites.sites.length && (this.sizes.length || this.categories.length)) {
      // "右はC-1、左はC-2": each side has its own.
      this.own()
    }
    if (this.named) {
      if (this.sites.sites.length) state.clauseSites = homes(state, this.sites.sites, null)
      this.sites = new SiteList()
      this.named = false
      this.listStart = state.facts.length
    }
    this.sites.add(token, this.plain)
    // "小腸は…", "小腸ガスが左上腹部に…": the next clause goes on about the small bowel.
    if (!this.subject.length && /^(?:は|が)/u.test(this.after(token, 1))) this.subject = homes(state, this.sites.sites, null)
    this.noun = null
  }

  /** Ends what was said of the places so far. */
  private own(): void {
    const { state } = this
    this.leftovers([])
    state.clauseSites = homes(state, this.sites.sites, null)
    this.sizes = []
    this.categories = []
    this.traits = []
    this.change = null
    this.sites = new SiteList()
    this.listStart = this.settled = this.flushed = state.facts.length
  }

  private finding(token: Of<'finding'>, i: number): void {
    const { state, sites, prior } = this
    const range = rangeOf(token)
    if (token.text === '拡大' && (this.tokens.slice(0, i).some((one) => one.kind === 'before') || (this.named && placeFollows(state, state.facts)))) {
      if (this.named) this.attach((fact) => { fact.change = { change: 'larger', range } })
      else if (sites.sites.length) this.change = { change: 'larger', range }
      else this.changeBefore('larger', range)
      return
    }
    if (prior?.kind === 'finding' && prior.to === token.from && state.facts.length > 0 && prior.from !== token.from) {
      // "嚢胞性腫瘤": one thing with two names; the later is the head.
      for (const fact of state.facts.filter((one) => one.word.end === prior.end && one.sentence === state.index)) {
        fact.also.push(fact.finding!)
        fact.finding = token.finding
        fact.word = { start: fact.word.start, end: token.end }
        fact.end = token.end
      }
    } else {
      const embedded = sites.sites.length === 1 && isEmbedded(sites.sites[0]!, token) ? sites.sites[0]! : null
      const own = embedded ? homes(state, [], { ...token.finding, places: embedded.places.map((one) => one.place) }) : homes(state, sites.sites, token.finding)
      // "造影病変なし" denies a kind of lesion, not lesions.
      const narrowed = token.finding.name === '病変' && prior !== null && prior.to === token.from && (prior.kind === 'word' || prior.kind === 'context')
      // "32mmの高信号の嚢胞": how it looks and what it is have one size.
      const looked = prior?.kind === 'finding' && prior.finding.kind === 'look' && this.plain.slice(prior.to, token.from) === 'の' ? state.facts.find((one) => one.word.end === prior.end && one.sentence === state.index) : undefined
      for (const site of this.named && !embedded ? sharedWith(own, token.finding) : own) {
        const here = this.sizes.filter((one) => !one.count && (one.of === undefined || [...site.places, ...site.levels].some((place) => place.range.start === one.of)))
        state.facts.push({ ...blankFact(state, range, site), finding: token.finding, sizes: here.length || !looked ? here : [...looked.sizes], counts: this.sizes.filter((one) => one.count), change: this.change, traits: [...this.traits], categories: [...this.categories], partial: this.qualified || narrowed, ...(this.surely && { certainty: 'certain' as const, certaintyRange: this.surely }) })
      }
    }
    // "断裂は棘下筋腱にも及ぶ": told of that place as well.
    if (/^(?:及|到達|波及|達)/u.test(token.text) && sites.sites.length) {
      const reaching = state.facts.findLast((fact) => fact.finding !== null && fact.word.end < token.start && fact.sentence === state.index && /^[はが]/u.test(state.text.slice(fact.word.end, fact.word.end + 1)))
      if (reaching) for (const site of homes(state, sites.sites, reaching.finding)) state.facts.push({ ...blankFact(state, range, site), finding: reaching.finding })
    }
    const mark = (key: 'locator' | 'cause') => { for (const fact of state.facts) if (fact.word.end === token.end) fact[key] = true }
    if (/^(?:部|部位)?(?:内|内部|周囲|辺縁|近傍|後)?(?:に(?!て|伴|よ|対|合|相|矛|一致)|には|における|での)/u.test(this.after(token, 8))) mark('locator')
    if (/^(?:によ|に伴う|に続発|に起因)/u.test(this.after(token, 4))) mark('cause')
    if (!this.subject.length && sites.sites.length && /^(?:は|が)/u.test(this.after(token, 1))) this.subject = homes(state, sites.sites, null)
    this.named = true
    this.sizes = []
    this.change = null
    this.traits = []
    this.categories = []
    this.qualified = false
    this.surely = null
    this.noun = null
  }

  private number(token: Of<'number'>, i: number): void {
    const { number } = token
    const size: JapaneseSize = { ...number, ...rangeOf(token), before: (this.priorNext && !number.count) || (number.step >= 0 && nextStep(this.tokens, i)) || fromGap(this.tokens, i, this.plain) }
    if (!size.before || !stillPrior(this.tokens, i, this.plain)) this.priorNext = false
    if (number.time) return
    const give = () => this.attach((fact) => (number.count ? fact.counts : fact.sizes).push(size), this.lastWord())
    if (this.named && this.prior?.kind !== 'comma' && !/^(?:大|程度)?の|^(?:大|程度)/u.test(this.after(token, 4).trim())) give()
    else if (this.named && this.prior?.kind === 'comma' && !nounFollows(this.tokens, i, this.plain)) give()
    else this.sizes.push(size)
  }

  private changed(token: Of<'change'>, i: number): void {
    // "血液プールと同等": as strong as that, not as before.
    if (token.change === 'same' && token.text.startsWith('同') && this.plain[token.from - 1] === 'と' && this.prior?.kind !== 'before' && this.prior?.kind !== 'context') return
    // "高度低下", "椎体高50%減少": how it is, where no earlier time is named.
    if (/^(?:低下|減少|減弱|短縮)/u.test(token.text) && /(?:高度|軽度|中等度|著明|[%％高]|集積|信号)(?:な|に|の|は)?$/u.test(this.plain.slice(Math.max(0, token.from - 4), token.from)) && !this.tokens.some((one) => one.kind === 'before' || (one.kind === 'number' && one.number.step >= 0))) return
    // "退縮14mm", "短縮3mm": how far, not what became of it.
    if (/^(?:退縮|短縮|延長)$/u.test(token.text) && this.tokens[i + 1]?.kind === 'number' && /^[\s:]*$/.test(this.plain.slice(token.to, this.tokens[i + 1]!.from))) return
    const range = rangeOf(token)
    const change = turned(this.state.facts.at(-1), token)
    const before = /^(?:した|する|している|の|な|して(?:いる|いた)|性の|傾向の)(?!が|も|ため)/u.test(this.after(token, 6)) || token.change === 'new'
    if ((before && nounFollows(this.tokens, i, this.plain)) || (token.change === 'new' && !this.named)) this.change = { change, range }
    else if (this.named || this.state.facts.length > this.listStart) {
      // "結節5mm、集積なし、不変": of what was told before the denial.
      const mine = this.mine().length ? this.mine() : this.state.facts.filter((fact) => fact.polarity === 'told' && fact.finding && !fact.change).slice(-1)
      // "胸水は残存、減少": what is left is what became less. "液は前回より少なく、嚢胞は不変": each has its own course.
      const left = mine.length > 0 && mine.every((fact) => fact.finding?.name === '残存') ? this.state.facts.slice(this.settled).filter((fact) => fact.word.end < mine[0]!.word.start && !fact.change) : []
      const list = [...left, ...mine].filter((fact) => !fact.change || mine.every((one) => one.word.start < fact.change!.range.end))
      this.attach((fact) => { fact.change = { change, range } }, list)
    } else if (this.sites.sites.length) this.change = { change, range }
    else this.changeBefore(change, range)
  }

  private exists(token: Token): void {
    const { state, sites } = this
    // "膿瘍を示す所見", "空洞を伴う結節": the verb belongs to the noun after it.
    if (/[るうす]$/u.test(token.text) && /^[\p{Script=Han}\p{Script=Katakana}a-z]/u.test(this.after(token, 1))) return
    const open = () => state.facts.slice(this.settled)
    if (!this.named) moveTo(state, open(), sites.sites)
    this.attach((fact) => { fact.stated = true }, open())
    if (!open().length && sites.sites.some(endsInNode)) for (const site of homes(state, sites.sites, null)) state.facts.push({ ...blankFact(state, rangeOf(token), site), finding: nodeSeen(), sizes: this.sizes.splice(0) })
    if (!open().length && this.noun) state.facts.push({ ...blankFact(state, rangeOf(this.noun), homes(state, sites.sites, null)[0] ?? nowhere()), noun: this.noun.text, stated: true, sizes: this.sizes.splice(0) })
    this.settled = state.facts.length
  }

  private denied(token: Token & { kind: 'deny' }, i: number): void {
    const { state, tokens } = this
    // "前回撮影に腫瘤は認められず": not there then.
    const earlier = tokens.slice(0, i).findLastIndex((one) => one.kind === 'before')
    if (earlier >= 0 && !tokens.slice(earlier, i).some((one) => one.kind === 'exist' || one.kind === 'change') && /^(?:[^と比よ]{0,12})(?:に|では|には|は)/u.test(this.after(tokens[earlier]!, 14)) && state.facts.length > this.settled) {
      for (const fact of state.facts.slice(this.settled)) fact.change = { change: 'new', range: rangeOf(token) }
      this.settled = state.facts.length
      return
    }
    deny(state, tokens, i, { settled: this.settled, sites: this.sites, noun: this.noun, pendingChange: this.change, keep: () => this.sizes.splice(0), named: this.named })
    if (this.change?.change === 'new') this.change = null
    if (!(token.own && !this.sites.sites.length && !this.named)) this.settled = state.facts.length
    this.qualified = false
  }

  private normal(token: Token): void {
    const { state } = this
    // "左右対称の集積": how what follows looks.
    if (token.kind === 'shape' && /^(?:性)?(?:の|な)/u.test(this.after(token, 2))) return
    const list = this.mine()
    if (!list.length) {
      for (const site of homes(state, this.sites.sites, null)) state.facts.push({ ...blankFact(state, rangeOf(token), site), normal: true, normalWord: token.text, sizes: [...this.sizes] })
      this.sizes = []
    } else if (token.kind === 'normal') {
      // "粘膜肥厚4mm、自然口は開存": what is whole is the opening, which no list knows.
      const { noun } = this
      if (noun && noun.start > list.at(-1)!.word.end && /^(?:は|も)$/u.test(this.plain.slice(noun.to, token.from))) for (const site of homes(state, this.sites.sites, null)) state.facts.push({ ...blankFact(state, rangeOf(noun), site), noun: noun.text, normal: true, normalWord: token.text })
      else this.attach((fact) => { fact.normal = true })
    }
    // "境界明瞭平滑、前回と変化なし": a shape ends nothing.
    if (token.kind === 'normal' || !list.length) this.settled = state.facts.length
  }

  private close(): void {
    const { state } = this
    // "閉塞起点は右下腹部の回腸": the place is what is said.
    if (!this.named && this.settled < state.facts.length) moveTo(state, state.facts.slice(this.settled), this.sites.sites)
    const made = state.facts.slice(this.flushed)
    // "結節あり、CTを推奨": what stands before the comma is told, not advised.
    const advice = this.tokens.findIndex((one) => one.kind === 'advice')
    const comma = this.tokens.slice(0, Math.max(advice, 0)).findLast((one) => one.kind === 'comma')
    if (this.advised) for (const fact of made) fact.advice = !comma || fact.word.end > comma.start
    this.leftovers(made)
    // "胸水：右少量、左なし": only the heading names what is told of the right side.
    if (state.headFinding && state.facts.length === this.from && this.sites.sites.length && this.tokens.some((one) => one.kind === 'context' || one.kind === 'exist')) for (const site of homes(state, this.sites.sites, state.headFinding)) state.facts.push({ ...blankFact(state, { start: this.tokens[0]!.start, end: this.tokens.at(-1)!.end }, site), finding: state.headFinding })
    const here = this.subject.length ? this.subject : this.sites.sites.length ? homes(state, this.sites.sites, null) : []
    if (here.length) state.clauseSites = here
    // The next sentence speaks of what this one began with.
    if (!state.lastSites.length) state.lastSites = state.clauseSites.length ? state.clauseSites : state.topic
  }

  /** Sizes, changes and categories that no finding of the clause took. */
  private leftovers(made: JapaneseFact[]): void {
    const { state, sites, sizes, change, categories, traits, tokens } = this
    if (!sizes.length && !change && !categories.length && !traits.length) return
    const measured = sizes.filter((one) => !one.count)
    const counted = sizes.filter((one) => one.count)
    if (made.length) {
      for (const fact of made.filter((one) => one.word.end === made.at(-1)!.word.end)) {
        fact.sizes.push(...measured)
        fact.counts.push(...counted)
        fact.change ??= change
        fact.categories.push(...categories)
        fact.traits.push(...traits)
      }
      return
    }
    if (sites.sites.length || !state.facts.length || !this.from) {
      const range = { start: tokens[0]!.start, end: tokens.at(-1)!.end }
      const label = placeOfLabel(sizes)
      for (const site of label && !sites.sites.length ? [{ ...nowhere(), places: [{ place: label, range }] }] : homes(state, sites.sites, null)) state.facts.push({ ...bareFact(state, range, site, sizes.some((size) => size.unit !== '%')), sizes: [...measured], counts: [...counted], change, categories, traits })
      return
    }
    // "…を認め、前回は15mm": of what the clause before spoke of.
    for (const fact of state.facts.filter((one) => one.word.end === state.facts.at(-1)!.word.end)) {
      fact.sizes.push(...measured)
      fact.counts.push(...counted)
      fact.change = change?.change === 'new' ? change : fact.change ?? change
      fact.categories.push(...categories)
    }
  }

  private changeBefore(change: Change, range: TextRange): void {
    const { state } = this
    const earlier = state.facts.slice(0, this.from)
    const last = earlier.at(-1)
    if (!last) {
      for (const site of homes(state, [], null).slice(0, 4)) state.facts.push({ ...bareFact(state, range, site), change: { change, range } })
      return
    }
    for (const fact of earlier) if (fact.word.end === last.word.end && !fact.change) fact.change = { change, range }
  }
}
