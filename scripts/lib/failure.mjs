/** What a user reads when set-up cannot go on: one sentence and what to do about it. Never shown with a stack trace. */
export class Failure extends Error {
  /**
   * @param {string} sentence what went wrong
   * @param {string} remedy what the reader can do now
   */
  constructor(sentence, remedy) {
    super(sentence)
    this.name = 'Failure'
    this.remedy = remedy
  }
}

const FILE_SYSTEM = {
  ENOSPC: ['The disk is full', 'Free about 3 GB, or point RADDRAFT_CACHE at a larger disk, and start again.'],
  EROFS: ['The folder is on a read-only disk', 'Point RADDRAFT_CACHE at a folder you may write to and start again.'],
  EACCES: ['A folder may not be written', 'Give yourself write access to it, or point RADDRAFT_CACHE elsewhere, and start again.'],
  EPERM: ['A file may not be changed', 'Close programs that use it, or point RADDRAFT_CACHE elsewhere, and start again.'],
}

/**
 * Turns anything thrown into a Failure.
 * @param {unknown} error
 * @param {string} doing what was being done, for errors nobody foresaw
 */
export function toFailure(error, doing) {
  if (error instanceof Failure) return error
  const code = error?.code
  const known = FILE_SYSTEM[code]
  if (known) return new Failure(`${known[0]}${error.path ? ` (${error.path})` : ''}.`, known[1])
  const text = String(error?.message ?? error).split('\n')[0]
  return new Failure(`${doing} stopped: ${text}.`, 'Start again: finished steps are kept. RADDRAFT_DEBUG=1 shows where it happened.')
}

/** Prints a Failure the way every script does. */
export function printFailure(failure, output = process.stderr) {
  output.write(`\n✗ ${failure.message}\n  → ${failure.remedy}\n`)
  if (process.env.RADDRAFT_DEBUG) output.write(`${failure.stack}\n`)
}

/**
 * Runs a script's main function: its number becomes the exit code, its failure one sentence.
 * @param {() => Promise<number | void>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    printFailure(toFailure(error, 'This command'))
    process.exitCode = 1
  }
}
