import { measuredChanges } from '../measure.ts'
import type { Item } from './mentions-ja.ts'
import type { Sentence } from '../sentences.ts'
import { isSite } from '../sites.ts'
import { changeOf, isHead, setChange } from '../statement.ts'
import type { Change, Reading } from '../statement.ts'
import type { Tag } from '../vocabulary.ts'

/** Nouns that turn the verb before them into an attribute: 骨転移を疑う所見なし. */
const attributed = new Set(['所', '病', '像', '異', '集', '結', '腫', '陰', '変', 'も', '信', '濃', '画', '領', '部', '濃', '低', '高', '骨', '溶', '硬', '造', '圧', '箇', '透', '取', '積', '新', '明', '限', '局', 'べ', 'ほ'])

/** Token of 今回, 現在 and the like that is no part of a comparison; -1 when there is none. */
function presentAt(words: string[], sentence: Sentence): number {
  for (let k = sentence.from; k + 1 < sentence.to; k++) {
    const pair = words[k]! + words[k + 1]!
    if (pair === '今回' || pair === '現在' || pair === '今日' || pair === '本日' || pair === '今は') return k
  }
  return -1
}

const marks = new Set(['、', ',', ';', '。', ':'])

/** Walks the sentence once, keeping what still waits for its verb. */
export function readStatements(items: Item[], tags: Tag[], words: string[], sentence: Sentence, asking: boolean, reading: Reading, index: number): void {
  let waiting: Item[] = []
  let finished: Item[] = []
  let changes: { tag: Tag; change: Change; before: Item | null }[] = []
  let known = false
  let denyNext: Tag | null = null
  let closed = false
  let next = 0
  let segmentStart = sentence.from
  const nowAt = presentAt(words, sentence)
  const measures = measuredChanges(words, sentence.from, sentence.to)

  const finish = (): void => {
    placeLesions()
    for (const { tag, change, before } of changes) {
      const targets = before !== null ? [before] : waiting.length > 0 ? waiting : finished
      const real = targets.filter((item) => item.presence === 'present' || item.presence === 'asked')
      if (targets.length === 0) {
        if (words[tag.first] !== '新' && words[tag.first] !== '局') reading.loose.push({ first: tag.first, last: tag.last, change, pointsBack: tags.some((other) => other.kind === 'anaphor'), sentence: index })
      } else for (const item of real) if (!(item.presence === 'asked')) {
        setChange(item, change, tag)
        nameFollowed(item, tag)
      }
    }
    if (waiting.length > 0) finished = waiting
    waiting = []
    changes = []
    known = false
    closed = false
  }

  const tagEnd = tags.length
  for (let i = 0; i <= tagEnd; i++) {
    const tag = tags[i]
    const position = tag?.first ?? sentence.to
    // A comma ends the statement only when its verb has been heard.
    for (let k = segmentStart; k < position; k++) {
      // 肝 消失/骨 出現/脳 なし: behind a course the stroke begins the next organ.
      const stroke = words[k] === '/' && tag !== undefined && isSite(tag.kind) && tag.first === k + 1 && !/^\d/.test(words[k - 1] ?? '')
      if (words[k] === '、' || words[k] === ',' || words[k] === ';' || words[k] === ' ' || stroke) {
        if (closed || changes.some((one) => one.before === null)) finish()
        denyNext = null
      }
      // 増強していますが新たな集積はなく: が behind a verb ends the statement without a comma.
      else if (words[k] === 'が' && k > sentence.from && /^[すた]$/.test(words[k - 1]!) && (closed || changes.some((one) => one.before === null))) finish()
    }
    segmentStart = Math.max(segmentStart, position)
    while (next < items.length && items[next]!.at < position) admit(items[next++]!)
    while (measures.length > 0 && measures[0]!.last < position) {
      const one = measures.shift()!
      changes.push({ tag: { kind: 'neutral', first: one.first, last: one.last }, change: one.change, before: null })
      closed = true
    }
    if (tag === undefined) break
    // Two statements set side by side without a comma: 骨転移なし リンパ節腫大なし
    if (closed && (isSite(tag.kind) || isHead(tag.kind)) && tokensApart(tag)) finish()
    read(tag, i)
  }
  finish()

  /** 高信号結節が頸椎〜腰椎にかけて増数, 軟部成分が再出現: a lesion without a place takes the only bones of its statement, or those of the metastasis before it. */
  function placeLesions(): void {
    if (asking || changes.length === 0 || waiting.some((item) => item.site === 'organ')) return
    const place = waiting.find((item) => item.kind === 'site' && item.site === 'bone')
    const held = items.findLast((item) => item.kind === 'metastasis' && item.site === 'bone' && item.presence === 'present' && waiting.every((one) => one.at > item.at || one === item))
    for (const item of waiting) {
      if (item.kind !== 'lesion' || item.site !== 'none') continue
      if (place !== undefined && place.first > item.at && /^[がは]$/.test(words[item.at + 1] ?? '')) item.site = 'bone'
      else if (held !== undefined && !items.some((other) => other.site === 'organ' && other.at > held.at && other.at < item.at)) {
        item.site = 'bone'
        item.kind = 'metastasis'
      }
    }
  }

  /** 新病変(右大腿骨), 骨PD, 骨 5.5→2.1: a place of bone that is followed like a lesion holds one. */
  function nameFollowed(item: Item, tag: Tag): void {
    if (item.site !== 'bone' || (item.kind !== 'site' && item.kind !== 'lesion')) return
    const text = words.slice(tag.first, tag.last + 1).join('')
    if (item.kind === 'site' && /^(?:新病変|pd|sd|pr|cr|rac [1-5]|rac[1-5]|pmd|smd|pmr|cmr|non-?cr|non-?pd|[↑↓]|前回比)/.test(text)) {
      item.kind = 'lesion'
      item.strong = true
    }
    if (/^\d/.test(text) || (item.kind === 'lesion' && /低下|縮小|縮少|減少|減弱|減っ|減り|軽快|退縮|縮み|縮ん|小さくな|淡くな|消失|消退/.test(text))) {
      if (item.kind === 'site') item.kind = 'lesion'
      item.fell = true
    }
  }

  function tokensApart(tag: Tag): boolean {
    const before = words[tag.first - 1]
    return before !== undefined && !/^[るたのなをに]$/.test(before)
  }

  /** A course of then, of another thing, or one that is taken back. */
  function belongsElsewhere(tag: Tag, change: Change, i: number): boolean {
    const text = words.slice(tag.first, tag.last + 1).join('')
    const after = words.slice(tag.last + 1, Math.min(sentence.to, tag.last + 14)).join('')
    // 増大が指摘されていたL1病変, 新規出現とした肋骨: what was said then of what follows.
    if (/^(?:新規|出現|増大|増悪|病変)?(?:が|を|と|の|は|も|として)?(?:指摘|報告|記載|診断|判定|評価|判断|疑|考え)?(?:され|し|われ|られ)?て?い?た(?=[^。、,.がとのもこはめ\n\s])/.test(after) && /指摘|報告|記載|診断|判定|評価|判断|と(?:され|し)|疑|考え/.test(after.slice(0, after.indexOf('た')))) return true
    if (earlierThan(tag)) return true
    // 硬化が厚みを増し
    if (change === 'healing' && /^.{0,4}(?:ではな|とは考え|としては説明|では説明|と?は言|とはい|とは取|は考えにく|は否定|に合わな|とはしな|らしくな)/.test(after)) return true
    // L2にも同様の病変あり: like its neighbour, not as before.
    if (change === 'steady' && text.startsWith('同様') && words.slice(Math.max(sentence.from, tag.first - 3), tag.first).join('').endsWith('にも') && !/前回|以前/.test(words.slice(Math.max(sentence.from, tag.first - 8), tag.first).join(''))) return true
    // 腎描出の低下を伴うびまん性骨集積: the course of what stands before it.
    if (change !== 'progress' && waiting.length === 0 && /^を?伴/.test(after)) return true
    // 真の増加とは取らない: the growth told before is none.
    if (change === 'steady' && /^(?:真の|測定|計測|撮像条件|撮影条件|スライス|誤差|増大(?:と|し)|増悪と|進行と)/.test(text)) {
      for (const one of changes) if (one.change === 'progress') one.change = 'steady'
      for (const item of items) if (item.change === 'progress' && item.site !== 'organ') item.change = 'steady'
    }
    // 辺縁硬化は厚みを増し
    if (change === 'progress' && /^(?:厚み|増して|増し|強ま|増強|進行|目立)/.test(text)) {
      const subject = waiting.at(-1)
      if (subject !== undefined && subject.kind === 'lesion' && !subject.suspected && /硬化|骨化/.test(words.slice(subject.head, subject.at + 1).join('')) && items.some((item) => item !== subject && item.kind !== 'site' && item.kind !== 'benign')) {
        changes.push({ tag, change: 'healing', before: null })
        return true
      }
    }
    return strangeSubject(tag, i)
  }

  /** 2022年 骨転移出現、今回 縮小: a change beside a date, with another one behind 今回. */
  function earlierThan(tag: Tag): boolean {
    if (nowAt < 0 || tag.last >= nowAt || !tags.some((other) => other.first > nowAt && changeOf(other.kind) !== null)) return false
    const from = Math.max(sentence.from, tag.first - 24)
    const before = words.slice(from, tag.first).join('')
    const clause = before.slice(Math.max(before.lastIndexOf('、'), before.lastIndexOf(','), 0))
    return /(?:\d年|\d月|r\d|h\d|前々回|当初|治療前|初回|一旦|いったん|(?:か|ヶ|カ)月前|\d年前|半年前|昨年|一昨年|前回(?:は|に|で|ct|mri|の検査|まで|時|[、 ]))/.test(`${clause}`) && !/(?:より|比べ|比較)/.test(clause)
  }

  /** 側副血行路は前回同様: a subject that no phrase knows keeps its course for itself. */
  function strangeSubject(tag: Tag, i: number): boolean {
    if (waiting.length > 0) return false
    const from = clauseStart(tag)
    if (items.some((item) => item.at < tag.first && item.first >= from)) return false
    let k = tag.first - 1
    for (let left = 22; k >= from && left > 0; k--, left--) if (/^[はもが]$/.test(words[k]!) && !(words[k] === 'も' && words[k - 1] === 'と')) break
    if (k <= from || !/^[はもが]$/.test(words[k] ?? '')) return false
    const subject = words.slice(Math.max(from, k - 8), k).join('')
    if (/(?:他|ほか|以外)$/.test(subject)) return changeOf(tag.kind) === 'steady'
    if (!/[\u30a1-\u30fa\u4e00-\u9fff]$/.test(subject)) return false
    if (/(?:病変|病巣|所見|病勢|全体|経過|状態|効果|反応|変化|大きさ|サイズ|径|数|範囲|程度|分布|性状|集積|信号|活動性|部位|部分|箇所|か所|成分|腫瘤|腫瘍|結節|病態|画像|像|骨|椎|方|形|形態|形状|濃度|様子|状況|様相|今回|検査|評価|疾患|前回|現在|転移|者|部|巣)$/.test(subject)) return false
    if (tags.some((other) => other.last >= k - 3 && other.last < k && (other.kind === 'bone' || other.kind === 'anaphor' || other.kind === 'known' || other.kind === 'many'))) return false
    return i >= 0
  }

  /** Token behind the last comma before the tag. */
  function clauseStart(tag: Tag): number {
    for (let k = tag.first - 1; k >= sentence.from; k--) if (marks.has(words[k]!)) return k + 1
    return sentence.from
  }

  function admit(item: Item): void {
    if (known) item.known = true
    if (denyNext !== null) {
      item.presence = 'absent'
      item.cue = denyNext
    }
    waiting.push(item)
  }

  function read(tag: Tag, i: number): void {
    const following = words[tag.last + 1]
    const change = changeOf(tag.kind)
    if (change !== null) {
      // 骨転移に対し切除: treated only when said of the metastasis.
      if (change === 'treated' && /^(?:切除|摘出|摘出術|照射|放射線治療|手術|定位照射)$/.test(words.slice(tag.first, tag.last + 1).join('')) && !words.slice(Math.max(sentence.from, tag.first - 16), tag.first).join('').includes('転移に対')) return
      if (words.slice(Math.max(sentence.from, tag.first - 4), tag.first).some((word) => /^(?:psa|cea|alp|ldh|tg|カ)$|^ca\d|^crp$/.test(word))) return
      // 前回増大していた: the course up to the earlier examination.
      if (belongsElsewhere(tag, change, i)) return
      const lead = tags[i - 1]
      if (lead?.kind === 'known' && /^[前以]/.test(words[lead.first]!) && tag.first - lead.last <= 2 && words[tag.last + 1] === 'い' && words[tag.last + 2] === 'た') return
      // A lower signal or density is a picture, not a course.
      if (change === 'steady' && /^[低減]$/.test(words[tag.first]!) && /信号|濃度|吸収|高さ|身長/.test(words.slice(Math.max(sentence.from, tag.first - 12), tag.first).join('')) && !/前回|転移/.test(words.slice(Math.max(sentence.from, tag.first - 24), tag.first).join(''))) return
      if (change === 'steady' && tag.last - tag.first > 0 && /^(?:著変|変化|変わり)/.test(words.slice(tag.first, tag.last + 1).join(''))) closed = true
      const fresh = words[tag.first] === '新' || words[tag.first] === 'あ'
      const ahead = items[next]
      const linked = ahead !== undefined && ahead.first - tag.last <= 5 && !words.slice(tag.last + 1, ahead.first).some((word) => word === '、' || word === ',' || word === 'を' || word === 'が')
        && (fresh || following === 'の' || following === 'な' || following === 'た' || following === 'す' || following === 'し' || following === '傾' || /[しるたの]$/.test(words[tag.last]!) || ahead.first === tag.last + 1 || change === 'treated')
      const freshAhead = fresh && ahead !== undefined && !words.slice(tag.last + 1, ahead.first).some((word) => word === '、' || word === ',' || word === '。')
      const before = (linked && !(waiting.length > 0 && ahead.first === tag.last + 1 && !fresh && change !== 'treated')) || freshAhead ? ahead! : null
      if (before === null && fresh && waiting.length === 0 && (ahead === undefined)) {
        // 新たな水腎症: new, but nothing this sentence names
        // 新病変なし
        const denied = tags[i + 1]
        if (items.length === 0 && !asking && denied?.kind === 'negationAfter' && denied.first - tag.last <= 2 && words[tag.last] === '変') reading.loose.push({ first: tag.first, last: denied.last, change: 'steady', pointsBack: false, sentence: index })
        if (following !== undefined && following !== '。' && finished.length === 0) return
      }
      changes.push({ tag, change, before })
      return
    }
    switch (tag.kind) {
      case 'known':
        known = true
        for (const item of waiting) if (item.presence === 'present') item.known = true
        return
      case 'negationBefore':
        denyNext = tag
        return
      case 'break':
        finish()
        return
      case 'instead': {
        const target = waiting.findLast((item) => item.kind !== 'site')
        if (target !== undefined && tag.first - target.at <= 2 && (words[tag.first] !== 'よ' || tags.slice(i + 1).some((later) => later.kind === 'suspect' || later.kind === 'suspicious'))) {
          target.presence = 'absent'
          target.cue = tag
          if (words[tag.last] === 'く') closed = true
        }
        return
      }
      case 'negationAfter':
        // 前回CTでは認められなかった胸骨転移: not seen before, so new.
        if (words[tag.last] === 'た' && items[next]?.first === tag.last + 1) changes.push({ tag, change: 'progress', before: items[next]! })
        else deny(tag, i)
        return
      case 'excludeHedge':
      case 'unlikely':
        doubt(tag)
        return
      case 'indeterminate':
        for (const item of openItems()) if (item.kind === 'lesion' || (item.kind === 'metastasis' && !item.known)) if (item.presence === 'present') mark(item, 'unlikely', tag)
        closed = true
        return
      case 'suspicious':
      case 'suspect': {
        const attribute = following !== undefined && (attributed.has(following) || (/^[a-z]/.test(following) && /^[集病所像取異高]/.test(words[tag.last + 2] ?? '')))
        const mentioned = waiting.filter((item) => item.kind !== 'site')
        for (const item of (mentioned.length > 0 ? mentioned.slice(-3) : finished).filter((one) => one.kind === 'metastasis' || one.kind === 'benign' || one.kind === 'primary' || (one.kind === 'lesion' && tag.kind === 'suspicious'))) {
          if (item.presence !== 'present') continue
          // 奇形を疑う: what is suspected stands right before the verb.
          if (item.kind === 'lesion' && tag.first - item.at > 4 && words[tag.first] !== '悪') continue
          item.suspected = true
          if (asking && !item.known && tag.kind === 'suspicious' && item.kind !== 'primary') item.presence = 'asked'
        }
        if (!attribute) closed = true
        return
      }
      case 'question':
        ask(tag)
        return
      case 'present':
        // 認められる病変 goes on; 骨転移を認め、 ends.
        if (!(following !== undefined && attributed.has(following)) && words[tag.first] !== '明' && waiting.length > 0 && words[tag.first] !== '多' && words[tag.first] !== '及') closed = true
        return
      default:
        return
    }
  }

  function openItems(): Item[] {
    return waiting.length > 0 ? waiting : finished
  }

  function mark(item: Item, presence: 'absent' | 'unlikely' | 'asked', tag: Tag): void {
    item.presence = presence
    item.cue = { first: tag.first, last: tag.last }
  }

  function deny(tag: Tag, i: number): void {
    const behind = changes.filter((one) => one.before === null)
    const lastItem = waiting.at(-1)
    // 骨転移の増大なし, 増悪を認めない: the change is denied, not the metastasis.
    const told = behind.findLast((one) => one.change === 'progress' && (lastItem === undefined || one.tag.first > lastItem.at))
    // 転移・再発を認めない denies both, 転移の再発を認めない only the return.
    const both = told !== undefined && lastItem !== undefined && !lastItem.known && /^再[発燃]$/.test(words.slice(told.tag.first, told.tag.first + 2).join('')) && /^[・/や、と]?$/.test(words.slice(lastItem.at + 1, told.tag.first).join(''))
    if (both) changes = changes.filter((one) => one !== told)
    const course = both ? undefined : told
    const noun = tags.slice(0, i).findLast((other) => other.kind === 'change')
    // 転移を示唆する変化 is a finding, not a course.
    const finding = noun !== undefined && tags.some((other) => ((other.kind === 'suspect' || other.kind === 'suspicious') && (other.last === noun.first - 1 || (noun.first - other.last <= 6 && /^(?:べき|ような|ほどの?|程度の|だけの|に足る)$/.test(words.slice(other.last + 1, noun.first).join(''))))) || (isHead(other.kind) && noun.first - other.last <= 2 && other.last < noun.first && words[noun.first - 1] !== 'に' && words[noun.first - 1] !== 'の' && words[noun.first - 1] !== 'は'))
    const changeNoun = noun !== undefined && !finding && tag.first - noun.last <= 6 && (lastItem === undefined || noun.first > lastItem.at)
    // 新たな動きはありません: no change.
    if (course !== undefined && noun !== undefined && noun.first - course.tag.last <= 1 && noun.first > course.tag.last && !finding) {
      changes = changes.filter((one) => one !== course && one.before === null)
      changes.push({ tag: { kind: 'stable', first: course.tag.first, last: tag.last }, change: 'steady', before: null })
      closed = true
      return
    }
    // 骨転移の新出なし denies a new one, 増大なし the growth of an old one.
    if (course !== undefined && /^[新出あ]/.test(words[course.tag.first]!)) {
      for (const item of openItems()) {
        if (item.presence !== 'present' || item.change !== 'none') continue
        mark(item, 'absent', { kind: 'neutral', first: course.tag.first, last: tag.last })
        item.change = 'noNew'
      }
      // 新病変なし, of nothing in particular
      if (items.length === 0 && !asking) reading.loose.push({ first: course.tag.first, last: tag.last, change: 'steady', pointsBack: false, sentence: index })
      changes = changes.filter((one) => one !== course)
      closed = true
      return
    }
    if (course !== undefined || changeNoun) {
      const cue = { kind: 'stable' as const, first: course?.tag.first ?? noun!.first, last: tag.last }
      changes = changes.filter((one) => one !== course && !(one.before === null && one.change === 'progress'))
      changes.push({ tag: cue, change: 'steady', before: null })
      closed = true
      return
    }
    const steady = behind.findLast((one) => one.change === 'steady' || one.change === 'gone')
    if (steady !== undefined && (lastItem === undefined || steady.tag.first > lastItem.at)) {
      // 改善なし, 縮小は認めず: still there, not progressing.
      closed = true
      return
    }
    // 骨転移は硬化し集積なし: the topic stays, its activity is denied.
    const topic = waiting.findLast((item) => item.kind === 'metastasis' && words[item.at + 1] === 'は')
    const activity = waiting.findLast((item) => item.kind === 'lesion' && item.at > (topic?.at ?? item.at) && /集積|造影|取り込み|濃染|亢進|活性|活動|代謝|uptake/.test(words.slice(item.head, item.at + 1).join('')))
    if (topic !== undefined && activity !== undefined) {
      setChange(topic, 'gone', { first: activity.head, last: tag.last })
      waiting = waiting.filter((item) => item !== activity)
      closed = true
      return
    }
    const targets = waiting.length > 0 ? waiting : finished.filter((item) => item.presence === 'present' && item.change === 'none')
    // かつて集積がみられた左第8肋骨は今回描出されず: what was there has gone.
    const then = /(?:かつて|以前|前回|初診時|治療前|当初)[^、。]{0,14}(?:みられ|見られ|認め(?:られ)?|指摘され|あっ)てい?た|(?:かつて|以前|前回|初診時|治療前|当初)[^、。]{0,14}(?:みられ|見られ|認め(?:られ)?|指摘され|あっ)た/.exec(words.slice(Math.max(sentence.from, tag.first - 40), tag.first).join(''))
    if (then !== null && /描出|認め|同定|指摘|みら|見ら|検出|確認|消|捉え|な[いくし]/.test(words.slice(Math.max(sentence.from, tag.first - 5), tag.last + 1).join(''))) {
      for (const item of targets) if (item.site === 'bone' && item.presence === 'present') {
        if (item.kind === 'site') item.kind = 'lesion'
        item.known = true
        item.fell = true
        setChange(item, 'gone', tag)
      }
      if (targets.some((item) => item.change === 'gone')) {
        closed = true
        return
      }
    }
    for (const item of targets) {
      if (item.presence === 'asked' && !asking) continue
      // 骨化部は保たれている, 形態は正常: what is kept is normal, not the metastasis.
      if (/^[保正]$/.test(words[tag.first]!) && (item.kind === 'metastasis' || item.strong)) continue
      if (item.known && waiting.length === 0) continue
      mark(item, 'absent', tag)
      const grown = changes.find((one) => one.before === item && one.change === 'progress' && /^[増進拡悪]/.test(words[one.tag.first]!))
      if (grown !== undefined && item.kind === 'metastasis') {
        // 増大した骨転移はない: they are there and did not grow.
        item.presence = 'present'
        item.change = 'steady'
        item.cue = { first: grown.tag.first, last: tag.last }
        continue
      }
      const freshOne = changes.find((one) => one.before === item || (one.change === 'progress' && one.tag.last < item.first))
      // 骨転移に新出病変なし denies only what is new.
      const newAfter = item.kind === 'metastasis' && /^[には]$/.test(words[item.at + 1] ?? '') && changes.some((one) => one.change === 'progress' && one.before !== null && one.tag.first > item.at && targets.includes(one.before))
      if ((freshOne !== undefined && freshOne.change === 'progress') || newAfter) item.change = 'noNew'
    }
    changes = changes.filter((one) => !(one.change === 'progress' && (one.before === null || targets.includes(one.before))))
    closed = true
  }

  function doubt(tag: Tag): void {
    const lastItem = waiting.at(-1)
    const course = changes.findLast((one) => one.before === null && one.change === 'progress' && (lastItem === undefined || one.tag.first > lastItem.at))
    if (course !== undefined) {
      changes = changes.filter((one) => one !== course)
      closed = true
      return
    }
    const open = openItems().filter((item) => item.kind !== 'site')
    const named = open.filter((item) => item.kind === 'metastasis')
    for (const item of named.length > 0 ? named : open.filter((one) => one.kind === 'lesion' || one.kind === 'benign')) if (!item.known && (item.presence === 'present' || item.presence === 'asked' || (item.presence === 'absent' && waiting.length === 0))) mark(item, 'unlikely', tag)
    changes = changes.filter((one) => one.before === null || !named.includes(one.before))
    closed = true
  }

  function ask(tag: Tag): void {
    if (!asking && words[tag.first] !== '?' && words[tag.first] !== '有' && words[tag.first] !== '除' && words[tag.first] !== '精' && words[tag.first] !== '検') return
    const behind = changes.filter((one) => one.before === null)
    if (behind.length > 0) {
      // 骨転移増悪の有無: what is known is asked for its course.
      for (const item of waiting) if (asking && item.presence === 'present' && item.kind === 'metastasis') item.known = true
      changes = changes.filter((one) => one.before !== null)
      closed = true
      return
    }
    for (const item of waiting) {
      if (item.known || item.presence !== 'present') continue
      if (!asking && words[tag.first] === '?') item.suspected = true
      else mark(item, 'asked', tag)
    }
    changes = changes.filter((one) => one.before === null)
    closed = true
  }
}
