import { FileDown } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { strings } from '../../lib/strings.ts'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** Files dropped anywhere on the window; says so while they hang over it. */
export function FileDrop({ onFiles }: { onFiles: (files: File[]) => void }) {
  const [over, setOver] = useState(false)
  const handle = useRef(onFiles)
  useEffect(() => {
    handle.current = onFiles
  })
  useEffect(() => {
    // Enter and leave come for every element on the way: the depth says whether the files are still over the window.
    let depth = 0
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth++
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    // Without this the window would try to show the file instead of the app.
    const hover = (event: DragEvent) => event.preventDefault()
    const drop = (event: DragEvent) => {
      event.preventDefault()
      depth = 0
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) handle.current(files)
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('dragover', hover)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('dragover', hover)
      window.removeEventListener('drop', drop)
    }
  }, [])
  if (!over) return null
  return (
    <div className="pointer-events-none fixed inset-0 z-30 flex items-center justify-center bg-scrim p-8">
      <div className="flex flex-col items-center rounded-lg border-2 border-dashed border-accent bg-raised px-12 py-10 text-center shadow-popup">
        <FileDown aria-hidden="true" className="mb-3 size-7 text-accent" strokeWidth={1.5} />
        <p className="text-lg font-semibold">{strings.worklist.dropHere}</p>
        <p className="mt-1 text-sm text-ink-soft">{strings.worklist.dropKinds}</p>
      </div>
    </div>
  )
}
