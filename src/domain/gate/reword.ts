import type { RewordKind } from './error-kind.ts'
import type { GateReport } from './gate-report.ts'
import { shuffled } from './mutate.ts'

/** Two ways to say the same of any finding; vetted one by one, so that neither says more than the other. */
type Same = readonly [a: RegExp, b: string]
const word = (text: string): RegExp => new RegExp(`\\b${text}\\b`, 'gi')
const english: readonly Same[] = [
  [word('no evidence of'), 'no sign of'], [word('no signs? of'), 'no evidence of'], [word('in keeping with'), 'consistent with'], [word('consistent with'), 'in keeping with'],
  [word('gallstones'), 'cholelithiasis'], [word('cholelithiasis'), 'gallstones'], [word('bone metastases'), 'osseous metastases'], [word('osseous metastases'), 'bone metastases'], [word('bone metastasis'), 'osseous metastasis'],
  [word('liver metastases'), 'hepatic metastases'], [word('hepatic metastases'), 'liver metastases'], [word('liver metastasis'), 'hepatic metastasis'], [word('hepatic steatosis'), 'fatty liver'], [word('renal calculus'), 'kidney stone'], [word('renal calculi'), 'kidney stones'],
  [word('pulmonary nodules'), 'lung nodules'], [word('pulmonary nodule'), 'lung nodule'], [word('lung nodule'), 'pulmonary nodule'], [word('brain metastases'), 'cerebral metastases'], [word('compared with'), 'in comparison with'],
  [word('right upper lobe'), 'RUL'], [word('right lower lobe'), 'RLL'], [word('left upper lobe'), 'LUL'], [word('left lower lobe'), 'LLL'], [word('right middle lobe'), 'RML'], [/\bRUL\b/g, 'right upper lobe'], [/\bRLL\b/g, 'right lower lobe'], [/\bLUL\b/g, 'left upper lobe'], [/\bLLL\b/g, 'left lower lobe'],
  [word('deep vein thrombosis'), 'DVT'], [/\bDVT\b/g, 'deep vein thrombosis'], [word('common bile duct'), 'CBD'], [/\bCBD\b/g, 'common bile duct'], [word('is unchanged'), 'has not changed'], [word('are unchanged'), 'have not changed'], [word('unchanged in size'), 'stable in size'],
]
const japanese: readonly Same[] = [
  [/を認めません/g, 'は認められません'], [/を認めない/g, 'は認められない'], [/を認めます/g, 'がみられます'], [/を認める/g, 'がみられる'], [/不変/g, '変化なし'], [/著変なし/g, '変化なし'], [/嚢胞/g, 'のう胞'], [/リンパ節腫大/g, 'リンパ節の腫大'], [/異常なし/g, '異常を認めない'],
  [/両側/g, '左右両側'], [/腎結石/g, '腎臓結石'], [/胆石/g, '胆嚢結石'], [/疑い(?=[。\s]|$)/g, 'の疑い'], [/増大(?=[。、]|し)/g, '拡大'],
]
const spellings: readonly (readonly [british: string, american: string])[] = [
  ['tumour', 'tumor'], ['oedema', 'edema'], ['haemorrhag', 'hemorrhag'], ['haematoma', 'hematoma'], ['haemangioma', 'hemangioma'], ['haemothorax', 'hemothorax'], ['oesophag', 'esophag'], ['ischaemi', 'ischemi'], ['leukaemi', 'leukemi'], ['anaemi', 'anemi'],
  ['centre', 'center'], ['calibre', 'caliber'], ['grey', 'gray'], ['localised', 'localized'], ['generalised', 'generalized'], ['caecum', 'cecum'], ['caecal', 'cecal'], ['paediatric', 'pediatric'], ['fibre', 'fiber'], ['haemosiderin', 'hemosiderin'],
]

/** These look back at the sentence before them, or to its order: such a conclusion keeps its order. */
const looksBack = /^(?:this|these|that|those|it|they|its|their|the (?:latter|former|other|above|second|first|larger|smaller)|otherwise|also|further(?:more)?|additional\w*|another|other|likewise|same|both|in addition|however|but|and|with|which|most likely|likely|correlat\w*|これ|それ|同|また|その|上記|なお|他|以上|さらに|ただし|一方|両者)/i

/**
 * The same conclusion in other words, correct by construction: its sentences in another order, millimetres as centimetres or the
 * reverse, a vetted synonym, British for American spelling or the reverse. null where the text offers nothing of the kind.
 */
export function reword(report: GateReport, kind: RewordKind, random: () => number): string | null {
  const { conclusion } = report
  const written = kind === 'order' ? reorder(conclusion, random) : kind === 'unit' ? otherUnit(conclusion) : kind === 'spelling' ? otherSpelling(conclusion) : synonym(report, random)
  return written === conclusion ? null : written
}

function reorder(text: string, random: () => number): string | null {
  const lines = text.trim().split('\n').map((line) => line.trim()).filter(Boolean)
  const sentences = lines.length > 1 ? lines : text.trim().split(/(?<=[.。])(?:\s+(?=[A-Z\d])|(?=[^\s）)]))(?<!\d\.(?=\d))/)
  if (sentences.length < 2 || sentences.some((one) => looksBack.test(bare(one)) || (lines.length === 1 && !/[.。]$/.test(one)) || /^\d{1,2}[.)]?$/.test(one.trim()))) return null
  // A heading line rules what follows it.
  if (sentences.some((one) => /[:：]$/.test(one) || /^【|^[A-Z][A-Za-z ]{2,30}:/.test(one))) return null
  const numbered = sentences.every((one) => /^\d{1,2}[.)）]\s/.test(one))
  if (!numbered && sentences.some((one) => /^\d{1,2}[.)）]\s/.test(one))) return null
  const [first] = sentences
  let order = shuffled(sentences, random)
  if (order.every((one, at) => one === sentences[at])) order = [...sentences.slice(1), first!]
  const renumbered = numbered ? order.map((one, at) => one.replace(/^\d{1,2}/, String(at + 1))) : order
  return renumbered.join(lines.length > 1 ? '\n' : /[\u3040-\u30ff\u4e00-\u9fff]/.test(text) ? '' : ' ')
}

const bare = (sentence: string): string => sentence.replace(/^(?:\d{1,2}[.)）]|[-*•・])\s*/, '')

/** Sizes with one unit for all their numbers; a range or a change ("22 to 31 mm", "15–20 mm") leaves its first number without one. */
const size = /(?<![\d.,/])(\d+(?:\.\d+)?(?:\s*[x×]\s*\d+(?:\.\d+)?){0,2})(\s?)(mm|cm)(?![a-z\d²³^/])/g
const halfOfRange = /(?:\d\s*(?:[-–~〜～/,、]|to|and|or|から|[x×])\s*)$/i

function otherUnit(text: string): string | null {
  const written = text.replace(size, (all: string, numbers: string, space: string, unit: string, at: number) => {
    if (halfOfRange.test(text.slice(0, at))) return all
    const to = unit === 'mm' ? 'cm' : 'mm'
    return `${numbers.replace(/\d+(?:\.\d+)?/g, (number) => String(Number((to === 'cm' ? Number(number) / 10 : Number(number) * 10).toFixed(3))))}${space}${to}`
  })
  return written === text ? null : written
}

function synonym({ conclusion, language }: GateReport, random: () => number): string | null {
  const offered = (language === 'ja' ? japanese : english).filter(([a]) => new RegExp(a.source, a.flags.replace('g', '')).test(conclusion))
  const chosen = offered[Math.floor(random() * offered.length)]
  if (!chosen) return null
  return conclusion.replace(chosen[0], (found: string) => (/^[A-Z][a-z]/.test(found) && !/^[A-Z]{2}/.test(chosen[1]) ? chosen[1].charAt(0).toUpperCase() + chosen[1].slice(1) : chosen[1]))
}

function otherSpelling(text: string): string | null {
  const isBritish = spellings.some(([british]) => new RegExp(`\\b${british}`, 'i').test(text))
  let written = text
  for (const [british, american] of spellings) {
    const [from, to] = isBritish ? [british, american] : [american, british]
    written = written.replace(new RegExp(`\\b${from}`, 'gi'), (found) => (/^[A-Z]/.test(found) ? to.charAt(0).toUpperCase() + to.slice(1) : to))
  }
  return written === text ? null : written
}
