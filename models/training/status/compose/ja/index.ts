import type { Compose, ComposedReport, ReportField } from '../report.ts'
import { coded } from './coded.ts'
import { joined, layOut } from './layout.ts'
import { benign } from './none-benign.ts'
import { denied } from './none-denied.ts'
import { otherTumour } from './none-other-tumour.ts'
import { orders, orderWords } from './orders.ts'
import { others } from './others.ts'
import { predicates } from './predicates.ts'
import { progressiveHard } from './progressive-hard.ts'
import { progressive } from './progressive.ts'
import { drawHand, unmark } from './register.ts'
import { framesFor, type Order, type Situation } from './situations.ts'
import { spoken } from './spoken.ts'
import { stableHard } from './stable-hard.ts'
import { stable } from './stable.ts'
import { styled, type Style } from './styles.ts'
import { addBanks, fill, type Context, type Modality } from './template.ts'
import { words } from './words.ts'

addBanks(words)
addBanks(predicates)
addBanks(others)
addBanks(orderWords)

/** All situations of the Japanese part. */
export const situations: readonly Situation[] = [...denied, ...benign, ...otherTumour, ...progressive, ...progressiveHard, ...stable, ...stableHard, ...spoken, ...coded]

const usualOrders: Record<0 | 1 | 2, readonly Order[]> = {
  0: ['plain', 'plain', 'plain', 'ask', 'ask', 'ask', 'elsewhere', 'elsewhere', 'unrelated', 'denied', 'outside'],
  1: ['plain', 'plain', 'ask', 'ask', 'elsewhere', 'elsewhere', 'unrelated', 'known', 'known', 'treated', 'worried', 'outside'],
  2: ['plain', 'plain', 'ask', 'ask', 'elsewhere', 'elsewhere', 'unrelated', 'known', 'known', 'known', 'treated', 'worried'],
}
const modalities: readonly Modality[] = ['ct', 'ct', 'ct', 'ct', 'ct', 'scan', 'scan', 'pet', 'pet', 'mri', 'mri', 'film']
const names: Record<Modality, readonly string[]> = {
  ct: ['胸腹骨盤造影CT', 'CT', '単純CT', '胸腹部CT', '造影CT'], scan: ['骨シンチ', '骨シンチグラフィ', 'Tc-99m骨シンチ', '骨SPECT/CT'], pet: ['FDG-PET/CT', 'PET', 'PET-CT'], mri: ['脊椎MRI', '腰椎MRI', '胸腰椎MRI', '全身MRI', '骨盤MRI'], film: ['単純X線', '胸部X線', '骨盤X線'],
}

/** Words that fit patients of one sex only: a report keeps to one. */
const ofMen = /男性|前立腺|精巣|PSA|CRPC|prostate|エンザルタミド|アビラテロン/
const ofWomen = /女性|子宮|卵巣|乳|breast|外陰|付属器|パルボシクリブ|CA15-3/

/** One fictional Japanese report with its bone metastasis status; the three labels come equally often. */
export const composeJapanese: Compose = (random) => {
  const label = random.pick([0, 1, 2] as const)
  const modality = random.pick(modalities)
  const fitting = situations.filter((situation) => situation.label === label && framesFor(situation, modality).length > 0)
  const situation = random.pick(fitting.flatMap((one) => Array.from({ length: one.weight ?? 1 }, () => one)))
  const frame = random.pick(framesFor(situation, modality))
  const context: Context = { random, modality, bound: new Map() }
  const style = random.pick<Style>(['plain', 'plain', 'polite', 'polite', 'noun', 'noun', 'noun'])
  const hand = drawHand(random)

  const others = random.chance(0.5) ? ofWomen : ofMen
  const fillFor = (template: string): string => {
    let text = fill(template, context)
    for (let again = 0; again < 6 && others.test(text); again++) {
      if (others.test(context.bound.get('cancer') ?? '')) context.bound.delete('cancer')
      text = fill(template, context)
    }
    return text
  }
  const speak = (template: string): string => {
    const own = random.chance(0.88) ? style : random.pick<Style>(['plain', 'polite', 'noun'])
    return fillFor(template).split('。').filter((sentence) => sentence !== '').map((sentence) => styled(sentence, own, (from) => random.pick(from), (share) => random.chance(share))).join('。')
  }
  const bone = situation.name === 'mixed' && random.chance(0.4) ? mixed(context, speak) : speak(frame.text)
  const spokenBone = bone !== '' && !situation.name.startsWith('headed') && /^«?[^A-Za-z(#【]/.test(bone) && random.chance(0.07) ? `${random.pick(names[modality])}${random.pick(['にて、', 'では、', '上、', 'で、', ':', 'において、'])}${bone}` : bone
  const withFindingsOnly = random.chance(0.06)
  const field: ReportField = withFindingsOnly ? 'findings' : 'conclusion'
  const items = arrange(spokenBone, situation, context, speak, withFindingsOnly)
  const body = unmark(hand(layOut(items, random)))

  const kinds = situation.orders ?? usualOrders[label]
  const needsOrder = situation.leansOnOrder === true || situation.needsOrder === true || situation.orders?.some((kind) => kind === 'blood' || kind === 'bone') === true
  const order = needsOrder || random.chance(0.86) ? random.pick(kinds) : null
  const asked = order === null ? null : unmark(hand(orderText(order, context, fillFor)))

  const report: ComposedReport = { label, uncertain: situation.uncertain === true, evidence: body.quotes.map((text) => ({ field, text })), situation: `ja/${situation.name}`, frame: `ja/${situation.name}/${frame.index}` }
  if (asked !== null) {
    report.indication = asked.text
    if (situation.leansOnOrder === true) report.evidence = [...asked.quotes.map((text) => ({ field: 'indication' as const, text })), ...report.evidence]
  }
  if (!withFindingsOnly) {
    report.conclusion = body.text === '' ? '著変なし' : body.text
    if (random.chance(0.4)) report.findings = unmark(hand(findingsBeside(situation, context, speak))).text
  } else report.findings = body.text
  if (report.findings === '') delete report.findings
  return report
}

/** Statements on benign bone lesions that do not speak of metastasis, so that they can stand beside any label. */
const harmless = (modality: Modality): string[] => benign.flatMap((situation) => framesFor(situation, modality)).map((frame) => frame.text).filter((text) => !/転移|悪性/.test(text))

/** Old lesions steady or smaller, another one new: two whole statements, either first. */
function mixed(context: Context, speak: (template: string) => string): string {
  const of = (names: readonly string[]): string => speak(context.random.pick(situations.filter((situation) => names.includes(situation.name)).flatMap((situation) => framesFor(situation, context.modality))).text)
  const steady = of(['same', 'smaller', 'several-sites-stable', 'healing-sclerosis']).replaceAll(/[«»]/g, '')
  const fresh = of(['new-lesion'])
  return context.random.chance(0.5) ? `${steady}。${fresh}` : `${fresh}。${steady}`
}

function orderText(order: Order, context: Context, fillFor: (template: string) => string): string {
  const { random } = context
  const text = fillFor(random.pick(orders[order]))
  if (random.chance(0.08)) return `${fillFor('[[3|4|5|6|7|8]{digit}歳|[50|60|70]代|[4|5|6|7]{digit}才][男性|女性]。')}${text}`
  if (random.chance(0.12)) return `${text}。${random.pick(names[context.modality])}${random.pick(['お願いします', '希望', '依頼', 'をお願い致します'])}`
  if (random.chance(0.05)) return `【${random.pick(['依頼目的', '検査目的', '臨床情報'])}】${text}`
  return text
}

/** Puts the bone statement among remarks on other things: first, in the middle, last, or in one sentence with another organ. */
function arrange(bone: string, situation: Situation, context: Context, speak: (template: string) => string, long: boolean): string[] {
  const { random } = context
  const headed = situation.name.startsWith('headed')
  const asides: string[] = []
  const own = situation.name.startsWith('several-organs') ? [0, 0, 0, 0, 1, 1, 2] : [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7]
  const wanted = random.pick(own) + (long ? 2 : 0)
  // A quarter of the reports has no other tumour at all, whatever the label.
  const quiet = situation.leansOnOrder === true || situation.quiet === true || random.chance(0.25)
  for (let index = 0; index < wanted; index++) {
    let aside = ''
    do aside = speak(quiet ? '{quietAside}' : headed ? '{headedAside}' : long && random.chance(0.6) ? (context.modality === 'scan' ? '{scanNormal}' : '{normal}') : '{aside}')
    while (asides.some((other) => other.slice(0, 3) === aside.slice(0, 3)) && random.chance(0.9))
    asides.push(aside)
  }
  if (situation.alone !== true && random.chance(0.16)) asides.splice(random.int(asides.length + 1), 0, speak(random.chance(0.5) ? '{boneAside}' : random.pick(harmless(context.modality))).replaceAll(/[«»]/g, ''))
  const items = [...asides]
  if (bone !== '') {
    const at = random.int(items.length + 1)
    const beside = items[at]
    if (beside !== undefined && !headed && situation.leansOnOrder !== true && random.chance(0.3)) items[at] = random.chance(0.5) ? joined(beside, bone, random) : joined(bone, beside, random)
    else items.splice(at, 0, bone)
  }
  if (items.length === 0) items.push(speak(situation.quiet === true || situation.leansOnOrder === true ? '{quietAside}' : '{aside}'))
  if (!headed && random.chance(0.1)) items.unshift(speak('{lead}'))
  if (random.chance(0.1)) items.push(speak('{closing}'))
  if (random.chance(0.05)) items[0] = `${random.pick(['【診断】', '診断:', 'Impression:', '<結論>', 'imp) ', `【${random.pick(names[context.modality])}】`, '結論:', 'まとめ:'])}${items[0]}`
  return items
}

/** The findings that stand beside a conclusion: organ by organ, with a bone statement of the same situation. */
function findingsBeside(situation: Situation, context: Context, speak: (template: string) => string): string {
  const { random } = context
  const items: string[] = []
  const normal = context.modality === 'scan' ? '{scanNormal}' : '{normal}'
  for (let count = 1 + random.int(5); count > 0; count--) items.push(speak(random.chance(0.65) ? normal : situation.leansOnOrder === true || situation.quiet === true ? '{quietAside}' : '{aside}'))
  if (random.chance(0.7)) {
    const bone = speak(random.pick(framesFor(situation, context.modality)).text)
    if (bone !== '') items.splice(random.int(items.length + 1), 0, bone)
  }
  return layOut(items, random)
}
