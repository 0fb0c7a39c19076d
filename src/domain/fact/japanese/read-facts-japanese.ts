import type { TextRange } from '../../report/range.ts'
import { splitSentences } from '../../text/sentences.ts'
import type { JapaneseNumber } from './numbers-japanese.ts'
import { isKindOfTissue, sitesNested, sitesRelated, widerSites } from './sites-japanese.ts'
import { tokensJapanese, type Token } from './tokens-japanese.ts'
import { japaneseVocabulary, type FindingName } from './vocabulary-japanese.ts'

/** Where a fact is. `borrowed`: 0 said with it, 1 by its clause, sentence or heading, 2 by the sentence before. */
export type JapaneseSite = {
  places: { place: string; range: TextRange }[]
  side: 'left' | 'right' | 'bilateral' | null
  sideRange: TextRange | null
  /** The side stands with a neighbour in the list, or in the sentence before. */
  sideBorrowed: boolean
  parts: { axis: string; value: string; range: TextRange }[]
  levels: { group: string; key: string; range: TextRange }[]
  borrowed: 0 | 1 | 2
}

/** `of`: where the place stands that the size was put behind in brackets. */
export type JapaneseSize = TextRange & JapaneseNumber & { before: boolean; of?: number }
export type Certainty = 'certain' | 'plain' | 'likely' | 'possible'
export type Change = 'same' | 'larger' | 'smaller' | 'new' | 'resolved'

/** What one statement says of one finding at one place, or of a place alone (`finding` null). Ranges are in the text as given. */
export type JapaneseFact = TextRange & {
  sentence: number
  finding: FindingName | null
  /** Other names in the same compound ("嚢胞性腫瘤"), and what it is concluded to be in the same clause. */
  also: FindingName[]
  /** A noun that no list knows, where it is told or denied. */
  noun: string
  word: TextRange
  site: JapaneseSite
  sizes: JapaneseSize[]
  counts: JapaneseSize[]
  categories: { key: string; range: TextRange }[]
  polarity: 'told' | 'denied' | 'open'
  /** Denied only as new, significant, acute, other. */
  partial: boolean
  /** The place is called normal. */
  normal: boolean
  /** The word that calls it so: "開存" denies less than "正常". */
  normalWord: string
  limited: boolean
  certainty: Certainty
  certaintyRange: TextRange | null
  /** "…を認める" is said, not only the noun. */
  stated: boolean
  change: { change: Change; range: TextRange } | null
  advice: boolean
  /** Named as the cause of something else ("RAによる骨びらん"). */
  cause: boolean
  /** Says where something else is ("結節内に石灰化なし"). */
  locator: boolean
  /** Its time: parts of axis t ("陳旧性"), said of the finding. */
  traits: { axis: string; value: string; range: TextRange }[]
}

const nowhere = (): JapaneseSite => ({ places: [], side: null, sideRange: null, sideBorrowed: false, parts: [], levels: [], borrowed: 0 })
/** Axes that describe the finding, not its place. */
const traitAxes = new Set(['t', 'e', 'm', 'n'])
const rangeOf = ({ start, end }: TextRange): TextRange => ({ start, end })

/** Nouns that name no finding of their own. */
const describing = /^(?:短径|長径|最大|径|厚|長|大き|所見|像|分葉|境界|辺縁|形状|内部|周囲|程度|範囲|部分|全体|数|実質|信号|有意|治療|病勢|経過|状態|画像|検査|体積|分布|優位|主体|領域|明|構造|多数|多発|びまん|軽度|中等度|高度|少量|中等量|多量|大量|わずか|原因|影響|責任|両者|既知|同部|部位|対側|反対|撮|臨床|所|性|大|状|様|型|系|側|面|部|内|外|上|下|間|後|前|時|今回|単純|造影|強調)/u

export type JapaneseText = { text: string; facts: JapaneseFact[]; sentences: TextRange[]; /** Every number of the text that measures or counts. */ numbers: (JapaneseNumber & TextRange)[]; /** Sides that occur, headings included. */ sides: ReadonlySet<'left' | 'right' | 'bilateral'> }

/** Reads Japanese text into facts, in the order of the text. At most `most` sentences. Never throws. */
export function readFactsJapanese(text: string, most = 2000): JapaneseText {
  const known = recent.get(text)
  if (known) return known
  const read = readText(text, most)
  if (recent.size > 15) recent.delete(recent.keys().next().value!)
  recent.set(text, read)
  return read
}

/** The texts read last: while a conclusion is typed its findings stay the same. */
const recent = new Map<string, JapaneseText>()

function readText(text: string, most: number): JapaneseText {
  const sentences = splitSentences(text).slice(0, most)
  const facts: JapaneseFact[] = []
  const numbers: JapaneseText['numbers'] = []
  const sides = new Set<'left' | 'right' | 'bilateral'>()
  let before: { sites: JapaneseSite[]; heading: number } = { sites: [], heading: -1 }
  for (const [index, sentence] of sentences.entries()) {
    const heading = sentence.heading ? sitesOf(tokensJapanese(text, sentence.heading).tokens.filter((token) => token.kind === 'place' || token.kind === 'side' || token.kind === 'part' || token.kind === 'level' || token.kind === 'comma' || token.kind === 'pair'), '') : []
    const at = sentence.heading?.start ?? -1
    // A new heading, or a new line without one, is about something else.
    const same = at === before.heading && !/\n/.test(text.slice(sentences[index - 1]?.end ?? 0, sentence.start))
    const reader = new SentenceReader(text, index, heading, same ? before.sites : [], headingFinding(text, sentence.heading))
    // The mark of a node station is no list mark ("#7は短径7mm").
    const { tokens, plain } = tokensJapanese(text, text[sentence.start - 1] === '#' ? { start: sentence.start - 1, end: sentence.end } : sentence)
    reader.read(tokens, plain)
    for (const token of [...tokens, ...(sentence.heading ? tokensJapanese(text, sentence.heading).tokens : [])]) if (token.kind === 'side' && !isDirection(token, plain)) sides.add(token.side)
    for (const token of tokens) if (token.kind === 'number' && !token.number.time) numbers.push({ ...token.number, ...rangeOf(token) })
    // What is told of a list of places is on the side that heads the list.
    for (const fact of reader.facts) if (fact.polarity === 'told' && fact.site.borrowed === 0 && fact.site.sideRange) fact.site.sideBorrowed = false
    facts.push(...reader.facts)
    before = { sites: reader.lastSites.length ? reader.lastSites : same ? before.sites : heading, heading: at }
  }
  return { text, facts, sentences: sentences.map(rangeOf), numbers, sides }
}

/** "左へ偏位", "右凸": where to, not where. */
const isDirection = (token: Token, plain: string): boolean => /^(?:へ|凸|方へ|方向|方に偏)/u.test(plain.slice(token.to, token.to + 3))

function headingFinding(text: string, heading: TextRange | null): FindingName | null {
  const token = heading && tokensJapanese(text, heading).tokens.findLast((one) => one.kind === 'finding')
  return token?.kind === 'finding' ? token.finding : null
}

const coordinate = /[・、,/~と及び]|および|又は|または|や|から|-/u

/** The places of a row of tokens: what is nested ("大腿骨の内側顆") in one site, what is listed in several. */
function sitesOf(tokens: readonly Token[], plain: string): JapaneseSite[] {
  const list = new SiteList()
  for (const token of tokens) list.add(token, plain)
  return list.sites
}

class SiteList {
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
    const onward = /^(?:側|内|方|方向)*へ/u.test(plain.slice(token.to, token.to + 4))
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
  else if (token.kind === 'level' && token.level.group !== 'category') site.levels.push(...token.level.keys.map((key) => ({ group: token.level.group, key, range })))
}

/** Reads the clauses of one sentence. Holds what a clause leaves to the next. */
class SentenceReader {
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
        this.deny(token, tokens, i, plain, settled, sites, noun, pendingChange, () => pendingSizes.splice(0), named)
        if (pendingChange?.change === 'new') pendingChange = null
        if (!(token.own && !sites.sites.length && !named)) settled = this.facts.length
        qualified = false
      } else if (token.kind === 'normal' || token.kind === 'shape') {
        const list = mine()
        if (!list.length) {
          for (const site of this.homes(sites.sites, null)) this.facts.push({ ...this.fact(range, site), normal: true, normalWord: token.text, sizes: [...pendingSizes] })
          pendingSizes = []
        } else if (token.kind === 'normal') attach((fact) => { fact.normal = true })
        settled = this.facts.length
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

  private deny(token: Token & { kind: 'deny' }, tokens: readonly Token[], i: number, plain: string, settled: number, sites: SiteList, noun: Token | null, pendingChange: JapaneseFact['change'], keep: () => JapaneseSize[], named: boolean): void {
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
      fact.site = { ...copy(home!), places: [...home!.places, ...(own.borrowed ? implied : own.places)] }
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
          current = { ...owner, site: { ...copy(owner.site), levels: [...owner.site.levels.filter((one) => one.group !== token.level.group), { group: token.level.group, key, range: rangeOf(token) }] }, sizes: [], counts: [] }
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

  /** The sites of a finding, each level by itself, with what the clause before, the heading or the sentence before adds. */
  private homes(sites: readonly JapaneseSite[], finding: FindingName | null): JapaneseSite[] {
    const context = this.inherited()
    const implied = finding?.places ?? []
    let homes: JapaneseSite[]
    if (!sites.length) {
      const fitting = implied.length ? context.filter((site) => site.borrowed < 2).filter((site) => !site.places.length || site.places.some((one) => implied.some((place) => sitesRelated(one.place, place)))) : context
      homes = fitting.length ? fitting.map(copy) : [nowhere()]
      // A level or part of the sentence before is no level of this one.
      if (implied.length) homes = homes.map((site) => (site.borrowed === 2 ? { ...site, levels: site.levels.filter((one) => one.group === 'segment') } : site))
    } else {
      homes = sites.flatMap((site): JapaneseSite[] => {
        const own = copy(site)
        // "膵：頭部に…": the head of the organ spoken of, not of the body.
        if (own.places.length === 1 && own.places[0]!.place === '頭部' && context.some((one) => one.places.length > 0 && !one.places.some((place) => sitesRelated(place.place, '頭部')))) {
          own.parts.push({ axis: 'g', value: '頭', range: own.places[0]!.range })
          own.places = []
        }
        const bare = !own.places.length && !own.levels.some((one) => one.group !== 'segment' && one.group !== 'clock')
        const wider = [...context, ...(this.clauseSites.length ? this.topic.map((one) => ({ ...one, borrowed: 1 as const })) : [])]
        const homesOf = wider.filter((one) => bare || own.places.some((place) => one.places.some((outer) => holds(outer.place, place.place, one.borrowed === 2))) || (!one.places.length && one.side && one.borrowed < 2))
        // A segment is one of liver or lung.
        if (!own.places.length && own.levels.some((one) => one.group === 'segment')) homesOf.splice(0, homesOf.length, ...homesOf.filter((one) => one.places.some((place) => sitesRelated(place.place, '肝臓') || sitesRelated(place.place, '肺'))))
        const home = bare && implied.length ? homesOf.find((one) => !one.places.length || one.places.some((outer) => implied.some((place) => sitesRelated(outer.place, place)))) : homesOf[0]
        if (bare && home) {
          own.places = [...home.places]
          if (!own.parts.length) own.parts = own.levels.length ? own.parts : [...home.parts]
          if (!own.levels.length) own.levels = [...home.levels]
          if (home.borrowed === 2) own.borrowed = 2
        } else if (home && home.borrowed < 2) {
          const kindOnly = own.places.every((one) => isKindOfTissue(one.place))
          own.places.push(...home.places.filter((one) => !own.places.some((place) => place.place === one.place)))
          if (kindOnly && !own.parts.length) own.parts = [...home.parts]
          if (kindOnly && !own.levels.length) own.levels = [...home.levels]
        } else if (home && own.places.every((one) => isKindOfTissue(one.place))) {
          // "骨皮質は破壊され": the bone of the sentence before.
          own.places.push(...home.places)
          own.borrowed = 2
        }
        if (!own.side && !home && this.clauseSites[0]?.side) Object.assign(own, { side: this.clauseSites[0].side, sideRange: null, sideBorrowed: true })
        if (!own.side && home?.side) Object.assign(own, { side: home.side, sideRange: home.sideRange, sideBorrowed: home.sideBorrowed || (home.borrowed === 2 && own.borrowed !== 2) })
        return [own]
      })
    }
    if (implied.length) for (const home of homes) if (!home.places.some((one) => implied.some((place) => sitesRelated(one.place, place)))) home.places.push(...implied.slice(0, 1).map((place) => ({ place, range: { start: -1, end: -1 } })))
    return homes.flatMap(byLevel).slice(0, 24)
  }
}

/** The last finding and those listed with it; what only describes it ("Aを伴うB", "AのB") is left out. */
function headsOf(facts: readonly JapaneseFact[], text: string): JapaneseFact[] {
  const ends = [...new Set(facts.map((fact) => fact.word.end))]
  let first = ends.length - 1
  for (; first > 0; first--) {
    const next = facts.find((fact) => fact.word.end === ends[first])!
    const gap = text.slice(ends[first - 1]!, next.word.start).replace(/[（(][^)）]*[)）]/gu, '')
    if (!/[、,，・/と]|や|および|及び|ならびに/u.test(gap) || /を(?:伴|示|疑|認|呈|有)|によ|に伴|であ/u.test(gap)) break
  }
  return facts.filter((fact) => ends.indexOf(fact.word.end) >= first)
}

/** Is the second place inside the first, or only its tissue ("肺門" and "リンパ節")? */
const holds = (outer: string, inner: string, strictly: boolean): boolean => widerSites(inner).has(outer) || (!strictly && (isKindOfTissue(inner) || isKindOfTissue(outer))) || (strictly && isKindOfTissue(inner) && sitesRelated(outer, inner))

/** The place is only part of the finding's own name ("肺梗塞"). */
const isEmbedded = (site: JapaneseSite, token: Token): boolean => site.places.length > 0 && site.places.every((one) => one.range.start === token.start) && site.side === null && !site.levels.length && !site.parts.length

/** "第4肋骨骨折および気胸": what has a place of its own shares only the side of the list. */
function sharedWith(homes: JapaneseSite[], finding: FindingName): JapaneseSite[] {
  if (!finding.places.length) return homes
  const fitting = homes.filter((site) => site.places.some((one) => one.range.start >= 0 && finding.places.some((place) => sitesRelated(one.place, place))))
  if (fitting.length || !homes.length) return fitting.length ? fitting : homes
  return [{ ...nowhere(), side: homes[0]!.side, sideRange: homes[0]!.sideRange, sideBorrowed: homes[0]!.sideBorrowed, places: [{ place: finding.places[0]!, range: { start: -1, end: -1 } }] }]
}

const nodeSeen = (): FindingName => japaneseVocabulary().findings.get('リンパ節像')!
const endsInNode = (site: JapaneseSite): boolean => site.places.some((one) => one.place === 'リンパ節' || one.place === '頸部リンパ節') || site.levels.some((one) => one.group === 'station')

/** For what should be much (the heart's pumping) less is worse. */
function turned(fact: JapaneseFact | undefined, token: Token & { kind: 'change' }): Change {
  if (fact?.finding?.name !== '心機能') return token.change
  return /低下|減少/u.test(token.text) ? 'larger' : /上昇|増加/u.test(token.text) ? 'smaller' : token.change
}

const copy = (site: JapaneseSite): JapaneseSite => ({ ...site, places: [...site.places], parts: [...site.parts], levels: [...site.levels] })

/** "S4、S7", "第2・第3": each number is a place of its own. */
function byLevel(site: JapaneseSite): JapaneseSite[] {
  const groups = [...new Set(site.levels.map((one) => one.group))]
  const many = groups.find((group) => site.levels.filter((one) => one.group === group).length > 1)
  if (!many) return [site]
  return site.levels.filter((one) => one.group === many).map((level) => ({ ...copy(site), levels: [...site.levels.filter((one) => one.group !== many), level] }))
}

const labelPlaces: readonly (readonly [RegExp, string])[] = [[/^(?:ctr|心胸郭比)/, '心臓'], [/^(?:lvef|ef|edv|esv)/, '左室'], [/^psa/, '前立腺'], [/^spleen/, '脾臓'], [/^cobb/, '脊椎'], [/^rv/, '右室']]
const placeOfLabel = (sizes: readonly JapaneseSize[]): string | null => labelPlaces.find(([pattern]) => sizes.some((size) => pattern.test(size.label)))?.[1] ?? null

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0
  for (let i = open; i < tokens.length; i++) {
    if (tokens[i]!.kind === 'open') depth++
    if (tokens[i]!.kind === 'close' && --depth === 0) return i
  }
  return tokens.length - 1
}

/** A comma after a predicate ends the clause; one after a noun or a topic goes on with the list. */
function endsClause(tokens: readonly Token[], comma: number, plain: string): boolean {
  const before = tokens[comma - 1]
  const text = plain.slice(Math.max(0, tokens[comma]!.from - 4), tokens[comma]!.from)
  const last = text.at(-1) ?? ''
  if (before && before.to >= tokens[comma]!.from - 3 && ['deny', 'exist', 'normal', 'limited', 'advice'].includes(before.kind)) return true
  if (before && before.to >= tokens[comma]!.from - 2 && (before.kind === 'change' || before.kind === 'uncertain') && !/^(?:の|は|も)$/u.test(plain.slice(before.to, tokens[comma]!.from))) return true
  if (!/[ぁ-ん]/u.test(last)) return false
  if (/(?:は|も|に|を|と|や|の|へ|から|より|まで|では|には|とも|など|または|および|及び)$/u.test(text) && !/(?:ても|でも|ものの)$/u.test(text)) return false
  return /[しでりてがくずきれえいみびるたすめけ]$/u.test(text)
}

function nextStep(tokens: readonly Token[], i: number): boolean {
  const here = tokens[i]!
  const next = tokens[i + 1]
  return here.kind === 'number' && next?.kind === 'number' && next.number.step === here.number.step + 1
}

/** "35mmから19mmへ", "半年前の12mmから縮小": what stands before から is the earlier one. */
function fromGap(tokens: readonly Token[], i: number, plain: string): boolean {
  const here = tokens[i]!
  const after = plain.slice(here.to, here.to + 8)
  if (!/^(?:程度|大|前後|相当)?(?:から|より)/u.test(after)) return false
  const next = tokens.slice(i + 1).find((token) => token.kind === 'number' || token.kind === 'change')
  return next !== undefined
}

const stillPrior = (tokens: readonly Token[], i: number, plain: string): boolean => /^\s?[x×*]/u.test(plain.slice(tokens[i]!.to, tokens[i]!.to + 2))

function sameSpot(tokens: readonly Token[], i: number, kind: Token['kind']): boolean {
  const here = tokens[i]!
  return tokens.some((token) => token.kind === kind && token.from === here.from)
}

/** Does a finding or place follow in the same noun phrase ("増大した結節")? */
function nounFollows(tokens: readonly Token[], i: number, plain: string): boolean {
  for (let k = i + 1; k < tokens.length; k++) {
    const token = tokens[k]!
    if (token.from === tokens[i]!.from) continue
    if (token.kind === 'finding') return true
    if (token.kind === 'comma' || token.kind === 'open' || token.kind === 'exist' || token.kind === 'deny' || token.kind === 'change') return false
    if (/[はがをも]/u.test(plain.slice(tokens[k - 1]!.to, token.from))) return token.kind === 'place' || token.kind === 'side' ? nounFollows(tokens, k, plain) : false
  }
  return false
}
