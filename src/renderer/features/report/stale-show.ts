import { strings } from '../../lib/strings.ts'
import { showToast } from '../../ui/toast.tsx'

/** Brings what moved since the draft before the reader, who wanted to accept without having seen it. */
export function showMoved(): void {
  // The panel is drawn after this change of state.
  requestAnimationFrame(() => {
    const place = document.querySelector<HTMLElement>('[data-testid=stale-draft]')
    place?.scrollIntoView({ block: 'nearest' })
    place?.focus()
  })
  showToast({ tone: 'caution', title: strings.mineFirst.moved, description: strings.mineFirst.stillRightToast })
}
