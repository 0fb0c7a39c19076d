#!/usr/bin/env node
import path from 'node:path'
import { bootstrap, build } from './bootstrap.mjs'
import { withDisplay } from './display.mjs'
import { electronEnvironment, projectFolder, runNode24 } from './environment.mjs'
import { runMain } from './lib/failure.mjs'

await runMain(async () => {
  await bootstrap()
  await build()
  return withDisplay((env) => runNode24([path.join(projectFolder, 'bench', 'index.ts'), ...process.argv.slice(2)], { env: electronEnvironment(env) }), { virtual: true })
})
