import type { TextRange } from '../../report/range.ts'
import { closing, describing, endsClause, fromGap, headsOf, isDirection, nextStep, nounFollows, placeOfLabel, sameSpot, stillPrior, turned } from './clause-words-japanese.ts'
import { copySite, nowhere, rangeOf, traitAxes, type Change, type JapaneseFact, type JapaneseSite, type JapaneseSize } from './japanese-fact.ts'
import { endsInNode, homesOfFinding, isEmbedded, nodeSeen, sharedWith } from './site-homes-japanese.ts'
import { SiteList, sitesOf } from './site-list-japanese.ts'
import { sitesNested, widerSites } from './sites-japanese.ts'
import type { Token } from './tokens-japanese.ts'
import type { FindingName } from './vocabulary-japanese.ts'

/** Reads the clauses of one sentence. Holds what a clause leaves to the next. */
export class SentenceReader {
  readonly facts: JapaneseFact[] = []
  lastSites: JapaneseSite[] = []
  private topic: JapaneseSite[]
  private clauseSites: JapaneseSite[] = []
  private readonly text: string
  private headFact: JapaneseFact | null = null
  private headFinding: FindingName | null
  private readonly index: number
  private readonly before: JapaneseSite[]

  constructor(text: string, index: number, heading: JapaneseSite[], before: JapaneseSite[], headFinding: FindingName | null = null) {
    this.headFinding = headFinding
    this.text = text
    this.index = index
    this.topic = heading
    this.before = before
  }

  read(tokens: readonly Token[], plain: string): void {
    const at = this.facts.length
    let clause: Token[] = []
    const flush = () => {
      if (clause.length) this.clause(clause, plain)
      clause = []
    }
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i]!
      if (token.kind === 'open') {
        const close = closing(tokens, i)
        clause.push(...tokens.slice(i, close + 1))
        i = close
        continue
      }
      if (token.kind === 'end') flush()
      else if (token.kind === 'topic') {
        const named = clause.some((one) => one.kind === 'finding' || one.kind === 'number')
        if (!named && clause.length) {
          this.topic = sitesOf(clause, plain)
          this.clauseSites = []
          clause = []
        } else {
          const from = this.facts.length
          flush()
          // "腹水：…消失": what follows speaks of it.
          const last = this.facts.at(-1)
          if (this.facts.length > from && last?.finding && last.polarity === 'told' && !last.stated) {
            this.headFinding = last.finding
            this.topic = [last.site]
            this.headFact = last
            this.facts.length = from
          }
        }
      } else if (token.kind === 'comma' && endsClause(tokens, i, plain)) flush()
      else if (/^(?:が、|ものの|けれど)/u.test(plain.slice(token.to, token.to + 4)) && token.kind !== 'place' && (token.kind !== 'finding' || /[るたり]$/u.test(token.text))) {
        clause.push(token)
        flush()
      } else clause.push(token)
    }
    flush()
    // "【関節液】多量。": only the heading names it.
    if (this.headFinding && !this.facts.slice(at).some((fact) => fact.finding === this.headFinding)) {
      const known = this.facts.slice(at).some((fact) => fact.finding !== null || fact.noun !== '')
      if (this.headFact) this.facts.push(this.headFact)
      else if (!known) for (const site of this.homes([], this.headFinding)) this.facts.push({ ...this.fact({ start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 1 }, site), finding: this.headFinding })
    }
  }

  /** One clause, up to its predicate. */
  private clause(tokens: readonly Token[], plain: string): void {
    const from = this.facts.length
    let sites = new SiteList()
    let named = false
    let settled = from
    let flushed = from
    let subject: JapaneseSite[] = []
    let pendingSizes: JapaneseSize[] = []
    let pendingChange: JapaneseFact['change'] = null
    let pendingTraits: JapaneseFact['traits'] = []
    let pendingCategories: JapaneseFact['categories'] = []
    let qualified = false
    let priorNext = false
    let advised = false
    let prior: Token | null = null
    let noun: Token | null = null
    let listStart = from
    // The head of the noun phrase and what is listed with it: "結節の充実成分が増大" speaks of the solid part only.
    const mine = () => headsOf(this.facts.slice(Math.max(settled, listStart)), this.text)
    const lastWord = () => { const list = this.facts.slice(Math.max(settled, listStart)); return list.filter((fact) => fact.word.end === list.at(-1)?.word.end) }
    const attach = (change: (fact: JapaneseFact) => void, list = mine()) => list.forEach(change)
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i]!
      const range = rangeOf(token)
      if (token.kind === 'open') {
        const close = closing(tokens, i)
        this.aside(tokens.slice(i + 1, close), plain, named ? lastWord() : [], sites, (sizes, categories) => {
          const last = sites.sites.length > 1 ? sites.sites.at(-1)! : null
          for (const size of sizes) pendingSizes.push(last ? { ...size, of: (last.places.at(-1) ?? last.levels.at(-1))?.range.start ?? -1 } : size)
          pendingCategories.push(...categories)
        })
        i = close
        prior = null
        continue
      }
      if (token.kind === 'side' && isDirection(token, plain)) {
        // "左へ偏位", "右凸": a direction, not a place.
        pendingTraits.push({ axis: 'to', value: token.side, range })
        continue
      }
      // "肝より低く": what it is compared with.
      if (token.kind === 'place' && /^(?:より|と同|と比|に比|との間)/u.test(plain.slice(token.to, token.to + 3))) continue
      // "右PCA領域の梗塞" is in the brain, not in the artery.
      if (token.kind === 'place' && /^(?:領域|支配域|灌流域|灌流領域|支配領域)/u.test(plain.slice(token.to, token.to + 4)) && widerSites(token.place).has('脳動脈')) {
        prior = token
        continue
      }
      // "腫大は両側ともみられない"
      if (token.kind === 'side' && named && /^(?:とも|共に|性)/u.test(plain.slice(token.to, token.to + 3))) {
        attach((fact) => { if (!fact.site.side) Object.assign(fact.site, { side: token.side, sideRange: range, sideBorrowed: false }) })
        prior = token
        continue
      }
      // "上葉優位": where there is most, not where it is.
      if ((token.kind === 'place' || token.kind === 'part' || token.kind === 'side') && /^(?:側|部|領域)?(?:優位|主体|有意に)/u.test(plain.slice(token.to, token.to + 4))) {
        prior = token
        continue
      }
      const placing = token.kind === 'place' || token.kind === 'side' || (token.kind === 'level' && token.level.group !== 'category') || (token.kind === 'part' && token.parts.some((part) => !traitAxes.has(part.axis)))
      if (token.kind === 'part') {
        const traits = token.parts.filter((part) => traitAxes.has(part.axis)).map((part) => ({ ...part, range }))
        if (traits.length && sameSpot(tokens, i, 'finding') && named) attach((fact) => { if (fact.word.start === token.start) fact.traits.push(...traits) })
        else if (traits.length && named && !nounFollows(tokens, i, plain)) attach((fact) => fact.traits.push(...traits))
        else pendingTraits.push(...traits)
      }
      if (placing) {
        // "嚢胞性リンパ節": the place is what the finding is told of.
        if (named && token.kind === 'place' && prior?.kind === 'finding' && /^(?:性|状|様)$/u.test(plain.slice(prior.to, token.from))) {
          attach((fact) => {
            fact.site.places.push({ place: token.place, range })
            if (token.place === 'リンパ節') fact.also.push(nodeSeen())
          })
          prior = token
          continue
        }
        if (!named && prior?.kind === 'comma' && sites.sites.length && (pendingSizes.length || pendingCategories.length)) {
          // "右はC-1、左はC-2": each side has its own.
          this.leftovers([], from, sites, pendingSizes, pendingChange, pendingCategories, tokens, pendingTraits)
          pendingSizes = []
          pendingCategories = []
          pendingTraits = []
          pendingChange = null
          sites = new SiteList()
          listStart = settled = flushed = this.facts.length
        }
        if (named) {
          if (sites.sites.length) this.clauseSites = this.homes(sites.sites, null)
          sites = new SiteList()
          named = false
          listStart = this.facts.length
        }
        sites.add(token, plain)
        // "小腸は…", "小腸ガスが左上腹部に…": the next clause goes on about the small bowel.
        if (!subject.length && /^(?:は|が)/u.test(plain.slice(token.to, token.to + 1))) subject = this.homes(sites.sites, null)
        noun = null
      } else if (token.kind === 'comma' || token.kind === 'pair') {
        sites.add(token, plain)
        noun = null
      } else if (token.kind === 'finding' && token.text === '拡大' && (tokens.slice(0, i).some((one) => one.kind === 'before') || (named && this.follows(this.facts)))) {
        if (named) attach((fact) => { fact.change = { change: 'larger', range } })
        else if (sites.sites.length) pendingChange = { change: 'larger', range }
        else this.changeBefore(from, 'larger', range)
      } else if (token.kind === 'finding') {
        const joined = prior?.kind === 'finding' && prior.to === token.from ? this.facts.at(-1) : undefined
        if (joined && prior!.from !== token.from) {
          // "嚢胞性腫瘤": one thing with two names; the later is the head.
          for (const fact of this.facts.filter((one) => one.word.end === prior!.end && one.sentence === this.index)) {
            fact.also.push(fact.finding!)
            fact.finding = token.finding
            fact.word = { start: fact.word.start, end: token.end }
            fact.end = token.end
          }
        } else {
          const embedded = sites.sites.length === 1 && isEmbedded(sites.sites[0]!, token) ? sites.sites[0]! : null
          const homes = embedded ? this.homes([], { ...token.finding, places: embedded.places.map((one) => one.place) }) : named ? sharedWith(this.homes(sites.sites, token.finding), token.finding) : this.homes(sites.sites, token.finding)
          // "造影病変なし" denies a kind of lesion, not lesions.
          const narrowed = token.finding.name === '病変' && prior !== null && prior.to === token.from && (prior.kind === 'word' || prior.kind === 'context')
          for (const site of homes) this.facts.push({ ...this.fact(range, site), finding: token.finding, sizes: pendingSizes.filter((one) => !one.count && (one.of === undefined || [...site.places, ...site.levels].some((place) => place.range.start === one.of))), counts: pendingSizes.filter((one) => one.count), change: pendingChange, traits: [...pendingTraits], categories: [...pendingCategories], partial: qualified || narrowed })
        }
        if (/^(?:部|部位)?(?:内|内部|周囲|辺縁|近傍|後)?(?:に(?!て|伴|よ|対|合|相|矛|一致)|には|における|での)/u.test(plain.slice(token.to, token.to + 8))) for (const fact of this.facts) if (fact.word.end === token.end) fact.locator = true
        if (/^(?:によ|に伴う|に続発|に起因)/u.test(plain.slice(token.to, token.to + 4))) for (const fact of this.facts) if (fact.word.end === token.end) fact.cause = true
        if (!subject.length && sites.sites.length && /^(?:は|が)/u.test(plain.slice(token.to, token.to + 1))) subject = this.homes(sites.sites, null)
        named = true
        pendingSizes = []
        pendingChange = null
        pendingTraits = []
        pendingCategories = []
        qualified = false
        noun = null
      } else if (token.kind === 'number') {
        const { number } = token
        const size: JapaneseSize = { ...number, ...range, before: (priorNext && !number.count) || (number.step >= 0 && nextStep(tokens, i)) || fromGap(tokens, i, plain) }
        if (!size.before || !stillPrior(tokens, i, plain)) priorNext = false
        if (!number.time) {
          if (named && prior?.kind !== 'comma' && !/^(?:大|程度)?の|^(?:大|程度)/u.test(plain.slice(token.to, token.to + 4).trim())) attach((fact) => (number.count ? fact.counts : fact.sizes).push(size), lastWord())
          else if (named && prior?.kind === 'comma' && !nounFollows(tokens, i, plain)) attach((fact) => (number.count ? fact.counts : fact.sizes).push(size), lastWord())
          else pendingSizes.push(size)
        }
      } else if (token.kind === 'level') {
        const category = { key: token.level.keys[0]!, range }
        if (named) attach((fact) => fact.categories.push(category))
        else pendingCategories.push(category)
      } else if (token.kind === 'change' && token.change === 'same' && token.text.startsWith('同') && plain[token.from - 1] === 'と' && prior?.kind !== 'before' && prior?.kind !== 'context') {
        // "血液プールと同等": as strong as that, not as before.
        prior = token
        continue
      } else if (token.kind === 'change') {
        const change = turned(this.facts.at(-1), token)
        const before = /^(?:した|する|している|の|な|して(?:いる|いた)|性の|傾向の)(?!が|も|ため)/u.test(plain.slice(token.to, token.to + 6)) || token.change === 'new'
        if ((before && nounFollows(tokens, i, plain)) || (token.change === 'new' && !named)) pendingChange = { change, range }
        else if (named || this.facts.length > listStart) attach((fact) => { fact.change = { change, range } })
        else if (sites.sites.length) pendingChange = { change, range }
        else this.changeBefore(from, change, range)
      } else if (token.kind === 'uncertain') {
        const possible = /可能性|否定|除外|かもしれ|鑑別|懸念/u.test(token.text)
        attach((fact) => {
          if (fact.certainty !== 'possible') fact.certainty = possible ? 'possible' : 'likely'
          fact.certaintyRange = range
        }, this.facts.slice(settled))
      } else if (token.kind === 'definite') {
        attach((fact) => {
          fact.certainty = 'certain'
          fact.certaintyRange = range
        })
      } else if (token.kind === 'qualifier') qualified = true
      else if (token.kind === 'before') {
        priorNext = !/^(?:と|より|に比|から(?!の)|比|同様|の?[^\d]{0,8}と比|の?[^\d]{0,6}に比|検査|ct|mri|pet)/u.test(plain.slice(token.to, token.to + 10))
      } else if (token.kind === 'exist') {
        // "膿瘍を示す所見", "空洞を伴う結節": the verb belongs to the noun after it.
        if (/[るうす]$/u.test(token.text) && /^[\p{Script=Han}\p{Script=Katakana}a-z]/u.test(plain.slice(token.to, token.to + 1))) {
          prior = token
          continue
        }
        if (!named) this.move(this.facts.slice(settled), sites)
        attach((fact) => { fact.stated = true }, this.facts.slice(settled))
        if (!this.facts.slice(settled).length && sites.sites.some(endsInNode)) for (const site of this.homes(sites.sites, null)) this.facts.push({ ...this.fact(range, site), finding: nodeSeen(), sizes: pendingSizes.splice(0) })
        if (!this.facts.slice(settled).length && noun) this.facts.push({ ...this.fact(rangeOf(noun), this.homes(sites.sites, null)[0] ?? nowhere()), noun: noun.text, stated: true, sizes: pendingSizes.splice(0) })
        settled = this.facts.length
      } else if (token.kind === 'deny') {
        // "前回撮影に腫瘤は認められず": not there then.
        const earlier = tokens.slice(0, i).findLastIndex((one) => one.kind === 'before')
        if (earlier >= 0 && !tokens.slice(earlier, i).some((one) => one.kind === 'exist' || one.kind === 'change') && /^(?:[^と比よ]{0,12})(?:に|では|には|は)/u.test(plain.slice(tokens[earlier]!.to, tokens[earlier]!.to + 14)) && this.facts.length > settled) {
          for (const fact of this.facts.slice(settled)) fact.change = { change: 'new', range: rangeOf(token) }
          settled = this.facts.length
          prior = token
          continue
        }
        this.deny(token, tokens, i, settled, sites, noun, pendingChange, () => pendingSizes.splice(0), named)
        if (pendingChange?.change === 'new') pendingChange = null
        if (!(token.own && !sites.sites.length && !named)) settled = this.facts.length
        qualified = false
      } else if (token.kind === 'normal' || token.kind === 'shape') {
        const list = mine()
        if (!list.length) {
          for (const site of this.homes(sites.sites, null)) this.facts.push({ ...this.fact(range, site), normal: true, normalWord: token.text, sizes: [...pendingSizes] })
          pendingSizes = []
        } else if (token.kind === 'normal') attach((fact) => { fact.normal = true })
        // "境界明瞭平滑、前回と変化なし": a shape ends nothing.
        if (token.kind === 'normal' || !list.length) settled = this.facts.length
      } else if (token.kind === 'limited') {
        const list = mine()
        if (!list.length) for (const site of this.homes(sites.sites, null)) this.facts.push({ ...this.fact(range, site), limited: true })
        else attach((fact) => { fact.limited = true })
      } else if (token.kind === 'but') {
        settled = this.facts.length
      } else if (token.kind === 'advice') advised = true
      else if (token.kind === 'word') noun = /[\p{Script=Han}\p{Script=Katakana}a-z]{2,}/u.test(token.text) && !describing.test(token.text) ? token : noun
      prior = token
    }
    // "閉塞起点は右下腹部の回腸": the place is what is said.
    if (!named && settled < this.facts.length) this.move(this.facts.slice(settled), sites)
    const made = this.facts.slice(flushed)
    if (advised) for (const fact of made) fact.advice = true
    this.leftovers(made, from, sites, pendingSizes, pendingChange, pendingCategories, tokens, pendingTraits)
    const here = subject.length ? subject : sites.sites.length ? this.homes(sites.sites, null) : []
    if (here.length) this.clauseSites = here
    // The next sentence speaks of what this one began with.
    if (!this.lastSites.length) this.lastSites = this.clauseSites.length ? this.clauseSites : this.topic
  }

  /** Sizes, changes and categories that no finding of the clause took. */
  private leftovers(made: JapaneseFact[], from: number, sites: SiteList, sizes: JapaneseSize[], change: JapaneseFact['change'], categories: JapaneseFact['categories'], tokens: readonly Token[], traits: JapaneseFact['traits']): void {
    if (!sizes.length && !change && !categories.length && !traits.length) return
    if (made.length) {
      const last = made.filter((fact) => fact.word.end === made.at(-1)!.word.end)
      for (const fact of last) {
        fact.sizes.push(...sizes.filter((one) => !one.count))
        fact.counts.push(...sizes.filter((one) => one.count))
        fact.change ??= change
        fact.categories.push(...categories)
        fact.traits.push(...traits)
      }
      return
    }
    if (sites.sites.length || !this.facts.length || !from) {
      const range = { start: tokens[0]!.start, end: tokens.at(-1)!.end }
      const measured = placeOfLabel(sizes)
      for (const site of measured && !sites.sites.length ? [{ ...nowhere(), places: [{ place: measured, range }] }] : this.homes(sites.sites, null)) this.facts.push({ ...this.bare(range, site, sizes.length > 0), sizes: sizes.filter((one) => !one.count), counts: sizes.filter((one) => one.count), change, categories, traits })
      return
    }
    // "…を認め、前回は15mm": of what the clause before spoke of.
    const last = this.facts.filter((fact) => fact.word.end === this.facts.at(-1)!.word.end)
    for (const fact of last) {
      fact.sizes.push(...sizes.filter((one) => !one.count))
      fact.counts.push(...sizes.filter((one) => one.count))
      fact.change = change?.change === 'new' ? change : fact.change ?? change
      fact.categories.push(...categories)
    }
  }

  private changeBefore(from: number, change: Change, range: TextRange): void {
    const earlier = this.facts.slice(0, from)
    const last = earlier.at(-1)
    if (!last) {
      for (const site of this.homes([], null).slice(0, 4)) this.facts.push({ ...this.bare(range, site), change: { change, range } })
      return
    }
    for (const fact of earlier) if (fact.word.end === last.word.end && !fact.change) fact.change = { change, range }
  }

  private deny(token: Token & { kind: 'deny' }, tokens: readonly Token[], i: number, settled: number, sites: SiteList, noun: Token | null, pendingChange: JapaneseFact['change'], keep: () => JapaneseSize[], named: boolean): void {
    // "…（35mm）、モリソン窩には及ばない": what was named before the new place is not what is denied.
    // "S5に9 mmの結節、多血化なし": a word that no list knows is what is denied, not the finding before the comma.
    const last = tokens.slice(0, i).findLastIndex((one) => one.kind === 'finding')
    const comma = tokens.slice(0, i).findLastIndex((one) => one.kind === 'comma')
    if (last >= 0 && comma > last && tokens.slice(comma + 1, i).some((one) => one.kind === 'word' || one.kind === 'context') && named && !tokens.slice(comma + 1, i).some((one) => one.kind === 'place' || one.kind === 'side' || one.kind === 'change')) {
      if (noun) for (const site of this.homes(sites.sites, null)) this.facts.push({ ...this.fact(rangeOf(noun), site), noun: noun.text, polarity: 'denied' })
      return
    }
    if (!named && token.own && sites.sites.length && this.follows(this.facts.slice(settled))) {
      // "腹水をダグラス窩ではなくモリソン窩に認める": denied there, told here.
      const moved = this.facts.slice(settled)
      for (const fact of moved) for (const site of this.homes(sites.sites, null)) this.facts.unshift({ ...fact, site, polarity: 'denied' })
      sites.sites = []
      return
    }
    if (!named && !token.own && this.move(this.facts.slice(settled), sites)) named = true
    const list = named || noun ? this.facts.slice(settled) : this.facts.slice(settled).filter(() => !sites.sites.length)
    const previous = tokens[i - 1]
    if (previous?.kind === 'change' && previous.change !== 'new' && list.length) {
      // "萎縮の進行なし": nothing of the change, but the finding stays.
      for (const fact of list) if (fact.change?.range.start === previous.start) fact.change = { change: 'same', range: fact.change.range }
      return
    }
    if (token.own) {
      const last = list.at(-1)
      if (previous?.kind === 'qualifier' || !last) {
        if (!last) for (const site of this.homes(sites.sites, null)) this.facts.push({ ...this.fact(rangeOf(token), site), normal: true, sizes: keep() })
        else for (const fact of list) fact.normal = true
      } else for (const fact of list) if (fact.word.end === last.word.end) fact.polarity = 'denied'
      return
    }
    if (!list.length) {
      if (this.headFinding && !noun && previous?.kind !== 'normal') for (const site of this.homes(sites.sites, this.headFinding)) this.facts.push({ ...this.fact(rangeOf(token), site), finding: this.headFinding, polarity: 'denied' })
      else if (noun) for (const site of this.homes(sites.sites, null)) this.facts.push({ ...this.fact(rangeOf(noun), site), noun: noun.text, polarity: 'denied' })
      else if (previous?.kind === 'normal') return
      else if (sites.sites.length) for (const site of this.homes(sites.sites, null)) this.facts.push({ ...this.fact(rangeOf(token), site), polarity: 'denied' })
      return
    }
    const places = list.filter((fact) => !(fact.locator && fact !== list.at(-1)))
    const heads = [...new Set(places.map((fact) => fact.word.end))]
    const ends = heads.length - 1
    let same = true
    for (let k = ends; k >= 0; k--) {
      const group = places.filter((fact) => fact.word.end === heads[k])
      if (k < ends) {
        const gap = this.text.slice(heads[k]!, Math.min(...places.filter((fact) => fact.word.end === heads[k + 1]).map((fact) => fact.word.start)))
        const own = group.some((fact) => fact.sizes.some((one) => !one.before && one.bound !== 'over') || fact.counts.length || fact.change !== null || fact.certaintyRange !== null || fact.categories.length || fact.traits.some((one) => one.axis === 't' && one.value === '旧'))
        const attributive = /を(?:示す|疑う|示唆する|伴う|呈する|有する|来す)|による|に伴う/u.test(gap)
        if (attributive && k + 1 === ends) for (const fact of list.filter((one) => one.word.end === heads[ends])) fact.partial = true
        const marked = /や|および|及び|・|と|または|又は|もしくは|あるいは|ならびに|\/|を示す|を疑う|を示唆|による|に伴う|を来|の[^、]*$/u.test(gap.replace(/[（(][^)）]*[)）]|[\d０-９]+[/／][\d０-９]+/gu, ''))
        const comma = /、|,|，/u.test(gap)
        if (comma && own && !marked) same = false
        else if (comma && !marked) same = same && token.bare ? false : same
        const polarity = same ? 'denied' : comma && own ? 'told' : token.bare ? 'open' : 'told'
        for (const fact of group) fact.polarity = polarity
        continue
      }
      for (const fact of group) {
        fact.polarity = 'denied'
        if (pendingChange?.change === 'new' || fact.change?.change === 'new') fact.partial = true
      }
    }
  }

  /** Does the place come after the finding ("プラークを左横隔膜上に認める")? */
  private follows(facts: readonly JapaneseFact[]): boolean {
    const last = facts.at(-1)
    return last !== undefined && /^(?:を|は|が|も)/u.test(this.text.slice(last.word.end, last.word.end + 1))
  }

  private move(facts: readonly JapaneseFact[], sites: SiteList): boolean {
    if (!sites.sites.length || !this.follows(facts)) return false
    const [home] = this.homes(sites.sites, null)
    for (const fact of facts) {
      const own = fact.site
      const implied = own.places.filter((one) => one.range.start < 0)
      fact.site = { ...copySite(home!), places: [...home!.places, ...(own.borrowed ? implied : own.places)] }
    }
    return true
  }

  /** What stands in brackets belongs to the words before. */
  private aside(tokens: readonly Token[], plain: string, owners: readonly JapaneseFact[], sites: SiteList, keep: (sizes: JapaneseSize[], categories: JapaneseFact['categories']) => void): void {
    const own = tokens.some((token) => token.kind === 'finding' || token.kind === 'deny' || token.kind === 'exist')
    if (own) {
      const inner = new SentenceReader(this.text, this.index, owners.length ? [owners.at(-1)!.site] : sites.sites.length ? sites.sites : this.inherited(), [])
      inner.read(tokens.filter((token) => token.kind !== 'number' || owners.length === 0), plain)
      this.facts.splice(this.facts.length - owners.length, 0, ...inner.facts)
    }
    if (!own && owners.length && tokens.filter((token) => token.kind === 'level' && token.level.group !== 'category').length > 1) {
      this.spelledOut(tokens, owners.at(-1)!)
      return
    }
    let priorNext = false
    const sizes: JapaneseSize[] = []
    for (const [i, token] of tokens.entries()) {
      const range = rangeOf(token)
      if (token.kind === 'before') priorNext = !/^(?:と|より|に比|比|から(?!の))/u.test(plain.slice(token.to, token.to + 3))
      else if (token.kind === 'number' && !token.number.time) sizes.push({ ...token.number, ...range, before: (priorNext && !token.number.count) || (token.number.step >= 0 && nextStep(tokens, i)) || fromGap(tokens, i, plain) })
      else if (token.kind === 'comma') priorNext = false
      else if (token.kind === 'side' && !isDirection(token, plain)) {
        for (const fact of owners) if (!fact.site.side && fact.word.end <= token.start) Object.assign(fact.site, { side: token.side, sideRange: range, sideBorrowed: false })
      } else if (own) continue
      else if (token.kind === 'change') for (const fact of owners) fact.change ??= { change: turned(fact, token), range }
      else if (token.kind === 'level' && token.level.group === 'category') for (const fact of owners) fact.categories.push({ key: token.level.keys[0]!, range })
      else if (token.kind === 'uncertain') for (const fact of owners) Object.assign(fact, { certainty: 'likely', certaintyRange: range })
      else if (token.kind === 'part') {
        for (const fact of owners) for (const part of token.parts) (traitAxes.has(part.axis) ? fact.traits : fact.site.parts).push({ ...part, range })
      } else if (token.kind === 'level' && owners.length) {
        for (const fact of owners) if (!fact.site.levels.some((one) => one.group === token.level.group)) fact.site.levels.push(...token.level.keys.slice(0, 1).map((key) => ({ group: token.level.group, key, range })))
      } else if (token.kind === 'place' && owners.length) {
        for (const fact of owners) if (!fact.site.places.length || fact.site.places.some((one) => sitesNested(one.place, token.place))) fact.site.places.push({ place: token.place, range })
      } else if (token.kind === 'level' || token.kind === 'place') sites.add(token, plain)
    }
    if (!owners.length) keep(sizes, own ? [] : tokens.flatMap((token) => (token.kind === 'level' && token.level.group === 'category' ? [{ key: token.level.keys[0]!, range: rangeOf(token) }] : [])))
    for (const fact of owners) {
      fact.sizes.push(...sizes.filter((one) => !one.count))
      fact.counts.push(...sizes.filter((one) => one.count))
    }
  }

  /** "多発肝転移（S4：19mm、S7：8mm）": one fact for each level in the brackets. */
  private spelledOut(tokens: readonly Token[], owner: JapaneseFact): void {
    let current: JapaneseFact | null = null
    for (const token of tokens) {
      if (token.kind === 'level' && token.level.group !== 'category') {
        for (const key of token.level.keys) {
          current = { ...owner, site: { ...copySite(owner.site), levels: [...owner.site.levels.filter((one) => one.group !== token.level.group), { group: token.level.group, key, range: rangeOf(token) }] }, sizes: [], counts: [] }
          this.facts.push(current)
        }
      } else if (token.kind === 'number' && !token.number.time && current) current.sizes.push({ ...token.number, ...rangeOf(token), before: nextStep(tokens, tokens.indexOf(token)) })
    }
  }

  /** A place alone that is measured or changed: what the heading names ("原発巣：8mmに縮小"), or what the number is of. */
  private bare(range: TextRange, site: JapaneseSite, sized = false): JapaneseFact {
    return { ...this.fact(range, site), finding: this.headFinding ?? (endsInNode(site) && sized ? nodeSeen() : null) }
  }

  private fact(range: TextRange, site: JapaneseSite): JapaneseFact {
    return { ...range, sentence: this.index, finding: null, also: [], noun: '', word: range, site, sizes: [], counts: [], categories: [], polarity: 'told', partial: false, normal: false, normalWord: '', limited: false, certainty: 'plain', certaintyRange: null, stated: false, change: null, advice: false, cause: false, locator: false, traits: [] }
  }

  private inherited(): JapaneseSite[] {
    if (this.clauseSites.length) return this.clauseSites.map((site) => ({ ...site, borrowed: site.borrowed === 2 ? (2 as const) : (1 as const) }))
    if (this.topic.length) return this.topic.map((site) => ({ ...site, borrowed: 1 as const }))
    return this.before.map((site) => ({ ...site, borrowed: 2 as const }))
  }

  private homes(sites: readonly JapaneseSite[], finding: FindingName | null): JapaneseSite[] {
    return homesOfFinding(sites, finding, { context: this.inherited(), clauseSites: this.clauseSites, topic: this.topic })
  }
}
