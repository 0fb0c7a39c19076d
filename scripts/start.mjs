#!/usr/bin/env node
import path from 'node:path'
import { bootstrap, build } from './bootstrap.mjs'
import { hasDisplay, withDisplay } from './display.mjs'
import { electron, electronEnvironment, projectFolder, runNode24 } from './environment.mjs'
import { isRoot } from './lib/apt.mjs'
import { runMain } from './lib/failure.mjs'
import { runShared } from './lib/process.mjs'

await runMain(async () => {
  const args = process.argv.slice(2).filter((argument) => argument !== '--demo')
  await bootstrap()
  await build()
  if (process.argv.includes('--demo') || !(await hasDisplay())) {
    console.log('• Demo: one report from findings to a saved, tagged conclusion, through the real window')
    return withDisplay((env) => runNode24([path.join(projectFolder, 'scripts', 'demo.mjs')], { env: electronEnvironment(env) }), { virtual: true })
  }
  // Chromium refuses to run as root with its sandbox; nobody should work as root, but containers do.
  const switches = process.platform === 'linux' && isRoot() ? ['--no-sandbox'] : []
  return runShared(electron().executable, [...switches, projectFolder, ...args], { env: electronEnvironment() })
})
