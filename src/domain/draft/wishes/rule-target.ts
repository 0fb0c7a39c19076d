import { broaderFindings, relatedFindings } from '../../text/lexicon/lexicon.ts'
import { readSentence, type Unit } from '../../text/read-sentence.ts'
import { isAffirmed } from '../reading/abnormal.ts'
import { carriedBy, type FindingSentence } from '../reading/align.ts'
import { weighFinding } from '../choosing/importance.ts'

/** What a rule names to be left out or mentioned: findings, places, and what narrows them ("simple", "old", "left"). */
export type RuleTarget = { findings: Unit[]; places: Unit[]; narrowed: Unit[] }

/** As heavy as this, a finding is told whatever a rule says: a nodule, a fracture, an effusion, everything that needs action. */
export const tooHeavyToLeaveOut = 3
/** Another finding as heavy as this in the sentence keeps it: it is told for that. */
const ownWeight = 2

const empty = /\b(?:the|an?|any|all|every|each|other|incidental|finding|change|of|in|on|at|with|from|to|or|and|about)s?\b|偶発(?:的な)?|所見|の|など|等|も|は|を|に/giu
/** What may be asked of a place without a name of its own. */
const aspects = /\b(?:sizes?|status|presence|absence|state|diameters?|appearances?|calibre)\b|大きさ|有無|状態/giu

/** Reads what is to be left out or mentioned. null: the words name neither a finding nor a place, or more than the lexicon knows. */
export function readTarget(words: string, about: 'leave-out' | 'mention'): RuleTarget | null {
  const { units } = readSentence(words, { start: 0, end: words.length })
  const named = units.filter(({ kind, key }) => kind !== 'word' && kind !== 'comma' && kind !== 'break' && !(kind === 'benign' && key === 'benign' && /\bincidental\b|偶発/iu.test(words)))
  const unread = named.reduceRight((rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end), words)
  const left = unread.replace(empty, ' ').replace(about === 'mention' ? aspects : /$^/u, ' ')
  if (/[\p{L}\p{N}]/u.test(left)) return null
  const [findings, places] = [named.filter(({ kind }) => kind === 'finding'), named.filter(({ kind }) => kind === 'anatomy')]
  if (findings.length + places.length === 0 || named.some(({ kind, negated }) => negated || kind === 'normal' || kind === 'measure')) return null
  return { findings, places, narrowed: named.filter(({ kind }) => kind !== 'finding' && kind !== 'anatomy') }
}

/** Does a sentence speak of the target, whether it is there or denied? */
export function speaksOf(sentence: FindingSentence, { findings, places }: RuleTarget): boolean {
  const named = findings.length === 0 || sentence.units.some((unit) => unit.kind === 'finding' && findings.some((one) => relatedFindings(unit.key, one.key)))
  return named && (places.length === 0 || places.some((place) => carriedBy(sentence, place)))
}

/** Is a finding what the target names, or a kind of it? A mass is a lesion, but a lesion is not always a mass. */
const isOne = (unit: Unit, { findings }: RuleTarget): boolean => findings.some(({ key }) => unit.key === key || broaderFindings(unit.key).includes(key))

/** New, larger, acute, or with advice: told however light the thing itself is. */
export const isPressing = ({ units }: FindingSentence): boolean =>
  units.some(({ kind, key, negated }) => !negated && ((kind === 'change' && (key === 'new' || key === 'larger')) || (kind === 'time' && key === 'acute') || kind === 'recommend'))

/**
 * May the sentence be left out for the sake of the target? Only where it is light, says what the target is narrowed to, and
 * every other finding in it is light as well. `named`: it speaks of the target, but has to be told all the same.
 */
export function mayLeaveOut(sentence: FindingSentence, target: RuleTarget): 'yes' | 'named' | 'no' {
  if (!speaksOf(sentence, target) || (target.findings.length > 0 && !sentence.units.some((unit) => isAffirmed(unit) && isOne(unit, target))) || !target.narrowed.every((unit) => carriedBy(sentence, unit))) return 'no'
  const affirmed = sentence.units.filter(isAffirmed)
  if (affirmed.length === 0 && !weighFinding(sentence)) return 'no'
  const others = affirmed.filter((unit) => !isOne(unit, target))
  const heavy = weighFinding(sentence) >= tooHeavyToLeaveOut || isPressing(sentence) || (target.findings.length > 0 && others.some(({ weight }) => weight >= ownWeight))
  return heavy ? 'named' : 'yes'
}
