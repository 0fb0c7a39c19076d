import type { Session } from 'electron'

/** What the page may do beyond showing itself; everything else is denied. */
const allowed: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write', // "Copy report": the text leaves by a person's own key
])

/** True only for the permissions listed above. */
export const isAllowed = (permission: string): boolean => allowed.has(permission)

/** Denies every permission, device and screen capture that is not on the list. */
export function lockPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isAllowed(permission)))
  session.setPermissionCheckHandler((_contents, permission) => isAllowed(permission))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
}
