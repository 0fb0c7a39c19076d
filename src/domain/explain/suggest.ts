import type { Language } from '../report/report.ts'
import type { TextRange } from '../report/range.ts'
import { detectLanguage } from '../text/language.ts'
import type { Attribute, ExclusionName, Guideline, GuidelinePack } from './guideline-pack.ts'
import { lesionsOf, sizeOf, type Lesion } from './lesions.ts'
import { mentionsOf } from './said.ts'

export type ExplainInput = { findings: string; technique: string; conclusion: string; indication: string; comparison: string; age: number | null; modality: string | null }

/** One branch: under which unstated condition, what the guideline says, and the sentence a person may accept. */
export type Branch = { condition: string | null; text: string; sentence: string }
export type Suggestion = {
  id: string
  title: string
  source: string
  year: number
  entered: string
  /** What it rests on, in the findings. */
  evidence: (TextRange & { text: string })[]
  sizeMm: number | null
  branches: Branch[]
  /** What the report does not say and the guideline asks. */
  unknown: string[]
  note: string
}
/** Findings match, but the guideline does not apply. */
export type Withheld = { id: string; title: string; source: string; year: number; reason: string; evidence: string }
export type Differential = { id: string; title: string; source: string; entered: string; list: string[]; evidence: (TextRange & { text: string })[] }
export type Suggestions = { version: string; language: Language; suggestions: Suggestion[]; withheld: Withheld[]; differentials: Differential[] }

const fixed = {
  en: {
    age: (least: number) => `The age is not known; the guideline applies from ${String(least)} years.`,
    young: (age: number, least: number) => `The patient is ${String(age)}; the guideline applies from ${String(least)} years.`,
    modality: (name: string) => `The examination is ${name}; the guideline is for another modality.`,
    history: 'No indication is written: known cancer or immunosuppression would rule the guideline out.',
    size: 'No size is stated with the finding, and the guideline goes by size.',
    big: (most: number) => `More than ${String(most)} mm is a mass; the guideline is for nodules.`,
    sized: 'A finding without a stated size is among them.',
    same: 'It is called unchanged or smaller: whether its follow-up is complete depends on the first examination.',
    sides: { left: 'left', right: 'right', bilateral: 'bilateral' },
  },
  ja: {
    age: (least: number) => `年齢が不明です。${String(least)}歳以上が対象です。`,
    young: (age: number, least: number) => `患者は${String(age)}歳です。${String(least)}歳以上が対象です。`,
    modality: (name: string) => `検査は${name}です。このガイドラインは別の検査が対象です。`,
    history: '検査目的の記載がありません。既知の癌や免疫抑制があれば対象外です。',
    size: '大きさの記載がなく、ガイドラインは大きさで判断します。',
    big: (most: number) => `${String(most)} mmを超えるものは腫瘤であり、結節のガイドラインの対象外です。`,
    sized: '大きさの記載のないものが含まれます。',
    same: '不変または縮小と記載されています。経過観察が完了したかは最初の検査によります。',
    sides: { left: '左', right: '右', bilateral: '両側' },
  },
} as const

/**
 * What the guidelines of `pack` say of the findings, and which of them match but do not apply and why. Nothing is generated: every
 * word comes from the pack or the report. Ranges are offsets into the findings. Never throws.
 */
export function suggest(pack: GuidelinePack, input: ExplainInput): Suggestions {
  const language = detectLanguage(input.findings)
  const lesions = lesionsOf(input.findings, language)
  const parts = pack.guidelines.map((guideline) => apply(pack, guideline, input, lesions, language))
  return {
    version: pack.version, language,
    suggestions: parts.flatMap(({ suggestions }) => suggestions),
    withheld: parts.flatMap(({ withheld }) => withheld),
    differentials: differentialsOf(pack, input, lesions, language),
  }
}

type Applied = { suggestions: Suggestion[]; withheld: Withheld[] }

const quoteOf = (findings: string, { start, end }: TextRange) => ({ start, end, text: findings.slice(start, end).trim() })

function matches(place: { findings?: string[] | undefined; sites: string[]; words?: string[] | undefined }, lesion: Lesion, sentence: string, language: Language): boolean {
  return (
    (!place.findings || (lesion.finding !== null && place.findings.includes(lesion.finding))) && place.sites.some((site) => lesion.sites.has(site)) &&
    (!place.words || mentionsOf(sentence, place.words, language).some(({ denied }) => !denied))
  )
}

function apply(pack: GuidelinePack, guideline: Guideline, input: ExplainInput, lesions: readonly Lesion[], language: Language): Applied {
  const say = fixed[language]
  const seen = new Set<string>()
  const own = lesions.filter((lesion) => {
    const sentence = input.findings.slice(lesion.sentence.start, lesion.sentence.end)
    if (!matches(guideline.match[language], lesion, sentence, language) || mentionsOf(sentence, guideline.unless[language], language).some(({ denied }) => !denied)) return false
    const key = [lesion.sentence.start, lesion.side, lesion.diametersMm.join(), guideline.together ? lesion.finding : ''].join('|')
    return !seen.has(key) && seen.add(key)
  })
  if (own.length === 0) return { suggestions: [], withheld: [] }
  const head = { id: guideline.id, title: guideline.title[language], source: guideline.source, year: guideline.year }
  const withheld = (reason: string, evidence: string): Applied => ({ suggestions: [], withheld: [{ ...head, reason, evidence }] })
  const [first] = own
  const firstText = quoteOf(input.findings, first!.sentence).text

  if (input.age !== null && input.age < guideline.minAge) return withheld(say.young(input.age, guideline.minAge), firstText)
  if (input.modality && !guideline.modalities.includes(input.modality)) return withheld(say.modality(input.modality), firstText)
  for (const name of guideline.excludes) {
    const named = namedIn(pack, name, input, language)
    if (named.yes !== null) return withheld(pack.exclusions[name].reason[language], named.yes)
  }
  if (guideline.known) {
    const { words, reason } = guideline.known
    const whole = [input.indication, input.comparison, input.conclusion, input.findings].join('\n')
    const [named] = mentionsOf(whole, words[language], language).filter(({ denied }) => !denied)
    if (named) return withheld(reason[language], whole.slice(Math.max(0, named.start - 40), named.end + 40).replace(/\s+/g, ' ').trim())
  }
  const groups = guideline.together ? [own] : own.map((lesion) => [lesion])
  const applied: Applied = { suggestions: [], withheld: [] }
  for (const group of groups) {
    const result = judge(pack, guideline, input, group, language)
    if (typeof result === 'string') applied.withheld.push({ ...head, reason: result, evidence: quoteOf(input.findings, group[0]!.sentence).text })
    else if (result) applied.suggestions.push({ ...head, entered: guideline.entered, note: guideline.note[language], ...result })
  }
  return applied
}

/** A suggestion; the reason why there is none; or null where the pack holds nothing. */
function judge(pack: GuidelinePack, guideline: Guideline, input: ExplainInput, group: readonly Lesion[], language: Language): Pick<Suggestion, 'evidence' | 'sizeMm' | 'branches' | 'unknown'> | string | null {
  const say = fixed[language]
  if (guideline.growth && group.some(({ change }) => change === 'larger' || change === 'new')) return guideline.growth[language]
  if (guideline.growth && group.some(({ change }) => change === 'same' || change === 'smaller')) return say.same
  const sized = guideline.size === 'none' ? [] : group.map((lesion) => ({ lesion, size: sizeOf(lesion, guideline.size as 'mean' | 'largest') }))
  const unsized = sized.filter(({ size }) => size === null)
  const largest = sized.filter(({ size }) => size !== null).toSorted((a, b) => b.size! - a.size!)[0]
  const sizeMm = largest?.size ?? null
  if (sizeMm !== null && guideline.mostMm !== undefined && sizeMm > guideline.mostMm) return say.big(guideline.mostMm)
  if (guideline.mostMm !== undefined && unsized.some(({ lesion }) => lesion.finding === 'mass' || lesion.finding === '腫瘤')) return say.size
  const lesion = largest?.lesion ?? group[0]!
  const multiple = group.length > 1 || group.some(({ several }) => several)
  const state = new Map(guideline.attributes.map((attribute) => [attribute.name, valueOf(pack, attribute, lesion, input, language)]))
  if (guideline.attributes.some(({ name, required }) => required && state.get(name) === null)) return null
  if (sizeMm === null && guideline.rules.some(({ when }) => when.sizeMm) && !guideline.rules.some(({ when }) => !when.sizeMm)) return say.size
  const asked = new Set<string>()
  const subject = subjectOf(guideline, lesion, sizeMm, multiple, language)
  const branches = guideline.rules.flatMap((rule): Branch[] => {
    const { sizeMm: range, multiple: number, ...rest } = rule.when
    if (range && (sizeMm === null || !inside(sizeMm, range))) return []
    if (number !== undefined && number !== multiple) return []
    const conditions: string[] = []
    const open: string[] = []
    for (const [name, wanted] of Object.entries(rest)) {
      const known = state.get(name) ?? null
      if (known !== null && known !== wanted) return []
      if (known !== null) continue
      const attribute = guideline.attributes.find((one) => one.name === name)!
      open.push(name)
      conditions.push(attribute.values.find(({ value }) => value === wanted)!.if[language])
    }
    for (const name of open) asked.add(name)
    const condition = conditions.length > 0 ? conditions.join(language === 'ja' ? '、' : ', ') : null
    const text = rule.text[language]
    const origin = guideline.short
    const lead = condition === null ? subject : language === 'ja' ? `${subject}（${condition}）` : `${subject}, ${condition}`
    return [{ condition, text, sentence: language === 'ja' ? `${lead}：${text.replace(/。$/, '')}（${origin}）。` : `${lead}: ${text.replace(/\.$/, '')} (${origin}).` }]
  })
  if (branches.length === 0) return sizeMm === null && guideline.size !== 'none' ? say.size : null
  const unknown = guideline.attributes.filter(({ name }) => asked.has(name)).map((attribute) => attribute.unknown[language])
  if (input.age === null && !guideline.attributes.some(({ name }) => name === 'age')) unknown.push(say.age(guideline.minAge))
  if (guideline.excludes.length > 0 && input.indication.trim() === '') unknown.push(say.history)
  if (unsized.length > 0) unknown.push(say.sized)
  const quoted = new Set<number>()
  const evidence = group.filter(({ sentence }) => !quoted.has(sentence.start) && quoted.add(sentence.start)).map(({ sentence }) => quoteOf(input.findings, sentence))
  return { evidence, sizeMm, branches, unknown }
}

/** "Right adrenal nodule, 23 mm": side and size as told, so that the accepted sentence can be checked like any other. */
function subjectOf(guideline: Guideline, lesion: Lesion, sizeMm: number | null, multiple: boolean, language: Language): string {
  const { noun } = guideline
  const side = lesion.side === null || (guideline.together && multiple) ? null : fixed[language].sides[lesion.side]
  const told = lesion.diametersMm.find((diameters) => Math.max(...diameters) === Math.max(...lesion.diametersMm.flat()))
  const size = sizeMm === null || !told ? null : `${told.map((value) => String(Math.round(value))).join(language === 'ja' ? '×' : ' x ')} mm`
  if (language === 'ja') return `${side ?? ''}${noun.ja}${size ? ` ${size}` : ''}`
  const name = noun.en[multiple && guideline.together ? 1 : 0]
  const words = [side, name].filter(Boolean).join(' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${size ? `, ${multiple && guideline.together ? 'up to ' : ''}${size}` : ''}`
}

const inside = (value: number, { from = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY }: { from?: number | undefined; below?: number | undefined }): boolean => value >= from && value < below

/** What the report tells of an attribute; null where it is not told. */
function valueOf(pack: GuidelinePack, attribute: Attribute, lesion: Lesion, input: ExplainInput, language: Language): string | null {
  const text = attribute.look === 'sentence' ? input.findings.slice(lesion.sentence.start, lesion.sentence.end) : [input.indication, input.comparison, input.findings].join('\n')
  for (const { value, said, hu, age } of attribute.values) {
    if (said && mentionsOf(text, said[language], language).some(({ denied }) => !denied)) return value
    if (hu && lesion.hu !== null && inside(lesion.hu, hu) && isWithoutContrast(attribute, lesion, input, language)) return value
    if (age && input.age !== null && inside(input.age, age)) return value
  }
  if (!attribute.exclusion) return null
  const named = namedIn(pack, attribute.exclusion, input, language)
  if (named.yes !== null && attribute.values.some(({ value }) => value === 'yes')) return 'yes'
  return named.no && attribute.values.some(({ value }) => value === 'no') ? 'no' : null
}

const withContrast = /\b(?:portal|venous|arterial|enhanced|post-?contrast|contrast-enhanced|delayed|nephrographic|with (?:iv |intravenous )?contrast)\b|造影/i

/** Attenuation after contrast must not choose a branch that is meant without. */
function isWithoutContrast({ huOnlyIf }: Attribute, lesion: Lesion, { findings, technique }: ExplainInput, language: Language): boolean {
  if (!huOnlyIf) return true
  const told = (text: string) => huOnlyIf[language].some((word) => text.toLowerCase().includes(word.toLowerCase()))
  return told(findings.slice(lesion.sentence.start, lesion.sentence.end)) || (told(technique) && !withContrast.test(technique))
}

/** `yes`: the words that name it. `no`: the indication denies it. */
function namedIn(pack: GuidelinePack, name: ExclusionName, input: ExplainInput, language: Language): { yes: string | null; no: boolean } {
  const { words } = pack.exclusions[name]
  let no = false
  for (const [index, text] of [input.indication, input.comparison, input.conclusion, input.findings].entries()) {
    // An indication may be written in the other language.
    for (const mention of [...mentionsOf(text, words[language], language), ...mentionsOf(text, words[language === 'en' ? 'ja' : 'en'], language === 'en' ? 'ja' : 'en')]) {
      if (!mention.denied) return { yes: text.slice(Math.max(0, mention.start - 40), Math.min(text.length, mention.end + 40)).replace(/\s+/g, ' ').trim(), no: false }
      if (index === 0) no = true
    }
  }
  return { yes: null, no }
}

function differentialsOf(pack: GuidelinePack, input: ExplainInput, lesions: readonly Lesion[], language: Language): Differential[] {
  return pack.differentials.flatMap((one) => {
    const own = lesions.filter((lesion) => matches(one.match[language], lesion, input.findings.slice(lesion.sentence.start, lesion.sentence.end), language))
    const quoted = new Set<number>()
    const evidence = own.filter(({ sentence }) => !quoted.has(sentence.start) && quoted.add(sentence.start)).map(({ sentence }) => quoteOf(input.findings, sentence))
    return evidence.length > 0 ? [{ id: one.id, title: one.title[language], source: one.source, entered: one.entered, list: one.list[language], evidence }] : []
  })
}
