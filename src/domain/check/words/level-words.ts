import type { CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { asAdvice } from './sure.ts'
import { isCategory } from '../compare/match.ts'
import { mostTold, sameLevel, sharesOf, type Piece } from '../compare/pieces.ts'
import { keptOfClaims } from './side-words.ts'
import type { Unit } from '../../text/read-sentence.ts'

type LevelTold = { level: Unit; claim: Piece; same: number; against: number; open: number; piece: Piece | null }

const kept = new WeakMap<CheckContext, readonly LevelTold[]>()
const isLevel = (unit: Unit): boolean => (unit.kind === 'level' || unit.kind === 'part') && !isCategory(unit.group)

/** Every level, segment or part of a conclusion with how far the findings tell what stands with it at that level, at another of its kind, and at none. */
function levelsByWords(context: CheckContext): readonly LevelTold[] {
  const before = kept.get(context)
  if (before) return before
  const { input, findings } = context
  const told = keptOfClaims('levels', context, (claim) => claim.units.filter(isLevel).map((level) => {
    const shares = sharesOf(claim, input.conclusion, findings, (unit) => isLevel(unit) && unit.group === level.group)
    const most = (fits: (piece: Piece) => boolean) => mostTold(shares, fits)
    const own = (piece: Piece) => [...piece.units, ...piece.heading].filter((unit) => isLevel(unit) && unit.group === level.group)
    const here = (piece: Piece) => own(piece).some((unit) => sameLevel(unit, level))
    const against = most((piece) => own(piece).length > 0 && !here(piece))
    const beside = most((piece) => piece.around.some((unit) => isLevel(unit) && sameLevel(unit, level)))
    return { same: Math.max(most(here).share, beside.share * 0.9), against: against.share, open: most((piece) => !own(piece).length).share, piece: against.piece }
  })).flatMap(({ claim, made }) => claim.units.filter(isLevel).map((level, at): LevelTold => ({ level, claim, ...made[at]! })))
  kept.set(context, told)
  return told
}

/** A wrong level that other words of the findings carry is none, and one that they nearly carry is advice. */
export function whereLevelsAreSure(issue: CheckIssue, context: CheckContext): CheckIssue[] {
  if (issue.kind !== 'organ' || issue.severity !== 'error' || !issue.conclusion) return [issue]
  const told = levelsByWords(context).filter(({ level }) => level.start === issue.conclusion!.start && level.end === issue.conclusion!.end)
  if (!told.length) return [issue]
  if (told.every(({ same, against }) => same >= against - 0.05 && same >= 0.4)) return []
  return told.every(({ same, against }) => same > 0 && same >= against * 0.6) ? [asAdvice(issue)] : [issue]
}

/** What the findings tell of another level by so much more … */
const lead = 0.3
/** … and told so nearly, is advice where no fact says more. */
const nearly = 0.55

/** Groups whose members have one name each: one that stands nowhere beside others of its kind is another. */
const named: ReadonlySet<string> = new Set(['clock', 'station', 'lobe', 'segment', 'quadrant', 'si'])
/** "From 10 to 2 o'clock" holds what lies between. */
const hourSpan = /\d{1,2}(?: ?(?:o'clock))? ?(?:-|–|to|and|through) ?\d{1,2} ?o'clock/i

/** Levels of a conclusion where the findings tell all of it of another one only, or have other levels of its kind and this one nowhere: advice. */
export function checkLevelWords(context: CheckContext): CheckIssue[] {
  const known = [...context.findings.sentences.flatMap((sentence) => [...sentence.headingUnits, ...sentence.units]), ...context.beside].filter(isLevel)
  return levelsByWords(context).flatMap(({ level, claim, same, against, open, piece }): CheckIssue[] => {
    const word = context.input.conclusion.slice(level.start, level.end)
    const ofKind = known.filter((unit) => unit.group === level.group)
    if (named.has(level.group) && !claim.sound && ofKind.length > 0 && !ofKind.some((unit) => sameLevel(unit, level)) && !level.key.split('/').every((key) => ofKind.some((unit) => unit.key.split('/').includes(key))) && !(level.group === 'clock' && hourSpan.test(context.input.findings))) {
      return [{ kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message: `“${word}” does not stand in the findings.`, conclusion: { start: level.start, end: level.end }, findings: null }]
    }
    if (!piece || claim.sound || against < nearly || against - same < lead || open > against - 0.15) return []
    const { start, end } = context.findings.sentences[piece.sentence]!
    return [{ kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message: `What is most like this in the findings is not at “${word}”.`, conclusion: { start: level.start, end: level.end }, findings: { start, end } }]
  })
}
