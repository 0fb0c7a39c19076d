import type { Change } from './japanese-fact.ts'

const earlier = '(?:前回|前年|前日|昨日|前々回|初回|初診時|来院時|入院時|以前|昨年|先月|先週|先回|前医|前検査|年前|月前|週前|日前|週間前|治療前|術前|開始前|投与前|照射前|crt前|nac前)'

/** "前回より", "以前のCTに比べ": what follows is told against an earlier time, not against another organ. */
const against = `(?<=${earlier}[^、。]{0,10}(?:より|比べて?|比して?|比較して?|対して?)(?:も|は)?[ぁ-ん]{0,6}(?:大きさ|サイズ|量|範囲|程度)?(?:が|は)?)`

/** "前回を上回る": more or less than at an earlier time. */
const beyond = `(?<=${earlier}[^、。]{0,8}を[^、。]{0,5})`

/** How what became of a finding is told in verbs and adjectives. Each begins where the word begins. */
const patterns: readonly (readonly [Change, RegExp])[] = [
  ['new', /(?:今回)?(?:はじめて|初めて)(?!の)|(?:今回|新しく)(?:から|より|になって)?(?:出現|生じ|現れ|加わ|みられるように|認めるように)|現れ(?:た|て|てき)|(?:これまで|従来)(?:に)?は?(?:なかった|(?:認め|み|見)(?:られ)?なかった|指摘されて(?:いない|いなかった))/uy],
  ['resolved', /消え(?!て?いな)|(?:ほぼ|完全に)?なくなっ|(?:見え|みえ|(?:認め|み|見)られ|(?:同定|指摘|確認|検出|描出)(?:され|でき))なくな|跡形もな/uy],
  ['same', /(?:以前|前回|前々回|昨年|従来)(?:から|より|も)(?:同様に)?(?:存在|認め|みられ|見られ|指摘|あ[るり])|動き(?:が|は|も)?(?:ない|なし|なく|乏し|み?られ(?:ない|ず)|認め(?:ない|ず))|(?:差|変動|変更)(?:が|は|も)?(?:ない|なし|なく|乏し)|横這い|相変わらず|そのまま(?:残|であ)|変わ(?:ら|って(?:い)?な|り(?:が|は|も)?(?:な|あ))|(?:大きさ|サイズ)(?:は|が)?(?:同じ|不変|保た)/uy],
  ['larger', /(?:(?:大きさ|サイズ|径|濃度|量|数|範囲|厚[さみ]|勢い|広がり|集積)を)?増し(?!て?いな)|(?:強|高|広|深|拡)ま(?:っ|り|る)|(?:大き|強|高|広|厚|太|濃|多|長|深|重|ひど)く(?:なっ|なり|なる)|(?:高度|顕著|著明|重度|広範|明瞭)(?:と|に)(?:なっ|なり|なる)|育っ|育ち|成長し|伸び(?:て|た)|肥大化|膨らん|(?:広|拡)が(?:った|ってき)|(?:サイズ|大きさ)(?:の)?アップ|再燃し|ぶり返し|(?:はっきり|くっきり)(?:と)?(?:して(?:き|来)|見えるように)|明瞭化|顕性化/uy],
  ['larger', new RegExp(`${against}(?:多い|多く|大きい|大きく|強い|強く|高い|高く|厚い|厚く|広い|広く|濃い|濃く|太い|長い|目立(?:つ|って|ち)|顕著|はっきり|明瞭|進んで|増え|増[すし])`, 'uy')],
  ['larger', new RegExp(`${beyond}(?:上回|超え|超過|凌)[ぁ-ん]{0,3}`, 'uy')],
  ['smaller', new RegExp(`${beyond}(?:下回|割)[ぁ-ん]{0,3}`, 'uy')],
  ['smaller', /(?:弱|低|縮|狭|薄|細|静)ま(?:っ|り|る)|(?:小さ|弱|低|狭|薄|細|少な|淡|軽)く(?:なっ|なり|なる)|(?:目立た|はっきりし)なくな|減じ|縮ん|縮み|薄れ|引い(?:て|た)(?!伸)|おさま|治ま|和らい|(?:わずか|少量|軽度|軽微|痕跡的)(?:と|に)(?:なっ|なり)/uy],
  ['smaller', new RegExp(`${against}(?:少ない|少なく|小さい|小さく|弱い|弱く|低い|低く|薄い|薄く|淡い|淡く|軽い|軽く|軽[度微](?=$|[、。,でだと])|不明瞭|目立たない|目立たず|減[りっ])`, 'uy')],
]

const first = new Set('はく不今はじ初新現こ従消ほ完なみ見認同指確検描跡以前昨動差変横相そ大サ径濃量数範厚勢広集増強高深拡太多長重ひ顕著明育成伸肥膨再ぶ進目弱低縮狭薄細静小少淡軽減引お治和わ痕上超凌下割')

/** Where a word of change that begins at `at` ends, or null. */
export function changeAtJapanese(plain: string, at: number): { change: Change; to: number } | null {
  if (!first.has(plain[at]!)) return null
  let best: { change: Change; to: number } | null = null
  for (const [change, pattern] of patterns) {
    pattern.lastIndex = at
    const found = pattern.exec(plain)
    if (found && at + found[0].length > (best?.to ?? at)) best = { change, to: at + found[0].length }
  }
  return best
}
