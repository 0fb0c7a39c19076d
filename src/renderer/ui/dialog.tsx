import { AlertDialog } from '@base-ui/react/alert-dialog'
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { Button, IconButton } from './button.tsx'
import { classes } from './classes.ts'

const scrim = 'fixed inset-0 z-40 bg-scrim transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0'
const popup =
  'fixed top-[12vh] left-1/2 z-40 flex max-h-[76vh] -translate-x-1/2 flex-col rounded-lg border border-line-strong bg-surface text-ink shadow-popup outline-none transition-[opacity,scale] duration-100 ease-calm data-ending-style:opacity-0 data-starting-style:scale-[0.985] data-starting-style:opacity-0'

const widths = { small: 'w-[26rem]', normal: 'w-[34rem]', large: 'w-[46rem]', wide: 'w-[64rem]' }

/** Where the focus goes: the first field, else the main button, else the dialog itself (never the cross, whose tooltip would open). */
function firstStop(popup: HTMLElement | null): HTMLElement | null {
  return popup?.querySelector<HTMLElement>('input:not([type=hidden], [disabled]), textarea, [contenteditable=true]') ?? popup?.querySelector<HTMLElement>('[data-footer] > button:last-of-type') ?? popup
}

type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  size?: keyof typeof widths
  /** Word for the cross. */
  closeLabel: string
  /** Buttons at the bottom right, the main one last. */
  footer?: ReactNode
  /** Where the focus goes afterwards instead of where it was, for example to what the dialog made. */
  finalFocus?: () => HTMLElement | null
  children?: ReactNode
}

/** A dialog over the window. Escape and the cross close it; focus goes in and comes back. */
export function Dialog({ open, onOpenChange, title, description, size = 'normal', closeLabel, footer, finalFocus, children }: DialogProps) {
  const element = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={scrim} />
        <Base.Popup data-modal ref={element} initialFocus={() => firstStop(element.current)} {...(finalFocus ? { finalFocus: () => finalFocus() ?? true } : {})} className={classes(popup, widths[size], 'max-w-[calc(100vw-2rem)]')}>
          <div className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {description ? <Base.Description className="mt-0.5 text-sm text-ink-soft">{description}</Base.Description> : null}
            </div>
            <Base.Close render={<IconButton icon={X} label={closeLabel} keys="Escape" size="small" className="-mr-1.5" />} />
          </div>
          {children ? <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-4">{children}</div> : null}
          {footer ? <div data-footer className="flex justify-end gap-2 border-t border-line px-5 py-3">{footer}</div> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

type ConfirmDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  children: ReactNode
  confirm: string
  cancel: string
  onConfirm: () => void
  danger?: boolean
  busy?: boolean
}

/** A question that must be answered before anything else. The safe answer has the focus. */
export function ConfirmDialog({ open, onOpenChange, title, children, confirm, cancel, onConfirm, danger = false, busy = false }: ConfirmDialogProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={scrim} />
        <AlertDialog.Popup data-modal className={classes(popup, widths.small, 'max-w-[calc(100vw-2rem)]')}>
          <div className="px-5 pt-4 pb-4">
            <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
            <AlertDialog.Description render={<div />} className="mt-1 text-ink-soft">
              {children}
            </AlertDialog.Description>
          </div>
          <div data-footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
            <AlertDialog.Close render={<Button>{cancel}</Button>} />
            <Button kind={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
              {confirm}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
