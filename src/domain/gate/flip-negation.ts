import type { Edit } from './gate-report.ts'
import { contentWords, score, type Statement } from './own-words.ts'
import type { ReportWords } from './report-words.ts'

/** A "no" taken away where the findings nowhere say that the thing is there, or one added to what is said plainly. */
export function flipNegation(words: ReportWords): Edit[] {
  return words.conclusion.flatMap((statement) => {
    if (/[\u3040-\u30ff\u4e00-\u9fff]/.test(statement.text)) return japanese(words, statement)
    return [...dropEnglish(words, statement), ...addEnglish(statement)]
  })
}

/** Does a clause of the findings say all of this without a denial? */
function affirmed({ clauses }: ReportWords, thing: string): boolean {
  const wanted = [...contentWords(thing)]
  return wanted.length === 0 || clauses.some(({ statement, denied }) => !denied && wanted.every((word) => statement.words.has(word)))
}

/** After these a "no" tells a comparison, a limit or a wish and is no finding that could be there. */
const notFinding = /^(?:longer|more|less|further|other|previous|prior|comparison|significant (?:interval )?change|interval|change|later|need|doubt|contraindication|obvious cause)\b/i
const notDenial = /^(?:only|excluded|been|be|advised|required|assessed|included|possible|available|performed|measured|yet|necessar\w*|recommended|well|fully|adequately|visuali[sz]ed)\b/i

function dropEnglish(words: ReportWords, { text, start, doubted, advises }: Statement): Edit[] {
  if (doubted || advises || /\b(?:nor|neither|unless|until)\b/i.test(text)) return []
  const cues = [...text.matchAll(/\b(there (?:is|are) )?\bno\s+|\bwithout\s+|\b(?:is|are|was|were|has|have) (not)\s+/gi)]
  // A second denial would be left standing, and nobody could say which of the two was meant.
  const [cue] = cues
  if (!cue || cues.length > 1 || /\b(?:not|non|free|absent)\b/i.test(text.slice(cue.index + cue[0].length))) return []
  const after = text.slice(cue.index + cue[0].length)
  const thing = /^[^,:()]*/.exec(after)![0]
  if (notFinding.test(after) || (cue[2] && notDenial.test(after)) || affirmed(words, thing)) return []
  const at = start + cue.index
  const end = at + cue[0].length
  if (/^without/i.test(cue[0])) return [{ start: at, end, text: 'with ' }]
  if (cue[2]) return [{ start: at, end, text: cue[0].replace(/not\s+$/i, '') }]
  const list = after.replace(/\bor\b/g, 'and')
  const evidence = /^(?:evidence|signs?|features?|suspicion)\b/i.test(after)
  const there = cue[1] ? `${cue[1]}${evidence ? '' : 'evidence of '}` : ''
  const opening = cue.index === 0 && !cue[1]
  return [{ start: at, end: start + text.length, text: `${there}${opening ? list.charAt(0).toUpperCase() + list.slice(1) : list}` }]
}

const verb = /\b(is|are|was|were|has|have)\s+(?!(?:been|no|not|advised|recommended)\b)/i
const otherVerb = /\b(?:shows?|demonstrates?|suggests?|measures?|remains?|reveals?|indicates?|persists?|lies|extends?|breach(?:es)?|abuts?|involves?|represents?|causes?|compress(?:es)?|can|will|does|do|had|been|being)\b/i
const states = /^(?:stable|unchanged|known|status|post|previous|old|prior|history|treated|s\/p|resolving|healing|healed|complete|partial|good|further|otherwise|normal|satisfactory)\b/i
/** These keep their capital inside a sentence. */
const names = /^(?:Baker|Crohn|Hill|Bankart|Bosniak|Schmorl|Morton|Chiari|Segond|Hirschsprung|Meckel|Hodgkin|Ewing|Paget|Birads|Modic|Fleischner|[A-Z0-9]{2,}|[A-Z]\d)/

function addEnglish({ text, start, denied, doubted, advises }: Statement): Edit[] {
  if (denied || doubted || advises || score.test(text)) return []
  const there = /\bthere (is|are) (?:an?\s+|multiple\s+|several\s+|some\s+)?/i.exec(text)
  if (there) return [{ start: start + there.index, end: start + there.index + there[0].length, text: `${there[0].slice(0, 5)} ${there[1]} no ` }]
  const found = verb.exec(text)
  if (found) return [{ start: start + found.index + found[1]!.length, end: start + found.index + found[1]!.length, text: ' not' }]
  const bare = text.replace(/^(?:an?|the|multiple|several)\s+/i, '')
  if (otherVerb.test(text) || /\b(?:unchanged|stable|increas|decreas|enlarg)/i.test(text) || states.test(bare) || /[,:()]|\b(?:and|with)\b/i.test(text) || !/^[A-Za-z\d]/.test(bare) || bare.split(/\s+/).length > 12) return []
  const lower = names.test(bare) ? bare : bare.charAt(0).toLowerCase() + bare.slice(1)
  return [{ start, end: start + text.length, text: `No ${lower}` }]
}

type Ending = readonly [pattern: RegExp, to: string]
const drops: readonly Ending[] = [
  [/(?:を|は)認めない/, 'を認める'], [/(?:を|は)認めません/, 'を認めます'], [/(?:は|が)?(?:みられない|見られない)/, 'がみられる'], [/(?:は|が)?(?:みられません|見られません)/, 'がみられます'],
  [/はありません/, 'があります'], [/(?:は)?指摘できない/, 'が指摘できる'], [/(?:は)?指摘できません/, 'が指摘できます'], [/なし(?=$|[、，])/, 'あり'],
]
const adds: readonly Ending[] = [
  [/(?:を|が)認める$/, 'を認めない'], [/(?:を|が)認めます$/, 'を認めません'], [/(?:を|が)認められる$/, 'は認められない'], [/がみられる$/, 'はみられない'], [/がみられます$/, 'はみられません'], [/があります$/, 'はありません'], [/あり$/, 'なし'],
]
/** No finding of its own: a course, a doubt, a limit. */
const course = /(?:変化|著変|変わり|差|必要|問題|既往|治療|否定|除外|評価|断定)[^、，]{0,6}$/

function japanese(words: ReportWords, { text, start, denied, doubted, advises }: Statement): Edit[] {
  const edit = (found: RegExpExecArray, to: string): Edit => ({ start: start + found.index, end: start + found.index + found[0].length, text: to })
  if (/否定|除外|明らかではない/.test(text)) return []
  const dropped = drops.flatMap(([pattern, to]) => {
    const found = pattern.exec(text)
    const before = found && text.slice(0, found.index)
    // Of a list in one breath all is denied; of clauses with verbs of their own only the last.
    if (!found || !before || course.test(before) || /ない|ません|なし/.test(before + text.slice(found.index + found[0].length))) return []
    return affirmed(words, before.split(/[、，]|が(?=[^認み])/).at(-1)!) ? [] : [edit(found, to)]
  })
  if (dropped.length > 0 || denied || doubted || advises) return dropped.slice(0, 1)
  for (const [pattern, to] of adds) {
    const found = pattern.exec(text)
    if (found) return [edit(found, to)]
  }
  const isNoun = /[\u30a0-\u30ff\u4e00-\u9fff]$/.test(text) && !/[、，：:]|不変|増大|縮小|増悪|改善|進行|術後|後$|治療中|状態|著変|安定|同様|相当|示唆|である|です|ます/.test(text)
  return isNoun ? [{ start: start + text.length, end: start + text.length, text: 'は認めない' }] : []
}
