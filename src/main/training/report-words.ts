import { lexicon } from '../../domain/text/lexicon/lexicon.ts'
import { wordKey } from '../../domain/text/lexicon/spelling.ts'

/** English words that reports use and the lexicon of findings does not list; several are also names. */
const plain = new Set(
  'a an and any are as at be been both but by can do due for from given had has have he her his if in into is it its last less likely man may men more most much new next no none nor not now of off old on one or other our out over own part per prior right said same see seen she short show shown side since small so some still such than that the their them then there these they this those three through to too two under until up very was we well were when where which while who with within without woman women would year years young brown green white black gray grey hand foot head heart bone stone rose day long small hill park marsh field wood woods bell ball cross price lane page english german french japanese american british patient study examination report findings conclusion impression indication technique comparison history clinical question images image series contrast phase arterial venous delayed axial coronal sagittal scan before after during performed'.split(' '),
)

/** Whether an English word (small letters) is one that radiology reports use. */
export function isReportWord(word: string): boolean {
  if (plain.has(word)) return true
  const { english, stops } = lexicon()
  const key = wordKey(word)
  return english.has(key) || stops.has(key)
}
