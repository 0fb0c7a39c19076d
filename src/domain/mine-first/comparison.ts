import type { IssueKind } from '../check/issue.ts'
import type { TextRange } from '../report/range.ts'

/** A sentence of the conclusion that a person wrote before the draft was shown. */
export type OwnSentence = TextRange & {
  text: string
  /** Ranges of the findings that carry it. */
  evidence: TextRange[]
  /** `agreed`: the draft says it too. `differs`: the draft says otherwise. `only`: the draft has nothing of it. */
  standing: 'agreed' | 'differs' | 'only'
}

/** How one offered sentence of the draft stands to what the person wrote. */
export type DraftStanding = {
  /** `agreed`: the person wrote it too. `differs`: the person wrote otherwise. `missing`: the person wrote nothing of it. */
  standing: 'agreed' | 'differs' | 'missing'
  /** Number of the own sentence about the same thing; null where there is none. */
  own: number | null
  /** In what the two differ. */
  kinds: IssueKind[]
}

/** A person's conclusion beside a draft, sentence by sentence. */
export type Comparison = {
  /** Names the rules that compared. */
  version: string
  own: OwnSentence[]
  /** One for each offered sentence of the draft, in its order. */
  draft: DraftStanding[]
}
