import type { Edit, GateReport } from './gate-report.ts'
import { shares, statementsOf } from './own-words.ts'
import type { ReportWords } from './report-words.ts'

const otherSex: Record<'en' | 'ja', Record<'F' | 'M', readonly string[]>> = {
  en: { F: ['The prostate is enlarged.', 'Prostate of normal size.', 'The seminal vesicles are unremarkable.', 'The left testis is unremarkable.'], M: ['The uterus is unremarkable.', 'Uterus and ovaries of normal size.', 'The endometrium is thickened.', 'Left ovarian cyst.'] },
  ja: { F: ['前立腺の腫大を認める。', '前立腺に異常なし。', '精嚢に異常なし。'], M: ['子宮に異常なし。', '右卵巣嚢胞を認める。', '子宮筋腫を認める。'] },
}
const organsOf = { F: /prostat|seminal|testi|scrot|penis|前立腺|精嚢|精巣|陰茎/i, M: /uter|ovar|endometri|cervix|vagina|子宮|卵巣|膣/i }

/** One more sentence, about an organ that a person of this sex does not have. Not where the sex is not known, or the findings speak of one. */
export function addWrongSex({ report, known }: ReportWords): Edit[] {
  const { sex, language, conclusion } = report
  if (sex === null || organsOf[sex].test(known) || organsOf[sex].test(conclusion)) return []
  return otherSex[language][sex].map((sentence) => append(report, sentence))
}

/** Findings with the words whose presence anywhere in the report keeps them from being invented. */
const inventions: Record<'en' | 'ja', readonly (readonly [sentence: string, unless: RegExp])[]> = {
  en: [
    ['Acute fracture of the left clavicle.', /clavic|fractur/i], ['Small right pneumothorax.', /pneumothora|pleura/i], ['Gallstones without cholecystitis.', /gallst|gallbl|cholel|cholec|biliar/i],
    ['Saccular aneurysm of the abdominal aorta, 4.6 cm.', /aneurysm|aort|vascul|vessel/i], ['Thrombosis of the portal vein.', /portal|thromb|vein/i], ['Right hydronephrosis.', /hydroneph|kidney|renal|ureter|collecting|urinary/i],
    ['Acute infarct in the left cerebellar hemisphere.', /infarct|cerebell|stroke|brain|ischa?em/i], ['Perforated appendicitis with an abscess.', /append|abscess|perforat|bowel|caec/i], ['Splenic laceration.', /splen|spleen/i],
    ['New mass in the tail of the pancreas.', /pancrea/i], ['Moderate pericardial effusion.', /pericard|heart|cardi/i], ['Enlarged left adrenal gland.', /adren/i], ['Subdural haematoma on the right.', /subdur|haemat|hemat|haemorr|hemorr|intracran/i],
    ['Complete tear of the Achilles tendon.', /achill|tendon|tear/i], ['Multiple lung metastases.', /lung|pulmon|metast|thora|chest/i], ['Small bowel obstruction.', /bowel|obstruct|ileus|intestin/i],
  ],
  ja: [
    ['左鎖骨骨折を認める。', /鎖骨|骨折|骨/], ['右気胸を認める。', /気胸|胸膜|肺/], ['胆石を認める。', /胆/], ['腹部大動脈瘤を認める。', /大動脈|動脈|血管/], ['門脈血栓を認める。', /門脈|血栓|静脈/], ['右水腎症を認める。', /腎|尿/],
    ['左小脳に急性期梗塞を認める。', /小脳|梗塞|脳/], ['虫垂炎を認める。', /虫垂|腸|膿瘍/], ['脾腫を認める。', /脾/], ['膵尾部に腫瘤を認める。', /膵/], ['心嚢水を認める。', /心/], ['左副腎腫大を認める。', /副腎/], ['硬膜下血腫を認める。', /硬膜|血腫|出血|頭蓋/], ['腸閉塞を認める。', /腸|閉塞|消化管/],
  ],
}

/** One more sentence, about a finding of which the report says nothing, not even that it is absent. */
export function addInvention({ report, known }: ReportWords): Edit[] {
  const text = `${known}\n${report.conclusion}`
  return inventions[report.language].filter(([, unless]) => !unless.test(text)).map(([sentence]) => append(report, sentence))
}

/** What nobody may leave out; own list, matched against conclusion and findings alike. */
const key = /\b(?:mass(?:es)?|metasta\w+|carcinoma\w*|tumou?rs?|malignan\w+|fractures?|embol\w+|pneumothora\w+|ha?emorrhag\w*|infarct\w*|abscess(?:es)?|perforat\w*|obstruct\w*|thromb\w+|dissection|aneurysms?|appendicitis|pneumonia|consolidation|effusions?|nodules?|lymphadenopathy|lymphoma|herniat\w*|stenosis|tears?|rupture\w*|stones?|calcul\w+)\b|腫瘤|転移|癌|腫瘍|骨折|塞栓|気胸|出血|梗塞|膿瘍|穿孔|閉塞|血栓|解離|動脈瘤|肺炎|胸水|結節|リンパ節腫大|ヘルニア|狭窄|断裂|結石/gi
const stem = (word: string): string => word.toLowerCase().slice(0, 5)
const keysIn = (text: string): Set<string> => new Set([...text.matchAll(key)].map(([word]) => stem(word)))

/** The statement away that alone tells a key finding which the findings affirm. Not the only one of a conclusion. */
export function dropKeyFinding(words: ReportWords): Edit[] {
  const { report, conclusion, plain, clauses } = words
  if (conclusion.length < 2) return []
  return plain.flatMap((statement) => {
    const keys = keysIn(statement.text)
    const others = keysIn(conclusion.filter((one) => one !== statement).map(({ text }) => text).join('\n'))
    if (keys.size === 0 || [...keys].some((one) => others.has(one))) return []
    if (conclusion.some((one) => one !== statement && !one.denied && shares(one.words, statement.words))) return []
    // "1. … 2. …" on one line: its number would be left.
    if (/\S[^\S\n]+\d{1,2}[.)]\s*$/.test(report.conclusion.slice(0, statement.start))) return []
    const carried = clauses.some(({ text, statement: told, denied }) => !denied && shares(keysIn(text), keys) && shares(told.words, statement.words))
    return carried ? [remove(report.conclusion, statement.start, statement.end)] : []
  })
}

/** Ranges of the findings in which a dropped statement stood: where "left out" has to point. */
export function carriersOf({ findings }: ReportWords, dropped: string): { start: number; end: number }[] {
  const keys = keysIn(dropped)
  const [statement] = statementsOf(dropped)
  return findings.filter(({ text, words, denied }) => !denied && shares(keysIn(text), keys) && (!statement || shares(words, statement.words)))
}

/** The sentence goes with its full stop; a line that becomes empty goes too, and a numbered list is numbered anew. */
function remove(text: string, start: number, end: number): Edit {
  let to = end + (/^[.;。；!?]/.exec(text.slice(end))?.[0].length ?? 0)
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const onlyMark = /^\s*(?:\d{1,2}[.)）]|[-*•・])?\s*$/.test(text.slice(lineStart, start))
  const restOfLine = /^[^\n]*/.exec(text.slice(to))![0]
  let from = start
  if (onlyMark && restOfLine.trim() === '') {
    from = lineStart
    to = Math.min(text.length, to + restOfLine.length + 1)
    if (to === text.length && from > 0) from--
  } else to += /^[ \t]*/.exec(text.slice(to))![0].length
  const after = text.slice(to)
  const number = Number(/^\s*(\d{1,2})[.)）]/.exec(text.slice(from, to))?.[1] ?? Number.NaN)
  if (Number.isNaN(number)) return { start: from, end: to, text: '' }
  let next = number
  return { start: from, end: text.length, text: after.replace(/^(\s*)\d{1,2}(?=[.)）])/gm, (_all, space: string) => `${space}${next++}`) }
}

/** The sentence at the end, in the form the conclusion has: numbered, on a line of its own, or after the last one. */
export function append({ conclusion }: Pick<GateReport, 'conclusion'>, sentence: string): Edit {
  const at = conclusion.trimEnd().length
  const lines = conclusion.trimEnd().split('\n')
  const numbered = /^(\s*)(\d{1,2})([.)）]\s*)/.exec(lines.at(-1)!)
  const marked = /^\s*[-*•・]\s*/.exec(lines.at(-1)!)
  if (numbered && lines.length > 1) return { start: at, end: at, text: `\n${numbered[1]}${Number(numbered[2]) + 1}${numbered[3]}${sentence}` }
  if (marked) return { start: at, end: at, text: `\n${marked[0]}${sentence}` }
  const ended = /[.。!?]$/.test(conclusion.trimEnd())
  const separator = lines.length > 1 || !ended ? '\n' : /[\u3040-\u30ff\u4e00-\u9fff]/.test(sentence) ? '' : ' '
  return { start: at, end: at, text: separator + sentence }
}
