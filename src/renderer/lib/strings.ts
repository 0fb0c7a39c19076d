import { access } from './strings/access.ts'
import { cohort } from './strings/cohort.ts'
import { draftingRules } from './strings/drafting-rules.ts'
import { evaluation } from './strings/evaluation.ts'
import { explain } from './strings/explain.ts'
import { mineFirst } from './strings/mine-first.ts'
import { gate } from './strings/gate.ts'
import { models } from './strings/models.ts'
import { training } from './strings/training.ts'
import { patient } from './strings/patient.ts'
import { report } from './strings/report.ts'
import { secondReader } from './strings/second-reader.ts'
import { shell } from './strings/shell.ts'
import { teaching } from './strings/teaching.ts'
import { words } from './strings/words.ts'
import { worklist } from './strings/worklist.ts'

/** Every word the app shows, in English. Another language is one more object of this type. */
export const english = { words, shell, worklist, report, patient, cohort, evaluation, mineFirst, teaching, gate, models, training, access, explain, draftingRules, secondReader }

export type Strings = typeof english

export const strings: Strings = english
