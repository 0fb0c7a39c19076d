import type { Random } from '../../status/compose/random.ts'
import type { Language } from '../../../../src/domain/report/report.ts'
import type { CoreFinding, Finding, Normal } from './bank.ts'
import { bindChange, changedWeight, type Change } from './change.ts'
import { frameFinding } from './frames.ts'
import { drawJapaneseChange, frameJapanese, joinChange, placeChange, styleJapaneseSizes } from './japanese.ts'
import { styleSizes } from './noise.ts'
import { expandTemplate, type Bound } from './template.ts'

/** A statement as it is said in one report. */
export type Told = {
  id: string
  organ: string
  text: string
  /** 0 for what is normal. */
  weight: number
  /** What a conclusion may say of it; sentences that do not carry them are shortened instead. */
  conclusions: string[]
  followUp: string[]
  /** Regular expressions that a conclusion about it must not match. */
  mustNot: string[]
  change: Change | null
  inference: boolean
}

/** Says an abnormal finding once. Throws ReferenceError or SyntaxError for a template that cannot be filled. */
export function tellFinding(one: Finding | CoreFinding, random: Random, test: boolean, language: Language): Told {
  const japanese = language === 'ja'
  const style = japanese ? styleJapaneseSizes : styleSizes
  const bound: Bound = new Map()
  const common = { id: one.id, organ: one.organ, inference: one.inference ?? false, mustNot: one.mustNot ?? [] }
  if ('core' in one) {
    const framed = (japanese ? frameJapanese : frameFinding)(one, random, bound, test)
    const said = japanese && framed.change ? joinChange(framed.findings, random) : framed.findings
    const [text = '', ...conclusions] = style([said, ...framed.conclusions], sizeOf(bound), random)
    return { ...common, text, weight: changedWeight(one.weight, framed.change), conclusions, followUp: one.followUp ?? [], change: framed.change }
  }
  let template = random.pick(one.findings)
  let change: Change | null = null
  if (template.includes('{change}')) {
    // The size first, so that a former size can be set against it.
    const size = /\{mm:[^}]*\}/.exec(template)
    if (size) expandTemplate(size[0], random, bound)
    if (japanese) {
      const drawn = drawJapaneseChange(random, bound)
      template = placeChange(template, drawn)
      change = drawn
    } else change = bindChange(random, bound)
  }
  const written = expandTemplate(template, random, bound)
  const findings = japanese && change ? joinChange(written, random) : written
  bound.set('change', change?.inConclusion ?? '')
  const conclusions = one.conclusions.map((text) => expandTemplate(text, random, bound))
  const [text = '', ...styled] = style([findings, ...conclusions], sizeOf(bound), random)
  return { ...common, text, weight: changedWeight(one.weight, change), conclusions: styled, followUp: (one.followUp ?? []).map((advice) => expandTemplate(advice, random, bound)), change }
}

/** Says a normal statement once. */
export function tellNormal(one: Normal, random: Random, language: Language): Told {
  const text = expandTemplate(random.pick(one.findings), random, new Map())
  return { id: one.id, organ: one.organ, text, weight: 0, conclusions: [`${one.summary.replace(/[.。]$/, '')}${language === 'ja' ? '。' : '.'}`], followUp: [], mustNot: [], change: null, inference: false }
}

function sizeOf(bound: Bound): number | null {
  const value = bound.get('mm')
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : null
}
