import type { Unit, UnitKind } from './read-sentence.ts'

/** What a "no" reaches. Sides, levels and parts stay as they are: "no lesion in the left lobe" still speaks of the left lobe. */
const reached: ReadonlySet<UnitKind> = new Set<UnitKind>(['finding', 'word', 'change', 'measure', 'count', 'normal', 'time', 'degree', 'benign', 'exist', 'anatomy'])

/** Sets `negated` and `qualified` on the units of one sentence, in the manner of its language. */
export function markNegation(units: Unit[], japanese: boolean, text: string): void {
  if (!japanese) return markEnglish(units, text)
  const mixed = units.some((unit) => unit.kind === 'before' && latin.test(text.slice(unit.start, unit.end)))
  const stretches = mixed ? englishStretches(units, text) : []
  for (const stretch of stretches) markEnglish(stretch, text)
  markJapanese(mixed ? units.filter((unit) => !stretches.some((stretch) => stretch.includes(unit))) : units, text)
}

const latin = /^[\x20-\x7e]+$/

/** The stretches of a Japanese sentence that begin with an English "no": up to the next Japanese word or the end of the clause. */
function englishStretches(units: readonly Unit[], text: string): Unit[][] {
  const stretches: Unit[][] = []
  let open: Unit[] | null = null
  for (const unit of units) {
    const english = latin.test(text.slice(unit.start, unit.end))
    if (!english || unit.kind === 'break' || unit.kind === 'boundary') open = null
    else if (open) open.push(unit)
    else if (unit.kind === 'before') stretches.push((open = [unit]))
  }
  return stretches
}

const opensClause = /^\s*(?:and\s+)?(?:there|the|this|it|its|a|an|mild|small|moderate|large|marked|minor|multiple|several|few|bilateral|left|right|heart|lungs?|both)\b/i
const ofThe = /\b(?:of|in|within|at|around|from|into|near|along|above|below|through) (?:the|this|these|an?|known|both)\b|\b(?:after|since|for) \w/i
const newSubject = /^\s*(?:the|there|this|it|a|an|lungs?|heart|both)\b/i

function markEnglish(units: Unit[], text: string): void {
  let from = -1
  let qualified = false
  let partial = false
  let suspended = false
  let sinceCue = 0
  let clauseStart = 0
  for (let i = 0; i < units.length; i++) {
    const unit = units[i]!
    if (unit.kind === 'before') {
      // "non" belongs to its own word only.
      const own = text.slice(unit.start, unit.end).toLowerCase() === 'non'
      if (own) {
        for (const next of units) if (next.start > unit.end - 1 && next.start <= unit.end + 2 && reached.has(next.kind)) next.negated = next.qualified = next.partial = true
        continue
      }
      // "drain not in the collection" says where something is not.
      if (/^(?:not|no longer)$/i.test(text.slice(unit.start, unit.end)) && /^\s+(?:in|within|at|on|into|inside|from|to)\b/i.test(text.slice(unit.end, unit.end + 9))) continue
      from = i
      qualified = partial = suspended = false
      sinceCue = 0
    } else if (unit.kind === 'boundary' || unit.kind === 'break') {
      from = -1
      // "Fracture line: none."
      if (units[i + 1]?.kind !== 'after' || text[unit.start] !== ':') clauseStart = i + 1
    } else if (unit.kind === 'comma') {
      const rest = text.slice(unit.end, unit.end + 24)
      const list = from >= 0 && /^\s*(?:or|nor)\b/i.test(rest)
      // "not opacified, thrombosed": a "not" ends with its own predicate.
      if (from >= 0 && !list && text.slice(units[from]!.start, units[from]!.end).toLowerCase() === 'not') from = -1
      if (from >= 0 && !list && (opensClause.test(rest) || measuredNext(units, i) || normalNext(units, i)) && !continuesList(units, i, text)) from = -1
      if (from < 0) clauseStart = /^\s*(?:and|or)\b/i.test(rest) && !newSubject.test(rest.replace(/^\s*(?:and|or)/i, '')) ? clauseStart : i + 1
    } else if (unit.kind === 'certainty' && units[i - 1]?.kind === 'comma') {
      // "no solid component, in keeping with a cyst": what it amounts to is not denied.
      from = -1
    } else if (unit.kind === 'after') {
      for (let k = i - 1; k >= clauseStart; k--) {
        const earlier = units[k]!
        if (earlier.kind === 'before') break
        if (reached.has(earlier.kind)) earlier.negated = true
      }
      from = -1
      clauseStart = i + 1
    } else if (from >= 0 && (closesBracket(text.slice(units[from]!.end, unit.start)) || (text[units[from]!.end - 1] === 't' && text.slice(units[from]!.end, unit.start).includes('(')))) {
      // "(no blush) and rib fractures", "criteria not met (two foci)"
      from = -1
    } else if (from >= 0 && sinceCue > 0 && /^(?:not|absent)$/i.test(text.slice(units[from]!.start, units[from]!.end)) && /\band\b/i.test(text.slice(units[i - 1]!.end, unit.start))) {
      // "not compressible and filled with thrombus": a "not" ends with its own predicate.
      from = -1
    } else if (from >= 0 && sinceCue > 0 && unit.kind === 'finding' && placedAnew(units, i, text, units[from]!)) {
      from = -1
    } else if (from >= 0) {
      sinceCue++
      if (unit.kind === 'qualifier' || (unit.kind === 'change' && unit.key === 'new')) {
        if (sinceCue <= 3) {
          qualified = true
          partial ||= unit.kind === 'change' || unit.key === 'other'
        }
      }
      // "no recanalisation of the aneurysm or rupture" denies the first and the last, not the second.
      const gap = text.slice(units[i - 1]!.end, unit.start)
      if (/\bn?or\b/i.test(gap)) suspended = false
      else if ((unit.kind === 'finding' || unit.kind === 'word') && ofThe.test(gap) && units.slice(from + 1, i).some((one) => one.negated && one.kind !== 'degree' && one.kind !== 'time')) suspended = true
      if (!suspended && reached.has(unit.kind)) {
        unit.negated = true
        unit.qualified = qualified
        unit.partial = partial
      }
    }
  }
}

/** "without tension and fractures of the left ribs": a denial in a list goes on with "or", and what comes after "and" with a place of its own is told. */
function placedAnew(units: readonly Unit[], i: number, text: string, cue: Unit): boolean {
  if (text.slice(cue.start, cue.end).toLowerCase() !== 'without' || !/^\s+and\s+$/i.test(text.slice(units[i - 1]!.end, units[i]!.start))) return false
  const next = units[i + 1]
  return next !== undefined && (next.kind === 'side' || next.kind === 'level' || next.kind === 'anatomy') && /^\s+(?:of|in)\s+(?:the\s+)?$/i.test(text.slice(units[i]!.end, next.start))
}

/** A bracket that was open before the stretch ends in it. */
const closesBracket = (between: string): boolean => between.includes(')') && !between.slice(0, between.indexOf(')')).includes('(')

/** "no rupture, graft limbs patent": what is called normal begins anew. */
function normalNext(units: Unit[], comma: number): boolean {
  for (let k = comma + 1; k < units.length; k++) {
    const { kind } = units[k]!
    if (kind === 'comma' || kind === 'break' || kind === 'boundary' || kind === 'before') return false
    if (kind === 'normal') return k > comma + 1
  }
  return false
}

/** "no residual mass, level II node 6 mm", "no occlusion, 40% stenosis": what has a size is there. */
function measuredNext(units: Unit[], comma: number): boolean {
  let named = false
  const sizeFirst = units[comma + 1]?.kind === 'measure'
  for (let k = comma + 1; k < units.length; k++) {
    const { kind } = units[k]!
    if (kind === 'comma' || kind === 'break' || kind === 'boundary') return false
    // A size alone ("no mass, 11 mm") still belongs to what was denied.
    if ((kind === 'measure' && named) || (kind === 'finding' && sizeFirst)) return true
    if (k === comma + 1 && kind === 'change') return true
    named ||= kind === 'anatomy' || kind === 'finding' || kind === 'level'
  }
  return false
}

/** "no mass, small nodule or effusion": a list of denied things goes on when an "or" still follows. */
function continuesList(units: Unit[], comma: number, text: string): boolean {
  const next = units.slice(comma + 1).find((unit) => unit.kind === 'break' || unit.kind === 'boundary')
  const rest = text.slice(units[comma]!.end, Math.min(next?.start ?? units.at(-1)!.end, units[comma]!.end + 160))
  if (/^\s*(?:there|the|this|it|a|an)\b/i.test(rest) && !/^\s*(?:a|an)\b[^,]*,?\s*\bor\b/i.test(rest)) return false
  return /\b(?:or|nor)\b/i.test(rest) && !/\b(?:is|are|has|have|shows?|demonstrates?|measures?|measuring|seen|present|noted|with)\b/i.test(rest)
}

function markJapanese(units: Unit[], text: string): void {
  let clauseStart = 0
  for (let i = 0; i < units.length; i++) {
    const unit = units[i]!
    if (unit.kind === 'boundary' || unit.kind === 'break') clauseStart = i + 1
    // "…を認めるが", "…を認める（…）": told; a later "no" does not reach back over it.
    else if (unit.kind === 'exist' && /^(?:が|も|ものの|（|\()/u.test(text.slice(unit.end, unit.end + 3))) clauseStart = i + 1
    else if (unit.kind === 'comma') {
      const last = units[i - 1]
      const segment = units.slice(clauseStart, i)
      const predicate = last && (last.kind === 'exist' || last.kind === 'after' || last.kind === 'normal') && unit.start - last.end <= 4
      const ended = /(?:で|し|おり|であり)$/u.test(text.slice(Math.max(0, unit.start - 3), unit.start)) && segment.some((one) => one.kind === 'measure' || one.kind === 'finding')
      if (predicate || ended || (last?.kind === 'change' && unit.start - last.end <= 3) || standsAlone(segment, text, unit.start)) clauseStart = i + 1
    } else if (unit.kind === 'after') {
      const clause = units.slice(clauseStart, i)
      const partial = clause.some((one) => (one.kind === 'qualifier' && one.key === 'other') || (one.kind === 'change' && one.key === 'new'))
      const qualified = partial || clause.some((one) => one.kind === 'qualifier')
      for (const one of clause) {
        // "正常範囲内で腫瘤なし": what is called normal is not what is denied.
        if (!reached.has(one.kind) || one.kind === 'normal') continue
        one.negated = true
        one.qualified = qualified
        one.partial = partial
      }
      clauseStart = i + 1
    } else if (unit.kind === 'neither' || unit.kind === 'certainty') clauseStart = certaintyBreak(units, i, clauseStart, text)
  }
}

/** "右上葉に15 mmの結節、胸水なし": a finding with its own size or its place with に is told, not denied. */
function standsAlone(segment: Unit[], text: string, comma: number): boolean {
  const written = text.slice(segment[0]?.start ?? comma, comma)
  // "10 mm以上の…" is a limit for what is denied, not a size.
  const sized = segment.some((unit) => unit.kind === 'measure') && !/以上|超|未満/u.test(written)
  if (!segment.some((unit) => unit.kind === 'finding')) return sized
  // A list ("腫瘤や結節、…") or a word that only denials use ("明らかな") goes on after the comma.
  if (segment.some((unit) => unit.kind === 'qualifier') || /や|など|等|異常/u.test(written)) return false
  if (sized || segment.some((unit) => unit.key === 'signal' || unit.kind === 'degree')) return true
  const finding = segment.findLast((unit) => unit.kind === 'finding')!
  // "右恥骨上枝骨折、転位なし": what is denied is a property of the fracture, not the fracture.
  if (/fracture/.test(finding.key) && /^\s*(?:転位|偏位|脱臼|ずれ|離開)/u.test(text.slice(comma + 1, comma + 6))) return true
  return comma - finding.end <= 3 && /[にへ]/.test(written) && segment.some((unit) => (unit.kind === 'side' && unit.key !== 'bilateral') || unit.kind === 'part' || unit.kind === 'level')
}

/** "転移を疑うが、" and "…と考える。" end what they speak of; a later "no" does not reach back over them. */
function certaintyBreak(units: Unit[], i: number, clauseStart: number, text: string): number {
  const next = units[i + 1]
  const unit = units[i]!
  return unit.kind === 'neither' || next?.kind === 'comma' || /[。]/.test(text.slice(unit.end, unit.end + 3)) ? i + 1 : clauseStart
}
