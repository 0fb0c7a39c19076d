// Writes src/domain/text/english-words.ts: the words of our own English reports, by which a text is known to be English.
// node models/training/status/english-words.ts
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'

/** A word that fewer reports have may be a misspelling or a name. */
const leastReports = 2
/** What is only measured on stays out, so that figures on it are figures on strangers. */
const measured = /^(?:test|calibrate|blind)/
const folders = ['../status/', '../check/', '../conclusion/', '../conclusion/banks/en/']

const reportsOf = new Map<string, Set<string>>()
for (const folder of folders) {
  const at = new URL(folder, import.meta.url)
  for (const name of readdirSync(at).filter((one) => one.endsWith('.jsonl') && (folder.endsWith('/en/') || one.includes('-en')) && !measured.test(one))) {
    for (const line of readFileSync(new URL(name, at), 'utf8').split('\n').filter((one) => one.trim() !== '')) {
      const row = JSON.parse(line) as Record<string, unknown>
      const texts = folder.endsWith('/en/') ? [line] : ['indication', 'comparison', 'findings', 'conclusion'].map((field) => row[field]).filter((text) => typeof text === 'string')
      for (const text of texts) for (const word of text.toLowerCase().match(/(?<![\p{L}\p{N}])[a-z]{2,}(?![\p{L}\p{N}])/gu) ?? []) reportsOf.set(word, (reportsOf.get(word) ?? new Set()).add(`${name} ${String(row['id'])}`))
    }
  }
}
const words = [...reportsOf].filter(([, reports]) => reports.size >= leastReports).map(([word]) => word).toSorted()
const lines: string[] = []
for (const word of words) {
  if (lines.length > 0 && lines.at(-1)!.length + word.length < 220) lines[lines.length - 1] += ` ${word}`
  else lines.push(word)
}
writeFileSync(new URL('../../../src/domain/text/english-words.ts', import.meta.url), `/** Words of at least ${leastReports} of our own English reports (training and development sets, statement banks), in lower case; written by models/training/status/english-words.ts. */\nexport const englishWords = \`\n${lines.join('\n')}\n\`\n`)
process.stdout.write(`${words.length} words\n`)
