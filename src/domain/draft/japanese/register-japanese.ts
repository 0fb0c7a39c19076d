/** Where a predicate ends: the end of the text, a comma, a bracket, or "が". */
const end = '(?=$|[。、，（(が])'

/** Polite endings and the plain form of each; stems of one row first, so that "認められます" is not read as "られ" of another verb. */
const endings: readonly (readonly [RegExp, string])[] = [
  [`(?<!あ)(?<=[てで])いません`, 'いない'], ['(?<=[\\p{Script=Han}])ありません', 'なし'], ['ありません', 'ない'], ['(?<=[し])ません', 'ない'], ['りません', 'らない'], ['いません', 'わない'], ['(?<=[えけげせてねべめれみきび])ません', 'ない'],
  ['(?<=[てで])おります', 'いる'], ['(?<=[てで])います', 'いる'], ['(?<=[てで])いました', 'いた'],
  ['(?<=示|及ぼ|残|越|増|表|押)します', 'す'], ['来します', '来す'], ['します', 'する'], ['しました', 'した'], ['あります', 'ある'], ['ありました', 'あった'],
  ['(?<=[えけげせてねべめれみきび])ます', 'る'], ['(?<=[えけげせてねべめれみきび])ました', 'た'], ['(?<=疑|伴|思)います', 'う'], ['(?<=残|異な|至|広が|拡が)ります', 'る'], ['でした', 'だった'], ['(?<=[\\p{Script=Han}\\p{Script=Katakana}A-Za-z\\d)）])です', ''],
].map(([polite, plain]) => [new RegExp(`${polite!}${end}`, 'gu'), plain!])

const polite = /(?:ます|ません|ました|です|でした|ください)[。）)\s]*$/u

/** The sentence in the plain form that conclusions are written in: "伴っています" → "伴っている", "認めません" → "認めない". Endings alone change. */
export function plainJapanese(text: string): string {
  return endings.reduce((plain, [pattern, ending]) => plain.replace(pattern, ending), text)
}

/** "骨折を認めない。" → "骨折なし。": how a denial ends beside sentences that end in a noun. */
const shortDenial = (text: string): string => text.replace(/(?<=[\p{Script=Han}\p{Script=Katakana}])(?:を|は|が)(?:認め|みられ|見られ)ない(?=。?$)/u, 'なし')

/**
 * Sentences of one draft in one register: as they are where all are polite, otherwise those in です・ます become plain, since the
 * shortened ones end in a noun. Sentences in other languages stay.
 */
export function oneRegister<Sentence extends { text: string }>(sentences: readonly Sentence[]): Sentence[] {
  const japanese = sentences.filter(({ text }) => /[\u3040-\u30ff\u4e00-\u9fff]/u.test(text))
  if (japanese.every(({ text }) => polite.test(text))) return [...sentences]
  return sentences.map((sentence) => ({ ...sentence, text: polite.test(sentence.text) ? shortDenial(plainJapanese(sentence.text)) : plainJapanese(sentence.text) }))
}

/** How a verb that goes on ends when nothing follows: what a shortened sentence leaves open. Noun and する first. */
const openEnds: readonly (readonly [RegExp, string])[] = [
  [/(?<=[\p{Script=Han}\p{Script=Katakana}])(?:して|されて|となって)(?:おり(?:まして)?|いて)$/u, ''], [/(?<=て)おり(?:まして)?$/u, 'いる'], [/(?<=で)おり(?:まして)?$/u, 'いる'],
  [/(?<=[\p{Script=Han}\p{Script=Katakana}\d])(?:を|が)?(?:認め|認められ|みられ|見られ)$/u, ''], [/伴い$/u, '伴う'], [/(?<=[示残])し$/u, 'す'], [/(?<=[呈有達])し$/u, 'する'], [/(?<=[\p{Script=Han}\p{Script=Katakana}]{2})(?:し|して|され|となり|であり|で)$/u, ''],
]

/** The end of a Japanese line as of a whole sentence: "腫大しており" → "腫大", "浮腫を伴い" → "浮腫を伴う". A denial keeps its verb. */
export function closedJapanese(text: string): string {
  const bare = text.replace(/[、，；;\s]+$/u, '')
  for (const [open, closed] of openEnds) if (open.test(bare)) return bare.replace(open, closed)
  return bare
}

/** A detail after a finding: behind a comma where the finding ends in a noun, in brackets where it ends in a predicate ("浮腫を伴う（約31mL）"). */
export function joinJapanese(text: string, detail: string): string {
  return /(?:る|(?<!疑)い|た|う|す|く|ます|です|ません)$/u.test(text) && !/[（(）)]/u.test(detail) && detail.length <= 40 ? `${text}（${detail}）` : `${text}、${detail}`
}
