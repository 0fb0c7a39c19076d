/** Builds GGUF bytes for tests: a tiny llama whose every number can be made wrong. */
export type GgufParts = {
  version?: number
  keys?: Buffer[]
  tensors?: Buffer[]
  /** What the header announces, when it is not the truth. */
  keyCount?: bigint
  tensorCount?: bigint
  /** Bytes of tensor data that follow. */
  data?: Buffer
}

const u32 = (value: number) => {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32LE(value)
  return buffer
}
const u64 = (value: number | bigint) => {
  const buffer = Buffer.alloc(8)
  buffer.writeBigUInt64LE(BigInt(value))
  return buffer
}
const text = (value: string) => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)])

export const key = {
  text: (name: string, value: string) => Buffer.concat([text(name), u32(8), text(value)]),
  number: (name: string, value: number) => Buffer.concat([text(name), u32(4), u32(value)]),
  texts: (name: string, values: string[]) => Buffer.concat([text(name), u32(9), u32(8), u64(values.length), ...values.map(text)]),
  /** An array that announces `count` values of a type but holds none. */
  emptyArray: (name: string, type: number, count: bigint) => Buffer.concat([text(name), u32(9), u32(type), u64(count)]),
}

export function tensor(name: string, dimensions: (number | bigint)[], type = 0, offset: number | bigint = 0): Buffer {
  return Buffer.concat([text(name), u32(dimensions.length), ...dimensions.map(u64), u32(type), u64(offset)])
}

/** Keys of a model that passes: 2 blocks, 64 wide, 8 tokens. */
export function goodKeys(change: Record<string, Buffer | null> = {}): Buffer[] {
  const keys: Record<string, Buffer> = {
    'general.architecture': key.text('general.architecture', 'llama'),
    'general.name': key.text('general.name', 'Tiny'),
    'general.file_type': key.number('general.file_type', 3),
    'llama.block_count': key.number('llama.block_count', 2),
    'llama.context_length': key.number('llama.context_length', 2048),
    'llama.embedding_length': key.number('llama.embedding_length', 64),
    'llama.feed_forward_length': key.number('llama.feed_forward_length', 128),
    'llama.attention.head_count': key.number('llama.attention.head_count', 4),
    'llama.attention.head_count_kv': key.number('llama.attention.head_count_kv', 2),
    'tokenizer.ggml.model': key.text('tokenizer.ggml.model', 'gpt2'),
    'tokenizer.ggml.tokens': key.texts('tokenizer.ggml.tokens', ['<|endoftext|>', '<|im_start|>', '<|im_end|>', 'a', 'b', 'c', 'd', 'e']),
  }
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete keys[name]
    else keys[name] = value
  }
  return Object.values(keys)
}

/** The bytes of a GGUF file; without arguments one that passes. */
export function buildGguf({ version = 3, keys = goodKeys(), tensors = [tensor('token_embd.weight', [64, 8])], keyCount = BigInt(keys.length), tensorCount = BigInt(tensors.length), data = Buffer.alloc(64 * 8 * 4, 7) }: GgufParts = {}): Buffer {
  const head = Buffer.concat([Buffer.from('GGUF'), u32(version), u64(tensorCount), u64(keyCount), ...keys, ...tensors])
  const padding = Buffer.alloc((32 - (head.length % 32)) % 32)
  return Buffer.concat([head, padding, data])
}
