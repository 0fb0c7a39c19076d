import type { ReactNode } from 'react'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'

type FormProps = { failureTitle: string; /** Null: nothing went wrong. */ failure: string | null; onSubmit: () => void; children: ReactNode }

/** The form of a dialog: Enter submits, and what went wrong stands above the fields. */
export function Form({ failureTitle, failure, onSubmit, children }: FormProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
      className="flex flex-col gap-4"
    >
      {failure ? (
        <Banner tone="danger" title={failureTitle} className="rounded-md">
          {failure}
        </Banner>
      ) : null}
      {children}
    </form>
  )
}

type FormButtonsProps = { cancel: string; confirm: string; busy: boolean; onCancel: () => void }

/** Its last line: leave it, or do what it says. In sight at any height of the window. */
export function FormButtons({ cancel, confirm, busy, onCancel }: FormButtonsProps) {
  return (
    <div className="sticky -bottom-4 -mx-5 -mb-4 flex justify-end gap-2 border-t border-line bg-surface px-5 py-3">
      <Button onClick={onCancel}>{cancel}</Button>
      <Button kind="primary" type="submit" busy={busy}>
        {confirm}
      </Button>
    </div>
  )
}
