import { readSentence } from '../../text/read-sentence.ts'

const seen = '認めます|認める|認められます|認められる|認めました|みられます|みられる|見られます|見られる|存在します|存在する|存在している|指摘されます|指摘される|描出されます|描出される|確認されます|確認される|認めた'
const predicate = new RegExp(`(?:を|が|も|は)?(?:(?:散見され|散見)(?:ます|る)|(?:${seen}|あります|ある))$`, 'u')
const quantity = '少量|中等量|多量|大量|軽度|中等度|高度|少数|多数|数個|散在性|わずか'
/** Endings that need their verb: "…に", "…へ". */
const dangling = /(?:に|へ|で|から|まで|より|と|において|として)$/u

/**
 * Shortens a Japanese finding sentence by leaving its predicate out ("を認めます", "がみられる"), as conclusions are written.
 * A denied predicate always stays, and so does one without which the sentence would hang in the air.
 */
export function compressJapanese(sentence: string): string {
  const whole = sentence.replace(/\s+/g, ' ').trim().replace(/[。．.、,;；\s]+$/u, '')
  let text = whole.replace(/[（(](?:image|im|se|series|画像|スライス)[^（）()]{0,30}[)）]/giu, '').replace(/^(?:また|なお|さらに|加えて|同様に|ただし|しかし|一方|そのほか|今回の検査では|今回)、?/u, '')
  text = dropDeniedRest(text)
  // "…に腫瘤を認め、浮腫を伴う" → "…に腫瘤、浮腫を伴う"; never before a denial, which would then reach back to it.
  text = text.replace(/(?:を|が)(?:認め|みられ|見られ|散見され)、(?!.*(?:な[しいくか]|[めれせ]ず|ません|[（(][-−ー－][)）]|陰性|消失|否定))/gu, '、').replace(/^(?:正面像|側面像|カラードプラ|超音波|単純写真)(?:で|にて)は?、?/u, '')
  // "右胸水を少量認めます" → "右胸水少量"
  text = text.replace(new RegExp(`(?:を|が)(${quantity})(?:に)?(?:${seen}|伴います|伴う)$`, 'u'), '$1')
  text = text.replace(/(?:を|が)?強く(?:疑われます|疑われる|疑います)$/u, 'を強く疑う').replace(/(?<!強く)(?:を|が|と)?(?<!強く)(?:疑われます|疑われる|疑います|疑う|疑いです|疑いがあります|疑いがある)$/u, '疑い').replace(/疑い疑い$/u, '疑い')
  // What only seems so keeps its hedge, and so does a cause ("G-CSFの影響と考えます").
  text = text.replace(/(?<!影響|性|で[^、。]{1,10})と(?:考えます|考える|診断します|診断されます)$/u, '')
  // "長径38mmの腫瘤あり" → "長径38mmの腫瘤"
  text = text.replace(/(?<=[\p{Script=Han}\p{Script=Katakana}a-z])(?<!可能性|効果|血流|必要|余地|疑い|自覚)あり$/iu, '')
  const short = text.replace(predicate, '')
  if (short !== text && short.length > 1 && !dangling.test(short)) text = short
  else if (short !== text) text = text.replace(/認めます$/u, '認める').replace(/みられます$/u, 'みられる').replace(/見られます$/u, '見られる')
  text = text.replace(/(?:です|である|であります)$/u, '').replace(/(?:しています|している|しております)$/u, '')
  // "2個出現しており": nothing goes on.
  text = text.replace(/(?<=[\p{Script=Han}])(?:して|となって)?おり$/u, '')
  return text.length < 2 ? whole : text.trim()
}

const turning = /^(.{6,}?(?:ます|ました|る|た|い|ない))が、(.{4,})$/u

/** "…を認めますが、明らかな…は認めません": the denied rest goes as a whole; what it is told beside stays. */
function dropDeniedRest(text: string): string {
  const found = turning.exec(text)
  if (!found) return text
  const [told, rest] = [found[1]!, found[2]!].map((part) => readSentence(part, { start: 0, end: part.length }).units)
  const affirms = told!.some((unit) => unit.kind === 'finding' && !unit.negated)
  const denies = rest!.some((unit) => unit.negated) && !rest!.some((unit) => (unit.kind === 'finding' && !unit.negated) || unit.kind === 'measure' || unit.kind === 'side' || unit.kind === 'level' || (unit.kind === 'change' && !unit.negated) || unit.kind === 'certainty')
  // A denied complication is worth its words: "血腫を認めるが、造影剤の血管外漏出なし".
  const grave = found[2]!.length <= 20 && rest!.some((unit) => unit.kind === 'finding' && unit.negated && unit.weight >= 4 && unit.key !== 'mass' && unit.key !== 'adenopathy')
  return affirms && denies && !grave ? found[1]! : text
}
