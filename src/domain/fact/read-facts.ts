import { atHome, sideByName } from './at-home.ts'
import { findingPlaces } from '../text/lexicon/finding-families.ts'
import type { Reading, Unit } from '../text/read-sentence.ts'
import type { Fact, FactCertainty, FactChange, FactLevel, FactSite, FactSize } from './fact.ts'
import { nounPhrases, type Phrase } from './noun-phrases.ts'
import { withUnits } from './bare-numbers.ts'
import { withCourse } from './course.ts'
import { isEarlier, isFormerFinding } from './earlier.ts'
import { atOdds, isApart, joined, otherLevel, partsOfOrgan, placeOf, saysWhere, weaker, within, withoutPartWords, type Place } from './place.ts'
import { relateSites } from './site-tree.ts'

/** A sentence as read, with what its heading says of place. */
export type ReadSentence = Reading & { headingUnits?: readonly Unit[] }

type Told = {
  unit: Unit | null
  places: Place[]
  sizes: FactSize[]
  count: FactSize | null
  change: Fact['change']
  certainty: FactCertainty | null
  time: Fact['time']
  normal: boolean
  negated: boolean
  partial: boolean
  qualified: boolean
  words: Fact['words']
  grades: FactLevel[]
  /** The change was told of another place of a list: a change of its own takes its place. */
  lent: boolean
  /** Its places are those of the finding before it in the clause: a place of its own takes their place. */
  borrowed: boolean
  /** How many of the sizes were told before its first place: they hold for every place. */
  shared: number
  start: number
  end: number
}

const isGrade = (unit: Unit): boolean => unit.kind === 'level' && unit.group.startsWith('category')
const isPlace = (unit: Unit): boolean => unit.kind === 'anatomy' || unit.kind === 'part' || (unit.kind === 'level' && !isGrade(unit)) || unit.kind === 'side'
const looks: ReadonlySet<string> = new Set(['enhancement', 'uptake', 'opacity', 'signal', 'white-matter', 'abnormality', 'thickening', 'enlargement'])
const relating = /\b(?:to|into|towards?|onto|reaching|abutting|extending|from|near|adjacent|beside|next|behind|below|above|beneath|over|around|about|against|than|relative|compared|exceeding)\b/
const singled = /\b(?:largest|biggest|dominant|smaller|smallest|larger one|one|other|latter|former|second|another|index)\b/i
const isNumber = (unit: Unit): boolean => unit.kind === 'measure' || unit.kind === 'count'

/**
 * The facts of one sentence of `text`; `index` is its number. Pure: the same sentence gives the same facts, so callers may keep
 * them by its text. English.
 */
export function readFacts(text: string, sentence: ReadSentence, index: number): Fact[] {
  const reader = new ClauseReader(text)
  const units = withCourse(withUnits(sentence.units, text), text, sentence.start, sentence.end)
  const phrases = nounPhrases(units.filter((unit) => !sayingNothing(unit, text)), text)
  for (let i = 0; i < phrases.length; i++) reader.take(phrases, i)
  reader.endClause()
  const heading = sentence.headingUnits?.length ? placeOf(sentence.headingUnits.filter(isPlace), 'heading') : null
  const advised = advisedParts(sentence.units)
  return reader.told.flatMap((told) => finish(text, told, heading, index, advised.some((part) => part.start <= told.start && told.start < part.end), sentence))
}

/** "Clear" says that nothing is there, not that it went; the "clear space" of an ankle is a name. */
function sayingNothing({ kind, key, start, end }: Unit, text: string): boolean {
  if ((kind !== 'normal' && key !== 'resolved') || !/^clear$/i.test(text.slice(start, end))) return false
  return kind === 'change' || /^[ -](?:spaces?|cell|zone)\b/i.test(text.slice(end, end + 8))
}

/** The parts between commas and stops in which something is advised ("…; biopsy recommended"). */
function advisedParts(units: readonly Unit[]): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = []
  let start = 0
  let advised = false
  for (const unit of units) {
    if (unit.kind === 'comma' || unit.kind === 'break') {
      if (advised) parts.push({ start, end: unit.start })
      start = unit.end
      advised = false
    } else if (unit.kind === 'recommend') advised = true
  }
  if (advised) parts.push({ start, end: Number.POSITIVE_INFINITY })
  return parts
}

/** Gathers what is told, phrase by phrase; a subject waits for what is said of it. */
class ClauseReader {
  readonly told: Told[] = []
  private readonly text: string
  private topic: Place | null = null
  /** The subject of the clause before: it holds on where the next names no place. */
  private carried: Place[] = []
  private subjects: Place[] = []
  private waiting: Place[] = []
  private current: Told[] = []
  private clause: Told[] = []
  private subjectFact: Told | null = null
  private change: Fact['change'] = null
  private certainty: FactCertainty | null = null
  private denied = false
  /** "the remaining discs": what is said holds only for the others. */
  private elsewhere = false

  constructor(text: string) {
    this.text = text
  }

  take(phrases: readonly Phrase[], i: number): void {
    const phrase = phrases[i]!
    if (phrase.link === 'clause') this.endClause()
    if (phrase.link === 'colon') this.colon()
    const { units } = phrase
    if (units.length === 1 && (units[0]!.kind === 'before' || units[0]!.kind === 'after')) {
      this.denied = units[0]!.kind === 'before'
      return
    }
    const wellSaid = units.some((unit) => unit.kind === 'normal' && !unit.negated)
    // "normal enhancement" is a place called normal.
    const findings = units.filter((unit) => unit.kind === 'finding' && !(wellSaid && looks.has(unit.key)))
    const places = units.filter((unit) => isPlace(unit) && saysWhere(unit, this.text))
    const normals = units.filter((unit) => unit.kind === 'normal')
    // "T8 less active, left ischium unchanged": the change is of the place that a list goes on with.
    const later = !findings.length && places.length > 0 && this.current.length > 0 && (phrase.link === 'comma' || phrase.link === 'and') ? units.filter((unit) => unit.kind === 'change') : []
    this.cues(later.length ? units.filter((unit) => unit.kind !== 'change') : units, findings)
    if (findings.length) this.findings(phrase, findings, places)
    else if (places.length) this.places(phrases, i, places, normals.length > 0)
    if (later.length) this.cues(later, findings)
    if (normals.length && (!findings.length || normals.some((unit) => unit.negated))) this.normal(normals, units)
    if (!findings.length) this.loose(units, places.length > 0)
    this.listed(units)
    this.denied = false
  }

  /** "Splenomegaly and adenopathy have resolved": a plural verb speaks of all that were listed. */
  private listed(units: readonly Unit[]): void {
    const unit = units.find((one) => one.kind === 'change' && !one.negated)
    if (!unit || !/\b(?:have|are|were)\b/i.test(this.text.slice(unit.start - 12, unit.end))) return
    for (const told of this.clause) if (told.unit && !told.negated && told.start < unit.start) told.change ??= { start: unit.start, end: unit.end, change: unit.key as FactChange }
  }

  /** Writes down what was said of subjects only (a size, a change), and forgets all but the topic. */
  endClause(): void {
    if (this.certainty) for (const told of this.clause) told.certainty ??= this.certainty
    const said = this.clause.length > 0 || this.subjectFact
    if (said && this.change) for (const told of this.clause.slice(-1)) told.change ??= this.change
    if (!said && this.change && this.subjects.length) this.tell(null, this.subjects, this.subjects[0]!.start).change = this.change
    if (!said && this.change && !this.subjects.length) this.tell(null, this.topic ? [this.topic] : [], this.change.start).change = this.change
    const last = this.subjects.length ? this.subjects : this.clause.findLast((told) => told.places.length > 0)?.places ?? []
    if (last.length) this.carried = last.map(weaker)
    this.subjects = []
    this.waiting = []
    this.current = []
    this.clause = []
    this.subjectFact = null
    this.change = null
    this.certainty = null
    this.elsewhere = false
  }

  private colon(): void {
    const [first] = this.subjects
    if (first && !this.clause.length) {
      const topic = this.subjects.slice(1).reduce(joined, first)
      this.endClause()
      this.topic = topic
      this.subjects = [topic]
    } else {
      // "Metastases: T9 and L2", "AAA: 58 mm": what follows says more of what was named.
      this.waiting = []
    }
  }

  private cues(units: readonly Unit[], findings: readonly Unit[]): void {
    for (const unit of units) {
      if (unit.kind === 'qualifier' && unit.key === 'other' && /^(?:other|remaining|elsewhere|else)/i.test(this.text.slice(unit.start, unit.end))) this.elsewhere = true
      if (unit.kind === 'word' && /^(?:rest|remainder)$/i.test(this.text.slice(unit.start, unit.end))) this.elsewhere = true
      if (unit.kind === 'certainty') this.certainty = unit.key as FactCertainty
      if (unit.kind === 'change') {
        const change = { start: unit.start, end: unit.end, change: (unit.negated && unit.key !== 'resolved' && unit.key !== 'same' ? 'same' : unit.key) as FactChange }
        // "no new lesion" denies the lesion; the change is part of what is denied.
        if (unit.negated && (unit.key === 'new' || findings.some((one) => one.negated))) continue
        if (!findings.length && this.current.length) {
          for (const told of this.current) {
            if (!told.lent) told.change ??= change
            else told.change = change
            told.lent = false
          }
        } else if (!findings.length && this.subjectFact) this.subjectFact.change ??= change
        else this.change = change
      }
    }
  }

  private findings({ units, link }: Phrase, findings: readonly Unit[], places: readonly Unit[]): void {
    const own = places.length ? placeOf(places, 'text') : null
    const before = this.waiting.length ? this.waiting : []
    const wide = !own || own.sites.every((one) => one.site === 'node' || one.site === 'bone' || one.site === 'joint')
    let borrowed = false
    let where: Place[] = own ? (before.length && wide && !own.side ? before.map((place) => joined(own, place)) : [own]) : before
    const listed = own && (link === 'and' || link === 'comma') && !this.clause.some((told) => told.unit) && this.subjects.length > 0 && this.subjects.every((one) => isApart(own, one) || otherLevel(own, one))
    // "Left maxillary and anterior ethmoid sinusitis": the places before the "and" have it too.
    if (listed) where = [own, ...this.subjects]
    else if (this.subjects.length) where = where.length ? where.map((place) => within(place, this.subjects)) : this.subjects
    else {
      const before = this.clause.findLast((told) => told.places.length > 0)?.places.map(weaker) ?? []
      const around = before.length ? before : this.topic ? [this.topic] : this.carried
      borrowed = before.length > 0 && !where.length
      if (around.length) where = where.length ? where.map((place) => (place.sites.length ? (this.topic ? within(place, [this.topic]) : place) : within(place, around.slice(0, 1)))) : around
    }
    this.waiting = []
    // "Thyroidectomy bed without mass": a place that no list knows.
    const unknown = where.length ? [] : this.clause.findLast((told) => !told.unit && told.words.length > 0)?.words ?? []
    const made = findings.map((unit) => {
      const told = this.tell(unit, where, unit.start)
      told.borrowed = borrowed
      told.words.push(...unknown.map((one) => ({ ...one, negated: false })))
      told.start = Math.min(told.start, units[0]!.start)
      return told
    })
    // "Left adrenal nodule, 22 mm": sizes of the phrase belong to its last finding, and to the others too.
    for (const told of made) this.attach(told, units)
    if (this.change) {
      for (const told of made) told.change = this.change
      this.change = null
    }
    if (this.certainty && link !== 'clause') for (const told of made) told.certainty = this.certainty
    this.current = made
    if (units.some((unit) => unit.kind === 'certainty')) this.certainty = null
  }

  private places(phrases: readonly Phrase[], i: number, places: readonly Unit[], normal: boolean): void {
    const phrase = phrases[i]!
    const { link } = phrase
    // "spreading to the parapharyngeal fat", "near the carina": not where it is, once that was said.
    const beside = link === 'in' && relating.test(phrase.gap) && places.some((unit) => unit.kind !== 'side') && (this.current.some((told) => told.places.some((one) => one.sites.length > 0) || (told.unit !== null && findingPlaces(told.unit.key).size > 0)) || (!this.current.length && this.subjects.some((one) => one.sites.length > 0)))
    const own = placeOf(places, 'text')
    const place = beside ? weaker(own) : own
    if (normal) {
      if (link === 'and' || link === 'comma') this.subjects = this.clause.length && !this.subjects.length ? [place] : [...this.subjects, place]
      else if (link === 'in' && this.subjects.length) this.subjects = this.subjects.map((one) => joined(one, place))
      else this.subjects = [place]
      return
    }
    const bare = !place.sites.length && !place.side
    if (bare && link === 'comma' && !this.current.length && this.subjects.length) {
      this.subjects = this.subjects.map((one) => joined(one, place))
      return
    }
    if (link === 'in' || link === 'bracket' || (link === 'colon' && this.current.length) || (bare && link === 'comma' && this.current.length)) {
      if (this.current.length) this.putPlace(place, (link === 'bracket' || link === 'colon') && this.current.some((told) => told.places.some((one) => one.sites.length > 0)))
      else if (this.waiting.length) this.waiting = this.waiting.map((one) => joined(one, place))
      else if (this.subjects.length) this.widen(place)
      else this.subjects = [place]
      return
    }
    if (link === 'and' || link === 'comma') {
      const next = this.next(phrases, i)
      if (next === 'finding') {
        this.waiting.push(place)
        return
      }
      // A noun that no list knows, or a node, is a thing of its own and no further place of what was told before.
      const itself = phrase.units.at(-1)!.kind === 'word' || place.sites.every((one) => one.site === 'node')
      if (this.current.length && next !== 'said' && !(itself && place.sites.length)) {
        this.putPlace(place, true)
        return
      }
      if (!this.current.length && this.subjects.length && !this.subjectFact && !phrase.units.some((unit) => unit.kind === 'measure')) {
        this.subjects = [...this.subjects, place]
        return
      }
      this.leave()
      this.subjects = [place]
      return
    }
    if (link === 'with' && this.current.length) {
      if (this.next(phrases, i) === 'finding') {
        this.waiting = [place]
        return
      }
      this.leave()
      this.subjects = [place]
      return
    }
    if (link === 'verb' && this.current.length) {
      this.putPlace(place, false)
      return
    }
    if (link === 'with' && this.subjects.length) {
      // "Right kidney with two renal arteries"
      this.subjects = [within(place, this.subjects)]
      return
    }
    if (link === 'verb' && this.subjects.length) {
      this.widen(place)
      return
    }
    if (this.clause.length) this.leave()
    this.subjects = [place]
  }

  /** More is said of where the subject is ("cells opacified on the left"). */
  private widen(place: Place): void {
    this.subjects = this.subjects.map((one) => joined(one, place))
    if (this.subjectFact) this.subjectFact.places = this.subjects
  }

  /** A new subject begins: what was said before stays with its own. */
  private leave(): void {
    this.current = []
    this.subjectFact = null
    this.subjects = []
  }

  /** What follows a place in a list: a finding it belongs to, something said of it, or neither. */
  private next(phrases: readonly Phrase[], i: number): 'finding' | 'said' | 'none' {
    for (let k = i + 1; k < phrases.length && k < i + 12; k++) {
      const { link, units, gap } = phrases[k]!
      if (link === 'clause' || link === 'colon' || link === 'which') return 'none'
      if (units.some((unit) => unit.kind === 'finding')) {
        if (link === 'in') return 'none'
        if (link !== 'and' && link !== 'comma' && link !== 'bracket') return 'said'
        // "right hilar and subcarinal (station 7) nodal metastases": the noun comes last, without an article of its own.
        const fresh = /\b(?:an?|the)\b/.test(gap) || ['change', 'degree', 'measure', 'count', 'time', 'side'].includes(units[0]!.kind)
        const named = units.some((unit) => isPlace(unit) && unit.key !== 'node')
        return fresh || named || phrases[i]!.units.some((unit) => isNumber(unit) || unit.kind === 'change') || (link === 'comma' && !gap.includes(')')) ? 'none' : 'finding'
      }
      if (units.some((unit) => unit.kind === 'normal' || unit.kind === 'exist' || unit.kind === 'after')) return 'said'
      if (link === 'verb' || link === 'with') return 'said'
      if (!units.some(isPlace) && !units.every(isNumber)) return 'none'
    }
    return 'none'
  }

  /** Gives what was told last a place, or a further one: then it is told again there, with sizes of its own. */
  private putPlace(place: Place, another: boolean): void {
    const again: Told[] = []
    for (const told of this.current) {
      const last = told.places.at(-1)
      if (!last || (!last.sites.length && !last.levels.length && !atOdds(last, place))) {
        told.places = [...told.places.slice(0, -1), last ? joined(last, place) : place]
        told.shared = told.sizes.length
      } else if (told.borrowed && !another && atOdds(last, place)) {
        told.places = [place]
        told.shared = told.sizes.length
      } else if (!another && !atOdds(last, place)) told.places = [...told.places.slice(0, -1), joined(last, place)]
      else {
        const copy: Told = { ...told, lent: told.change !== null, places: [place], sizes: told.sizes.slice(0, told.shared), words: [...told.words], grades: [...told.grades] }
        this.told.push(copy)
        this.clause.push(copy)
        again.push(copy)
      }
    }
    if (again.length) this.current = again
  }

  private normal(normals: readonly Unit[], units: readonly Unit[]): void {
    const abnormal = normals.some((unit) => unit.negated)
    // "clear" beside a finding that is told of the same place says little; only subjects are called normal.
    const told = this.tell(null, this.subjects.length ? this.subjects : this.current[0]?.places.length ? this.current[0].places : this.topic ? [this.topic] : this.carried, normals[0]!.start)
    told.normal = !abnormal
    told.negated = abnormal
    this.attach(told, units)
    this.subjectFact = told
    this.current = []
    if (this.change) {
      told.change = this.change
      this.change = null
    }
  }

  /** Sizes, counts, times and unknown words of a phrase without a finding. */
  private loose(units: readonly Unit[], placed: boolean): void {
    if (!units.some((unit) => isNumber(unit) || isGrade(unit) || unit.kind === 'word' || unit.kind === 'time')) return
    if (this.current.length) {
      for (const told of this.current) this.attach(told, units)
      return
    }
    const subject = this.subjectFact
    if (subject && !placed) {
      this.attach(subject, units)
      return
    }
    if (!units.some((unit) => unit.kind === 'measure' || isGrade(unit) || unit.kind === 'word' || (placed && unit.kind === 'count'))) return
    const measured = units.some((unit) => unit.kind === 'measure')
    const start = Math.min(units[0]!.start, ...this.subjects.map((place) => place.start))
    // "the largest, in segment VI, 42 mm": one of those told before.
    const same = measured && singled.test(this.text.slice(Math.max(0, start - 24), units[0]!.start)) ? this.told.findLast((one) => one.unit && !one.negated)?.unit ?? null : null
    const told = this.tell(same, this.subjects.length ? this.subjects : this.topic ? [this.topic] : [], start)
    this.attach(told, units)
    if (measured) this.subjectFact = told
  }

  private attach(told: Told, units: readonly Unit[]): void {
    for (const unit of units) {
      if (unit.kind === 'measure' || unit.kind === 'count') {
        const size: FactSize = { start: unit.start, end: unit.end, value: unit.value, unit: unit.unit || (/suv\s?(?:max|mean|peak)?[\s:=]*(?:of |now |only |is |was |still )?$/i.test(this.text.slice(Math.max(0, unit.start - 14), unit.start)) ? 'suv' : ''), decimals: unit.decimals, role: unit.unit === 'reference' ? 'reference' : isEarlier(this.text, unit.start, unit.end) ? 'before' : 'now' }
        if (size.role === 'reference') continue
        const named = unit.kind === 'count' && !size.unit ? units.findLast((one) => one.kind === 'word' && one.end <= unit.start && unit.start - one.end <= 2) : undefined
        if (named && unit.decimals <= 0 && (!told.unit || unit.start > told.unit.start)) told.grades.push({ start: named.start, end: unit.end, group: `category ${named.key}`, key: `${unit.value}`, from: 'text' })
        else if (unit.kind === 'count' && !size.unit && unit.decimals <= 0) {
          if (!told.unit || unit.start < told.unit.start) told.count ??= size
        }
        else if (told.sizes.length < 12) told.sizes.push(size)
      } else if (isGrade(unit)) told.grades.push({ start: unit.start, end: unit.end, group: unit.group, key: unit.key, from: 'text' })
      else if (unit.kind === 'time' && unit.key !== 'phase') told.time ??= unit.key as Fact['time']
      else if (unit.kind === 'word') told.words.push({ start: unit.start, end: unit.end, key: unit.key, negated: unit.negated })
    }
    told.end = Math.max(told.end, units.at(-1)!.end)
  }

  private tell(unit: Unit | null, places: readonly Place[], start: number): Told {
    const told: Told = { unit, places: [...places], sizes: [], count: null, change: null, certainty: null, time: null, normal: false, negated: unit?.negated ?? this.denied, partial: (unit?.partial ?? false) || this.elsewhere, qualified: unit?.qualified ?? false, words: [], grades: [], lent: false, borrowed: false, shared: 0, start: Math.min(start, ...places.map((place) => place.start)), end: Math.max(unit?.end ?? start + 1, ...places.map((place) => place.end)) }
    this.told.push(told)
    this.clause.push(told)
    return told
  }
}

/** Kinds of tissue, which lie wherever the heading says ("R axilla: one node"). */
const tissues: ReadonlySet<string> = new Set(['node', 'bone', 'joint', 'soft-tissue', 'muscle', 'tendon', 'ligament', 'cartilage'])

function finish(text: string, told: Told, heading: Place | null, sentence: number, advice: boolean, range: { start: number; end: number }): Fact[] {
  const places = told.places.length ? told.places : [placeOf([], 'text')]
  const name = told.unit?.key ?? null
  return places.map((place): Fact => {
    const kidney = place.sites.some((one) => one.site === 'kidney') || heading?.sites.some((one) => one.site === 'kidney')
    const all = withoutPartWords(place.sites.map((one) => (kidney && one.site === 'pelvis' ? { ...one, site: 'renal-pelvis' } : one)), [...place.sites, ...(heading?.sites ?? [])], text)
    const levels = partsOfOrgan([...place.levels, ...told.grades], [...place.sites, ...(heading?.sites ?? [])], told.words, text)
    let side = place.side ?? sideByName(all, levels, text)
    const named = name && !(name === 'embolism' && /^filling/i.test(text.slice(told.unit!.start, told.unit!.end))) ? [...findingPlaces(name)].map((site): FactSite => ({ site, start: told.unit!.start, end: told.unit!.end, from: 'name' })) : []
    if (!all.some((one) => one.from === 'text')) all.push(...named)
    if (heading) {
      if (all.every((one) => one.from === 'name' || tissues.has(one.site)) || all.some((one) => heading.sites.some((other) => relateSites(one.site, other.site) !== 'apart'))) {
        all.push(...heading.sites)
        levels.push(...heading.levels.filter((one) => !levels.some((own) => own.group === one.group)))
        side ??= heading.side
      } else if (!all.length) all.push(...heading.sites)
      // "Left: popliteal vein not compressible": a side that is all a heading says holds for whatever follows.
      if (!heading.sites.length) side ??= heading.side
    }
    const word = told.unit ? { start: told.unit.start, end: told.unit.end } : { start: told.start, end: told.end }
    const { finding, sites } = atHome(name, told.unit, all, named, text)
    return {
      sentence, finding, word, weight: told.unit?.weight ?? 0, sites, levels, side, sizes: told.sizes, count: told.count, negated: told.negated, partial: told.partial, qualified: told.qualified, normal: told.normal,
      certainty: told.certainty ?? 'certain', change: told.change, time: told.time, advice, words: told.words, ...(told.unit && isFormerFinding(text, word.start, word.end) && { earlier: true }),
      start: Math.max(range.start, Math.min(told.start, word.start)), end: Math.min(range.end, Math.max(told.end, word.end, ...place.sites.filter((one) => one.from === 'text').map((one) => one.end))),
    }
  })
}
