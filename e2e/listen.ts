import type { RunningApp } from './app.ts'

/**
 * Records every word that main hands to the page from now on: answers to calls, and frames of streams. Returns what was heard so far.
 * It listens inside main, where the words leave, so that no cache of the page can hide one.
 */
export async function listenToMain({ electronApp }: RunningApp): Promise<() => Promise<string>> {
  await electronApp.evaluate(({ ipcMain, MessageChannelMain }) => {
    const heard: string[] = []
    Object.assign(globalThis, { heard })
    type Handler = (event: unknown, ...input: unknown[]) => unknown
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers
    for (const [channel, handler] of handlers) {
      handlers.set(channel, async (event, ...input) => {
        const answer = await handler(event, ...input)
        heard.push(JSON.stringify(answer) ?? '')
        return answer
      })
    }
    const port = Object.getPrototypeOf(new MessageChannelMain().port1) as { postMessage: (message: unknown, ...more: unknown[]) => void }
    const post = port.postMessage
    port.postMessage = function (message, ...more) {
      heard.push(JSON.stringify(message) ?? '')
      return post.call(this, message, ...more)
    }
  })
  return () => electronApp.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.join('\n'))
}
