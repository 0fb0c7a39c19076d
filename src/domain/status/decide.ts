import type { Change, LooseChange, Mention, Reading, Span } from './statement.ts'
import type { StatusLabel } from './status-tag.ts'

/** What a sentence says, and which part of the report it stands in. */
export type PlacedReading = Reading & { role: 'indication' | 'conclusion' | 'past' }

/** How the label was reached; the key of the table of odds. */
export type Ground =
  | 'statedProgress' | 'statedSteady' | 'presentWithoutChange' | 'suspected' | 'described' | 'knownWithoutChange' | 'treatedHistory'
  | 'denied' | 'unlikely' | 'otherCause' | 'onlyAsked' | 'unclear' | 'notMentioned'

export type Verdict = { label: StatusLabel; ground: Ground; uncertain: boolean; spans: PlacedSpan[]; reason: string }

/** Token range and the index of the reading it stands in. */
export type PlacedSpan = Span & { sentence: number }

/** A mention in its part of the report; `cueSentence` is the sentence that its change or denial stands in. */
export type Placed = Mention & { role: 'indication' | 'conclusion' | 'past'; cueSentence: number }

/**
 * Judges the readings of one report by the rules of docs/product ("Status tag: the rules").
 * `mentions` takes every mention as it was finally read, with what other sentences say of it.
 */
export function decide(readings: readonly PlacedReading[], mentions: Placed[] = []): Verdict {
  const loose: (LooseChange & { role: Placed['role'] })[] = []
  for (const reading of readings) {
    for (const mention of reading.mentions) {
      const placed: Placed = { ...mention, role: reading.role, cueSentence: mention.sentence }
      if (placed.presence === 'present' && (reading.role === 'past' || reading.past === 'yes' || (reading.past === 'maybe' && mention.change === 'none'))) placed.presence = 'past'
      // An order may tell of an old course; only treatment stays true until the report says otherwise.
      if (reading.role === 'indication' && placed.change !== 'treated' && placed.change !== 'gone') {
        // "carcinoma with stable bone metastases" holds until the report says otherwise.
        placed.change = placed.change === 'steady' && placed.presence === 'present' && placed.kind === 'metastasis' ? 'treated' : 'none'
        if (placed.presence === 'present') placed.cue = null
      }
      mentions.push(placed)
    }
    for (const change of reading.loose) loose.push({ ...change, role: reading.role })
  }
  // "Bone mets? Yes: skull, T6": what was asked for is there.
  if (readings.find((reading) => reading.role === 'conclusion')?.answersYes === true) for (const mention of mentions) if (mention.role === 'indication' && mention.presence === 'asked' && mention.kind === 'metastasis' && mention.site === 'bone') {
    mention.presence = 'present'
    mention.role = 'conclusion'
  }
  // A metastasis anywhere makes the other lesions of the report suspect.
  const cancer = readings.some((reading) => reading.cancer) || mentions.some((mention) => mention.kind === 'metastasis' && mention.presence === 'present')
  // On a bone scan a metastasis without a place is one of bone.
  if (readings.some((reading) => reading.boneStudy)) {
    const scanned = readings.some((reading) => reading.boneStudy && reading.role === 'indication')
    for (const mention of mentions) {
      if (mention.site !== 'none') continue
      if (mention.kind === 'metastasis') mention.site = 'bone'
      // "Fewer lesions and paler": where a bone scan was ordered the lesions without a place are its own.
      else if (scanned && mention.kind === 'lesion' && mention.role === 'conclusion' && mention.presence === 'present' && (mention.change === 'steady' || mention.change === 'progress') && mention.many && !mentions.some((other) => other.sentence === mention.sentence ? other.site === 'organ' : other.role === 'conclusion' && other.site === 'bone')) {
        mention.site = 'bone'
        mention.kind = 'metastasis'
      }
    }
  }
  connect(mentions)
  // "metastatic breast, RT to T4-T8": what was irradiated in a cancer patient was a metastasis.
  const order = mentions.filter((mention) => mention.role === 'indication')
  if (order.length > 0 && readings.some((reading) => reading.cancer || reading.mentions.some((mention) => mention.kind === 'metastasis'))) {
    for (const mention of order) if (mention.kind === 'site' && mention.site === 'bone' && mention.change === 'treated' && mention.irradiated === true && mention.presence === 'present') {
      mention.kind = 'metastasis'
      mention.known = true
    }
  }
  // Known metastases without a place: the bones whose course is told hold some of them.
  if (mentions.some((mention) => mention.role === 'indication' && mention.kind === 'metastasis' && mention.presence === 'present' && mention.site === 'none')) {
    for (const mention of mentions) if (mention.role === 'conclusion' && mention.kind === 'site' && mention.site === 'bone' && mention.presence === 'present' && mention.change !== 'none' && mention.change !== 'treated') mention.kind = 'metastasis'
  }
  // "The sternal lesion behaves differently. It measured 18 mm, was 16 mm and has reached 29 mm."
  for (const change of loose) {
    if (change.role !== 'conclusion' || !change.pointsBack || change.change === 'treated') continue
    const before = mentions.filter((mention) => mention.role === 'conclusion' && mention.sentence === change.sentence - 1 && mention.kind !== 'site' && mention.presence === 'present')
    const only = before[0]
    if (before.length !== 1 || only === undefined || only.kind !== 'lesion' || only.site !== 'bone' || only.change !== 'none' || mentions.some((mention) => mention.sentence === change.sentence && mention.site === 'organ')) continue
    only.change = change.change
    only.cue = { first: change.first, last: change.last }
    only.cueSentence = change.sentence
    if (change.change !== 'progress') only.fell = true
  }
  const primary = mentions.find((mention) => mention.kind === 'primary' && (mention.presence === 'present' || mention.presence === 'asked'))
  const counts = (mention: Placed): boolean => {
    if (mention.site !== 'bone') return false
    if (mention.kind === 'metastasis') return true
    if (mention.kind !== 'lesion' || primary !== undefined) return false
    return mention.strong || mention.suspected || (mention.many && (cancer || mention.change === 'progress')) || (mention.change === 'progress' && cancer) || (mention.fell === true && (mention.change === 'steady' || mention.change === 'gone') && cancer) || (mention.known && cancer && (mention.change === 'steady' || mention.change === 'gone'))
  }
  // "Previous L2 lesion" in the order of a cancer patient is followed as a metastasis once its course is told.
  const followed = cancer && primary === undefined && order.some((mention) => mention.kind === 'lesion' && mention.site === 'bone' && mention.known && mention.presence === 'present')
  if (followed) for (const mention of mentions) if (mention.role === 'conclusion' && mention.site === 'bone' && (mention.kind === 'lesion' || mention.kind === 'site') && mention.presence === 'present' && (mention.change === 'steady' || mention.change === 'gone' || mention.change === 'progress') && !mentions.some((other) => other.kind === 'benign' && other.role === 'conclusion' && other.presence === 'present' && Math.abs(other.sentence - mention.sentence) <= 1)) mention.kind = 'metastasis'
  const known = mentions.filter((mention) => counts(mention) && (mention.presence === 'past' || (mention.role === 'indication' && mention.presence === 'present')))
  const current = mentions.filter((mention) => mention.role === 'conclusion')
  if (known.length > 0) for (const mention of current) if (mention.site === 'bone' && (mention.kind === 'lesion' || mention.kind === 'site') && mention.change !== 'none' && mention.presence !== 'asked' && primary === undefined) mention.kind = 'metastasis'
  const found = current.filter((mention) => counts(mention) && mention.presence === 'present')
  if (found.length > 0) for (const mention of current) if (mention.site === 'bone' && (mention.kind === 'site' || mention.kind === 'lesion') && mention.presence === 'present' && mention.change !== 'none' && !found.includes(mention) && primary === undefined) found.push(mention)
  // "New pathological fracture, the metastasis itself unchanged": the fracture is no growth.
  if (current.some((mention) => mention.presence === 'present' && (mention.change === 'steady' || mention.change === 'healing') && (found.includes(mention) ? mention.kind !== 'site' : mention.kind === 'metastasis' && mention.site === 'none'))) {
    for (const mention of found) if (mention.mechanical === true && mention.change === 'progress') {
      mention.change = 'none'
      mention.cue = null
    }
  }
  // "More intense uptake in the known deposits. With the falling PSA this is a flare."
  for (const flare of found) if (flare.change === 'healing' && flare.pointsBack) for (const mention of found) if (mention.change === 'progress' && flare.sentence - mention.sentence >= 1 && flare.sentence - mention.sentence <= 2) mention.change = 'healing'
  spreadLoose(found, known, current, loose.filter((change) => change.role === 'conclusion'), mentions)

  const progress = found.find((mention) => mention.change === 'progress' && mention.kind === 'metastasis') ?? found.find((mention) => mention.change === 'progress') ?? found.find((mention) => mention.change === 'mixed')
  if (progress !== undefined) return verdict(1, 'statedProgress', progress, 'New, larger or recurrent bone metastasis is stated.', [...found.filter((mention) => mention.change === progress.change), ...(progress.kind === 'metastasis' ? [] : found.filter((mention) => mention.kind === 'metastasis' && mention.change === 'none' && mention.cue === null))])
  const noNew = current.find((mention) => mention.change === 'noNew' && mention.presence === 'absent' && (mention.site === 'bone' || (mention.site === 'none' && (mention.kind === 'lesion' || mention.kind === 'metastasis'))))
  const steady = found.filter((mention) => mention.change === 'steady' || mention.change === 'healing' || mention.change === 'gone' || mention.change === 'treated')
  const open = found.filter((mention) => mention.change === 'none')
  const suspectedNew = open.find((mention) => mention.suspected && !mention.known && !mention.pointsBack)
  if (steady.length > 0) {
    if (suspectedNew !== undefined && steady.some((mention) => mention.sentence !== suspectedNew.sentence || mention.first < suspectedNew.first) && steady.every((mention) => mention.kind === 'metastasis' || mention.kind === 'lesion')) return verdict(1, 'suspected', suspectedNew, 'A bone lesion suspicious for metastasis is described beside steady ones.')
    return verdict(2, 'statedSteady', steady.find((mention) => mention.kind === 'metastasis') ?? steady[0]!, 'Bone metastasis is stated to be unchanged, smaller, treated or gone, without a new or larger one.', steady)
  }
  if (open.length > 0) {
    const first = open.find((mention) => mention.kind === 'metastasis') ?? open.find((mention) => mention.strong) ?? open[0]!
    if (noNew !== undefined && (noNew.extra !== true || first.known || known.length > 0) && noNew.first !== first.first && (first.kind === 'metastasis' || first.known || known.length > 0) && !(first.suspected && !first.known)) return { ...verdict(2, 'statedSteady', first, 'Bone metastasis is present and new lesions are denied.'), spans: [...spansOf(noNew), ...spansOf(first)] }
    if (first.kind === 'metastasis' && !first.suspected) return verdict(1, 'presentWithoutChange', first, 'Bone metastasis is present and no change is stated.', open)
    if (first.kind === 'metastasis') return verdict(1, 'suspected', first, 'Bone metastasis is named as suspected or probable.', open)
    return verdict(1, 'described', first, 'Bone lesions are described that speak for metastasis although the word is missing.', open)
  }
  const denial = current.find((mention) => mention.site === 'bone' && mention.presence === 'absent' && (mention.kind === 'metastasis' || mention.kind === 'lesion')) ?? current.find((mention) => mention.kind === 'metastasis' && mention.presence === 'absent' && mention.site === 'none')
  if (known.length > 0) {
    const before = known[0]!
    const change = known.find((mention) => mention.change !== 'none' && mention.change !== 'treated')
    if (change !== undefined && change.cueSentence !== change.sentence) {
      return change.change === 'progress' || change.change === 'mixed' ? verdict(1, 'statedProgress', change, 'Progression of disease is stated in a report of known bone metastasis.') : verdict(2, 'statedSteady', change, 'No change or a decrease is stated in a report of known bone metastasis.')
    }
    if (noNew !== undefined) return { ...verdict(2, 'statedSteady', before, 'Bone metastasis is known and new lesions are denied.'), spans: [...spansOf(noNew), ...spansOf(before)] }
    const treated = known.find((mention) => mention.change === 'treated' || mention.change === 'gone' || mention.change === 'steady')
    if (treated !== undefined) return { ...verdict(2, 'treatedHistory', treated, 'A treated bone metastasis is in the history and nothing new is stated.'), spans: denial === undefined ? spansOf(treated) : [...spansOf(denial), ...spansOf(treated)] }
    if (denial === undefined && before.role === 'indication') return verdict(1, 'knownWithoutChange', before, 'Bone metastasis is known and no change is stated.')
  }
  const hedged = current.find((mention) => mention.presence === 'unlikely' && mention.site === 'bone' && (mention.kind === 'metastasis' || mention.kind === 'lesion'))
    ?? current.find((mention) => mention.presence === 'unlikely' && mention.kind === 'metastasis' && mention.site === 'none' && (mentions.some((other) => other.site === 'bone') || readings.some((reading) => reading.bone === true && reading.role === 'conclusion')))
  if (hedged !== undefined) return { ...verdict(0, 'unlikely', hedged, 'Bone metastasis is called unlikely or cannot be excluded.'), uncertain: true }
  if (denial !== undefined) return verdict(0, 'denied', denial, 'Bone metastasis is denied.')
  const leftOpen = readings.some((reading) => reading.open === true && reading.role === 'conclusion')
  const asked = mentions.find((mention) => mention.presence === 'asked' && mention.site === 'bone')
  const other = current.find((mention) => mention.site === 'bone' && mention.presence === 'present' && (mention.kind === 'benign' || mention.kind === 'primary' || mention.kind === 'invasion'))
  if (other !== undefined) {
    const names = { benign: 'a benign cause', primary: 'a primary bone tumour or a blood disease', invasion: 'direct invasion' } as const
    return { ...verdict(0, 'otherCause', other, `The bone finding is put down to ${names[other.kind as keyof typeof names]}.`), uncertain: leftOpen }
  }
  const unclear = current.find((mention) => mention.site === 'bone' && mention.kind === 'lesion' && mention.presence === 'present')
  if (unclear !== undefined && primary === undefined) return { ...verdict(0, 'unclear', unclear, 'A bone lesion is described but nothing speaks for metastasis.'), uncertain: true }
  if (asked !== undefined) return { label: 0, ground: 'onlyAsked', uncertain: leftOpen || (asked.role === 'conclusion' && asked.head - asked.first > 3), spans: [], reason: 'Bone metastasis is only asked for, not stated.' }
  return { label: 0, ground: 'notMentioned', uncertain: leftOpen, spans: [], reason: 'No bone metastasis is mentioned.' }
}

function spansOf(mention: Placed): PlacedSpan[] {
  const { sentence, cue, cueSentence } = mention
  const whole = { first: mention.first, last: mention.last, sentence }
  if (cue === null) return [whole]
  if (cueSentence !== sentence) return [{ ...cue, sentence: cueSentence }, whole]
  return [{ first: Math.min(whole.first, cue.first), last: Math.max(whole.last, cue.last), sentence }]
}

/** Places shown beside the one that decides. */
const mostPlaces = 3

/** `alike` are the mentions that decide the same way: the first of them are shown too. */
function verdict(label: StatusLabel, ground: Ground, mention: Placed, reason: string, alike: readonly Placed[] = []): Verdict {
  const places = [mention, ...alike.filter((other) => other !== mention).slice(0, mostPlaces - 1)]
  return { label, ground, uncertain: false, spans: distinct(places.flatMap(spansOf)), reason }
}

/** Spans without those that another one holds already. */
function distinct(spans: PlacedSpan[]): PlacedSpan[] {
  return spans.filter((span, i) => !spans.some((other, k) => k !== i && other.sentence === span.sentence && other.first <= span.first && other.last >= span.last && (k < i || other.first < span.first || other.last > span.last)))
}

/** Lets a sentence that points back ("These are metastases", "Likely degenerative") speak of the mention before it. */
function connect(mentions: Placed[]): void {
  let lesion: Placed | null = null
  let sited: Placed | null = null
  let cause: Placed | null = null
  const metastatic = mentions.some((mention) => mention.kind === 'metastasis' && mention.site === 'bone' && mention.presence === 'present')
  for (const mention of mentions) {
    if (mention.role === 'past') continue
    // "Discitis at C4/5. The bone destruction has progressed."
    if (mention.kind === 'lesion' && mention.site === 'bone' && mention.own === false && !mention.suspected && !metastatic && mention.presence === 'present' && cause !== null && cause.role === mention.role && mention.sentence - cause.sentence <= 1) mention.kind = cause.kind
    if ((mention.kind === 'benign' || mention.kind === 'primary' || mention.kind === 'invasion') && mention.presence === 'present' && mention.site === 'bone') cause = mention
    else if (mention.kind === 'lesion' || mention.kind === 'metastasis') cause = null
    if (mention.site !== 'none') {
      // "Focus in the rib. Osseous metastasis is not excluded."
      if (mention.kind === 'metastasis' && mention.presence === 'unlikely' && mention.site === 'bone' && lesion !== null && lesion.site === 'bone' && !lesion.suspected && mention.sentence - lesion.sentence <= 2) lesion.presence = 'unlikely'
      // The mass beside a bone lesion must not take its place.
      // "Destruction of T10. Tuberculous spondylitis is thought of first."
      if ((mention.kind === 'benign' || mention.kind === 'primary') && mention.suspected && mention.presence === 'present' && lesion !== null && !lesion.suspected && lesion.presence === 'present' && lesion.role === mention.role && mention.sentence - lesion.sentence === 1) lesion.kind = mention.kind
      if (mention.kind === 'lesion') {
        if (lesion === null || lesion.sentence !== mention.sentence || lesion.site !== 'bone') lesion = mention
      }
      else if (mention.kind === 'metastasis' || (mention.kind !== 'site' && mention.sentence !== lesion?.sentence && !(mention.kind === 'benign' && lesion !== null && mention.site === 'bone' && mention.sentence - lesion.sentence === 1))) lesion = null
      if (mention.kind === 'lesion' || mention.kind === 'metastasis') sited = mention
      continue
    }
    // "Small lung nodules. Metastases cannot be excluded."
    if (mention.kind === 'metastasis' && mention.presence === 'unlikely' && sited !== null && mention.sentence - sited.sentence <= 1 && sited.site === 'organ' && lesion?.site !== 'bone') mention.site = 'organ'
    const near = lesion !== null && mention.sentence - lesion.sentence === 1 && lesion.role === mention.role ? lesion : null
    if (mention.kind === 'metastasis' && near !== null && near.presence !== 'absent') {
      if (mention.presence === 'present' && mention.change === 'none') {
        near.kind = 'metastasis'
        near.suspected = true
        near.presence = 'present'
        near.cue = { first: mention.first, last: mention.last }
        near.cueSentence = mention.sentence
        mention.kind = 'site'
      } else if (mention.presence === 'unlikely' || (mention.presence === 'absent' && !near.many && !near.strong && near.change === 'none')) {
        near.presence = mention.presence
        near.cue = mention.cue
        near.cueSentence = mention.sentence
      }
    } else if ((mention.kind === 'benign' || mention.kind === 'primary') && mention.presence === 'present' && near !== null && !near.suspected && near.presence === 'present' && (near.change === 'none' || mention.pointsBack || mention.suspected)) {
      near.kind = mention.kind
    } else if ((mention.kind === 'lesion' || mention.kind === 'metastasis') && mention.presence === 'present' && sited !== null && (mention.pointsBack || mention.change !== 'none') && mention.role === sited.role) {
      if (mention.change === 'progress' && !mention.pointsBack && mention.kind === 'lesion') continue
      mention.site = sited.site
      if (mention.site === 'bone' && sited.kind === 'metastasis' && (sited.presence === 'present' || (sited.change === 'noNew' && mention.known))) {
        mention.kind = 'metastasis'
        mention.known = true
      }
    }
  }
}

/** A change said of nothing in particular goes to the mention before it; a standstill goes to all that have no change of their own. */
function spreadLoose(found: Placed[], known: Placed[], current: Placed[], loose: readonly (LooseChange & { role: Placed['role'] })[], mentions: readonly Placed[]): void {
  const general: { change: Change; span: Span; sentence: number; pointsBack: boolean; named: boolean }[] = loose.map((one) => ({ named: false, change: one.change, span: one, sentence: one.sentence, pointsBack: one.pointsBack }))
  for (const mention of current) {
    if (mention.site !== 'none' || mention.presence !== 'present' || mention.change === 'none' || mention.change === 'noNew' || (mention.kind !== 'metastasis' && mention.kind !== 'lesion')) continue
    general.push({ change: mention.change, span: { first: Math.min(mention.first, mention.cue?.first ?? mention.first), last: Math.max(mention.last, mention.cue?.last ?? mention.last) }, sentence: mention.sentence, pointsBack: mention.pointsBack, named: mention.kind === 'metastasis' })
  }
  for (const one of general) {
    const before = mentions.filter((mention) => mention.role === 'conclusion' && mention.sentence < one.sentence && mention.site !== 'none' && mention.kind !== 'site')
    const last = before.at(-1)
    const near = before.filter((mention) => mention.sentence === last?.sentence)
    const nearBone = near.filter((mention) => found.includes(mention))
    let targets: Placed[]
    const nearKnown = one.change === 'steady' ? near.filter((mention) => known.includes(mention)) : []
    if (nearBone.length > 0) targets = nearBone
    else if (nearKnown.length > 0 && found.length === 0) targets = nearKnown
    else if (one.pointsBack && near.length > 0) continue
    else if (one.change === 'progress' || one.change === 'treated') targets = found.length === 0 && (before.length === 0 || (one.named && last?.sentence !== one.sentence - 1)) ? known : []
    else targets = found.length > 0 ? found : known
    for (const target of targets) {
      // "More intense uptake in known deposits. This is a flare."
      if (target.change !== 'none' && target.change !== 'treated' && !(one.change === 'healing' && one.pointsBack && target.change === 'progress' && target.cueSentence < one.sentence)) continue
      target.change = one.change
      target.cue = one.span
      target.cueSentence = one.sentence
    }
  }
}
