import { BellRing, Bot, Check, CircleDashed, CircleHelp, Clock, Equal, Hourglass, Minus, PenLine, Scissors, ShieldAlert, ShieldCheck, TrendingUp, TriangleAlert, X, type LucideIcon } from 'lucide-react'

/** Signs by name, so that tables of words outside `ui/` can name one without importing icons. */
export const signs = {
  minus: Minus,
  rising: TrendingUp,
  equal: Equal,
  question: CircleHelp,
  pen: PenLine,
  check: Check,
  cross: X,
  clock: Clock,
  hourglass: Hourglass,
  cut: Scissors,
  warning: TriangleAlert,
  machine: Bot,
  bell: BellRing,
  'circle-dashed': CircleDashed,
  'shield-check': ShieldCheck,
  'shield-alert': ShieldAlert,
} satisfies Record<string, LucideIcon>

export type SignName = keyof typeof signs
