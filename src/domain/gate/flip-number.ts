import type { Edit } from './gate-report.ts'
import { shares } from './own-words.ts'
import type { ReportWords } from './report-words.ts'

/** A size, a volume, a share or a density; the first number of "34 x 29 mm" too. */
const measure = /(\d+(?:\.\d+)?)(\s*(?:[x×]\s*\d+(?:\.\d+)?\s*){0,2})(mm|cm|ml|mL|%|％|HU|㎜|㎝)(?![a-z\d²³^/])/g
/** Sizes nearer than this are one size read twice or rounded. */
const nearest = 0.2

type Measure = { start: number; end: number; numbers: number[]; unit: string; unitAt: number; digits: string }

function measuresIn(text: string): Measure[] {
  return [...text.matchAll(measure)].map((found) => {
    const [all, first, more, unit] = found as unknown as [string, string, string, string]
    const scale = /^(?:cm|㎝)$/.test(unit) ? 10 : 1
    return { start: found.index, end: found.index + all.length, numbers: [first, ...(more.match(/\d+(?:\.\d+)?/g) ?? [])].map((number) => Number(number) * scale), unit, unitAt: found.index + all.length - unit.length, digits: first }
  })
}

/** Every number of a text, in millimetres where it may be centimetres: a wrong number must be none of these. */
const numbersIn = (text: string): number[] => (text.match(/\d+(?:\.\d+)?/g) ?? []).flatMap((number) => [Number(number), Number(number) * 10])

/** Another number, or the same one in the other unit. Offered only for a number that stands in the findings; what is written stands in none of them. */
export function flipNumber(words: ReportWords, random: () => number): Edit[] {
  const known = numbersIn(`${words.known}\n${words.report.conclusion}`)
  const isNear = (value: number) => known.some((one) => Math.abs(one - value) <= Math.max(1, nearest * Math.max(one, value)))
  return words.plain.flatMap((statement) => {
    return measuresIn(statement.text).flatMap((found): Edit[] => {
      const wanted = found.numbers[0]!
      const before = statement.text.slice(Math.max(0, found.start - 12), found.start)
      if (/(?:<|>|≤|≥|less than|more than|over|under|below|above|at least|[-–~〜～]|\bto|約|以上|以下)\s*$/i.test(before)) return []
      if (!words.findings.some(({ text, words: content }) => shares(content, statement.words) && measuresIn(text).some(({ numbers }) => numbers.includes(wanted)))) return []
      const edits: Edit[] = []
      const at = statement.start
      const scale = /^(?:cm|㎝)$/.test(found.unit) ? 10 : 1
      const decimals = found.digits.split('.')[1]?.length ?? 0
      const bases = [wanted * (1.5 + random()), wanted * (0.3 + 0.3 * random()), Number([...found.digits.replace('.', '')].toReversed().join('')) * scale / 10 ** decimals]
      for (const base of bases) {
        const written = (base / scale).toFixed(decimals)
        const value = Number(written) * scale
        if (value <= 0 || written === found.digits || (/[%％]/.test(found.unit) && value > 100) || isNear(value)) continue
        edits.push({ start: at + found.start, end: at + found.start + found.digits.length, text: written })
      }
      if (/^(?:mm|cm)$/.test(found.unit)) {
        const to = found.unit === 'mm' ? 'cm' : 'mm'
        const factor = to === 'cm' ? 10 : 0.1
        if (found.numbers.every((number) => !isNear(number * factor))) edits.push({ start: at + found.unitAt, end: at + found.unitAt + 2, text: to })
      }
      return edits
    })
  })
}
