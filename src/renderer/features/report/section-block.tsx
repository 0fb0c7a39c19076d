import { useEffect, useRef, type ReactNode } from 'react'
import { sentencesAt } from './editor/text-marks.ts'
import type { EditorName } from './editor/page-history.ts'
import { strings } from '../../lib/strings.ts'
import { classes } from '../../ui/classes.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { useReport, useSession } from './session-context.ts'

/** One section: its name at the side and its editor. */
export function SectionBlock({ name, keys, children }: { name: EditorName; keys?: string; children?: ReactNode }) {
  const session = useSession()
  const place = useRef<HTMLDivElement>(null)
  const signed = useReport(({ view }) => view.report.state === 'signed')
  const words = strings.report.sections[name]
  const frozen = signed && name !== 'addendum'
  const points = name === 'findings' || name === 'conclusion'

  useEffect(() => {
    const editor = session.editors[name]
    if (place.current) editor.mount(place.current)
    return () => editor.unmount()
  }, [session, name])

  return (
    <section aria-label={words.name} className="group/section grid grid-cols-1 gap-x-4 md:grid-cols-[7rem_minmax(0,1fr)]">
      <header className="relative flex items-baseline gap-2 pt-2 md:sticky md:top-0 md:self-start md:justify-end">
        <h2 className={classes('text-sm font-semibold', frozen ? 'text-ink-soft' : 'text-ink-soft group-focus-within/section:text-accent')}>{words.name}</h2>
        {keys && !frozen ? <Kbd keys={keys} className="opacity-0 transition-opacity group-focus-within/section:opacity-60 group-hover/section:opacity-100 md:absolute md:top-7.5 md:right-0" /> : null}
      </header>
      <div className="min-w-0">
        <div
          ref={place}
          onMouseDown={(event) => {
            // The edge around the text belongs to it: a click there puts the caret in.
            if (event.target === event.currentTarget) {
              event.preventDefault()
              session.editors[name].view.focus()
            }
          }}
          onMouseMove={points ? (event) => pointAt(event.clientX, event.clientY) : undefined}
          onMouseLeave={points ? () => session.draft.activate(atCaret(), 'text') : undefined}
          className={classes(
            'rounded-md border px-3 py-1.5 text-lg transition-colors duration-100',
            frozen ? 'border-transparent' : 'border-line bg-field hover:border-line-strong focus-within:border-focus focus-within:hover:border-focus',
          )}
        />
        {children}
      </div>
    </section>
  )

  function pointAt(left: number, top: number) {
    const editor = session.editors[name]
    const onMark = document.elementFromPoint(left, top)?.closest('.mark-evidence, .mark-own, .mark-sentence')
    const position = onMark ? editor.view.posAtCoords({ left, top })?.pos : undefined
    session.draft.activate(position === undefined ? atCaret() : sentencesAt(editor.state, position), 'text')
  }

  /** Where nobody points with the mouse the caret does. */
  function atCaret(): number[] {
    const { state, view } = session.editors[name]
    return view.hasFocus() ? sentencesAt(state, state.selection.head) : []
  }
}
