import { contextBridge, ipcRenderer } from 'electron'

contextBridge.exposeInMainWorld('bridge', {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('call', name, input),
})

// A MessagePort cannot cross the context bridge, so a stream arrives as a window message and is passed on.
window.addEventListener('message', ({ source, data, ports }) => {
  if (source === window && data?.kind === 'stream') ipcRenderer.postMessage('stream', { name: data.name, input: data.input }, [...ports])
})
