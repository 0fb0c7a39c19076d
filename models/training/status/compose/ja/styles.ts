export type Style = 'plain' | 'polite' | 'noun'

type Ending = readonly [RegExp, string]

/** Ends of a clause, first match wins; `$` stands before the closing mark of a quotation, if any. */
const polite: readonly Ending[] = [
  [/ください$/, 'ください'], [/されたい$/, 'してください'], [/ではない$/, 'ではありません'], [/でない$/, 'ではありません'], [/(は|も|が|著変|変わり|変化)ない$/, '$1ありません'], [/であった$/, 'でした'], [/である$/, 'です'], [/でいる$/, 'でいます'], [/(て)いない$/, '$1いません'], [/矛盾しない$/, '矛盾しません'], [/見当たらない$/, '見当たりません'], [/つかない$/, 'つきません'], [/しない$/, 'しません'], [/疑わない$/, '疑いません'], [/伴わない$/, '伴いません'], [/合わない$/, '合いません'], [/変わらない$/, '変わりません'], [/しえない$/, 'しえません'],
  [/(め|れ|え|き|せ)ない$/, '$1ません'], [/(い|しい|くい|高い|低い|難しい|強い|弱い|小さい|大きい|乏しい)$/, '$1です'], [/て(い)る$/, 'ています'], [/(め|れ|え|せ|け|み|でき)る$/, '$1ます'], [/ある$/, 'あります'], [/する$/, 'します'], [/(疑|伴|思|合|行)う$/, '$1います'], [/示す$/, '示します'], [/(残|挙が|な|まざ)る$/, '$1ります'], [/及ぶ$/, '及びます'], [/した$/, 'しました'], [/なった$/, 'なりました'],
]

const noun: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(を認める|がみられる|が認められる|がある|が存在する|を指摘できる|が確認される)$/, ['あり', 'あり', 'を認める', 'あり', '+', '(+)']],
  [/ではない$/, ['ではない', 'ではない']],
  [/(を|は)(認めない|みられない|認められない|指摘できない|ない|検出されない|確認できない|指摘しえない)$/, ['なし', 'なし', 'なし', 'は認めず', 'なし', '(-)', 'みられず']],
  [/(めない)$/, ['めず']], [/(みられない)$/, ['みられず']], [/指摘できない$/, ['指摘できず']], [/(著変|変化|変わり)(は|が|に|)ない$/, ['$1なし']], [/に変化がない$/, ['変化なし']],
  [/が新たに出現している$/, ['の新出', '新出', 'が新たに出現', 'が出現', '新規出現']], [/の(新たな)?出現を認める$/, ['の出現', '出現']], [/(が|は)新出(している|である)$/, ['新出', '$1新出']],
  [/は(不変|安定|横ばい)(である|している)$/, ['$1', 'は$1', ' $1', ':$1', '、$1']], [/は(概ね|ほぼ)不変である$/, ['$1不変', 'は$1不変']],
  [/(は|が)(増大|増悪|縮小|進行|消失|改善|増加|減少|拡大|退縮|悪化|軽快)している$/, ['$2', '$1$2', '、$2', ':$2', '$2あり', '$1$2']],
  [/(の)(増大|増悪|縮小|進行|消失|改善|増加|拡大)(を認める|がみられる)$/, ['$2', 'の$2', 'の$2あり']],
  [/が(強く|最も)?疑われる$/, ['疑い', 'の疑い', 'susp.', '疑う', 'を疑う']], [/を(強く|積極的に|第一に)?疑う$/, ['疑い', 'の疑い', 'を疑う']], [/の疑い(である|がある)$/, ['疑い', 'の疑い']], [/の可能性がある$/, ['の可能性', 'の可能性あり']], [/(と考える|と考えられる|と思われる)$/, ['と考える', 'と思われる', 'と考えられる', 'と思う']],
  [/を否定できない$/, ['を否定できず', '否定できず', '否定できない']], [/も否定できない$/, ['も否定できず', 'も否定できない']], [/は否定的(である|と考える)$/, ['否定的', 'は否定的']],
  [/(ものである|である)$/, ['']], [/している$/, ['']], [/(推奨|提案|考慮|お勧め)する$/, ['$1']], [/(検討|考慮|追加)されたい$/, ['$1']], [/を勧める$/, ['をお勧め', '推奨']], [/がある$/, ['あり']],
]

/** Gives one sentence the ending of a style; a sentence whose end is not in the table stays as it is. `mark` is what may close it. */
export function styled(sentence: string, style: Style, pick: (from: readonly string[]) => string, chance: (share: number) => boolean): string {
  if (style === 'plain') return sentence
  if (style === 'polite') return sentence.split('が、').map((part, index, parts) => (index === parts.length - 1 || chance(0.6) ? ended(part, polite) : part)).join('が、')
  const { body, close } = open(sentence)
  for (const [ending, values] of noun) if (ending.test(body)) return body.replace(ending, pick(values)) + close
  return sentence
}

function ended(part: string, endings: readonly Ending[]): string {
  const { body, close } = open(part)
  for (const [ending, value] of endings) if (ending.test(body)) return body.replace(ending, value) + close
  return part
}

function open(sentence: string): { body: string; close: string } {
  return sentence.endsWith('»') ? { body: sentence.slice(0, -1), close: '»' } : { body: sentence, close: '' }
}
