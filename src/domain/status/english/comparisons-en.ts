import { isMonth, pastTime } from './past-time-en.ts'
import { changeOf } from '../statement.ts'
import type { Tag } from '../vocabulary.ts'

const againstWhat = /^(?:against|versus|vs|since|compared|relative|comparison)$/
const ofStart = /^(?:baseline|start|initial|diagnosis|staging|outset|pre-treatment|pretreatment)$/
const ofLast = /^(?:nadir|last|previous|prior|preceding|reference|latest|recent|immediately)$/
const monthNumbers = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** How late the time is that a comparison at token `k` names: the start first, dates and weeks by number, the last examination or the nadir at the end; null where it names none. */
export function comparedTime(words: readonly string[], k: number, to: number): number | null {
  if (!againstWhat.test(words[k]!)) return null
  let month = 0
  let year = 0
  let week = 0
  for (let g = k + 1; g < Math.min(to, k + 8) && !/^[,;.:)]$/.test(words[g]!); g++) {
    const word = words[g]!
    if (ofLast.test(word)) return 1e6
    if (ofStart.test(word)) return 0
    if (isMonth(word)) month = monthNumbers.indexOf(word.slice(0, 3)) + 1
    else if (/^(?:19|20)\d\d$/.test(word)) year = Number(word)
    else if (/^(?:week|month|cycle)$/.test(word) && /^\d{1,3}$/.test(words[g + 1] ?? '')) week = Number(words[g + 1])
  }
  return month === 0 && year === 0 && week === 0 ? null : year * 12 + month + week / 10
}

/**
 * "Compared with baseline more numerous; compared with week 12 unchanged", "against May improved, yet since the August nadir re-expanded":
 * the latest of the times compared with tells the course of today, what is told against an earlier one is known.
 */
export function latestComparison(tags: readonly Tag[], words: readonly string[], from: number, to: number): void {
  const found: { at: number; time: number }[] = []
  for (let k = from; k < to; k++) {
    const time = comparedTime(words, k, to)
    if (time !== null) found.push({ at: k, time })
  }
  if (found.length < 2 || found.every(({ time }) => time === found[0]!.time)) return
  // Each comparison has its course behind it, or each before it.
  const courses = tags.filter((tag) => changeOf(tag.kind) !== null)
  if (courses.length < 2 || courses[0]!.first < found[0]!.at) return
  const latest = found.reduce((best, one) => (one.time >= best.time ? one : best))
  found.forEach((one, i) => {
    if (one === latest || one.time === latest.time) return
    const end = found[i + 1]?.at ?? to
    for (const tag of courses) if (tag.first > one.at && tag.first < end) tag.kind = 'known'
  })
}

const seems = /^(?:look|looks|looked|looking|appear|appears|appearing|seem|seems|seemed|seemingly|apparently)$/
const because = /^(?:because|through|owing|since|due|by|reflecting|reflects)$/
const repair = /^(?:scler|dens|ossif|calcif|reminerali|heal|repair|fill|reactive)/
const technique = /^(?:slices?|reconstructions?|technique|resolution|windowing|projection|scanner|software|acquisition|kernel|sequence|coil)$/

/** "look worse because lytic deposits have filled in", "appear larger through reactive sclerosis": growth that only seems so, with its harmless cause behind it, is none. */
export function seemingGrowth(tags: Tag[], words: readonly string[], to: number): void {
  for (const tag of tags) {
    if (changeOf(tag.kind) !== 'progress') continue
    if (!words.slice(Math.max(0, tag.first - 4), tag.first).some((word) => seems.test(word))) continue
    let cause = -1
    for (let g = tag.last + 1; g < to && g - tag.last <= 24 && words[g] !== ';'; g++) {
      if (cause >= 0 && /^(?:tumou?r|growth|soft|lytic|lysis|progress\w*|spread|infiltrat\w*|destruct\w*)$/.test(words[g]!) && words[g - 1] !== 'formerly' && words[g - 1] !== 'previously') break
      if (because.test(words[g]!)) cause = g
      else if (cause >= 0 && g - cause <= 10 && (repair.test(words[g]!) || technique.test(words[g]!))) {
        tag.kind = 'healing'
        break
      }
    }
  }
}

/**
 * "…, normal in June", "formerly not there", "was not present after the first course", "had no lesion in the last MRI": missing at an earlier time, so new now.
 */
export function missingThen(tags: Tag[], words: readonly string[], from: number, to: number): void {
  for (let k = from; k < to; k++) {
    let end = -1
    // "(normal in June)", ", intact on the last film"
    if (/^(?:normal|intact|clear|unremarkable|negative|uninvolved)$/.test(words[k]!) && /^[,(]$/.test(words[k - 1] ?? '') && /^(?:in|on|at)$/.test(words[k + 1] ?? '')) end = pastTime(words, k + 1)
    else if (/^(?:formerly|previously|earlier)$/.test(words[k]!) && ((words[k + 1] === 'not' && /^(?:there|present|seen|visible)$/.test(words[k + 2] ?? '')) || /^(?:absent|invisible)$/.test(words[k + 1] ?? ''))) end = words[k + 1] === 'not' ? k + 2 : k + 1
    else if (/^(?:was|were)$/.test(words[k]!) && words[k + 1] === 'not' && /^(?:present|there|seen|visible|detectable)$/.test(words[k + 2] ?? '') && /^(?:after|at|before)$/.test(words[k + 3] ?? '') && /^(?:the|his|her)$/.test(words[k + 4] ?? '') && /^(?:first|last|previous|second|third)$/.test(words[k + 5] ?? '') && /^(?:course|cycle|therapy|treatment|visit|examination|dose)$/.test(words[k + 6] ?? '')) end = k + 6
    else if (/^had$/.test(words[k]!) && words[k + 1] === 'no' && /^(?:lesion|counterpart|correlate|signal|uptake)$/.test(words[k + 2] ?? '')) end = pastTime(words, k + 3)
    else if (/^(?:lack|lacks|lacking|without|no)$/.test(words[k]!)) {
      const noun = /^(?:a|any)$/.test(words[k + 1] ?? '') ? k + 2 : k + 1
      if (words[noun] === 'counterpart') end = pastTime(words, noun + 1)
    }
    if (end < 0) continue
    const kept = tags.filter((tag) => tag.last < k || tag.first > end)
    const at = kept.findIndex((tag) => tag.first > end)
    kept.splice(at < 0 ? kept.length : at, 0, { kind: 'progress', first: k, last: end })
    tags.splice(0, tags.length, ...kept)
    k = end
  }
}

const shares: Record<string, number> = { quarter: 0.25, third: 1 / 3, half: 0.5, thirds: 2 / 3, quarters: 0.75, whole: 1, all: 1 }

/** A size or a share that ends at (`back`) or begins at token `k`: "23 mm", "two thirds"; null where none does. */
function amountAt(words: readonly string[], k: number, back: boolean): { amount: number; at: number } | null {
  for (let g = 0; g < 5; g++) {
    const at = back ? k - g : k + g
    const word = words[at] ?? ''
    if (/^\d{1,3}(?:\.\d)?$/.test(word)) return { amount: Number(word) * (words[at + 1] === 'cm' ? 10 : 1), at: /^(?:mm|cm|%)$/.test(words[at + 1] ?? '') ? at + 1 : at }
    if (Object.hasOwn(shares, word)) return { amount: shares[word]!, at }
    if (/^[,;.]$/.test(word)) return null
  }
  return null
}

/** "occupies two thirds of the shaft instead of one third", "reaches 30 mm instead of 22": the two amounts tell the course. */
export function insteadOf(tags: Tag[], words: readonly string[], from: number, to: number): void {
  for (let k = from + 1; k + 2 < to; k++) {
    if (words[k] !== 'instead' || words[k + 1] !== 'of') continue
    const then = amountAt(words, k + 2, false)
    const now = amountAt(words, k - 1, true)
    if (then === null || now === null || now.at < from || now.amount === then.amount) continue
    const at = tags.findIndex((tag) => tag.last >= k)
    const course: Tag = { kind: now.amount > then.amount * 1.1 ? 'progress' : 'stable', first: k, last: then.at }
    if (at < 0) tags.push(course)
    else tags.splice(at, tags.slice(at).filter((tag) => tag.first <= then.at).length, course)
  }
}
