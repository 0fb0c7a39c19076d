const hashes = new Map<string, number>()
const longestCache = 50_000

/** 32-bit FNV-1a of the UTF-16 code units, remembered for words that come again. */
export function hashOfText(text: string): number {
  const known = hashes.get(text)
  if (known !== undefined) return known
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash ^= hash >>> 15
  if (hashes.size < longestCache && text.length < 40) hashes.set(text, hash)
  return hash
}

/** One hash of two, depending on their order. */
export function join(a: number, b: number): number {
  let hash = Math.imul(a ^ (b + 0x9e3779b9 + (a << 6) + (a >>> 2)), 0x85ebca6b)
  hash ^= hash >>> 13
  return Math.imul(hash, 0xc2b2ae35) ^ (hash >>> 16)
}
