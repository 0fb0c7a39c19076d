import { Toast as Base } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { toneSign } from './banner.tsx'
import { IconButton } from './button.tsx'
import { classes } from './classes.ts'
import { toneText, type Tone } from './tone.ts'

type ToastData = { tone: Tone }

const manager = Base.createToastManager<ToastData>()

type ToastInput = {
  tone?: Tone
  title: string
  description?: ReactNode
  action?: { label: string; onSelect: () => void }
}

/** The last toast that only tells of something done: the next one takes its place. */
let passing: string | null = null

/** Tells of something done or failed. A danger stays until it is dismissed, the others go after 6 s. */
export function showToast({ tone = 'neutral', title, description, action }: ToastInput): void {
  if (passing !== null) manager.close(passing)
  const id = manager.add({
    title,
    ...(description === undefined ? {} : { description }),
    data: { tone },
    timeout: tone === 'danger' ? 0 : 6000,
    // Not `high`: that hides the toast from a screen reader until it has the focus. A danger stays, so it is not missed.
    priority: 'low',
    ...(action
      ? {
          actionProps: {
            children: action.label,
            onClick() {
              manager.close(id)
              action.onSelect()
            },
          },
        }
      : {}),
  })
  passing = (tone === 'good' || tone === 'neutral') && !action ? id : null
}

/** Once around the app. Toasts stand in a strip of their own below the status bar: they never cover a row or a button. F6 moves the focus to them. */
export function ToastProvider({ label, closeLabel, children }: { label: string; closeLabel: string; children: ReactNode }) {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport aria-label={label} className="relative z-50 flex max-h-[40vh] flex-col overflow-y-auto outline-none">
          <ToastList closeLabel={closeLabel} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function ToastList({ closeLabel }: { closeLabel: string }) {
  const { toasts } = Base.useToastManager<ToastData>()
  return toasts.map((toast) => {
    const tone = toast.data?.tone ?? 'neutral'
    const Sign = toneSign[tone]
    return (
      <Base.Root
        key={toast.id}
        toast={toast}
        swipeDirection={[]}
        className="border-t border-line-strong bg-raised text-ink data-limited:hidden"
      >
        <Base.Content className="flex items-start gap-2.5 px-3 py-1">
          <Sign aria-hidden="true" className={classes('mt-1 size-4 shrink-0', toneText[tone])} />
          <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 py-0.5">
            <Base.Title className="text-base font-medium" />
            <Base.Description render={<div />} className="text-sm text-ink-soft" />
            <Base.Action className="rounded-sm text-sm font-medium text-accent underline-offset-2 hover:underline" />
          </div>
          <Base.Close render={<IconButton icon={X} label={closeLabel} size="small" />} />
        </Base.Content>
      </Base.Root>
    )
  })
}
