#!/usr/bin/env node
import { bootstrap } from './bootstrap.mjs'
import { withDisplay } from './display.mjs'
import { electronEnvironment, runBin } from './environment.mjs'
import { isRoot } from './lib/apt.mjs'
import { runMain } from './lib/failure.mjs'

await runMain(async () => {
  await bootstrap()
  const args = ['dev', ...(isRoot() && process.platform === 'linux' ? ['--noSandbox'] : []), ...process.argv.slice(2)]
  return withDisplay((env) => runBin('electron-vite', 'electron-vite', args, { env: electronEnvironment(env) }))
})
