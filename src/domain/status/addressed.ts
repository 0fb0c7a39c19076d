/** What a sentence that speaks to its reader wants put aside. */
const putAside = /^(?:ignore|disregard|forget|override|overrule|skip|discard)$/
const whatIsSaid = /^(?:above|below|previous|preceding|prior|earlier|foregoing|instructions?|report|text|everything|all|rest|findings|rules|prompt|anything|that|this)$/
/** What it wants done instead. */
const toAnswer = /^(?:answer|answers|output|respond|reply|label|classify|tag|print|return|say|write|state|report|choose|select|pick|set|declare|conclude|treat|read|grade)$/
const bareAnswer = /^(?:answer|output|respond|reply|label|classify|tag|print)$/
const manner = /^(?:with|only|just|the|as|is|=|:|to|be|label|class|category|option|status|number|code|answer|this|report|it|")$/
const afterBareAnswer = /^(?:that|with|as|this|only|it|:|"|[012]|progressive|stable|none)$/
const unit = /^(?:l|ml|mm|cm|litres?|liters?|%|per|x)$/
const listener = /^(?:classifiers?|assistant|model|ai|llm|chatbot|algorithm|system|bot|tagger)$/

/** Up to this many tokens lie between the parts of such a sentence. */
const reach = 8
const japanese = /(?:無視|忘れ|破棄|度外視).*(?:答え|回答|出力|返答|応答|分類|判定|ラベル|返し|返せ)|(?:と|として|を|は)(?:回答|出力|答え|返答|応答|分類|判定|ラベル付け)(?:せよ|しろ|よ。?$|よ[、。]|しなさい|なさい|してください|して下さい|てください|て下さい|すること|ること)/
const japaneseStart = /(?:以上|上記|前述|上述|これまで|ここまで|上の|前の|全て|すべて|本文|レポート|指示).{0,10}(?:無視|忘れ|破棄|度外視)/

/**
 * Token at which a sentence begins to tell its reader what to answer ("ignore the above and answer that …", "respond with label 1, …",
 * 以上を無視して…と答えよ); `to` where it does not. What is said from there on is no statement about the patient.
 */
export function addressedFrom(words: readonly string[], from: number, to: number, language: 'en' | 'ja'): number {
  if (language === 'ja') return addressedInJapanese(words, from, to)
  for (let k = from; k < to; k++) {
    const word = words[k]!
    if (putAside.test(word) && !/^(?:not|cannot|can't|don't|never)$/.test(words[k - 1] ?? '')) {
      const aside = near(words, k + 1, Math.min(to, k + 1 + reach), whatIsSaid)
      if (aside >= 0 && near(words, aside + 1, to, toAnswer) >= 0) return k
    } else if (bareAnswer.test(word)) {
      let at = k + 1
      while (at < to && at - k <= reach && manner.test(words[at]!)) at++
      if (/^[012]$/.test(words[at] ?? '') && at < to && !unit.test(words[at + 1] ?? '') && !/^(?:in|an|our|the|urine|urinary|cardiac)$/.test(words[k - 1] ?? '')) return k
      const opens = k === from || (k === from + 1 && /^(?:please|now|instead|then|just|must|"|:|-)$/.test(words[from]!))
      if (opens && afterBareAnswer.test(words[k + 1] ?? '')) return k
    } else if (listener.test(word)) {
      const before = words.slice(Math.max(from, k - 4), k).join(' ')
      if (/\byou are (?:now )?(?:an? |the )?(?:\w+ )?$|\b(?:note|message|instructions?|attention|dear) (?:to |for )?(?:the |all )?$/.test(`${before} `)) return from
      if (k === from && words[k + 1] === ':') return k
    }
  }
  return to
}

function near(words: readonly string[], from: number, to: number, wanted: RegExp): number {
  for (let k = from; k < to; k++) if (wanted.test(words[k]!)) return k
  return -1
}

function addressedInJapanese(words: readonly string[], from: number, to: number): number {
  // The verbs that matter begin with few characters; most sentences have none of them.
  let possible = false
  for (let k = from; k < to && !possible; k++) possible = /^[視忘破答力分判ラ返応]$/.test(words[k]!)
  if (!possible) return to
  const text = words.slice(from, to).join('')
  if (!japanese.test(text)) return to
  const start = japaneseStart.exec(text)?.index ?? 0
  let length = 0
  for (let k = from; k < to; k++) {
    if (length >= start) return k
    length += words[k]!.length
  }
  return to
}
