import { classes } from './classes.ts'
import { markRanges, type Range } from './mark-ranges.ts'

/** Text with stretches marked; marks are `mark` elements, so that a screen reader can tell them too. */
export function MarkedText({ text, ranges, className }: { text: string; ranges: readonly Range[]; className?: string }) {
  return (
    <p className={classes('break-words whitespace-pre-wrap', className)}>
      {markRanges(text, ranges).map(({ text: part, marked, at }) =>
        marked ? (
          <mark key={at} className="rounded-sm bg-highlight-strong box-decoration-clone text-ink">
            {part}
          </mark>
        ) : (
          part
        ),
      )}
    </p>
  )
}
