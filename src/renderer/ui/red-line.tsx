import { useMemo } from 'react'
import { classes } from './classes.ts'
import { wordDiff } from './word-diff.ts'

type RedLineProps = {
  before: string
  after: string
  /** Unchanged text longer than this many characters is cut to its ends; left out: never. */
  longestSame?: number
  className?: string
}

/** Two texts as one, with the words that went and came. Said by colour, by line and, to a screen reader, by element. */
export function RedLine({ before, after, longestSame = Infinity, className }: RedLineProps) {
  const parts = useMemo(() => wordDiff(before, after), [before, after])
  return (
    <p className={classes('leading-normal break-words whitespace-pre-wrap select-text', className)}>
      {parts.map((part, index) => {
        // The parts are computed from these two texts and never move.
        const key = `${String(index)} ${part.kind}`
        if (part.kind === 'added') return <ins key={key} className="rounded-sm bg-good-soft text-good underline decoration-1 underline-offset-2">{part.text}</ins>
        if (part.kind === 'removed') return <del key={key} className="rounded-sm bg-danger-soft text-danger line-through">{part.text}</del>
        return <span key={key}>{shortened(part.text, longestSame, index === 0, index === parts.length - 1)}</span>
      })}
    </p>
  )
}

/** Enough of what stayed the same to know the place. */
function shortened(text: string, longest: number, first: boolean, last: boolean): string {
  if (text.length <= longest) return text
  const half = Math.floor(longest / 2)
  return `${first ? '' : text.slice(0, half)} … ${last ? '' : text.slice(-half)}`.toWellFormed()
}
