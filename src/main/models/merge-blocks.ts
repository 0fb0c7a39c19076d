/** Numbers in the blocks of GGUF tensors (ggml-quants.c), read and written the same on every machine. */

const halves = new Float32Array(65_536)
for (let bits = 0; bits < 65_536; bits++) {
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  const size = exponent === 0 ? fraction * 2 ** -24 : exponent === 31 ? (fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN) : (1 + fraction / 1024) * 2 ** (exponent - 15)
  halves[bits] = bits & 0x8000 ? -size : size
}

const single = new Float32Array(1)
const singleBits = new Uint32Array(single.buffer)

/** The value of a 16-bit float. */
export function fromHalf(bits: number): number {
  return halves[bits]!
}

/** The 16-bit float nearest to a number, ties to even; beyond the range infinity. */
export function toHalf(value: number): number {
  single[0] = value
  const bits = singleBits[0]!
  const sign = (bits >>> 16) & 0x8000
  const exponent = ((bits >>> 23) & 255) - 112
  const fraction = bits & 0x7f_ffff
  if (exponent >= 31) return sign | (exponent === 143 && fraction !== 0 ? 0x7e00 : 0x7c00)
  if (exponent < -10) return sign
  // Below the smallest normal number the leading one is written out and shifted with the rest.
  const shift = exponent > 0 ? 13 : 14 - exponent
  const whole = exponent > 0 ? (exponent << 23) | fraction : fraction | 0x80_0000
  const kept = whole >>> shift
  const rest = whole & ((1 << shift) - 1)
  const half = 1 << (shift - 1)
  return sign | (kept + (rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0))
}

type Reader = (bytes: Buffer, values: Float32Array) => void

/** Readers of whole blocks by the name of the type; `values` has room for just the numbers of `bytes`. */
export const blockReaders: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['F32', (bytes, values) => values.forEach((_, i) => (values[i] = bytes.readFloatLE(i * 4)))],
  ['F16', (bytes, values) => values.forEach((_, i) => (values[i] = halves[bytes.readUInt16LE(i * 2)]!))],
  ['BF16', (bytes, values) => values.forEach((_, i) => (values[i] = fromBrain(bytes.readUInt16LE(i * 2))))],
  ['Q4_0', (bytes, values) => readFours(bytes, values, 18, (d) => d * -8)],
  ['Q4_1', (bytes, values) => readFours(bytes, values, 20, (_, m) => m)],
  ['Q5_0', (bytes, values) => readFives(bytes, values, 22, (d) => d * -16)],
  ['Q5_1', (bytes, values) => readFives(bytes, values, 24, (_, m) => m)],
  ['Q8_0', readEights],
])

function fromBrain(bits: number): number {
  singleBits[0] = (bits << 16) >>> 0
  return single[0]!
}

/** Blocks of 32: scale, in the `_1` types minimum, then sixteen bytes whose low halves come first. */
function readFours(bytes: Buffer, values: Float32Array, size: number, offsetOf: (scale: number, minimum: number) => number): void {
  for (let block = 0, out = 0; block < bytes.length; block += size, out += 32) {
    const scale = halves[bytes.readUInt16LE(block)]!
    const offset = offsetOf(scale, halves[bytes.readUInt16LE(block + 2)]!)
    const data = block + size - 16
    for (let i = 0; i < 16; i++) {
      const both = bytes[data + i]!
      values[out + i] = (both & 15) * scale + offset
      values[out + 16 + i] = (both >> 4) * scale + offset
    }
  }
}

/** As `readFours`, with the fifth bits of all 32 numbers in four bytes before them. */
function readFives(bytes: Buffer, values: Float32Array, size: number, offsetOf: (scale: number, minimum: number) => number): void {
  for (let block = 0, out = 0; block < bytes.length; block += size, out += 32) {
    const scale = halves[bytes.readUInt16LE(block)]!
    const offset = offsetOf(scale, halves[bytes.readUInt16LE(block + 2)]!)
    const data = block + size - 16
    const high = bytes.readUInt32LE(data - 4)
    for (let i = 0; i < 16; i++) {
      const both = bytes[data + i]!
      values[out + i] = ((both & 15) | (((high >>> i) & 1) << 4)) * scale + offset
      values[out + 16 + i] = ((both >> 4) | (((high >>> (i + 16)) & 1) << 4)) * scale + offset
    }
  }
}

function readEights(bytes: Buffer, values: Float32Array): void {
  for (let block = 0, out = 0; block < bytes.length; block += 34, out += 32) {
    const scale = halves[bytes.readUInt16LE(block)]!
    for (let i = 0; i < 32; i++) values[out + i] = bytes.readInt8(block + 2 + i) * scale
  }
}

/** Numbers as Q8_0 blocks, as ggml's reference writes them: scale = greatest / 127, rounded half away from zero. */
export function writeEights(values: Float32Array): Buffer {
  const bytes = Buffer.allocUnsafe((values.length / 32) * 34)
  for (let from = 0, block = 0; from < values.length; from += 32, block += 34) {
    let most = 0
    for (let i = from; i < from + 32; i++) {
      const size = values[i]! < 0 ? -values[i]! : values[i]!
      if (size > most) most = size
    }
    const scale = Math.fround(most / 127)
    const inverse = scale === 0 ? 0 : Math.fround(1 / scale)
    bytes.writeUInt16LE(toHalf(scale), block)
    for (let i = 0; i < 32; i++) {
      const share = Math.fround(values[from + i]! * inverse)
      bytes[block + 2 + i] = share < 0 ? Math.ceil(share - 0.5) : Math.floor(share + 0.5)
    }
  }
  return bytes
}

/** Numbers as 16-bit floats. */
export function writeHalves(values: Float32Array): Buffer {
  const bytes = Buffer.allocUnsafe(values.length * 2)
  values.forEach((value, i) => bytes.writeUInt16LE(toHalf(value), i * 2))
  return bytes
}
