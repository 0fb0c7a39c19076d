import { parseArgs } from 'node:util'
import { AppError } from '../shared/ipc/errors.ts'
import { exitCode } from './rows.ts'

const usage = `raddraft draft    --in FILE --out FILE [--model ID]   conclusion, evidence, left-out findings and checks of every row
raddraft classify --in FILE --out FILE [--model ID] [--abstain ERROR]   bone metastasis status of every row
raddraft check    --in FILE --out FILE [--second-reader [--model ID]]   conclusion against findings of every row
raddraft evaluate tags|drafts --ref FILE --hyp FILE   one JSON object of metrics; drafts: [--against FILE] [--encoder]
raddraft gate     [--in FILE] --out FILE [--model ID] [--seed N] [--drafts N] [--limits FILE] [--summary FILE] [--second-reader]   errors put into correct conclusions: are they caught?
raddraft export-training --out FOLDER [--from DATE] [--to DATE]   de-identified training rows from signed reports
raddraft models   list|pull|import|import-adapter|remove-adapter|verify|activate|remove

Rows are JSON Lines, UTF-8; - is standard input or output. Progress goes to standard error.
draft --model extractive works without a language model; classify --model rules asks the rules alone, --model linear those and the linear classifier; the id of an installed language model asks that too, last.
--abstain 0.01 withholds labels so that at most one in a hundred of those given is wrong, as measured.
gate without --in takes the shipped reports; it fails (1) when a limit is not held. It is a test we made ourselves: it finds broken rules and models and proves nothing.
--second-reader: a model after the rules, for what they leave open. gate measures it and keeps the measurement beside the models; check asks it only
where it has passed, with this model, these questions and these rules: otherwise 2 (not measured) or 3 (not passed, or no model).
Exit codes: 0 done, 1 some rows failed, 2 wrong call or unreadable input, 3 no usable model.
`

/** Loaded when asked for: pulling a model does not wait for the rules of the status tag. */
const rowCommands = {
  draft: async () => (await import('./draft.ts')).draft,
  classify: async () => (await import('./classify.ts')).classify,
  check: async () => (await import('./check.ts')).check,
}

const options = {
  in: { type: 'string' },
  out: { type: 'string' },
  ref: { type: 'string' },
  hyp: { type: 'string' },
  against: { type: 'string' },
  encoder: { type: 'boolean' },
  model: { type: 'string' },
  abstain: { type: 'string' },
  'second-reader': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

class WrongCall extends Error {}

async function run([command, ...args]: string[]): Promise<number> {
  if (command === undefined) throw new WrongCall('Name a command.')
  if (command === '--help' || command === '-h' || command === 'help') {
    process.stdout.write(usage)
    return exitCode.done
  }
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  if (command === 'export-training') return (await import('./export-training.ts')).exportTraining(args)
  if (command === 'gate') return (await import('./gate.ts')).gate(args, stop.signal)
  if (command === 'models') return (await import('./models.ts')).models(args, process, stop.signal)

  let parsed
  try {
    parsed = parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new WrongCall(error instanceof Error ? error.message : String(error))
  }
  const { values, positionals } = parsed
  if (values.help) {
    process.stdout.write(usage)
    return exitCode.done
  }
  if (command === 'evaluate') {
    const [what, ...rest] = positionals
    if ((what !== 'tags' && what !== 'drafts') || rest.length > 0 || values.ref === undefined || values.hyp === undefined) throw new WrongCall('evaluate needs tags or drafts, --ref and --hyp.')
    if (what === 'tags' && (values.against !== undefined || values.encoder)) throw new WrongCall('--against and --encoder belong to evaluate drafts.')
    return (await import('./evaluate.ts')).evaluate({ what, reference: values.ref, hypothesis: values.hyp, against: values.against, encoder: values.encoder, signal: stop.signal })
  }
  if (!Object.hasOwn(rowCommands, command)) throw new WrongCall(`There is no command ${command}.`)
  if (positionals.length > 0) throw new WrongCall(`${positionals[0]} was not expected.`)
  if (values.in === undefined || values.out === undefined) throw new WrongCall(`${command} needs --in and --out.`)
  const acceptedError = values.abstain === undefined ? null : Number(values.abstain)
  if (acceptedError !== null && (command !== 'classify' || values.abstain === '' || !(acceptedError > 0 && acceptedError <= 0.2))) throw new WrongCall('--abstain belongs to classify and takes an accepted error above 0, up to 0.2.')
  const secondReader = values['second-reader'] ?? false
  if (secondReader && command !== 'check') throw new WrongCall('--second-reader belongs to check and gate.')
  const answer = await rowCommands[command as keyof typeof rowCommands]()
  return answer({ input: values.in, output: values.out, model: values.model, acceptedError, secondReader, signal: stop.signal })
}

// Whoever reads our output has enough ("| head"): nothing is wrong, and nothing more is to do.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? exitCode.done)
    throw error
  })
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  if (error instanceof WrongCall) process.stderr.write(`${error.message}\n\n${usage}`)
  else process.stderr.write(`${AppError.from(error).message}\n`)
  const noModel = error instanceof AppError && ['model-missing', 'model-invalid', 'model-stopped', 'checksum'].includes(error.code)
  process.exitCode = noModel ? exitCode.noModel : exitCode.wrongCall
}
