import { existsSync, readFileSync, readdirSync } from 'node:fs'
import type { Inference } from '../../../../src/domain/draft/names/inference.ts'
import type { Language } from '../../../../src/domain/report/report.ts'

/** An abnormal finding: how it is said in findings and in a conclusion. Texts are templates (template.ts). */
export type Finding = {
  id: string
  modality: string[]
  region: string
  /** What neighbours in a report must not be about as well; also the heading it stands under. */
  organ: string
  /** 5 life-threatening, cancer or the answer; 4 needs action; 3 belongs in the conclusion; 2 may; 1 trivial. */
  weight: number
  findings: string[]
  /** Each carried by the findings, or by them and the vetted inferences. */
  conclusions: string[]
  /** A conclusion names what the findings only describe. */
  inference?: boolean
  /** The follow-up that practice expects: never part of a phrase, since no finding carries it. */
  followUp?: string[]
  /** Findings (ids) that often come with it. */
  with?: string[]
  /** Regular expressions that a conclusion about it must not match. */
  mustNot?: string[]
}

/** A finding told by its parts; frames.ts says it in many ways. Counts as one finding. */
export type CoreFinding = Omit<Finding, 'findings' | 'conclusions'> & {
  /** "spiculated nodule"; a leading "plural " means no article. */
  core: string
  /** "in the {lobe|right upper lobe|left upper lobe}" */
  place: string
  /** Range of millimetres, "8-24"; none for what is not measured. */
  size?: string
  /** What is seen but not told again. */
  seen?: string[]
  /** What belongs to it in the conclusion as well, "with pleural retraction". */
  told?: string[]
  /** Whether it is compared with a prior. */
  change?: boolean
}

export type Normal = {
  id: string
  modality: string[]
  region: string
  organ: string
  findings: string[]
  /** The shortest way to say it in a conclusion, when it answers the question. */
  summary: string
}

/** How a normal examination of this region and modality is summed up. */
type NormalExam = { id: string; modality: string[]; region: string; conclusions: string[] }

/** Why a study was asked for. `asks`: regular expression over findings and normal statements that answer it. */
export type Indication = { id: string; modality: string[]; region: string[]; texts: string[]; asks?: string }

export type Bank = {
  language: Language
  findings: (Finding | CoreFinding)[]
  normals: Normal[]
  exams: NormalExam[]
  indications: Indication[]
  inferences: Inference[]
}

const folder = new URL('../banks/', import.meta.url)

/** The lines of a JSONL file. Throws SyntaxError with file and line. */
export function readLines<T>(url: URL): T[] {
  if (!existsSync(url)) return []
  return readFileSync(url, 'utf8').split('\n').flatMap((line, i) => {
    if (!line.trim()) return []
    try {
      return [JSON.parse(line) as T]
    } catch (cause) {
      throw new SyntaxError(`${url.pathname.split('/').pop()} line ${i + 1} is not JSON`, { cause })
    }
  })
}

/**
 * All banks of a language. Files are told apart by name: `indications.jsonl`, `normal-exams.jsonl`, `*-normal.jsonl`, and all
 * others hold abnormal findings. The inferences of all languages stand in one file.
 */
export function loadBank(language: Language): Bank {
  const own = new URL(`${language}/`, folder)
  const names = existsSync(own) ? readdirSync(own).filter((name) => name.endsWith('.jsonl')).toSorted() : []
  const lines = <T>(pick: (name: string) => boolean): T[] => names.filter(pick).flatMap((name) => readLines<T>(new URL(name, own)))
  const isNormal = (name: string) => name.endsWith('-normal.jsonl')
  const apart = new Set(['indications.jsonl', 'normal-exams.jsonl'])
  return {
    language,
    findings: lines((name) => !isNormal(name) && !apart.has(name)),
    normals: lines(isNormal),
    exams: lines((name) => name === 'normal-exams.jsonl'),
    indications: lines((name) => name === 'indications.jsonl'),
    inferences: readLines<Inference>(new URL('../../../drafting/inferences.jsonl', folder)).filter((one) => one.language === language),
  }
}

/**
 * About a tenth of all statements, by id, is never trained on and makes up the composed test set: of the later statements
 * (ids with d, n over 250, j) a fifth, since the first rule catches only a twentieth. Statements once trained on stay so.
 */
export function isHeldOut(id: string): boolean {
  let hash = 2166136261
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 16777619) >>> 0
  if ((hash ^ (hash >>> 13)) % 10 === 3) return true
  return /^(?:d|j|n(?:2[5-9]|[3-9]\d)\d?$)/.test(id) && Number(id.replace(/\D/g, '')) % 5 === 2
}
