import { AppError } from '../../shared/ipc/errors.ts'
import type { PartFile } from './part-file.ts'

/** A transfer without one byte for this long has failed, milliseconds. */
const stallMs = 60_000

export type Fetch = (url: string, init: { headers: Record<string, string>; signal: AbortSignal; redirect: 'follow' }) => Promise<Response>

/**
 * Downloads the rest of a file into its `.part` with a Range request.
 * @returns false when the server cannot continue (the caller starts again with an empty part), true when all has arrived
 * @throws AppError `download` (what is there is kept for the next try), `cancelled`, `disk-full`, `too-large`
 */
export async function downloadRest(fetchUrl: Fetch, url: string, part: PartFile, total: number, signal: AbortSignal, report: (bytes: number) => void): Promise<boolean> {
  const stalled = new AbortController()
  let timer = setTimeout(() => stalled.abort(), stallMs)
  const have = part.bytes()
  if (have === total) {
    clearTimeout(timer)
    return true
  }
  try {
    const headers: Record<string, string> = { 'accept-encoding': 'identity' }
    if (have > 0) headers['range'] = `bytes=${have}-`
    const response = await fetchUrl(url, { headers, signal: AbortSignal.any([signal, stalled.signal]), redirect: 'follow' })
    const continues = response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${have}-`)
    if (have > 0 && !continues) {
      await response.body?.cancel()
      if (response.status === 200 || response.status === 206 || response.status === 416) return false
    }
    if (!response.ok || !response.body) throw new AppError('download', `${hostOf(url)} answered ${response.status}.`)
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      clearTimeout(timer)
      timer = setTimeout(() => stalled.abort(), stallMs)
      await part.append(chunk)
      report(part.bytes())
    }
    if (part.bytes() < total) throw new AppError('download', `The connection to ${hostOf(url)} ended after ${part.bytes()} of ${total} bytes. Try again: it will continue there.`)
    return true
  } catch (error) {
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled. What was downloaded so far is kept.')
    if (error instanceof AppError) throw error
    const why = stalled.signal.aborted ? 'nothing arrived for a minute' : causeOf(error)
    throw new AppError('download', `The download from ${hostOf(url)} failed: ${why}.`, { cause: error })
  } finally {
    clearTimeout(timer)
  }
}

function hostOf(url: string): string {
  return new URL(url).host
}

/** `fetch failed` says nothing; the reason stands in its cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = (cause as NodeJS.ErrnoException | null)?.code
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'there is no network, or the name is unknown'
  return code ?? (cause instanceof Error ? cause.message : 'unknown reason')
}
