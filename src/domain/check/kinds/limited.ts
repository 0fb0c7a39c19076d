import type { FindingsText } from '../../draft/reading/align.ts'
import type { TextRange } from '../../report/range.ts'
import { readSentence, type Unit } from '../../text/read-sentence.ts'
import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import { statedParts, type CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { ofSentence } from '../words/kept-sentence.ts'
import { liesIn, ownPlaces, type OwnPlace } from '../words/own-place.ts'

type Limited = { place: OwnPlace; range: TextRange }

/** Nothing could be said of the place. "Limited by motion" or "not well seen" is not enough: something was seen then. */
const closed = /\b(?:not|cannot be|could not be)(?: (?:be|been|yet|reliably|adequately|currently))? (?:assess(?:ed|able)|evalua(?:ted|ble)|visuali[sz]ed|included|imaged|covered|shown|depicted|seen|interpretable|scanned|examined)\b(?! separately)|\b(?:not|never) (?:been )?(?:obtained|acquired|performed|available|possible|feasible)\b|\bimpossible\b|\b(?:precluded|prevented)\b|\bnon-?diagnostic\b|\bunassessable\b|\bobscured\b|\bout(?:side)?(?: of)? the (?:field|scan|imaged|range)|(?:評価|判定|観察|検討)(?:は|が)?(?:困難|不能|でき(?:ない|ず|ません))|範囲外|含まれて?(?:い|お)?(?:ない|ません|らず)|含まれず|描出(?:されず|されない|されません|不能|不良|困難)|撮像(?:して|され)(?:い|お)?(?:ない|ません|らず)|未(?:撮像|撮影|検査)/iu
/** The same with what it is said of behind it. */
const closing = /\b(?:obscur(?:es|ing)|cannot (?:assess|evaluate)|unable to (?:assess|evaluate|visuali[sz]e)|non-?diagnostic (?:\w+ )?(?:of|for|at|in))\b/i
/** The conclusion says itself how far it goes. */
const hedged = /\b(?:limited|not|cannot|as far as|visible|visuali[sz]ed|imaged|included|assessable|where seen|within limits of|recommend\w*|advis\w+)\b|評価|範囲|描出|可能な|推奨|追加検査/iu
/** A heading with nothing behind it but a place left to be filled in. */
const unfilled = /^[ \t]*([\p{L}][\p{L} ]{2,40}|[\p{Script=Han}\p{Script=Katakana}]{1,10})[:：][ \t]*(?:\[[ _.]*\]|_{2,}|\*{2,}|\.{3,}|…+|tb[da]|\?{2,}|xxx+|未記入|未読)?[ \t]*$/gimu

/**
 * A place that the findings could not judge, did not include or left to be filled in, called normal by the conclusion. Silent where any
 * other words of the findings speak of the same place. English and Japanese.
 */
export function checkLimited(context: CheckContext): CheckIssue[] {
  const limits = limitsOf(context)
  return context.conclusion.flatMap((reading, sentence) => ofSentence('limited', context.input.conclusion, reading, sentence, context.findings, (): CheckIssue[] => {
    if (hedged.test(context.input.conclusion.slice(reading.start, reading.end).replaceAll(/\bnot (?:enlarged|dilated|thickened)\b/gi, ''))) return []
    for (const part of statedParts(reading.units)) {
      const unjudged = unjudgedFinding(part, context)
      if (unjudged) return [{ kind: 'unsupported', severity: 'warning', sentence, message: `The conclusion denies “${context.input.conclusion.slice(unjudged.unit.start, unjudged.unit.end)}”, the findings could not judge it.`, conclusion: { start: unjudged.unit.start, end: unjudged.unit.end }, findings: unjudged.range }]
      if (!callsNormal(part)) continue
      for (const own of ownPlaces(part)) {
        const limit = limits.find(({ place, range }) => (liesIn(own, place) || isPartOf(place, own)) && !spokenOf(own, { place, range }, context))
        if (limit) return [{ kind: 'unsupported', severity: 'warning', sentence, message: `The conclusion calls “${context.input.conclusion.slice(own.unit.start, own.unit.end)}” normal, the findings could not judge it.`, conclusion: { start: own.unit.start, end: Math.max(own.unit.end, ...part.map((unit) => unit.end)) }, findings: limit.range }]
      }
    }
    return []
  }))
}

const keptLimits = new WeakMap<FindingsText, readonly Limited[]>()

function limitsOf({ findings }: CheckContext): readonly Limited[] {
  const before = keptLimits.get(findings)
  if (before) return before
  const limits = [...limitedPlaces(findings), ...unfilledSections(findings)]
  keptLimits.set(findings, limits)
  return limits
}

/** The tail of the pancreas could not be seen, and the pancreas is called normal. */
const isPartOf = (place: OwnPlace, own: OwnPlace): boolean => own.parts.length === 0 && place.parts.length > 0 && liesIn({ ...place, parts: own.parts }, own) && (!place.side || !own.side || own.side === place.side || own.side === 'bilateral')

/** What the findings could not judge: "metastases cannot be assessed", told neither way anywhere else. */
const unjudged = /\b(?:cannot|could not|can not|not|unable to)(?: (?:be|been|reliably|adequately))* (?:assess|evaluat|judge|exclu|rule)\w*|\bnot (?:assess|evalu)able|(?:評価|判定)(?:は|が)?(?:困難|不能|でき(?:ない|ず|ません))/iu

function unjudgedFinding(part: readonly Unit[], { findings }: CheckContext): { unit: Unit; range: TextRange } | null {
  for (const unit of part) {
    if (unit.kind !== 'finding' || !unit.negated || unit.partial || unit.weight < 1) continue
    const speaking = findings.sentences.filter((sentence) => sentence.units.some((one) => one.kind === 'finding' && relatedFindings(one.key, unit.key)))
    const [only] = speaking
    if (speaking.length !== 1 || !only) continue
    const text = findings.text.slice(only.start, only.end)
    const found = unjudged.exec(text)
    const named = only.units.find((one) => one.kind === 'finding' && relatedFindings(one.key, unit.key))!
    // The same clause, and no other place than that of the claim.
    if (!found || /[,;、。]/.test(findings.text.slice(Math.min(named.end, only.start + found.index), Math.max(named.end, only.start + found.index)))) continue
    const places = only.units.filter((one) => one.kind === 'anatomy')
    if (places.length && part.some((one) => one.kind === 'anatomy') && !part.some((one) => one.kind === 'anatomy' && places.some((place) => place.key === one.key))) continue
    return { unit, range: { start: only.start, end: only.end } }
  }
  return null
}

/** "Spleen normal", "no lesion of the spleen", and nothing found there in the same words. */
function callsNormal(units: readonly Unit[]): boolean {
  if (units.some((unit) => unit.kind === 'finding' && (!unit.negated || unit.partial || unit.qualified))) return false
  return units.some((unit) => (unit.kind === 'normal' && !unit.negated) || (unit.kind === 'finding' && unit.negated))
}

function limitedPlaces(findings: FindingsText): Limited[] {
  return findings.sentences.flatMap((sentence): Limited[] => {
    const text = findings.text.slice(sentence.start, sentence.end)
    const found = closed.exec(text) ?? closing.exec(text)
    if (!found) return []
    const from = sentence.start + found.index
    const behind = closing.test(found[0])
    const ends = sentence.units.filter((unit) => unit.kind === 'comma' || unit.kind === 'break' || unit.kind === 'boundary')
    const start = behind ? from : Math.max(sentence.start, ...ends.filter((unit) => unit.end <= from).map((unit) => unit.end))
    const end = behind ? Math.min(sentence.end, ...ends.filter((unit) => unit.start > from).map((unit) => unit.start)) : from
    const own = sentence.units.filter((unit) => unit.start >= start && unit.start < end)
    // "fracture not seen": a finding that is not there, no place that could not be seen.
    if (own.some((unit) => unit.kind === 'finding')) return []
    const said = ownPlaces(own)
    const before = said.length || !own.some((unit) => unit.kind === 'part') ? undefined : sentence.units.findLast((unit) => unit.kind === 'anatomy' && unit.start < start)
    const places = said.length ? said : before ? ownPlaces([before, ...own]) : own.length && !own.every((unit) => unit.kind === 'word' || unit.kind === 'neither') ? [] : ownPlaces(sentence.headingUnits)
    return places.map((place) => ({ place, range: { start: sentence.start, end: sentence.end } }))
  })
}

/** "SPLEEN: ___"; without a mark only where the next line is a heading again, or nothing. */
function unfilledSections({ text }: FindingsText): Limited[] {
  return [...text.slice(0, 200_000).matchAll(unfilled)].flatMap((line): Limited[] => {
    const end = line.index + line[0].length
    const marked = !/[:：]\s*$/.test(line[0])
    const next = /^\s*\n(.*)/.exec(text.slice(end, end + 200))?.[1] ?? ''
    if (!marked && next.trim() !== '' && !/^[ \t]*[\p{L} ]{2,40}[:：]/u.test(next)) return []
    const range = { start: line.index, end }
    return ownPlaces(readSentence(text, { start: line.index, end: line.index + line[0].search(/[:：]/) }).units).map((place) => ({ place, range }))
  })
}

/** Any other words of the findings about the place: then they carry what the conclusion says. */
function spokenOf(own: OwnPlace, { place: limited, range }: Limited, { findings }: CheckContext): boolean {
  const side = limited.side ?? own.side
  const speaks = (place: OwnPlace): boolean => {
    if (place.unit.key !== own.unit.key || (own.unit.group && place.unit.group && place.unit.group !== own.unit.group)) return false
    if (side && place.side && side !== 'bilateral' && place.side !== 'bilateral' && place.side !== side) return false
    return own.parts.every((part) => !place.parts.some((one) => one.group === part.group && one.key !== part.key))
  }
  return findings.sentences.some((sentence) => (sentence.start >= range.end || sentence.end <= range.start) && ownPlaces([...sentence.headingUnits, ...sentence.units]).some(speaks))
}
