import type { Page } from '@playwright/test'

/** Presses `keys` times x in the focused editor; milliseconds from each key to the frame that shows it, shortest first. */
export async function keyToPaint(page: Page, keys: number): Promise<number[]> {
  await page.evaluate(() => {
    const delays: number[] = []
    Object.assign(window, { delays })
    addEventListener(
      'keydown',
      (event) => {
        const pressed = event.timeStamp
        // The frame after the key's handlers has been drawn when the task that follows it runs.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => delays.push(performance.now() - pressed))
          port1.start()
          port2.postMessage(null)
        })
      },
      true,
    )
  })
  for (let index = 0; index < keys; index++) {
    await page.keyboard.press('x')
    await page.waitForTimeout(40)
  }
  return page.evaluate(() => (window as unknown as { delays: number[] }).delays.toSorted((a, b) => a - b))
}

/** The value below which this share of the delays lies. */
export const quantile = (delays: readonly number[], share: number): number => Math.round(delays[Math.floor((delays.length - 1) * share)] ?? Number.POSITIVE_INFINITY)
