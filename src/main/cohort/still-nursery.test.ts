import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

/** Bytes of the nursery of a fresh process: at first, after a run's garbage under the function, after a run that failed, and after the same garbage without it. */
function nurseries(): [first: number, still: number, failed: number, free: number] {
  const script = `
    import { getHeapSpaceStatistics } from 'node:v8'
    import { withStillNursery } from ${JSON.stringify(new URL('still-nursery.ts', import.meta.url).href)}
    const nursery = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size
    async function makeGarbage() {
      let kept = []
      for (let n = 0; n < 2_000_000; n++) {
        kept.push({ number: n, text: 'report ' + n })
        if (kept.length > 20_000) kept = []
      }
    }
    const sizes = [nursery()]
    await withStillNursery(makeGarbage)
    sizes.push(nursery())
    await withStillNursery(() => Promise.reject(new Error('stopped'))).catch(() => {})
    sizes.push(nursery())
    await makeGarbage()
    sizes.push(nursery())
    console.log(JSON.stringify(sizes))`
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })) as [number, number, number, number]
}

describe('the nursery of main’s heap', () => {
  it('stays as it is while a run works, and grows as ever after one that failed: it took 65 MB of an archive run', () => {
    // Other processes can only add a step: of three fresh ones one shows the function, and none would without it.
    const tries = Array.from({ length: 3 }, nurseries)
    const [first, still, failed, free] = tries.toSorted((a, b) => a[1] + a[2] - b[1] - b[2])[0]!
    // A nursery has two halves, and a fresh process has touched one.
    expect(still).toBeLessThanOrEqual(2 * first)
    expect(failed).toBeLessThanOrEqual(2 * first)
    expect(free).toBeGreaterThanOrEqual(8 * first)
  })
})
