#!/usr/bin/env node
import { bootstrap } from './bootstrap.mjs'
import { runMain } from './lib/failure.mjs'
import { runStages, stages } from './stages.mjs'

await runMain(async () => {
  await bootstrap({ steps: ['packages', 'node24'] })
  return runStages([stages.types, stages.lint, stages.unit(['test/architecture.test.ts'], 'Architecture')])
})
