import { askedDenial } from './choosing/asked-denial.ts'
import { isClutter } from './choosing/clutter.ts'
import { collect } from './choosing/collect.ts'
import { addDenials, addJapaneseDenials } from './choosing/denials.ts'
import { withoutUnwanted } from './choosing/unwanted.ts'
import type { DraftInput } from './draft.ts'
import { oneRegister } from './japanese/register-japanese.ts'
import { tellElsewhere, underNames } from './names/under-names.ts'
import { readFindings, type FindingsText } from './reading/align.ts'
import { questionOf } from './reading/decompose.ts'
import { placeExamined } from './reading/examined-place.ts'
import { headingContext, underHeading } from './reading/heading-context.ts'
import { sidedSubject } from './reading/sided-subject.ts'
import { type WeighedSentence, type Telling, type Item, rulesOnly, needed } from './telling.ts'
import { joinSides } from './wording/join-sides.ts'
import { draftGroup, draftItem } from './wording/tell-item.ts'

/** Findings of an extractive conclusion: what is needed in a report of many findings still fits on a page. */
const mostFindings = 12
/** Told while the conclusion is short. */
const lightWeight = 1.25
/** Words (Japanese: characters) beyond which only what is needed is told; the median of people's conclusions in our set is 21 and 33. */
const roomInWords = 24
const roomInCharacters = 48

/**
 * A conclusion made of finding sentences, chosen by weight, shortened by deletion, in order of importance: works without a
 * model and for any language. A normal study gets the shortest statement that its findings carry. Empty findings give nothing.
 */
export function extractiveDraft(input: DraftInput, findings: FindingsText = readFindings(input.findings), telling: Telling = rulesOnly): WeighedSentence[] {
  const question = questionOf(input.indication)
  const items = underNames(withoutUnwanted(collect(findings, question, telling, input.indication), question, telling), telling.name)
  const chosen = tellElsewhere(choose(items, findings, telling, input.indication ?? ''))
  const sentences = joinSides(joinNeighbours(chosen, findings, telling).map((group) => draftGroup(group, findings, telling)))
  placeExamined(sentences, findings)
  const answer = askedDenial(findings, question, items)
  if (findings.sentences.some((sentence) => sentence.japanese)) addJapaneseDenials(sentences, chosen, answer, { findings, question, telling, indication: input.indication ?? '' }, input)
  else addDenials(sentences, chosen, answer, { findings, question, telling, indication: input.indication ?? '' }, input)
  return oneRegister(sentences.toSorted((a, b) => b.weight - a.weight))
}

/** Everything that is needed; lighter findings while there is room. */
function choose(items: readonly Item[], findings: FindingsText, telling: Telling, indication: string): Item[] {
  const told: Item[] = []
  let length = 0
  // A report with many findings gets a longer conclusion, but not in proportion.
  const many = items.filter((item) => item.weight >= lightWeight).length
  const room = Math.min(2.2, Math.max(1, 0.55 + many * 0.13)) * telling.room
  for (const item of items) {
    if (told.length >= mostFindings || item.weight < lightWeight) break
    if (told.length >= 1 && item.weight < needed && telling.leavesOut(item.sentence)) continue
    if (told.length >= 1 && isClutter(item, items[0]!, findings, indication)) continue
    const share = lengthOf(item, findings, telling)
    if (told.length >= 1 && item.weight < needed && length + share > room * 0.7) continue
    told.push(item)
    length += share
  }
  return told.length ? told : items.slice(0, 2)
}

/** Share of the room that an item takes. */
function lengthOf(item: Item, findings: FindingsText, telling: Telling): number {
  const { text } = draftItem(item, findings, telling, false)
  return item.sentence.japanese ? text.length / roomInCharacters : text.split(' ').length / roomInWords
}

/** Most words of findings told in one line. */
const longestLine = 32
/** As heavy as this stands in a line of its own. */
const heavyWeight = 3

/** Findings under one heading become one line while it stays short: the heading is said once. Each keeps its own evidence. */
function joinNeighbours(items: readonly Item[], findings: FindingsText, telling: Telling): Item[][] {
  const groups: Item[][] = []
  for (const item of items) {
    const side = sidedSubject(item.sentence, findings)?.name
    const group = item.name ? undefined : groups.find((one) => one.length < 3 && one.every((other) => sidedSubject(other.sentence, findings)?.name === side) && one.some((other) => item.sentence.heading && other.sentence.heading?.start === item.sentence.heading.start && underHeading(item.sentence, findings) && underHeading(other.sentence, findings)) &&
      [...one, item].reduce((sum, each) => sum + wordsOf(each, findings, telling), 0) <= longestLine && (headingContext(item.sentence, findings) || item.weight < heavyWeight))
    if (group) group.push(item)
    else groups.push([item])
  }
  return groups
}

/** Words, for Japanese about a third of the characters. */
function wordsOf(item: Item, findings: FindingsText, telling: Telling): number {
  const { text } = draftItem(item, findings, telling, true)
  return item.sentence.japanese ? text.length / 2.5 : text.split(' ').length
}
