import { useEffect } from 'react'
import type { Settings } from '../../shared/ipc/contract.ts'

type Appearance = Pick<Settings, 'theme' | 'textSize'>

const sizes = ['small', 'normal', 'large'] as const

/** The next text size in a direction; the same at the ends. */
export function stepTextSize(size: Settings['textSize'], step: 1 | -1): Settings['textSize'] {
  return sizes[sizes.indexOf(size) + step] ?? size
}

/** The theme to draw. */
export function resolveTheme(theme: Settings['theme'], systemIsDark: boolean): 'dark' | 'light' {
  return theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme
}

/** Puts theme and text size on the document, where the tokens read them; follows the system's theme when asked to. */
export function useAppearance({ theme, textSize }: Appearance): void {
  useEffect(() => {
    const system = window.matchMedia('(prefers-color-scheme: dark)')
    const show = () => {
      document.documentElement.dataset['theme'] = resolveTheme(theme, system.matches)
    }
    show()
    system.addEventListener('change', show)
    return () => system.removeEventListener('change', show)
  }, [theme])
  useEffect(() => {
    document.documentElement.dataset['textSize'] = textSize
  }, [textSize])
}
