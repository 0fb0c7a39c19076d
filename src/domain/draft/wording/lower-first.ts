import { categoriesIn } from '../choosing/category.ts'

const eponym = /^(?:Baker|Bankart|Hill|Morton|Schmorl|Crohn|Hashimoto|Graves|Morison|Douglas|Meckel|Chiari|Tarlov|Wharton|Warthin|Perthes|Colles|Smith|Monteggia|Lisfranc|Jones|Achilles|Hoffa|Murphy|Stanford|Bosniak|Graf|Garden|Hinchey|Modic|Deauville)\b/

/** A line that goes on after a colon or semicolon begins small, except abbreviations, names and categories. */
export function lowerFirst(text: string): string {
  if (!/^[A-Z][a-z]/.test(text) || eponym.test(text) || categoriesIn(text).some((one) => text.startsWith(one))) return text
  return text.charAt(0).toLowerCase() + text.slice(1)
}
