import { findingFamilies } from '../text/lexicon/finding-families.ts'
import type { Unit } from '../text/read-sentence.ts'
import type { Fact, FactLevel, FactSite } from './fact.ts'
import { relateSites } from './site-tree.ts'

/** The side that a place has by its name: the lingula is on the left, the middle lobe on the right. */
export function sideByName(sites: readonly FactSite[], levels: readonly FactLevel[], text: string): Fact['side'] {
  const own = [...sites, ...levels].find((one) => one.from === 'text' && /^(?:lingula|middle lobe)/i.test(text.slice(one.start, one.end)))
  return own ? { start: own.start, end: own.end, side: /^l/i.test(text.slice(own.start, own.end)) ? 'left' : 'right', from: 'heading' } : null
}

/** "Ductal", "lobular": kinds of tumour named after tissue, not after where it lies. */
const tissueKind = /^(?:ductal|lobular|acinar|bronchial|bronchogenic|tubular|follicular|intraductal|squamous|mucosal)$/i
const skullBreaks = /^(?:fracture|fracture-line|old-fracture|skull-fracture)$/

const compared: ReadonlySet<string> = new Set(['uptake', 'enhancement', 'opacity', 'white-matter', 'signal'])
const measure = /\b(?:below|above|than|relative to|compared (?:to|with)|equal to|similar to|exceeding|as)(?: (?:the|that of|that in|background))? $/i

/**
 * Puts a finding where its own name has it, where the words around it say another place only by standing there: the place is a part of the name
 * ("portal hypertension", "MCA territory"), a kind of tumour ("ductal carcinoma"), a lobe that the bone is named after ("parietal fracture"), what it is compared with, or a
 * member of a list before it ("spleen grade III, pneumothorax"). `named`: places of the finding by its name. English.
 */
export function atHome(name: string | null, unit: Unit | null, all: readonly FactSite[], named: readonly FactSite[], text: string): { finding: string | null; sites: FactSite[] } {
  if (name === null || unit === null) return { finding: name, sites: [...all] }
  const fracture = skullBreaks.test(name)
  const sites = all.flatMap((one): FactSite[] => {
    if (one.from !== 'text') return [one]
    if (name.endsWith('hypertension') && one.start >= unit.start && one.end <= unit.end && named.length > 0 && named.every((own) => relateSites(own.site, one.site) === 'apart')) return []
    if (tissueKind.test(text.slice(one.start, one.end)) && findingFamilies(name).has('o')) return []
    if (/^[ -](?:chain|node)/i.test(text.slice(one.end, one.end + 7)) && all.some((other) => other.site.endsWith('node'))) return []
    // "Uptake less than liver": what something is compared with.
    if (compared.has(name) && measure.test(text.slice(Math.max(0, one.start - 24), one.start))) return []
    if (/^[ -]territor/i.test(text.slice(one.end, one.end + 9)) && relateSites(one.site, 'circle-of-willis') === 'inside') return [{ ...one, site: 'brain' }]
    if (fracture && one.site === 'brain' && /^(?:frontal|parietal|temporal|occipital)/i.test(text.slice(one.start, one.end))) return [{ ...one, site: 'skull' }]
    return [one]
  })
  const strayed = named.length > 0 && name !== 'effusion' && sites.length > 0 && sites.every((one) => one.from === 'text' && one.end <= unit.start && /[,;]/.test(text.slice(one.end, unit.start)) && named.every((own) => relateSites(one.site, own.site) === 'apart'))
  const placed = strayed || !sites.length ? [...named] : sites
  // A collapsed vertebra is broken.
  const spinal = name === 'atelectasis' && placed.some((one) => relateSites(one.site, 'spine') === 'same' || relateSites(one.site, 'spine') === 'inside')
  return { finding: spinal ? 'compression-fracture' : name, sites: placed }
}
