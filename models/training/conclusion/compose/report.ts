import { relatedFindings } from '../../../../src/domain/text/lexicon/lexicon.ts'
import { readSentence } from '../../../../src/domain/text/read-sentence.ts'
import { splitSentences } from '../../../../src/domain/text/sentences.ts'
import type { Random } from '../../status/compose/random.ts'
import { isHeldOut, type Bank, type Indication } from './bank.ts'
import { lower } from './frames.ts'
import { drawJapaneseHeading, japaneseComparisons, joinJapanese } from './japanese.ts'
import { tellFinding, tellNormal, type Told } from './told.ts'

export type Split = 'train' | 'test'

/** A piece of the findings and where it stands. More than one statement where two were joined into one sentence. */
export type Block = { told: Told[]; start: number; end: number }

export type Report = {
  modality: string
  region: string
  indication: string
  asks: RegExp | null
  comparison: string
  findings: string
  blocks: Block[]
  normal: boolean
  examConclusion: string | null
  language: Bank['language']
}

const counts = [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 8]

/** Composes a report from the statements of the split; null when the draw does not make one. `associated`: in every second report what often comes with what is told goes first. */
export function composeReport(bank: Bank, random: Random, split: Split, associated = false): Report | null {
  const test = split === 'test'
  const mine = <T extends { id: string }>(from: readonly T[]) => from.filter((one) => isHeldOut(one.id) === test)
  const normal = random.chance(0.2)
  const lead = random.pick(mine(bank.findings))
  const exam = normal ? random.pick(bank.exams) : null
  const modality = random.pick((exam ?? lead).modality)
  const region = (exam ?? lead).region
  const told: Told[] = normal ? [] : [tellFinding(lead, random, test, bank.language)]
  const others = mine(bank.findings).filter((one) => one.region === region && one.modality.includes(modality) && one.id !== lead.id)
  // Statements about the whole body speak of each other's organs.
  const wanted = normal ? 0 : Math.min(random.pick(counts), region === 'whole body' ? 3 : 8)
  const left = random.some(others, others.length, others.length)
  const usual = associated && random.chance(0.5) ? new Set(lead.with) : null
  while (told.length < wanted && left.length > 0) {
    const [one] = left.splice(usual ? Math.max(0, left.findIndex(({ id }) => usual.has(id))) : 0, 1)
    // Two statements of one organ may exclude each other, unless they are known to go together.
    if (!usual?.has(one!.id) && told.some((before) => before.organ === one!.organ && one!.organ !== region)) continue
    const said = tellFinding(one!, random, test, bank.language)
    if (!sexFits([...told, said])) continue
    told.push(said)
    for (const id of one!.with ?? []) usual?.add(id)
  }
  const facts = told.flatMap((one) => readUnits(one.text))
  const statements = mine(bank.normals).filter((one) => one.region === region && one.modality.includes(modality))
  const room = normal ? 3 + random.int(6) : random.int(7)
  const quiet: Told[] = []
  for (const one of random.some(statements, statements.length, statements.length)) {
    if (quiet.length >= room) break
    const said = tellNormal(one, random, bank.language)
    if (!contradicts(said, told, facts) && !quiet.some((before) => before.organ === said.organ && before.conclusions[0] === said.conclusions[0]) && sexFits([...told, ...quiet, said])) quiet.push(said)
  }
  if (!told.length && quiet.length < 2) return null
  const all = random.some([...told, ...quiet], 99, 99)
  const changed = told.some((one) => one.change) || random.chance(0.15)
  const { texts, blocks } = layOut(all, random, bank.language)
  const indication = chooseIndication(bank, random, region, modality, all)
  return {
    modality, region, indication: indication ? random.pick(indication.texts) : '', asks: indication?.asks ? new RegExp(indication.asks, 'i') : null,
    comparison: changed ? random.pick(bank.language === 'ja' ? japaneseComparisons : ['Previous study.', 'Prior examination of last year.', 'Comparison with the previous examination.', 'Study of 3 months ago.']) : '',
    findings: texts, blocks, normal, examConclusion: exam ? random.pick(exam.conclusions) : null, language: bank.language,
  }
}

const female = /\b(?:uter(?:us|ine)|ovar|adnex|cervical (?:mass|carcinoma|lip)|cervix|endometri|myometri|vagin|fibroid|tub(?:al|o-ovarian)|IUD|douglas)|子宮|卵巣|付属器|卵管|腟|内膜|筋腫/i
const male = /\b(?:prostat|testi[sc]|scrot|epididym|seminal|varicocele|PSMA|hydrocele)|前立腺|精巣|陰嚢|精嚢|精索/i
/** Nobody has a uterus and a prostate. */
function sexFits(all: readonly Told[]): boolean {
  const text = all.map((one) => `${one.organ} ${one.text}`).join(' ')
  return !(female.test(text) && male.test(text))
}

function readUnits(text: string) {
  return splitSentences(text).flatMap((one) => readSentence(text, one).units)
}

/** A normal statement that denies what is told, or calls its organ normal. */
function contradicts(normal: Told, told: readonly Told[], facts: ReturnType<typeof readUnits>): boolean {
  if (told.some((one) => one.organ === normal.organ)) return true
  const units = readUnits(`${normal.text} ${normal.conclusions[0]}`)
  const denied = units.filter((unit) => unit.kind === 'finding')
  if (facts.some((fact) => fact.kind === 'finding' && !fact.negated && denied.some((unit) => relatedFindings(unit.key, fact.key)))) return true
  const praised = units.some((unit) => unit.kind === 'normal')
  return praised && facts.some((fact) => fact.kind === 'anatomy' && units.some((unit) => unit.kind === 'anatomy' && unit.key === fact.key))
}

function chooseIndication(bank: Bank, random: Random, region: string, modality: string, all: readonly Told[]): Indication | null {
  if (random.chance(0.3)) return null
  const fitting = bank.indications.filter((one) => one.region.includes(region) && (!one.modality.length || one.modality.includes(modality)))
  const answered = fitting.filter((one) => one.asks && all.some((told) => new RegExp(one.asks!, 'i').test(`${told.text} ${told.conclusions[0] ?? ''}`)))
  const from = answered.length && random.chance(0.6) ? answered : fitting
  return from.length ? random.pick(from) : null
}

const heading = (organ: string, random: Random) => {
  const name = organ.charAt(0).toUpperCase() + organ.slice(1)
  return random.chance(0.5) ? `${name.toUpperCase()}:` : `${name}:`
}

/** Puts the statements one after another: prose, lines, headings or a list. Blocks keep where each stands. */
function layOut(all: readonly Told[], random: Random, language: Bank['language']): { texts: string; blocks: Block[] } {
  const style = random.pick(['prose', 'prose', 'prose', 'lines', 'headings', 'headings', 'list'] as const)
  const between = style === 'prose' ? (language === 'ja' ? '' : ' ') : '\n'
  const japanese = language === 'ja'
  const bullet = japanese ? random.pick(['・', '- ', '●']) : random.pick(['- ', '• ', '* '])
  const japaneseHeading = japanese ? drawJapaneseHeading(random) : null
  const blocks: Block[] = []
  let text = ''
  for (let i = 0; i < all.length; i++) {
    const one = all[i]!
    const next = all[i + 1]
    const bound = next && style !== 'headings' && random.chance(0.12) ? joined(one, next, random, japanese) : null
    if (text) text += between
    if (style === 'list') text += bullet
    if (style === 'headings') text += japaneseHeading ? japaneseHeading(one.organ) : `${heading(one.organ, random)} `
    const start = text.length
    text += bound ?? one.text
    if (bound) i++
    blocks.push({ told: bound && next ? [one, next] : [one], start, end: text.length })
  }
  return { texts: text, blocks }
}

/** Both statements as one sentence; null where they do not go together. */
function joined(one: Told, next: Told, random: Random, japanese: boolean): string | null {
  if (!joinable(one) || !joinable(next)) return null
  return japanese ? joinJapanese(one.text, next.text) : `${one.text.slice(0, -1)}${random.pick(['; ', ', and ', '; '])}${lower(next.text)}`
}

const joinable = (one: Told) => one.text.length < 120 && splitSentences(one.text).length === 1 && !/[;:]/.test(one.text)
