import type { ReportState } from '../../domain/report/report.ts'
import type { StatusAlertKind } from '../../domain/status/alert.ts'
import type { StatusLabel, StatusStep } from '../../domain/status/status-tag.ts'
import type { modalities } from '../../domain/study/study.ts'
import type { WorklistFlag } from '../../domain/worklist/worklist.ts'
import { strings } from './strings.ts'

/** How a state is shown everywhere: a word, and a tone and a sign of `ui/` that say the same. */
export type Word = {
  word: string
  tone: 'neutral' | 'info' | 'good' | 'caution' | 'danger' | 'machine'
  sign: 'pen' | 'shield-check' | 'minus' | 'rising' | 'equal' | 'question' | 'machine' | 'cut' | 'hourglass' | 'circle-dashed' | 'bell'
}

/** Bone metastasis status; null: the classifier abstains. */
export function labelWord(label: StatusLabel | null): Word {
  switch (label) {
    case 0:
      return { word: strings.words.labelNone, tone: 'neutral', sign: 'minus' }
    case 1:
      return { word: strings.words.labelProgressive, tone: 'danger', sign: 'rising' }
    case 2:
      return { word: strings.words.labelStable, tone: 'info', sign: 'equal' }
    case null:
      return { word: strings.words.labelUndecided, tone: 'caution', sign: 'question' }
    default:
      return label satisfies never
  }
}

export function stateWord(state: ReportState): Word {
  switch (state) {
    case 'draft':
      return { word: strings.words.stateDraft, tone: 'neutral', sign: 'pen' }
    case 'signed':
      return { word: strings.words.stateSigned, tone: 'good', sign: 'shield-check' }
    default:
      return state satisfies never
  }
}

export function flagWord(flag: WorklistFlag): Word {
  switch (flag) {
    case 'pending':
      return { word: strings.words.flagPending, tone: 'machine', sign: 'machine' }
    case 'addendum':
      return { word: strings.words.flagAddendum, tone: 'caution', sign: 'pen' }
    case 'incomplete':
      return { word: strings.words.flagIncomplete, tone: 'caution', sign: 'cut' }
    case 'stale':
      return { word: strings.words.flagStale, tone: 'caution', sign: 'hourglass' }
    case 'sealed':
      return { word: strings.words.flagSealed, tone: 'machine', sign: 'machine' }
    case 'uncertain':
      return { word: strings.words.flagUncertain, tone: 'caution', sign: 'question' }
    case 'alert-new':
      return alertWord('new')
    case 'alert-progression':
      return alertWord('progression')
    default:
      return flag satisfies never
  }
}

/** What a pair of neighbouring reports raised. */
export const alertWord = (kind: StatusAlertKind): Word => ({ word: kind === 'new' ? strings.words.alertNew : strings.words.alertProgression, tone: 'danger', sign: 'bell' })

/** The stage that decided a tag, as main names it; a name from a newer version is shown as it came. */
export const tierWord = (tier: string): string => (strings.words.tiers as Record<string, string>)[tier] ?? tier

/** The same where there is little room. */
export const shortTierWord = (tier: string): string => (strings.words.shortTiers as Record<string, string>)[tier] ?? tier

const reasonCodes = /^(?:unsupported-language|empty|abstains): (.)/u

const bareLabel = /\b(best label is )([012])\b/g

/** A reason as a sentence: the codes that programs read at its beginning are left out, a label's number is its word. */
export const reasonWords = (reason: string): string =>
  reason.replace(reasonCodes, (_, first: string) => first.toUpperCase()).replace(bareLabel, (_, before: string, label: string) => `${before}“${labelWord(Number(label) as StatusLabel).word}”`)

/** The stages of a decision as `StepList` shows them; two stages may carry the same name. */
export const stepsOf = (path: readonly StatusStep[]) =>
  path.map(({ tier, label, probability, said, why, decided }, index) => ({
    id: `${String(index)} ${tier}`,
    name: tierWord(tier),
    answer: label === null ? strings.words.noAnswer : strings.words.answer(`${String(label)} ${labelWord(label).word}`, probability),
    why: `${reasonWords(said)} ${why}`,
    decided,
  }))

/** Words of the question who is sitting here. */
export const personWords = { label: strings.words.yourName, hint: strings.words.yourNameHint, missing: strings.words.nameNeeded, cancel: strings.words.cancel, close: strings.words.close }

/** The three odds as shares to draw. */
export const oddsShares = (probabilities: readonly [number, number, number]) => ([0, 1, 2] as const).map((label) => ({ label: labelWord(label).word, tone: labelWord(label).tone, value: probabilities[label] }))

/** The modalities that are offered by name. A record, so that the compiler misses none; the page itself must not load zod. */
const modalityNames: Record<(typeof modalities)[number], string> = strings.words.modalityNames

export const modalityOptions = Object.entries(modalityNames).map(([value, name]) => ({ value, label: `${value} – ${name}` }))
