import type { FindingsText } from '../reading/align.ts'
import type { DraftInput, DraftSentence } from '../draft.ts'
import { weighTold } from '../names/signs.ts'

/** What Japanese readers write under a normal study (`plain`: without any remark), and what each needs: a sentence of the findings for every group. */
const summaries: readonly { text: string; plain: string; study: RegExp; region: RegExp; groups: readonly RegExp[] }[] = [
  { text: '胸部に活動性病変を認めない。', plain: '胸部に異常所見を認めない。', study: /^(?:XR|CR|DX|XP|RF)$/i, region: /胸|chest/iu, groups: [/浸潤影|異常影|活動性|肺野/u, /結節|腫瘤|異常影|活動性/u, /胸水|CP|肋骨?横隔膜角|縦隔|心拡大|心陰影|心胸郭比/iu] },
  { text: '頭蓋内に明らかな異常所見を認めない。', plain: '頭蓋内に異常所見を認めない。', study: /^(?:CT|MRI?)$/i, region: /頭|脳|head|brain/iu, groups: [/出血|血腫/u, /梗塞|虚血|異常信号|異常吸収|低吸収/u, /腫瘤|占拠性|占居性|脳室|正中/u] },
]

const reassures = /な[しくい]|無[しくい]|[めれさきせ]ず|ません|[（(][-−ー－][)）]|陰性|正常|年齢相応|保たれ|鋭|sharp|clear|清明|範囲内|\d ?[%％]/iu
/** Findings heavier than this are told, and nothing sums up over them. */
const remark = 1.2

/** The summary of a normal Japanese study with the sentences that carry every part of it; null when one is not carried or the study is another. */
export function japaneseSummary({ modality = '', region = '' }: Pick<DraftInput, 'modality' | 'region'>, findings: FindingsText): DraftSentence | null {
  const summary = summaries.find((one) => one.study.test(modality.trim()) && one.region.test(region))
  if (!summary || findings.sentences.some((sentence) => weighTold(sentence, findings) > remark)) return null
  const calm = findings.sentences.filter((sentence) => reassures.test(findings.text.slice(sentence.start, sentence.end)))
  const carrying = summary.groups.map((group) => calm.find((sentence) => group.test(findings.text.slice(sentence.start, sentence.end))))
  if (carrying.some((sentence) => !sentence)) return null
  const evidence = [...new Set(carrying.map((sentence) => sentence!))].toSorted((a, b) => a.start - b.start).map(({ start, end }) => ({ start, end }))
  const remarks = findings.sentences.some((sentence) => weighTold(sentence, findings) > 0)
  return { text: remarks ? summary.text : summary.plain, evidence, support: 1, source: 'extractive' }
}

/** Sentences that a study of nothing but normal findings has at least. */
const fewest = 3

/** Where every sentence of the findings says that something is normal or absent: that the whole is, resting on all of them; otherwise null. */
export function japaneseAllNormal(findings: FindingsText): DraftSentence | null {
  const { sentences, text } = findings
  if (sentences.length < fewest || !sentences.every((one) => one.japanese && weighTold(one, findings) === 0 && (reassures.test(text.slice(one.start, one.end)) || /開存|正中/u.test(text.slice(one.start, one.end))))) return null
  return { text: '検査範囲に明らかな異常所見を認めない。', evidence: sentences.map(({ start, end }) => ({ start, end })), support: 1, source: 'extractive' }
}
