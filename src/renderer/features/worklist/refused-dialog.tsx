import { Copy } from 'lucide-react'
import type { ImportResult } from '../../../domain/report/import-report.ts'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { showToast } from '../../ui/toast.tsx'

const { worklist, words } = strings

/** Every file and row that was not imported, with the reason. */
export function RefusedDialog({ refused, onClose }: { refused: ImportResult['refused']; onClose: () => void }) {
  const place = ({ name, row }: ImportResult['refused'][number]) => (row === null ? name : `${name}, ${worklist.refusedRow(row)}`)
  const copy = () => {
    const text = refused.map((line) => `${place(line)}: ${line.message}`).join('\n')
    void navigator.clipboard.writeText(text).then(() => showToast({ title: words.copied }))
  }
  return (
    <Dialog
      open={refused.length > 0}
      onOpenChange={(open) => !open && onClose()}
      title={worklist.refusedTitle}
      description={`${worklist.refused(refused.length)}. ${worklist.refusedText}`}
      size="large"
      closeLabel={words.close}
      footer={
        <>
          <Button icon={Copy} onClick={copy}>
            {worklist.copyList}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {words.close}
          </Button>
        </>
      }
    >
      <ul className="divide-y divide-line text-sm select-text">
        {refused.map((line, index) => (
          // The list never changes while it shows, and two rows may say the same.
          <li key={`${String(index)} ${line.name}`} className="grid grid-cols-[14rem_1fr] gap-4 py-1.5">
            <span className="truncate font-medium" title={place(line)}>
              {place(line)}
            </span>
            <span className="text-ink-soft">{line.message}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
