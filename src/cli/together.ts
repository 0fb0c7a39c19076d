/** Nothing more came for this long: what waits is worked on, milliseconds. */
const gatherMs = 20

/**
 * Gathers what is asked one by one into work on up to `size` at once, one after the other; each asker gets its own answer. `work` answers in
 * the order of what it is given; where it throws, each is worked on alone, so that one bad one harms no other.
 */
export function createTogether<Job, Answer>(size: number, work: (jobs: readonly Job[]) => Promise<readonly Answer[]>): (job: Job) => Promise<Answer> {
  type Waiting = { job: Job; resolve: (answer: Answer) => void; reject: (error: unknown) => void }
  let waiting: Waiting[] = []
  let timer: NodeJS.Timeout | null = null
  let busy: Promise<void> = Promise.resolve()

  const start = () => {
    if (timer) clearTimeout(timer)
    timer = null
    const batch = waiting
    waiting = []
    busy = busy.then(() => answer(batch))
  }
  async function answer(batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await work(batch.map(({ job }) => job))
      for (const [i, { resolve }] of batch.entries()) resolve(answers[i]!)
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error)
      else for (const one of batch) await answer([one])
    }
  }
  return (job) =>
    new Promise((resolve, reject) => {
      waiting.push({ job, resolve, reject })
      if (timer) clearTimeout(timer)
      if (waiting.length >= size) start()
      else timer = setTimeout(start, gatherMs)
    })
}
