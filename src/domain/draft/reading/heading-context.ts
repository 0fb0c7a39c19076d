import { placesOf } from '../../text/lexicon/lexicon.ts'
import { isAffirmed } from './abnormal.ts'
import type { FindingSentence, FindingsText } from './align.ts'
import { headedFinding } from './headed-finding.ts'

/** Headings so wide that a place in the sentence says more. */
const wide = new Set(['lung', 'bone', 'chest', 'abdomen', 'pelvis', 'node', 'mediastinum', 'soft-tissue', 'joint', 'brain', 'spine', 'pleura', 'neck', 'muscle', 'hilum', 'heart', 'bowel', 'ligament', 'cartilage', 'tendon', 'bronchus', 'pelvic-bone', 'peritoneum', 'retroperitoneum', 'sinus', 'skull'])

/** Does the heading name an organ, not a whole region? */
export const namesOrgan = (sentence: FindingSentence): boolean => sentence.headingUnits.some((unit) => unit.kind === 'anatomy' && !wide.has(unit.key))

/**
 * Does the heading still speak of this sentence? "Left lung: emphysema. Right hilar nodes up to 14 mm.": a sentence of the other
 * side does not stand under it, and in running text none that names a place of its own or comes after one that does.
 */
export function underHeading(sentence: FindingSentence, findings: FindingsText): boolean {
  const { heading, headingUnits } = sentence
  if (!heading) return false
  const sides = headingUnits.filter((unit) => unit.kind === 'side' && unit.key !== 'bilateral')
  const own = sentence.units.filter((unit) => unit.kind === 'side')
  if (sides.length === 1 && own.length > 0 && own.every((unit) => unit.key !== sides[0]!.key)) return false
  // "MCL: sprain." on its own line rules the lines after it only until another place is named.
  const later = /^[:：*\s]*[^\s:：*]/.test(findings.text.slice(heading.end, lineEnd(heading.end, findings))) && sentence.start > lineEnd(heading.end, findings)
  // Fluid and loose bodies are of the joint, whatever part of it heads the line.
  if (sentence.units.some((unit) => unit.kind === 'finding' && inJoint.has(unit.key)) && headingUnits.some((unit) => unit.kind === 'anatomy' && ofJoint.has(unit.key))) return false
  // A lobe of the lung does not stand under "Spleen:".
  if (sentence.units.some((unit) => unit.kind === 'part' && unit.group === 'lobe' && lungLobes.test(unit.key)) && headingUnits.some((unit) => unit.kind === 'anatomy') && !headingUnits.some((unit) => unit.kind === 'anatomy' && ofChest.has(unit.key))) return false
  // Fluid in the pleura is none of the adrenals'.
  const cavity = sentence.units.filter(isAffirmed).flatMap((unit) => placesOf(unit.key)).filter((place) => cavities.has(place))
  const says = cavity.some((place) => sentence.units.some((unit) => unit.kind === 'anatomy' && unit.key === place))
  const organ = namesOrgan(sentence) && !headingUnits.some((unit) => unit.kind === 'level' || (unit.kind === 'anatomy' && (wide.has(unit.key) || cavities.has(unit.key))))
  if (organ && says) return false
  // "AC joint: osteoarthritis. Small effusion.": of the joint that was examined.
  if ((inRunningText(heading.start, findings) || smallJoint.test(findings.text.slice(heading.start, heading.end))) && sentence.start - heading.end > 6 && sentence.units.some((unit) => unit.kind === 'finding' && inJoint.has(unit.key)) && !sentence.units.some((unit) => unit.kind === 'anatomy') && headingUnits.some((unit) => unit.kind === 'anatomy')) return false
  if (!inRunningText(heading.start, findings) && !later) return true
  for (let at = sentence.index; at > Math.max(0, sentence.index - mostBack); at--) {
    // The first sentence after the heading is its own.
    if (findings.sentences[at - 1]!.heading?.start !== heading.start) return true
    if (leaves(findings.sentences[at]!, headingUnits)) return false
  }
  return true
}

const inJoint = new Set(['effusion', 'joint-effusion', 'loose-body'])
const ofJoint = new Set(['cartilage', 'meniscus', 'ligament', 'acl', 'pcl', 'mcl', 'lcl', 'tendon', 'bone', 'labrum', 'patella'])
const smallJoint = /\b(?:ACJ?|SCJ?|acromioclavicular|sternoclavicular|patellofemoral|tibiofibular|DRUJ)\b/i
const lungLobes = /^(?:upper-lobe|middle-lobe|lower-lobe|lingula)$/
/** What has fluid of its own, whatever organ a heading names. */
const cavities = new Set(['pleura', 'pericardium', 'peritoneum'])
const ofChest = new Set(['lung', 'chest', 'pleura', 'mediastinum', 'bronchus', 'hilum'])

function lineEnd(from: number, { text }: FindingsText): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** Sentences looked back over; no heading in running text rules as many. */
const mostBack = 40

/** Names a place that the heading does not, or a spinal level. */
function leaves(sentence: FindingSentence, headingUnits: FindingSentence['headingUnits']): boolean {
  const places = headingUnits.filter((unit) => unit.kind === 'anatomy')
  if (!places.length) return sentence.units.some((unit) => unit.kind === 'side')
  return sentence.units.some((unit) => (unit.kind === 'anatomy' && !places.some((place) => place.key === unit.key)) || (unit.kind === 'level' && unit.group === 'spine' && !headingUnits.some((one) => one.kind === 'level')))
}

/** Does a sentence of something else stand before the heading on its line? */
function inRunningText(start: number, { text }: FindingsText): boolean {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  return /[.;。]\s*$/.test(before)
}

function outsideBrackets({ start, end, units }: FindingSentence, { text }: FindingsText): FindingSentence['units'] {
  const brackets = [...text.slice(start, end).matchAll(/\([^()]*\)/g)].map(({ index, 0: inside }) => ({ from: start + index, to: start + index + inside.length }))
  return brackets.length ? units.filter((unit) => !brackets.some(({ from, to }) => unit.start >= from && unit.end <= to)) : units
}

const thing = /^(?:the )?(?:primary|primary (?:tumou?r|lesion|mass)|(?:index|target|dominant|known) (?:lesion|tumou?r|mass|nodule))$/i
const result = /^[\p{L} -]{2,30} (?:positive|present|involved|threatened)$/iu

/** Does the heading of its line name the thing itself, or a result? */
export function isThing({ heading, start, japanese }: FindingSentence, { text }: FindingsText): boolean {
  const name = heading && !japanese && start - heading.end < 6 ? text.slice(heading.start, heading.end).trim() : ''
  return thing.test(name) || result.test(name)
}

/** Headings of how the organ or the examination is, not of a place. */
const methodHeading = /構成|乳腺濃度|撮像|撮影|方法|技術|検査|IMT/iu

/**
 * The heading to put in front of a shortened sentence so that it says where: "1.6 cm hypodensity" under "LIVER:" needs it,
 * "hepatic steatosis" does not. null when the sentence says it itself or the heading names no place.
 */
export function headingContext(sentence: FindingSentence, findings: FindingsText): string | null {
  // "Lung nodules:" over "- RUL, 5 mm"
  if (sentence.heading && headedFinding(sentence, findings)) return findings.text.slice(sentence.heading.start, sentence.heading.end).replace(/\s+/g, ' ').trim()
  // "Divided function: left 44%, right 56%": numbers of nothing without it.
  if (sentence.heading && !sentence.japanese && underHeading(sentence, findings) && sentence.units.some((unit) => unit.kind === 'measure') && !sentence.units.some((unit) => unit.kind === 'finding' || unit.kind === 'anatomy') && /^(?:(?:left|right|total|[LR])\s)?[<>≤≥~]?\d/i.test(findings.text.slice(sentence.start, sentence.start + 20)) && sentence.heading.end - sentence.heading.start <= 40) return findings.text.slice(sentence.heading.start, sentence.heading.end).replace(/\s+/g, ' ').trim()
  // "Primary: LUL 38 mm", "EMVI positive: tumour signal in a vein": the heading is what is found.
  if (isThing(sentence, findings)) return findings.text.slice(sentence.heading!.start, sentence.heading!.end).replace(/\s+/g, ' ').trim()
  if (!sentence.heading || !sentence.headingUnits.length || !underHeading(sentence, findings)) return null
  // "乳房構成：不均一高濃度。" heads nothing that follows; "SBR：右4.12、左2.35" is nothing without its head.
  if (sentence.japanese && methodHeading.test(findings.text.slice(sentence.heading.start, sentence.heading.end))) return null
  // "Four nodules, up to 9 mm (right upper lobe)": what a bracket says of one of them places not all.
  const own = sentence.japanese ? sentence.units : outsideBrackets(sentence, findings)
  // A segment number says nothing without its organ.
  const placed = own.some((unit) => unit.kind === 'anatomy' || (unit.kind === 'level' && unit.group === 'spine') || (unit.kind === 'part' && unit.group === 'lobe'))
  const lacking = sentence.headingUnits.filter((unit) => !own.some((one) => one.kind === unit.kind && (one.key === unit.key || (unit.kind === 'level' && one.key.split('/').includes(unit.key)))))
  const needed = lacking.some((unit) => (unit.kind === 'anatomy' ? !placed || (!wide.has(unit.key) && !own.some((one) => one.kind === 'anatomy' && !wide.has(one.key))) : true))
  const narrow = lacking.some((unit) => unit.kind === 'anatomy' && !wide.has(unit.key) && unit.key !== 'kidney' && unit.key !== 'liver' && unit.key !== 'colon') && !own.some((one) => one.kind === 'anatomy' && sentence.headingUnits.some((unit) => unit.key === one.key))
  const name = findings.text.slice(sentence.heading.start, sentence.heading.end).replace(/\s+/g, ' ').trim()
  // "T11", "Nodule 2", "第12胸椎": one of several, whatever else the sentence names.
  const numbered = /\d/.test(name) && !findings.text.slice(sentence.start, sentence.end).includes(name)
  // "Nodes: subcarinal 18 mm": a place and a size are of nothing without it.
  const bare = !sentence.japanese && sentence.end - sentence.start <= 60 && !own.some((unit) => unit.kind === 'finding') && own.some((unit) => unit.kind === 'measure' && unit.unit === 'mm') && !/\b(?:nodes?|mass|lesion|nodule)/i.test(findings.text.slice(sentence.start, sentence.end))
  if (!needed && !narrow && !numbered && !bare) return null
  // "Spleen/pancreas/adrenals: splenomegaly": of several organs the finding itself says which.
  const organs = sentence.headingUnits.filter((unit) => unit.kind === 'anatomy')
  if (organs.length > 1 && /[/,&+]|\band\b/i.test(name) && sentence.units.some((unit) => unit.kind === 'finding' && placesOf(unit.key).some((place) => organs.some((organ) => organ.key === place)))) return null
  if (name.length > 40) return null
  // Headings in capitals are spoken more quietly, but abbreviations and levels keep theirs.
  return /^[A-Z][A-Z ,/&-]{3,}$/.test(name) && !/\d/.test(name) ? name.toLowerCase().replace(/^./, (first) => first.toUpperCase()).replace(/\b(acl|pcl|mcl|lcl|tfcc|svc|ivc|cbd|lad|rca|gi)\b/gi, (found) => found.toUpperCase()) : name
}
