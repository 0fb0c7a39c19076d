import { models } from './models.ts'

const [command, ...args] = process.argv.slice(2)
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())

if (command === 'models') {
  process.exitCode = await models(args, process, stop.signal)
} else {
  process.stderr.write('raddraft models list|pull|import|verify|activate|remove\n')
  process.exitCode = 2
}
