import type { TextRange } from '../../report/range.ts'
import { keepResults } from '../../text/kept.ts'
import { readSentence, type Reading, type Unit } from '../../text/read-sentence.ts'
import { wordKey } from '../../text/lexicon/spelling.ts'

/**
 * One thing that a fragment says of a name: a finding (`f:fracture`), a place (`s:kidney`) or a word that no list knows (`w:mortiz`).
 * `pole` 1: there, whole, working. −1: denied, lost, broken. `place`: the state of a place; the others are there or not.
 */
export type Mention = TextRange & { theme: string; pole: 1 | -1; kind: 'finding' | 'word'; /** Said by a state word or a denial of its own, not only by standing there. */ outright: boolean; /** What was found there, or denied. */ finding: string | null }

/** A stretch between commas, brackets and stops. `around`: what the rest of its sentence, its heading and the sentence before say of place. */
export type Fragment = TextRange & { sentence: number; themes: ReadonlySet<string>; around: ReadonlySet<string>; mentions: readonly Mention[]; sides: ReadonlySet<string>; levels: readonly string[]; /** Keys of the site tree among its themes. */ sites: readonly string[]; state: FragmentState; /** Told of before, or advised, or only the rest: says nothing of today. */ aside: boolean }

/** What a fragment says of the state of its places: findings that are there, findings that are denied, words for whole and for broken. */
export type FragmentState = { there: readonly string[]; denied: readonly string[]; whole: boolean; /** Flow, movement and the like are told. */ works: boolean; broken: boolean }

/** What works or not, and is there when all is well; denying it says that something is wrong. Group names stand for any of their words. */
const functions: readonly (readonly [name: string, words: RegExp])[] = [
  ['flow', /^(?:flow|vascularity|vasculari[sz]ed|vascular|perfusion|perfused|reperfused)$/],
  ['beat', /^(?:fhr|bpm|heartbeat|pulsations?|viable|live|viability)$/],
  ['motion', /^(?:moves?|mobile|mobility|motion)$/],
  ['void', /^voids?$/],
  ['patency', /^(?:patency|patent)$/],
  ['continuity', /^(?:continuity|continuous)$/],
  ['opacification', /^(?:opacification|opacified|opacifies)$/],
  ['compressibility', /^(?:compressible|compressibility)$/],
  ['peristalsis', /^(?:peristalsis|contractility|differentiation|augmentation|phasicity|runoff|excretion)$/],
]
/** By the word: reports use the same few thousand again and again. */
const keptFunctions = keepResults<{ name: string | null }>(3000)
const functionOf = (word: string): string | null => keptFunctions(word, () => ({ name: functions.find(([, words]) => words.test(word))?.[0] ?? null })).name

/** States of a place by words that the lexicon does not have, whole and broken. */
const wholeWords = /^(?:central|decompressed|antegrade|uncompressed|undisturbed|seated|apposed|closed|located|enlocated|normally|congruent|competent|dry|aligned|spared|uninvolved|concentric|compressible|viable|well-?seated|uninvaded|unaffected|unremarkable|positive|visible|detectable|patent|smooth|sharp|symmetrical|symmetric|clear|free)$/
const brokenWords = /^(?:incongruent|retrograde|widened|low-?lying|uncovered|malaligned|compressed|incompetent|lost|effaced|obliterated|interrupted|discontinuous|unstable|involved|breached|transgressed|raised|elevated|blocked|thrombosed|nonviable|noncompressible|torn|ruptured|disrupted|occluded|absent|missing|destroyed|break|broken|eroded|encased|wraps|wrapped|surrounded|infiltrated|invaded|perforated|pushed|pushing|deviated|abnormally|obstructed|clotted|clot|leaking|bled|fractured|distorted|deformed|collapsed|recurrence|relapse|regrowth)$/

/** Does the word only tell a state? */
export const isStateWord = (word: string): boolean => wholeWords.test(word) || brokenWords.test(word)

const negativePrefix = /^(?:non-?|un|a)(?=(?:vascular|perfus|enhanc|opacif|compress|viable|ossif|united|obstruct|avid|mobile|dilat|displac|involv|complic|collaps))/
const absentAfter = /\b(?:absent|lost|negative|nil|none|missing|nonexistent)\b(?![ -](?:for|of|t)\b)/i
const presentAfter = /\b(?:contain(?:s|ing)|shows?|showing|demonstrates?|exhibits?|has|have|harbou?rs?|takes?|present|positive|seen|preserved|maintained|visible|demonstrated|detected|identified|intact|evident|recorded|noted|normal)\b/i
const asideWords = /\b(?:previous(?:ly)?|prior|formerly|before|earlier|known|history|last|baseline|recommend\w*|advis\w*|consider|suggested|should|repeat|follow-?up|biopsy|correlat\w*|to exclude|to assess|if|resolved|cleared|no longer|gone|other|further|remaining|otherwise|remainder|elsewhere|rest)\b/i

/** Kinds that name something. */
const naming: ReadonlySet<Unit['kind']> = new Set(['finding', 'anatomy', 'part', 'level', 'word'])
/** Says only that something is looked at, and names nothing. */
const sayingOnly = /^(?:appreciated|appreciable|discernible|discerned|identifiable|demonstrable|elicited|apparent|either|neither|too|also|today|currently|now|here|any|whatsoever|anywhere|whatever|again)$/i
/** "To the left" is where something has moved, "none left" what remains: no side of a place. */
const moving = /\b(?:shift|deviat|displac|tilt|bow|push|pull|convex|rotat)\w*[^,;.()]{0,24}\bto (?:the )?$/i
const remaining = /\b(?:no|not any|nothing|none|some|little|any|much|only)\b[^,;.()]{0,40} $/i

const themeOf = (unit: Unit): string => (unit.kind === 'finding' ? `f:${unit.key}` : unit.kind === 'anatomy' ? `s:${unit.group || unit.key}` : unit.kind === 'word' ? `w:${unit.key}` : `p:${unit.group}/${unit.key}`)

/** Reads one sentence, with the units of its heading, into fragments. `text` is the whole text. English. */
export function fragmentsOf(text: string, sentence: Reading, index: number, heading: TextRange | null): Fragment[] {
  const headUnits = heading ? readSentence(text, heading).units : sentence.units.filter((unit) => unit.start < sentence.start)
  const isSide = ({ start, end }: Unit): boolean => !moving.test(text.slice(Math.max(0, start - 60), start)) && !(/^left$/i.test(text.slice(start, end)) && /^\s*(?:[,;.)]|$)/.test(text.slice(end, end + 2)) && remaining.test(text.slice(Math.max(0, start - 60), start)))
  const units = sentence.units.filter((unit) => unit.start >= sentence.start && !(unit.kind === 'word' && sayingOnly.test(text.slice(unit.start, unit.end))) && (unit.kind !== 'side' || isSide(unit)))
  const pieces: Unit[][] = [[]]
  for (let i = 0; i < units.length; i++) {
    const unit = units[i]!
    const before = units[i - 1]
    if (unit.kind === 'comma' || unit.kind === 'break' || unit.kind === 'boundary' || (before && /[()]/.test(text.slice(before.end, unit.start)))) pieces.push(unit.kind === 'comma' || unit.kind === 'break' || unit.kind === 'boundary' ? [] : [unit])
    else pieces.at(-1)!.push(unit)
  }
  const around = new Set([...headUnits, ...units].filter((unit) => naming.has(unit.kind)).map(themeOf))
  const sidesOf = (list: readonly Unit[]) => new Set(list.filter((unit) => unit.kind === 'side').map((unit) => unit.key))
  let carried = headUnits.filter((unit) => naming.has(unit.kind))
  let carriedSides = sidesOf(headUnits)
  return pieces.filter((piece) => piece.length > 0).map((piece, at): Fragment => {
    const own = piece.filter((unit) => naming.has(unit.kind))
    const places = own.filter((unit) => unit.kind === 'anatomy')
    const sides = sidesOf(piece).size ? sidesOf(piece) : carriedSides.size ? carriedSides : sidesOf(units)
    const subject = places.length || (at === 0 && own.some((unit) => unit.kind === 'word') && !headUnits.length) ? [] : carried
    if (at === 0) carried = [...carried, ...own.filter((unit) => unit.kind === 'anatomy' || unit.kind === 'part' || unit.kind === 'level')]
    carriedSides = sidesOf(piece).size ? sidesOf(piece) : carriedSides
    const start = piece[0]!.start
    const end = piece.at(-1)!.end
    const said = text.slice(start, end)
    return {
      start, end, sentence: index, sides, around, aside: asideWords.test(said + (/^[^,;.()\n]{0,24}/.exec(text.slice(end, end + 24))?.[0] ?? '')),
      themes: new Set([...own, ...subject].map(themeOf)),
      sites: [...new Set([...own, ...subject].filter((unit) => unit.kind === 'anatomy').map((unit) => unit.group || unit.key))],
      levels: [...own, ...subject].filter((unit) => unit.kind === 'part' || unit.kind === 'level').map((unit) => `${unit.group}/${unit.key}`),
      ...readPiece(text, piece, subject),
    }
  })
}


const general: ReadonlySet<string> = new Set(['lesion', 'focu', 'mass', 'nodul', 'abnorm', 'diseas', 'chang', 'sign', 'thicken', 'dens', 'opac', 'size', 'enlarg'])
const within = /\b(?:the|its|their|in|of|at|within|on|to|into|from|above|below|through|over|along|around|near|for|with|by|after|since)\b/i
const airSpaces = /\b(?:sinus|ethmoid|antr|maxill|frontal|sphenoid|cells|mastoid|middle ear|lung|lobe|hemithorax|chest)/i
const asSeen = /\b(?:evidence|signs?|features?|suggestion|indication|demonstrat\w+|convincing|any|appearance) (?:of|for|to suggest)(?: the| an?)?\b/gi
/** "X not involved" says that X is well; "X not seen" that it is not there. */
const sparing = /^(?:not )?(?:involved|infiltrated|invaded|affected|displaced|compressed)/i
const intoPlace = /\b(?:grow|extend|spread|track|bulg|invad|infiltrat|protrud)\w* (?:in)?to\b/i

function readPiece(text: string, piece: readonly Unit[], subject: readonly Unit[]): { mentions: Mention[]; state: FragmentState } {
  const mentions: Mention[] = []
  const first = piece[0]!.start
  const last = piece.at(-1)!.end
  const said = text.slice(first, last)
  const after = piece.find((unit) => unit.kind === 'after')
  const spared = after !== undefined && sparing.test(text.slice(after.start, after.end))
  const lost = absentAfter.exec(said)
  const lostAt = lost && lost.index > 0 && !/^\s*\w/.test(said.slice(lost.index + lost[0].length).replace(/^\s*(?:bilaterally|today|on|in|at|throughout|yesterday|both)\b.*/i, '')) ? first + lost.index : -1
  const outrightHere = presentAfter.test(said)
  let good = spared
  const there: string[] = intoPlace.test(said) && !piece.some((unit) => unit.kind === 'before') ? ['invasion'] : []
  const deniedHere: string[] = []
  let broken = false
  let works = false
  let cueEnd = -1
  const put = (theme: string, pole: 1 | -1, kind: Mention['kind'], outright: boolean, finding: string | null, range: TextRange) => mentions.push({ theme, pole, kind, outright, finding, start: range.start, end: range.end })
  // A denial that only reaches over a comma from the piece before is not sure.
  const own = lostAt >= 0 || piece.some((unit) => unit.kind === 'before' || unit.kind === 'after') || /(?:^|[,;]\s*)(?:or|nor)\s+$/i.test(text.slice(Math.max(0, first - 5), first))
  let raised = false
  for (const unit of piece) {
    if (unit.kind === 'word' && brokenWords.test(text.slice(unit.start, unit.end).toLowerCase())) raised = true
    if (unit.kind === 'exist' && !spared && /^involved$/i.test(text.slice(unit.start, unit.end)) && !piece.some((one) => one.kind === 'before' && one.start < unit.start)) broken = true
    if (unit.kind === 'before') {
      cueEnd = unit.end
      continue
    }
    if (unit.kind === 'side' || unit.kind === 'degree' || unit.kind === 'measure' || unit.kind === 'count' || unit.kind === 'time' || unit.kind === 'change' || unit.kind === 'certainty' || unit.kind === 'recommend' || unit.kind === 'exist' || unit.kind === 'after') continue
    const denied = (unit.negated && !(spared && unit.end <= after!.start)) || unit.start < lostAt
    const placed = denied && cueEnd >= 0 && unit.start >= cueEnd && within.test(text.slice(cueEnd, unit.start).replace(asSeen, ' '))
    const nonBefore = unit.negated && /\bnon-?\s?$/i.test(text.slice(Math.max(0, unit.start - 5), unit.start))
    const words = wordsIn(text, unit)
    const phrase = text.slice(unit.start, unit.end).toLowerCase()
    for (const [k, { word, start, end }] of words.entries()) {
      const plain = word.replace(negativePrefix, '')
      const turned = plain !== word
      const pole: 1 | -1 = (denied || (unit.kind === 'finding' && /^(?:absent|loss of|lack of|no) /.test(phrase))) !== turned ? -1 : 1
      const working = /^(?:viab|live)/.test(plain) && !unborn.test(text.slice(Math.max(0, first - 60), last + 60)) ? null : functionOf(plain)
      // "A vascular mass" describes; "ethmoid cells opacified" is no contrast that arrives.
      const describing = (pole > 0 && plain === 'vascular' && /^ [a-z]/i.test(text.slice(end, end + 2))) || (working === 'opacification' && airSpaces.test(said))
      if (describing) continue
      if (working && !placed && !(denied && (raised || inner(text, piece, unit)))) {
        put(`w:${working}`, pole, 'word', denied || turned || outrightHere, null, { start, end })
        if (pole > 0) works = true
        else broken = true
      } else if (unit.kind === 'word' && wholeWords.test(word)) {
        if (denied) broken = true
        else good = true
      } else if (unit.kind === 'word' && brokenWords.test(word)) {
        if (denied) good = true
        else broken = true
      } else {
        const stem = wordKey(turned ? plain : word).replace(/(?<=.{5})i$/, '')
        if ((turned || nonBefore) && /^(?:enhanc|opacif|compress)/.test(plain)) broken = true
        const isHead = k === words.length - 1 && (unit.kind === 'word' || unit.kind === 'finding') && text[end] !== '-' && !/^ (?:scan|study|series|views?|signs?|evidence|features?|findings?)\b/i.test(text.slice(end, end + 10))
        if (isHead && !placed && (nonBefore || (!unit.qualified && !unit.partial)) && (stem.length > 3 || unit.kind === 'finding' || word === 'gas') && (!denied || nonBefore || own || turned) && !general.has(stem) && !inner(text, piece, unit)) put(`w:${stem}`, pole, 'word', denied || turned || outrightHere, null, { start: unit.kind === 'finding' ? unit.start : start, end })
      }
    }
    if (unit.kind === 'finding' && !placed) {
      if (!unit.partial && !unit.qualified) put(`f:${unit.key}`, denied ? -1 : 1, 'finding', true, unit.key, unit)
      if (denied) deniedHere.push(unit.key)
      else if (unit.weight > 0 && unit.key !== 'postoperative') there.push(unit.key)
    } else if (unit.kind === 'normal' && phrase === 'free' && /^ (?:[a-z]+ ){0,2}(?:fluid|air|gas|body|bodies|edge|fragment)/i.test(text.slice(unit.end, unit.end + 30))) continue
    else if (unit.kind === 'normal' && phrase === 'negative') works = true
    else if (unit.kind === 'normal' && unit.negated) broken = true
    else if (unit.kind === 'normal') good = true
  }
  // "EMVI: present", "Murphy negative": what a heading names is there, or not.
  const named = subject.at(-1)
  if (named?.kind === 'word' && !piece.some((unit) => unit.kind === 'finding' || unit.kind === 'word' || unit.kind === 'anatomy')) {
    const there = /^\W*(?:present|positive|yes|seen|detected|identified)\b/i.test(said)
    if (there || /^\W*(?:absent|negative|no|none|nil|not (?:seen|detected|identified|present))\b/i.test(said)) put(themeOf(named), there ? 1 : -1, 'word', true, null, { start: first, end: last })
  }
  const beat = heartBeat.exec(said)
  if (beat) put('w:beat', lostAt >= 0 || /\b(?:no|not|without|absent|nil)\b/i.test(said) ? -1 : 1, 'word', true, null, { start: first + beat.index, end: first + beat.index + beat[0].length })
  if (fluids.test(said) || piece.some((unit) => unit.kind === 'finding' && fluidFindings.has(unit.key))) {
    const unit = piece.find((one) => (one.kind === 'finding' && fluidFindings.has(one.key)) || fluids.test(text.slice(one.start, one.end)))
    const elsewhere = unit !== undefined && unit.negated && /^ (?:in|at|within|around|along) (?!(?:the |either |both )?(?:pericard|pleura|joint|chest|knee|hip))/i.test(text.slice(unit.end, unit.end + 30))
    if (unit && !elsewhere && !unit.partial && !unit.qualified) put('c:effusion', /^dry$/i.test(text.slice(unit.start, unit.end)) || unit.negated || unit.start < lostAt ? -1 : 1, 'word', true, null, unit)
  }
  const node = piece.find((unit) => unit.kind === 'anatomy' && unit.key.endsWith('node')) ?? piece.find((unit) => unit.kind === 'finding' && unit.key === 'adenopathy')
  if (node) {
    const badly = piece.find((unit) => badNode.test(text.slice(unit.start, unit.end)) || (unit.kind === 'finding' && (unit.key === 'adenopathy' || unit.key === 'metastasis' || unit.key === 'uptake')))
    if (badly) put('c:badnode', badly.negated || node.negated || badly.start < lostAt || /\b(?:no|not|without|free of|clear of)\b/i.test(said) ? -1 : 1, 'word', true, null, { start: Math.min(node.start, badly.start), end: Math.max(node.end, badly.end) })
  }
  return { mentions, state: { there, denied: deniedHere, whole: good, works, broken } }
}

const unborn = /pregnan|gestation|intrauterine|\bIUP\b|f(?:o)?et(?:al|us)|embryo|twin|singleton/i
const heartBeat = /\b(?:cardiac|heart|fetal|foetal) (?:activity|motion|beat|pulsations?|rate)\b/i
const fluids = /^(?:dry|fluid)$|^(?=.*\b(?:fluid|dry)\b)/i
const fluidFindings: ReadonlySet<string> = new Set(['effusion', 'pericardial-effusion', 'joint-effusion', 'hemothorax', 'chylothorax'])
const badNode = /^(?:suspicious|abnormal|enlarged|pathological|pathologic|malignant|metastatic|involved|avid|necrotic|bulky)\b/i

/** Of "no X Y" only Y is denied. */
function inner(text: string, piece: readonly Unit[], unit: Unit): boolean {
  if (!unit.negated) return false
  const next = piece[piece.indexOf(unit) + 1]
  return next !== undefined && next.start > unit.start && (next.kind === 'word' || next.kind === 'finding') && next.negated && /^[\s-]+$/.test(text.slice(unit.end, next.start))
}

function wordsIn(text: string, unit: Unit): { word: string; start: number; end: number }[] {
  return [...text.slice(unit.start, unit.end).matchAll(/[a-z]+/gi)].map((match) => ({ word: match[0].toLowerCase(), start: unit.start + match.index, end: unit.start + match.index + match[0].length }))
}
