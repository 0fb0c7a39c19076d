import { afterEponym, eponyms, japaneseSurnames, sharedEponyms } from './eponyms.ts'

/** What was taken out of a text. */
export const removalKinds = ['name', 'identifier', 'date', 'time', 'phone', 'address', 'institution', 'contact', 'age'] as const
export type RemovalKind = (typeof removalKinds)[number]
export type Removals = Record<RemovalKind, number>

/** What is known about one report and must not survive in any of its texts. */
export type KnownValues = {
  /** Of the patient, of everyone who signs; as the DICOM or HL7 field has it. */
  names: string[]
  /** Patient ID, accession number, Study Instance UID. */
  identifiers: string[]
  /** YYYY-MM-DD: birth date, date of the study. */
  dates: string[]
}

/** `rests`: what still looks like an identifier afterwards; such a report is left out. */
type Deidentified = { text: string; removed: Removals; rests: string[] }

type Range = { start: number; end: number; kind: RemovalKind; instead: string }

export const noRemovals = (): Removals => Object.fromEntries(removalKinds.map((kind) => [kind, 0])) as Removals

/**
 * Takes names, identifiers, dates, times, phone numbers, addresses, institutions and ages of 90 and more out of a report text:
 * first what is known about the report, in every spelling, then by patterns of English and Japanese reports. Dates become
 * "an earlier date" (前回), people a role, everything else nothing. Rules after the identifiers of the HIPAA Safe Harbor method,
 * 45 CFR 164.514(b)(2); no rule is complete, so `rests` names what a second look still finds.
 * @param isWord whether a word is one that reports use, so that a name that is also a word is not torn out of sentences
 */
export function deidentify(text: string, known: KnownValues, isWord: (word: string) => boolean): Deidentified {
  const plain = flatten(text)
  const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/.test(text)
  const { ranges: named, doubtful } = knownRanges(plain, known, isWord, japanese)
  const ranges = merge([...named, ...patternRanges(plain, japanese)])
  const removed = noRemovals()
  let out = ''
  let at = 0
  for (const range of ranges) {
    removed[range.kind]++
    out += text.slice(at, range.start) + range.instead
    at = range.end
  }
  out = tidy(out + text.slice(at), ranges.length > 0)
  return { text: out, removed, rests: [...doubtful, ...restsOf(out, known)] }
}

/** The same length, with full-width forms, accents and dashes as plain ASCII, so that one pattern finds all spellings. */
function flatten(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0xff01 && code <= 0xff5e) out += String.fromCharCode(code - 0xfee0)
    else if (code === 0x3000 || code === 0xa0) out += ' '
    else if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) out += '-'
    else if (code === 0x2018 || code === 0x2019) out += "'"
    else if (code >= 0xc0 && code < 0x250) {
      const base = text[i]!.normalize('NFD')[0]!
      out += base
    } else out += text[i]
  }
  return out
}

const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
const han = String.raw`\p{Script=Han}々`

type NamePatterns = { certain: RegExp[]; /** Of words that are also names. */ doubtful: RegExp[] }

/** The people of a department stand in every report: their patterns are made once for each vocabulary. */
const patternsOfNames = new WeakMap<(word: string) => boolean, Map<string, NamePatterns>>()
const patternsKept = 5000

function knownRanges(plain: string, known: KnownValues, isWord: (word: string) => boolean, japanese: boolean): { ranges: Range[]; doubtful: string[] } {
  const ranges: Range[] = []
  const doubtful: string[] = []
  const find = (pattern: RegExp, kind: RemovalKind, instead: string) => {
    for (const match of plain.matchAll(pattern)) ranges.push({ start: match.index, end: match.index + match[0].length, kind, instead })
  }
  const made = patternsOfNames.get(isWord) ?? new Map<string, NamePatterns>()
  patternsOfNames.set(isWord, made)
  for (const name of known.names) {
    const patterns = made.get(name) ?? namePatterns(name, isWord)
    if (made.size < patternsKept) made.set(name, patterns)
    for (const pattern of patterns.certain) find(pattern, 'name', japanese ? '担当者' : 'a person')
    if (patterns.doubtful.some((pattern) => pattern.test(plain))) doubtful.push('a name that is also a word')
  }
  for (const identifier of known.identifiers) {
    const compact = flatten(identifier).replaceAll(/[^\p{L}\p{N}]/gu, '')
    if (compact.length >= 4) find(new RegExp(String.raw`(?<![\p{L}\p{N}])${[...compact].map(escape).join(String.raw`[\s._/-]?`)}(?![\p{L}\p{N}])`, 'giu'), 'identifier', '')
  }
  return { ranges, doubtful }
}

function namePatterns(name: string, isWord: (word: string) => boolean): NamePatterns {
  const { latin, wide, whole } = nameParts(name)
  const certain = whole.map((one) => new RegExp(one, 'giu'))
  const doubtful: RegExp[] = []
  for (const token of latin) {
    // "No", "May", "Brown": tearing the word out would change sentences, leaving it might leave the name.
    if (isWord(token.toLowerCase())) doubtful.push(new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${capital(token)}|${token.toUpperCase()})(?![\p{L}\p{N}])`, 'u'))
    else certain.push(new RegExp(String.raw`(?<![\p{L}\p{N}])(?:\p{Lu}\. ?){0,2}${escape(token)}(?![\p{L}\p{N}])`, 'giu'))
  }
  for (const token of wide) {
    const suffix = String.raw`(?: ?(?:医師|先生|技師|看護師|さん|氏(?!名)|様|殿))`
    // One character is also a word (関, 林, 原): a name only with a title behind it.
    const isShort = [...token].length < (/^[\u3040-\u30ff]/.test(token) ? 3 : 2)
    certain.push(new RegExp(`${escape(token)}${isShort ? suffix : `${suffix}?`}`, 'gu'))
  }
  return { certain, doubtful }
}

/** A name field in pieces: Latin words, Japanese words, and patterns of the whole name in either order. */
function nameParts(name: string): { latin: string[]; wide: string[]; whole: string[] } {
  const tokens = flatten(name).split(/[\^=,;\s・、()]+/u).filter(Boolean)
  const titles = /^(?:dr|prof|professor|doctor|mr|mrs|ms|miss|md|phd|jr|sr|医師|先生|様)\.?$/i
  const words = tokens.filter((token) => !titles.test(token) && /\p{L}/u.test(token))
  const isWide = (token: string) => /[\u3040-\u30ff\u4e00-\u9fff々]/.test(token)
  const latin = new Set<string>()
  for (const word of words.filter((one) => !isWide(one))) {
    const bare = word.replaceAll('.', '')
    if (bare.length < 2) continue
    for (const form of [bare, ...bare.split(/['’-]/u).filter((part) => part.length > 2)]) for (const spelling of spellings(form)) latin.add(spelling)
  }
  // Umlauts were flattened to one letter above; the name itself may be written with two.
  for (const word of name.split(/[\^=,;\s]+/u)) if (/[äöüß]/iu.test(word)) latin.add(word.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss'))
  const wide = words.filter(isWide)
  const whole: string[] = []
  for (const group of [words.filter((one) => !isWide(one)), wide]) {
    for (let i = 0; i + 1 < group.length; i++) {
      const [first, second] = [escape(group[i]!), escape(group[i + 1]!)]
      if (group[i]!.length + group[i + 1]!.length < 3) continue
      const edge = isWide(group[i]!) ? ['', ''] : [String.raw`(?<![\p{L}\p{N}])`, String.raw`(?![\p{L}\p{N}])`]
      for (const [one, other] of [[first, second], [second, first]]) whole.push(`${edge[0]}${one}[\\s,.・]*${other}${edge[1]}(?: ?(?:医師|先生|様|氏(?!名)|さん))?`)
    }
  }
  return { latin: [...latin], wide, whole }
}

const spellings = (word: string): string[] => [word, word.replaceAll(/ss/gi, 's')].filter((one, index, all) => one.length > 1 && all.indexOf(one) === index)
const capital = (word: string) => `${word[0]!.toUpperCase()}${word.slice(1).toLowerCase()}`

const month = '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const year = '(?:19|20)\\d\\d'
const capitalised = String.raw`\p{Lu}[\p{Ll}’'-]+(?:\p{Lu}\p{Ll}+)?`
const fullName = String.raw`(?:\p{Lu}\.? ){0,2}${capitalised}(?: (?:(?:van|von|de|der|den|la|el|al|bin|binti) )?${capitalised}){0,2}`

const englishLabels = 'patient(?:’s|\'s)? name|full name|name|surname|d\\.?o\\.?b\\.?|date of birth|born|address|home address|phone|telephone|tel|mobile|fax|pager|bleep|e-?mail|mrn|medical record(?: number| no)?|hospital (?:number|no)|nhs(?: number| no)?|ssn|patient id|patient number|case (?:number|no)|accession(?: number| no)?|acc(?: no)?|order (?:number|no)|request (?:number|no)|requesting (?:physician|doctor|clinician)|referring (?:physician|doctor|clinician)|referrer|radiologist|reported by|dictated by|signed by|verified by|transcribed by|attending|consultant|gp'
const japaneseLabels = '(?:患者)?氏名|患者名|名前|ふりがな|フリガナ|患者ID|患者番号|カルテ番号|診察券番号|ID|生年月日|住所|現住所|電話(?:番号)?|TEL|携帯(?:電話)?|FAX|連絡先|緊急連絡先|メール|検査日時?|撮影日時?|報告日時?|依頼日時?|検査番号|受付番号|オーダー番号|検査依頼医|依頼医師?|依頼元|担当医師?|主治医|読影医師?|読影者|報告医|報告者|確定医|承認医|施設名?|施設住所|病院名?|病棟|紹介元|保険証番号'

const prefectures = '(?:北海道|東京都|京都府|大阪府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県)'
const generic = '(?<!担当)(?<!主治)(?<!依頼)(?<!専門)(?<!当直)(?<!読影)(?<!研修)(?<!担任)(?<!科)(?<!患者)(?<!家族)'

type Rule = readonly [kind: RemovalKind, pattern: RegExp, english: string, japanese: string]

const date: Rule[] = ([
  String.raw`(?<![\d.])${year}[-/.年] ?(?:0?[1-9]|1[0-2])[-/.月] ?(?:0?[1-9]|[12]\d|3[01])(?:日|(?!\d))`,
  String.raw`(?<![\d.])(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:${year}|\d\d)(?![\d.]*\d)(?! ?(?:mm|cm|ml|x|×))`,
  String.raw`\b(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?[ -](?:of )?${month}(?:,?[ -](?:${year}|\d\d))?(?!\p{L})`,
  String.raw`\b${month} (?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:,? ${year})?(?![\d.]|\p{L})`,
  String.raw`\b${month},? ${year}\b`,
  String.raw`(?:明治|大正|昭和|平成|令和|[MTSHR])(?:元|\d{1,2})[年./-] ?\d{1,2}[月./-] ?\d{1,2}日?`,
  String.raw`(?:明治|大正|昭和|平成|令和)(?:元|\d{1,2})年(?: ?\d{1,2}月)?(?: ?\d{1,2}日)?`,
  String.raw`(?<!\d)${year}年(?: ?\d{1,2}月)?(?: ?\d{1,2}日)?`,
  String.raw`(?<![\d/.])\d{1,2}月 ?\d{1,2}日`,
  // "9/16の" is a day; "2/3の" are two thirds.
  String.raw`(?<![\d/.-])(?<!\p{L})(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])(?= ?(?:の|に|より|から|付|撮影|施行|検査|と|CT|MR|PET))`,
  String.raw`(?<![\d/.-])(?:0?[1-9]|1[0-2])/${year}(?!\d)`,
  String.raw`(?<![\d/.-])${year}[/-](?:0[1-9]|1[0-2])(?!\d)`,
  String.raw`(?<![\d.,/x×-])(?<!\p{L})${year}(?![\d,./]*\d)(?! ?(?:mm|cm|ml|mg|hu|x|×|個|枚))(?!\p{L})`,
] as const).map((pattern) => ['date', new RegExp(pattern, 'giu'), 'an earlier date', '前回'])

const rules: Rule[] = [
  ['contact', /(?:https?:\/\/|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu, '', ''],
  ['identifier', /(?<![\d.])\d+(?:\.\d+){4,}/gu, '', ''],
  ['identifier', new RegExp(String.raw`(?<!\p{L})(?i:${englishLabels}) ?[:#=] ?(?:(?:(?:van|von|de|der|den|la|el) )*[\p{Lu}\d(+#][^\s;,。()]*(?:, ?| |$|(?=[\n;。()]))){0,7}`, 'gu'), '', ''],
  ['identifier', new RegExp(String.raw`(?:${japaneseLabels}) ?[:=] ?[^\n。、 ()]{0,60}(?: [${han}\p{Script=Hiragana}\p{Script=Katakana}ー]{1,6}(?=[\n。、 ()]|$))?`, 'gu'), '', ''],
  ...date,
  ['time', /(?<![\d.:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m\.?\b)?(?!\d)| ?(?<!\d)(?:[01]?\d|2[0-3])時 ?[0-5]?\d分|\b(?:1[0-2]|0?[1-9]) ?[ap]\.?m\b\.?/giu, '', ''],
  ['phone', /(?<![\d.-])(?:\+|00)\d{1,3}[\s.-]?(?:\(0\))?\d(?:[\s.-]?\d){6,11}(?!\d)/gu, '', ''],
  ['phone', /(?<![\d.-])\(?0\d{1,4}\)?[-\s]\d{1,4}[-\s]\d{3,4}(?!\d)|(?<![\d.-])\(?\d{3}\)?[-.\s]\d{3}[-.\s]\d{4}(?!\d)/gu, '', ''],
  ['phone', /(?<!\p{L})(?:tel|phone|ext|extension|pager|bleep|fax|内線|電話|PHS)\.? ?(?:no\.? ?)?\d[\d -]{1,14}\d/giu, '', ''],
  ['address', new RegExp(String.raw`〒 ?\d{3}-?\d{4}(?: ?[^\n。、 ()]{0,60})?`, 'gu'), '', ''],
  ['address', new RegExp(String.raw`${prefectures}[^\n。、 ]{1,20}?[市区町村郡](?:[^\n。、 ]{0,20}?(?:\d+(?:-\d+){1,3}|\d+丁目[^\n。、 ]*|番地))?`, 'gu'), '', ''],
  ['address', new RegExp(String.raw`(?<![${han}])[${han}]{2,4}市(?![販民中])(?:[${han}]{1,4}区)?|(?:千代田|新宿|文京|台東|墨田|江東|品川|目黒|大田|世田谷|渋谷|中野|杉並|豊島|荒川|板橋|練馬|足立|葛飾|江戸川)区`, 'gu'), '', ''],
  ['address', /(?<![\p{L}\p{N}])\d{1,5}[a-z]? (?:\p{Lu}[\p{L}’'-]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Court|Boulevard|Blvd|Way|Square|Place|Terrace|Crescent|Gardens|Highway)(?!\p{L})\.?(?:, ?(?:\p{Lu}[\p{L}’'-]+ ?){1,3})?/gu, '', ''],
  ['address', /(?<![\p{L}\p{N}])\p{Lu}[\p{L}]+(?:straße|strasse|gasse|allee|weg|platz) \d{1,4}[a-z]?(?:, ?\d{4,5} \p{Lu}\p{L}+)?/gu, '', ''],
  ['address', /(?<![\p{L}\p{N}])(?!(?:T|C|L|S)\d)[A-Z]{1,2}\d[A-Z\d]? \d(?!MM|CM|ML)[A-Z]{2}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[A-Z]{2} \d{5}(?:-\d{4})?(?!\d)/gu, '', ''],
  ['institution', new RegExp(String.raw`(?:(?:${capitalised}|St\.?|of|and) ){1,5}(?:Hospitals?|Clinic|Infirmary|Medical Cent(?:er|re)|Health Cent(?:er|re)|University|NHS Trust|Klinikum|Krankenhaus)(?!\p{L})`, 'gu'), 'another hospital', '他院'],
  ['institution', new RegExp(String.raw`[${han}\p{Script=Katakana}ー]{1,20}(?:病院|医院|クリニック|診療所|医療センター|がんセンター|大学)(?:附属病院|付属病院|病院)?`, 'gu'), 'another hospital', '他院'],
  ['name', new RegExp(String.raw`(?<!\p{L})(?:Dr|Prof|Professor|Doctor|Mr|Mrs|Ms|Miss|Nurse|Sister)\.? (?:${fullName})`, 'gu'), 'a person', '担当者'],
  ['name', new RegExp(String.raw`(?<!\p{L})(?:Dr|Prof|Mr|Ms|Mrs)\.? ?[${han}]{2,6}|(?<!\p{L})(?:\p{Lu}\. ?){1,3}(?:氏(?!名)|さん)`, 'gu'), 'a person', '担当者'],
  ['name', /(?<!\p{L})(?:DR|PROF|MRS)\. ?(?:\p{Lu}\. ?)?\p{Lu}{2,}(?: \p{Lu}{3,})?/gu, 'a person', '担当者'],
  ['name', new RegExp(String.raw`(?<=(?i:discussed with|spoken with|spoke to|informed|communicated to|notified|telephoned to|called to|reported (?:by|to)|dictated by|signed by|reviewed (?:by|with)|approved by|verified by|referred by|requested by|read by|attending|cc) )(?:${fullName})`, 'gu'), 'a person', '担当者'],
  ['name', new RegExp(String.raw`[${han}]{1,4}(?: ?[${han}]{1,3})?${generic} ?(?:医師|先生|技師|看護師)|[${han}]{2,6}${generic}(?:さん|氏(?!名))`, 'gu'), 'a person', '担当者'],
  ['identifier', /(?<![\p{L}\p{N}.])(?=[A-Z\d-]*\d{4})[A-Z]{1,6}-?\d+(?:-\d+)*(?![\p{L}\p{N}])/gu, '', ''],
  ['identifier', /(?<![\p{L}\p{N}.])(?!(?:LU|IN|RA|TH|SM|TL)-\d{3}(?!\d))[A-Z]{2,}(?:-[A-Z\d]+)*-\d{3,}(?:-\d+)*(?![\p{L}\p{N}])/gu, '', ''],
  ['identifier', /(?<![\p{L}\p{N}.,])\d{3} \d{3} \d{4}(?!\d)|(?<![\p{L}\p{N}.,])\d{3}-\d{2}-\d{4}(?!\d)|(?<![\d.,])\d{5,}(?![\d]*[.,]\d)(?:-\d+)*/gu, '', ''],
  ['age', /(?<![\d.])(?:9\d|1[01]\d)(?=[- ]?(?:years?|yrs?|y\/?o|歳|才)(?!\p{L}))/giu, '90', '90'],
]

function patternRanges(plain: string, japanese: boolean): Range[] {
  return rules.flatMap(([kind, pattern, english, wide]) =>
    [...plain.matchAll(pattern)]
      .filter(([found]) => found.trim() !== '' && !isGeneric(found))
      .map((match) => ({ start: match.index, end: match.index + match[0].length, kind, instead: japanese ? wide : english })),
  )
}

/** "discussed with MDT", "Dr On Call": words for a role, not a person. */
function isGeneric(found: string): boolean {
  return /^(?:MDT|ER|ED|ICU|GP|The|Our|Your|This|That|Team|Oncology|Surgery|Ward)$/u.test(found.trim())
}

/** Earlier rules win where ranges overlap, and take the rest of what they touch with them. */
function merge(ranges: Range[]): Range[] {
  const sorted = ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const merged: Range[] = []
  for (const range of sorted) {
    const last = merged.at(-1)
    if (last && range.start < last.end) last.end = Math.max(last.end, range.end)
    else merged.push({ ...range })
  }
  return merged
}

/** Empty brackets, doubled spaces and orphaned commas that a removal leaves behind. */
function tidy(text: string, changed: boolean): string {
  if (!changed) return text
  return text
    .replaceAll(/[([（［][\s,;:、]*[)\]）］]/gu, '')
    .replaceAll(/(?:a person[ ,]*(?:and )?){2,}/gu, 'a person ')
    .replaceAll(/(?:担当者[ 、・]*){2,}/gu, '担当者')
    .replaceAll(/ +([.,;:、。])/gu, '$1')
    .replaceAll(/[^\S\n]{2,}/gu, ' ')
    .replaceAll(/([,;、])(?:\s*[,;、])+/gu, '$1')
    .replaceAll(/(?:^|(?<=\n))[ ,;.、。]+(?=\S)/gu, '')
    .trim()
}

/** What still looks like somebody's after the removal. */
function restsOf(text: string, known: KnownValues): string[] {
  const rests: string[] = []
  const plain = flatten(text)
  if (/\d{5,}/.test(plain)) rests.push('a long number')
  if (/@|https?:|www\./i.test(plain)) rests.push('an address of the net')
  if (/(?<!\p{L})(?:Dr|Prof|Mrs|Mr|Miss)(?:\.| )(?= ?\p{Lu})/u.test(plain)) rests.push('a title')
  if (/(?<![\d.,/x×-])(?<!\p{L})(?:19|20)\d\d(?:年|[-/]\d)/u.test(plain)) rests.push('a year')
  if (/(?:氏名|生年月日|住所|電話|携帯|患者ID)|(?<!\p{L})(?:DOB|MRN|NHS no)(?!\p{L})/iu.test(plain)) rests.push('a label of personal data')
  if (japaneseSurnames.test(text)) rests.push('a Japanese surname')
  const compact = plain.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
  const holds = (value: string, least: number) => value.length >= least && compact.includes(value)
  for (const name of known.names) {
    const parts = flatten(name).toLowerCase().split(/[\^=,;\s・、]+/u).map((part) => part.replaceAll(/[^\p{L}]/gu, '')).filter(Boolean)
    for (let i = 0; i < parts.length; i++) {
      const isWide = /[\u3040-\u9fff]/.test(parts[i]!)
      const pair = [parts[i]! + (parts[i + 1] ?? ''), (parts[i + 1] ?? '') + parts[i]!]
      if (i + 1 < parts.length && pair.some((one) => holds(one, isWide ? 3 : 6))) rests.push('a known name')
    }
  }
  for (const identifier of known.identifiers) if (holds(flatten(identifier).toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''), 4)) rests.push('a known identifier')
  for (const one of known.dates) {
    const [y, m, d] = one.split('-')
    if (y && m && d && [`${y}${m}${d}`, `${d}${m}${y}`, `${m}${d}${y}`].some((value) => compact.includes(value))) rests.push('a known date')
  }
  return rests
}

/** Words that are written small in the reports of several patients, which names are not. */
type Vocabulary = { isKnown(word: string): boolean; add(text: string, patient: string): void }

/** @param least patients whose reports must hold a word in small letters before it counts as a word */
export function createVocabulary(isWord: (word: string) => boolean, least = 2): Vocabulary {
  const seen = new Map<string, string | true>()
  return {
    isKnown: (word) => seen.get(word) === true || isWord(word) || eponyms.has(word),
    add(text, patient) {
      for (const [word] of flatten(text).matchAll(/(?<![\p{L}\p{N}])\p{Ll}{3,}(?![\p{L}\p{N}])/gu)) {
        const before = seen.get(word)
        if (before === undefined) seen.set(word, least <= 1 ? true : patient)
        else if (before !== true && before !== patient) seen.set(word, true)
      }
    },
  }
}

/** Capitalised words inside sentences that nobody writes small: perhaps a name that no rule knows. */
export function unknownNames(text: string, vocabulary: Vocabulary): string[] {
  const plain = flatten(text)
  const found: string[] = []
  for (const match of plain.matchAll(/(?<![\p{L}\p{N}])(\p{Lu}\p{Ll}{2,}|\p{Lu}{4,})(?![\p{L}\p{N}])/gu)) {
    const before = plain.slice(0, match.index).trimEnd()
    // The first word of a sentence, a line or a list item is written large anyway.
    const opens = before === '' || /[.:;!?。：)\]*•>-]$/u.test(before) || plain.slice(before.length, match.index).includes('\n')
    const isShout = /^\p{Lu}+$/u.test(match[1]!)
    if (opens && !isShout) continue
    const word = match[1]!.toLowerCase()
    if (sharedEponyms.has(word)) {
      if (!afterEponym.test(plain.slice(match.index + match[1]!.length))) found.push(match[1]!)
    } else if (!vocabulary.isKnown(word) && !vocabulary.isKnown(word.replace(/s$/, ''))) found.push(match[1]!)
  }
  return found
}
