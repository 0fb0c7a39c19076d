import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
import { pairsFile, readPairs } from '../models/training/check/measure.ts'
import { checkConclusion } from '../src/domain/check/check-conclusion.ts'
import type { Language } from '../src/domain/report/report.ts'
import { createGateChecker } from '../src/main/gate/gate-checker.ts'
import { median, shareBelow, type Line } from './measure.ts'

type Text = { findings: string; conclusion: string; indication: string }

/** As long as a report is that a check has to keep up with: words, in Japanese half its characters. */
const words = 400
const sizeOf = (text: string, language: Language): number => (language === 'en' ? text.split(/\s+/).length : text.length / 2)
/** Typed into a sentence of the conclusion, one key after the other. */
const typed: Record<Language, string> = { en: ' as described', ja: '（前述の通り）' }

/** Our own fictional reports, several of them put together until their findings are long enough. */
function reports(language: Language): Text[] {
  const rows = readPairs(pairsFile(language))
  return rows.slice(0, 60).map((first, at): Text => {
    let findings = first.findings
    let { conclusion } = first
    for (let next = at + 1; sizeOf(findings, language) < words; next++) {
      const row = rows[next % rows.length]!
      findings += `\n${row.findings}`
      conclusion += `\n${row.conclusion}`
    }
    return { findings, conclusion, indication: first.indication ?? '' }
  })
}

const took = (work: () => void): number => {
  const begin = performance.now()
  work()
  return performance.now() - begin
}

/** Speed of the checks: a report never seen, a key in one sentence of a conclusion that was checked before, and 2,000 sentences in a thread. */
export async function benchChecks(lines: Line[]): Promise<void> {
  for (const language of ['en', 'ja'] as const) {
    const texts = reports(language)
    const [warm, seen] = [texts.slice(0, 20), texts.slice(20)]
    for (const text of warm) checkConclusion(text)
    const whole: number[] = []
    const keys: number[] = []
    for (const [at, text] of seen.entries()) {
      // A number of its own in every sentence: nothing of it was read before.
      const fresh = { ...text, findings: text.findings.replaceAll(/([.。])(?=\s|$|[^\s\d])/g, ` (${at})$1`) }
      whole.push(took(() => checkConclusion(fresh)))
      const end = text.conclusion.search(/[.。](?=\s|$|[^\s\d])/)
      checkConclusion(text)
      for (let key = 1; key <= typed[language].length; key++) {
        const conclusion = `${text.conclusion.slice(0, end)}${typed[language].slice(0, key)}${text.conclusion.slice(end)}`
        keys.push(took(() => checkConclusion({ ...text, conclusion })))
      }
    }
    push(`whole check, ${language}, ${words} words never seen, 95 % of ${whole.length} below`, whole, 30, lines)
    push(`check after a key in one sentence, ${language}, ${words} words, 95 % of ${keys.length} below`, keys, 5, lines)
  }
  await benchLong(lines)
}

function push(name: string, times: readonly number[], limit: number, lines: Line[]): void {
  const p95 = shareBelow(times, 0.95)
  lines.push({ name, figure: `${p95.toFixed(1)} ms (median ${median(times).toFixed(1)} ms)`, baseline: `${limit} ms`, ratio: p95 / limit, limit: '≤ 1', holds: p95 <= limit })
}

/** 2,000 sentences of findings against 100 of a conclusion, in the thread that checks long texts. */
async function benchLong(lines: Line[]): Promise<void> {
  const rows = readPairs(pairsFile('en'))
  let findings = ''
  for (let at = 0; findings.split(/\.\s/).length < 2000; at++) findings += `${rows[at % rows.length]!.findings.replaceAll(/\.(?=\s|$)/g, ` (${at}).`)}\n`
  const conclusion = rows.slice(0, 30).map((row) => row.conclusion).join('\n')
  const checker = createGateChecker(() => new Worker(new URL('../src/main/gate/gate-worker.ts', import.meta.url)))
  try {
    await checker.ask({ type: 'text', text: { what: 'conclusion', input: { findings: rows[0]!.findings, conclusion: rows[0]!.conclusion }, draft: null, issuesOnly: true } })
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const begin = performance.now()
    await checker.ask({ type: 'text', text: { what: 'conclusion', input: { findings, conclusion }, draft: null, issuesOnly: true } })
    const ms = performance.now() - begin
    delay.disable()
    const held = delay.max / 1e6
    lines.push({ name: '2,000 sentences of findings, in a thread', figure: `${Math.round(ms)} ms`, baseline: '1,000 ms', ratio: ms / 1000, limit: '≤ 1', holds: ms <= 1000 })
    lines.push({ name: '2,000 sentences, longest hold of the asking thread', figure: `${held.toFixed(1)} ms`, baseline: '50 ms', ratio: held / 50, limit: '≤ 1', holds: held <= 50 })
  } finally {
    await checker.close()
  }
}
