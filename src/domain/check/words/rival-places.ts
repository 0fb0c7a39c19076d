import type { FindingSentence, FindingsText } from '../../draft/reading/align.ts'
import type { TextRange } from '../../report/range.ts'
import { sameMeasure } from '../../text/measures.ts'
import type { Reading, Unit } from '../../text/read-sentence.ts'
import { isVague, likeFinding } from '../compare/match.ts'
import type { CheckIssue } from '../issue.ts'
import { ofSentence } from './kept-sentence.ts'
import { describedThings } from './described.ts'
import { namedThings } from './named-things.ts'
import { rivalParts, rivalPlaces, type Rival } from './rivals.ts'

const families = [...rivalPlaces, ...rivalParts].map((rivals) => ({ rivals, any: new RegExp(rivals.map(({ name }) => name.source).join('|'), 'i') }))
const anyDescribed = new RegExp(describedThings.map(({ name }) => name.source).join('|'), 'i')
const anyNamed = new RegExp(namedThings.map(({ name }) => name.source).join('|'), 'i')
/** Only named as what something may be. */
const hedged = /\b(?:possib\w*|probabl\w*|likely|suspic\w*|suspect\w*|may|might|could|concern\w*|consistent|compatible|keeping|suggest\w*|favou?r\w*|presum\w*|represent\w*|risk|threat\w*|impending|occult|equivocal|cannot|if|for|post|after|following|old|healed|previous|prone|related|due)\b/i
/** Letters of a clause that are looked through: time must stay bounded on a text without full stops. */
const longest = 600
const mostSentences = 300

/** Stands there only to say where something else lies, what it is named after, or was before. */
const beside = /\b(?:above|below|beneath|under|behind|near|next to|beside|close to|over|from|towards?|reach(?:es|ing)|abut(?:s|ting)?|adjacent to|to|off|between|via|than|for)(?: the)?(?: (?:left|right|both))? ?$/i
const namedAfter = /^ ?(?:cell|-like|primary|territor|fossa|bed\b|protocol|window|views?\b|surgeon|surgery|team|function|failure|clinic|hypertension|radiograph|infarct core)/i
const notClaimed = /\b(?:no|not|without|never|nor|neither|free of|clear of|normal|intact|preserved|spared|patent|unremarkable|clear|uninvolved|recommend\w*|advis\w*|suggest(?:ed)?|consider|correlat\w*|biopsy|follow-?up|known|previous(?:ly)?|prior|history|status|resolved|cleared|gone|\?|exclude|versus|vs|or|refer\w*)\b/i
const illWords = /\b(?:(?:non-?|in)compressible|not compressible|occluded|torn|fractured|eroded|thrombosed|enlarged|dilated|thickened|retrograde|absent|lost)\b/i
const soundWords = /\b(?:normal|nl|intact|patent|clear|unremarkable|preserved|spared|compressible|symmetric\w*|uninvolved|maintained|unaffected|within normal|WNL|ok|seen|free|homogen\w+|well (?:seen|perfused|aerated))\b/i

type Told = { sentence: FindingSentence; said: string; /** Without a heading that is of another thing. */ own: string; ill: boolean; sound: boolean; units: readonly Unit[]; stems: ReadonlySet<string> }
const kept = new WeakMap<FindingsText, readonly Told[]>()
const stemsOf = (said: string): string[] => (said.toLowerCase().match(/[a-z]{5,}/g) ?? []).map((word) => word.slice(0, 5))
/** A place that something is only compared with. */
const reference = /\b(?:below|above|than|similar to|equal to|relative to)(?: the)? (?:\w+ )?(?:liver|blood pool|spleen|muscle|kidneys?)\b/gi
/** Words of many clauses. */
const common = /^(?:right|left|small|large|sever|moder|chang|stabl|uncha|previ|prior|acute|chron|norma|artery|arter|nerve|tendo|ligam|muscl|large|measu|their|there|which|withi|witho|large|slice|image|serie|compa|conta|about|upper|lower|inter|exter|anter|poste|media|later|dista|proxi|super|infer|bilat|lesio|new)$/

/** The findings by clauses: a heading belongs to each of its clauses, and a list of places to what is said at its end. */
function toldIn(findings: FindingsText): readonly Told[] {
  const before = kept.get(findings)
  if (before) return before
  const made = findings.sentences.slice(0, mostSentences).flatMap((sentence): Told[] => {
    const heading = sentence.heading ? `${findings.text.slice(sentence.heading.start, sentence.heading.end)}: ` : ''
    const clauses = clausesOf(findings.text, sentence)
    const list = clauses.map(({ start, end }) => {
      const units = sentence.units.filter((unit) => unit.start >= start && unit.end <= end)
      const said = findings.text.slice(start, Math.min(end, start + longest))
      const ill = units.some((unit) => (unit.kind === 'finding' && !unit.negated && unit.weight > 0) || (unit.kind === 'change' && !unit.negated)) || (illWords.test(said) && !units.some((unit) => unit.negated || unit.kind === 'before'))
      return { sentence, said: heading + said.replace(reference, ' '), own: (sentence.units.some((unit) => unit.kind === 'anatomy') ? '' : heading) + said, ill, sound: !ill && (soundWords.test(said) || units.some((unit) => unit.negated || unit.kind === 'normal' || unit.kind === 'before' || unit.kind === 'after')), units, stems: new Set(stemsOf(said)) }
    })
    for (let at = list.length - 2; at >= 0; at--) if (!list[at]!.ill && !list[at]!.sound && list[at + 1]!.sound) list[at]!.sound = true
    return list
  })
  kept.set(findings, made)
  return made
}

function clausesOf(text: string, { start, end }: TextRange): TextRange[] {
  const clauses: TextRange[] = []
  let from = start
  for (const found of text.slice(start, end).matchAll(/[,;()]|\bbut\b/g)) {
    if (start + found.index - from > 1) clauses.push({ start: from, end: start + found.index })
    from = start + found.index + found[0].length
  }
  if (end - from > 1) clauses.push({ start: from, end })
  return clauses
}

/** Of which clauses a place is told: looked up once for each while the findings stay the same. */
const keptNamed = new WeakMap<FindingsText, Map<Rival, ReadonlySet<Told>>>()

function toldOf(rival: Rival, findings: FindingsText): ReadonlySet<Told> {
  let byRival = keptNamed.get(findings)
  if (!byRival) keptNamed.set(findings, (byRival = new Map()))
  let told = byRival.get(rival)
  if (!told) byRival.set(rival, (told = new Set(toldIn(findings).filter(({ said }) => names(rival, said)))))
  return told
}

const names = ({ name, told }: Rival, said: string): boolean => name.test(said) || (told?.test(said) ?? false)

/**
 * What is told of a place of which the findings tell nothing, or only that it is well, where they tell the same of a place that is taken for
 * it ("old lacune in the thalamus" over one in the caudate); and things that are seen, of which the findings say nothing. As advice. English.
 */
export function rivalsTold(text: string, sentences: readonly Reading[], findings: FindingsText): CheckIssue[] {
  return sentences.flatMap((sentence, index) => ofSentence('rivals', text, sentence, index, findings, () => clausesOf(text, sentence).flatMap((clause) => lookAt(text, sentence, clause, index, findings))))
}

function lookAt(text: string, sentence: Reading, clause: TextRange, index: number, findings: FindingsText): CheckIssue[] {
  const said = text.slice(clause.start, Math.min(clause.end, clause.start + longest))
  const units = sentence.units.filter((unit) => unit.start >= clause.start && unit.end <= clause.end)
  if (units.some((unit) => unit.kind === 'recommend' || unit.kind === 'before')) return []
  for (const { rivals, any } of families) {
    if (!any.test(said)) continue
    for (const rival of rivals) {
      const found = rival.name.exec(said)
      if (!found || notClaimed.test(said) || beside.test(said.slice(0, found.index)) || namedAfter.test(said.slice(found.index + found[0].length))) continue
      const own = toldOf(rival, findings)
      const others = rivals.filter((one) => one !== rival && !one.name.test(said))
      // A word as wide as the family ("small bowel", "cuff") speaks for none of it, once another member is named in the same sentence.
      const open = [...own].filter((one) => !one.sound)
      if (open.some((one) => rival.name.test(one.said) || !others.some((other) => other.told?.test(one.said)))) continue
      const tells = (other: Rival, one: Told) => (open.length ? other.name.test(one.said) : toldOf(other, findings).has(one))
      const against = toldIn(findings).find((one) => one.ill && !own.has(one) && open.every(({ sentence }) => sentence === one.sentence) && others.some((other) => tells(other, one)) && sameThing(one, said, units, found[0]))
      if (!against) continue
      const start = clause.start + found.index
      return [{ kind: 'unsupported', severity: 'warning', sentence: index, message: own.size ? `The findings tell nothing abnormal of “${found[0]}”.` : `The findings do not speak of “${found[0]}”.`, conclusion: { start, end: start + found[0].length }, findings: { start: against.sentence.start, end: against.sentence.end } }]
    }
  }
  if (notClaimed.test(said)) return []
  const thing = anyDescribed.test(said) && describedThings.find(({ name }) => name.test(said))
  if (thing && !namesAnywhere(thing, findings)) return [unheard(thing, null)]
  if (!anyNamed.test(said) || hedged.test(said)) return []
  for (const one of namedThings) {
    if (!one.name.test(said) || units.some((unit) => unit.negated && one.name.test(text.slice(unit.start, unit.end)))) continue
    const all = toldIn(findings).filter((told) => names(one, told.own))
    if (all.every(({ sound }) => sound)) return [unheard(one, all.find((told) => one.name.test(told.said)) ?? null)]
  }
  return []

  function unheard(one: Rival, against: Told | null): CheckIssue {
    const found = one.name.exec(said)!
    const start = clause.start + found.index
    return { kind: 'unsupported', severity: 'warning', sentence: index, message: against ? `The findings tell nothing of “${found[0]}” but that it is not there.` : `The findings do not speak of “${found[0]}”.`, conclusion: { start, end: start + found[0].length }, findings: against && { start: against.sentence.start, end: against.sentence.end } }
  }
}

const namesAnywhere = (thing: Rival, findings: FindingsText): boolean => toldIn(findings).some(({ said, sound }) => thing.name.test(said) || (!sound && thing.told!.test(said)))

/** A finding, a size or a telling word in common. */
function sameThing(one: Told, said: string, units: readonly Unit[], name: string): boolean {
  const mine = units.filter((unit) => unit.kind === 'finding' && !unit.negated)
  if (one.units.some((unit) => unit.kind === 'finding' && !unit.negated && mine.some((other) => likeFinding(unit.key, other.key) >= 1.4 && !(isVague(unit.key) && isVague(other.key))))) return true
  if (units.some((unit) => unit.kind === 'measure' && one.units.some((other) => other.kind === 'measure' && (sameMeasure(unit, other) || sameMeasure(other, unit))))) return true
  const own = new Set(stemsOf(name))
  return stemsOf(said).some((stem) => !own.has(stem) && !common.test(stem) && one.stems.has(stem))
}
