/** Numbers as people read them: 196 MB. */
export function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`
}

/** Seconds since `start` (milliseconds from Date.now()). */
export function secondsSince(start) {
  return (Date.now() - start) / 1000
}

/**
 * A line that keeps telling that something goes on: in place on a terminal, every ten seconds in a log.
 * @param {string} text what is being done
 * @param {{ estimateSeconds?: number, measure?: () => string | undefined, output?: NodeJS.WritableStream }} options
 * `measure` returns what to show beside the time, for instance bytes
 * @returns {{ stop(): void }}
 */
export function tick(text, { estimateSeconds, measure, output = process.stdout } = {}) {
  const start = Date.now()
  const live = output.isTTY === true
  const line = () => {
    const elapsed = Math.round(secondsSince(start))
    const usual = estimateSeconds ? ` (usually about ${estimateSeconds} s)` : ''
    const measured = measure?.()
    return `  ${text}: ${measured ? `${measured}, ` : ''}${elapsed} s${usual}`
  }
  const timer = setInterval(() => output.write(live ? `\r\x1b[2K${line()}` : `${line()}\n`), live ? 500 : 10_000)
  timer.unref?.()
  return {
    stop() {
      clearInterval(timer)
      if (live) output.write('\r\x1b[2K')
    },
  }
}
