import type { CheckContext } from '../context.ts'
import { nearest, placeName } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { placesOf, relatedFindings } from '../../text/lexicon/lexicon.ts'
import { sameMeasure } from '../../text/measures.ts'
import type { Unit } from '../../text/read-sentence.ts'

/** Regions that sum up several organs, and words that name a kind of tissue: never wrong by themselves. */
const wide = new Set(['brain', 'chest', 'abdomen', 'pelvis', 'neck', 'bone', 'spine', 'soft-tissue', 'joint', 'lung', 'heart', 'vein', 'ligament', 'tendon', 'cartilage', 'muscle', 'disc', 'canal', 'foramen', 'cord', 'nerve-root', 'bowel', 'colon', 'node', 'pleura', 'mediastinum', 'skull', 'kidney', 'white-matter-site', 'peritoneum', 'retroperitoneum', 'groin', 'knee', 'shoulder', 'hip', 'ankle', 'wrist', 'elbow', 'hand', 'foot', 'coronary', 'aorta', 'bile-duct', 'cruciate', 'facet', 'sinus', 'bronchus', 'hilum', 'pelvic-bone', 'femoral-vessel', 'pulmonary-artery', 'circle-of-willis', 'iliac-vessel', 'endplate'])

/** A level, segment, lobe or organ that the findings do not give to this finding. */
export function checkOrgan(context: CheckContext): CheckIssue[] {
  return [...checkLevels(context), ...checkPlaces(context)]
}

function checkLevels(context: CheckContext): CheckIssue[] {
  const issues: CheckIssue[] = []
  const everywhere = new Set<string>()
  const groups = new Set<string>()
  for (const unit of [...context.findings.sentences.flatMap((sentence) => [...sentence.units, ...sentence.headingUnits]), ...context.beside]) {
    if (unit.kind !== 'level' && unit.kind !== 'part') continue
    groups.add(unit.group)
    for (const key of [unit.key, ...unit.key.split('/')]) everywhere.add(`${unit.group} ${key}`)
  }
  for (const claim of context.claims) {
    const told = claim.units.filter((unit) => unit.kind === 'level' || unit.kind === 'part')
    for (const unit of told) {
      const range = rangeCarried(unit, everywhere)
      if (unit.kind === 'level' && !range && !unit.group.startsWith('category') && groups.has(unit.group)) {
        issues.push(issueOf(context, claim.sentence, unit, null))
        break
      }
      const near = nearest(claim.units.filter((one) => one !== unit && one.group !== unit.group), context, { polarity: true, share: 0.75, where: (statement) => statement.units.some((one) => one.kind === unit.kind && one.group === unit.group) && statement.units.some((one) => one.kind === 'finding' || one.kind === 'measure') })
      const sized = sizedElsewhere(unit, claim.units, context)
      if (sized) {
        issues.push(issueOf(context, claim.sentence, unit, sized))
        break
      }
      if (!near.length || near[0]!.score < 2) continue
      const level = near.flatMap(({ statement }) => statement.units.filter((one) => one.kind === unit.kind && one.group === unit.group))
      if (level.some((one) => same(one, unit) || told.some((other) => other !== unit && same(one, other) && range))) continue
      if (toldHere(unit, claim.units, context)) continue
      issues.push(issueOf(context, claim.sentence, unit, near[0]!.statement.sentence))
      break
    }
  }
  return issues
}

/** The claim's size stands with another level or part, and not with this one. */
function sizedElsewhere(unit: Unit, units: readonly Unit[], context: CheckContext): { start: number; end: number } | null {
  const sizes = units.filter((one) => one.kind === 'measure' && one.unit === 'mm' && !one.negated)
  if (!sizes.length) return null
  const withSize = [...new Set(sizes.flatMap(context.withMeasure))]
  const grouped = withSize.filter((statement) => statement.units.some((one) => one.kind === unit.kind && one.group === unit.group))
  if (!grouped.length || grouped.length < withSize.length || units.filter((one) => one.kind === unit.kind && one.group === unit.group).length > 1) return null
  return grouped.some((statement) => statement.units.some((one) => one.kind === unit.kind && one.group === unit.group && same(one, unit))) ? null : grouped[0]!.sentence
}

/** A statement with this level or part tells a related finding or has the claim's size. */
function toldHere(unit: Unit, units: readonly Unit[], context: CheckContext): boolean {
  return [unit.key, ...unit.key.split('/')].flatMap((key) => context.byPlace.get(placeName({ ...unit, key })) ?? []).some((statement) =>
    statement.units.some((one) => one.kind === unit.kind && one.group === unit.group && same(one, unit)) &&
    statement.units.some((one) => units.some((told) => (one.kind === 'finding' && told.kind === 'finding' && one.negated === told.negated && relatedFindings(one.key, told.key)) || (one.kind === 'measure' && told.kind === 'measure' && sameMeasure(told, one)))))
}

const same = (found: Unit, told: Unit): boolean => found.key === told.key || found.key.split('/').includes(told.key) || told.key.split('/').includes(found.key)

const rangeCarried = (unit: Unit, everywhere: ReadonlySet<string>): boolean => everywhere.has(`${unit.group} ${unit.key}`) || unit.key.split('/').every((key) => everywhere.has(`${unit.group} ${key}`))

/** A narrow organ that the findings never name, told of a finding that they have elsewhere. */
function checkPlaces(context: CheckContext): CheckIssue[] {
  const issues: CheckIssue[] = []
  const named = new Set<string>()
  for (const unit of [...context.findings.sentences.flatMap((sentence) => [...sentence.units, ...sentence.headingUnits]), ...context.beside]) {
    if (unit.kind === 'anatomy') named.add(unit.key)
    if (unit.kind === 'finding') for (const key of placesOf(unit.key)) named.add(key)
  }
  for (const claim of context.claims) {
    const organ = claim.units.find((unit) => unit.kind === 'anatomy' && !wide.has(unit.key) && !named.has(unit.key))
    if (!organ || claim.units.some((unit) => unit.kind === 'recommend') || !claim.units.some((unit) => unit.kind === 'finding' && !unit.negated)) continue
    if (claim.units.some((unit) => unit.kind === 'anatomy' && named.has(unit.key))) continue
    const near = nearest(claim.units.filter((unit) => unit !== organ), context, { polarity: true, share: 0.7 })
    const sentence = near.find(({ statement, score }) => score >= 2 && statement.units.some((unit) => unit.kind === 'anatomy'))?.statement.sentence
    if (sentence) issues.push({ ...issueOf(context, claim.sentence, organ, sentence), severity: 'warning' })
  }
  return issues
}

function issueOf(context: CheckContext, sentence: number, unit: Unit, place: { start: number; end: number } | null): CheckIssue {
  const told = context.input.conclusion.slice(unit.start, unit.end)
  return {
    kind: 'organ', severity: 'error', sentence, message: place ? `The conclusion says “${told}”, the findings put this elsewhere.` : `“${told}” does not stand in the findings.`,
    conclusion: { start: unit.start, end: unit.end }, findings: place ? { start: place.start, end: place.end } : null,
  }
}
