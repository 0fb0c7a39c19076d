import { app, BrowserWindow, dialog, ipcMain, Menu, session } from 'electron'
import { once } from 'node:events'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { AppError } from '../shared/ipc/errors.ts'
import { registerAppScheme, serveApp } from './app/app-protocol.ts'
import { createLog } from './app/log.ts'
import { cutNetwork } from './app/network.ts'
import { findPaths } from './app/paths.ts'
import { lockPermissions } from './app/permissions.ts'
import { isOurs } from './app/sender.ts'
import { createWindow } from './app/window.ts'
import { adapt } from './ports.ts'

/** The rest of the app is loaded after the first frame, or after this long where no frame comes. */
const longestWaitForFrameMs = 3000
/** A page that dies more often than this within a minute is not loaded again. */
const mostPageDeaths = 3

// Before ready: where things lie, the app:// scheme, the sandbox, and one process per data folder.
const paths = findPaths(dirname(dirname(fileURLToPath(import.meta.url))))
const developmentServer = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null)
registerAppScheme()
// As root Chromium needs --no-sandbox, and this call would undo it.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
const isFirst = app.requestSingleInstanceLock()
if (!isFirst) app.exit(0)
if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
// Not awaited here: Electron holds `ready` back until this module has been evaluated.
if (isFirst) void app.whenReady().then(start)

async function start(): Promise<void> {
  const log = createLog(paths.logs)
  // Whatever escapes is noted without its message; the reports are safe, because every change is one transaction.
  process.on('uncaughtException', (error) => log.error('uncaught', error))
  process.on('unhandledRejection', (error) => log.error('unhandled', error))

  lockPermissions(session.defaultSession)
  cutNetwork(session.defaultSession, developmentServer)
  if (!developmentServer) serveApp(session.defaultSession, paths.page)

  // The window first: what is behind the door is loaded once its first frame stands, and whoever asks earlier waits.
  const window = showWindow()
  const services = Promise.race([once(window, 'ready-to-show'), sleep(longestWaitForFrameMs)])
    .then(() => import('./compose.ts'))
    .then(({ compose }) => compose({ paths, log, pickers: { pickModelFile, pickFiles, pickCases, pickTarget, pickFolder, printPage } }))
  services.catch((error: unknown) => {
    log.error('start', error)
    dialog.showErrorBox('RadDraft cannot start', `A part of the program is missing or damaged. Install it again; the reports are not touched. Where it stopped is in ${paths.logs}.`)
    app.exit(1)
  })

  // The door: one channel for questions, one port for each stream, both for our own page only.
  ipcMain.handle('call', async (event, name: unknown, input: unknown) => {
    if (!isOurs(event, developmentServer) || typeof name !== 'string') return { ok: false, error: new AppError('forbidden', 'Only the app’s own page may ask.').toWire() }
    return (await services).router.call(name, input)
  })
  ipcMain.on('stream', (event, request: { name?: unknown; input?: unknown } | null) => {
    const [port] = event.ports
    const name = request?.name
    if (port && isOurs(event, developmentServer) && typeof name === 'string') void services.then(({ router }) => router.stream(name, request?.input, adapt(port)))
  })

  app.on('second-instance', showWindow)
  app.on('activate', showWindow)
  app.on('web-contents-created', (_event, contents) => watchPage(contents))
  watchPage(window.webContents)
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => log.write('child-gone', { type, reason, exitCode }))

  // A draft in progress is finished and stored before the app ends, although the window is gone.
  app.on('window-all-closed', () => {
    void services.then(({ idle }) => idle()).then(() => {
      if (BrowserWindow.getAllWindows().length === 0) app.quit()
    })
  })
  app.on('will-quit', (event) => {
    event.preventDefault()
    void services.then(({ close }) => close()).finally(() => app.exit())
  })

  /** A page that died is loaded again, because what was typed is in the database; one that keeps dying is not. */
  function watchPage(contents: Electron.WebContents): void {
    let deaths: number[] = []
    contents.on('render-process-gone', (_gone, { reason }) => {
      log.write('page-gone', { reason })
      if (reason === 'clean-exit') return
      deaths = [...deaths.filter((at) => Date.now() - at < 60_000), Date.now()]
      if (deaths.length <= mostPageDeaths) return contents.reload()
      dialog.showErrorBox('The window failed', `It failed ${deaths.length} times within a minute. Everything that was typed is saved; start RadDraft again.`)
      app.quit()
    })
  }
}

function showWindow(): BrowserWindow {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) return createWindow({ preload: paths.preload, developmentServer })
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
  return window
}

async function pickModelFile(): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog({
    title: 'Import a model',
    properties: ['openFile'],
    filters: [{ name: 'GGUF models', extensions: ['gguf'] }],
  })
  return filePaths[0] ?? null
}

async function pickFiles(pick: 'files' | 'folder'): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(
    pick === 'folder'
      ? { title: 'Tag the text files of a folder', properties: ['openDirectory'] }
      : { title: 'Tag reports from files', properties: ['openFile', 'multiSelections'], filters: [{ name: 'Reports', extensions: ['csv', 'tsv', 'jsonl', 'ndjson', 'txt'] }] },
  )
  return filePaths
}

async function pickCases(): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog({ title: 'Evaluate on reports from a file', properties: ['openFile'], filters: [{ name: 'JSON Lines', extensions: ['jsonl', 'ndjson', 'json'] }] })
  return filePaths
}

async function pickFolder(): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog({ title: 'Export training rows into a folder', properties: ['openDirectory', 'createDirectory'] })
  return filePaths[0] ?? null
}

/** The page in its print form, on A4. */
async function printPage(): Promise<Uint8Array> {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) throw new AppError('not-found', 'The window is gone.')
  return window.webContents.printToPDF({ pageSize: 'A4', printBackground: true, margins: { top: 0.5, bottom: 0.5, left: 0.5, right: 0.5 } })
}

const formatNames = { csv: 'CSV', jsonl: 'JSON Lines', pdf: 'PDF' }

async function pickTarget(suggestedName: string, format: keyof typeof formatNames): Promise<string | null> {
  const { filePath } = await dialog.showSaveDialog({ title: 'Export results', defaultPath: suggestedName, filters: [{ name: formatNames[format], extensions: [format] }] })
  return filePath === '' ? null : filePath
}
