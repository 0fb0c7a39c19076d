import { checkContext, commaParts } from '../../check/context.ts'
import { checkDirection } from '../../check/kinds/direction.ts'
import { checkNegation } from '../../check/kinds/negation.ts'
import { checkNumber } from '../../check/kinds/number.ts'
import { checkOrgan } from '../../check/kinds/organ.ts'
import { checkSide } from '../../check/kinds/side.ts'
import type { TextRange } from '../../report/range.ts'
import { sameMeasure } from '../../text/measures.ts'
import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import { readSentence, type Unit } from '../../text/read-sentence.ts'
import { splitSentences } from '../../text/sentences.ts'
import { isAffirmed } from '../reading/abnormal.ts'
import { changeOf, type FindingSentence, type FindingsText } from '../reading/align.ts'
import { misbound } from './bound-numbers.ts'
import { uncarried } from './carried.ts'
import { lostDegree } from './lost-degree.ts'
import { lostCategory } from '../choosing/category.ts'
import { allowedTerms, type InferenceTable } from '../names/inference.ts'
import { underHeading } from '../reading/heading-context.ts'
import { namesAt } from '../names/name-finding.ts'
import { isDetail } from '../choosing/left-out.ts'
import { losesQuestion } from '../choosing/lost-question.ts'

/** Raised when a rule of what a model may write changes: a stored draft names the version it was checked with. */
export const gateVersion = 'gate-9'

/** A phrase that may be offered, with the finding sentences that carry it, or why it may not. */
export type GatedPhrase = { reason: null; evidence: TextRange[]; inferred: string[] } | { reason: string }

/** Advice and words about the making of a report: no finding carries them, although the rules read some of them as plain words. */
const advice = /\b(?:urgent\w*|emergency|referral|refer|advised?|recommend\w*|consider|correlat\w*|follow-?up (?:is|CT|MRI|imaging|advised|recommended|with)|MDT|biopsy|surveillance|work-?up|exclude|(?:findings|report|patient|conclusion|impression)\b)|推奨|精査|経過観察|お勧め|勧め/i

/**
 * May this phrase of a model stand for its finding sentence? Only words, numbers, sides, levels and polarity that the sentence,
 * its heading and what describes the same finding carry, or a term of the vetted table that these allow; nothing the sentence
 * measures, places or hedges may be lost. `beside`: a sentence whose side the rules give to this one.
 */
export function gatePhrase(phrase: string, sentence: FindingSentence, findings: FindingsText, table: InferenceTable, beside: TextRange | null = null): GatedPhrase {
  const textOf = ({ start, end }: TextRange) => findings.text.slice(start, end)
  const heading = sentence.heading && underHeading(sentence, findings) ? `${textOf(sentence.heading)}. ` : ''
  const own = `${heading}${textOf(sentence)}`
  const near = [beside, ...neighbours(sentence, findings)].flatMap((range) => range ?? [])
  const sources = [sentence, ...near].toSorted((a, b) => a.start - b.start)
  const source = heading + sources.map(textOf).join(' ')
  if (advice.test(phrase) && !advice.test(source)) return { reason: 'The findings give no advice; this was made up.' }
  const rows = table.rows.filter(({ language }) => language === (sentence.japanese ? 'ja' : 'en'))
  const names = namesAt(sentence, findings, rows)
  const terms = [...allowedTerms(source, rows.filter(({ title }) => title === undefined)), ...names.flatMap(({ title, row }) => [title, ...row.allows])]
  const borrowed = borrow(phrase, source, terms, sentence, findings)
  if (borrowed.missing) return { reason: `“${borrowed.missing}” does not stand in these findings.` }
  const units = unitsOf(phrase)
  const broken = unreadable(phrase, source) ?? (sentence.japanese ? null : misplaced(phrase, textOf(sentence))) ?? doubled(units, phrase, unitsOf(source), source)
  if (broken) return { reason: broken }
  const recommended = units.find((unit) => unit.kind === 'recommend')
  if (recommended && !unitsOf(source).some((unit) => unit.kind === 'recommend')) return { reason: 'The findings give no advice; this was made up.' }
  const inferred = terms.filter((term) => phrase.toLowerCase().includes(term.toLowerCase()) && !source.toLowerCase().includes(term.toLowerCase()))
  const hedge = lostHedge(units, unitsOf(own), sentence.japanese, inferred.length > 0)
  if (hedge) return { reason: `It states as certain what the findings call “${own.slice(hedge.start, hedge.end)}”.` }
  if (losesQuestion(phrase, textOf(sentence))) return { reason: 'It states as certain what the findings put with a question mark.' }
  const shift = (unit: Unit) => ({ ...unit, start: unit.start - sentence.start, end: unit.end - sentence.start })
  const cut = sentence.japanese ? null : cutWord(phrase, units, source)
  if (cut) return { reason: `“${cut}” is no word of these findings.` }
  const degree = lostDegree(phrase, units, textOf(sentence), sentence.units.map(shift), sentence.japanese)
  if (degree) return { reason: `It leaves “${degree}” out.` }
  // The grade of the muscle is not the tear's.
  const category = lostCategory(phrase, textOf(sentence).replace(/\bGoutallier\b/g, ''))
  if (category) return { reason: `It leaves “${category}” out.` }
  const loss = lost(units, phrase, sentence, findings, inferred.length > 0)
  if (loss) return { reason: `It leaves “${loss}” out.` }
  const bound = sentence.japanese ? null : misbound(phrase, [...sources.map((one) => (one === sentence ? own : textOf(one))), ...borrowed.from.map(textOf)])
  if (bound) return { reason: bound }
  const whole = [source, ...borrowed.from.map(textOf)].join(' ')
  const context = checkContext({ findings: whole, conclusion: phrase })
  for (const check of [checkSide, checkNegation, checkNumber, checkDirection, checkOrgan]) {
    const [issue] = check(context)
    if (issue) return { reason: issue.message }
  }
  const needed = near.filter((range) => uncarried(phrase, heading + [...sources.filter((one) => one !== range), ...borrowed.from].map(textOf).join(' '), terms).length > 0)
  // A name rests on all sentences that carry its signs.
  const signs = names.filter(({ title, row }) => [title, ...row.allows].some((term) => inferred.includes(term))).flatMap(({ carriers, elsewhere }) => [...carriers, ...elsewhere])
  const evidence = [...new Map([sentence, ...needed, ...borrowed.from, ...signs].map(({ start, end }) => [start, { start, end }])).values()].toSorted((a, b) => a.start - b.start)
  return { reason: null, evidence, inferred: [...new Set(inferred)] }
}

/** "ostiomeat" of "ostiomeatal": a model that stopped in the middle of a word that nobody knows. Plurals and endings of verbs are none. */
function cutWord(phrase: string, units: readonly Unit[], source: string): string | null {
  const words: readonly string[] = source.toLowerCase().match(/\p{L}+/gu) ?? []
  const unknown = units.filter(({ kind }) => kind === 'word').flatMap(({ start, end }) => phrase.slice(start, end).toLowerCase().match(/\p{L}{4,}/gu) ?? [])
  return unknown.find((word) => !words.includes(word) && words.some((whole) => whole.startsWith(word) && !/^(?:s|es|d|ed|ing|ly)$/.test(whole.slice(word.length)))) ?? null
}

/** Where a phrase begins to speak of something else: ", …", "; …", " with …", " and …", "、". */
const partEdge = /(?=[;,] )|(?<!consistent|compatible|keeping|associated|together) (?=(?:with|without|and)\b)|(?<=[、；])/

/**
 * A part of a phrase that names a finding of its own may come from the sentence before or after, as a whole: "splenic laceration
 * with small haemoperitoneum". Words of two sentences put together in one part may not: nobody saw what they would say.
 */
function borrow(phrase: string, source: string, terms: readonly string[], sentence: FindingSentence, findings: FindingsText): { missing: string | null; from: FindingSentence[] } {
  const missing = uncarried(phrase, source, terms)[0]?.trim()
  if (!missing) return { missing: null, from: [] }
  const beside = [findings.sentences[sentence.index - 1], findings.sentences[sentence.index + 1]].filter((one) => one !== undefined && one.heading?.start === sentence.heading?.start)
  const from = new Set<FindingSentence>()
  for (const [i, part] of phrase.split(partEdge).entries()) {
    if (!uncarried(part, source, terms).length) continue
    const named = unitsOf(part).some((unit) => unit.kind === 'finding')
    const carrier = i > 0 && named ? beside.find((one) => one && uncarried(part, findings.text.slice(one.start, one.end), terms).length === 0) : undefined
    if (!carrier) return { missing, from: [] }
    from.add(carrier)
  }
  return { missing: null, from: [...from] }
}

/** Marks that mean something, or nothing in a report: never a model's own. */
const uncommonMark = /[<>{}[\]|\\^~_=@#$*`\p{Cc}\p{Cf}\p{Cs}\p{Co}]{1,3}/gu

/** What no person would write: open brackets, "duct measure, 4 mm", a scan in the place of a finding. */
function unreadable(phrase: string, source: string): string | null {
  const mark = phrase.match(uncommonMark)?.find((one) => !source.includes(one))
  if (mark) return `“${mark}” does not stand in these findings.`
  const opened = (phrase.match(/[(（]/g)?.length ?? 0) !== (phrase.match(/[)）]/g)?.length ?? 0)
  if (opened || /\bmeasur(?:e|es|ing)\s*(?:[,.;)]|$)/i.test(phrase) || /\b(?:with|of|in|and|or|the|at|from|to)\s*[.;]?$/i.test(phrase)) return 'It does not read as a sentence.'
  if (/\b(?:taller|wider|longer)\s*(?:[(,.;]|$)/i.test(phrase) && !/\b(?:taller|wider|longer)\s*[,.;]/i.test(source)) return 'It does not read as a sentence.'
  if (/\blarge\b/i.test(phrase) && !/\blarge\b/i.test(source)) return '“large” does not stand in these findings.'
  if (repeats(phrase) && !repeats(source)) return 'It says a size twice.'
  return /\bnew (?:scans?|stud(?:y|ies)|examinations?|images?)\b/i.test(phrase) ? 'This speaks of the examination, not of a finding.' : null
}

/** A distance and what it is measured from; a bracket and the word it explains; the vessel or ligament of which only the letters are known. */
const distance = /(\d+(?:\.\d+)?)\s?(?:mm|cm)\s+((?:upstream|downstream|above|below|proximal|distal|from|beyond|lateral|medial|caudal|cranial|superior|inferior|anterior|posterior)(?:\s+(?:of|to|from))?\s+(?:the\s+)?[a-z]+)/gi
const explained = /([\p{L}\d]+)\s\(([^()]{3,40})\)/gu
const spoken = new Set(['CT', 'MR', 'MRI', 'PET', 'US', 'AP', 'TR', 'CC', 'FLAIR', 'STIR', 'DWI', 'SWI', 'ADC', 'HU', 'SUV', 'FDG', 'LGE', 'PSV', 'EDV', 'FS', 'PD', 'TE', 'IQR', 'NASCET', 'AAST', 'PSA', 'PSMA', 'HRCT', 'CTA', 'MRA', 'ROI', 'BPH', 'WHO', 'TNM'])

/** What the phrase reads with other words than the findings do: "3 cm upstream of the valve" is no "stricture of the valve, 3 cm upstream". */
function misplaced(phrase: string, sentence: string): string | null {
  const flat = (text: string) => text.toLowerCase().replace(/\s+/g, ' ')
  for (const [whole, size, relation] of sentence.matchAll(distance)) {
    if (new RegExp(`(?<![\\d.])${size!.replace('.', '\\.')}(?![\\d.])`).test(phrase) && !flat(phrase).includes(flat(relation!)) && !flat(phrase).includes(flat(relation!).replace(/ the /, ' ')) && namesEither(phrase, relation!)) return `It puts “${whole}” elsewhere.`
  }
  for (const [whole, word, inside] of sentence.matchAll(explained)) {
    // One size in a bracket belongs to the finding, wherever it stands.
    if (/^(?:[\d.,×x ]+ ?(?:mm|cm)|(?:prior|previous\w*|was|formerly)\b.*)$/i.test(inside!)) continue
    const at = phrase.indexOf(`(${inside!})`)
    if (at >= 0 && /\p{L}/u.test(inside!) && !flat(phrase.slice(0, at)).trimEnd().endsWith(word!.toLowerCase())) return `It puts “${whole}” elsewhere.`
  }
  // "about one third" is not one third.
  for (const [whole, bound, number] of sentence.matchAll(/\b(about|approximately|roughly|around|at least|at most|less than|more than|nearly|almost|over|under)\s+(\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|several|half|a third|a quarter)\b/gi)) {
    if (new RegExp(`(?<![\\p{L}\\d.])${number!.replace('.', '\\.')}(?![\\p{L}\\d])`, 'iu').test(phrase) && !flat(phrase).includes(flat(bound!))) return `It leaves “${whole.slice(0, bound!.length)}” out.`
  }
  // "alpha 64 degrees": a value goes with its name.
  for (const [, name, number] of sentence.matchAll(/\b(alpha|beta|ratio|index|score|angle)(?: (?:of|is|angle))? (\d+(?:\.\d+)?)/gi)) {
    if (new RegExp(`(?<![\\d.])${number!.replace('.', '\\.')}(?![\\d])`).test(phrase) && !flat(phrase).includes(name!.toLowerCase())) return `It leaves “${name!}” out.`
  }
  // "CIA and EIA 30-40 %": a number goes with the letters it stands behind.
  for (const [, name, number] of sentence.matchAll(/(?<![\p{L}\d/-])([A-Z]{2,5})(?: (?:origin|stenosis|diameter|lumen))? (\d+)/gu)) {
    if (!spoken.has(name!) && new RegExp(`(?<![\\d.])${number!}(?![\\d])`).test(phrase) && !phrase.includes(name!)) return `It leaves “${name!}” out.`
  }
  const { units } = readSentence(phrase, { start: 0, end: phrase.length })
  if (units.some((unit) => unit.kind === 'anatomy' || unit.kind === 'level' || unit.kind === 'part')) return null
  const letters = [...sentence.slice(0, Math.max(0, sentence.search(/\d/))).matchAll(/(?<![\p{L}\d/-])[A-Z]{2,5}(?![\p{L}\d/-])/gu)].map(([name]) => name).filter((name) => !spoken.has(name))
  const lost = letters.find((name) => !phrase.includes(name))
  return lost && letters.every((name) => !phrase.includes(name)) ? `It leaves “${lost}” out.` : null
}

/** Is the place told without the distance, or the distance without the place? */
function namesEither(phrase: string, relation: string): boolean {
  const [first, last] = [/^[a-z]+/i.exec(relation)![0], /[a-z]+$/i.exec(relation)![0]]
  return [first, last].some((word) => word.toLowerCase() !== 'from' && new RegExp(`\\b${word}\\b`, 'i').test(phrase))
}

/** A side or a finding that the phrase says more often than the findings: what is said of one thing is put on another. */
function doubled(phrase: readonly Unit[], text: string, source: readonly Unit[], from: string): string | null {
  // Two words may name the same finding ("compression fracture, 30 % height loss"); the same word twice does not.
  const count = (units: readonly Unit[], within: string, unit: Unit, words: string) => units.filter((one) => one.kind === unit.kind && one.key === unit.key && (unit.kind === 'side' || within.slice(one.start, one.end).toLowerCase() === words)).length
  const twice = phrase.find((unit) => {
    const words = text.slice(unit.start, unit.end).toLowerCase()
    return (unit.kind === 'side' || unit.kind === 'finding' || unit.kind === 'change') && count(phrase, text, unit, words) > Math.max(1, count(source, from, unit, words))
  })
  return twice ? `It says “${text.slice(twice.start, twice.end)}” twice, the findings once.` : null
}

/** Does the same size stand there twice? */
function repeats(text: string): boolean {
  const sizes = text.match(/\d+(?:\.\d+)?(?: ?[x×] ?\d+(?:\.\d+)?)* ?(?:mm|cm|ml|HU|kPa|%)/gi) ?? []
  return new Set(sizes).size < sizes.length
}

/** The text that a phrase of this sentence may take its numbers, units, levels and sides from: heading, sentence, and what describes the same finding. */
export function carrierOf(sentence: FindingSentence, findings: FindingsText): string {
  const textOf = ({ start, end }: TextRange) => findings.text.slice(start, end)
  const sources = [sentence, ...neighbours(sentence, findings)].toSorted((a, b) => a.start - b.start)
  return [...(sentence.heading ? [`${textOf(sentence.heading)}.`] : []), ...sources.map(textOf)].join(' ')
}

/** Sentences that speak of the same finding: the one this describes further, and those that describe this further. */
function neighbours(sentence: FindingSentence, findings: FindingsText): TextRange[] {
  const before = findings.sentences[sentence.index - 1]
  const after: FindingSentence[] = []
  for (let next = findings.sentences[sentence.index + 1]; next && after.length < 2 && next.heading?.start === sentence.heading?.start && (isDetail(next, findings) || tellsChange(next)); next = findings.sentences[next.index + 1]) after.push(next)
  return [...(before && isDetail(sentence, findings) && before.heading?.start === sentence.heading?.start ? [before] : []), ...after]
}

/** "Previously 9 mm.", "前回15 mmから増大。": how something has changed, and neither what nor where. */
function tellsChange({ units }: FindingSentence): boolean {
  return units.some((unit) => unit.kind === 'change' || unit.kind === 'measure') && !units.some((unit) => unit.kind === 'finding' || unit.kind === 'anatomy' || unit.kind === 'side' || unit.kind === 'level' || unit.kind === 'part')
}

function unitsOf(text: string): Unit[] {
  return splitSentences(text).flatMap((one) => [...readSentence(text, one).units, ...(one.heading ? readSentence(text, one.heading).units : [])])
}

/** The hedge that stands at a finding of the findings where the phrase states that finding with fewer hedges than doubted findings; null when none is lost. */
function lostHedge(phrase: readonly Unit[], source: readonly Unit[], japanese: boolean, inferred: boolean): Unit | null {
  const kept = phrase.filter((unit) => unit.kind === 'certainty').length
  const doubted = new Set<Unit>()
  for (const [i, hedge] of source.entries()) {
    if (hedge.kind !== 'certainty' || hedge.negated) continue
    const after = source.slice(i + 1).filter((unit) => unit.kind === 'finding')[0]
    const before = source.slice(0, i).filter((unit) => unit.kind === 'finding').at(-1)
    const hedged = japanese ? before : (after ?? before)
    // A name that the table allows was hedged as it stands there.
    if (hedged && phrase.some((unit) => isAffirmed(unit) && (unit.key === hedged.key || (!inferred && hedged.weight >= 3 && relatedFindings(unit.key, hedged.key) && unit.weight >= hedged.weight)))) {
      // Two doubts about one finding are one; each doubted finding keeps its own.
      doubted.add(hedged)
      if (doubted.size > kept) return hedge
    }
  }
  return null
}

/** Names for how something looks: what it is may be told instead. */
const looks = new Set(['enhancement', 'signal', 'lesion', 'opacity', 'thickening', 'swelling', 'enlargement', 'deformity', 'uptake', 'abnormality', 'white-matter', 'restricted-diffusion', 'density', 'attenuation', 'displacement'])

/**
 * A side, spinal level, largest size, change or heavy finding of the sentence that the phrase does not tell, in the words of the
 * findings; null when none is lost. What stands in a part that is only normal may go.
 */
function lost(phrase: readonly Unit[], text: string, sentence: FindingSentence, findings: FindingsText, inferred: boolean): string | null {
  const words = (unit: Unit) => findings.text.slice(unit.start, unit.end)
  const told = text.toLowerCase()
  const units = commaParts(sentence.units).filter((part) => !part.some((unit) => unit.kind === 'normal' && !unit.negated) || part.some((unit) => isAffirmed(unit) && unit.weight >= 2)).flat().filter((unit) => !unit.negated)
  for (const unit of units) {
    if (unit.kind === 'side' && !told.includes(words(unit).toLowerCase()) && !phrase.some((one) => one.kind === 'side' && (one.key === unit.key || one.key === 'bilateral')) && !(unit.key === 'bilateral' && ['left', 'right'].every((key) => phrase.some((one) => one.kind === 'side' && one.key === key))) && !(unit.key === 'bilateral' && /diffuse|multiple|innumerable|widespread|びまん|多発/i.test(text))) return words(unit)
    if (unit.kind === 'level' && unit.group === 'spine' && !phrase.some((one) => one.kind === 'level' && one.key.split('/').some((key) => unit.key.split('/').includes(key)))) return words(unit)
    if (unit.kind === 'change' && !phrase.some((one) => one.kind === 'change' && changeOf(one) === changeOf(unit))) return words(unit)
    // An old fracture is not a fracture, and an undisplaced one is told as such.
    if (unit.kind === 'time' && (unit.key === 'old' || (unit.key === 'chronic' && !/known/i.test(words(unit)))) && !phrase.some((one) => one.kind === 'time' && (one.key === 'old' || one.key === 'chronic'))) return words(unit)
    if (unit.kind === 'word' && /^(?:un|non-?|minimally )displaced/i.test(words(unit)) && !/displaced/i.test(text)) return words(unit)
  }
  // "without washout is unchanged": a denial before a change does not take it back.
  const changes = sentence.units.filter((unit) => unit.kind === 'change' && unit.key === 'same' && unit.negated)
  if (!sentence.japanese && changes.length > 0 && !phrase.some((unit) => unit.kind === 'change') && !/\b(?:previous\w*|prior|from|before|earlier|ago)\b/i.test(text)) return words(changes[0]!)
  for (const size of sizesOf(units, findings.text)) {
    if (isFormer(size.first, sentence, findings)) continue
    if (!phrase.some((one) => one.kind === 'measure' && sameMeasure(one, size.largest))) return words(size.largest)
    // "4 mm articular step" is not a 4 mm fracture: what is measured goes with its size.
    const measured = measuredAfter(size.last, units, findings.text)
    if (!inferred && measured.length > 0 && !measured.some((unit) => phrase.some((one) => one.kind === unit.kind && one.key === unit.key) || told.includes(words(unit).toLowerCase()))) return `${words(size.last)} ${words(measured.at(-1)!)}`
  }
  if (inferred) return null
  const outside = lostPlace(phrase, text, units, sentence, findings)
  if (outside) return outside
  // "anterior wall" is not "wall".
  for (const [, which, noun] of findings.text.slice(sentence.start, sentence.end).matchAll(/\b(anterior|posterior|inferior|superior|lateral|medial|septal|inferolateral|anterolateral) (wall|horn|limb|column|root|cortex|segment|cord|lobe|compartment)\b/gi)) {
    if (told.includes(noun!.toLowerCase()) && !told.includes(which!.toLowerCase())) return `${which!} ${noun!}`
  }
  const bound = /up to(?= \d)|最大/i.exec(findings.text.slice(sentence.start, sentence.end))?.[0]
  if (bound && !/up to|largest|maxim|biggest|最大/i.test(text)) return bound
  if (units.some(isAffirmed) && !phrase.some((unit) => unit.kind === 'finding')) return words(units.find(isAffirmed)!)
  const heavy = units.filter((unit) => isAffirmed(unit) && unit.weight >= 3 && !looks.has(unit.key) && !looks.has(guessedLook(words(unit))))
  const missing = heavy.filter((unit) => !phrase.some((one) => isAffirmed(one) && relatedFindings(one.key, unit.key)))
  const gravest = missing.find((unit) => unit.weight >= 4)
  return gravest ? words(gravest) : missing.length > 0 && missing.length === heavy.length ? words(missing[0]!) : null
}

/** Words by which a finding is not where its name alone would put it. */
const elsewhere = /\b(?:scalp|subgaleal|subcutaneous|cutaneous|superficial|intramuscular|extracranial|preseptal|periorbital|extraperitoneal|retroperitoneal|chest wall|abdominal wall)\b/gi

/** "parietal scalp haematoma" is no parietal haematoma, and a mass in the head no mass of the pancreas: the place in words that the phrase does not tell beside the finding. */
function lostPlace(phrase: readonly Unit[], text: string, units: readonly Unit[], sentence: FindingSentence, findings: FindingsText): string | null {
  const told = text.toLowerCase()
  const first = units.find((unit) => isAffirmed(unit) && phrase.some((one) => isAffirmed(one) && one.key === unit.key))
  if (!first) return null
  const words = (unit: Unit) => findings.text.slice(unit.start, unit.end)
  for (const { 0: word, index } of findings.text.slice(sentence.start, sentence.end).matchAll(elsewhere)) {
    // It stands before the finding, in its own part.
    const at = sentence.start + index
    const bound = units.find((unit) => isAffirmed(unit) && unit.start >= at)
    if (bound && !/[,;:]/.test(findings.text.slice(at, bound.start)) && !told.includes(word.toLowerCase()) && phrase.some((unit) => isAffirmed(unit) && unit.key === bound.key)) return word
  }
  const part = units.find((unit) => unit.kind === 'part' && ofOrgan.has(unit.key) && !/[,;]/.test(findings.text.slice(Math.min(first.end, unit.end), Math.max(first.start, unit.start))))
  return part && !phrase.some((unit) => unit.kind === 'part' && unit.key === part.key) && !told.includes(words(part).toLowerCase()) ? words(part) : null
}

/** Parts of an organ that change what is done. */
const ofOrgan = new Set(['head', 'body', 'tail', 'neck', 'upper-pole', 'lower-pole', 'interpolar', 'upper-lobe', 'middle-lobe', 'lower-lobe', 'lingula'])

/** "hypoechoic", "hyperdense", "echogenic": how something looks, whatever its key. */
const guessedLook = (word: string): string => (/^(?:hypo|hyper|iso|an)?(?:echo|dens|attenuat|intens)/i.test(word) ? 'density' : '')

/** Sizes of a sentence; "16 x 12 x 11 mm" is one, and its largest number stands for it. */
function sizesOf(units: readonly Unit[], text: string): { first: Unit; last: Unit; largest: Unit }[] {
  const sizes: { first: Unit; last: Unit; largest: Unit }[] = []
  for (const unit of units) {
    if (unit.kind !== 'measure' || unit.unit !== 'mm') continue
    const last = sizes.at(-1)
    if (last && /^\s*(?:mm|cm)?\s*[x×*]\s*$/i.test(text.slice(last.last.end, unit.start).replace(/^\d.*?(?=[x×*])/i, ''))) Object.assign(last, { last: unit, largest: unit.value > last.largest.value ? unit : last.largest })
    else sizes.push({ first: unit, last: unit, largest: unit })
  }
  return sizes
}

/** The words that a size stands in front of, up to a preposition or a mark: "articular step" of "4 mm articular step in the roof". */
function measuredAfter(size: Unit, units: readonly Unit[], text: string): Unit[] {
  const rest = /^(?:\s*(?:mm|cm))?((?:\s+(?!(?:in|at|of|on|from|to|with|within|and|or|is|are|was|by|along|above|below|near|maximum|max|long|wide|thick|deep|apart|across|largest|each)\b)[a-z-]+){1,4}|の[^、。，．,.]{1,12})/i.exec(text.slice(size.end))
  if (!rest) return []
  const end = size.end + rest[0].length
  return units.filter((unit) => unit.start >= size.end && unit.end <= end && (unit.kind === 'finding' || unit.kind === 'word' || unit.kind === 'anatomy'))
}

/** "(previously 9 mm)", "前回9mm": a size that was; what it is now counts. */
function isFormer(unit: Unit, sentence: FindingSentence, findings: FindingsText): boolean {
  const before = findings.text.slice(Math.max(sentence.start, unit.start - 24), unit.start)
  const after = findings.text.slice(unit.end, Math.min(sentence.end, unit.end + 24))
  return /(?:previous(?:ly)?|prior|formerly|was|from|前回)\W{0,3}(?:\w+\W){0,2}$|前回\S{0,6}$/i.test(before) || /^\)?\s*(?:previously|on the (?:previous|prior)|(?:\w+ ){1,2}(?:ago|earlier))/i.test(after)
}
