import type { Envelope, Question } from '../shared/ipc/model-process.ts'
import type { Frame, Port } from '../shared/ipc/port.ts'

/** Called for every question, with the port that its answers go to. */
type OnQuestion = (question: Question, port: Port) => void

/** The little of Electron's `process.parentPort` that is used here. */
type MessagePort = { postMessage(message: unknown): void; on(event: 'message', listener: (event: { data: unknown }) => void): void; on(event: 'close', listener: () => void): void; start(): void; close(): void }
type ParentPort = { on(event: 'message', listener: (event: { data: unknown; ports: MessagePort[] }) => void): void }

/**
 * Listens to the owner: Electron's main process through its ports, or a plain Node parent through one channel.
 * Without an owner the process ends: nobody would ever ask.
 */
export function listen(onQuestion: OnQuestion): void {
  const { parentPort } = process as { parentPort?: ParentPort }
  if (parentPort) listenToElectron(parentPort, onQuestion)
  else if (process.send) listenToNode(onQuestion)
  else throw new Error('The model process is started by RadDraft, not by hand.')
}

function listenToElectron(parentPort: ParentPort, onQuestion: OnQuestion): void {
  parentPort.on('message', ({ data, ports: [port] }) => {
    if (!port) return
    onQuestion(data as Question, {
      post: (frame) => port.postMessage(frame),
      onFrame(listener) {
        port.on('message', (event) => listener(event.data as Frame<unknown>))
        port.start()
      },
      onClose(listener) {
        port.on('close', listener)
        port.start()
      },
      close: () => port.close(),
    })
  })
}

function listenToNode(onQuestion: OnQuestion): void {
  const closers = new Map<number, (() => void)[]>()
  const send = (envelope: Envelope) => {
    if (process.connected) process.send!(envelope)
  }
  process.on('message', (envelope: Envelope) => {
    const id = envelope.port
    if ('closed' in envelope) {
      const listeners = closers.get(id) ?? []
      closers.delete(id)
      for (const listener of listeners) listener()
    } else if ('question' in envelope) {
      closers.set(id, [])
      onQuestion(envelope.question, {
        post: (frame) => send({ port: id, frame }),
        // The owner asks and cancels; it sends no frames.
        onFrame: () => {},
        onClose: (listener) => void closers.get(id)?.push(listener),
        close() {
          if (closers.delete(id)) send({ port: id, closed: true })
        },
      })
    }
  })
  process.on('disconnect', () => process.exit(0))
}
