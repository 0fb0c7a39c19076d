import { protocol, type Session } from 'electron'
import { readFile } from 'node:fs/promises'
import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

export const appScheme = 'app'
export const appHost = 'raddraft'
export const appPage = `${appScheme}://${appHost}/index.html`

/**
 * Nothing but our own files, no inline script or style, no network. The two Trusted Types policies are ours by need:
 * ProseMirror reads pasted HTML with one of its own.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "worker-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types ProseMirrorClipboard',
].join('; ')

const mediaTypes: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  woff: 'font/woff',
}

/** Must run before `ready`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: false, codeCache: true } }])
}

/** Every file under `folder`, as URL path → absolute path. The list is fixed at start: what is not in it does not exist. */
export function listFiles(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files.set(`/${relative(folder, path).split(sep).join('/')}`, path)
  }
  return files
}

/** The file a URL names, or null. Compares with the list only: `..`, encoded separators and other hosts find nothing. */
export function findFile(files: ReadonlyMap<string, string>, url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol: scheme, host, pathname } = new URL(url)
  if (scheme !== `${appScheme}:` || host !== appHost) return null
  return files.get(pathname) ?? null
}

/** Serves the page's own files under app://raddraft/ with the content security policy as a header. */
export function serveApp(session: Session, folder: string): void {
  const files = listFiles(folder)
  session.protocol.handle(appScheme, async (request) => {
    const path = findFile(files, request.url)
    if (!path) return new Response('Not found', { status: 404 })
    const type = mediaTypes[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
    return new Response(new Uint8Array(await readFile(path)), {
      headers: { 'content-type': type, 'content-security-policy': contentSecurityPolicy, 'x-content-type-options': 'nosniff' },
    })
  })
}
