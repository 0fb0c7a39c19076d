#!/usr/bin/env node
import path from 'node:path'
import { bootstrap } from './bootstrap.mjs'
import { nodeEnvironment, projectFolder, runNode24 } from './environment.mjs'
import { printFailure, runMain, toFailure } from './lib/failure.mjs'

/** Exit code of the command line for "no usable model", also used when there is no runtime to run it. */
const NOT_USABLE = 3

await runMain(async () => {
  const args = process.argv.slice(2)
  // Rows are written to standard output: set-up speaks on standard error, and only when there is something to do.
  const output = process.stderr
  try {
    await bootstrap({ steps: ['packages', 'node24'], output })
  } catch (error) {
    printFailure(toFailure(error, 'Set-up'))
    return NOT_USABLE
  }
  if (args[0] === 'draft' && !args.includes('--model')) {
    // Without the model the command line says so itself, in its own words and with its own exit code.
    await bootstrap({ steps: ['model'], output }).catch((error) => printFailure(toFailure(error, 'Set-up')))
  }
  // npm moves to the project folder; file names in the call are meant from where it was typed.
  const caller = process.env.npm_lifecycle_event === 'cli' ? process.env.INIT_CWD : process.cwd()
  return runNode24([path.join(projectFolder, 'src', 'cli', 'index.ts'), ...args], { cwd: caller, env: nodeEnvironment() })
})
