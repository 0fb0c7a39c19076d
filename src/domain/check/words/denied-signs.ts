import type { FindingsText } from '../../draft/align.ts'
import type { Reading } from '../../text/read-sentence.ts'
import type { CheckIssue } from '../issue.ts'

/** What shows a finding without its name. Only signs that hardly anything else has. */
const signs: readonly (readonly [denied: RegExp, sign: RegExp])[] = [
  [/\bperforation\b/i, /\b(?:extraluminal|free|extradigestive|intraperitoneal) (?:gas|air)\b|\bpneumoperitoneum\b/i],
  [/\b(?:hydronephrosis|pelvicaliectasis|(?:upper tract|collecting system|urinary) (?:dilatation|obstruction))\b/i, /\b(?:dilated|distended|widened) (?:renal )?(?:pelvis|calyces|collecting system|pelvicalyceal system)|\brenal pelvis (?:\w+ )?(?:dilated|distended)|\bblunted calyces/i],
  [/\bisch(?:a)?emia\b/i, /\b(?:reversible|inducible) (?:\w+ )?defect/i],
  [/\b(?:dvt|deep vein thrombosis)\b/i, /\b(?:not |non-? ?|in)compressible\b[^.;]*\bveins?\b|\bveins?\b[^.;]*\b(?:not |non-? ?|in)compressible\b/i],
  [/\b(?:biliary|bile duct|ductal) (?:dilatation|obstruction)\b/i, /\b(?:dilated|widened|distended) (?:\w+ )?(?:bile ducts?|CBD|CHD|common (?:bile |hepatic )?duct)|\b(?:bile ducts?|CBD|common (?:bile )?duct) [^.;]{0,16}\b(?:dilated|widened|distended)/i],
  [/\b(?:bowel|small bowel|intestinal) obstruction\b/i, /\b(?:transition point|dilated (?:small bowel )?loops)\b/i],
  [/\b(?:mass effect|midline shift)\b/i, /\bmidline (?:is |structures )?(?:shifted|displaced)|\bshift of (?:the )?midline\b/i],
]
const denying = /\b(?:no|not|without|nor|free of|absent|negative for)\b/i
const qualified = /\b(?:other|new|further|residual|significant|relevant|left|right|inferior|anterior|lateral|apical|septal|drainable|definite|high-grade|proximal|distal|contralateral)\b/i
const past = /\b(?:previous|prior|resolved|former|no longer|was|were)\b|\b(?:19|20)\d\d\b/i

/** Findings that are denied although what shows them is told under another name, and denied nowhere ("no perforation" over extraluminal gas). As advice. English. */
export function deniedSigns(text: string, sentences: readonly Reading[], findings: FindingsText): CheckIssue[] {
  return signs.flatMap(([name, sign]) => sentences.flatMap((sentence, index): CheckIssue[] => {
    const own = text.slice(sentence.start, Math.min(sentence.end, sentence.start + 2000))
    const said = name.exec(own)
    if (!said) return []
    const clause = own.slice(0, said.index).replace(/[^]*[,;:(]/, '')
    if (!denying.test(clause) || qualified.test(clause) || (/^[^,;:.]*/.exec(own.slice(said.index)) ?? []).some((rest) => qualified.test(rest))) return []
    if (sign.test(text)) return []
    const read = findings.sentences.slice(0, 300).map((one) => ({ one, told: findings.text.slice(one.start, Math.min(one.end, one.start + 600)) }))
    // Denied by the findings too, if under a wider name: then what is told is judged already.
    if (read.some(({ told }) => denies(told, name))) return []
    const shown = read.find(({ told }) => sign.test(told) && !denies(told, sign) && !past.test(told))
    return shown ? [{ kind: 'unsupported', severity: 'warning', sentence: index, message: `The conclusion denies “${said[0]}”, the findings describe what shows it.`, conclusion: { start: sentence.start + said.index - clause.trimStart().length, end: sentence.start + said.index + said[0].length }, findings: { start: shown.one.start, end: shown.one.end } }] : []
  }))
}

/** Is it told in this sentence as not there? A "not compressible" is a sign by itself. */
function denies(told: string, what: RegExp): boolean {
  const found = what.exec(told)
  return found !== null && (denying.test(told.slice(0, found.index).replace(/[^]*[;:]/, '')) || /^\s*(?:is |are |was )?(?:not|absent|excluded|none)\b/i.test(told.slice(found.index + found[0].length)))
}
