import type { StatusReading } from './classify-status.ts'
import { englishVocabulary } from './english/terms-en.ts'
import { japaneseVocabulary } from './japanese/terms-ja.ts'
import { tagTokens, type TermKind } from './vocabulary.ts'

const kinds: ReadonlySet<TermKind> = new Set(['bone', 'boneLesion', 'weakBoneLesion'])

/**
 * What speaks of bone without naming one: bone scans and their words, treatments of bone, cancers that are followed by their bone
 * lesions, vertebral levels that are no T or S of a stage or a lung segment, rarer bones, and spellings (half-width kana too) that the vocabularies do not have. Generous on purpose.
 */
const besides =
  /bone|osse|ossi|osteo|skelet|marrow|verteb|spin(?:e|al)|\boss\b|\bo[ck]?t?eo|scinti|\bscans?\b|\bmdp\b|tracer|uptake|hot ?spot|\bfoc(?:us|i)\b|\bbsi\b|psma|crpc|hspc|\bm1b\b|\bmbc\b|ra-?223|radium|zoledr|denosumab|flare|pcwg|cord|epidural|硬膜外|\bmsk\b|acromet|\bhips?\b|thumb|finger|\btoes?\b|\bmanubri|hyoid|styloid|coccy|phalan|calvari|skull|sella|clivus|orbit|mandib|maxill|\bc[1-7]\b|\bth ?\d{1,2}|\bt(?:[5-9]|1[0-2])\b|\bl ?[1-5]\b|\bs[1-5] ?[-~〜/] ?s?[1-5]\b|骨|椎|髄|脊|シンチ|ｼﾝﾁ|集積|ホット|ﾎｯﾄ|コツ|ｺﾂ|フレア|ﾌﾚｱ|仙|肋|顎|ゾメタ|ランマーク|デノスマブ/iu

/** A level or the T of a stage. */
const stage = /^t[1-4]$/
/** Soft parts that are called after a bone. */
const calledAfter = /supraclavicular|鎖骨(?:上|下)|肋骨横隔|肋横角|胸骨(?:後|傍|旁)|仙骨前|骨盤(?!骨)|頭蓋内|蓋内/gu

/** Whether anything that is judged could be about bone at all. Where nothing is, no tier that only weighs words may see bone metastases. */
export function namesBone({ sentences }: StatusReading): boolean {
  const spoken = sentences.some(({ source, from, to, language }) => tagTokens(language === 'ja' ? japaneseVocabulary : englishVocabulary, source.tokens, from, to).some(({ kind, first, last }) => kinds.has(kind) && !(first === last && stage.test(source.tokens.words[first]!))))
  return spoken || [...new Set(sentences.map(({ source }) => source))].some(({ normal }) => besides.test(normal.text.replace(calledAfter, ' ')))
}
