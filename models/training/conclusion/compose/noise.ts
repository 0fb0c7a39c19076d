import type { Random } from '../../status/compose/random.ts'

const american: readonly (readonly [RegExp, string])[] = [
  [/haem(?=[aeiorst])/g, 'hem'], [/Haem(?=[aeiorst])/g, 'Hem'], [/(?<=[a-z])haemia/g, 'hemia'], [/(o|O)edema/g, '_edema'], [/tumour/g, 'tumor'], [/Tumour/g, 'Tumor'], [/oesoph/g, 'esoph'], [/Oesoph/g, 'Esoph'],
  [/centre(?=[sd]?\b)/g, 'center'], [/fibre/g, 'fiber'], [/ischaem/g, 'ischem'], [/Ischaem/g, 'Ischem'], [/aemia/g, 'emia'], [/colour/g, 'color'], [/calibre/g, 'caliber'], [/grey/g, 'gray'], [/Grey/g, 'Gray'],
  [/litre/g, 'liter'], [/metre/g, 'meter'], [/(?<=[a-z])isation/g, 'ization'], [/visualise/g, 'visualize'], [/orrhoea/g, 'orrhea'], [/caecum/g, 'cecum'], [/caecal/g, 'cecal'], [/Caec/g, 'Cec'], [/foetal/g, 'fetal'], [/faec/g, 'fec'], [/paed/g, 'ped'], [/labelled/g, 'labeled'], [/neighbour/g, 'neighbor'], [/leuco/g, 'leuko'], [/anaem/g, 'anem'], [/diarrh/g, 'diarrh'],
]

/** British text as an American writes it. */
export function toAmerican(text: string): string {
  let out = text
  for (const [from, to] of american) out = out.replace(from, (word, first?: unknown) => (to === '_edema' ? (first === 'O' ? 'Edema' : 'edema') : to.startsWith('_') ? word : to))
  return out
}

const abbreviations: readonly (readonly [RegExp, string])[] = [
  [/\bleft\b/g, 'lt'], [/\bright\b/g, 'rt'], [/\bright upper lobe\b/g, 'RUL'], [/\bright lower lobe\b/g, 'RLL'], [/\bleft upper lobe\b/g, 'LUL'], [/\bleft lower lobe\b/g, 'LLL'], [/\bmiddle lobe\b/g, 'ML'],
  [/\bwith\b/g, 'w/'], [/\bwithout\b/g, 'w/o'], [/\bapproximately\b/g, 'approx.'], [/\bbilateral\b/g, 'bilat.'], [/(\d) mm\b/g, '$1mm'], [/(\d) cm\b/g, '$1cm'], [/\bmillimetres?\b/g, 'mm'], [/ x /g, 'x'], [/\bmeasuring\b/g, 'meas.'],
]

/**
 * What typing and dictation do to findings: a rare typo in a long word, an abbreviation, a lost space before a unit. Numbers,
 * sides and levels are never changed, only written otherwise. `rough`: how much of it, 0 to 1.
 */
export function roughen(text: string, random: Random, rough: number): string {
  let out = text
  for (const [from, to] of abbreviations) if (random.chance(rough * 0.12)) out = out.replace(from, to)
  if (random.chance(rough * 0.1)) out = out.replace(/[,;] /g, ' ')
  if (random.chance(rough * 0.08)) out = out.toLowerCase()
  return out.replace(/\b[a-z]{7,}\b/g, (word) => (random.chance(rough * 0.02) ? typo(word, random) : word))
}

function typo(word: string, random: Random): string {
  const at = 2 + random.int(word.length - 4)
  return random.pick([
    word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + word[at] + word.slice(at),
  ])
}

/** One way to write the sizes of a finding, the same in findings and conclusion: "14 mm", "1.4 cm", "14 x 11 mm". */
export function styleSizes(texts: readonly string[], mm: number | null, random: Random): string[] {
  const plain = [...texts]
  if (mm === null || mm < 10 || texts.some((text) => /\d (?:to|vs|versus|and|-) \d|\d-\d+ mm|\d ?x ?\d|\d\.\d/.test(text))) return plain
  const style = random.next()
  if (style < 0.22) return plain.map((text) => text.replace(/(?<![\d.])(\d{1,3}) mm\b/g, (_, value: string) => `${(Number(value) / 10).toFixed(1)} cm`))
  if (style < 0.4) {
    const second = Math.max(2, Math.round(mm * (0.55 + random.next() * 0.4)))
    const sign = random.pick([' x ', ' x ', ' × '])
    return plain.map((text) => text.replace(new RegExp(`(?<![\\d.]|previously |prior |from |before )${mm} mm\\b`, 'g'), `${mm}${sign}${second} mm`))
  }
  return plain
}
