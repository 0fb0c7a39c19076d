import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from './bootstrap.mjs'
import { withDisplay } from './display.mjs'
import { electronEnvironment, runBin } from './environment.mjs'
import { printFailure, toFailure } from './lib/failure.mjs'
import { secondsSince } from './lib/progress.mjs'
import { readJson } from './lib/stamp.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const one = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 })

/**
 * Counts of a Vitest JSON report. A run that failed without a failed test (a file that does not load, a crash) counts as one failure.
 * @returns {Counts}
 */
export function countVitest(report, code) {
  const failed = report?.numFailedTests ?? 0
  return {
    passed: report?.numPassedTests ?? 0,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  }
}

/**
 * Counts of a Playwright JSON report. A test that passed only on a second attempt counts as failed.
 * @returns {Counts}
 */
export function countPlaywright(report, code) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {}
  const failed = unexpected + flaky
  return { passed: expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped }
}

/**
 * @param {Counts[]} counts
 * @returns {Counts}
 */
export function sum(counts) {
  return counts.reduce((total, { passed, failed, skipped }) => ({ passed: total.passed + passed, failed: total.failed + failed, skipped: total.skipped + skipped }), { passed: 0, failed: 0, skipped: 0 })
}

/** The last line of `npm test`. */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

async function withReport(work) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'raddraft-report-'))
  const file = path.join(folder, 'report.json')
  try {
    const code = await work(file)
    return { code, report: readJson(file) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const stages = {
  types: { title: 'Types', run: async () => one(await runBin('typescript', 'tsc', ['-b'])) },
  lint: { title: 'Lint', run: async () => one(await runBin('oxlint', 'oxlint', [])) },
  /** @param {string[]} files path filters; none: all tests */
  unit: (files = [], title = 'Unit, SQLite and model tests') => ({
    title,
    run: async () => {
      const { code, report } = await withReport((file) =>
        runBin('vitest', 'vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...files]),
      )
      return countVitest(report, code)
    },
  }),
  build: {
    title: 'Build',
    run: async () => {
      await build()
      return { passed: 0, failed: 0, skipped: 0 }
    },
  },
  /** @param {string[]} args for Playwright; none: all journeys */
  journeys: (args = []) => ({
    title: 'Electron end to end',
    run: async () => {
      const { code, report } = await withReport((file) =>
        withDisplay((env) => runBin('@playwright/test', 'playwright', ['test', '--reporter=list,json', ...args], { env: { ...electronEnvironment(env), PLAYWRIGHT_JSON_OUTPUT_NAME: file } }), { virtual: true }),
      )
      return countPlaywright(report, code)
    },
  }),
}

/**
 * Runs stages one after the other, all of them even when one fails, and prints how long each took and one line of counts.
 * @param {{ title: string, run: () => Promise<Counts> }[]} list
 * @returns {Promise<number>} exit code
 */
export async function runStages(list) {
  const results = []
  for (const { title, run } of list) {
    console.log(`\n━━ ${title}`)
    const start = Date.now()
    let counts
    try {
      counts = await run()
    } catch (error) {
      printFailure(toFailure(error, title))
      counts = { passed: 0, failed: 1, skipped: 0 }
    }
    results.push({ title, counts, seconds: secondsSince(start) })
  }
  const width = Math.max(...results.map(({ title }) => title.length))
  console.log('')
  for (const { title, counts, seconds } of results) console.log(`${title.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${summary(counts)}`)
  const total = sum(results.map(({ counts }) => counts))
  console.log(summary(total))
  return total.failed === 0 && total.passed > 0 ? 0 : 1
}
