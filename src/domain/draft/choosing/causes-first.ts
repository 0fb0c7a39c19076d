import { isAffirmed } from '../reading/abnormal.ts'
import type { Item } from '../telling.ts'

const consequence = new Set(['mass-effect', 'midline-shift', 'brain-herniation', 'mediastinal-shift'])
/** What may make it. */
const cause = /collection|hematoma|hemorrhage|subdural|mass|infarct|cancer|metastasis|abscess|lesion|pneumothorax|effusion/

/** Lighter than this nothing is taken for a cause. */
const telling = 2.6

/** "Mass effect" and "midline shift" come after what makes them, where the findings tell it just before. English only. */
export function putCausesFirst(items: readonly Item[]): void {
  for (const { sentence, weight } of items) {
    const affirmed = sentence.units.filter(isAffirmed)
    if (sentence.japanese || !affirmed.length || !affirmed.every(({ key }) => consequence.has(key))) continue
    const before = items.find((one) => one.sentence.index < sentence.index && sentence.index - one.sentence.index <= 2 && one.sentence.units.some((unit) => isAffirmed(unit) && cause.test(unit.key) && !consequence.has(unit.key)))
    if (before && before.weight >= telling) before.weight = Math.max(before.weight, weight + 0.01)
  }
}
