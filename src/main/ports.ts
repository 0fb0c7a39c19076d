import type { MessagePortMain } from 'electron'
import type { Port } from '../shared/ipc/port.ts'

/** Electron's port as the contract's port. */
export function adapt(port: MessagePortMain): Port {
  return {
    post: (frame) => port.postMessage(frame),
    onFrame(listener) {
      port.on('message', ({ data }) => listener(data))
      port.start()
    },
    onClose(listener) {
      port.on('close', listener)
      port.start()
    },
    close: () => port.close(),
  }
}
