import type { StoreApi } from 'zustand/vanilla'
import type { ReportId } from '../../../domain/report/report.ts'
import type { StatusLabel } from '../../../domain/status/status-tag.ts'
import type { client } from '../../lib/client.ts'
import type { ReportState } from './report-state.ts'

export type TagSession = {
  /** Stores the tag that the rules find now. */
  set(): Promise<void>
  correct(label: StatusLabel, author: string): Promise<void>
  textChanged(): void
  /** Looks at the text at once. */
  refresh(): Promise<void>
  /** The text was signed: a slow tier may still answer, and its tag is shown then. */
  signed(): void
  dispose(): void
}

type Page = {
  reportId: ReportId
  main: Pick<typeof client, 'call'>
  store: StoreApi<ReportState>
  changed(): void
  flush(): Promise<void>
  /** The stored tag was judged on the text as it is. */
  judged(): void
}

/** Quiet time after the last key before the tag is looked at again, in milliseconds. */
const quietMs = 500
/** Pause between two looks while a slow tier reads, in milliseconds; each look waits for it itself. */
const againMs = 500

/** The status tag of an open report: what is stored, and what the rules say of the text as it stands. */
export function createTagSession({ reportId, main, store, changed, flush, judged }: Page): TagSession {
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  /** How often the text has changed. */
  let changes = 0
  const isSigned = () => store.getState().view.report.state !== 'draft'

  async function refresh() {
    const before = store.getState().preview
    // A signed text does not change: one look tells why its tag is what it is.
    if (isSigned() && before !== null && !before.awaited) return
    const question = ++asked
    clearTimeout(timer)
    store.setState({ previewing: true })
    // Main reads the stored text. Where it cannot be stored the save state says so, and the last preview stays.
    let read = changes
    const preview = await flush()
      .then(() => {
        read = changes
        return main.call('tag.preview', { reportId })
      })
      .catch(() => null)
    if (question !== asked) return
    store.setState({ ...(preview ? { preview } : {}), previewing: false, previewOld: changes !== read })
    if (preview?.awaited) timer = setTimeout(() => void refresh(), againMs)
    else if (preview && before?.awaited && isSigned()) await readTag()
  }

  /** The tag that a slow tier has set after signing. */
  async function readTag() {
    const view = await main.call('report.open', { reportId }).catch(() => null)
    if (!view) return
    store.setState({ tag: view.tag })
    changed()
  }

  return {
    refresh,
    async set() {
      await flush()
      store.setState({ tag: await main.call('tag.set', { reportId }) })
      judged()
      changed()
    },
    async correct(label, author) {
      await flush()
      store.setState({ tag: await main.call('tag.correct', { reportId, label, author }) })
      judged()
      changed()
    },
    textChanged() {
      changes++
      store.setState({ previewOld: true })
      clearTimeout(timer)
      timer = setTimeout(() => void refresh(), quietMs)
    },
    signed() {
      store.setState({ preview: null, previewOld: false })
      void refresh()
    },
    dispose() {
      clearTimeout(timer)
      asked++
    },
  }
}
