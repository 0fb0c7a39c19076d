import { japaneseChanges, japaneseParts, japaneseSteering } from './cues-japanese.ts'
import { englishInJapanese } from './english-words-japanese.ts'
import { japaneseFindingNames } from './findings-japanese.ts'
import { japanesePlacesLimbs } from './places-japanese-limbs.ts'
import { japanesePlacesTrunk } from './places-japanese-trunk.ts'

/** `look`: how something looks. `plain`: seen as such. `diagnosis`: what looks and plain findings may be concluded to be. */
export type FindingKind = 'look' | 'plain' | 'diagnosis'
export type FindingName = { name: string; weight: number; kind: FindingKind; families: string; parents: readonly string[]; places: readonly string[] }
export type PartValue = { axis: string; value: string }

export type Meaning =
  | { kind: 'place'; place: string }
  | { kind: 'finding'; finding: FindingName }
  | { kind: 'part'; parts: readonly PartValue[] }
  | { kind: 'change'; change: 'same' | 'larger' | 'smaller' | 'new' | 'resolved' }
  | { kind: 'exist' | 'normal' | 'shape' | 'uncertain' | 'definite' | 'limited' | 'advice' | 'context' | 'before' | 'qualifier' | 'but' | 'pair' }
  | { kind: 'side'; side: 'left' | 'right' | 'bilateral' }

export type Vocabulary = {
  /** Phrases by first character, longest first. A phrase may mean several things at once. */
  phrases: ReadonlyMap<string, readonly (readonly [phrase: string, meanings: readonly Meaning[]])[]>
  findings: ReadonlyMap<string, FindingName>
  /** Wider places of a place, itself included. */
  widerPlaces: (place: string) => ReadonlySet<string>
  /** Wider names of a finding, itself included. */
  widerFindings: (name: string) => ReadonlySet<string>
}

const variants = new Map([...'頚頸靭靱囊嚢膣腟彎弯鼡鼠蹊径剝剥塡填頰頬〜~箇かヶかケかヵか臀殿踝果并併竈巣'.matchAll(/(.)(.)/gu)].map((pair) => [pair[1]!, pair[2]!]))

/** One kind of kanji where two are in use. Keeps the length, so offsets stay as they are. */
export function foldKanji(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    // ケ counts only after a digit ("3ケ所"), elsewhere it is a letter of a loan word.
    out += (c === 'ケ' || c === 'ヶ' || c === 'ヵ') && !/\d/.test(text[i - 1] ?? '') ? c : variants.get(c) ?? c
  }
  return out
}

/** Lobes of the lung as English abbreviations: they name side and lobe at once. */
const lobes = [['rul', 'right', '肺上葉'], ['rml', 'right', '肺中葉'], ['rll', 'right', '肺下葉'], ['lul', 'left', '肺上葉'], ['lll', 'left', '肺下葉']] as const

let built: Vocabulary | null = null

/** The vocabulary, built once on first use (about 10 ms). */
export function japaneseVocabulary(): Vocabulary {
  return (built ??= build())
}

function build(): Vocabulary {
  const phrases = new Map<string, Meaning[]>()
  const put = (phrase: string, meaning: Meaning) => {
    const key = foldKanji(phrase.normalize('NFKC').toLowerCase()).trim()
    if (!key) return
    const list = phrases.get(key)
    if (!list) phrases.set(key, [meaning])
    else if (!list.some((one) => JSON.stringify(one) === JSON.stringify(meaning))) list.push(meaning)
  }
  const fold = (word: string) => foldKanji(word.normalize('NFKC').toLowerCase())
  const placeParents = new Map<string, string[]>()
  for (const [head, words] of rows(japanesePlacesTrunk + japanesePlacesLimbs)) {
    const [name, parents] = head.split('<').map((part) => part.trim()) as [string, string | undefined]
    placeParents.set(fold(name), (parents ?? '').split(/\s+/).filter(Boolean).map(fold))
    for (const word of [name, ...words]) {
      put(word, { kind: 'place', place: fold(name) })
      // "膝窩V", "総大腿A"
      const vessel = /^(.{2,})(静脈|動脈)$/u.exec(word)
      if (vessel) put(vessel[1]! + (vessel[2] === '静脈' ? 'v' : 'a'), { kind: 'place', place: fold(name) })
    }
  }
  const findings = new Map<string, FindingName>()
  const placeless = new Set<string>()
  for (const [head, words] of rows(japaneseFindingNames)) {
    const found = /^(\S+) ([\d.]+) (look|plain|diagnosis) ([A-Z]+)(?: \^ ([^@]+))?(?: @ (.+))?$/.exec(head.trim())
    if (!found) throw new Error(`Bad line in findings-japanese.ts: ${head}`)
    const [, name, weight, kind, families, parents, places] = found
    const finding: FindingName = { name: fold(name!), weight: Number(weight), kind: kind as FindingKind, families: families!, parents: (parents ?? '').split(/\s+/).filter(Boolean).map(fold), places: places === '-' ? [] : (places ?? '').split(/\s+/).filter(Boolean).map(fold) }
    if (places === '-') placeless.add(finding.name)
    findings.set(finding.name, finding)
    for (const word of [name!, ...words]) {
      const key = fold(word).trim()
      // The first line that gives a word its meaning keeps it.
      if (!(phrases.get(key) ?? []).some((one) => one.kind === 'finding')) put(word, { kind: 'finding', finding })
    }
  }
  for (const [head, words] of rows(japaneseParts)) {
    const fields = head.trim().split(/\s+/)
    const parts: PartValue[] = []
    for (let i = 0; i + 1 < fields.length; i += 2) parts.push({ axis: fields[i]!, value: fields[i + 1]! })
    for (const word of words) put(word, { kind: 'part', parts })
  }
  for (const [head, words] of rows(japaneseChanges)) for (const word of words) put(word, { kind: 'change', change: head.trim() as 'same' })
  for (const [head, words] of rows(japaneseSteering)) for (const word of words) put(word, { kind: head.trim() as 'exist' })
  const steering = new Set([...rows(japaneseSteering)].map(([head]) => head.trim()))
  for (const [head, words] of rows(englishInJapanese)) {
    const name = fold(head.trim())
    const finding = findings.get(name)
    const meaning: Meaning | null = finding ? { kind: 'finding', finding } : placeParents.has(name) ? { kind: 'place', place: name } : steering.has(name) ? { kind: name as 'exist' } : /^(?:same|larger|smaller|new|resolved)$/.test(name) ? { kind: 'change', change: name as 'same' } : null
    if (!meaning) throw new Error(`Bad line in english-words-japanese.ts: ${head}`)
    for (const word of words) if (meaning.kind !== 'finding' || !(phrases.get(fold(word)) ?? []).some((one) => one.kind === 'finding')) put(word, meaning)
  }
  for (const [word, side, place] of lobes) for (const meaning of [{ kind: 'place', place }, { kind: 'side', side }] as const) put(word, meaning)
  for (const word of ['右', '右側', '右方', '右半', 'rt', 'rt.', 'right']) put(word, { kind: 'side', side: 'right' })
  for (const word of ['左', '左側', '左方', '左半', 'lt', 'lt.', 'left']) put(word, { kind: 'side', side: 'left' })
  for (const word of ['両', '両側', '両側性', '左右', '左右とも', '両方', 'bilateral', 'bil', 'bil.']) put(word, { kind: 'side', side: 'bilateral' })
  const wider = closure((name) => placeParents.get(name) ?? [])
  const partWords = [...phrases].flatMap(([phrase, meanings]) => (phrase.length > 1 ? meanings.flatMap((one) => (one.kind === 'part' ? [{ phrase, parts: one.parts.filter((part) => 'pvhgwr'.includes(part.axis)) }] : [])) : [])).filter((one) => one.parts.length)
  for (const [phrase, meanings] of phrases) {
    const named = meanings.find((one) => one.kind === 'place')
    if (named?.kind === 'place' && !meanings.some((one) => one.kind === 'part')) {
      // "橈骨遠位端", "下部尿管": the part in the name excludes the other parts.
      const inside = partWords.filter((one) => phrase.includes(one.phrase) || named.place.includes(one.phrase)).toSorted((a, b) => b.phrase.length - a.phrase.length)[0]
      if (inside) meanings.push({ kind: 'part', parts: inside.parts })
    }
  }
  for (const [phrase, meanings] of phrases) {
    const named = meanings.find((one) => one.kind === 'finding')
    const place = named?.kind === 'finding' && !placeless.has(named.finding.name) && !meanings.some((one) => one.kind === 'place') ? placeInside(phrase, phrases) : null
    // Only what is narrower than the finding's own place adds something ("上顎洞炎" to "副鼻腔炎").
    const own = named?.kind === 'finding' ? named.finding.places : []
    if (place?.kind === 'place' && !(own.length && named?.kind === 'finding' && named.finding.name === phrase) && (!own.length || (!own.includes(place.place) && own.some((one) => wider(place.place).has(one))))) phrases.set(phrase, [place, ...meanings])
  }
  const index = new Map<string, [string, Meaning[]][]>()
  for (const [phrase, meanings] of phrases) {
    const list = index.get(phrase[0]!)
    if (list) list.push([phrase, meanings])
    else index.set(phrase[0]!, [[phrase, meanings]])
  }
  for (const list of index.values()) list.sort((a, b) => b[0].length - a[0].length)
  return { phrases: index, findings, widerPlaces: wider, widerFindings: closure((name) => findings.get(name)?.parents ?? []) }
}

const organs = new Set('肝肺胃脾膵腎脳心胆')
/** Places whose names mean something else inside the name of a disease ("乳頭癌" of the thyroid, "内膜フラップ" of the aorta). */
const tissues = new Set(['膵管', '胆管', '乳管', '乳頭', '内膜', '筋層', '皮質', '橋', '中隔', '脳室', '骨', '筋', '腱', '靱帯', '関節', '血管', '動脈', '静脈', '軟骨', '皮膚', '皮下', '軟部組織', '脂肪織', '神経'])

/** "腎嚢胞" also names the kidney: the place a name begins with is meant too. */
function placeInside(phrase: string, phrases: ReadonlyMap<string, readonly Meaning[]>): Meaning | null {
  for (let to = phrase.length - 1; to > 0; to--) {
    const name = phrase.slice(0, to)
    if (/[a-z]$/.test(name)) continue
    const place = phrases.get(name)?.find((one) => one.kind === 'place')
    if (!place || (to === 1 && !organs.has(name) && !(name === '骨' && phrase.endsWith('転移')))) continue
    return tissues.has(name) && name !== '骨' ? null : place
  }
  return null
}

function closure(parents: (name: string) => readonly string[]): (name: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>()
  return (name) => {
    const before = known.get(name)
    if (before) return before
    const all = new Set([name])
    for (const one of all) for (const parent of parents(one)) all.add(parent)
    known.set(name, all)
    return all
  }
}

/** Lines of "head: word; word". */
function* rows(data: string): Generator<[head: string, words: string[]]> {
  for (const line of data.split('\n')) {
    if (!line.trim()) continue
    const colon = line.indexOf(':')
    const head = colon < 0 ? line : line.slice(0, colon)
    yield [head, colon < 0 ? [] : line.slice(colon + 1).split(';').map((word) => word.trim()).filter(Boolean)]
  }
}
