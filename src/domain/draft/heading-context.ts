import type { FindingSentence, FindingsText } from './align.ts'

/** Headings so wide that a place in the sentence says more. */
const wide = new Set(['lung', 'bone', 'chest', 'abdomen', 'pelvis', 'node', 'mediastinum', 'soft-tissue', 'joint', 'brain', 'spine', 'pleura', 'neck', 'muscle', 'hilum', 'heart', 'bowel', 'ligament', 'cartilage', 'tendon', 'bronchus', 'pelvic-bone', 'peritoneum', 'retroperitoneum', 'sinus', 'skull'])

/** Does the heading name an organ, not a whole region? */
export const namesOrgan = (sentence: FindingSentence): boolean => sentence.headingUnits.some((unit) => unit.kind === 'anatomy' && !wide.has(unit.key))

/**
 * The heading to put in front of a shortened sentence so that it says where: "1.6 cm hypodensity" under "LIVER:" needs it,
 * "hepatic steatosis" does not. null when the sentence says it itself or the heading names no place.
 */
export function headingContext(sentence: FindingSentence, findings: FindingsText): string | null {
  if (!sentence.heading || !sentence.headingUnits.length) return null
  const own = sentence.units
  // A segment number says nothing without its organ.
  const placed = own.some((unit) => unit.kind === 'anatomy' || (unit.kind === 'level' && unit.group === 'spine') || (unit.kind === 'part' && unit.group === 'lobe'))
  const lacking = sentence.headingUnits.filter((unit) => !own.some((one) => one.kind === unit.kind && (one.key === unit.key || (unit.kind === 'level' && one.key.split('/').includes(unit.key)))))
  const needed = lacking.some((unit) => (unit.kind === 'anatomy' ? !placed || (!wide.has(unit.key) && !own.some((one) => one.kind === 'anatomy' && !wide.has(one.key))) : true))
  const narrow = lacking.some((unit) => unit.kind === 'anatomy' && !wide.has(unit.key) && unit.key !== 'kidney' && unit.key !== 'liver' && unit.key !== 'colon') && !own.some((one) => one.kind === 'anatomy' && sentence.headingUnits.some((unit) => unit.key === one.key))
  const name = findings.text.slice(sentence.heading.start, sentence.heading.end).replace(/\s+/g, ' ').trim()
  // "T11", "Nodule 2", "第12胸椎": one of several, whatever else the sentence names.
  const numbered = /\d/.test(name) && !findings.text.slice(sentence.start, sentence.end).includes(name)
  if (!needed && !narrow && !numbered) return null
  if (name.length > 40) return null
  // Headings in capitals are spoken more quietly, but abbreviations and levels keep theirs.
  return /^[A-Z][A-Z ,/&-]{3,}$/.test(name) && !/\d/.test(name) ? name.toLowerCase().replace(/^./, (first) => first.toUpperCase()).replace(/\b(acl|pcl|mcl|lcl|tfcc|svc|ivc|cbd|lad|rca|gi)\b/gi, (found) => found.toUpperCase()) : name
}
