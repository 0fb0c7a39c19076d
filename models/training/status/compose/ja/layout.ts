import type { Random } from '../report.ts'

/** Sets statements down as one field: prose, lines, numbers, bullets, dashes. Items come without their last 。. */
export function layOut(items: readonly string[], random: Random): string {
  if (items.length === 0) return ''
  const kind = random.next()
  const stop = random.chance(0.6) ? '。' : ''
  if (items.length === 1 || kind < 0.46) return items.join('。') + (items.length === 1 ? stop : random.chance(0.85) ? '。' : '')
  if (kind < 0.68) return items.map((item) => item + stop).join('\n')
  if (kind < 0.73) return items.map((item) => item + stop).join(random.pick([' ', ' ', ' / ', '\n\n']))
  if (kind < 0.87) {
    const form = random.pick<(index: number) => string>([(index) => `${index}. `, (index) => `${index}.`, (index) => `${index}) `, (index) => `(${index})`, (index) => `#${index} `, (index) => '①②③④⑤⑥⑦⑧⑨'[index - 1] ?? `${index}.`, (index) => `${index}、`])
    return items.map((item, index) => form(index + 1) + item + stop).join('\n')
  }
  const bullet = random.pick(['・', '・', '- ', '● ', '■', '○', '◎', '* ', '→', '# ', '>', '◆'])
  return items.map((item) => bullet + item + stop).join('\n')
}

/** Joins two statements in one sentence; the first one keeps its meaning with が、, 一方、 or a bare 、. */
export function joined(first: string, second: string, random: Random): string {
  const verb = /(る|い|す|ん|た|う)»?$/.test(first)
  if (!verb) return `${first}、${second}`
  if (/(です|ます|ません|でした|ました)»?$/.test(first)) return first + random.pick(['が、', 'が、', 'が、', '。なお', '。また、', '。一方、']) + second
  return first + random.pick(['が、', 'が、', 'ものの、', '一方、', '。なお', '。また、']) + second
}
