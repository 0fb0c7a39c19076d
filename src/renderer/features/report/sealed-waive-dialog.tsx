import { useState } from 'react'
import { AppError } from '../../lib/errors.ts'
import { strings } from '../../lib/strings.ts'
import { Banner } from '../../ui/banner.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ReasonChoice } from './reason-choice.tsx'
import { useReport, useSession } from './session-context.ts'

const words = strings.mineFirst

/** Why a draft is shown to somebody who has written nothing: asked once, and kept. */
export function WaiveDialog() {
  const session = useSession()
  const open = useReport(({ dialog }) => dialog === 'waive')
  const close = () => session.store.setState({ dialog: null })
  return (
    <Dialog open={open} onOpenChange={(next) => !next && close()} title={words.waiveTitle} description={words.waiveNote} size="normal" closeLabel={strings.words.close}>
      {open ? <WaiveForm onClose={close} /> : null}
    </Dialog>
  )
}

function WaiveForm({ onClose }: { onClose: () => void }) {
  const session = useSession()
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  return (
    <div className="flex flex-col gap-3">
      {failure ? (
        <Banner tone="danger" title={words.waiveFailed} className="rounded-md">
          {failure}
        </Banner>
      ) : null}
      <ReasonChoice
        label={words.waiveReason}
        reasons={words.waiveReasons}
        confirm={words.waiveConfirm}
        busy={busy}
        onCancel={onClose}
        onReason={(reason, note) => {
          setBusy(true)
          session.mineFirst.waive(reason, note).then(onClose, (error: unknown) => {
            setFailure(AppError.from(error).message)
            setBusy(false)
          })
        }}
      />
    </div>
  )
}
