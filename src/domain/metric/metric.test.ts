import { describe, expect, it } from 'vitest'
import { porterStem } from '../text/porter-stem.ts'
import { corpusBleu } from './bleu.ts'
import { factsKept, lengthRatio, median } from './facts-kept.ts'
import { bootstrap, mean, seededRandom, wilson } from './interval.ts'
import { meteor } from './meteor.ts'
import { characterTokens, rougeL, rougeN, rougeTokens } from './rouge.ts'

const pairs = [
  ["No acute cardiopulmonary abnormality.", "No acute cardiopulmonary process or abnormality is seen."],
  ["1. Enlarging 14 mm nodule in the left upper lobe, suspicious for malignancy. 2. No effusion.", "Left upper lobe nodule, enlarged to 14 mm; no pleural effusions."],
  ["Displaced fractures of the right fourth to seventh ribs with small haemothorax.", "Fracture of the left ribs. Haemothorax, small, and displaced ribs of the right fourth to the seventh."],
  ["Gallstones without cholecystitis.", "Hepatic steatosis."],
  ["L4/5 disc extrusion compressing the left L5 nerve root.", "Disc extrusions at L4/5 compress left L5 nerve roots."],
] as const

// Computed with rouge-score 0.1.2: precision, recall and F1 of ROUGE-1, ROUGE-2 and ROUGE-L for each pair.
const plain = [
  [0.5, 1.0, 0.666666667, 0.285714286, 0.666666667, 0.4, 0.5, 1.0, 0.666666667],
  [0.636363636, 0.4375, 0.518518519, 0.3, 0.2, 0.24, 0.363636364, 0.25, 0.296296296],
  [0.588235294, 0.833333333, 0.689655172, 0.25, 0.363636364, 0.296296296, 0.411764706, 0.583333333, 0.482758621],
  [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
  [0.6, 0.6, 0.6, 0.333333333, 0.333333333, 0.333333333, 0.5, 0.5, 0.5],
]
const stemmed = [
  [0.5, 1.0, 0.666666667, 0.285714286, 0.666666667, 0.4, 0.5, 1.0, 0.666666667],
  [0.818181818, 0.5625, 0.666666667, 0.3, 0.2, 0.24, 0.454545455, 0.3125, 0.37037037],
  [0.647058824, 0.916666667, 0.75862069, 0.3125, 0.454545455, 0.37037037, 0.411764706, 0.583333333, 0.482758621],
  [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
  [0.9, 0.9, 0.9, 0.555555556, 0.555555556, 0.555555556, 0.7, 0.7, 0.7],
]

describe('metrics agree with the reference packages', () => {
  it.each([[false, plain], [true, stemmed]] as const)('ROUGE as rouge-score, stemmer %s', (stem, expected) => {
    for (const [i, [reference, hypothesis]] of pairs.entries()) {
      const r = rougeTokens(reference, stem)
      const h = rougeTokens(hypothesis, stem)
      const scores = [rougeN(r, h, 1), rougeN(r, h, 2), rougeL(r, h)].flatMap(({ precision, recall, f1 }) => [precision, recall, f1])
      for (const [k, score] of scores.entries()) expect(score).toBeCloseTo(expected[i]![k]!, 6)
    }
  })
  it('corpus BLEU and METEOR as NLTK (METEOR without WordNet)', () => {
    const references = pairs.map(([reference]) => rougeTokens(reference))
    const hypotheses = pairs.map(([, hypothesis]) => rougeTokens(hypothesis))
    expect(corpusBleu(references, hypotheses)).toBeCloseTo(0.19273961093522624, 6)
    const expected = [0.8522727272727273, 0.49462365591397844, 0.6390082644628098, 0.0, 0.8604938271604939]
    for (const [i, reference] of references.entries()) expect(meteor(reference, hypotheses[i]!)).toBeCloseTo(expected[i]!, 6)
  })
  it('stems as NLTK’s Porter stemmer', () => {
    const stems: Record<string, string> = {"effusions": "effus", "enlarged": "enlarg", "enlarging": "enlarg", "calcification": "calcif", "haemorrhages": "haemorrhag", "bodies": "bodi", "ties": "tie", "dying": "die", "generically": "gener", "relational": "relat", "agreed": "agre", "hopping": "hop", "falling": "fall", "hissing": "hiss", "fizzed": "fizz", "failing": "fail", "filing": "file", "happy": "happi", "sky": "sky", "apology": "apolog", "technologies": "technolog", "conditionally": "condit", "valenci": "valenc", "digitizer": "digit", "conformabli": "conform", "radically": "radic", "differently": "differ", "vileli": "vile", "analogousli": "analog", "vietnamization": "vietnam", "predication": "predic", "operator": "oper", "feudalism": "feudal", "decisiveness": "decis", "hopefulness": "hope", "callousness": "callous", "formality": "formal", "sensitivity": "sensit", "sensibility": "sensibl", "triplicate": "triplic", "formative": "form", "formalize": "formal", "electricity": "electr", "electrical": "electr", "hopeful": "hope", "goodness": "good", "revival": "reviv", "allowance": "allow", "inference": "infer", "airliner": "airlin", "gyroscopic": "gyroscop", "adjustable": "adjust", "defensible": "defens", "irritant": "irrit", "replacement": "replac", "adjustment": "adjust", "dependent": "depend", "adoption": "adopt", "communism": "commun", "activate": "activ", "angularity": "angular", "homologous": "homolog", "effective": "effect", "bowdlerize": "bowdler", "probate": "probat", "rate": "rate", "cease": "ceas", "controll": "control", "roll": "roll", "thoracic": "thorac", "metastases": "metastas", "metastatic": "metastat", "opacities": "opac", "opacity": "opac", "consistent": "consist", "fully": "fulli", "carefully": "care", "geology": "geolog"}
    for (const [word, stem] of Object.entries(stems)) expect([word, porterStem(word)]).toEqual([word, stem])
  })
})

describe('figures and their intervals', () => {
  it('Wilson: known bounds, and sensible at the edges', () => {
    const { low, high } = wilson(98, 100)
    expect(low).toBeCloseTo(0.930, 3)
    expect(high).toBeCloseTo(0.9945, 4)
    expect(wilson(0, 50).low).toBeCloseTo(0, 12)
    expect(wilson(50, 50).high).toBeCloseTo(1, 12)
    expect(wilson(0, 0)).toMatchObject({ low: 0, high: 1 })
  })
  it('bootstrap: the same seed gives the same bounds, which hold the value', () => {
    const cases = Array.from({ length: 40 }, (_, i) => i / 40)
    const first = bootstrap(cases, mean, { seed: 7 })
    expect(bootstrap(cases, mean, { seed: 7 })).toEqual(first)
    expect(bootstrap(cases, mean, { seed: 8 })).not.toEqual(first)
    expect(first.low).toBeLessThan(first.value)
    expect(first.high).toBeGreaterThan(first.value)
    expect(bootstrap([], mean).value).toBeNaN()
  })
  it('random numbers stay in range and repeat', () => {
    const [a, b] = [seededRandom(3), seededRandom(3)]
    for (let i = 0; i < 100; i++) {
      const value = a()
      expect(value).toBe(b())
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThan(1)
    }
  })
  it('facts kept, length and median', () => {
    expect(factsKept('Left 12 mm nodule.', { facts: ['left', '12 mm', 'new'], errors: ['right'] })).toEqual({ kept: 2, of: 3, missing: ['new'], errors: [] })
    expect(lengthRatio('one two three', 'one two')).toBe(1.5)
    expect(lengthRatio('右肺結節', '右上葉の結節です')).toBe(0.5)
    expect(median([3, 1, 2, 4])).toBe(2.5)
    expect(characterTokens('右上葉12 mm RUL')).toEqual(['右', '上', '葉', '12', 'mm', 'rul'])
  })
})
