import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import { otherRegion } from './other-region.ts'
import { splitSentences } from '../../text/sentences.ts'
import { readSentence, type Unit } from '../../text/read-sentence.ts'
import { commaParts, statedParts, type CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { ownPlaces } from '../words/own-place.ts'

type Side = 'left' | 'right' | 'bilateral'
type Removal = { organ: Organ; side: Side | null; said: string }
type Organ = {
  /** Anatomy key of the lexicon, and the words that name the organ itself, not what lies beside it ("renal vein"). */
  key: string
  names: RegExp
  paired: boolean
  operation: RegExp
  /** What can only be in the organ itself is enough; otherwise only "normal" speaks against its removal. */
  anyFinding: boolean
}

const organs: readonly Organ[] = [
  { key: 'kidney', names: /^(?:kidneys?|腎臓?)$/i, paired: true, operation: /\b(?:nephrectom(?:y|ies)|nephroureterectomy)\b|腎(?:尿管)?(?:全摘|摘出|摘除|摘(?=術?後))/giu, anyFinding: true },
  { key: 'adrenal', names: /^(?:adrenals?(?: glands?)?|副腎)$/i, paired: true, operation: /\badrenalectom(?:y|ies)\b|副腎(?:全摘|摘出|摘除)/giu, anyFinding: true },
  { key: 'testis', names: /^(?:testis|testes|testicles?|精巣)$/i, paired: true, operation: /\borchid?ectom(?:y|ies)\b|(?:高位)?精巣(?:摘出|摘除)/giu, anyFinding: true },
  { key: 'ovary', names: /^(?:ovary|ovaries|卵巣)$/i, paired: true, operation: /\b(?:salpingo-?)?oophorectom(?:y|ies)\b|\bbso\b|(?:両側|左|右)?(?:卵巣|付属器)(?:全摘|摘出|切除)/giu, anyFinding: false },
  { key: 'breast', names: /^(?:breasts?|乳房|乳腺)$/i, paired: true, operation: /\bmastectom(?:y|ies)\b|乳房(?:全摘|切除|全切除)|乳房切断/giu, anyFinding: false },
  { key: 'lung', names: /^(?:lungs?|肺)$/i, paired: true, operation: /\bpneumonectomy\b|肺全摘/giu, anyFinding: false },
  { key: 'uterus', names: /^(?:uterus|子宮)$/i, paired: false, operation: /\bhysterectomy\b|\btah\b|子宮(?:全摘|摘出)|単純子宮全摘|広汎子宮全摘/giu, anyFinding: true },
  { key: 'gallbladder', names: /^(?:gall ?bladder|胆嚢|胆のう)$/i, paired: false, operation: /\bcholecystectomy\b|胆嚢(?:摘出|摘除)|胆摘/giu, anyFinding: true },
  { key: 'spleen', names: /^(?:spleen|脾臓?)$/i, paired: false, operation: /\bsplenectomy\b|脾臓?(?:摘出|摘除|全摘|摘(?=術?後))/giu, anyFinding: false },
  { key: 'prostate', names: /^(?:prostate(?: gland)?|前立腺)$/i, paired: false, operation: /\b(?:radical|robotic|total)\s(?:[\w-]+\s)?prostatectomy\b|\bcystoprostatectomy\b|前立腺(?:全摘|摘出|摘除)/giu, anyFinding: false },
  { key: 'appendix', names: /^(?:appendix|虫垂)$/i, paired: false, operation: /\bappend(?:ic)?ectomy\b|虫垂(?:切除|摘出)/giu, anyFinding: true },
  { key: 'stomach', names: /^(?:stomach|胃)$/i, paired: false, operation: /\btotal gastrectomy\b|胃全摘/giu, anyFinding: false },
  { key: 'thyroid', names: /^(?:thyroid(?: gland)?|甲状腺)$/i, paired: false, operation: /\btotal thyroidectomy\b|甲状腺全摘/giu, anyFinding: false },
]

/** Before the operation: it was done, or it was not (yet), or only in part. The nearest of them counts. */
const done = /\b(?:s\/p|sp|st\.? ?p\.?|status[- ]post|post(?:-?op\w*)?|after|following|previous|prior(?! to)|history of|hx(?: of)?|h\/o|had|underwent|since|old|remote)\b/giu
const open = /\b(?:no|without|not|planned|plan(?:ning)?|for|before|prior to|pre-?(?:op\w*)?|consider\w*|candidate|awaiting|scheduled|potential|possible|partial|subtotal|hemi\w*|segmental|sparing|donor|simple|wedge|near-total|offered|declined|refused|laparoscopic donor)\b|\?|部分|亜|予定|術前|温存/giu
const doneJapanese = /^(?:術)?(?:後|済|済み|既往|の既往|されている)|^(?:術)?後/u
const sideWords: readonly (readonly [Side, RegExp])[] = [['bilateral', /\b(?:bilateral|both|bso)\b|両側?/iu], ['left', /\b(?:left|lt|l)\b|左/iu], ['right', /\b(?:right|rt|r)\b|右/iu]]
/** Sentences that tell of the operation, of what took the organ's place or of the disease that it was removed for. */
const knowing = /\bbed\b|fossa|absent|agene|resect|remov|ectomy|surg|post-?op|\bs\/p\b|status|after|stump|remnant|residual|\bnot\b|transplant|graft|implant|prosthe|reconstruct|neo|clip|cuff|vault|scar|\bsite|recurr|conduit|prior|previous|history|known|cancer|carcinoma|tumou?r|\bca\b|\brcc\b|malignan|sarcoma|seminoma|lymphoma|melanoma|primary|metasta|splenule|accessory|splenosis|solitary|remaining|contralateral|摘|切除|術|移植|断端|残存|残|再発|再建|癌|腫瘍|欠損|認めず|認めない|転移|既往|対側|副脾/iu

/**
 * What the report says against its order: an organ told of that was removed, an operation on the other side, the denial of something known
 * that does not go away, another limb's side than the order's. Silent where the order is only plans or parts. English and Japanese.
 */
export function checkIndication(context: CheckContext): CheckIssue[] {
  const indication = (context.input.indication ?? '').slice(0, 4000)
  if (indication.trim() === '') return []
  const removals = removalsIn(indication)
  return [...removals.flatMap((removal) => otherSideRemoved(removal, removals, context)), ...removals.flatMap((removal) => toldOfRemoved(removal, context)), ...deniedKnown(indication, context), ...otherRegion(indication, context)].slice(0, 3)
}

/** Organs that a text says were removed whole, with their side. */
function removalsIn(text: string): Removal[] {
  return organs.flatMap((organ) => [...text.matchAll(organ.operation)].flatMap((found): Removal[] => {
    const end = found.index + found[0].length
    const before = /[^.;。；\n]*$/u.exec(text.slice(Math.max(0, found.index - 48), found.index))![0]
    const japanese = /[ぁ-龥]/u.test(found[0])
    const last = (pattern: RegExp) => [...before.matchAll(pattern)].at(-1)?.index ?? -1
    const when = /^[\s,(]{0,3}(?:in |on )?(?:(?:19|20)\d\d|\d{1,2}[/.]\d{2,4}|\d+ ?(?:y|yrs?|years?|mo|months?|wk|weeks?|d|days?)\b)|^.{0,14}\bago\b/iu.test(text.slice(end, end + 20))
    const past = japanese ? doneJapanese.test(text.slice(end, end + 6)) && !/部分|予定|温存/u.test(before.slice(-12)) : (last(open) < last(done) && !/\b(?:no|without|denies)\s(?:\w+\s){0,2}$/i.test(before.slice(0, last(done)))) || (when && last(open) < 0)
    if (!past) return []
    const near = `${japanese ? before.slice(-3) : before.split(/\s+/).slice(-4).join(' ')} ${/^[\s,(]{0,2}(?:on the )?(?:left|right|l|r|lt|rt|bilateral)\b/i.exec(text.slice(end, end + 16))?.[0] ?? ''} ${found[0]}`
    const sides = sideWords.filter(([, words]) => words.test(near)).map(([side]) => side)
    if (organ.paired && sides.length !== 1) return []
    const whole = `${/[^\s,、]*$/u.exec(before)![0]}${found[0]}`.trim()
    return [{ organ, side: organ.paired ? sides[0]! : null, said: organ.paired && !sideWords.some(([, words]) => words.test(whole)) ? `${sides[0]} ${found[0]}` : whole }]
  }))
}

function toldOfRemoved({ organ, side, said }: Removal, { input, conclusion, findings }: CheckContext): CheckIssue[] {
  const told = (units: readonly Unit[], text: string) => {
    for (const part of statedParts(units)) {
      const against = part.some((unit) => unit.kind === 'normal' && !unit.negated) || (organ.anyFinding && part.some((unit) => unit.kind === 'finding' && !unit.negated && unit.weight >= 1))
      if (!against) continue
      const place = ownPlaces(part).find((one) => one.unit.key === organ.key && organ.names.test(text.slice(one.unit.start, one.unit.end)) && (!organ.paired || one.side === side || one.side === 'bilateral' || (side === 'bilateral' && one.side !== null)))
      if (place) return { start: place.unit.start, end: Math.max(place.unit.end, ...part.map((unit) => unit.end)) }
    }
    return null
  }
  for (const [sentence, { start, end, units }] of conclusion.entries()) {
    const range = knowing.test(input.conclusion.slice(start, end)) ? null : told(units, input.conclusion)
    if (range) return [{ kind: 'organ', severity: 'error', sentence, message: `The order says “${said}”, the conclusion speaks of the organ as there.`, conclusion: range, findings: null }]
  }
  for (const { start, end, units, headingUnits } of findings.sentences) {
    const range = knowing.test(findings.text.slice(start, end)) ? null : told([...headingUnits, ...units], findings.text)
    if (range) return [{ kind: 'organ', severity: 'error', sentence: null, message: `The order says “${said}”, the findings speak of the organ as there.`, conclusion: null, findings: { start, end } }]
  }
  return []
}

/** "Right nephrectomy" in the report of a patient whose order says left, and nowhere left. */
function otherSideRemoved({ organ, side, said }: Removal, all: readonly Removal[], { input: { findings, conclusion } }: CheckContext): CheckIssue[] {
  if (!organ.paired || side === 'bilateral' || side === null || all.filter((one) => one.organ === organ).length !== 1) return []
  const sidesIn = (text: string) => [...text.matchAll(organ.operation)].map((found) => {
    const near = text.slice(Math.max(0, found.index - 14), found.index).split(/[.;。\n]/).at(-1)!
    const sides = sideWords.filter(([, words]) => words.test(near)).map(([name]) => name)
    return { side: sides.length === 1 ? sides[0]! : null, start: found.index, end: found.index + found[0].length }
  })
  const other = side === 'left' ? 'right' : 'left'
  const told = { conclusion: sidesIn(conclusion), findings: sidesIn(findings) }
  if ([...told.conclusion, ...told.findings].some((one) => one.side !== other)) return []
  const [inConclusion] = told.conclusion
  const [inFindings] = told.findings
  if (!inConclusion && !inFindings) return []
  const sentence = inConclusion ? splitSentences(conclusion).findIndex((one) => one.start <= inConclusion.start && inConclusion.start < one.end) : -1
  return [{ kind: 'side', severity: 'error', sentence: sentence < 0 ? null : sentence, message: `The order says “${said}”, the report says ${other}.`, conclusion: inConclusion ? { start: inConclusion.start, end: inConclusion.end } : null, findings: inFindings ? { start: inFindings.start, end: inFindings.end } : null }]
}

/** Findings that are still there when they were known, unless somebody treated them. */
const lasting: ReadonlySet<string> = new Set(['aneurysm', 'aortic-aneurysm', 'cirrhosis', 'emphysema', 'polycystic', 'bronchiectasis', 'scoliosis', 'spondylolisthesis', 'fibrosis'])
const known = /\b(?:known|established|longstanding|chronic|history of|h\/o)\b|既知|既往|経過観察中|フォロー中/iu
const treated = /repair|evar|tevar|coil|clip|stent|surg|resect|ectomy|treated|post|s\/p|transplant|embol|ruled|exclude|\?|術|治療|移植|塞栓|除外|疑/iu

function deniedKnown(indication: string, { conclusion }: CheckContext): CheckIssue[] {
  const range = { start: 0, end: indication.length }
  if (treated.test(indication)) return []
  const facts = commaParts(readSentence(indication, range).units).flatMap((part) => part.filter((unit) => unit.kind === 'finding' && lasting.has(unit.key) && !unit.negated && known.test(indication.slice(Math.max(0, unit.start - 28), unit.start) + (/[ぁ-龥]/u.test(indication) ? indication.slice(unit.end, unit.end + 8) : '')) ).map((unit) => ({ unit, places: part.filter((one) => one.kind === 'anatomy') })))
  for (const { unit, places } of facts) {
    for (const [sentence, reading] of conclusion.entries()) {
      const denied = commaParts(reading.units).flatMap((part) => part.filter((one) => one.kind === 'finding' && relatedFindings(one.key, unit.key) && one.negated && !one.partial && !one.qualified).map((one) => ({ one, there: part.filter((other) => other.kind === 'anatomy') })))
        .find(({ there }) => there.length === 0 || places.length === 0 || there.some((place) => places.some((known) => known.key === place.key)))
      if (denied && !conclusion.some(({ units }) => units.some((one) => one.kind === 'finding' && relatedFindings(one.key, unit.key) && !one.negated))) {
        const word = indication.slice(unit.start, unit.end)
        return [{ kind: 'unsupported', severity: 'warning', sentence, message: `The order calls “${word}” known, the conclusion denies it.`, conclusion: { start: denied.one.start, end: denied.one.end }, findings: null }]
      }
    }
  }
  return []
}

