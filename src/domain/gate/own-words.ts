// Small word lists of the gate's own. They share nothing with the vocabulary of the checks: a mutator that knew only what the
// checks know would measure nothing.

/** English words that say nothing of a place or a finding, or stand in every report. */
const common = new Set(
  `about above absent acute advised after again along also appearance approximately are area around been before being below between both bone case change changed changes chronic compared comparison compatible consistent correlation currently degree demonstrates demonstrated disease due during earlier either enhancement enlarged enlarging evidence exam examination feature features few finding findings focal following follow form from further have image imaging include including increase increased indicate interval keeping known large larger left lesion lesions less level likely loss measures measuring mild minimal moderate more most multiple near new none normal noted number otherwise over part possible present previous previously prior probably progression recent recommended regarding region regression related remain remains report right scan seen series several severe shows side significant similar since single site size small smaller stable status study subtle such suggest suggesting suggestive suspicious than that the their there these this those through three today treated treatment two unchanged under unremarkable up upon visible where which while with within without worsening`.split(' '),
)
const commonJapanese = new Set(['所見', '病変', '変化', '前回', '今回', '以前', '比較', '新規', '多発', '増大', '縮小', '不変', '著変', '疑い', '可能', '能性', '認識', '示唆', '考慮', '異常', '有意', '明瞭', '軽度', '中等', '等度', '高度', '程度', '大小'])

const fold = (word: string): string => word.replace(/ae|oe/g, 'e').replace(/our$/, 'or').replace(/(?:ies|y)$/, 'i').replace(/(?:ses|sis)$/, 's').replace(/([^s])s$/, '$1').replace(/(?:al|ic|ous|ed|ing)$/, '')
const runs = /[\u4e00-\u9fff々]{2,}|[\u30a0-\u30ff]{3,}/g

/** Words that carry meaning: stems of English words, pairs of neighbouring kanji and katakana words. */
export function contentWords(text: string): Set<string> {
  const words = new Set<string>()
  for (const [word] of text.toLowerCase().matchAll(/[a-z]{4,}/g)) if (!common.has(word)) words.add(fold(word))
  for (const [run] of text.matchAll(runs)) {
    if (/^[\u30a0-\u30ff]/.test(run)) words.add(run)
    else for (let at = 0; at + 2 <= run.length; at++) if (!commonJapanese.has(run.slice(at, at + 2)) && !/[左右両]/.test(run.slice(at, at + 2))) words.add(run.slice(at, at + 2))
  }
  return words
}

export const shares = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((word) => b.has(word))

/** Says that something is not there, or that all is well: nothing but a negation is turned round in such a statement. */
export const denial = /\b(?:no|not|nor|neither|never|without|absent|absence|negative|free|excluded?|resolved|cleared|lack|un(?:likely|remarkable)|normal|clear|patent|intact|preserved|maintained|spared|cannot|can't|unaffected|non)\b|ない|なし|無し|ありません|ません|否定|消失|正常|保たれ|除外|非/i

/** Doubt: to deny what is only thought possible is no plain error. */
export const doubt = /\b(?:may|might|could|can|would|possib\w*|probab\w*|likely|suggest\w*|suspicious|suspected|presum\w*|question\w*|uncertain|indeterminate|equivocal|differential|versus|vs|if|whether|rule out|consider\w*)\b|\?|疑|可能性|思われ|示唆|考え/i
/** Advice, and what was told to whom: no finding. */
export const advice = /\b(?:should|recommend\w*|advis\w*|correlat\w*|follow-?up|refer\w*|review|biopsy|discuss\w*|urgent\w*|informed|communicat\w*|telephon\w*|surveillance)\b|推奨|勧め|ご確認|検討|望まれ|お願い|精査/i
/** A score is no finding that could be there or not. */
export const score = /^(?:(?:BI|LI|TI|PI|O|Lung|CAD)-?RADS|Deauville|Bosniak|Kellgren|Modic|ASPECTS)\b/i

/** A statement of a text: a sentence, or one of several that stand between semicolons. `said`: with the heading it stands under. */
export type Statement = { start: number; end: number; text: string; said: string; words: Set<string>; denied: boolean; doubted: boolean; advises: boolean }

/** Sentences end at a full stop before a space, at 。, at the end of a line; statements also at a semicolon. */
export function statementsOf(text: string): Statement[] {
  const statements: Statement[] = []
  let heading = ''
  for (const line of text.matchAll(/[^\n\r]+/g)) {
    const mark = /^\s*(?:(?:\d{1,2}[.)）]|[-*•・])\s*)?/.exec(line[0])![0].length
    heading = /^\s*(?:【[^】]*】|[A-Z][A-Za-z ,&/]{2,40}:(?!\S))/.exec(line[0])?.[0] ?? (mark > 0 ? '' : heading)
    const ends = /[;；。]|[.!?](?=\s|$)(?<!\b(?:no|Dr|vs|approx|e\.g|i\.e|cf)\.)|$/g
    ends.lastIndex = mark
    for (let at = mark, end = ends.exec(line[0]); end && at < line[0].length; end = ends.exec(line[0])) {
      const raw = line[0].slice(at, end.index)
      const start = line.index + at + (raw.length - raw.trimStart().length)
      const own = raw.trim()
      // What has no letters is the number of the next one.
      if (/\p{L}{2}/u.test(own)) {
        const said = heading && !own.startsWith(heading.trim()) ? `${heading} ${own}` : own
        statements.push({ start, end: start + own.length, text: own, said, words: contentWords(said), denied: denial.test(own), doubted: doubt.test(own), advises: advice.test(own) })
      }
      at = end.index + Math.max(1, end[0].length)
      if (end.index >= line[0].length) break
    }
  }
  return statements
}

/** A stretch of the findings between commas. `denied`: it, or a statement that begins with a denial, says that nothing is there. */
export type Clause = { text: string; statement: Statement; denied: boolean }

export function clausesOf(statements: readonly Statement[]): Clause[] {
  return statements.flatMap((statement) => {
    const begins = /^(?:【[^】]*】)?\s*(?:there (?:is|are) )?(?:no|without|neither)\b/i.test(statement.text)
    const japanese = /[\u3040-\u30ff]/.test(statement.text)
    // What stands before a colon, a side for example, is said of every part.
    const heading = /^[^,、，]*[:：]/.exec(statement.said)?.[0] ?? ''
    const parts = statement.said.slice(heading.length).split(/[,、，]|\s(?:but|and no|with no|without|whereas|while)\s|が、|るが|すが/)
    return parts.map((part) => ({ text: `${heading} ${part}`, statement, denied: begins || denial.test(`${heading} ${part}`) || (japanese && statement.denied && !/、|，/.test(statement.text)) }))
  })
}
