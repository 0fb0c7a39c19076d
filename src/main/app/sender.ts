import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { appHost, appScheme } from './app-protocol.ts'

/** Only the top frame of our own page may speak to main. */
export function isOurs({ senderFrame }: Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame'>, developmentServer: string | null): boolean {
  if (!senderFrame || senderFrame.parent !== null || !URL.canParse(senderFrame.url)) return false
  const { protocol, host, origin } = new URL(senderFrame.url)
  if (protocol === `${appScheme}:` && host === appHost) return true
  return developmentServer !== null && origin === new URL(developmentServer).origin
}
