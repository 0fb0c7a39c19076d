import { englishAnatomy, englishParts } from './english-anatomy.ts'
import { englishCues, englishStops } from './english-cues.ts'
import { englishDiseases } from './english-diseases.ts'
import { englishFindings } from './english-findings.ts'
import { englishSites } from './english-sites.ts'
import { findingPlaces, widerFindings } from './finding-families.ts'
import { japaneseAnatomy, japaneseParts } from './japanese-anatomy.ts'
import { japaneseCues } from './japanese-cues.ts'
import { japaneseFindings } from './japanese-findings.ts'
import { wordKey } from './spelling.ts'

/** What a word or phrase means. `before`, `after`, `neither`, `boundary`, `qualifier` steer negation. */
export type EntryKind =
  | 'finding' | 'anatomy' | 'part' | 'side' | 'change' | 'normal' | 'certainty' | 'time' | 'degree' | 'benign' | 'technique'
  | 'recommend' | 'exist' | 'before' | 'after' | 'neither' | 'boundary' | 'qualifier'

export type Entry = { kind: EntryKind; key: string; weight: number; group: string }

/** An English phrase after its first word: the keys of the other words, and what the whole means. */
export type Phrase = readonly [rest: readonly string[], entries: readonly Entry[]]

export type Lexicon = {
  /** English phrases by the key of their first word, longest first. */
  english: ReadonlyMap<string, readonly Phrase[]>
  /** Japanese phrases by first character, longest first. */
  japanese: ReadonlyMap<string, readonly (readonly [phrase: string, entries: readonly Entry[]])[]>
  /** Keys of words that mean nothing by themselves. */
  stops: ReadonlySet<string>
}

const sides: readonly (readonly [string, string])[] = [
  ['left', 'left; left-sided; lt; leftward'], ['right', 'right; right-sided; rt; rightward'],
  ['bilateral', 'bilateral; bilaterally; bilat; b/l; both; both sides; either side; on both sides'],
]

/** Abbreviations that name several things at once. */
const bundles: readonly (readonly [string, readonly Partial<Entry>[]])[] = [
  ['optic neuritis', [{ kind: 'finding', key: 'neuritis', weight: 4 }, { kind: 'anatomy', key: 'orbit' }]],
  ['lv', [{ kind: 'side', key: 'left' }, { kind: 'anatomy', key: 'heart' }]], ['rv', [{ kind: 'side', key: 'right' }, { kind: 'anatomy', key: 'heart' }]],
  ['rul', [{ kind: 'side', key: 'right' }, { kind: 'part', group: 'lobe', key: 'upper-lobe' }, { kind: 'anatomy', key: 'lung' }]],
  ['rml', [{ kind: 'side', key: 'right' }, { kind: 'part', group: 'lobe', key: 'middle-lobe' }, { kind: 'anatomy', key: 'lung' }]],
  ['rll', [{ kind: 'side', key: 'right' }, { kind: 'part', group: 'lobe', key: 'lower-lobe' }, { kind: 'anatomy', key: 'lung' }]],
  ['lul', [{ kind: 'side', key: 'left' }, { kind: 'part', group: 'lobe', key: 'upper-lobe' }, { kind: 'anatomy', key: 'lung' }]],
  ['lll', [{ kind: 'side', key: 'left' }, { kind: 'part', group: 'lobe', key: 'lower-lobe' }, { kind: 'anatomy', key: 'lung' }]],
]

const bodyMarks: Record<string, readonly string[]> = {
  cardiomegaly: ['heart'], splenomegaly: ['spleen'], hepatomegaly: ['liver'], steatosis: ['liver'], cirrhosis: ['liver'], gallstone: ['gallbladder'],
  cholecystitis: ['gallbladder'], appendicitis: ['appendix'], pancreatitis: ['pancreas'], diverticulitis: ['colon'], diverticulosis: ['colon'],
  hydronephrosis: ['kidney'], pyelonephritis: ['kidney'], effusion: ['pleura'], 'pericardial-effusion': ['pericardium'], prostatomegaly: ['prostate'], 'joint-effusion': ['joint', 'knee', 'ankle', 'shoulder', 'hip', 'elbow', 'wrist'],
  pneumothorax: ['pleura'], embolism: ['pulmonary-artery'], emphysema: ['lung'], atelectasis: ['lung'], pneumonia: ['lung'], consolidation: ['lung'],
  fibroid: ['uterus'], goitre: ['thyroid'], choledocholithiasis: ['bile-duct'], adenopathy: ['node'], 'spinal-stenosis': ['canal', 'spine'], 'ureteric-stone': ['ureter'],
}

/** Places a finding has by its own name: "cardiomegaly" is about the heart. */
export const placesOf = (finding: string): readonly string[] => bodyMarks[finding] ?? coarsePlaces(finding)

const coarse = new Map<string, readonly string[]>()

function coarsePlaces(finding: string): readonly string[] {
  const before = coarse.get(finding)
  if (before) return before
  const found = [...findingPlaces(finding)].map(rootOf)
  coarse.set(finding, found)
  return found
}

/** Parents of narrow places, in the order of the site lists. */
export const siteParents = (): ReadonlyMap<string, readonly string[]> => (sites ??= readSites())

let sites: ReadonlyMap<string, readonly string[]> | null = null

function siteRows(): { key: string; parents: string[]; phrases: string[] }[] {
  return englishSites.trim().split('\n').map((line) => {
    const [head, phrases] = line.split(': ') as [string, string]
    const [key, parents] = head.split(' ') as [string, string]
    return { key, parents: parents.split(','), phrases: phrases.split(';').map((phrase) => phrase.trim()) }
  })
}

function readSites(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const { key, parents } of siteRows()) if (!found.has(key)) found.set(key, parents)
  return found
}

/** The coarse place (anatomy key) that a narrow one belongs to first. */
function rootOf(site: string): string {
  let at = site
  for (let steps = 0; steps < 6; steps++) {
    const parent = siteParents().get(at)?.[0]
    if (!parent || parent === at) break
    at = parent
  }
  return at
}

let built: Lexicon | null = null

/** The lexicon, built once on first use (about 15 ms). */
export function lexicon(): Lexicon {
  return (built ??= build())
}

/** Words of an English phrase as their keys. Splits at everything that is no letter or digit. */
export function phraseKeys(phrase: string): string[] {
  return (phrase.toLowerCase().match(/[a-z]+|\d+/g) ?? []).map(wordKey)
}

function build(): Lexicon {
  const english = new Map<string, Entry[]>()
  const japanese = new Map<string, Entry[]>()
  const put = (phrase: string, part: Partial<Entry>) => {
    const entry: Entry = { kind: part.kind!, key: part.key!, weight: part.weight ?? 0, group: part.group ?? '' }
    const isJapanese = [...phrase].some((character) => character.codePointAt(0)! > 0x24f)
    const keys = isJapanese ? [phrase] : phraseKeys(phrase)
    if (!keys.length) return
    const map = isJapanese ? japanese : english
    const name = isJapanese ? phrase.normalize('NFKC').toLowerCase() : keys.join(' ')
    const list = map.get(name)
    if (!list) map.set(name, [entry])
    // Narrow places and special diseases come first; the coarse entry of the same words adds nothing.
    else if (!list.some((one) => one.kind === entry.kind && (one.group === entry.group || entry.group === ''))) list.push(entry)
  }
  const rows = (data: string, read: (head: string[], phrase: string) => void) => {
    for (const line of data.split('\n')) {
      const colon = line.indexOf(':')
      if (colon < 0) continue
      for (const phrase of line.slice(colon + 1).split(';')) if (phrase.trim()) read(line.slice(0, colon).trim().split(' '), phrase.trim())
    }
  }
  for (const { key, phrases } of siteRows()) for (const phrase of phrases) {
    put(phrase, { kind: 'anatomy', key: rootOf(key), group: key })
    // "axillary lymphadenopathy" names the place and the finding.
    if (phrase.endsWith('adenopathy')) put(phrase, { kind: 'finding', key: 'adenopathy', weight: 4 })
  }
  for (const data of [englishDiseases, englishFindings, japaneseFindings]) rows(data, ([key, weight], phrase) => put(phrase, { kind: 'finding', key: key!, weight: Number(weight) }))
  for (const data of [englishAnatomy, japaneseAnatomy]) rows(data, ([key], phrase) => put(phrase, { kind: 'anatomy', key: key! }))
  for (const data of [englishParts, japaneseParts]) rows(data, ([group, key], phrase) => put(phrase, { kind: 'part', group: group!, key: key! }))
  for (const data of [englishCues, japaneseCues]) rows(data, ([kind, key], phrase) => put(phrase, { kind: kind as EntryKind, key: key! }))
  for (const [key, phrases] of sides) for (const phrase of phrases.split('; ')) put(phrase, { kind: 'side', key })
  for (const phrase of ['右側', '右']) put(phrase, { kind: 'side', key: 'right' })
  for (const phrase of ['左側', '左']) put(phrase, { kind: 'side', key: 'left' })
  for (const phrase of ['両側性', '両側', '両', '左右']) put(phrase, { kind: 'side', key: 'bilateral' })
  for (const [phrase, entries] of bundles) for (const entry of entries) put(phrase, entry)
  return { english: byFirstWord(embedEnglish(english)), japanese: byFirstCharacter(japanese), stops: new Set(phraseKeys(englishStops)) }
}

/** "pleural effusion" also names the pleura: the places inside a longer phrase are meant too. */
function embedEnglish(english: Map<string, Entry[]>): Map<string, Entry[]> {
  for (const [phrase, entries] of english) {
    const words = phrase.split(' ')
    if (words.length < 2) continue
    const named = entries.some((entry) => entry.kind === 'finding' || entry.kind === 'part')
    // "left portal vein" keeps its side; chambers of the heart and stretches of the colon only sound like sides.
    const sided = entries.some((entry) => entry.kind === 'anatomy' && entry.group !== '' && !['heart', 'coronary', 'colon'].includes(entry.key))
    if (!named && !sided) continue
    for (let from = 0; from < words.length; from++) {
      for (let to = words.length; to > from; to--) {
        if (to - from === words.length) continue
        for (const inner of english.get(words.slice(from, to).join(' ')) ?? []) {
          if (((inner.kind === 'anatomy' && named) || inner.kind === 'side') && !entries.some((one) => one.kind === inner.kind && one.key === inner.key)) entries.push(inner)
        }
      }
    }
  }
  return english
}

function byFirstWord(english: ReadonlyMap<string, readonly Entry[]>): Lexicon['english'] {
  const index = new Map<string, Phrase[]>()
  for (const [phrase, entries] of english) {
    const [first, ...rest] = phrase.split(' ')
    const list = index.get(first!)
    if (list) list.push([rest, entries])
    else index.set(first!, [[rest, entries]])
  }
  for (const list of index.values()) list.sort((a, b) => b[0].length - a[0].length)
  return index
}

function byFirstCharacter(japanese: Map<string, Entry[]>): Lexicon['japanese'] {
  const index = new Map<string, [string, Entry[]][]>()
  for (const [phrase, entries] of japanese) {
    const all = [...entries]
    if (phrase.length > 1 && entries.some((entry) => ['finding', 'anatomy', 'part'].includes(entry.kind))) {
      for (let from = 0; from < phrase.length; from++) {
        for (let to = phrase.length; to > from; to--) {
          if (to - from === phrase.length) continue
          for (const inner of japanese.get(phrase.slice(from, to)) ?? []) {
            const wanted = inner.kind === 'anatomy' ? to - from > 1 || from === 0 : inner.kind === 'side' ? from === 0 : inner.kind === 'part'
            if (wanted && !all.some((one) => one.kind === inner.kind && one.key === inner.key)) all.push(inner)
          }
        }
      }
    }
    const list = index.get(phrase[0]!)
    if (list) list.push([phrase, all])
    else index.set(phrase[0]!, [[phrase, all]])
  }
  for (const list of index.values()) list.sort((a, b) => b[0].length - a[0].length)
  return index
}

const parents: Record<string, readonly string[]> = {
  'compression-fracture': ['fracture'], 'old-fracture': ['fracture'], subdural: ['hemorrhage', 'hematoma', 'collection'], extradural: ['hemorrhage', 'hematoma'],
  'subarachnoid-hemorrhage': ['hemorrhage'], hematoma: ['hemorrhage', 'collection'], 'ureteric-stone': ['stone'], gallstone: ['stone'], choledocholithiasis: ['stone'],
  'lacunar-infarct': ['infarct', 'small-vessel'], infarct: ['ischemia', 'restricted-diffusion'], 'small-vessel': ['white-matter', 'ischemia', 'signal'], 'white-matter': ['signal', 'small-vessel'],
  metastasis: ['cancer', 'mass', 'lesion', 'nodule'], cancer: ['mass', 'lesion', 'nodule'], mass: ['lesion', 'nodule'], nodule: ['lesion', 'opacity'], cyst: ['lesion'],
  hemangioma: ['lesion'], adenoma: ['nodule', 'lesion'], 'disc-herniation': ['disc-bulge', 'hernia'], pneumonia: ['consolidation', 'opacity'],
  consolidation: ['opacity'], abscess: ['collection'], thrombosis: ['embolism', 'occlusion'], embolism: ['thrombosis'], occlusion: ['stenosis'],
  aneurysm: ['dilatation', 'enlargement'], hydronephrosis: ['dilatation'], obstruction: ['dilatation'], hydrocephalus: ['dilatation', 'enlargement'],
  cardiomegaly: ['enlargement'], splenomegaly: ['enlargement'], hepatomegaly: ['enlargement'], prostatomegaly: ['enlargement'], adenopathy: ['enlargement', 'swelling'],
  'spinal-stenosis': ['stenosis'], 'wall-thickening': ['thickening'], 'thick-endometrium': ['thickening'], lytic: ['lesion', 'metastasis'], sclerotic: ['lesion', 'metastasis'],
  ascites: ['effusion', 'collection'], 'joint-effusion': ['effusion'], 'pericardial-effusion': ['effusion'], edema: ['swelling'], swelling: ['enlargement', 'edema'],
  osteoarthritis: ['degenerative'], 'nerve-compression': ['mass-effect'], 'midline-shift': ['malposition', 'mass-effect'], 'cord-compression': ['mass-effect', 'nerve-compression'], 'mass-effect': ['nerve-compression'], 'disc-bulge': ['degenerative'], contusion: ['edema', 'signal', 'swelling'], 'suspicious-calcification': ['calcification'],
  appendicitis: ['stranding'], cholecystitis: ['stranding'], diverticulitis: ['stranding'], colitis: ['wall-thickening', 'stranding'], pancreatitis: ['stranding'],
  fibrosis: ['opacity', 'scar'], atelectasis: ['opacity'], carcinomatosis: ['metastasis', 'nodule'], lymphoma: ['cancer'], uptake: ['lesion'], 'perfusion-defect': ['embolism'],
  herniation: ['hernia'], fibroid: ['mass', 'lesion'], granuloma: ['nodule', 'opacity', 'scar'], 'bone-island': ['sclerotic', 'lesion'], bursitis: ['cyst'],
}

/** The same finding, or one a special case of the other ("burst fracture" and "fracture"). */
export function relatedFindings(a: string, b: string): boolean {
  return a === b || broaderFindings(a).includes(b) || broaderFindings(b).includes(a)
}

const broader = new Map<string, readonly string[]>()

/** The more general names of a finding, so that an index by name can be searched. */
export function broaderFindings(key: string): readonly string[] {
  const before = broader.get(key)
  if (before) return before
  const found = [...new Set([...(parents[key] ?? []), ...widerFindings(key)])]
  if (broader.size < 5000) broader.set(key, found)
  return found
}
