import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { pairsFile, readPairs } from '../models/training/check/measure.ts'
import type { Language } from '../src/domain/report/report.ts'
import { createGateChecker, type GateChecker } from '../src/main/gate/gate-checker.ts'
import { readGateReports } from '../src/main/gate/read-gate-reports.ts'
import { warmChecks } from '../src/main/gate/warm-checks.ts'
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

type Thread = { checker: GateChecker; cpuMs: () => Promise<number> }

/** The thread of the checks as the app has it, and what its processor time is. */
function startThread(): Thread {
  const worker = new Worker(new URL('../src/main/gate/gate-worker.ts', import.meta.url))
  const cpuMs = async (): Promise<number> => {
    const { user, system } = await worker.cpuUsage()
    return (user + system) / 1000
  }
  return { checker: createGateChecker(() => worker), cpuMs }
}

const ask = ({ checker }: Thread, input: Text) => checker.ask({ type: 'text', text: { what: 'conclusion', input, draft: null, issuesOnly: true } })

/** What a person waits for an answer, and the processor's part in it: other work on the machine is in the first and not in the second. */
type Took = { ms: number; cpu: number }

async function took(thread: Thread, input: Text): Promise<Took> {
  const before = await thread.cpuMs()
  const begin = performance.now()
  await ask(thread, input)
  const ms = performance.now() - begin
  return { ms, cpu: (await thread.cpuMs()) - before }
}

/** A number of its own in every sentence of the findings: nothing of them was read before. */
const unread = (text: Text, number: number): Text => ({ ...text, findings: text.findings.replaceAll(/([.。])(?=\s|$|[^\s\d])/g, ` (${number})$1`) })

/** Speed of the checks in their thread, warmed as the app warms it: the first text, a report never seen, a key in one sentence of a conclusion that was checked before, and 2,000 sentences. */
export async function benchChecks(lines: Line[]): Promise<void> {
  const thread = startThread()
  try {
    await warmChecks(thread.checker, await readGateReports(fileURLToPath(new URL('../resources/gate/reports.jsonl', import.meta.url))))
    await benchFirst(thread, lines)
    for (const language of ['en', 'ja'] as const) {
      const whole: Took[] = []
      const keys: Took[] = []
      for (const [at, text] of reports(language).slice(20).entries()) {
        whole.push(await took(thread, unread(text, at)))
        const end = text.conclusion.search(/[.。](?=\s|$|[^\s\d])/)
        await ask(thread, text)
        for (let key = 1; key <= typed[language].length; key++) {
          const conclusion = `${text.conclusion.slice(0, end)}${typed[language].slice(0, key)}${text.conclusion.slice(end)}`
          keys.push(await took(thread, { ...text, conclusion }))
        }
      }
      push(`whole check, ${language}, ${words} words never seen, 95 % of ${whole.length} below`, whole, 30, lines)
      push(`check after a key in one sentence, ${language}, ${words} words, 95 % of ${keys.length} below`, keys, 5, lines)
    }
    await benchLong(thread, lines)
  } finally {
    await thread.checker.close()
  }
}

/** The first text of a person, beside the same in a thread that has read nothing. */
async function benchFirst(warm: Thread, lines: Line[]): Promise<void> {
  const [first] = reports('en')
  const cold = startThread()
  try {
    // The thread has begun and loaded its code.
    await ask(cold, { findings: '', conclusion: '', indication: '' })
    const [with_, without] = [await took(warm, first!), await took(cold, first!)]
    const ratio = with_.cpu / without.cpu
    lines.push({ name: `first check after the start, en, ${words} words, processor time`, figure: `${with_.cpu.toFixed(0)} ms`, baseline: `${without.cpu.toFixed(0)} ms in a thread that is not warmed`, ratio, limit: '≤ 0.5', holds: ratio <= 0.5 })
  } finally {
    await cold.checker.close()
  }
}

function push(name: string, all: readonly Took[], limit: number, lines: Line[]): void {
  const [times, cpu] = [all.map(({ ms }) => ms), all.map((one) => one.cpu)]
  const p95 = shareBelow(times, 0.95)
  lines.push({ name, figure: `${p95.toFixed(1)} ms (median ${median(times).toFixed(1)} ms; processor time ${shareBelow(cpu, 0.95).toFixed(1)}, median ${median(cpu).toFixed(1)} ms)`, baseline: `${limit} ms`, ratio: p95 / limit, limit: '≤ 1', holds: p95 <= limit })
}

/** 2,000 sentences of findings against 100 of a conclusion, in the thread that checks long texts. */
async function benchLong(thread: Thread, lines: Line[]): Promise<void> {
  const rows = readPairs(pairsFile('en'))
  let findings = ''
  for (let at = 0; findings.split(/\.\s/).length < 2000; at++) findings += `${rows[at % rows.length]!.findings.replaceAll(/\.(?=\s|$)/g, ` (${at}).`)}\n`
  const conclusion = rows.slice(0, 30).map((row) => row.conclusion).join('\n')
  const before = await thread.cpuMs()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const begin = performance.now()
  await ask(thread, { findings, conclusion, indication: '' })
  const ms = performance.now() - begin
  delay.disable()
  const cpu = (await thread.cpuMs()) - before
  const held = delay.max / 1e6
  lines.push({ name: '2,000 sentences of findings, in a thread', figure: `${Math.round(ms)} ms (processor time ${Math.round(cpu)} ms)`, baseline: '1,000 ms', ratio: ms / 1000, limit: '≤ 1', holds: ms <= 1000 })
  lines.push({ name: '2,000 sentences, longest hold of the asking thread', figure: `${held.toFixed(1)} ms`, baseline: '50 ms', ratio: held / 50, limit: '≤ 1', holds: held <= 50 })
}
