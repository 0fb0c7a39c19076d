import { isAffirmed } from '../reading/abnormal.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'
import { speaksOfExamination } from '../reading/examination.ts'
import { isDetail } from '../choosing/left-out.ts'

/** Sentences looked at on either side: what belongs together stands together. */
const reach = 5
/** Places that name a region: every organ lies in one of them. */
const regions = new Set(['chest', 'abdomen', 'pelvis', 'neck', 'bone', 'soft-tissue', 'joint', 'muscle', 'mediastinum', 'lung', 'fat', 'peritoneum', 'node'])

/** Places that one finding spans: a nodule of the lung with a tag of the pleura, a stone in the ureter of a wide kidney. */
const spanned: readonly (readonly string[])[] = [['lung', 'pleura', 'bronchus'], ['kidney', 'ureter'], ['hip', 'femur'], ['shoulder', 'humerus'], ['brain', 'meninges']]
const spans = (places: ReadonlySet<string>): Set<string> => new Set([...places, ...spanned.filter((group) => group.some((place) => places.has(place))).flat()])

/**
 * The sentences that speak of the same organ as this one, itself among them, in the order of the text: of the same heading, naming one of its
 * places or none, with no other place between, and neither of the other side nor of another spinal level.
 */
export function sameOrgan(sentence: FindingSentence, findings: FindingsText): FindingSentence[] {
  const found = [sentence]
  let places = spans(placesAt(sentence))
  for (const step of [-1, 1]) {
    let strayed = false
    for (let i = 1; i <= reach; i++) {
      const one = findings.sentences[sentence.index + i * step]
      if (!one || one.heading?.start !== sentence.heading?.start) break
      const own = placesAt(one)
      // "Several mobile stones." speaks of what the sentence before names.
      if (places.size === 0 && step < 0 && own.size > 0) places = spans(own)
      const shared = [...own].some((place) => places.has(place))
      const foreign = own.size > 0 && !shared && [...own].some((place) => !regions.has(place))
      if (foreign) strayed = true
      if (foreign || (strayed && !shared) || apart(sentence, one) || speaksOfExamination(findings.text.slice(one.start, one.end))) continue
      found.push(one)
    }
  }
  return found.toSorted((a, b) => a.index - b.index)
}

const placesAt = (sentence: FindingSentence): Set<string> => new Set([...sentence.units, ...sentence.headingUnits].filter((unit) => unit.kind === 'anatomy').map((unit) => unit.key))

/** "A second nodule", "Another lesion": not what the sentence before speaks of. */
const another = /^(?:an?\s|the\s|two\s|three\s)?(?:second|third|another|further|other|additional|remaining)\b/i

/** The sentences among these that go on about the very thing of the first: they name no place of their own, point back, or name it again. */
export function sameThing(sentence: FindingSentence, near: readonly FindingSentence[], findings: FindingsText): FindingSentence[] {
  const places = placesAt(sentence)
  const names = sentence.units.filter(isAffirmed).map((unit) => unit.key)
  return near.filter((one) => {
    if (one === sentence || another.test(findings.text.slice(one.start, one.start + 40))) return false
    const placed = one.units.some((unit) => ['anatomy', 'part', 'side', 'level'].includes(unit.kind))
    const again = [...placesAt(one)].some((place) => places.has(place)) && one.units.some((unit) => isAffirmed(unit) && names.includes(unit.key))
    return Math.abs(one.index - sentence.index) <= 2 && (!placed || isDetail(one, findings)) || again
  })
}

/** Do the two name different sides or different spinal levels only? */
export function apart(a: FindingSentence, b: FindingSentence): boolean {
  const keys = (one: FindingSentence, kind: 'side' | 'level') => [...one.units, ...one.headingUnits].filter((unit) => unit.kind === kind && (kind === 'side' || unit.group === 'spine')).flatMap((unit) => unit.key.split('/'))
  return (['side', 'level'] as const).some((kind) => {
    const [here, there] = [keys(a, kind), keys(b, kind)]
    return here.length > 0 && there.length > 0 && !here.includes('bilateral') && !there.includes('bilateral') && !here.some((key) => there.includes(key))
  })
}
