import type { Random } from './random.ts'

/**
 * The small language the banks are written in: `[a|b|]` is one of the alternatives (the last one empty), `{name}` a member of
 * the bank of that name, `{name:x}` the same member each time within one report. `<` and `>` mark evidence and pass through.
 */
export type Banks = Readonly<Record<string, readonly string[]>>

type Node = { text: string } | { choice: Node[][] } | { slot: string; key: string | null }

const parsed = new Map<string, Node[]>()

function parse(template: string): Node[] {
  let at = 0
  function sequence(inside: boolean): Node[] {
    const nodes: Node[] = []
    let text = ''
    const flush = (): void => {
      if (text !== '') nodes.push({ text })
      text = ''
    }
    while (at < template.length) {
      const sign = template[at]!
      if (inside && (sign === '|' || sign === ']')) break
      at++
      if (sign === ']') throw new SyntaxError(`bracket closed twice: ${template}`)
      if (sign === '[') {
        flush()
        const choice: Node[][] = []
        do choice.push(sequence(true))
        while (template[at++] === '|')
        if (template[at - 1] !== ']') throw new SyntaxError(`bracket not closed: ${template}`)
        nodes.push({ choice })
      } else if (sign === '{') {
        flush()
        const end = template.indexOf('}', at)
        if (end < 0) throw new SyntaxError(`slot not closed: ${template}`)
        const [slot = '', key = null] = template.slice(at, end).split(':')
        nodes.push({ slot, key })
        at = end + 1
      } else text += sign
    }
    flush()
    return nodes
  }
  return sequence(false)
}

/** Every bank a template names, for the test that all of them exist. Throws SyntaxError on unbalanced brackets. */
export function slotsOf(template: string): string[] {
  const walk = (nodes: readonly Node[]): string[] => nodes.flatMap((node) => ('slot' in node ? [node.slot] : 'choice' in node ? node.choice.flatMap(walk) : []))
  return walk(parse(template))
}

/** One text of the template. `bound` holds what this report has settled on (its cancer, a site named twice). */
export function expand(template: string, random: Random, banks: Banks, bound: Map<string, string>): string {
  let nodes = parsed.get(template)
  if (!nodes) parsed.set(template, (nodes = parse(template)))
  const write = (sequence: readonly Node[]): string => sequence.map((node) => {
    if ('text' in node) return node.text
    if ('choice' in node) return write(random.pick(node.choice))
    const name = node.key === null ? node.slot : `${node.slot}:${node.key}`
    const settled = bound.get(name)
    if (settled !== undefined) return settled
    const bank = banks[node.slot]
    if (!bank) throw new ReferenceError(`no bank named ${node.slot}`)
    const chosen = expand(random.pick(bank), random, banks, bound)
    if (node.key !== null) bound.set(name, chosen)
    return chosen
  }).join('')
  return write(nodes)
}
