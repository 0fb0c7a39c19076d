import { readSentence } from '../../text/read-sentence.ts'
import { classifyFinding, isAffirmed } from '../reading/abnormal.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'
import type { DraftInput, DraftSentence } from '../draft.ts'
import { speaksOfExamination } from '../reading/examination.ts'
import { isOrganSize } from '../reading/organ-size.ts'

const films: Record<string, string> = { CT: 'CT', MR: 'MRI', MRI: 'MRI', US: 'ultrasound', CR: 'radiograph', DX: 'radiograph', XR: 'radiograph', RF: 'radiograph' }
/** Words of an order that name no place. */
const besidePlace = /\b(?:with(?:out)?|and|plus|iv|contrast|oral|low[- ]dose|routine|standard|protocol|views?|PA|AP|lateral|portable|unenhanced|non-?contrast)\b/gi
/** Fewer normal sentences than this are no study that was looked through. */
const leastNormal = 3
/** What keeps a study from being called normal although nothing abnormal is told. */
const reserved = /\b(?:limited|suboptimal|degraded|not (?:well |clearly |fully )?(?:seen|visuali[sz]ed|assessed|included|identified|demonstrated|examined)|obscured|incomplete\w*|non-?diagnostic|artefact|artifact|cannot be|borderline|equivocal|indeterminate|post-?(?:operative|surgical)|status post|absent|removed|resected|prosthe\w+|stent|drain|catheter|tube|line tip)\b/i

/**
 * "Normal MRI of the right knee." where every sentence of the findings is normal, denied or about the examination; null otherwise.
 * `beside`: what is told of slight things; then the rest is called otherwise normal. English only.
 */
export function normalStudy(input: DraftInput, findings: FindingsText, beside: readonly FindingSentence[]): DraftSentence | null {
  const normal: FindingSentence[] = []
  for (const sentence of findings.sentences) {
    const text = findings.text.slice(sentence.start, sentence.end)
    if (sentence.japanese || reserved.test(text)) return null
    const kind = classifyFinding(sentence, sentence.headingUnits)
    if (beside.includes(sentence) || kind === 'technique' || speaksOfExamination(text) || isOrganSize(sentence, findings)) continue
    if (kind === 'normal') normal.push(sentence)
    else if (kind === 'abnormal' || sentence.units.some((unit) => isAffirmed(unit) || unit.kind === 'change' || (unit.kind === 'measure' && unit.unit === 'mm'))) return null
  }
  if (normal.length < leastNormal) return null
  return { text: `${beside.length ? 'Otherwise normal' : 'Normal'} ${studyName(input)}.`, evidence: normal.map(({ start, end }) => ({ start, end })), support: 1, source: 'extractive' }
}

/** "MRI of the right knee", "chest radiograph", "study": what was examined, as a person names it. */
function studyName({ modality = '', region = '' }: DraftInput): string {
  const code = modality.trim().toUpperCase()
  if (code === 'MG') return 'mammogram'
  const film = films[code]
  if (!film) return 'study'
  const bare = region.replace(/\([^()]*\)/g, ' ').replace(new RegExp(`^\\s*(?:${[code, film, 'x-?ray'].join('|')})\\b`, 'i'), ' ').replace(/\bwith(?:out)?\b.*$/i, ' ').trim()
  const side = /\b(left|right)\b/i.exec(bare)?.[1]?.toLowerCase()
  const place = bare.replace(/\b(?:left|right|bilateral|both)\b/gi, ' ').replace(/[\s,;:-]+$/, '').replace(/\s+/g, ' ').replace(/\s+,/g, ',').trim()
  const named = place.replace(besidePlace, ' ').split(/[\s,/]+/).filter(Boolean)
  const units = readSentence(place, { start: 0, end: place.length }).units
  if (!named.length || named.length > 5 || !units.some((unit) => unit.kind === 'anatomy') || units.some((unit) => unit.kind === 'finding') || /[^\p{L}\s,/-]/u.test(place)) return film
  const spoken = place.toLowerCase().replace(/\s*\/\s*/g, ' and ').replace(/\b(chest,?) (abdomen,?) (?=pelvis)/, 'chest, abdomen and ').replace(/\babdomen pelvis\b/, 'abdomen and pelvis')
  // "CT pulmonary angiogram" is a name of its own.
  if (/(?:gram|graphy|scopy|duplex|doppler|scan|series|staging|screening|follow-up)$/.test(spoken)) return /gram$|graphy$/.test(spoken) ? `${film} ${spoken}` : film
  return spoken === 'chest' && film === 'radiograph' ? 'chest radiograph' : `${film} of the ${side ? `${side} ` : ''}${spoken}`
}

const malignant = /cancer|carcin|metasta|oma$/
const searched = new Set(['lesion', 'mass', 'cancer', 'metastasis', 'uptake', 'adenopathy', 'nodule', 'lytic', 'enlargement'])
const named = new Set(['cancer', 'metastasis'])

/** In a normal study that was made for a cancer, known or looked for: that there is none. null for films, where nothing was asked, or where nothing denies it by name or wherever it may be. */
export function noMalignancy({ modality = '', indication = '' }: DraftInput, findings: FindingsText): DraftSentence | null {
  if (!/^(?:CT|MRI?|PT|PET\/?(?:CT|MR)?|NM)$/i.test(modality.trim())) return null
  const asked = readSentence(indication, { start: 0, end: indication.length }).units.filter((unit) => isAffirmed(unit) && unit.weight >= 4 && malignant.test(unit.key))
  // "No focal liver lesion" answers for the liver only.
  const isPlaced = (sentence: FindingSentence) => [...sentence.headingUnits, ...sentence.units].some((unit) => unit.kind === 'anatomy' || unit.kind === 'part' || unit.kind === 'level')
  const denied = findings.sentences.filter((sentence) => sentence.units.some((unit) => unit.kind === 'finding' && unit.negated && !unit.partial && searched.has(unit.key) && (named.has(unit.key) || !isPlaced(sentence))))
  if (!asked.length || !denied.length || asked.some((unit) => /schwannoma|meningioma|adenoma|haematoma|hematoma|fibroma|angioma|lipoma|glaucoma/i.test(unit.key))) return null
  const what = asked.every((unit) => unit.key === 'metastasis') || /\bstaging\b/i.test(indication) ? 'metastasis' : /\b(?:surveillance|follow|after|post|resected|treated|previous|history|known|restaging)/i.test(indication) ? 'recurrence or metastasis' : 'malignancy'
  return { text: `No evidence of ${what}.`, evidence: denied.map(({ start, end }) => ({ start, end })), support: 1, source: 'extractive' }
}
