import type { TextRange } from '../../report/range.ts'
import { keepResults } from '../../text/kept.ts'
import { splitSentences } from '../../text/sentences.ts'
import type { CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'

/** A calendar date as written: a day, a month or a year. Day and month may be the other way round where both could be meant. */
type Dated = TextRange & { year: number; month: number | null; day: number | null; swapped: boolean }

const none = /^(?:comparison\s*[:：]\s*)?(?:none(?: available)?|nil|n\/a|not available|unavailable|no (?:relevant |previous |prior |earlier |old |recent )*(?:comparison|prior|previous|earlier|imaging|stud(?:y|ies)|examinations?|exams?|images)(?: (?:imaging|stud(?:y|ies)|examinations?|exams?|images|reports?))?(?: (?:is|are|was|were))?(?: (?:available|obtainable))?(?: for comparison| on (?:file|pacs|the system))?|first (?:examination|study|scan)|なし|無し|(?:比較|前回|過去)(?:対象|画像|検査|の?画像)?(?:は)?(?:なし|無し|ありません|ない)|初回(?:検査|撮影)?(?:です|である)?)\s*[.。]?$/iu
const noneInFindings = /\bno (?:relevant |previous |prior |earlier )+(?:imaging|stud(?:y|ies)|examinations?|exams?|images|comparisons?)?(?: (?:is|are|was|were))?\s*(?:available|for comparison|on (?:file|pacs))|(?:比較対象|比較画像|前回画像|前回検査|過去画像)(?:は|が)?(?:なし|無し|ありません|ない)/iu
/** What only somebody can say who has seen an earlier examination. "stable" alone may be a fracture, a patient or a joint. */
const compared = /\bunchanged\b|\bno (?:significant |relevant |appreciable )?interval (?:change|growth|progression)|\binterval (?:increase|decrease|growth|progression|enlargement|improvement|resolution)|\b(?:stable|larger|smaller|grown|increased|decreased|progress(?:ed|ive)|new|improved|worse(?:ned)?) (?:in size )?(?:since|compared|from (?:the )?(?:prior|previous|last|earlier))|\bcompared (?:with|to) (?:the )?(?:prior|previous|last|earlier)|\bsince (?:the )?(?:prior|previous|last|earlier) (?:study|exam\w*|scan|ct|mri?|imaging|film|radiograph)|前回(?:と|に|より|から|比)|(?<!性)不変|(?:大きさ|サイズ|径)(?:に|は)?(?:著|有意な)?変化(?:は|を)?(?:なし|ない|ありません|認め(?:ない|ず|ません))|(?:増大|縮小)傾向/iu
/** What changes, or does not, within one examination. */
const within = /\b(?:between|on delayed|on flexion|on extension|after|during|with (?:inspiration|expiration|valsalva|contrast|compression)|in all phases|on (?:post-?contrast|repeat) (?:images|series)|position(?:al|ing)?|over the (?:scan|examination)|clinical\w*)\b|outside (?:report|study)|reported|造影後|体位|吸気|呼気|相で/iu
/** Advice and what is still to come compares nothing. */
const advice = /\b(?:recommend\w*|advis\w*|suggest\w*|if available|correlat\w*|follow-?up|repeat|should be|obtain|would be)\b|推奨|勧め|望まれ|必要|フォロー|経過観察/iu
/** What tells that something is compared at all. */
const courseWord = /\b(?:stable|stability|unchanged|changed?|larger|smaller|bigger|gr(?:own|ew|owth)|increas\w*|decreas\w*|progress\w*|regress\w*|enlarg\w*|shr[aiu]nk\w*|new|improv\w*|wors\w*|resol\w*|persist\w*|compar\w*|similar|same|less|more|fewer)\b/iu
/** Only a report with something to compare can call a finding stable or growing. */
const coursed = /\b(?:stable|growing|enlarging|shrinking|increasing|decreasing)\s(?:[a-z]+[ -]){0,4}(?:nodules?|mass(?:es)?|lesions?|cysts?|metasta\w+|(?:ef)?fusions?|opacit\w+|aneurysms?|lymph\w*|nodes?|adenoma|h(?:a)?ematoma|appearances?)\b|\b(?:nodules?|mass(?:es)?|lesions?|cysts?|metasta\w+|effusions?|aneurysms?|nodes?)\s(?:is|are|remains?|appears?)\s(?:stable|unchanged)\b/iu
/** The examination is named behind these words where its sentence tells a course. */
const referenceInCourse = /\b(?:since|than (?:on|in|at)|from)\s+(?:the )?|\b(?:prior|previous|last|earlier|preceding|recent|yesterday's|(?:yester|last )(?:day|week|month|year)'s)\s+/giu
/** Japanese names it before them: "2025年3月3日のCTと比べ", "2019年から不変". */
const referenceBehind = /と(?:の)?比(?:較|べ|し)|に比(?:し|べ|較)|(?:から|より|以降|以来)(?=[^。]{0,16}(?:不変|変化|著変|増|減|縮小|拡大|悪化|改善|安定|同様|出現|大き|小さ))|と(?:同様|同じ|同程度|変わ|著変)/gu
/** A reference to the examination that is compared with; what follows names it. */
const reference = /\b(?:compar(?:ed|ison|ing) (?:with|to)|unchanged (?:from|since)|(?:stable|new|larger|smaller|increased|decreased|progress(?:ed|ion)|growth|change) (?:since|from)|relative to|versus|vs\.?)\s+(?:the )?|(?:前回|比較(?:対象)?)[はの]?[\s(（:：]{0,3}/giu

const modalities: readonly (readonly [string, RegExp])[] = [
  ['CT', /\b(?:ct|cta|hrct|cect|computed tomograph\w*|pet[-\s/]?ct)\b/iu], ['MRI', /\b(?:mri?|mra|mrcp|magnetic resonance)\b/iu],
  ['radiograph', /\b(?:x-?rays?|xr|cxr|radiographs?|plain films?|films?)\b|X線(?!透視|吸収)|単純(?:撮影|写真)|レントゲン/iu], ['ultrasound', /\b(?:ultrasound|us|sonograph\w*|uss)\b|超音波|エコー/iu],
  ['PET', /\bpet\b/iu], ['bone scan', /\b(?:bone scans?|scintigra\w*|bone scintigram)\b|骨シンチ|シンチグラ/iu], ['mammography', /\bmammogra\w*\b|マンモ/iu],
]
const modalitiesIn = (text: string): string[] => {
  const plain = text.normalize('NFKC')
  // A name between Japanese words ends where they begin.
  const apart = plain.replaceAll(/(?<=[ぁ-んァ-ヶ一-龥の])(?=[A-Za-z])|(?<=[A-Za-z])(?=[ぁ-んァ-ヶ一-龥])/g, ' ')
  return modalities.flatMap(([name, words]) => (words.test(plain) || words.test(apart) ? [name] : []))
}

/**
 * Another prior in the conclusion than the one that the comparison field or the findings name: a change although there is none to compare
 * with, another date, another kind of examination. Silent where neither says what was compared. English and Japanese.
 */
export function checkPrior(context: CheckContext): CheckIssue[] {
  const { conclusion, findings, indication = '', comparison = '' } = context.input
  const issues: CheckIssue[] = []
  const sentences = splitSentences(conclusion)
  const { absent, compares, known, asked } = keptPriors(`${comparison}\u0000${findings}\u0000${indication}`, () => priorsOf(findings, indication, comparison))
  if (absent === undefined && compares === '') return []
  for (const [sentence, { start, end }] of sentences.slice(0, 300).entries()) {
    const text = conclusion.slice(start, end)
    if (advice.test(text)) continue
    const issue = (range: TextRange, message: string, against: TextRange | null = null) => issues.push({ kind: 'direction', severity: 'error', sentence, message, conclusion: { start: start + range.start, end: start + range.end }, findings: against })
    const told = rangeOf(compared.exec(text)) ?? (absent === undefined ? undefined : rangeOf(coursed.exec(text)))
    // Findings that compare all the same know more than their comparison field: nothing is sure then.
    if (absent !== undefined && told && !within.test(text) && !datesIn(text).length && !compared.test(findings) && !modalitiesIn(indication).length) issue(told, 'The conclusion tells a change, the report has no earlier examination to compare with.', absent)
    if (compares === '' || absent !== undefined) continue
    for (const { start: at, named } of priorsNamed(text)) {
      const other = datesIn(named)[0]
      if (other && asked.some((one) => asFine(one, other)) && !known.some((one) => same(one, other))) {
        issue({ start: at + other.start, end: at + other.end }, `The conclusion compares with “${named.slice(other.start, other.end)}”, the comparison of the report names ${[...new Set(asked.map((one) => compares.slice(one.start, one.end)))].slice(0, 3).join(', ')}.`)
        break
      }
      const kinds = modalitiesIn(named)
      const listed = modalitiesIn(compares)
      if (kinds.length && listed.length && !modalitiesIn(`${comparison}\n${findings}\n${indication}`).some((one) => kinds.includes(one))) {
        issue({ start: at, end: at + named.trimEnd().length }, `The conclusion compares with ${kinds[0]}, the comparison of the report names ${listed.join(' and ')}.`)
        break
      }
    }
  }
  return issues.slice(0, 3)
}

/** What a report says of its priors: that there is none, what it compares with, and every date in it. */
type Priors = { absent: TextRange | null | undefined; compares: string; known: Dated[]; asked: Dated[] }
/** While a conclusion is typed they stay the same. */
const keptPriors = keepResults<Priors>(4)

function priorsOf(findings: string, indication: string, comparison: string): Priors {
  const absent = none.test(comparison.trim()) ? null : comparison.trim() === '' ? rangeOf(noneInFindings.exec(findings)) : undefined
  const compares = comparison.trim() === '' ? namedPriors(findings) : comparison
  if (absent === undefined && compares === '') return { absent, compares, known: [], asked: [] }
  return { absent, compares, known: datesIn(`${comparison}\n${findings}\n${indication}`), asked: datesIn(compares) }
}

/** What began then, not what was seen then. */
const event = /\b(?:surgery|operation|resection|therapy|treatment|chemo\w*|radiotherapy|drainage|transplant\w*|known|diagnos\w*|symptoms?|pain|trauma|accident)\s$/iu
const begun = /^(?:(?:the|her|his|their|initial|last|start of|completion of) )*(?:surg|operat|resect|therap|treat|chemo|radioth|drain|transplant|diagnos|symptom|pain|trauma|accident|birth|childhood)|手術|術後|治療|受傷|発症|入院|移植/iu
const partAround = (text: string, at: number): string => `${/[^,;:]*$/.exec(text.slice(0, at))![0]}${/^[^,;:]*/.exec(text.slice(at))![0]}`

/** The words of a sentence that name the examination it compares with. */
const priorsNamed = (text: string): readonly Named[] => keptNamed(text, () => readNamed(text))

type Named = { start: number; named: string }
/** Sentences of a conclusion while it is typed. */
const keptNamed = keepResults<readonly Named[]>(300)

function readNamed(text: string): readonly Named[] {
  const ahead = [...text.matchAll(reference), ...[...text.matchAll(referenceInCourse)].filter((found) => courseWord.test(partAround(text, found.index)) && !event.test(text.slice(0, found.index)))]
    .map((found) => ({ start: found.index + found[0].length, named: text.slice(found.index + found[0].length, found.index + found[0].length + 48).split(/[.;,。、；]\s|[。、；]|\band\b|と比|-guided/u)[0]! }))
  const behind = [...text.matchAll(referenceBehind)].map((found) => {
    const named = /[^。、；,]*$/u.exec(text.slice(Math.max(0, found.index - 40), found.index))![0]
    return { start: found.index - named.length, named }
  })
  return [...ahead, ...behind].filter(({ named }) => !begun.test(named))
}

/** The examinations that the findings compare with, as they name them; '' where none is. */
const namedPriors = (findings: string): string => splitSentences(findings.slice(0, 20_000)).flatMap(({ start, end }) => priorsNamed(findings.slice(start, end))).map(({ named }) => named).join('\n').trim()

const rangeOf = (found: RegExpExecArray | null): TextRange | null | undefined => (found ? { start: found.index, end: found.index + found[0].length } : undefined)

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthWord = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const iso = /\b((?:19|20)\d\d)[-/.年]\s?(\d{1,2})(?:[-/.月]\s?(\d{1,2})日?)?(?!\d)|((?:19|20)\d\d)年(\d{1,2})月/gu
const dotted = /(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)?\d\d)(?![\d/-])/g
const worded = new RegExp(`(?<!\\d)(?:(\\d{1,2})(?:st|nd|rd|th)?\\s+)?${monthWord}\\s+(?:(\\d{1,2})(?:st|nd|rd|th)?,?\\s+)?((?:19|20)\\d\\d)\\b`, 'giu')
const reiwa = /(令和|[RＲ]|平成|[HＨ])(\d{1,2})[.年/](\d{1,2})(?:[.月/](?:(\d{1,2})日?)?)?/gu
const bareYear = /(?<![\d./-])((?:19|20)\d\d)(?![\d/-]|\.\d|\s?(?:mm|cm|ml|hu|g|mg)\b|年)/giu
const yearAlone = /(?<!\d)((?:19|20)\d\d)年(?!\s?\d|代|間)/gu

/** Dates of a text, years alone only where nothing finer stands there. Never throws; linear. */
function datesIn(all: string): Dated[] {
  const text = all.slice(0, 60_000)
  const found: Dated[] = []
  const put = (at: RegExpExecArray | RegExpMatchArray, year: number, month: number | null, day: number | null, swapped = false) => {
    const start = at.index!
    const end = start + at[0].length
    if ((month !== null && (month < 1 || month > 12)) || (day !== null && (day < 1 || day > 31)) || found.some((one) => one.start < end && start < one.end)) return
    found.push({ start, end, year, month, day, swapped })
  }
  for (const at of text.matchAll(iso)) put(at, Number(at[1] ?? at[4]), Number(at[2] ?? at[5]), at[3] ? Number(at[3]) : null)
  for (const at of text.matchAll(reiwa)) put(at, (/^[令RＲ]/u.test(at[1]!) ? 2018 : 1988) + Number(at[2]), Number(at[3]), at[4] ? Number(at[4]) : null)
  for (const at of text.matchAll(dotted)) {
    const [a, b, y] = [Number(at[1]), Number(at[3]), Number(at[4])]
    const year = y < 100 ? 2000 + y : y
    if (b <= 12) put(at, year, b, a, a <= 12)
    else put(at, year, a, b)
  }
  for (const at of text.matchAll(worded)) put(at, Number(at[4]), months.indexOf(at[2]!.slice(0, 3).toLowerCase()) + 1, at[1] ?? at[3] ? Number(at[1] ?? at[3]) : null)
  for (const at of text.matchAll(yearAlone)) put(at, Number(at[1]), null, null)
  for (const at of text.matchAll(bareYear)) put(at, Number(at[1]), null, null)
  return found
}

/** Could both mean the same day, as far as each says? */
function same(a: Dated, b: Dated): boolean {
  const fits = (x: Pick<Dated, 'month' | 'day'>, y: Pick<Dated, 'month' | 'day'>) => (x.month === null || y.month === null || x.month === y.month) && (x.day === null || y.day === null || x.day === y.day)
  const ways = (one: Dated) => (one.swapped ? [one, { month: one.day, day: one.month }] : [one])
  return a.year === b.year && ways(a).some((x) => ways(b).some((y) => fits(x, y)))
}

/** A year alone does not speak against a day of the conclusion's precision. */
const asFine = (known: Dated, told: Dated): boolean => (told.month === null || known.month !== null || known.year !== told.year) && (told.day === null || known.day !== null || known.month !== told.month || known.year !== told.year)
