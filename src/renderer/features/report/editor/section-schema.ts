import { getSchema, Node, type AnyExtension } from '@tiptap/core'

/**
 * What stands between a line and the one before it. The empty string joins two pieces of one long line, so that
 * no block in the page grows beyond what the browser lays out quickly. The first line's value means nothing.
 */
export type LineBreak = '' | '\n' | '\r\n' | '\r'

const Document = Node.create({ name: 'doc', topNode: true, content: 'chunk+' })

/** A run of lines that the browser may skip while it is out of view (`content-visibility`); means nothing in the text. */
const Chunk = Node.create({
  name: 'chunk',
  content: 'line+',
  parseHTML: () => [{ tag: 'div.chunk' }],
  renderHTML: () => ['div', { class: 'chunk' }, 0],
})

const Line = Node.create({
  name: 'line',
  content: 'text*',
  marks: '',
  whitespace: 'pre',
  addAttributes: () => ({ break: { default: '\n', rendered: false } }),
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: () => ['p', 0],
})

const Text = Node.create({ name: 'text' })

/** Plain text as an editor document: chunks of lines, nothing else. */
export const sectionNodes: AnyExtension[] = [Document, Chunk, Line, Text]

export const sectionSchema = () => getSchema(sectionNodes)
