import { describe, expect, it } from 'vitest'
import { porterStem } from '../text/porter-stem.ts'
import { bleu, bleuCounts, bleuTokens } from './bleu.ts'
import { calibrationError } from './calibration.ts'
import { copyRate } from './copy-rate.ts'
import { evidenceOverlaps } from './evidence-overlap.ts'
import { factsKept, lengthRatio, median, patternProblem } from './facts-kept.ts'
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
  // Computed with sacrebleu 2.6.0, corpus_bleu with its defaults (13a, exp smoothing), divided by 100.
  it('BLEU as sacrebleu: punctuation, decimals, entities, line ends, and orders without a match', () => {
    const more = [...pairs, ['Cyst of 1.4 x 2.0 cm (T2-bright) & stable, 3-4 mm stone;\nno hydro-\nnephrosis.', 'Stable cyst of 1.4 x 2.0 cm &amp; a 3-4 mm stone; no hydronephrosis.']] as const
    const counts = more.map(([reference, hypothesis]) => bleuCounts(bleuTokens(reference), bleuTokens(hypothesis)))
    const expected = [0.20164945583740657, 0.056033911701387856, 0.1969221590285716, 0, 0.2203359678996931, 0.5040459155843937]
    for (const [i, one] of counts.entries()) expect(bleu([one])).toBeCloseTo(expected[i]!, 9)
    expect(bleu(counts)).toBeCloseTo(0.2957516502415587, 9)
    expect(bleu([bleuCounts(bleuTokens('No effusion seen today.'), [])])).toBe(0)
    const [reference, hypothesis] = ['右上葉に12 mmの結節転移疑い', '右上葉結節12 mm転移を疑う'].map(characterTokens)
    expect(bleu([bleuCounts(reference!, hypothesis!)])).toBeCloseTo(0.19705601011580293, 9)
  })
  // Computed with NLTK 3.10.4, single_meteor_score over the tokens of ROUGE with a WordNet that knows no synonym.
  it('METEOR as NLTK without WordNet', () => {
    const expected = [0.8522727272727273, 0.49462365591397844, 0.6390082644628098, 0.0, 0.8604938271604939]
    for (const [i, [reference, hypothesis]] of pairs.entries()) expect(meteor(rougeTokens(reference), rougeTokens(hypothesis))).toBeCloseTo(expected[i]!, 9)
  })
  it('no text at all scores 0, not NaN', () => {
    for (const [reference, hypothesis] of [[[], []], [['a'], []], [[], ['a']]]) {
      expect(rougeN(reference!, hypothesis!, 2)).toEqual({ precision: 0, recall: 0, f1: 0 })
      expect(rougeL(reference!, hypothesis!)).toEqual({ precision: 0, recall: 0, f1: 0 })
      expect(meteor(reference!, hypothesis!)).toBe(0)
      expect(bleu([bleuCounts(reference!, hypothesis!)])).toBe(0)
    }
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
    // The standard error of this mean is 0.0456: bounds of the 95 % interval are about 1.96 of them away.
    expect(first.value - first.low).toBeCloseTo(0.089, 1)
    // A draw without the only case that has a value must not make the bounds NaN.
    const rare = bootstrap([Number.NaN, 1, Number.NaN], (sample) => mean(sample.filter((one) => !Number.isNaN(one))))
    expect(rare).toEqual({ value: 1, low: 1, high: 1 })
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
  it('facts: full-width letters match, and a broken pattern is named instead of thrown later', () => {
    expect(factsKept('右Ｓ６に１２ｍｍの結節（新規）。', { facts: ['S6', '12 ?mm', '（新規）'], errors: ['左'] })).toMatchObject({ kept: 3, errors: [] })
    expect(patternProblem('(?<!no )effusion')).toBeNull()
    expect(patternProblem('(open')).toContain('open')
  })
  it('calibration: the gap weighs each bin by its answers, and probability 1 has a bin', () => {
    const answers = [
      ...Array.from({ length: 10 }, (_, i) => ({ probability: 0.75, right: i < 6 })),
      ...Array.from({ length: 10 }, () => ({ probability: 1, right: true })),
    ]
    const { value, bins } = calibrationError(answers)
    expect(value).toBeCloseTo(0.075, 10)
    expect(bins.map(({ n }) => n)).toEqual([0, 0, 0, 0, 0, 0, 0, 10, 0, 10])
    expect(bins[7]).toMatchObject({ low: 0.7, high: 0.8, confidence: 0.75, accuracy: 0.6 })
    // On the border of two bins: the lower one, whatever 0.7 * 10 rounds to.
    expect(calibrationError([{ probability: 0.7, right: true }]).bins[6]!.n).toBe(1)
  })
  it('evidence: ranges that only touch share nothing, other fields are other texts, quotes are looked up', () => {
    const range = (field: string, start: number, end: number) => [{ field, start, end }]
    expect(evidenceOverlaps(range('conclusion', 0, 5), range('conclusion', 4, 9))).toBe(true)
    expect(evidenceOverlaps(range('conclusion', 0, 5), range('conclusion', 5, 9))).toBe(false)
    expect(evidenceOverlaps(range('conclusion', 0, 5), range('findings', 0, 5))).toBe(false)
    const fields = { conclusion: 'New lesion in L2. Old lesion in L4.' }
    const quote = [{ field: 'conclusion', text: 'lesion in L4' }]
    expect(evidenceOverlaps(quote, range('conclusion', 0, 16), fields)).toBe(false)
    expect(evidenceOverlaps(quote, range('conclusion', 18, 23), fields)).toBe(true)
    expect(evidenceOverlaps(quote, [{ field: 'conclusion', start: 22, end: 30, text: 'Old lesion in L4.' }])).toBe(true)
    expect(evidenceOverlaps(quote, [])).toBe(false)
  })
  it('copy rate counts only words in runs of four', () => {
    expect(copyRate('a b c d e f'.split(' '), 'x b c d e y a b'.split(' '))).toBe(0.5)
    expect(copyRate(['a'], [])).toBeNaN()
  })
})
