/** The share that a wrong sentence gets more than a right one by chance of a draw (Mann and Whitney; ties count half). NaN where one kind is missing. */
export function areaUnderCurve(asked: readonly { share: number; wrong: boolean }[]): number {
  const right = asked.filter(({ wrong }) => !wrong).map(({ share }) => share)
  const wrong = asked.filter((one) => one.wrong).map(({ share }) => share)
  const won = wrong.reduce((sum, share) => sum + right.reduce((own, other) => own + (share > other ? 1 : share === other ? 0.5 : 0), 0), 0)
  return right.length && wrong.length ? won / (right.length * wrong.length) : Number.NaN
}

/** The smallest share above which sentences of at most `most` reports lie; 0 where all may. */
export function leastShare(right: readonly { report: number; share: number }[], most: number): number {
  const highest = new Map<number, number>()
  for (const { report, share } of right) highest.set(report, Math.max(share, highest.get(report) ?? 0))
  return [...highest.values()].toSorted((a, b) => b - a)[most] ?? 0
}
