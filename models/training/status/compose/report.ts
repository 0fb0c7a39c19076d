import type { Random } from './random.ts'

export type { Random } from './random.ts'

export type ReportField = 'indication' | 'findings' | 'conclusion'

/** One composed report. `evidence` quotes its field word for word; `situation` and `frame` name what it was made from. */
export type ComposedReport = {
  indication?: string
  findings?: string
  conclusion?: string
  label: 0 | 1 | 2
  uncertain: boolean
  evidence: { field: ReportField; text: string }[]
  situation: string
  frame: string
}

export type Compose = (random: Random) => ComposedReport
