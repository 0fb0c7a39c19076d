const words = new Set(['as', 'please', 'kindly', 'see', 'refer', 'to', 'the', 'above', 'text', 'body', 'main', 'full', 'findings', 'finding', 'report', 'description', 'details', 'detail', 'in', 'of', 'for', 'described', 'detailed', 'stated', 'noted', 'discussed', 'outlined', 'mentioned', 'given', 'listed', 'reported', 'section', 'per', 'cf', 'vide', 'supra', 'is', 'under', 'and'])
const places = new Set(['above', 'text', 'body', 'findings', 'report', 'section', 'supra', 'description', 'details'])
const japanese = /^(?:上記|所見|本文|上述|前述|同上|記載)(?:の?(?:通り|とおり|如く|ごとく|ように)|(?:欄|本文)?(?:を|に|の)?(?:参照|ご参照|御参照|記載)|に同じ)?(?:です|ください|下さい|願います|お願いします|のとおり|の通り)?[。.]?$/

/** Longest conclusion that can only refer to the findings, in characters. */
const longest = 60

/** "As described above.", "Please see text.", 所見欄参照: a conclusion that says nothing itself, so that the findings are judged. */
export function onlyRefersBack(conclusion: string): boolean {
  if (conclusion.length > longest) return false
  const said = conclusion.trim().toLowerCase()
  if (japanese.test(said)) return true
  const told = said.split(/[\s.,;!]+/).filter((word) => word !== '')
  return told.length > 0 && told.every((word) => words.has(word)) && told.some((word) => places.has(word))
}
