import { isJapanese } from '../text/language.ts'
import { lexicon } from '../text/lexicon/lexicon.ts'
import { wordKey } from '../text/lexicon/spelling.ts'

/** Small words and the radiologist's commonest words of languages that reports come in by mistake; none of them is English. */
const foreign: readonly (readonly [name: string, words: ReadonlySet<string>])[] = [
  ['German', new Set(`der die das und ist im mit kein keine keinen keiner nicht eine einen einer des dem den von links rechts unauffällig unauffällige zeigt zeigen sich beidseits auch sowie bei zum zur nach ohne wie
    erguss pleuraerguss nachweis raumforderung herdbefund vergrößert verdickung linken rechten linke rechte leber niere nieren lunge herz milz knoten fraktur bruch lappen oberlappen unterlappen befund regelrecht verdacht lymphknoten rundherd`.split(/\s+/))],
  ['French', new Set(`le la les des est avec sans une du au aux pas droit droite gauche dans sur de et par chez ce cette il ont sont ou aucun aucune signe
    épanchement foie rein reins rate poumon cœur coeur nodule lésion lésions fracture lobe supérieur inférieur supérieure inférieure visible décelable aspect taille mesurant évocateur compatible pleural pulmonaire`.split(/\s+/).filter((word) => !['nodule', 'fracture', 'lobe', 'visible', 'aspect', 'compatible', 'pleural', 'signe', 'par', 'ont', 'ce'].includes(word)))],
  ['Spanish', new Set(`el la los las del con sin una se en y derecho derecha izquierdo izquierda de observa observan imagen hay sugestivo no se un por que
    derrame hígado riñón riñones bazo pulmón corazón nódulo nódulos lesión lesiones fractura lóbulo superior inferior ambos ambas hallazgos tamaño normales pulmonar pleural vesícula`.split(/\s+/).filter((word) => !['superior', 'inferior', 'pleural', 'no', 'imagen'].includes(word)))],
  ['Italian', new Set(`il la lo gli del dello della delle dei degli con senza una di non destro destra sinistro sinistra nel nella nelle e si al alla da un ed sono per come
    versamento fegato rene reni milza polmone polmoni cuore nodulo noduli lesione lesioni frattura lobo superiore inferiore bilaterale bilaterali riferibile compatibile presenza assenza linfonodi addensamento modesto modesta pleurico pleurica dimensioni regolare regolari nei limiti evidenza alterazioni`.split(/\s+/).filter((word) => !['e', 'per', 'come'].includes(word)))],
  ['Portuguese', new Set(`o os as do da dos das com sem uma não em no na nos nas e direito direita esquerdo esquerda de ao há um
    derrame fígado rim rins baço pulmão coração nódulo nódulos lesão lesões fratura lobo tamanho sinais alterações pulmonar ambos`.split(/\s+/).filter((word) => !['o', 'os', 'as', 'do', 'no', 'e'].includes(word)))],
  ['Dutch', new Set(`de het een van en is geen niet aan bij zijn ook naar links rechts linker rechter beide beiderzijds
    lever nier nieren milt long hart nodus fractuur kwab bovenkwab onderkwab vocht afwijking afwijkingen normaal vergroot verdikking beeld aanwijzingen`.split(/\s+/).filter((word) => !['is', 'long', 'hart', 'lever'].includes(word)))],
  ['a Scandinavian language', new Set(`och med utan ingen inga inget inte av på til till fra från ikke er ett høyre venstre höger vänster høire begge
    lever njure njurar lunga lunge hjärta hjerte milt vätska förändring forandring nyre fraktur normalt`.split(/\s+/).filter((word) => !['er', 'lever', 'lunge'].includes(word)))],
  ['Polish', new Set('jest nie bez oraz się w z na po do prawej lewej prawego lewego prawy lewy płuca wątroba nerki nerka śledziona zmian zmiana płyn obustronnie'.split(' ').filter((word) => word.length > 1 && word !== 'do' && word !== 'po'))],
]
/** Words of other languages inside English ones: "Le Fort", "de Quervain", "de novo". */
const names = /(?<!\p{L})(?:(?:le|la|de|du|van|von|da|di|del|el|al)(?=\s\p{Lu})|(?:Le|La|De|Du|Van|Von|Da|Di|Del|El|Al)(?=\s\p{Lu}\p{Ll})|de novo|en (?:bloc|plaque|face|coup)|cul[- ]de[- ]sac)(?!\p{L})/gu
/** Small words that only English has. */
const english = new Set('the of and is are was were with there without to for at or right left seen has have been from by this that which shows both after on under since not its'.split(' '))
const otherScript = /[\p{Script=Cyrillic}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Greek}\p{Script=Thai}\p{Script=Hebrew}\p{Script=Devanagari}]/gu
/** Characters that Chinese writes and Japanese does not. */
const chinese = /[们这见肿双侧积节页颈胆脏动显检为无异强阴阳质块边叶气疗两结软应缘较对压胀]|未見|於|顯示|雙|與/u
/** Letters that are looked at. */
const sample = 4000
/** Words that English radiology knows, at least this share of them, make a text English although two small words are not. */
const mostlyKnown = 0.8
/** A short text of so few words may have but one small word. */
const shortText = 8
/** Fewer words than this, none of them known, may be names and abbreviations. */
const leastUnknown = 7

/**
 * The language of findings that are neither English nor Japanese, as a name for a sentence ("Italian", "another script",
 * "another language"); null for English, Japanese and texts too short to tell. The lists and shares are our own.
 */
export function otherLanguage(findings: string): string | null {
  const text = findings.slice(0, sample)
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if ((text.match(otherScript)?.length ?? 0) * 2 > letters) return 'another script'
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  if (han > 3 && han * 2 > letters && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) && chinese.test(text)) return 'Chinese'
  // A Japanese report may quote what it likes.
  if ([...text].some((character) => isJapanese(character.charCodeAt(0)))) return null
  // "LA", "ET" and "non-" stand for other things than the words they look like.
  const words = (text.replace(names, ' ').match(/(?<![\p{L}\p{N}])\p{L}{2,}(?![\p{L}\p{N}-])/gu) ?? []).filter((word) => !/^\p{Lu}{1,3}$/u.test(word)).map((word) => word.toLowerCase())
  const own = words.filter((word) => english.has(word)).length
  const counts = foreign.map(([language, set]) => [language, words.filter((word) => set.has(word)).length] as const)
  const [name, count] = counts.toSorted((a, b) => b[1] - a[1])[0]!
  if (count > own * 2 && count >= 2 && count * 10 >= words.length && (count >= 5 || knownShare(words) < mostlyKnown)) return name
  if (count >= 1 && own === 0 && words.length <= shortText && knownShare(words) <= 0.5) return name
  return own === 0 && words.length >= leastUnknown && knownShare(words) <= 0.2 ? 'another language' : null
}

let known: ReadonlySet<string> | null = null

/** Share of the words that the English lexicon has, in any phrase, 0 to 1. */
function knownShare(words: readonly string[]): number {
  known ??= new Set([...lexicon().stops, ...[...lexicon().english].flatMap(([first, phrases]) => [first, ...phrases.flatMap(([rest]) => rest)])])
  return words.filter((word) => /^[a-z]+$/.test(word) && known!.has(wordKey(word))).length / Math.max(1, words.length)
}
