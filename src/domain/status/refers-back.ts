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

/** What stands in a field that was left open. */
const leftOpen = /^(?:n\/?a|none|nil|null|not (?:applicable|given|dictated|available|stated|provided|done|yet dictated)|no (?:conclusion|impression|comment|text)s?(?: (?:given|dictated|provided|available))?|tb[acd]|to (?:follow|be (?:added|dictated|done|completed|confirmed))|(?:awaited|pending|draft|blank|empty|dictated|unreported|x{2,})|なし|無し|無|特に(?:なし|無し)|該当(?:なし|無し)|記載(?:なし|無し)|未(?:記載|記入|入力|読影)|空欄|同上|略|省略|後日|追って(?:報告|記載))$/

/** A conclusion without a word of its own: only its heading, "n/a", なし, or a pointer to the findings. `bare` is without headings, in one spelling. */
export function saysNothing(bare: string): boolean {
  const said = bare.trim()
  if (said.length > longest) return false
  const plain = said.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  return !/\p{L}/u.test(plain) || leftOpen.test(plain) || onlyRefersBack(plain)
}
