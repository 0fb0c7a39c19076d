import { readSentence } from '../../text/read-sentence.ts'
import { isAffirmed } from './abnormal.ts'
import type { FindingsText } from './align.ts'
import { speaksOfExamination } from './examination.ts'
import { lowerFirst } from '../wording/lower-first.ts'

const limb = /^(?:radiographs? of the |x-?rays? of the )?((left|right) (?:shoulder|humerus|elbow|forearm|wrist|hand|thumb|finger|hip|femur|thigh|knee|tibia|leg|ankle|foot|calcaneus|heel|clavicle))\b/i

/** "右手関節2方向。", "左膝MRI。" */
const limbJapanese = /^((右|左)(?:肩|肘|前腕|上腕|手|手指|母指|股|大腿|膝|下腿|足|踵|鎖骨)(?:関節|趾|部)?)(?:の|\s)?(?:[2-6２-６二三四]方向|正面|側面|単純|X線|Ｘ線|MRI|CT|超音波|エコー)[^。、]{0,20}[。．]?$/u

/**
 * "Right elbow AP and lateral." stands in no finding, yet a conclusion must say which elbow: the heaviest line gets the examined place
 * in front, where that sentence names one side, and neither the line nor any other sentence of the findings names the other.
 */
export function placeExamined(lines: { text: string; weight: number; evidence: { start: number; end: number }[] }[], findings: FindingsText): void {
  const first = findings.sentences[0]
  if (!first) return
  const text = findings.text.slice(first.start, first.end)
  const found = (first.japanese ? limbJapanese : limb).exec(text)
  if (!found || (!first.japanese && !speaksOfExamination(text)) || others(found[2]!).test(findings.text)) return
  const heaviest = lines.reduce<(typeof lines)[number] | null>((best, line) => (best && best.weight >= line.weight ? best : line), null)
  if (!heaviest) return
  const { units } = readSentence(heaviest.text, { start: 0, end: heaviest.text.length })
  if (!units.some(isAffirmed) || units.some((unit) => unit.kind === 'side') || /[:：]/u.test(heaviest.text)) return
  // "右" goes with the place that the line begins with.
  if (first.japanese) heaviest.text = units[0]?.kind === 'anatomy' && units[0].start === 0 ? `${found[2]!}${heaviest.text}` : `${found[1]!}：${heaviest.text}`
  else heaviest.text = `${found[1]!.charAt(0).toUpperCase()}${found[1]!.slice(1).toLowerCase()}: ${lowerFirst(heaviest.text)}`
  heaviest.evidence = [{ start: first.start, end: first.end }, ...heaviest.evidence]
}

/** Words of the other side or of both. */
const others = (side: string): RegExp => (/[右左]/u.test(side) ? new RegExp(`${side === '右' ? '左' : '右'}|両側|両手|両足|両膝`, 'u') : new RegExp(`\\b(?:${side.toLowerCase() === 'left' ? 'right' : 'left'}|bilateral|both)\\b`, 'i'))
