import { besideBone, deniedFinding, followedBone, missingThen, openAlternatives, settleCourses } from './course-words-ja.ts'
import { explain, findItems, nameCancers } from './mentions-ja.ts'
import type { Item } from './mentions-ja.ts'
import type { Sentence } from '../sentences.ts'
import { changeOf, newMention, setChange } from '../statement.ts'
import type { Reading } from '../statement.ts'
import { readStatements } from './statements-ja.ts'
import { japaneseVocabulary } from './terms-ja.ts'
import type { Tokens } from '../tokens.ts'
import { tagTokens } from '../vocabulary.ts'
import type { Tag } from '../vocabulary.ts'

/** Only treated bone metastases flare: what grew before the word heals, and where the sentence names no place the word itself stands for them. */
function flareOf(items: Item[], flare: Tag, index: number): void {
  let told = false
  for (const item of items) {
    if (item.site !== 'bone' || item.at > flare.first || (item.kind !== 'metastasis' && item.kind !== 'lesion')) continue
    if (item.change === 'progress') setChange(item, 'healing', flare)
    if (item.change === 'healing' && item.kind === 'lesion' && item.presence === 'present') item.kind = 'metastasis'
    told = true
  }
  if (told || items.some((item) => item.site === 'organ')) return
  items.push({ ...newMention('metastasis', 'bone', flare.first, flare.last, index, flare.first), at: flare.last, own: true, wordless: false, change: 'healing', cue: { first: flare.first, last: flare.last }, pointsBack: true })
}

/** Reads one Japanese sentence. Verbs come last: what was named since the last finished statement belongs to the next verb. */
export function readJapanese(tokens: Tokens, sentence: Sentence, index: number, asking: boolean, quoted: ReadonlySet<number> | null = null): Reading {
  const words = tokens.words
  const tags = tagTokens(japaneseVocabulary, tokens, sentence.from, sentence.to)
  const reading: Reading = { mentions: [], loose: [], cancer: false, boneStudy: false, past: 'no' }
  // A course that another report is quoted with is not told here.
  if (quoted !== null) for (const tag of tags) if (changeOf(tag.kind) !== null && quoted.has(tag.first)) tag.kind = 'filler'
  for (const tag of tags) {
    if (tag.kind === 'cancer') reading.cancer = true
    if (tag.kind === 'neutral' && /^(?:全身)?骨(?:シンチ|スキャン)/.test(words.slice(tag.first, tag.last + 1).join(''))) reading.boneStudy = true
    if (tag.kind === 'past' && reading.past !== 'yes') reading.past = words[tag.last + 1] === ':' || words[tag.last] === ':' || words[tag.last] === '記' ? 'yes' : 'maybe'
  }
  nameCancers(tags, words)
  besideBone(tags, words)
  missingThen(tags, words, sentence)
  deniedFinding(tags, words)
  const items = findItems(tags, words, index)
  readStatements(items, tags, words, sentence, asking, reading, index)
  explain(items, tags)
  settleCourses(items, tags, words, sentence, asking)
  openAlternatives(items, words, sentence)
  if (!asking) followedBone(items, tags, words)
  // 骨シンチで既知病変の集積は…: what a bone scan shows to change lies in bone.
  if (reading.boneStudy && !items.some((item) => item.site === 'organ')) for (const item of items) {
    if (item.kind !== 'lesion' || item.site !== 'none' || item.presence !== 'present' || (item.change === 'none' && !item.known)) continue
    item.site = 'bone'
    item.known = true
  }
  // フレア現象と考えられる: the flare explains all that grew before it.
  const flare = tags.find((tag) => tag.kind === 'healing' && /フレア|flare|偽(?:性)?増悪|pseudo/.test(words.slice(tag.first, tag.last + 1).join('')))
  if (flare !== undefined && !/^.{0,6}(?:ではな|とは考え|としては説明|では説明|とは言|とはい|は考えにく|は否定|に合わな|らしくな|なし|を?認め(?:ず|な)|の有無|の?可能性を?.{0,6}ていた|の?可能性を?.{0,6}ていまし|か)/.test(words.slice(flare.last + 1, flare.last + 19).join(''))) flareOf(items, flare, index)
  for (const item of items) {
    if (item.change !== 'progress' || item.cue === null || item.site !== 'bone') continue
    const from = Math.max(Math.min(item.head, item.cue.first), sentence.from)
    const said = words.slice(from, Math.min(Math.max(item.at, item.cue.last) + 9, sentence.to)).join('')
    if (!/骨折|圧潰|楔状|変形|後弯|椎体高/.test(said) || /腫瘤|軟部|溶骨|破壊|病変|集積|浸潤/.test(said)) continue
    if (item.kind === 'site') item.change = 'none'
    else item.mechanical = true
  }
  reading.mentions = items.filter((item) => item.kind !== 'site' || item.change !== 'none' || item.presence !== 'present')
  return reading
}
