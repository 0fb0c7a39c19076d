import type { Session } from 'electron'

/** Whether the page may load `url`: our own files, inline images, and in development the local Vite server. */
export function isLocal(url: string, developmentServer: string | null): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host } = new URL(url)
  if (['app:', 'data:', 'blob:', 'devtools:', 'chrome-devtools:'].includes(protocol)) return true
  return developmentServer !== null && host === new URL(developmentServer).host
}

/** The page has no network: every other request is cancelled, and no dictionary is fetched. */
export function cutNetwork(session: Session, developmentServer: string | null): void {
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !isLocal(request.url, developmentServer) }))
  session.setSpellCheckerEnabled(false)
}
