import type { Random } from '../../status/compose/random.ts'
import type { CoreFinding } from './bank.ts'
import { bindChange, type Change } from './change.ts'
import { capitalise, expandTemplate, type Bound } from './template.ts'

/** What is put together from a core finding; `frame` names the sentence pattern, so that patterns too can be held out. */
type Framed = { findings: string; conclusions: string[]; change: Change | null; frame: string }

type Pieces = { a: string; core: string; are: string; it: string; place: string; size: string; told: string; seen: string; change: string }
type Frame = { id: string; write: (pieces: Pieces, random: Random) => string }

const comma = (text: string) => (text ? `, ${text}` : '')
const space = (text: string) => (text ? ` ${text}` : '')
const isSeen = (random: Random) => random.pick(['seen', 'present', 'identified', 'noted', 'demonstrated', 'visible', 'evident', 'found', 'visualised'])
/** "measuring 12 mm", "of 12 mm", "with a diameter of 12 mm" */
const sized = (size: string, random: Random) => (size ? ` ${random.pick(['measuring', 'of', 'measuring up to', 'with a diameter of', 'measuring approximately'])} ${size}` : '')

const frames: readonly Frame[] = [
  { id: 'telegraphic', write: (p) => `${p.core} ${p.place}${comma(p.size)}${space(p.told)}${comma(p.seen)}${p.change}.` },
  { id: 'there-is', write: (p, r) => `There ${p.are} ${p.a}${p.core} ${p.place}${sized(p.size, r)}${space(p.told)}${comma(p.seen)}${p.change}.` },
  { id: 'is-seen', write: (p, r) => `${p.a}${p.core} ${p.are} ${isSeen(r)} ${p.place}${p.size ? `, ${r.pick(['measuring', 'measuring up to', 'approximately'])} ${p.size}` : ''}${comma(p.told)}${comma(p.seen)}${p.change}.` },
  { id: 'place-first', write: (p, r) => `${p.place.replace(/^of /, 'in ')} there ${p.are} ${p.a}${p.core}${sized(p.size, r)}${space(p.told)}${p.change}${comma(p.seen)}.` },
  { id: 'size-first', write: (p) => (p.size ? `${p.size} ${p.core} ${p.place}${space(p.told)}${p.change}${comma(p.seen)}.` : `${p.core} ${p.place}${space(p.told)}${p.change}.`) },
  { id: 'note-made', write: (p, r) => `${r.pick(['Note is made of', 'Incidental note is made of', 'The study shows', 'Again noted is', 'Also seen is', 'Images show', 'We see'])} ${p.a}${p.core} ${p.place}${comma(p.size)}${comma(p.told)}${p.change}.` },
  { id: 'two-sentences', write: (p, r) => `${r.pick([`There ${p.are} ${p.a}`, p.a])}${p.core} ${p.place}${space(p.told)}${p.seen ? `, ${p.seen}` : ''}.${p.size || p.change ? ` ${p.it} ${p.size ? `${p.it === 'It' ? 'measures' : 'measure up to'} ${p.size}` : p.it === 'It' ? 'is seen' : 'are seen'}${p.change}.` : ''}` },
  { id: 'place-colon', write: (p) => `${p.place.replace(/^(?:in|at|of|on) (?:the )?/, '')}: ${p.a}${p.core}${comma(p.size)}${space(p.told)}${comma(p.seen)}${p.change}.` },
  { id: 'appearance', write: (p, r) => `${p.seen && p.seen.startsWith('with ') ? `${r.pick(['Imaging shows ', 'There is evidence of ', ''])}` : ''}${p.a}${p.core} ${p.place}${p.size ? `, ${p.size} in ${r.pick(['maximum diameter', 'greatest dimension', 'size', 'long axis'])}` : ''}${p.seen ? `, ${p.seen}` : ''}${space(p.told)}${p.change}.` },
  { id: 'brackets', write: (p) => `${p.core} ${p.place}${p.size ? ` (${p.size})` : ''}${space(p.told)}${comma(p.seen)}${p.change}.` },
]

/** Never in training: the composed test set is told in patterns that were not trained on. */
const heldOutFrames: ReadonlySet<string> = new Set(['place-colon', 'appearance'])

/** Says a core finding; `test` draws from the patterns that training never uses. */
export function frameFinding(one: CoreFinding, random: Random, bound: Bound, test: boolean): Framed {
  const plural = one.core.startsWith('plural ')
  const mass = one.core.startsWith('mass ')
  const core = expandTemplate(one.core.replace(/^(?:plural|mass) /, ''), random, bound)
  const place = lower(expandTemplate(one.place, random, bound))
  if (one.size) expandTemplate(`{mm:${one.size}}`, random, bound)
  const told = one.told?.length && random.chance(0.6) ? lower(expandTemplate(random.pick(one.told), random, bound)) : ''
  const seen = one.seen?.length && random.chance(0.65) ? lower(expandTemplate(random.pick(one.seen), random, bound)) : ''
  const size = one.size ? `${bound.get('mm')} mm` : ''
  const change = one.change === false ? null : bindChange(random, bound)
  const lowered = lower(core)
  const pieces: Pieces = {
    a: plural || mass ? '' : /^[aeiou]/i.test(lowered) && !/^(?:uni|eu|ure|use)/i.test(lowered) ? 'an ' : 'a ', core: lowered, are: plural ? 'are' : 'is', it: plural ? 'They' : 'It', place, size, told, seen, change: change?.inFindings ?? '',
  }
  const usable = frames.filter((frame) => heldOutFrames.has(frame.id) === test)
  const frame = random.pick(usable)
  const findings = capitalise(frame.write(pieces, random).replace(/ {2,}/g, ' '))
  const tail = change?.inConclusion ?? ''
  const named = `${lowered} ${place}`
  const told2 = space(told)
  const conclusions = [
    size ? `${named}${told2}, ${size}${tail}.` : `${named}${told2}${tail}.`,
    size ? `${size} ${named}${told2}${tail}.` : `${named}${told2}${tail}.`,
    change?.adjective ? `${change.adjective} ${size ? `${size} ` : ''}${named}${told2}.` : size ? `${named} (${size})${told2}${tail}.` : `${named}${told2}${tail}.`,
  ].map((text) => capitalise(text))
  return { findings, conclusions, change, frame: frame.id }
}

/** A small first letter, except for what is written large ("L4", "MCA", "Baker"). */
export function lower(text: string): string {
  return /^[A-Z][a-z]/.test(text) && !names.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
const names = /^(?:Baker|Morton|Achilles|Hill|Bankart|Schmorl|Modic|Segond|Haglund|Crohn|Kienb|Freiberg|Lisfranc|Pellegrini|Osgood|Hoffa|Meckel|Spigelian|Bosniak|Stener|Chiari|Rathke|Tarlov|Zenker|Kellgren|Couinaud|Fazekas|Sylvian|Douglas|Monro|Stanford|Jefferson|Chance|Weber|Salter|Colles|Galeazzi|Monteggia|Bartholin|Nabothian|Gartner|Warthin|Hashimoto|Graves|Morgagni|Bochdalek|Klatskin|Mirizzi|Paget|Perthes|Bennett|Maisonneuve|Jones|Doppler|Mickey|Thornwaldt|Killian|Chilaiditi|Riedel|Phrygian|Budd|Dieulafoy)/
