import type { StoreApi } from 'zustand/vanilla'
import type { ReportView } from '../../../domain/report/report-view.ts'
import type { Sections } from '../../../domain/report/sections.ts'
import type { client } from '../../lib/client.ts'
import type { ReportState } from './report-state.ts'
import { draftChanges, tagChanges, type StaleChange } from './stale-changes.ts'

export type StaleSession = {
  textChanged(): void
  /** Looks at once; returns what moved since the draft. */
  look(): StaleChange[]
  /** The tag was judged on the texts as they are now. */
  judged(): void
  /** The person has seen what moved and says that the draft holds. Rejects with the AppError. */
  confirm(): Promise<void>
  dispose(): void
}

type Page = {
  main: Pick<typeof client, 'call'>
  store: StoreApi<ReportState>
  person(): string
  texts(): Pick<Sections, 'indication' | 'findings' | 'conclusion'>
  /** The findings that the draft on screen was written from, where it was written since the report was opened. */
  writtenFrom(): string
  flush(): Promise<void>
  take(view: ReportView): void
}

/** Quiet time after the last key before texts are compared, in milliseconds. */
const quietMs = 300

/** What moved since the draft was written and the tag was judged, followed while somebody types. */
export function createStaleSession({ main, store, person, texts, writtenFrom, flush, take }: Page): StaleSession {
  let timer: ReturnType<typeof setTimeout> | undefined

  function look(): StaleChange[] {
    clearTimeout(timer)
    const { draft, view, running, moved } = store.getState()
    const now = texts()
    const known = view.basis.draft?.draftId === draft?.id ? view.basis.draft : null
    const offers = draft?.content && !running && view.report.state === 'draft'
    const next = {
      draft: offers ? draftChanges(known ?? { findings: writtenFrom(), news: [] }, now.findings) : [],
      tag: view.basis.tag ? tagChanges(view.basis.tag, now) : [],
    }
    if (JSON.stringify(next) !== JSON.stringify(moved)) store.setState({ moved: next })
    return next.draft
  }

  return {
    look,
    textChanged() {
      clearTimeout(timer)
      timer = setTimeout(look, quietMs)
    },
    judged() {
      const { view } = store.getState()
      store.setState({ view: { ...view, basis: { ...view.basis, tag: { ...texts(), news: [] } } } })
      look()
    },
    async confirm() {
      const { draft } = store.getState()
      if (!draft) return
      await flush()
      take(await main.call('draft.confirm', { draftId: draft.id, author: person() }))
    },
    dispose: () => clearTimeout(timer),
  }
}
