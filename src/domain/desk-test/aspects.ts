/** What is rated from 1 to 5 for each text; of `harm` 1 is none and 5 severe, of the others 5 is best. */
export const aspects = ['completeness', 'correctness', 'conciseness', 'fluency', 'harm'] as const
export type Aspect = (typeof aspects)[number]
/** The aspects of which more is better: their mean stands beside the published overall rating. */
export const qualities = ['completeness', 'correctness', 'conciseness', 'fluency'] as const satisfies readonly Aspect[]

/** Published by Voinea 2024 (Bioengineering 11, 1043): 13 radiologists preferred the model's conclusion in 21.8 % and rated it 3.65 of 5. */
export const published = { prefersDraft: 0.218, rating: 3.65 } as const
