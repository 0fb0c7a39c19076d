import type { IndicationKind } from './indications.ts'

/** What the report says of the bones. Frames mark evidence with `<` and `>`; `||` parts statements that need not stand together. */
export type Situation = {
  name: string
  label: 0 | 1 | 2
  uncertain?: true
  /** How often it is taken beside the others of its label; 1 when not given. */
  weight?: number
  frames: readonly string[]
  /** Bodies for a line under the heading "Bones:". */
  headed?: readonly string[]
  /** What the findings section says of the same bones. */
  findings?: readonly string[]
  /** The only kinds of indication it is true under; otherwise every kind that does not speak of known bone metastasis. */
  indications?: readonly IndicationKind[]
  /** Kinds it is taken with besides the usual ones. */
  also?: readonly IndicationKind[]
  /** The conclusion may not speak of other organs' change (because it says "disease" without saying where). */
  alone?: true
}
