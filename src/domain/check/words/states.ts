import type { FindingsText } from '../../draft/reading/align.ts'
import type { Reading } from '../../text/read-sentence.ts'
import { leavesOut } from '../compare/normal-scope.ts'
import { findingPlaces } from '../../text/lexicon/finding-families.ts'
import { allWider, isVague, likeFinding, looks } from '../compare/match.ts'
import { isWide, relateSites } from '../../fact/site-tree.ts'
import type { CheckIssue } from '../issue.ts'
import { ofSentence } from './kept-sentence.ts'
import { isStateWord, type Fragment, type FragmentState } from './fragments.ts'
import { nearestSentences } from './nearest-sentences.ts'
import { toldFragments } from './told-fragments.ts'

/** Told of a place that is called normal all the same. */
const minor: ReadonlySet<string> = new Set(['cyst', 'degenerative', 'atherosclerosis', 'calcification', 'postoperative', 'anomaly', 'scar', 'osteopenia', 'tortuosity', 'pregnancy', 'nerve-compression', 'atrophy', 'small-vessel', 'white-matter', 'granuloma', 'atelectasis', 'bone-island', 'hemangioma', 'lipoma', 'hernia', 'diverticulosis'])
/** What is told of a place, and no place. */
const attributes = /^(?:signal|size|calib(?:re|er)|level|position|appearances?|heights?|contours?|study|examination|scan|segment|end|ends|caus\w*|site|spaces?|cavit(?:y|ies)|areas?|regions?)$/i

/** Part of a clause's place names that a findings sentence must share, and of the nearest one's share. */
const leastShared = 0.6
const nearEnough = 0.8

/**
 * States of places that the findings turn round: whole over broken ("the joint is dry" over an effusion) and broken over whole ("mortise
 * disrupted" over "mortise congruent"), where all that the findings say of the place is the other. As advice. English.
 */
export function turnedStates(text: string, sentences: readonly Reading[], conclusion: readonly Fragment[], findings: FindingsText): CheckIssue[] {
  const bySentence = Map.groupBy(conclusion, (fragment) => fragment.sentence)
  return [...bySentence].flatMap(([index, fragments]) => ofSentence('turned states', text, sentences[index]!, index, findings, () => turnedIn(text, sentences[index]!, fragments, findings)))
}

function turnedIn(text: string, sentence: Reading, fragments: readonly Fragment[], findings: FindingsText): CheckIssue[] {
  const { bySentence, all } = toldFragments(findings)
  return fragments.flatMap((fragment): CheckIssue[] => {
    const { state } = fragment
    const bad = state.there.length > 0 || state.broken
    if (fragment.aside || bad === (state.whole || state.works || state.denied.length > 0) || (!bad && !state.whole)) return []
    const places = sentence.units.filter((unit) => unit.start < fragment.end && (unit.start >= fragment.start || unit.start < sentence.start) && (unit.kind === 'anatomy' || unit.kind === 'part' || unit.kind === 'level' || (unit.kind === 'word' && !tellsState(text.slice(unit.start, unit.end)))))
    if (!places.some((unit) => unit.start >= fragment.start)) return []
    if (bad && !state.broken && places.every((unit) => unit.kind === 'anatomy' && isWide(unit.group || unit.key))) return []
    const near = nearestSentences(places, text, findings, leastShared)
    const states = near.filter((one) => one.share >= nearEnough * near[0]!.share).flatMap((one) => bySentence[one.sentence]!).filter((other) => !other.aside && sidesFit(fragment, other))
    const against = bad ? unsound(fragment, states, all, findings.text) : unwell(text.slice(fragment.start, fragment.end), fragment, states)
    if (!against) return []
    const message = bad ? 'The findings say of this place that all is well.' : 'The conclusion calls this well, the findings do not.'
    return [{ kind: 'unsupported', severity: 'warning', sentence: fragment.sentence, message, conclusion: { start: fragment.start, end: fragment.end }, findings: { start: against.start, end: against.end } }]
  })
}

const tellsState = (word: string): boolean => attributes.test(word) || isStateWord(word.toLowerCase())

/** The statement that speaks against what is told as broken: all that is said of the place is well, and nothing like it is told there. */
function unsound(own: Fragment, states: readonly Fragment[], all: readonly Fragment[], text: string): Fragment | undefined {
  const { state } = own
  if (!states.every(({ state: one }) => !one.there.length && !one.broken)) return undefined
  const places = [...own.themes].filter((theme) => !theme.startsWith('f:'))
  const elsewhere = all.some((other) => other.state.there.some((one) => state.there.some((mine) => likeFinding(mine, one) >= 2.2)) && (places.some((place) => other.themes.has(place)) || other.sites.length === 0))
  return elsewhere ? undefined : states.find((one) => sound(one, state, text))
}

/** The statement that speaks against what is told as whole. */
function unwell(said: string, own: Fragment, states: readonly Fragment[]): Fragment | undefined {
  const places = [...own.themes].filter((theme) => !theme.startsWith('f:'))
  return states.find((one) => {
    if (states.some((other) => (other.state.whole || other.state.works) && !apart(one, other))) return false
    return (one.state.broken && !minor.has(one.state.there[0] ?? '') && places.some((place) => one.themes.has(place))) || one.state.there.some((finding) => !minor.has(finding) && (leavesOut(said, finding) ?? (![...allWider(finding)].some((name) => minor.has(name)) && (!looks.has(finding) || finding === 'opacity') && (places.some((place) => one.themes.has(place)) || [...findingPlaces(finding)].some((place) => places.includes(`s:${place}`))))) && !states.some((other) => other.state.denied.some((denied) => likeFinding(denied, finding) >= 2.2) && !apart(one, other)))
  })
}

/** Of two parts of the place: one being well says nothing of the other. */
function apart(a: Fragment, b: Fragment): boolean {
  return a.sites.length > 0 && b.sites.length > 0 && a.sites.every((one) => b.sites.every((other) => relateSites(one, other) === 'apart'))
}

function sound({ state, start, end }: Fragment, against: FragmentState, text: string): boolean {
  if (!against.there.length) return state.whole || state.works || state.denied.length > 0
  return against.there.some((finding) => state.denied.some((one) => likeFinding(one, finding) >= 1.4 || isVague(one)) || (state.whole && (leavesOut(text.slice(start, end), finding) ?? true)))
}

const sidesFit = (a: Fragment, b: Fragment): boolean => !a.sides.size || !b.sides.size || b.sides.has('bilateral') || [...a.sides].some((side) => b.sides.has(side))
