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

/** Tells of something done or failed. A danger stays until it is dismissed, the others go after 6 s. */
export function showToast({ tone = 'neutral', title, description, action }: ToastInput): void {
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
}

/** Once around the app. F6 moves the focus to the toasts. */
export function ToastProvider({ label, closeLabel, children }: { label: string; closeLabel: string; children: ReactNode }) {
  return (
    <Base.Provider toastManager={manager} limit={4}>
      {children}
      <Base.Portal>
        <Base.Viewport aria-label={label} className="fixed right-4 bottom-10 z-50 flex w-[24rem] max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none">
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
        className="rounded-lg border border-line-strong bg-raised text-ink shadow-popup transition-opacity duration-150 data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
      >
        <Base.Content className="flex items-start gap-2.5 py-2.5 pr-2 pl-3">
          <Sign aria-hidden="true" className={classes('mt-0.5 size-4 shrink-0', toneText[tone])} />
          <div className="min-w-0 flex-1 py-px">
            <Base.Title className="text-base font-medium" />
            <Base.Description render={<div />} className="text-sm text-ink-soft" />
            <Base.Action className="mt-1 rounded-sm text-sm font-medium text-accent underline-offset-2 hover:underline" />
          </div>
          <Base.Close render={<IconButton icon={X} label={closeLabel} size="small" />} />
        </Base.Content>
      </Base.Root>
    )
  })
}
