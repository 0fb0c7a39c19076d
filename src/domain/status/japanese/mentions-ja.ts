import { addSite, isSite, siteOf } from '../sites.ts'
import type { Sites } from '../sites.ts'
import { isHead, newMention } from '../statement.ts'
import type { Mention } from '../statement.ts'
import type { Tag, TermKind } from '../vocabulary.ts'

/** Characters that join the places of a list to each other and to the mention. */
const listWords = new Set(['、', ',', '・', '/', 'と', 'や', '及', 'び', 'お', 'よ', 'に', 'の', 'へ', 'も', 'は', '部', '内', '体', '左', '右', '両', '第', '性', '等', 'な', 'ど', '-', '~', '〜', 'から', 'か', 'ら', 'ま', 'で', '+', '&', '(', ')', '上', '下', '全', '系', '側', '域', '\n', 'た', 'を', 'が', ':', '新', '明', 'ら', '数', '個', '所', '番', '目', '発', 'す', 'る', '他', 'そ', '各', '小', '大', '一', '多'])

/** A mention, or a place without one, in the order of the sentence. `at` is the last token of its name. */
export type Item = Mention & {
  at: number
  /** Has places of its own, not only those of its sentence. */
  own: boolean
  /** Only a place; nothing is said to be there. */
  wordless: boolean
}

/** 前立腺の癌: the organ of a cancer is no place of metastasis. A lone hyphen is a minus only in brackets or at the end. */
export function nameCancers(tags: Tag[], words: string[]): void {
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i]!
    const next = tags[i + 1]
    if (tag.kind === 'organ' && next?.kind === 'cancer' && next.first === tag.last + 1) tag.kind = 'cancer'
    if (tag.kind === 'cancer' && words[tag.first] === 'k' && tags[i - 1]?.kind !== 'organ') tag.kind = 'neutral'
    if (tag.kind === 'negationAfter' && words[tag.first] === '-' && tag.first === tag.last) {
      const after = words[tag.last + 1]
      const before = tags[i - 1]
      if (!(before?.last === tag.first - 1 && isHead(before.kind) && (after === undefined || after === '。' || after === '、' || after === ',' || after === '\n' || after === '.'))) tag.kind = 'filler'
    }
    // 変わりないが is ない; 少ない and はかない are caught by longer phrases; もない, がない, はない are denials.
  }
}

function gapIsList(words: string[], from: number, to: number, longest: number): boolean {
  if (to - from > longest) return false
  for (let k = from; k < to; k++) if (!listWords.has(words[k]!) && !/^\d{1,2}$/.test(words[k]!)) return false
  return true
}

/** Places before the name: 肝・肺・骨に多発転移. The nearest place rules over a comma only inside a list. */
function sitesBefore(tags: Tag[], words: string[], at: number, claimed: Set<Tag>): Sites | null {
  let sites: Sites | null = null
  let edge = tags[at]!.first
  for (let k = at - 1; k >= 0; k--) {
    const tag = tags[k]!
    if (!gapIsList(words, tag.last + 1, edge, sites === null ? 6 : 4)) break
    if (isSite(tag.kind)) {
      if (claimed.has(tag)) break
      const comma = words.slice(tag.last + 1, edge).some((word) => word === '、' || word === ',')
      // 肺に結節、骨転移: the comma ends a list of another kind when a particle stands before it.
      if (sites === null && comma && words[tag.last + 1] !== '、' && words[tag.last + 1] !== ',') break
      sites = addSite(sites, tag)
      claimed.add(tag)
      // Th10レベルの髄内転移 lies in the cord.
      if (/[髄膜]/.test(words[tag.first]! + words[tag.last]!) && tag.kind === 'organ') break
    } else if (sites === null) {
      if (tag.kind !== 'filler' && tag.kind !== 'many' && tag.kind !== 'progress' && tag.kind !== 'known' && tag.kind !== 'cancer' && !(tag.kind === 'present' && words[tag.first] === '多')) break
      if (tag.kind === 'cancer' && words[tag.last + 1] !== 'の' && tag.last + 1 !== edge) break
      if (tag.kind === 'cancer') break
    } else if (tag.kind !== 'filler' && tag.kind !== 'many') break
    edge = tag.first
  }
  return sites
}

/** Places after the name: 転移性骨腫瘍, 転移(肝、骨). */
function sitesAfter(tags: Tag[], words: string[], at: number, claimed: Set<Tag>, limit: number): Sites | null {
  let sites: Sites | null = null
  let edge = tags[at]!.last
  for (let k = at + 1; k < tags.length; k++) {
    const tag = tags[k]!
    if (!gapIsList(words, edge + 1, tag.first, limit)) break
    if (isSite(tag.kind)) {
      const comma = words.slice(edge + 1, tag.first).some((word) => word === '、' || word === ',')
      if (sites === null && comma) break
      const after = tags[k + 1]
      if (sites !== null && after !== undefined && isHead(after.kind) && after.first === tag.last + 1) break
      sites = addSite(sites, tag)
      claimed.add(tag)
    } else if (tag.kind !== 'filler' && tag.kind !== 'many') break
    edge = tag.last
  }
  return sites
}

export function findItems(tags: Tag[], words: string[], index: number): Item[] {
  const items: Item[] = []
  const claimed = new Set<Tag>()
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i]!
    if (!isHead(tag.kind)) continue
    const word = words[tag.first]!
    const plain = tag.kind === 'lesion' && tag.last === tag.first + 1 && (words.slice(tag.first, tag.last + 1).join('') === '所見' || words.slice(tag.first, tag.last + 1).join('') === '変化' || words.slice(tag.first, tag.last + 1).join('') === '異常')
    // 転移巣の硬化 is a course, 椎体の硬化 a lesion.
    if (tag.kind === 'weakBoneLesion' && tag.last === tag.first + 1 && words[tag.last] === '化' && items.at(-1)?.kind === 'metastasis') {
      tag.kind = 'healing'
      continue
    }
    let last = i
    let kind: TermKind = tag.kind
    let strong = kind === 'boneLesion'
    let bone = kind === 'boneLesion' || kind === 'weakBoneLesion'
    // One noun: 転移性腫瘍, 溶骨性骨転移, 硬化性病変, 転移性骨腫瘍
    let inner: Sites | null = null
    const text = words.slice(tag.first, tag.last + 1).join('')
    const adjective = text.endsWith('性') || tag.kind === 'boneLesion' || tag.kind === 'weakBoneLesion'
    const reach = adjective ? Math.min(i + 5, tags.length) : 0
    for (let k = i + 1; k < reach; k++) {
      const next = tags[k]!
      if (next.first - tags[k - 1]!.last > 1) break
      if (next.kind === 'bone' || next.kind === 'organ' || (next.kind === 'filler' && k === i + 1 && words[next.first] !== 'の' && next.first === next.last && false)) continue
      if (next.kind !== 'lesion' && next.kind !== 'metastasis' && next.kind !== 'boneLesion' && next.kind !== 'weakBoneLesion' && !(next.kind === 'cancer' && kind === 'metastasis')) break
      for (let s = last + 1; s < k; s++) {
        inner = addSite(inner, tags[s]!)
        claimed.add(tags[s]!)
      }
      if (next.kind === 'metastasis' || kind === 'metastasis') kind = 'metastasis'
      else if (next.kind === 'boneLesion' && kind !== 'benign' && kind !== 'primary') kind = 'boneLesion'
      if (next.kind === 'boneLesion') bone = true
      if (kind === 'boneLesion') strong = true
      last = k
    }
    // 転移性肝癌 names the organ with the cancer
    const following = tags[i + 1]
    if (kind === 'metastasis' && inner === null && text.endsWith('性') && following?.kind === 'cancer' && following.first === tag.last + 1) {
      inner = addSite(null, { kind: 'organ', first: following.first, last: following.last })
      last = i + 1
      // 転移性乳癌(骨、リンパ節): the places follow.
      const listed = /^[(:、]$/.test(words[following.last + 1] ?? '') ? sitesAfter(tags, words, last, claimed, 3) : null
      if (listed !== null) inner = listed
    }
    const own = inner ?? sitesBefore(tags, words, i, claimed) ?? (kind === 'metastasis' || text.endsWith('性') ? sitesAfter(tags, words, last, claimed, 3) : null)
    let site = siteOf(own)
    // 右上葉の原発巣は硬化像に埋もれ: density in a lung is no bone.
    const held = items.at(-1)
    const lead = tags.slice(0, i).findLast((other) => isSite(other.kind))
    if (site === 'none' && kind === 'weakBoneLesion' && !/骨/.test(text) && lead?.kind === 'organ' && held?.site !== 'bone' && !tags.some((other) => other.kind === 'bone' && other.first < tag.first)) site = 'organ'
    if (site === 'none' && bone) site = 'bone'
    if (plain && site === 'none') continue
    const mentionKind = kind === 'boneLesion' || kind === 'weakBoneLesion' || kind === 'lesion' ? 'lesion' : (kind as 'metastasis' | 'benign' | 'primary' | 'invasion')
    const first = Math.min(tag.first, own?.first ?? tag.first)
    const end = Math.max(tags[last]!.last, own?.last ?? 0)
    const item: Item = { ...newMention(mentionKind, site, first, end, index, tag.first), at: tags[last]!.last, own: own !== null, wordless: false }
    item.strong = strong
    item.many = tags.slice(Math.max(0, i - 4), i + 2).some((near) => (near.kind === 'many' || words[near.first] === '多') && Math.abs(near.first - tag.first) < 12) || (own !== null && /全身|体幹/.test(words.slice(own.first, own.last + 1).join('')))
    item.pointsBack = tags[i - 1]?.kind === 'anaphor' || words[tag.last + 1] === 'は'
    if (site === 'none' && kind !== 'metastasis') {
      const nearest = items.at(-1)
      if (nearest !== undefined && nearest.site !== 'none' && nearest.kind !== 'benign' && word !== '新') item.site = nearest.wordless ? nearest.site : item.site
      for (let k = i - 1; k >= 0 && item.site === 'none'; k--) {
        if (tags[k]!.kind === 'break' || tags[k]!.kind === 'negationAfter' || isHead(tags[k]!.kind)) break
        if (isSite(tags[k]!.kind)) item.site = tags[k]!.kind === 'organ' ? 'organ' : 'bone'
      }
    }
    if (site === 'none' && kind === 'metastasis') linkToLesion(item, items, tags, claimed, i)
    items.push(item)
    i = last
  }
  tags.forEach((tag) => {
    if (!isSite(tag.kind) || claimed.has(tag)) return
    // 髄内高信号がTh5レベルに出現: how high something lies.
    if (tag.kind === 'bone' && /^(?:レベ|高位)/.test((words[tag.last + 1] ?? '') + (words[tag.last + 2] ?? '')) && tags.some((other) => other.kind === 'organ')) return
    items.push({ ...newMention('site', tag.kind === 'organ' ? 'organ' : 'bone', tag.first, tag.last, index, tag.first), at: tag.last, own: true, wordless: true })
  })
  return items.toSorted((a, b) => a.at - b.at)
}

/** 腸骨に溶骨性変化を認め、転移を疑う: the name belongs to the lesion before it. */
function linkToLesion(item: Item, items: Item[], tags: Tag[], claimed: Set<Tag>, at: number): void {
  for (let k = items.length - 1; k >= 0; k--) {
    const earlier = items[k]!
    if (earlier.kind === 'metastasis' || earlier.kind === 'invasion') break
    if (earlier.kind === 'lesion' && earlier.site !== 'none') {
      item.site = earlier.site
      item.first = earlier.first
      item.strong ||= earlier.strong
      item.many ||= earlier.many
      items.splice(k, 1)
      return
    }
  }
  for (let k = at - 1; k >= 0; k--) {
    const tag = tags[k]!
    if (tag.kind === 'break' || tag.kind === 'negationAfter' || tag.kind === 'metastasis') return
    if (isSite(tag.kind)) {
      item.site = tag.kind === 'organ' ? 'organ' : 'bone'
      item.first = tag.first
      claimed.add(tag)
      return
    }
  }
}

/** Gives a described lesion its benign, primary or invasive explanation when the sentence names one. */
export function explain(items: Item[], tags: Tag[]): void {
  for (const lesion of items) {
    if (lesion.kind !== 'lesion') continue
    const cause = items.find((other) => (other.kind === 'benign' || other.kind === 'primary' || other.kind === 'invasion') && other.presence !== 'absent' && (other.at > lesion.at ? !(other.own && other.kind === 'benign' && !tags.some((tag) => (tag.kind === 'suspect' || tag.kind === 'suspicious') && tag.first > other.at)) : lesion.first - other.last <= (tags.some((tag) => tag.kind === 'suspect' && tag.first > other.last && tag.last < lesion.head) ? 9 : 3)))
    // 胸骨への浸潤が明瞭となり、骨皮質の破壊を伴う: what destroys the bone has been named.
    const invader = lesion.own ? undefined : items.find((other) => other.kind === 'invasion' && other.presence === 'present' && other.at < lesion.at)
    if (invader !== undefined && lesion.strong) {
      lesion.kind = 'invasion'
      continue
    }
    if (cause === undefined || (cause.kind === 'benign' && lesion.strong && lesion.suspected)) continue
    lesion.kind = cause.kind
  }
}
