import { Fragment, Slice, type Node, type Schema } from '@tiptap/pm/model'
import type { LineBreak } from './section-schema.ts'

/** Longest piece of a line in one block, in UTF-16 code units. Measured in Chromium: a block of 4,000 costs under 1 ms a key, one of 1,000,000 over 1 s. */
export const maxPieceLength = 4000
/** Most lines and most text in one chunk. Measured: 100,000 lines at 18 ms a key in chunks of 100, at 3,400 ms without chunks. */
export const maxChunkLines = 100
export const maxChunkLength = 16_000
/** Most lines with a block of their own. Measured: 1,000,000 blocks take 20 s to open and seconds a key. */
export const maxSeparateLines = 2000

const lineEnd = /\r\n|\n|\r/g

/** The text as a document of `schema`; `toText` gives it back exactly, whatever its line ends. */
export function toDocument(schema: Schema, text: string): Node {
  return schema.node('doc', null, toChunks(schema, toBlocks(schema, text)))
}

/** The text as something to insert inside a line: its first and last line join the text around it. */
export function toSlice(schema: Schema, text: string): Slice {
  return new Slice(Fragment.from(toChunks(schema, toBlocks(schema, text))), 2, 2)
}

/** A block of the page: a line, a piece of a long line, or many short lines with their line feeds. */
type Block = { node: Node; lines: number }

/** The blocks of a text. Above `maxSeparateLines` short lines share blocks, because every block costs the page something. */
function toBlocks(schema: Schema, text: string): Block[] {
  const blocks: Block[] = []
  const type = schema.nodes['line']!
  let from = 0
  let before: LineBreak = '\n'
  let shared = ''
  let lines = 0
  const flush = () => {
    for (let start = 0; ; ) {
      const end = pieceEnd(shared, start)
      blocks.push({ node: type.create({ break: start === 0 ? before : '' }, end > start ? schema.text(shared.slice(start, end)) : null), lines: start === 0 ? lines : 1 })
      if (end === shared.length) break
      start = end
    }
  }
  const linesPerBlock = sharedLines(text)
  const add = (line: string, lineBreak: LineBreak) => {
    // Carriage returns would not survive inside a block: the page reads them as line feeds.
    if (lines > 0 && lines < linesPerBlock && lineBreak === '\n' && shared.length + line.length < maxPieceLength) {
      shared += `\n${line}`
      lines++
      return
    }
    if (lines > 0) flush()
    shared = line
    lines = 1
    before = lineBreak
  }
  let lineBreak: LineBreak = '\n'
  for (const match of text.matchAll(lineEnd)) {
    add(text.slice(from, match.index), lineBreak)
    lineBreak = match[0] as LineBreak
    from = match.index + match[0].length
  }
  add(text.slice(from), lineBreak)
  flush()
  return blocks
}

/** How many lines may share a block: one in an ordinary text, so many in a huge one that there are about a thousand blocks. */
function sharedLines(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines <= maxSeparateLines ? 1 : Math.max(maxChunkLines, Math.ceil(lines / 1000))
}

/** Where the piece that begins at `from` ends: after a space near the limit, and never inside a surrogate pair. */
export function pieceEnd(line: string, from: number): number {
  const limit = from + maxPieceLength
  if (limit >= line.length) return line.length
  const space = line.lastIndexOf(' ', limit - 1)
  if (space > limit - 200) return space + 1
  return isInsidePair(line, limit) ? limit - 1 : limit
}

const isInsidePair = (text: string, at: number) =>
  (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00

function toChunks(schema: Schema, blocks: Block[]): Node[] {
  const chunks: Node[] = []
  for (let from = 0; from < blocks.length; ) {
    let to = from
    for (let lines = 0, length = 0; to < blocks.length && (to === from || (lines + blocks[to]!.lines <= maxChunkLines && length < maxChunkLength)); to++) {
      lines += blocks[to]!.lines
      length += blocks[to]!.node.nodeSize
    }
    chunks.push(schema.nodes['chunk']!.create(null, blocks.slice(from, to).map(({ node }) => node)))
    from = to
  }
  return chunks
}

/** Text of a chunk with the break before its first line. Chunks never change, only get replaced: a key costs one of them. */
type ChunkText = { text: string; firstBreak: LineBreak }
const chunkTexts = new WeakMap<Node, ChunkText>()

function chunkText(chunk: Node): ChunkText {
  const known = chunkTexts.get(chunk)
  if (known) return known
  const parts: string[] = []
  chunk.forEach((line, _, index) => parts.push(index === 0 ? '' : lineBreak(line), line.textContent))
  const made = { text: parts.join(''), firstBreak: lineBreak(chunk.firstChild!) }
  chunkTexts.set(chunk, made)
  return made
}

const lineBreak = (line: Node) => line.attrs['break'] as LineBreak

/** The document's text, exactly as it was given to `toDocument` and edited since. */
export function toText(doc: Node): string {
  const parts: string[] = []
  doc.forEach((chunk, _, index) => {
    const { text, firstBreak } = chunkText(chunk)
    parts.push(index === 0 ? '' : firstBreak, text)
  })
  return parts.join('')
}

/** Length of the document's text in UTF-16 code units, without building it. */
export function textLength(doc: Node): number {
  let length = 0
  doc.forEach((chunk, _, index) => {
    const { text, firstBreak } = chunkText(chunk)
    length += text.length + (index === 0 ? 0 : firstBreak.length)
  })
  return length
}

/** Text of a part of a document, for the clipboard. */
export function sliceText(content: Fragment): string {
  const parts: string[] = []
  content.descendants((node) => {
    if (node.type.name !== 'line') return true
    parts.push(parts.length === 0 ? '' : lineBreak(node), node.textContent)
    return false
  })
  return parts.length === 0 ? content.textBetween(0, content.size, '\n') : parts.join('')
}

/**
 * Document position of a text offset. Between two pieces of one line both are right: `side` -1 takes the end of the
 * earlier piece (for the end of a range), 1 the start of the later. Offsets outside the text are moved to its ends.
 */
export function positionAt(doc: Node, offset: number, side: -1 | 1 = 1): number {
  let left = Math.max(0, offset)
  let start = 0
  for (let c = 0; c < doc.childCount; c++) {
    const chunk = doc.child(c)
    const { text, firstBreak } = chunkText(chunk)
    const length = text.length + (c === 0 ? 0 : firstBreak.length)
    if (left < length || c === doc.childCount - 1 || (left === length && (side < 0 || lineBreak(doc.child(c + 1).firstChild!) !== ''))) {
      return start + 1 + positionInChunk(chunk, left, side, c === 0)
    }
    left -= length
    start += chunk.nodeSize
  }
  return start
}

function positionInChunk(chunk: Node, offset: number, side: -1 | 1, isFirst: boolean): number {
  let left = offset
  let start = 0
  for (let l = 0; l < chunk.childCount; l++) {
    const line = chunk.child(l)
    const before = isFirst && l === 0 ? 0 : lineBreak(line).length
    // Inside a two-unit break there is no position: the line after it is the nearest one.
    const inLine = Math.max(0, left - before)
    const length = line.content.size
    const isLast = l === chunk.childCount - 1
    if (inLine < length || isLast || (inLine === length && (side < 0 || lineBreak(chunk.child(l + 1)) !== ''))) return start + 1 + Math.min(inLine, length)
    left -= before + length
    start += line.nodeSize
  }
  return start
}

/** Text offset of a document position; positions between lines count as the start of the line after them. */
export function offsetAt(doc: Node, position: number): number {
  let start = 0
  let offset = 0
  for (let c = 0; c < doc.childCount; c++) {
    const chunk = doc.child(c)
    const { text, firstBreak } = chunkText(chunk)
    if (position < start + chunk.nodeSize) return offset + offsetInChunk(chunk, position - start - 1, c === 0)
    offset += text.length + (c === 0 ? 0 : firstBreak.length)
    start += chunk.nodeSize
  }
  return offset
}

function offsetInChunk(chunk: Node, position: number, isFirst: boolean): number {
  let start = 0
  let offset = 0
  for (let l = 0; l < chunk.childCount; l++) {
    const line = chunk.child(l)
    if (position < start) return offset
    const before = isFirst && l === 0 ? 0 : lineBreak(line).length
    if (position < start + line.nodeSize) return offset + before + Math.max(0, Math.min(position - start - 1, line.content.size))
    offset += before + line.content.size
    start += line.nodeSize
  }
  return offset
}
