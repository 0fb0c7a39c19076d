#!/usr/bin/env node
import { bootstrap, build } from './bootstrap.mjs'
import { electron, electronEnvironment, runBin } from './environment.mjs'
import { runMain } from './lib/failure.mjs'

await runMain(async () => {
  await bootstrap()
  await build()
  if (electron().origin === 'registry') console.log(`Packing with the registry's Electron ${electron().version}: for trying out, not for release.`)
  return runBin('electron-builder', 'electron-builder', ['--dir', '--config', 'scripts/electron/builder.mjs', '--publish', 'never', ...process.argv.slice(2)], { env: electronEnvironment() })
})
