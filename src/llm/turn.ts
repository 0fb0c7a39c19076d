/** Lets whoever is interactive go first: `free` settles when nobody holds a turn. */
export type Turn = ReturnType<typeof createTurn>

export function createTurn() {
  let holders = 0
  let waiting: (() => void)[] = []
  return {
    isTaken: () => holders > 0,
    /** Returns what gives the turn back. */
    take(): () => void {
      holders++
      return () => {
        if (--holders > 0) return
        for (const go of waiting) go()
        waiting = []
      }
    },
    async free(): Promise<void> {
      if (holders > 0) await new Promise<void>((go) => waiting.push(go))
    },
  }
}
