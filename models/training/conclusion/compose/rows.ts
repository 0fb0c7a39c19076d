import { classifyFinding } from '../../../../src/domain/draft/reading/abnormal.ts'
import { readFindings, type FindingsText } from '../../../../src/domain/draft/reading/align.ts'
import { weighFinding } from '../../../../src/domain/draft/choosing/importance.ts'
import { buildPhrasePrompt, phraseAnswer } from '../../../../src/domain/draft/model/phrase-prompt.ts'
import { buildPrompt } from '../../../../src/domain/draft/model/prompt.ts'
import type { Random } from '../../status/compose/random.ts'
import type { Inference } from '../../../../src/domain/draft/names/inference.ts'
import { uncarried } from '../../../../src/domain/draft/gate/carried.ts'
import { allowedTerms } from '../../../../src/domain/draft/names/inference.ts'
import { lower } from './frames.ts'
import { compressedJapanese, japaneseRegion, repairJapanese, spellJapanese } from './japanese.ts'
import { roughen, toAmerican } from './noise.ts'
import { compressed, repairPhrase } from './phrase.ts'
import type { Block, Report } from './report.ts'
import type { Told } from './told.ts'

/** One finding sentence of a report with what should be said of it. */
type Answer = { index: number; weight: number; phrase: string | null; told: Told[]; main: boolean }

export type Row = { id: string; task: 'sentence' | 'report'; prompt: string; answer: string; weight: number; modality: string; region: string; statements: string[]; facts?: string[]; /** What no conclusion of these findings may say: regular expressions, case ignored. */ errors?: string[]; findings?: string; indication?: string }

type Shorten = (sentence: string) => string

/** What is to be said of every sentence of a report. */
export function answersOf(report: Report, random: Random, inferences: readonly Inference[], shorten: Shorten): { findings: FindingsText; answers: Answer[] } {
  const findings = readFindings(report.findings)
  const answers = report.blocks.flatMap((block) => {
    const inside = findings.sentences.filter((one) => one.start >= block.start && one.end <= block.end)
    return block.told.length > 1 ? joined(block, inside, report, random, inferences, shorten) : single(block.told[0]!, inside, report, random, inferences, shorten)
  })
  return { findings, answers: answers.toSorted((a, b) => a.index - b.index) }
}

type Sentences = FindingsText['sentences']

function single(told: Told, inside: Sentences, report: Report, random: Random, inferences: readonly Inference[], shorten: Shorten): Answer[] {
  const japanese = report.language === 'ja'
  const text = (one: Sentences[number]) => report.findings.slice(one.start, one.end)
  const none = (one: Sentences[number]): Answer => ({ index: one.index, weight: 0, phrase: null, told: [told], main: false })
  if (told.weight === 0) {
    return inside.map((one, i) => {
      // A denial in its own words answers what was asked; "unremarkable" does not.
      if (i > 0 || !report.asks?.test(`${text(one)} ${told.conclusions[0]}`)) return none(one)
      const carried = uncarried(told.conclusions[0]!, text(one), allowedTerms(text(one), inferences)).length === 0
      const phrase = carried ? told.conclusions[0]! : report.asks.test(text(one)) ? shorten(text(one)) : null
      return phrase && phrase.length < 110 && /\b(?:no|not|without|normal|intact|patent|clear|unremarkable|compressible|symmetrical|free|preserved)\b|[\u3040-\u9fff]/i.test(phrase) ? { index: one.index, weight: 3, phrase, told: [told], main: true } : none(one)
    })
  }
  const heading = (one: Sentences[number]) => (one.heading ? `${report.findings.slice(one.heading.start, one.heading.end)} ` : '')
  // The sentence that carries most of a conclusion is the one that is told.
  let best: { sentence: Sentences[number]; phrase: string; score: number; alone: boolean } | null = null
  for (const [i, one] of inside.entries()) {
    if (inside.length > 1 && (/^(?:no|without)\b/i.test(text(one)) || japaneseDenial.test(text(one)) || japaneseDetail.test(text(one)))) continue
    const near = [inside[i - 1], one, inside[i + 1]].filter((each) => each !== undefined).map(text).join(' ')
    for (const conclusion of told.conclusions) {
      const phrase = (japanese ? repairJapanese : repairPhrase)(conclusion, `${heading(one)}${near}`, inferences)
      if (!phrase) continue
      const lacking = uncarried(phrase, `${heading(one)}${text(one)}`, allowedTerms(near, inferences)).length
      const score = Math.min(phrase.length * (japanese ? 2 : 1), 90) / 30 - lacking * 1.5 - i * (japanese ? 1.6 : 0.6) - lost(text(one), phrase) * 3 + random.next()
      if (!best || score > best.score) best = { sentence: one, phrase, score, alone: lacking === 0 }
    }
  }
  const asked = report.asks?.test(`${told.text} ${told.conclusions[0] ?? ''}`) ?? false
  const weight = asked && told.weight >= 2 ? Math.min(5, told.weight + 1) : told.weight
  if (!best) {
    const heaviness = (each: Sentences[number]) => (classifyFinding(each, each.headingUnits) === 'abnormal' ? weighFinding(each) + (/\d ?(?:mm|cm)(?![a-z])/.test(text(each)) ? 1 : 0) : 0)
    const one = inside.toSorted((a, b) => heaviness(b) - heaviness(a) || a.start - b.start)[0]
    if (!one) return []
    best = { sentence: one, phrase: shorten(text(one)), score: 0, alone: true }
  }
  // A side or size that no wording keeps is worse than a long line.
  const whole = shorten(text(best.sentence))
  if (lost(text(best.sentence), best.phrase) > 0 && lost(text(best.sentence), whole) === 0 && whole.length < (japanese ? 60 : 110)) best = { ...best, phrase: whole }
  const main = best
  return inside.map((one): Answer => {
    if (one === main.sentence) return { index: one.index, weight, phrase: main.phrase, told: [told], main: true }
    const said = text(one)
    if (classifyFinding(one, one.headingUnits) === 'abnormal') {
      const heavy = weighFinding(one)
      const covered = uncarried(shorten(said), main.phrase, []).length === 0
      // "辺縁濃染あり。" says nothing without the sentence before it.
      if (heavy >= 2.5 && !covered && !(japanese && (said.length < 12 || japaneseDetail.test(said)))) return { index: one.index, weight: weight >= 4 ? 2 : 1, phrase: shorten(said), told: [told], main: false }
      return none(one)
    }
    return report.asks?.test(said) && (/^(?:no|there (?:is|are) no)\b/i.test(said) || japaneseDenial.test(said)) ? { index: one.index, weight: 2, phrase: shorten(said), told: [told], main: false } : none(one)
  })
}

/** A Japanese sentence that ends in a denial. */
const japaneseDenial = /(?:なし|ない|ません|認めず)。?$/

/** A Japanese sentence that only says what has become of the finding before it. */
const japaneseDetail = /^(?:前回|今回|大きさ|新規|新出|範囲|最大|深達度|狭窄率|周囲|内部)/

/** How many sides, levels and sizes of a sentence a phrase does not tell. */
function lost(sentence: string, phrase: string): number {
  const told = phrase.toLowerCase()
  const facts = sentence.toLowerCase().match(/\b(?:left|right|bilateral|both|(?:th|[ctls])\d{1,2}(?:[/-](?:th|[ctls])?\d{1,2})?(?![*\d]|高|低|脂|強|wi| shading))\b|\d+(?:\.\d+)?(?= (?:mm|cm|x|×)\b|(?:mm|cm|x|×))|[左右]|両側/g) ?? []
  return new Set(facts.filter((one) => !told.includes(one) && !(one === 'both' && /bilateral|bi(?:frontal|temporal|basal)|s\b/.test(told)) && !(one === 'bilateral' && told.includes('both')))).size
}

/** Two statements in one sentence: the heavier is said first, both keep their facts, a normal one goes. */
function joined(block: Block, inside: Sentences, report: Report, random: Random, inferences: readonly Inference[], shorten: Shorten): Answer[] {
  const one = inside[0]
  if (!one || inside.length !== 1) return []
  const parts = block.told.map((told) => {
    const alone: Report = { ...report, findings: told.text, blocks: [{ told: [told], start: 0, end: told.text.length }] }
    return { told, answer: answersOf(alone, random, inferences, shorten).answers.find((each) => each.main) ?? null }
  })
  const said = parts.flatMap(({ answer }) => (answer?.phrase ? [answer] : [])).toSorted((a, b) => b.weight - a.weight)
  const kept = said.filter((each) => each.weight >= 2 || each === said[0])
  const japanese = report.language === 'ja'
  const phrase = kept.map((each, i) => (i ? lower(each.phrase!) : each.phrase!).replace(/[.。]$/, '')).join(japanese ? '、' : '; ')
  return [{ index: one.index, weight: kept[0]?.weight ?? 0, phrase: phrase ? `${phrase}${japanese ? '。' : '.'}` : null, told: block.told, main: true }]
}

/** American spelling for a third of the English reports, 頚 and 靭 for as many Japanese ones. */
function spellingOf(report: Report, random: Random): (text: string) => string {
  const other = random.chance(0.35)
  return (text) => (!other ? text : report.language === 'en' ? toAmerican(text) : spellJapanese(text))
}

/** Rows that ask for weight and phrase of one sentence. Sentences without a phrase are thinned to `zeros`. */
export function sentenceRows(report: Report, id: string, random: Random, inferences: readonly Inference[], zeros: number, shorten: Shorten): Row[] {
  const { findings, answers } = answersOf(report, random, inferences, shorten)
  const spell = spellingOf(report, random)
  const region = report.language === 'ja' && random.chance(0.5) ? japaneseRegion(report.region) : report.region
  const rough = report.language === 'en' && random.chance(0.4) ? random.next() : 0
  const texts = findings.sentences.map((one) => roughen(spell(report.findings.slice(one.start, one.end)), random, rough))
  return answers.flatMap((answer, n) => {
    // Whole sentences as answers teach copying; a few are enough.
    if (answer.phrase && answer.phrase.length > (report.language === 'ja' ? 60 : 115) && !random.chance(0.25)) return []
    if (!answer.phrase && !random.chance(zeros)) return []
    const sentence = findings.sentences[answer.index]!
    const prompt = buildPhrasePrompt({
      language: report.language, modality: report.modality, region, indication: spell(report.indication),
      ...(sentence.heading ? { heading: report.findings.slice(sentence.heading.start, sentence.heading.end) } : {}),
      previous: texts[answer.index - 1] ?? '', sentence: texts[answer.index]!, next: texts[answer.index + 1] ?? '',
    })
    const phrase = answer.phrase ? spell(answer.phrase) : null
    return [{ id: `${id}-${n}`, task: 'sentence', prompt: prompt.text, answer: phraseAnswer(answer.weight, phrase), weight: phrase ? answer.weight : 0, modality: report.modality, region: report.region, statements: answer.told.map((one) => one.id) }]
  })
}

/** The row that asks for the whole conclusion. null when nothing is to be said. */
export function reportRow(report: Report, id: string, random: Random, inferences: readonly Inference[], shorten: Shorten): Row | null {
  const { answers } = answersOf(report, random, inferences, shorten)
  const told = answers.filter((one) => one.phrase && one.main).toSorted((a, b) => b.weight - a.weight || a.index - b.index)
  const heavy = told.filter((one, i) => one.weight >= 2 || (one.weight === 1 && told.length <= 2 && i < 2))
  // One or two denials answer a question; more of them hide the answer.
  const denials = heavy.filter((one) => one.told.every((each) => each.weight === 0)).slice(2)
  const chosen = (heavy.length ? heavy.filter((one) => !denials.includes(one)) : told.slice(0, 1)).slice(0, 8)
  const sentences = [...(report.examConclusion ? [report.examConclusion] : []), ...chosen.map((one) => one.phrase!)].filter((text, i, all) => all.indexOf(text) === i)
  if (!sentences.length) return null
  const spell = spellingOf(report, random)
  const region = report.language === 'ja' && random.chance(0.5) ? japaneseRegion(report.region) : report.region
  const rough = report.language === 'en' && random.chance(0.4) ? random.next() : 0
  const findings = roughen(spell(report.findings), random, rough)
  const numbered = sentences.length > 1 && random.chance(0.35)
  const answer = spell(sentences.map((text, i) => (numbered ? `${i + 1}. ${text}` : text)).join(numbered || (sentences.length > 2 && random.chance(report.language === 'ja' ? 0.5 : 0.3)) ? '\n' : report.language === 'ja' ? '' : ' '))
  const indication = spell(report.indication)
  const prompt = buildPrompt({ language: report.language, findings, indication, comparison: report.comparison, modality: report.modality, region }, 'chatml')
  return { id, task: 'report', prompt: prompt.text, answer, weight: chosen[0]?.weight ?? 0, modality: report.modality, region: report.region, statements: report.blocks.flatMap((block) => block.told.map((one) => one.id)), facts: chosen.filter((one) => one.weight >= 3).flatMap((one) => factsOf(one.phrase!)), errors: [...new Set(report.blocks.flatMap((block) => block.told.flatMap((one) => one.mustNot)))], findings, indication }
}

/** Patterns of what must be kept: sizes, numbers, levels and sides of a phrase, exactly. */
function factsOf(phrase: string): string[] {
  const numbers = [...phrase.matchAll(/(?<![\w.])\d+(?:\.\d+)?(?= ?(?:mm|cm|%|ml|x|×))/g)].map((one) => `(?<![\\d.])${one[0].replace('.', '\\.')}(?![\\d.]*\\d)`)
  const levels = [...phrase.matchAll(/\b(?:Th|[CTLS])\d{1,2}(?:[/-](?:Th|[CTLS])?\d{1,2})?\b/g)].map((one) => one[0].replace('/', '[/-]'))
  const sides = [...phrase.matchAll(/\b(?:left|right|bilateral)\b|[左右]|両側/gi)].map((one) => one[0].toLowerCase())
  return [...new Set([...numbers, ...levels, ...sides])]
}

export const shortenFor = (language: Report['language']): Shorten => (language === 'en' ? compressed : compressedJapanese)
