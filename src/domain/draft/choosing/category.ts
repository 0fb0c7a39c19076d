const system = '(?:PI|BI|TI|LI|O|C|CAD|Lung|PSMA|NI|VI)-?RADS(?: (?:TR|LR-?|category|score))?|ACR TI-?RADS(?: TR)?|LR-|TR|Bosniak(?: class| category)?|AAST(?: grade)?|ASPECTS(?: score)?|Deauville(?: score)?|Garden(?: type| grade)?|Graf(?: type)?|Hinchey|Bilsky(?: grade)?|FIGO(?: stage| type)?|Gartland(?: type)?|Goutallier(?: grade| stage)?|Modic(?: type)?|Fazekas(?: grade| score)?|Kellgren[- ]Lawrence(?: grade)?|Weber|Schatzker(?: type)?|Salter[- ]Harris(?: type)?|Stanford(?: type)?|Fisher(?: grade)?|Spetzler[- ]Martin(?: grade)?|Rutherford|Balthazar(?: grade)?|Pfirrmann(?: grade)?|Meyerding(?: grade)?|EMVI'
const value = '(?:[IVX]{1,4}[a-df]?(?![\\p{L}])|\\d{1,3}[A-Da-d]?(?: ?(?:to|or|-|–) ?\\d[a-d]?)?(?!\\d|[.]\\d)|[A-D](?![\\p{L}])|positive|negative)'
const named = new RegExp(`(?<![\\p{L}\\d])(?:${system})[ :]*${value}|(?<![\\p{L}\\d])T[0-4][a-d]?(?=\\)| N\\d)`, 'giu')

/** Categories, grades and scores that a text gives by the name of their system: "PI-RADS 4", "Deauville 2", "(T3c)". Written as they stand. */
export const categoriesIn = (text: string): string[] => [...text.matchAll(named)].map(([found]) => found)

const bare = (text: string): string => text.toLowerCase().replace(/[\s:-]+/g, '')

/** The first category of the findings that a text does not tell, null when none is lost. */
export function lostCategory(text: string, findings: string): string | null {
  const told = bare(text)
  return categoriesIn(findings).find((one) => !told.includes(bare(one))) ?? null
}

/** "Composite TI-RADS 5.": the category of what stands just before, as a sentence of its own. */
export const bareCategory = /^(?:(?:composite|overall|total|assessment|category|score|final)[: ]+){0,2}(?:PI|TI|BI|LI|O|C|Lung)-?RADS (?:category |score |grade )?[1-6][A-Ca-c]?[.\s]*$/
