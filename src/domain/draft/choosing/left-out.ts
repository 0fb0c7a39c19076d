import type { LeftOut } from '../draft.ts'
import { isAffirmed } from '../reading/abnormal.ts'
import { repeatsAbove } from '../reading/back-reference.ts'
import { carries, type FindingSentence, type FindingsText } from '../reading/align.ts'
import { speaksOfExamination } from '../reading/examination.ts'
import { weighFinding } from './importance.ts'
import { weighTold } from '../names/signs.ts'
import { sizedThing } from '../reading/sized-thing.ts'
import type { TextRange } from '../../report/range.ts'
import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import type { Reading } from '../../text/read-sentence.ts'

/** Findings lighter than this are not asked about: simple cysts, degenerative change, atheroma. */
export const leastLeftOutWeight = 1.6

/**
 * Abnormal finding sentences that no conclusion sentence covers, heaviest first. A sentence is covered when its heaviest
 * finding, or one that means the same, is affirmed in a conclusion sentence that does not place it elsewhere. `lenient` also
 * counts a heavy name at the same place as telling it: people name what findings describe.
 */
export function findLeftOut(findings: FindingsText, conclusion: readonly Reading[], least = leastLeftOutWeight, lenient = false): LeftOut[] {
  return listed(findings, weighFinding, least, (sentence) => covered(sentence, findings, conclusion, lenient))
}

/**
 * Every finding sentence, however light, that a draft neither tells nor rests on, heaviest first: what is not told must be listed.
 * `told`: the evidence of its sentences. One that no evidence holds counts as told only where one sentence says all of it.
 */
export function findUntold(findings: FindingsText, conclusion: readonly Reading[], told: readonly TextRange[]): LeftOut[] {
  const isTold = ({ start, end }: FindingSentence) => told.some((range) => range.start < end && start < range.end)
  const isSaid = (sentence: FindingSentence, kinds: readonly string[]) => {
    const units = [...sentence.units, ...sentence.headingUnits.filter((unit) => unit.kind === 'side' || unit.kind === 'level')].filter((unit) => kinds.includes(unit.kind) && !unit.negated && unit.unit !== 'reference')
    return conclusion.some((one) => units.every((unit) => one.units.some((other) => carries(other, unit) || (unit.kind === 'word' && other.key === unit.key))))
  }
  const isDetailOfTold = (sentence: FindingSentence) => isDetail(sentence, findings) && !sentence.units.some((unit) => isAffirmed(unit) && unit.weight >= 3 && !conclusion.some((one) => one.units.some((other) => carries(other, unit)))) &&
    [1, 2, 3, 4].some((back) => findings.sentences[sentence.index - back] && isTold(findings.sentences[sentence.index - back]!))
  return listed(findings, (sentence) => weighTold(sentence, findings), 0.01, (sentence) => isTold(sentence) || repeatsAbove(sentence, findings) || isDetailOfTold(sentence) || isSaid(sentence, sentence.units.some(isAffirmed) && !sizedThing(sentence, findings) ? placedFinding : [...placedFinding, 'word']))
}

/** What a finding says: its name, its place, its size. */
const placedFinding = ['finding', 'anatomy', 'part', 'side', 'level', 'measure']

function listed(findings: FindingsText, weigh: (sentence: FindingSentence) => number, least: number, isCovered: (sentence: FindingSentence) => boolean): LeftOut[] {
  return findings.sentences
    .map((sentence) => ({ sentence, weight: weigh(sentence) }))
    .filter(({ sentence, weight }) => weight >= least && !speaksOfExamination(findings.text.slice(sentence.start, sentence.end)) && !isCovered(sentence))
    .toSorted((a, b) => b.weight - a.weight || a.sentence.start - b.sentence.start)
    .slice(0, 200)
    .map(({ sentence }) => ({ start: sentence.start, end: sentence.end, text: findings.text.slice(sentence.start, sentence.end) }))
}

/** All sentences of findings that the rules cannot read, in the order of the text; headings are none. */
export const everySentence = (findings: FindingsText): LeftOut[] => findings.sentences.map(({ start, end }) => ({ start, end, text: findings.text.slice(start, end) }))

function covered(finding: FindingSentence, findings: FindingsText, conclusion: readonly Reading[], lenient: boolean): boolean {
  return coveredItself(finding, conclusion, lenient) || (isDetail(finding, findings) && coveredNeighbour(finding, findings, conclusion))
}

function coveredItself(finding: FindingSentence, conclusion: readonly Reading[], lenient: boolean): boolean {
  const affirmed = finding.units.filter(isAffirmed)
  const heaviest = Math.max(0, ...affirmed.map((unit) => unit.weight))
  const main = affirmed.filter((unit) => unit.weight >= Math.min(heaviest, 3) && unit.key !== 'abnormality')
  const wanted = main.length ? main : affirmed
  for (const sentence of conclusion) {
    const told = sentence.units.filter((unit) => unit.kind === 'finding' && !unit.negated)
    const named = wanted.filter((unit) => told.some((one) => relatedFindings(one.key, unit.key)))
    if (named.length && !elsewhere(finding, sentence)) return true
    // Told by what it means ("haemangioma" for an enhancing lesion): the same place and size, or most of its units.
    const units = finding.units.filter((unit) => ['anatomy', 'part', 'side', 'level', 'measure', 'word', 'finding'].includes(unit.kind) && !unit.negated)
    const shared = units.filter((unit) => sentence.units.some((one) => carries(one, unit) || carries(unit, one)))
    const placed = shared.some((unit) => ['anatomy', 'part', 'level'].includes(unit.kind))
    const sized = shared.some((unit) => unit.kind === 'measure' && unit.unit !== 'reference')
    if (sized && told.length && !elsewhere(finding, sentence)) return true
    if (lenient && placed && told.some((unit) => unit.weight >= 3) && !elsewhere(finding, sentence)) return true
    if (placed && told.length && !elsewhere(finding, sentence) && shared.length >= Math.max(2, units.length * 0.5)) return true
    // Details of a neighbour that is covered ("It measures 3 cm and enhances").
    if (!affirmed.length && shared.length >= 1) return true
  }
  return false
}

/** A sentence about the finding before it: "It measures …", "The lesion shows …", "This extends …". */
export function isDetail(finding: FindingSentence, findings: FindingsText): boolean {
  const text = findings.text.slice(finding.start, Math.min(finding.end, finding.start + 60))
  return finding.index > 0 && (drawsConclusion(finding, text) || /^(?:[^.;]{0,50}\b(?:its (?:base|wall|margin|tip|neck|centre|center|lumen|dome|apex|surface|edge|upper|lower|medial|lateral|anterior|posterior)|(?:these|this|it) (?:is|are|has|have|was|were))\b|it|its|this|these|they|margins (?:are|is)|both (?:lesions|nodules)|their (?:number|size|extent|appearance)|(?:these |the )?(?:findings|appearances|features) (?:are|is|suggest|favou?r|represent|may|in keeping|most)|the (?:lesion|mass|nodule|collection|largest|smaller|larger|latter|tear|fracture|aneurysm|cyst|haematoma|hematoma|tumou?r|thrombus)|largest|associated|there is (?:also )?(?:an )?associated|resulting|no associated|一方、同部|同部|同病変|この病変|この腫瘤|この結節|その内部|本病変|本腫瘤|病変は|病変の|病変内|腫瘤は|腫瘤内|結節は|内部|最大径|最大厚|前後径|横径|長径は|短径は|厚さは|厚みは|サイズは|これら|辺縁(?!域)|境界(?!域)|造影効果|造影早期|遅延相|前回と比べて|前回に比べて|数と大きさ|大きさは|範囲は|長さは|推定(?:血腫)?量|(?:血腫|腫瘍|容積|体積)量?は約?\d|ADCは?|[^。、]{1,10}では同部|高信号は|低信号は|断裂の|その大きさ)/i.test(text))
}

/** "半年前は12mm", "前日より増加", "6か月前と比較し変化なし": the course of what stands before. */
export const comparesTime = /^(?:前回|前日|昨日|以前|前年|昨年|前医|過去(?!CT|画像|検査)|半年前|(?:約)?[\d１-９]+ ?(?:年|か月|ヶ月|カ月|ヵ月|週間?|日)(?:半)?前)(?!.{0,12}検診|\S{0,8}なし。?$|\S{0,6}指摘(?:され|の))/u

/** "PI-RADS 4。": the category of what stands before, in a Japanese sentence of its own. */
export const statesCategory = /^(?:(?:(?:PI|BI|TI|LI|CAD|Lung|O)-?RADS|Deauville|Bosniak|Fazekas|Garden|Goutallier|Hinchey|ASPECTS)[^。.]{0,16}(?:。|$)|カテゴリー?)/iu

/** "Grade Iの損傷と考えられる。", "スピキュラを伴う。": says what the finding before is or has, and names no place. */
function drawsConclusion(finding: FindingSentence, text: string): boolean {
  // "PI-RADS 4。" has no Japanese word.
  if (!finding.japanese && !statesCategory.test(text)) return false
  const places = (kinds: readonly string[]) => finding.units.some((unit) => kinds.includes(unit.kind) && !unit.group.startsWith('category'))
  if (comparesTime.test(text) || statesCategory.test(text)) return !places(['side', 'level'])
  // "FLAIRでは淡い高信号。": how it looks on another sequence.
  if (/^(?:FLAIR|T[12]\*?(?:強調像|WI)?|DWI|ADC|STIR|SWI|造影後|Gd造影|脂肪抑制)[^。、]{0,8}(?:では|でも|で|にて|は|も)/iu.test(text)) return !places(['side', 'level', 'part', 'anatomy', 'measure', 'count'])
  if (/^[^。]{0,30}を?伴(?:う|い|います|っている)/u.test(text)) return !places(['side', 'part', 'level'])
  // The bone inside the word for a bone bruise is no place of its own.
  const bare = finding.units.filter((unit) => unit.kind === 'anatomy' && !finding.units.some((one) => one.kind === 'finding' && one.start <= unit.start && unit.end <= one.end))
  if (bare.length || places(['side', 'part', 'level'])) return false
  return /(?:と|を)(?:考え|疑|診断|判断|思われ)[^、。]{0,8}。?$/u.test(text)
}

/** Looks back over at most four details to the sentence they belong to. */
function coveredNeighbour(finding: FindingSentence, findings: FindingsText, conclusion: readonly Reading[]): boolean {
  for (let back = 1; back <= 4; back++) {
    const before = findings.sentences[finding.index - back]
    if (!before || before.heading?.start !== finding.heading?.start) return false
    if (!isDetail(before, findings)) return coveredItself(before, conclusion, false)
  }
  return false
}

/** The conclusion names only other sides, levels or parts than the finding. */
function elsewhere(finding: FindingSentence, sentence: Reading): boolean {
  for (const kind of ['side', 'level', 'part'] as const) {
    const here = [...finding.units, ...finding.headingUnits].filter((unit) => unit.kind === kind)
    const there = sentence.units.filter((unit) => unit.kind === kind)
    if (!here.length || !there.length) continue
    const comparable = kind === 'side' ? there : there.filter((unit) => here.some((one) => one.group === unit.group))
    if (!comparable.length) continue
    if (!comparable.some((unit) => here.some((one) => carries(one, unit) || carries(unit, one) || one.key === 'bilateral' || unit.key === 'bilateral'))) return true
  }
  return false
}
