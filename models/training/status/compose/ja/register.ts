import type { Random } from '../report.ts'

const slips: readonly (readonly [string, string])[] = [
  ['縮小', '縮少'], ['肋骨', '助骨'], ['増大', '像大'], ['転移', '転位'], ['不変', '普遍'], ['椎体', '推体'], ['溶骨', '融骨'], ['既知', '既治'], ['所見', '初見'], ['集積', '集石'], ['著変', '著編'], ['腰椎', '腰推'], ['病変', '病編'], ['骨盤', '骨番'],
  ['転移', '転異'], ['消失', '焼失'], ['増悪', '増惡'], ['治療', '冶療'], ['認め', 'みとめ'], ['転移', 'てんい'], ['照射', '小社'], ['骨島', '骨頭'], ['多発', '他発'], ['疑い', 'うたがい'], ['新規', '新奇'], ['改善', '改繕'], ['出現', '出減'],
]
const spellings: readonly (readonly [string, string])[] = [
  ['認め', 'みとめ'], ['みられ', '見られ'], ['および', '及び'], ['明らか', 'あきらか'], ['すべて', '全て'], ['新た', 'あらた'], ['概ね', 'おおむね'], ['目立', 'めだ'], ['わずか', '僅か'], ['ほぼ', '略'], ['既知の', '既知'], ['できない', '出来ない'], ['ありません', '有りません'], ['なし', '無し'], ['あり', '有り'], ['ない', '無い'], ['と思われ', 'とおもわれ'], ['Th', 'T'], ['椎体', '椎'], ['癌', 'がん'], ['疑われる', 'うたがわれる'],
]

const wide = (text: string): string => text.replace(/[0-9A-Za-z()+\-/:?]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))

/** Writes a whole report the way one department does: marks, widths, spellings and, rarely, a slip of the keyboard. */
type Hand = (text: string) => string

/** Draws one hand; the same is used for all fields of a report. */
export function drawHand(random: Random): Hand {
  const changes: Hand[] = []
  for (const [from, to] of spellings) if (random.chance(0.06)) changes.push((text) => text.replaceAll(from, to))
  if (random.chance(0.05)) {
    const [from, to] = random.pick(slips)
    changes.push((text) => text.replace(from, to))
  }
  const marks = random.next()
  if (marks < 0.12) changes.push((text) => text.replaceAll('、', '\uff0c').replaceAll('。', '\uff0e'))
  else if (marks < 0.2) changes.push((text) => text.replaceAll('、', ',').replaceAll('。', '.'))
  else if (marks < 0.3) changes.push((text) => text.replaceAll('、', ','))
  const width = random.next()
  if (width < 0.14) changes.push(wide)
  else if (width < 0.28) changes.push((text) => text.replace(/[0-9]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)))
  else if (width < 0.45) changes.push((text) => text.replace(/[():?]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)))
  if (random.chance(0.08)) changes.push((text) => text.replace(/([0-9A-Za-z]+)(?=[ぁ-んァ-ヶ一-龠])/g, '$1 '))
  return (text) => changes.reduce((so, change) => change(so), text)
}

/** Takes the marks out of a text and gives what they enclosed. */
export function unmark(text: string): { text: string; quotes: string[] } {
  const quotes = [...text.matchAll(/«([^«»]+)»/g)].map((match) => match[1]!.replace(/^[\s、,\uff0c。]+|[\s、,\uff0c。.\uff0e]+$/g, '')).filter((quote) => quote !== '')
  return { text: text.replace(/[«»]/g, ''), quotes }
}
