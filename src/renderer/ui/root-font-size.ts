import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-text-size'] })
  return () => observer.disconnect()
}

const read = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16

/** Pixels in one rem; follows the text size setting. For sizes that must be numbers, such as virtual rows. */
export function useRootFontSize(): number {
  return useSyncExternalStore(subscribe, read)
}
