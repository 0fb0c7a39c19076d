import { BrowserWindow, Menu, nativeTheme, screen } from 'electron'
import { appPage } from './app-protocol.ts'

/** The only place where a window is made. Sandboxed, isolated, without Node; it cannot navigate, open windows or attach webviews. */
export function createWindow({ preload, developmentServer }: { preload: string; developmentServer: string | null }): BrowserWindow {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize
  const window = new BrowserWindow({
    width: Math.min(1440, width),
    height: Math.min(900, height),
    minWidth: 960,
    minHeight: 640,
    show: false,
    title: 'RadDraft',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#11161d' : '#f7f8fa',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      backgroundThrottling: false,
    },
  })
  const { webContents } = window
  window.once('ready-to-show', () => window.show())
  webContents.on('will-navigate', (event) => event.preventDefault())
  webContents.on('will-redirect', (event) => event.preventDefault())
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    if (!isEditable && !selectionText) return
    Menu.buildFromTemplate([
      ...(isEditable ? [{ role: 'cut' as const, enabled: editFlags.canCut }] : []),
      { role: 'copy', enabled: editFlags.canCopy },
      ...(isEditable ? [{ role: 'paste' as const, enabled: editFlags.canPaste }] : []),
      { role: 'selectAll' },
    ]).popup({ window })
  })
  void window.loadURL(developmentServer ?? appPage)
  return window
}
