/** What changes in a catalog entry with its adapter. */
export type AdapterFields = {
  adapter: { name: string; file: string; sha256: string; merged: { bytes: number; sha256: string } }
  quantization: string
  memoryBytes: number
  drafting: string
}

/** The text of the catalog with the adapter of one entry put in or replaced; everything else stays as people wrote it. Throws where the entry has another form. */
export function withAdapter(catalog: string, model: string, { adapter, quantization, memoryBytes, drafting }: AdapterFields): string {
  const start = catalog.indexOf(`"id": ${JSON.stringify(model)}`)
  const next = catalog.indexOf('"id": ', start + 1)
  const end = next === -1 ? catalog.length : next
  if (start === -1) throw new Error(`There is no model ${model} in the catalog.`)
  let entry = catalog.slice(start, end).replace(/ *"adapter": \{(?:[^{}]|\{[^{}]*\})*\},\n/, '')
  const put = (field: string, value: string) => {
    const pattern = new RegExp(`^( *)"${field}": [^\\n,]+(,?)$`, 'm')
    if (!pattern.test(entry)) throw new Error(`The entry of ${model} has no ${field} on a line of its own.`)
    entry = entry.replace(pattern, (_line, indent: string, comma: string) => `${indent}"${field}": ${value}${comma}`)
  }
  put('quantization', JSON.stringify(quantization))
  put('memoryBytes', String(memoryBytes))
  put('drafting', JSON.stringify(drafting))
  const { merged, ...own } = adapter
  const lines = [...Object.entries(own).map(([key, value]) => `        ${JSON.stringify(key)}: ${JSON.stringify(value)},`), `        "merged": { "bytes": ${merged.bytes}, "sha256": ${JSON.stringify(merged.sha256)} }`]
  entry = entry.replace(/^ *"quantization"/m, (line) => `      "adapter": {\n${lines.join('\n')}\n      },\n${line}`)
  return `${catalog.slice(0, start)}${entry}${catalog.slice(end)}`
}
