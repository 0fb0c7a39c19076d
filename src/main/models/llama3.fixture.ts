import { float } from './adapter.fixture.ts'
import { buildGguf, key, tensor } from './gguf.fixture.ts'

/** Ids of Llama 3's own vocabulary. */
export const llama3Tokens = { begin: 128_000, endOfText: 128_001, startHeader: 128_006, endHeader: 128_007, endOfTurn: 128_009 }
const vocabularySize = 128_256
const named = new Map([
  [llama3Tokens.begin, '<|begin_of_text|>'],
  [llama3Tokens.endOfText, '<|end_of_text|>'],
  [llama3Tokens.startHeader, '<|start_header_id|>'],
  [llama3Tokens.endHeader, '<|end_header_id|>'],
  [llama3Tokens.endOfTurn, '<|eot_id|>'],
])
const firstSpecial = llama3Tokens.begin

/** Bytes in the order of GPT-2 and Llama 3, as the characters that stand for them: "!" is 0, a space 220, a line feed 198. */
function byteTokens(): string[] {
  const shown = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => (byte >= 33 && byte <= 126) || (byte >= 161 && byte !== 173))
  const hidden = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !shown.includes(byte))
  return [...shown.map((byte) => String.fromCharCode(byte)), ...hidden.map((_, index) => String.fromCharCode(256 + index))]
}

const asStored = (text: string) => text.replaceAll(' ', 'Ġ').replaceAll('\n', 'Ċ')

/** Whole words by id: two line feeds as in Llama 3, the others at free places. */
const words = new Map([[271, '\n\n'], [300, 'No'], [301, ' effusion'], [302, 'system'], [303, 'user'], [304, 'assistant'], [305, '123'], [306, '456']])

/** What the model says: after each of these tokens the next one. Only the end mark ends it. */
const saying = [271, 300, 301, 13, llama3Tokens.endOfTurn, 300]
export const llama3Says = 'No effusion.'

const width = 64

/** Random bits that are the same in every run. */
function randomBits(): () => number {
  let state = 7
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0)
}

/** Half-precision numbers of 0.125 to 0.5 and either sign. */
function randomTable(next: () => number): Uint16Array {
  return Uint16Array.from({ length: width * vocabularySize }, () => {
    const bits = next()
    return 0x3000 | ((bits >>> 8) & 0x7ff) | ((bits >>> 16) & 0x8000)
  })
}

/**
 * A Llama of one random layer on the vocabulary of Llama 3: 128,256 places, the special tokens at their real ids, single bytes, a few
 * words, and the pre-tokenizer `llama-bpe`. After two line feeds it says `llama3Says` and then its end mark.
 * @param eos which id the file calls the end of a text: early conversions name `endOfText`, which a chat never says
 */
export function buildLlama3(eos: number): Buffer {
  const tokens = Array.from({ length: vocabularySize }, (_, id) => named.get(id) ?? (id >= firstSpecial ? `<|reserved_special_token_${id}|>` : `unused${id}`))
  for (const [id, text] of byteTokens().entries()) tokens[id] = text
  for (const [id, text] of words) tokens[id] = asStored(text)
  // 1 normal, 3 control.
  const types = Int32Array.from({ length: vocabularySize }, (_, id) => (id >= firstSpecial ? 3 : 1))
  const keys = [
    key.text('general.architecture', 'llama'),
    key.text('general.name', 'Llama 3, tiny and random'),
    key.number('general.file_type', 1),
    key.number('llama.block_count', 1),
    key.number('llama.context_length', 2048),
    key.number('llama.embedding_length', width),
    key.number('llama.feed_forward_length', width),
    key.number('llama.attention.head_count', 1),
    key.number('llama.attention.head_count_kv', 1),
    float('llama.attention.layer_norm_rms_epsilon', 1e-5),
    float('llama.rope.freq_base', 500_000),
    key.text('tokenizer.ggml.model', 'gpt2'),
    key.text('tokenizer.ggml.pre', 'llama-bpe'),
    key.texts('tokenizer.ggml.tokens', tokens),
    Buffer.concat([key.emptyArray('tokenizer.ggml.token_type', 5, BigInt(vocabularySize)), Buffer.from(types.buffer)]),
    key.texts('tokenizer.ggml.merges', ['Ċ Ċ']),
    key.number('tokenizer.ggml.bos_token_id', llama3Tokens.begin),
    key.number('tokenizer.ggml.eos_token_id', eos),
    key.text('tokenizer.chat_template', "{{ '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n' + message['content'] + '<|eot_id|>' }}"),
  ]
  const next = randomBits()
  const embeddings = randomTable(next)
  const outputs = randomTable(next)
  // The row of each token of the saying points where the token before it lies, four times as far as a random one.
  for (const [index, id] of saying.slice(1).entries()) {
    const before = saying[index]!
    for (let column = 0; column < width; column++) outputs[id * width + column] = embeddings[before * width + column]! + 0x0800
  }
  const tensors: Buffer[] = []
  const data: Buffer[] = []
  let offset = 0
  const add = (name: string, dimensions: number[], type: number, bytes: Buffer) => {
    tensors.push(tensor(name, dimensions, type, offset))
    data.push(bytes)
    offset += bytes.length
  }
  const ones = Buffer.from(Float32Array.from({ length: width }, () => 1).buffer)
  const matrix = () => Buffer.from(Float32Array.from({ length: width * width }, () => (next() / 2 ** 31 - 1) / 500).buffer)
  add('token_embd.weight', [width, vocabularySize], 1, Buffer.from(embeddings.buffer))
  add('output.weight', [width, vocabularySize], 1, Buffer.from(outputs.buffer))
  add('output_norm.weight', [width], 0, ones)
  for (const name of ['attn_norm', 'ffn_norm']) add(`blk.0.${name}.weight`, [width], 0, ones)
  for (const name of ['attn_q', 'attn_k', 'attn_v', 'attn_output', 'ffn_gate', 'ffn_up', 'ffn_down']) add(`blk.0.${name}.weight`, [width, width], 0, matrix())
  return buildGguf({ keys, tensors, data: Buffer.concat(data) })
}
