#!/usr/bin/env node
import { bootstrap } from './bootstrap.mjs'
import { runMain } from './lib/failure.mjs'
import { runStages, stages } from './stages.mjs'

await runMain(async () => {
  await bootstrap()
  return runStages([stages.types, stages.lint, stages.unit(), stages.build, stages.journeys()])
})
