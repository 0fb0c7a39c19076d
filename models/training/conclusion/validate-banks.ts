import type { Bank, CoreFinding, Finding } from './compose/bank.ts'
import { slotsOf } from './compose/template.ts'

const regions = new Set(['head', 'neck', 'chest', 'heart', 'leg vessels', 'abdomen', 'pelvis', 'breast', 'spine', 'knee', 'shoulder', 'hip', 'ankle', 'foot', 'wrist', 'hand', 'elbow', 'extremities', 'whole body'])
const modalities = new Set(['CT', 'MR', 'PET/CT', 'NM', 'US', 'XR', 'MG'])

/** What is wrong with the statement banks themselves: fields, ids, slots, alternatives, references. */
export function problemsOfBank(bank: Bank): string[] {
  const problems: string[] = []
  const seen = new Set<string>()
  const say = (id: string, text: string) => problems.push(`${bank.language} ${id}: ${text}`)
  const shared = (one: { id: string; modality: string[]; region: string }) => {
    if (seen.has(one.id)) say(one.id, 'the id stands twice')
    seen.add(one.id)
    if (!one.modality?.length || one.modality.some((name) => !modalities.has(name))) say(one.id, `modality ${one.modality}`)
    if (!regions.has(one.region)) say(one.id, `region ${one.region}`)
  }
  for (const one of bank.findings) {
    shared(one)
    if (!one.organ) say(one.id, 'no organ')
    if (!Number.isInteger(one.weight) || one.weight < 1 || one.weight > 5) say(one.id, `weight ${one.weight}`)
    for (const pattern of one.mustNot ?? []) if (!compiles(pattern)) say(one.id, `mustNot ${pattern}`)
    for (const text of textsOf(one)) if (!balanced(text)) say(one.id, `brackets: ${text}`)
    if ('core' in one) problemsOfCore(one, say, bank.language)
    else problemsOfFinding(one, say)
    if (bank.language === 'ja') problemsOfJapanese(one, say)
  }
  const ids = new Set(bank.findings.map((one) => one.id))
  for (const one of bank.findings) for (const id of one.with ?? []) if (!ids.has(id)) say(one.id, `with ${id}, which is not there`)
  for (const one of bank.normals) {
    shared(one)
    if (!one.findings.length || !one.summary) say(one.id, 'no text')
  }
  for (const one of bank.exams) {
    shared(one)
    if (!one.conclusions.length) say(one.id, 'no text')
  }
  for (const one of bank.indications) {
    if (seen.has(one.id)) say(one.id, 'the id stands twice')
    seen.add(one.id)
    if (!one.texts.length || one.texts.some((text) => !text.trim())) say(one.id, 'an empty text')
    if (one.asks !== undefined && (!compiles(one.asks) || new RegExp(one.asks, 'i').test(''))) say(one.id, `asks ${one.asks}`)
    for (const region of one.region) if (!regions.has(region)) say(one.id, `region ${region}`)
  }
  for (const one of bank.inferences) {
    if (seen.has(one.id)) say(one.id, 'the id stands twice')
    seen.add(one.id)
    if (!one.needs.length || one.needs.some((group) => !group.length || group.some((stem) => !stem.trim()))) say(one.id, 'needs words')
    if (!one.allows.length || one.allows.some((term) => !term.trim())) say(one.id, 'allows nothing')
    // A category decides what is done next; it may only be told where a reader gave it.
    for (const term of one.allows) if (/rads|\blr-/i.test(term)) say(one.id, `allows the category ${term}`)
  }
  return problems
}

type Say = (id: string, text: string) => void

function problemsOfFinding(one: Finding, say: Say): void {
  if (one.findings.length < 3) say(one.id, `${one.findings.length} ways to say it in findings`)
  if (one.conclusions.length < 2) say(one.id, `${one.conclusions.length} ways to say it in a conclusion`)
  if (new Set([...one.findings, ...one.conclusions]).size < one.findings.length + one.conclusions.length) say(one.id, 'a text stands twice')
  const used = [...one.conclusions, ...(one.followUp ?? [])].flatMap((text) => slotsOf(text).used)
  for (const text of one.findings) {
    const { used: said, drawn } = slotsOf(text)
    for (const name of said) if (name !== 'change' && name !== 'prev' && !drawn.includes(name)) say(one.id, `{${name}} is not drawn in: ${text}`)
    for (const name of used) if (name !== 'change' && !drawn.includes(name)) say(one.id, `the conclusion says {${name}}, which is not in: ${text}`)
    if (used.includes('change') && !said.includes('change')) say(one.id, `the conclusion says {change}, which is not in: ${text}`)
  }
}

/** Sentences end with 。; pieces of a core finding stand before に, の or a noun. */
function problemsOfJapanese(one: Finding | CoreFinding, say: Say): void {
  if (!('core' in one)) for (const text of [...one.findings, ...one.conclusions]) if (!/。$|。\{change\}$/.test(text)) say(one.id, `no 。 at the end: ${text}`)
  if ('core' in one && /[にのをはが。]$/.test(one.place)) say(one.id, `place: ${one.place}`)
  if ('core' in one) for (const text of [...(one.seen ?? []), ...(one.told ?? [])]) if (!/[なのうるたいむすく]\}?$/.test(text)) say(one.id, `does not stand before a noun: ${text}`)
}

function problemsOfCore(one: CoreFinding, say: Say, language: Bank['language']): void {
  if (language === 'en' && !/^(?:in|at|of|on|with|along|over|around|from|below|behind|posterior|anterior|under|to|between|against)\b/.test(one.place)) say(one.id, `place: ${one.place}`)
  if (one.size !== undefined && !/^\d+-\d+$/.test(one.size)) say(one.id, `size: ${one.size}`)
  for (const text of [...(one.seen ?? []), ...(one.told ?? [])]) if (!text.trim()) say(one.id, 'an empty text')
}

function textsOf(one: Finding | CoreFinding): string[] {
  return 'core' in one ? [one.core, one.place, ...(one.seen ?? []), ...(one.told ?? [])] : [...one.findings, ...one.conclusions]
}

function balanced(text: string): boolean {
  let depth = 0
  for (const sign of text) {
    if (sign === '{') depth++
    if (sign === '}') depth--
    if (depth < 0 || depth > 1) return false
  }
  return depth === 0
}

function compiles(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'i'))
  } catch {
    return false
  }
}
