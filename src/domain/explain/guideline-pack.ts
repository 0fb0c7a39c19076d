import { z } from 'zod'

const Said = z.object({ en: z.string().min(1), ja: z.string().min(1) })
const Words = z.object({ en: z.array(z.string().min(1)), ja: z.array(z.string().min(1)) })
const Range = z.object({ from: z.number().optional(), below: z.number().optional() })
const Place = z.object({ findings: z.array(z.string()).optional(), sites: z.array(z.string()).min(1), words: z.array(z.string()).optional() })
const Match = z.object({ en: Place, ja: Place })

/** One thing a rule may depend on. A value is known by words, attenuation, age, or by what an exclusion finds; otherwise it is unknown. */
const Attribute = z.object({
  name: z.string().min(1),
  look: z.enum(['sentence', 'report']),
  /** Without it nothing is suggested. */
  required: z.boolean().optional(),
  exclusion: z.enum(['cancer', 'immunosuppression']).optional(),
  /** Hounsfield units count only where one of these is said with them, or of the technique as a whole. */
  huOnlyIf: Words.optional(),
  unknown: Said,
  values: z.array(z.object({ value: z.string(), if: Said, said: Words.optional(), hu: Range.optional(), age: Range.optional() })).min(2),
})

const Guideline = z.object({
  id: z.string().min(1),
  title: Said,
  /** One and several, as an accepted sentence names them. */
  noun: z.object({ en: z.tuple([z.string(), z.string()]), ja: z.string() }),
  /** How an accepted sentence names it. */
  short: z.string().min(5),
  source: z.string().min(10),
  year: z.number().int().min(2000),
  entered: z.iso.date(),
  minAge: z.number(),
  modalities: z.array(z.string()),
  excludes: z.array(z.enum(['cancer', 'immunosuppression'])),
  /** Words anywhere in the report that make the finding a known one. */
  known: z.object({ words: Words, reason: Said }).optional(),
  match: Match,
  /** Words in the sentence that take a lesion out. */
  unless: Words,
  /** All lesions are judged as one, by the largest. */
  together: z.boolean(),
  /** What of several diameters counts; `mean` is rounded to the millimetre. */
  size: z.enum(['mean', 'largest', 'none']),
  mostMm: z.number().optional(),
  /** Why it is silent where the finding is new or larger; it is silent for unchanged and smaller ones too. */
  growth: Said.optional(),
  attributes: z.array(Attribute),
  rules: z.array(z.object({ id: z.string(), when: z.object({ sizeMm: Range.optional(), multiple: z.boolean().optional() }).catchall(z.union([z.string(), Range, z.boolean()])), text: Said })).min(1),
  note: Said,
})
export type Guideline = z.infer<typeof Guideline>
export type Attribute = z.infer<typeof Attribute>

/** The guidelines as facts in our own words: `resources/guidelines/pack.json`. */
export const GuidelinePack = z.object({
  version: z.iso.date(),
  exclusions: z.object({ cancer: z.object({ words: Words, reason: Said }), immunosuppression: z.object({ words: Words, reason: Said }) }),
  guidelines: z.array(Guideline),
  /** Lists of ours, in our words; `source` is a published review where such a list is discussed. */
  differentials: z.array(z.object({ id: z.string(), title: Said, source: z.string().min(10), year: z.number().int().min(2000), entered: z.iso.date(), match: Match, list: Words })),
}).superRefine((pack, context) => {
  for (const { id, attributes, rules } of pack.guidelines) {
    for (const rule of rules) {
      for (const [name, value] of Object.entries(rule.when)) {
        if (name === 'sizeMm' || name === 'multiple') continue
        if (!attributes.find((one) => one.name === name)?.values.some((one) => one.value === value)) context.addIssue(`${id}/${rule.id}: ${name} ${JSON.stringify(value)} is no value of an attribute`)
      }
    }
  }
})
export type GuidelinePack = z.infer<typeof GuidelinePack>
export type ExclusionName = keyof GuidelinePack['exclusions']
