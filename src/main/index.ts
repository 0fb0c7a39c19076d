import { app, BrowserWindow, dialog, ipcMain, Menu, session } from 'electron'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assembleDraft } from '../domain/draft/assemble.ts'
import { buildPrompt } from '../domain/draft/prompt.ts'
import { classifyStatus } from '../domain/status/classify-status.ts'
import { contract } from '../shared/ipc/contract.ts'
import { AppError } from '../shared/ipc/errors.ts'
import { registerAppScheme, serveApp } from './app/app-protocol.ts'
import { keyring } from './app/keyring.ts'
import { createLog } from './app/log.ts'
import { cutNetwork } from './app/network.ts'
import { findPaths } from './app/paths.ts'
import { lockPermissions } from './app/permissions.ts'
import { readPolicy } from './app/policy.ts'
import { isOurs } from './app/sender.ts'
import { createWindow } from './app/window.ts'
import { createHandlers } from './ipc/handlers.ts'
import { createRouter } from './ipc/router.ts'
import { createGpuVerdicts } from './llm/gpu-verdicts.ts'
import { createLanguageModel, draftContextTokens } from './llm/language-model.ts'
import { spawnUtility } from './llm/spawn-utility.ts'
import { modelFolder } from './models/model-folder.ts'
import { createModelLibrary } from './models/model-library.ts'
import { readCatalog } from './models/read-catalog.ts'
import { adapt } from './ports.ts'
import { createAccess } from './reporting/access.ts'
import { createReporting } from './reporting/reporting.ts'

// Before ready: the app:// scheme, the sandbox, and one process per data folder.
const paths = findPaths(dirname(dirname(fileURLToPath(import.meta.url))))
const developmentServer = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null)
registerAppScheme()
// As root Chromium needs --no-sandbox, and this call would undo it.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
if (!app.requestSingleInstanceLock()) app.exit(0)
app.on('second-instance', showWindow)
if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
const log = createLog(paths.logs)

// Whatever escapes is noted without its message; the database is safe, because every change is one transaction.
process.on('uncaughtException', (error) => log.error('uncaught', error))
process.on('unhandledRejection', (error) => log.error('unhandled', error))

// Not awaited here: Electron holds `ready` back until this module has been evaluated.
void app.whenReady().then(start)

async function start(): Promise<void> {
  lockPermissions(session.defaultSession)
  cutNetwork(session.defaultSession, developmentServer)
  if (!developmentServer) serveApp(session.defaultSession, paths.page)

  // The truth: reports in an encrypted database, opened while the window already paints.
  const { policy, problem: policyProblem } = readPolicy(paths.policy)
  const access = createAccess({
    dataFolder: paths.data,
    keyring,
    policy,
    policyProblem,
    policyPath: paths.policy,
    passphraseFromEnvironment: process.env['RADDRAFT_PASSPHRASE'] ?? null,
    nativeBinding: process.env['RADDRAFT_SQLITE_BINDING'],
    versions: { app: app.getVersion(), electron: process.versions['electron'] ?? '', chrome: process.versions['chrome'] ?? '', node: process.versions.node },
  })

  // The model: weights on disk, and a process of its own that may die.
  const models = createModelLibrary({ catalog: await readCatalog(paths.catalog), folder: modelFolder() })
  const engine = createLanguageModel({ models, spawn: spawnUtility(paths.modelProcess), verdicts: createGpuVerdicts(join(paths.data, 'gpu.json')) })

  const reporting = createReporting({
    stores: access.stores,
    model: engine,
    draftTools: {
      buildPrompt: (input, family) => buildPrompt(input, family, { availableTokens: draftContextTokens }),
      assembleDraft,
    },
    classify: classifyStatus,
    samples: async () => {
      const names = (await readdir(paths.samples)).filter((name) => name.endsWith('.json')).toSorted()
      return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(paths.samples, name), 'utf8') })))
    },
  })

  // The door: one channel for questions, one port for each stream, both for our own page only.
  const handlers = createHandlers({ access, reporting, models, engine, pickModelFile })
  const router = createRouter(contract, handlers, (name, error) => log.error(name, error))
  ipcMain.handle('call', (event, name: unknown, input: unknown) =>
    isOurs(event, developmentServer) && typeof name === 'string'
      ? router.call(name, input)
      : { ok: false, error: new AppError('forbidden', 'Only the app’s own page may ask.').toWire() },
  )
  ipcMain.on('stream', (event, request: { name?: unknown; input?: unknown } | null) => {
    const [port] = event.ports
    if (port && isOurs(event, developmentServer) && typeof request?.name === 'string') void router.stream(request.name, request.input, adapt(port))
  })

  showWindow()
  void access.start().then(({ state }) => log.write('started', { state, electron: process.versions['electron'] ?? '' }))

  app.on('activate', showWindow)
  app.on('web-contents-created', (_event, contents) => {
    contents.on('render-process-gone', (_gone, { reason }) => {
      log.write('page-gone', { reason })
      if (reason !== 'clean-exit') contents.reload()
    })
  })
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => log.write('child-gone', { type, reason, exitCode }))

  // A draft in progress is finished and stored before the app ends, although the window is gone.
  app.on('window-all-closed', () => {
    void reporting.idle().then(() => {
      if (BrowserWindow.getAllWindows().length === 0) app.quit()
    })
  })
  app.on('will-quit', (event) => {
    event.preventDefault()
    void Promise.allSettled([reporting.idle(), engine.dispose()]).then(() => {
      access.close()
      app.exit()
    })
  })
}

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) return void createWindow({ preload: paths.preload, developmentServer })
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

async function pickModelFile(): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog({
    title: 'Import a model',
    properties: ['openFile'],
    filters: [{ name: 'GGUF models', extensions: ['gguf'] }],
  })
  return filePaths[0] ?? null
}
