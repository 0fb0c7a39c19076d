import { z } from 'zod'

/** What a person's plain words ask of a draft, as far as it is understood without a model. */
export const PlainWish = z.discriminatedUnion('about', [
  /** What stands first: the sentence that answers the indication, or the findings. */
  z.object({ about: z.literal('order'), first: z.enum(['answer', 'findings']) }),
  z.object({ about: z.literal('form'), form: z.enum(['lines', 'list', 'prose']) }),
  z.object({ about: z.literal('length'), length: z.enum(['shorter', 'longer']) }),
  z.object({ about: z.literal('most'), sentences: z.int().min(1) }),
  /** A finding or organ in the person's own words. */
  z.object({ about: z.literal('leave-out'), what: z.string() }),
  z.object({ about: z.literal('mention'), what: z.string() }),
])
export type PlainWish = z.infer<typeof PlainWish>

/** `free`: stretches that only a model that writes whole conclusions can follow, word for word. */
export type PlainReading = { wishes: PlainWish[]; free: string[] }
