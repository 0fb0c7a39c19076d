import type { DraftEvent } from '../../domain/draft/stored-draft.ts'

/** The events of one draft, for any number of readers who come and go. */
export type EventLog = ReturnType<typeof createEventLog>

type Item = { event: DraftEvent } | { error: unknown } | { end: true }

/** Tokens are gathered for `gatherMs` milliseconds; every other event goes out at once, after the tokens before it. */
export function createEventLog(gatherMs: number) {
  const readers = new Set<(item: Item) => void>()
  let started: DraftEvent | null = null
  let phase: DraftEvent | null = null
  let sent = ''
  let gathered = ''
  let timer: NodeJS.Timeout | null = null
  let struck: DraftEvent[] = []
  let last: Item[] = []

  const tell = (item: Item) => {
    for (const reader of readers) reader(item)
  }

  function flush(): void {
    if (timer) clearTimeout(timer)
    timer = null
    if (gathered === '') return
    const text = gathered
    gathered = ''
    sent += text
    tell({ event: { type: 'token', text } })
  }

  function close(items: Item[]): void {
    flush()
    last = items
    for (const item of items) tell(item)
  }

  return {
    put(event: DraftEvent): void {
      if (event.type === 'token') {
        gathered += event.text
        timer ??= setTimeout(flush, gatherMs)
        return
      }
      flush()
      if (event.type === 'started') started = event
      if (event.type === 'phase') phase = event
      if (event.type === 'struck') struck.push(event)
      if (event.type === 'again') {
        sent = ''
        struck = []
      }
      tell({ event })
    },
    /** All words so far. */
    text: () => sent + gathered,
    end: (event: DraftEvent) => close([{ event }, { end: true }]),
    fail: (error: unknown) => close([{ error }]),

    /** What was told so far in short, then everything else until the end. Leaves without a word when the reader does. */
    async *follow(signal: AbortSignal): AsyncGenerator<DraftEvent> {
      const known: (DraftEvent | null)[] = [started, phase, sent === '' ? null : { type: 'token', text: sent }, ...struck]
      const inbox: Item[] = [...known.filter((event) => event !== null).map((event) => ({ event })), ...last]
      let wake = () => {}
      const reader = (item: Item) => {
        inbox.push(item)
        wake()
      }
      const leave = () => reader({ end: true })
      readers.add(reader)
      signal.addEventListener('abort', leave)
      try {
        while (!signal.aborted) {
          const item = inbox.shift()
          if (!item) await new Promise<void>((resolve) => (wake = resolve))
          else if ('event' in item) yield item.event
          else if ('error' in item) throw item.error
          else return
        }
      } finally {
        readers.delete(reader)
        signal.removeEventListener('abort', leave)
      }
    },
  }
}
