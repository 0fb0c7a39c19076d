import type { Unit } from '../../text/read-sentence.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'

/** Words between an earlier size and today's, or before the two; today's first where the earlier one is named second. */
const forward = /^[\s(,]*(?:to|→|-+>|–>|⇒|から)[\s(,]*$/i
const led = /(?:(?<!(?:rang|var|measur|extend|spread)\w*(?: in \w+)? )\bfrom(?: about| around| approximately)?|\b(?:was|were|previously|formerly|before|earlier|prior)[^.;\d]{0,24}|(?:前回|以前)[^。\d]{0,10})[\s(:]*$/i
const nowNext = /\b(?:now|currently|today|at present|this time)\b|(?:今回|現在)/i
const beforeNext = /\b(?:previously|formerly|previous|prior|earlier|was|were|before|last|compared (?:with|to)|against|vs|versus|from)\b|(?:前回|以前)/i
const placed: ReadonlySet<Unit['kind']> = new Set(['side', 'anatomy', 'level', 'part'])
/** Called unchanged although one is this much larger: beyond what two readers measure apart (RECIST 1.1 takes 5 mm and a fifth). */
const farTimes = 1.5
const farMillimetres = 5
/** A sentence of more units is a list or no sentence. */
const mostUnits = 60

type Size = { start: number; end: number; value: number; unit: string }

/**
 * A sentence whose course word cannot be true of its own two sizes ("smaller, from 12 mm to 19 mm"), with what is wrong in it;
 * null where there is none. A sentence that tells two courses or compares two places is not judged.
 */
export function courseAgainstSizes({ text, sentences }: FindingsText): { sentence: FindingSentence; wrong: string } | null {
  for (const sentence of sentences) {
    if (sentence.units.length > mostUnits) continue
    const courses = new Set(sentence.units.flatMap((unit) => (unit.kind === 'change' ? [unit.negated ? 'denied' : unit.key] : [])))
    const [course] = courses
    if (courses.size !== 1 || !course || !['larger', 'smaller', 'same'].includes(course)) continue
    const sizes = sizesOf(sentence.units, text)
    for (let i = 0; i + 1 < sizes.length; i++) {
      const pair = inTime(sizes[i]!, sizes[i + 1]!, sentence, text)
      if (!pair || !against(course, pair.before, pair.now)) continue
      const written = ({ start, end }: Size) => text.slice(start, end).trim()
      return { sentence, wrong: `${written(pair.now)} after ${written(pair.before)} is ${pair.now.value > pair.before.value ? 'larger' : pair.now.value < pair.before.value ? 'smaller' : 'the same'}` }
    }
  }
  return null
}

function against(course: string, before: Size, now: Size): boolean {
  if (course === 'larger') return now.value < before.value
  if (course === 'smaller') return now.value > before.value
  const [less, more] = [Math.min(before.value, now.value), Math.max(before.value, now.value)]
  return now.unit === 'mm' && more - less >= farMillimetres && more >= less * farTimes
}

/** Numbers of one unit; "3 x 2 cm" is one size, its longest. */
function sizesOf(units: readonly Unit[], text: string): Size[] {
  const sizes: Size[] = []
  for (const unit of units) {
    if ((unit.kind !== 'measure' && unit.kind !== 'count') || unit.unit === 'reference' || unit.unit === 'time' || unit.negated || !/\d/.test(text[unit.start] ?? '')) continue
    const last = sizes.at(-1)
    if (last && last.unit === unit.unit && /^\s*(?:x|×|by|\*)\s*$/i.test(text.slice(last.end, unit.start))) Object.assign(last, { end: unit.end, value: Math.max(last.value, unit.value) })
    else sizes.push({ start: unit.start, end: unit.end, value: unit.value, unit: unit.unit })
  }
  return sizes
}

/** Which of two neighbouring numbers is the earlier size; null where the words do not say, or the two are of different places. */
function inTime(first: Size, second: Size, sentence: FindingSentence, text: string): { before: Size; now: Size } | null {
  const between = text.slice(first.end, second.start)
  // "18 -> 11 mm": the unit stands once.
  if ((first.unit !== second.unit && !(first.unit === '' && forward.test(between))) || sentence.units.some((unit) => placed.has(unit.kind) && unit.start >= first.end && unit.start < second.end + 24)) return null
  const lead = text.slice(Math.max(sentence.start, first.start - 40), first.start)
  if (between.length > 60) return null
  if (forward.test(between)) return led.test(lead) || /[→>⇒ら]/.test(between) ? { before: first, now: second } : null
  if (nowNext.test(between)) return led.test(lead) || beforeNext.test(between) ? { before: first, now: second } : null
  return beforeNext.test(between) ? { before: second, now: first } : null
}
