import { z } from 'zod'
import { StatusLabel } from '../status-tag.ts'
import { groupCount, hashBits } from './features.ts'

/** Classes of the classifier: none, none but left open ("cannot be excluded"), progressive, stable or decreased. */
export const classLabels = [0, 0, 1, 2] as const
export const openClass = 1

const Share = z.number().min(0).max(1)

/** What stands before the numbers of a weights file. */
export const WeightsHeader = z.strictObject({
  language: z.enum(['en', 'ja']),
  /** Name of the weights, for `StatusDecision.version`. */
  version: z.string().min(1).max(80),
  /** Rules that gave the signals the weights were trained on. */
  rules: z.string(),
  hashBits: z.literal(hashBits),
  /** Weight of each group of features, by `groupNumber`. */
  scales: z.array(z.number()).length(groupCount),
  bias: z.array(z.number()).length(classLabels.length),
  /** One step of the stored whole numbers. */
  step: z.number().positive(),
  /** Logits are divided by it: above 1 where the classifier was too sure of itself on the calibration split. */
  temperature: z.number().positive(),
  /** Grounds and labels the rules answer alone, with their counts on the calibration split. */
  trusted: z.array(z.strictObject({ ground: z.string(), label: StatusLabel, right: z.number().int(), of: z.number().int(), probabilities: z.tuple([Share, Share, Share]) })),
  /** For each accepted error the probability under which an answer is withheld, as measured on the calibration split. */
  band: z.array(z.strictObject({ acceptedError: Share, threshold: Share })),
  /** Below this probability a language model is asked, where there is one. */
  passOnBelow: Share,
})
export type WeightsHeader = z.infer<typeof WeightsHeader>

/** Trained weights of one language; `numbers` holds the classes of one feature side by side. */
export type StatusWeights = WeightsHeader & { numbers: Float32Array }

const magic = 'RDSTATUS'
const count = (1 << hashBits) * classLabels.length

/** The head is plain ASCII: the domain knows no text encoder. */
function asciiOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** Weights from the bytes of `models/status/*.bin`. Throws Error with a plain sentence when they are damaged or of another build. */
export function readStatusWeights(bytes: Uint8Array): StatusWeights {
  if (bytes.length < 12 || asciiOf(bytes.subarray(0, 8)) !== magic) throw new Error('This is no file of status weights.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = 12 + view.getUint32(8, true)
  if (bytes.length !== start + count * 2) throw new Error('The file of status weights is cut off or of another version.')
  let given: unknown
  try {
    given = JSON.parse(asciiOf(bytes.subarray(12, start)))
  } catch {
    throw new Error('The head of the file of status weights cannot be read.')
  }
  const header = WeightsHeader.safeParse(given)
  if (!header.success) throw new Error('The file of status weights is of another version.')
  const numbers = new Float32Array(count)
  for (let i = 0; i < count; i++) numbers[i] = view.getInt16(start + i * 2, true) * header.data.step
  return { ...header.data, numbers }
}

/** Bytes of a weights file; numbers are rounded to 16 bits. The way back is `readStatusWeights`. */
export function writeStatusWeights({ numbers, ...header }: StatusWeights): Uint8Array {
  let largest = 1e-9
  for (const one of numbers) largest = Math.max(largest, Math.abs(one))
  const step = largest / 32_767
  const head = bytesOf(JSON.stringify({ ...header, step }))
  const bytes = new Uint8Array(12 + head.length + count * 2)
  const view = new DataView(bytes.buffer)
  bytes.set(bytesOf(magic), 0)
  view.setUint32(8, head.length, true)
  bytes.set(head, 12)
  for (let i = 0; i < count; i++) view.setInt16(12 + head.length + i * 2, Math.round(numbers[i]! / step), true)
  return bytes
}
