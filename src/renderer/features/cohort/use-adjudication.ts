import { useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'
import type { CohortFilter, CohortItem, CohortPage, CohortRow } from '../../../domain/cohort/cohort.ts'
import type { StatusLabel } from '../../../domain/status/status-tag.ts'
import { client } from '../../lib/client.ts'
import { messageOf } from '../../lib/errors.ts'
import { callKey, useRefresh } from '../../lib/query.ts'
import { useSettings } from '../../lib/settings.ts'
import { strings } from '../../lib/strings.ts'
import type { GridSelection } from '../../ui/grid-keys.ts'
import { showToast } from '../../ui/toast.tsx'
import { changeView } from './cohort-state.ts'
import { findOpen, selectionOf } from './find-open.ts'

const words = strings.cohort

type Adjudication = {
  /** Sets the label of the report on screen and goes to the next open one; asks for a name first where none is known. */
  decide: (label: StatusLabel) => void
  /** Takes back what is on screen, else the last label that was set here. */
  takeBack: () => void
  canTakeBack: boolean
  /** A label that waits for the adjudicator's name. */
  asking: StatusLabel | null
  answerName: (person: string | null) => void
}

type Options = {
  runId: string
  filter: CohortFilter
  selection: GridSelection | null
  /** The report whose text is on screen; only that one can be labelled. */
  item: CohortItem | null
  rowAt: (index: number) => CohortRow | undefined
  total: number
}

/** Labels by people. The next report is found before main has answered, so that reading goes on at the speed of the keys. */
export function useAdjudication(options: Options): Adjudication {
  const { runId, item } = options
  // What stands on the screen at the moment of the key: a command may still hold what stood there before.
  const shown = useRef(options)
  useLayoutEffect(() => {
    shown.current = options
  })
  const { settings, change } = useSettings()
  const queries = useQueryClient()
  const refresh = useRefresh()
  const [asking, setAsking] = useState<StatusLabel | null>(null)
  const [done, setDone] = useState<GridSelection[]>([])
  const moving = useRef(false)

  const write = async (at: GridSelection, label: StatusLabel | null, author: string) => {
    const number = Number(at.key)
    try {
      const next = await client.call('cohort.adjudicate', { runId, number, label, author })
      queries.setQueryData(callKey('cohort.item', { runId, number }), next)
      // At once in the table; what the filters make of it follows when the pages are read again.
      queries.setQueriesData<CohortPage>({ predicate: ({ queryKey: [name, input] }) => name === 'cohort.rows' && (input as { runId: string }).runId === runId }, (page) =>
        page ? { ...page, rows: page.rows.map((row) => (row.number === number ? { ...row, adjudicated: next.adjudicated } : row)) } : page,
      )
    } catch (error) {
      showToast({ tone: 'danger', title: words.adjudicateFailed, description: messageOf(error) })
    }
    await refresh('cohort.rows', 'cohort.summary', 'cohort.runs')
  }

  const decideAs = async (label: StatusLabel, author: string) => {
    const { selection, item, filter, rowAt, total } = shown.current
    if (!selection || !item || String(item.number) !== selection.key || moving.current) return
    moving.current = true
    try {
      setDone((before) => [...before, selection].slice(-500))
      const next = await findOpen({
        from: selection.index + 1,
        total,
        rowAt,
        page: (offset, limit) => client.call('cohort.rows', { runId, filter, offset, limit }),
      }).catch(() => null)
      void write(selection, label, author)
      if (next) changeView(runId, { selection: next })
      else showToast({ tone: 'info', title: words.lastOne })
    } finally {
      moving.current = false
    }
  }

  return {
    decide(label) {
      if (!shown.current.item || shown.current.item.state === 'waiting') return
      if (settings.person) void decideAs(label, settings.person)
      else setAsking(label)
    },
    takeBack() {
      const { item, selection } = shown.current
      const back = item?.adjudicated ? selectionOf(item, selection?.index ?? 0) : done.at(-1)
      if (!back) return
      setDone((before) => before.filter(({ key }) => key !== back.key))
      changeView(runId, { selection: back })
      void write(back, null, settings.person || item?.adjudicated?.author || words.people)
    },
    canTakeBack: item?.adjudicated != null || done.length > 0,
    asking,
    answerName(person) {
      const label = asking
      setAsking(null)
      if (person === null || label === null) return
      change({ person })
      void decideAs(label, person)
    },
  }
}
