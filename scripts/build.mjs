#!/usr/bin/env node
import { bootstrap, build } from './bootstrap.mjs'
import { runMain } from './lib/failure.mjs'

await runMain(async () => {
  await bootstrap({ steps: ['packages', 'node24', 'libraries', 'electron', 'binding'] })
  await build()
})
