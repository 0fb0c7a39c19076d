import type { Item } from './mentions-ja.ts'
import type { Sentence } from '../sentences.ts'
import { setChange } from '../statement.ts'
import type { Tokens } from '../tokens.ts'
import type { Tag } from '../vocabulary.ts'

const textOf = (words: readonly string[], from: number, to: number): string => words.slice(Math.max(0, from), to).join('')

const missingBefore = /(?:前回|前々回|前年|昨年|以前|術前|治療前|当初|(?:\d{1,2}|[一二三四五六七八九十])月|年前)(?:の)?(?:ct|mri|pet|xp|検査|画像|見直し|時点|時)?(?:は|には|では|に|で|て|見直しても|の見直しでも|には見直しても)?$/

/** (前回なし), 前回はありませんでした, 7月には存在しなかった: missing then, so new now. 前回なし、今回もなし denies both. */
export function missingThen(tags: Tag[], words: readonly string[], { from, to }: Sentence): void {
  for (const tag of tags) {
    if (tag.kind !== 'negationAfter' || /^(?:正|保|問|否|陰)/.test(words[tag.first]!)) continue
    const start = Math.max(from, tag.first - 16)
    const lead = textOf(words, start, tag.first)
    const clause = lead.slice(Math.max(lead.lastIndexOf('、'), lead.lastIndexOf(','), lead.lastIndexOf('('), -1) + 1)
    if (!missingBefore.test(clause)) continue
    if (/今回(?:も|は)?.{0,6}(?:な[いしく]|ず|ません)/.test(textOf(words, tag.last + 1, Math.min(to, tag.last + 14)))) continue
    tag.kind = 'progress'
  }
}

/** 転移を考えるほどの変化はありません: the change is a finding, and it is denied. */
export function deniedFinding(tags: Tag[], words: readonly string[]): void {
  tags.forEach((tag, i) => {
    const before = tags.slice(Math.max(0, i - 2), i).findLast((one) => one.kind === 'suspect' || one.kind === 'suspicious')
    if (tag.kind !== 'stable' || before === undefined || !/^(?:変化|異常)/.test(textOf(words, tag.first, tag.last + 1)) || !/(?:な[いくし]|ません|ず)/.test(textOf(words, tag.first, tag.last + 2))) return
    if (/^(?:べき|ような|ほどの?|程度の|だけの|に足る|)$/.test(textOf(words, before.last + 1, tag.first))) tag.kind = 'negationAfter'
  })
}

/** 骨以外の病変, PD(骨以外): what is not bone. */
export function besideBone(tags: Tag[], words: readonly string[]): void {
  tags.forEach((tag, i) => {
    if (tag.kind !== 'bone' || !/^(?:以外|を除|は別)/.test(textOf(words, tag.last + 1, tag.last + 3))) return
    tag.kind = 'organ'
    const next = tags[i + 1]
    if (next?.kind === 'break' && next.first === tag.last + 1) next.kind = 'filler'
  })
}

const repair = /治療反応|治療効果|治療による|治療に伴|奏効|奏功|修復|治癒|反応性/
const dense = /造骨|硬化|骨化|石灰化|濃/

/**
 * What only the whole sentence tells: growing density that is called the effect of treatment heals; a benign finding keeps its course, the bone it lies in has none;
 * what was operated or irradiated behind its name in an order has been treated.
 */
export function settleCourses(items: Item[], tags: readonly Tag[], words: readonly string[], sentence: Sentence, asking: boolean): void {
  const healed = tags.findLast((tag) => (tag.kind === 'healing' || tag.kind === 'stable') && repair.test(textOf(words, tag.first, tag.last + 1)))
  const taken = healed !== undefined && /^.{0,6}(?:ではな|とは考え|とは言|とはい|は考えにく|は否定|に合わな|らしくな|なし|を?認め(?:ず|な)|の有無|の評価|判定|の?可能性|硬化の可能性|か)/.test(textOf(words, healed.last + 1, Math.min(sentence.to, healed.last + 15)))
  for (const item of items) {
    if (item.change !== 'progress' || item.cue === null || item.site === 'organ') continue
    if (healed !== undefined && !taken && healed.first > item.cue.first && dense.test(textOf(words, Math.min(item.first, item.cue.first), Math.max(item.at, item.cue.last) + 1)) && !/溶骨|軟部|腫瘤/.test(textOf(words, Math.min(item.first, item.cue.first), Math.max(item.at, item.cue.last) + 1))) setChange(item, 'healing', healed)
  }
  // 治療による硬化とみる: without a place of its own it speaks of the sentence before.
  for (const item of items) if (item.change === 'healing' && !item.own) item.pointsBack = true
  for (const item of items) {
    if (item.kind !== 'site' || item.site !== 'bone' || item.cue === null) continue
    const sharing = items.filter((other) => other !== item && other.kind !== 'site' && other.cue?.first === item.cue!.first)
    if (sharing.length > 0 && sharing.every((other) => other.kind === 'benign')) {
      item.change = 'none'
      item.cue = null
    }
  }
  if (!asking) return
  for (const item of items) if (item.kind === 'metastasis' && item.presence === 'present' && item.site === 'bone') {
    const behind = /^ ?(?:術後|切除後|摘出後|固定術後|髄内釘|搔爬後|掻爬後|に対する?(?:手術|切除|照射|固定))/.exec(textOf(words, item.at + 1, Math.min(sentence.to, item.at + 10)))
    if (behind !== null) setChange(item, 'treated', { first: item.at + 1, last: item.at + 2 })
  }
}

const doubtedCause = /^(?:か|なのか|であるか|によるものか)/
const undecidedEnd = /結論(?:が|は)?(?:出|つか|付か)(?:ない|ません|ず)|結論に(?:至|達)(?:らない|りません|らず|し(?:ない|ません|ていない))|決め(?:られ|かね|がた)|判断(?:が|は)?(?:でき|つか|付か|しかね)|区別(?:が|は)?(?:でき|つか|付か)|判定(?:は|を)?保留|決定でき|断定でき|不明(?:です|。|$)/

/** 骨折か転移か結論が出ません: of two causes side by side none is decided, and none is denied. */
export function openAlternatives(items: Item[], words: readonly string[], sentence: Sentence): void {
  if (!undecidedEnd.test(textOf(words, sentence.from, sentence.to))) return
  for (const item of items) {
    if (item.kind !== 'metastasis' || item.known || (item.presence !== 'present' && item.presence !== 'absent')) continue
    const other = items.find((one) => (one.kind === 'benign' || one.kind === 'primary') && Math.abs(one.at - item.at) <= 10)
    if (other === undefined) continue
    const first = other.at < item.at ? other : item
    if (!doubtedCause.test(textOf(words, first.at + 1, first.at + 6))) continue
    item.presence = 'unlikely'
    if (item.cue === null) item.cue = { first: item.head, last: item.at }
    if (other.presence === 'absent') other.presence = 'present'
  }
}

const worse = /悪化|悪く|増悪|出現|新出|新規|新た|増大|拡大|進行|pd/
const falling = /縮小|縮少|減少|減弱|軽快|退縮|改善|消退|pr|cr/

/** 骨のみが悪くなっている, 骨:新出, 骨(Th2)縮小: in a report of several organs the bone as such has the course of the disease in it. */
export function followedBone(items: Item[], tags: readonly Tag[], words: readonly string[]): void {
  for (const item of items) {
    if (item.kind !== 'site' || item.site !== 'bone' || item.cue === null || item.presence !== 'present' || !/^(?:全身)?骨格?(?![盤髄折棘密塩頭皮梁格性])/.test(textOf(words, item.first, item.last + 1))) continue
    if (!/^(?:のみ|だけ|は|が|も|:|\(|に| )/.test(textOf(words, item.last + 1, item.last + 4)) && item.cue.first > item.last + 1) continue
    const between = tags.some((tag) => tag.first > item.last && tag.last < item.cue!.first && (tag.kind === 'benign' || tag.kind === 'neutral' || tag.kind === 'organ'))
    if (between || item.cue.first - item.last > 12) continue
    const course = textOf(words, item.cue.first, item.cue.last + 1)
    if (item.change === 'progress' ? !worse.test(course) : item.change === 'steady' ? !falling.test(course) : true) continue
    item.kind = 'lesion'
    if (item.change === 'progress') item.strong = true
    else item.fell = true
  }
}

const earlierHeading = /^[(【[]?(?:前回|前々回|過去|以前)の?(?:レポート|報告書?|所見|記載|同文|文|コピー|診断|読影|ct|mri|検査|分)?(?:より|から|の?引用|転記)?(?:[([][^)\]]{1,12}[)\]])?[)】\]:]/
const presentHeading = /^[(【[]?(?:今回|本日|現在|追記|今回追記)/

/** Numbers of the sentences of an earlier report set before today's: (前回レポートより)… until (今回)…. Empty where no heading of today follows. */
export function sentencesOfEarlierReports(tokens: Tokens, sentences: readonly Sentence[]): Set<number> {
  const old = new Set<number>()
  let start = -1
  sentences.forEach(({ from, to }, number) => {
    let at = from
    while (at < to && /^[\n・•-]$/.test(tokens.words[at]!)) at++
    const head = textOf(tokens.words, at, Math.min(to, at + 26))
    if (earlierHeading.test(head)) start = number
    else if (presentHeading.test(head) && start >= 0) {
      for (let k = start; k < number; k++) old.add(k)
      start = -1
    }
  })
  return old
}
