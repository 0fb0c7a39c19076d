import { relatedFindings } from '../text/lexicon/lexicon.ts'
import { readSentence, type Unit } from '../text/read-sentence.ts'
import { classifyFinding, isAffirmed } from './abnormal.ts'
import type { FindingSentence, FindingsText } from './align.ts'

/** What a reader wants to know is absent beside a heavy finding. Keys: the finding; values: the denials worth a line, the most wanted first. */
const wanted: Record<string, readonly string[]> = {
  infarct: ['hemorrhage', 'midline-shift', 'mass-effect'], occlusion: ['hemorrhage', 'thrombosis', 'ischemia'], subdural: ['fracture', 'skull-fracture', 'midline-shift', 'herniation'], hemorrhage: ['hydrocephalus', 'aneurysm', 'fracture', 'midline-shift'],
  'subarachnoid-hemorrhage': ['aneurysm', 'hydrocephalus'], hematoma: ['active-bleeding', 'fracture', 'midline-shift'], appendicitis: ['perforation', 'abscess', 'collection'], appendicolith: ['perforation', 'abscess', 'collection'],
  obstruction: ['perforation', 'pneumatosis', 'ischemia'], 'small-bowel-obstruction': ['perforation', 'pneumatosis', 'ischemia'], dilatation: ['perforation', 'obstruction', 'stone', 'choledocholithiasis'],
  diverticulitis: ['perforation', 'abscess', 'collection'], diverticulosis: ['diverticulitis', 'perforation', 'abscess', 'collection'], colitis: ['perforation', 'abscess', 'collection', 'anal-fistula'], crohn: ['anal-fistula', 'abscess', 'collection', 'obstruction'],
  'wall-thickening': ['perforation', 'anal-fistula', 'abscess', 'collection', 'obstruction'], perforation: ['abscess', 'collection'], pancreatitis: ['necrosis', 'collection', 'pseudoaneurysm', 'thrombosis'], necrosis: ['gas', 'pseudoaneurysm'],
  aneurysm: ['rupture', 'aortic-rupture', 'dissection', 'endoleak', 'hematoma', 'leak'], 'aortic-aneurysm': ['rupture', 'aortic-rupture', 'dissection', 'hematoma', 'leak'], dissection: ['rupture', 'hematoma', 'pericardial-effusion', 'ischemia', 'flap'], 'aortic-dissection': ['rupture', 'hematoma', 'pericardial-effusion', 'ischemia'],
  embolism: ['cardiac-strain', 'infarct'], thrombosis: ['embolism', 'extension'], pneumothorax: ['tension', 'mediastinal-shift', 'midline-shift', 'malposition', 'fracture'], gallstone: ['cholecystitis', 'wall-thickening', 'choledocholithiasis', 'dilatation'],
  choledocholithiasis: ['cholangitis', 'pancreatitis', 'leak', 'stenosis'], fracture: ['dislocation', 'perforation', 'displacement', 'cord-compression'], 'vertebral-fracture': ['cord-compression', 'retropulsion'], 'compression-fracture': ['cord-compression', 'retropulsion'],
  mass: ['metastasis', 'adenopathy', 'enlargement', 'invasion', 'hydrocephalus'], cancer: ['metastasis', 'adenopathy', 'enlargement', 'invasion'], nodule: ['adenopathy', 'enlargement'], metastasis: ['cord-compression', 'recurrence'], lytic: ['cord-compression', 'fracture'],
  abscess: ['perforation'], cholecystitis: ['perforation', 'choledocholithiasis', 'dilatation', 'abscess'], collection: ['midline-shift', 'fracture', 'gas'], demyelination: ['enhancement', 'restricted-diffusion', 'pml'], stranding: ['perforation', 'abscess', 'collection'],
  'ureteric-stone': ['collection', 'hydronephrosis'], stone: ['hydronephrosis', 'obstruction'], hydronephrosis: ['collection', 'mass'], pyelonephritis: ['abscess', 'hydronephrosis', 'collection'], consolidation: ['effusion', 'abscess', 'mass'], pneumonia: ['effusion', 'abscess', 'empyema'],
  'splenic-laceration': ['active-bleeding'], 'hepatic-laceration': ['active-bleeding'], 'renal-laceration': ['active-bleeding'], tear: ['fracture', 'loose-body'], 'full-tear': ['atrophy'], 'disc-herniation': ['cauda-compression', 'cord-compression', 'cord-signal'], 'spinal-stenosis': ['cord-signal'],
  osteomyelitis: ['abscess', 'collection'], spondylodiscitis: ['abscess', 'epidural-abscess'], effusion: ['pneumothorax'], cirrhosis: ['hcc', 'lesion', 'ascites'], steatosis: ['lesion'], 'prostate-cancer': ['extraprostatic-extension', 'adenopathy'], stenosis: ['occlusion'], erosion: ['dislocation'],
  'ovarian-cyst': ['torsion', 'ascites'], fibroid: ['mass'], 'pericardial-effusion': ['cardiac-strain'], myocarditis: ['thrombosis', 'intracardiac-thrombus'],
}

/** What an indication asks for without naming it. */
const contexts: readonly (readonly [asks: RegExp, wants: readonly string[]])[] = [
  [/\b(?:trauma\w*|injur\w+|fell|fall|falls|fallen|RT[AC]|MV[AC]|inversion|eversion|twist\w*|assault\w*|collision|accident|blow to|crush\w*|hit by|kicked|tender\w*)\b/i, ['fracture', 'dislocation', 'hemorrhage', 'pneumothorax']],
  [/\b(?:stroke|hemiparesis|hemiplegia|aphasia|dysphasia|facial droop|NIHSS|TIA|weakness|slurred)\b/i, ['hemorrhage', 'infarct', 'occlusion']],
  [/\b(?:headaches?|migraine|vertigo|dizz\w+|seizures?|epilepsy|confus\w+|memory|dementia|cognitive)\b/i, ['mass', 'hemorrhage', 'infarct', 'hydrocephalus']],
  [/\b(?:ca|cancer|carcinoma|adenocarcinoma|melanoma|lymphoma|sarcoma|NSCLC|SCLC|HCC|RCC|tumou?r|malignan\w+|mets?|metasta\w+|staging|restaging|oncolog\w+|surveillance|chemo\w*|immunotherapy|PSA)\b/i, ['recurrence', 'metastasis', 'carcinomatosis', 'uptake', 'lytic', 'lesion', 'adenopathy']],
  [/\b(?:fever|febrile|sepsis|septic|CRP|WCC|WBC|infect\w+|pyrexia)\b/i, ['abscess', 'collection', 'consolidation', 'pneumonia']],
  [/\b(?:dyspn\w+|breathless\w*|pleuritic|d-?dimer|SOB|tachycardi\w+)\b/i, ['embolism', 'perfusion-defect', 'pneumothorax', 'consolidation']],
  [/\b(?:cough|chest infection|pneumonia)\b/i, ['consolidation', 'pneumonia', 'effusion', 'mass']],
  [/\b(?:swollen|swelling of the|calf|leg pain|DVT)\b/i, ['thrombosis']],
  [/\b(?:colonoscopy|polyps?|an(?:a)?emia|bowel habit|rectal bleeding|PR bleed\w*)\b/i, ['polyp', 'mass', 'cancer']],
  [/\b(?:crohn'?s?|colitis|IBD)\b/i, ['anal-fistula', 'abscess', 'obstruction']],
  [/\b(?:lumps?|palpable|screening|mastalgia)\b/i, ['mass', 'suspicious-calcification', 'fatty-breast']],
  [/\b(?:colic|h(?:a)?ematuria|flank|loin)\b/i, ['ureteric-stone', 'stone', 'kidney-stone', 'hydronephrosis', 'mass']],
  [/\b(?:RIF|right iliac fossa|right lower quadrant|RLQ|appendic\w*)\b/i, ['appendicitis', 'perforation', 'collection']],
  [/\b(?:LFTs?|jaundice|biliary|cholestat\w+|RUQ|ALT|chole\w*)\b/i, ['choledocholithiasis', 'cholecystitis', 'gallstone', 'leak', 'stenosis', 'lesion']],
  [/\b(?:SNHL|hearing|deaf\w*|tinnitus)\b/i, ['schwannoma', 'mass', 'lesion']],
  [/\b(?:constipat\w+|abdominal (?:pain|distension)|vomiting|obstipation)\b/i, ['obstruction', 'small-bowel-obstruction', 'perforation', 'dilatation']],
  [/\b(?:EVAR|endograft|stent graft)\b/i, ['endoleak', 'rupture']],
  [/\b(?:line|tube|drain|device)\b[^.]{0,20}\b(?:check|position|placement)\b/i, ['pneumothorax', 'malposition']],
  [/\b(?:sciatica|radiculopathy|back pain|saddle|cauda)\b/i, ['cauda-compression', 'cord-compression', 'disc-herniation', 'fracture']],
  [/\b(?:natalizumab|fingolimod|multiple sclerosis|MS)\b/, ['enhancement', 'pml', 'restricted-diffusion']],
  [/\b(?:post-?op\w*|after surgery|status post|leak)\b/i, ['collection', 'leak', 'abscess']],
]

/** Denied words that the lexicon does not count among the findings. */
const deniedWords: readonly (readonly [RegExp, string])[] = [[/^leak/, 'leak'], [/^flap/, 'flap'], [/^retropul/, 'retropulsion'], [/^extens/, 'extension']]

/** Characters of a denial; longer ones list half the body, and the reader asked for one answer. */
const longest = 150
/** Words of all denials of a conclusion together. */
const mostWords = 16
/** Words of a denial that goes along with another. */
const shortWords = 4
/** A denial that is wanted by the finding, by the indication, or asked for. */
const least = 2.6

/** "Neither enhances": says nothing without the sentence before it. */
const pointsBack = /^(?:neither|none|nor|it|its|they|these|this|both|the (?:same|latter|lesions?|mass(?:es)?|nodules?))\b/i

type Scored = { sentence: FindingSentence; score: number; keys: readonly string[]; asked: boolean }

/** A denial worth telling. `asked`: it answers what the indication names. */
export type Denial = { sentence: FindingSentence; asked: boolean }

/**
 * The denials that belong into the conclusion, in the order of the findings: what was asked for and is not there, and what would
 * make the findings told worse. At most two beside findings, three without; never one that a finding told contradicts.
 */
export function pertinentDenials({ findings, told, question, indication }: { findings: FindingsText; told: readonly FindingSentence[]; question: readonly Unit[]; indication: string }): Denial[] {
  const affirmed = findings.sentences.flatMap((sentence) => sentence.units.filter(isAffirmed).map((unit) => unit.key))
  const heavy = told.filter((sentence) => sentence.units.some((unit) => isAffirmed(unit) && unit.weight >= 3)).slice(0, 3)
  // What was asked for is there: then its complications matter, not what else might have been.
  const answered = told.some((sentence) => sentence.units.some((unit) => isAffirmed(unit) && question.some((one) => relatedFindings(one.key, unit.key))))
  const context = answered && heavy.length ? [] : contexts.filter(([asks]) => asks.test(indication)).flatMap(([, wants]) => wants)
  const scored: Scored[] = []
  for (const sentence of findings.sentences) {
    if (sentence.japanese || sentence.end - sentence.start > longest || told.includes(sentence) || pointsBack.test(findings.text.slice(sentence.start, sentence.end)) || classifyFinding(sentence, sentence.headingUnits) === 'abnormal') continue
    if (sentence.units.some((unit) => isAffirmed(unit) && unit.weight >= 2)) continue
    let best: { score: number; asked: boolean } = { score: 0, asked: false }
    const keys: string[] = []
    for (const { key, weight, partial } of deniedIn(sentence)) {
      keys.push(key)
      // "No haematoma" beside a haematoma told: only a "no other", or one at a place of its own, can stand.
      if (!partial && affirmed.includes(key) && !sentence.units.some((unit) => unit.kind === 'anatomy' || unit.kind === 'side' || unit.kind === 'level')) continue
      const asked = question.some((one) => relatedFindings(one.key, key))
      const rank = context.indexOf(key)
      const beside = Math.max(0, ...heavy.flatMap((one) => one.units.filter(isAffirmed).map((unit) => {
        const at = (wanted[unit.key] ?? []).indexOf(key)
        return at < 0 || Math.abs(one.index - sentence.index) > 10 ? 0 : 3.6 - at * 0.15
      })))
      const near = weight >= 4 && heavy.some((one) => Math.abs(one.index - sentence.index) <= 2 && one.heading?.start === sentence.heading?.start) ? 0.4 : 0
      const score = Math.max(asked ? 5 : 0, rank >= 0 ? 4 - Math.min(rank, 6) * 0.2 : 0, beside) + near
      if (score > best.score) best = { score, asked }
    }
    if (best.score > 0) scored.push({ sentence, score: best.score - Math.max(0, wordCount(findings, sentence) - 6) * 0.08, keys, asked: best.asked })
  }
  const chosen: Scored[] = []
  let words = 0
  for (const one of scored.toSorted((a, b) => b.score - a.score || a.sentence.index - b.sentence.index)) {
    if (chosen.length >= (heavy.length ? 2 : 3) || one.score < least) break
    const length = wordCount(findings, one.sentence)
    // Beside findings a second one costs no more than its name: "No perforation or abscess."
    if (heavy.length > 0 && chosen.length > 0 && length > shortWords) continue
    if (chosen.length > 0 && (words + length > mostWords || one.keys.every((key) => chosen.some((other) => other.keys.includes(key))))) continue
    chosen.push(one)
    words += length
  }
  return chosen.toSorted((a, b) => a.sentence.index - b.sentence.index).map(({ sentence, asked }) => ({ sentence, asked }))
}

/** Does it deny the first thing that a story like this makes one look for? "No fracture" after a fall. */
export const answersContext = (sentence: FindingSentence, indication: string): boolean => contexts.some(([asks, [first]]) => asks.test(indication) && sentence.units.some((unit) => unit.kind === 'finding' && unit.negated && unit.key === first))

/** Is the denial wanted beside one of these findings? */
export const isWantedBeside = (told: readonly string[], denied: string): boolean => told.some((key) => (wanted[key] ?? []).includes(denied))

const wordCount = (findings: FindingsText, { start, end }: FindingSentence): number => findings.text.slice(start, end).split(/\s+/).length

function deniedIn(sentence: FindingSentence): { key: string; weight: number; partial: boolean }[] {
  const partial = sentence.units.some((unit) => unit.negated && unit.partial)
  return sentence.units.flatMap((unit) => {
    if (!unit.negated) return []
    if (unit.kind === 'finding') return [{ key: unit.key, weight: unit.weight, partial }]
    const word = unit.kind === 'word' ? deniedWords.find(([pattern]) => pattern.test(unit.key)) : undefined
    return word ? [{ key: word[1], weight: 3, partial }] : []
  })
}

/** "No A" and "No B" → "No A or B": only bare ones, so that no word of one is read with the other; the rest stands after a semicolon. */
export function joinDenials(texts: readonly string[]): string {
  const bare = (text: string) => /^no (?!longer\b)([a-z][a-z -]{2,40})$/i.exec(text.replace(/[.\s]+$/, ''))?.[1]
  const plain = (text: string | undefined): text is string => text !== undefined && !/\b(?:or|and|in|of|at|on|to|with|within|from|under|below|above|by|for|after|over|between|near|without|along|around|into|behind|beyond|through|other|further|new|second|additional|acute|significant|enlarged|is|are|was|has|definite|suspicious)\b/i.test(text) && readSentence(`no ${text}`, { start: 0, end: text.length + 3 }).units.every((unit) => !unit.partial)
  const parts = texts.map((text) => ({ text: text.replace(/[.\s]+$/, ''), name: bare(text) }))
  const simple = parts.filter(({ name }) => plain(name)).map(({ name }) => name!)
  const others = parts.filter(({ name }) => !plain(name)).map(({ text }) => text)
  const list = simple.length > 1 ? `${simple.slice(0, -1).join(', ')} or ${simple.at(-1)!}` : simple[0]
  return [...(list === undefined ? [] : [`No ${list}`]), ...others.map((text, i) => (i > 0 || list !== undefined ? text.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase()) : text))].join('; ')
}
