import type { Modality } from './template.ts'

/** What the order may say about the patient; `orders.ts` holds the texts. */
export type Order = 'plain' | 'ask' | 'elsewhere' | 'unrelated' | 'denied' | 'outside' | 'known' | 'worried' | 'treated' | 'blood' | 'bone'

/**
 * One clinical situation with the frames that state it. A frame is a template of whole sentences in plain form without
 * the last 。; `«…»` marks the words that decide, `@ct,mri ` at the front binds it to modalities.
 */
export type Situation = {
  name: string
  label: 0 | 1 | 2
  uncertain?: true
  /** Orders that fit; without it the ones of the label. */
  orders?: readonly Order[]
  /** The order carries evidence too: nothing in the conclusion names bone. */
  leansOnOrder?: true
  /** Never without an order. */
  needsOrder?: true
  /** Nothing on other tumours beside it, which could take the change for itself. */
  quiet?: true
  /** How often against the others; 1 without it. */
  weight?: number
  /** No benign statement on bone beside it. */
  alone?: true
  frames: readonly string[]
}

/** Frames that can be said of a modality. */
export function framesFor(situation: Situation, modality: Modality): { text: string; index: number }[] {
  return situation.frames.flatMap((frame, index) => {
    const tag = /^@([a-z,]+) /.exec(frame)
    if (tag === null) return [{ text: frame, index }]
    return tag[1]!.split(',').includes(modality) ? [{ text: frame.slice(tag[0].length), index }] : []
  })
}
