import { readSentence } from '../../text/read-sentence.ts'
import { isAffirmed } from './abnormal.ts'
import type { FindingsText } from './align.ts'
import { speaksOfExamination } from './examination.ts'
import { lowerFirst } from '../wording/lower-first.ts'

const limb = /^(?:radiographs? of the |x-?rays? of the )?((left|right) (?:shoulder|humerus|elbow|forearm|wrist|hand|thumb|finger|hip|femur|thigh|knee|tibia|leg|ankle|foot|calcaneus|heel|clavicle))\b/i

/**
 * "Right elbow AP and lateral." stands in no finding, yet a conclusion must say which elbow: the heaviest line gets the examined place
 * in front, where that sentence names one side, and neither the line nor any other sentence of the findings names the other.
 */
export function placeExamined(lines: { text: string; weight: number; evidence: { start: number; end: number }[] }[], findings: FindingsText): void {
  const first = findings.sentences[0]
  if (!first || first.japanese) return
  const text = findings.text.slice(first.start, first.end)
  const found = limb.exec(text)
  const other = found?.[2]!.toLowerCase() === 'left' ? 'right' : 'left'
  if (!found || !speaksOfExamination(text) || new RegExp(`\\b(?:${other}|bilateral|both)\\b`, 'i').test(findings.text)) return
  const heaviest = lines.reduce<(typeof lines)[number] | null>((best, line) => (best && best.weight >= line.weight ? best : line), null)
  if (!heaviest) return
  const { units } = readSentence(heaviest.text, { start: 0, end: heaviest.text.length })
  if (!units.some(isAffirmed) || units.some((unit) => unit.kind === 'side') || heaviest.text.includes(':')) return
  heaviest.text = `${found[1]!.charAt(0).toUpperCase()}${found[1]!.slice(1).toLowerCase()}: ${lowerFirst(heaviest.text)}`
  heaviest.evidence = [{ start: first.start, end: first.end }, ...heaviest.evidence]
}
