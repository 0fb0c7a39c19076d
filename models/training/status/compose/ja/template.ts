import type { Random } from '../report.ts'

export type Modality = 'ct' | 'scan' | 'pet' | 'mri' | 'film'

/** What a draw has to agree with throughout one report. */
export type Context = {
  random: Random
  modality: Modality
  /** Values bound by name, so that `{site=a}` says the same place every time. */
  bound: Map<string, string>
}

/** A bank of fillers: one for all modalities, or one per modality with `any` for the rest. */
export type Bank = readonly string[] | (Partial<Record<Modality, readonly string[]>> & { any: readonly string[] })

const banks = new Map<string, Bank>()

/** Makes fillers known under their slot names; a name given twice is a mistake of the author. */
export function addBanks(more: Readonly<Record<string, Bank>>): void {
  for (const [name, bank] of Object.entries(more)) {
    if (banks.has(name)) throw new Error(`bank ${name} is given twice`)
    banks.set(name, bank)
  }
}

/** Number of banks and of fillers in them, for the data card. */
export function countFillers(): { banks: number; fillers: number } {
  let fillers = 0
  for (const bank of banks.values()) {
    const lists = (Array.isArray as (value: unknown) => value is readonly string[])(bank) ? [bank] : Object.values(bank)
    for (const list of lists) fillers += list.length
  }
  return { banks: banks.size, fillers }
}

function draw(name: string, context: Context): string {
  const bank = banks.get(name)
  if (bank === undefined) throw new Error(`no bank is named ${name}`)
  if (name.startsWith('mod-') || !('any' in bank)) return context.random.pick(bank as readonly string[])
  return context.random.pick(bank[context.modality] ?? bank.any)
}

/** Slots that say the same thing throughout a report without being bound by name: the patient has one primary. */
const once: ReadonlySet<string> = new Set(['cancer'])

/** Fills a template: `[a|b]` picks one (nesting allowed), `{bank}` fills a slot, `{bank=a}` binds it for the whole report. */
export function fill(template: string, context: Context): string {
  let at = 0
  const readUntil = (stops: string, live: boolean): string => {
    let out = ''
    while (at < template.length && !stops.includes(template[at]!)) {
      const character = template[at]!
      if (character === '[') out += readChoice(live)
      else if (character === '{') out += readSlot(live)
      else {
        out += character
        at++
      }
    }
    return out
  }
  const readChoice = (live: boolean): string => {
    at++
    const starts = alternatives(template, at)
    const chosen = live ? context.random.int(starts) : 0
    let out = ''
    for (let index = 0; ; index++) {
      const text = readUntil('|]', live && index === chosen)
      if (index === chosen) out = text
      if (template[at] === undefined) throw new Error(`unclosed choice in ${template}`)
      if (template[at++] === ']') return out
    }
  }
  const readSlot = (live: boolean): string => {
    const end = template.indexOf('}', at)
    if (end < 0) throw new Error(`unclosed slot in ${template}`)
    const slot = template.slice(at + 1, end)
    at = end + 1
    if (!live) return ''
    const [name, binding] = slot.split('=') as [string, string | undefined]
    if (binding === undefined && !once.has(name)) return fill(draw(name, context), context)
    const bound = context.bound.get(slot)
    if (bound !== undefined) return bound
    let value = fill(draw(name, context), context)
    for (let again = 0; again < 8 && [...context.bound].some(([other, taken]) => other.startsWith(`${name}=`) && taken === value); again++) value = fill(draw(name, context), context)
    context.bound.set(slot, value)
    return value
  }
  return readUntil('', true)
}

/** Number of alternatives of the choice whose first one starts at `from`. */
function alternatives(template: string, from: number): number {
  let depth = 0
  let count = 1
  for (let at = from; at < template.length; at++) {
    const character = template[at]
    if (character === '[') depth++
    else if (character === ']') {
      if (depth === 0) return count
      depth--
    } else if (character === '|' && depth === 0) count++
  }
  throw new Error(`unclosed choice in ${template}`)
}
