import { expect, test } from './app.ts'
import { reportFile } from './reports.ts'

test('at most 1 s of typing is lost when the app is killed while somebody types without a pause', async ({ installation }) => {
  const app = await installation.start()
  const worklist = await app.shell.ready()
  await worklist.importFiles(reportFile({ findings: 'Start.' }))
  const report = await worklist.open('Journey, Jane')
  const reportId = await report.id()

  await report.write('findings', ' ')
  const keys: string[] = []
  const typedAt: number[] = []
  const begin = Date.now()
  for (let word = 0; Date.now() - begin < 10_000; word++) {
    for (const key of `w${word} `) {
      await app.page.keyboard.type(key)
      typedAt.push(Date.now())
      keys.push(key)
    }
    await app.page.waitForTimeout(20)
  }
  const killedAt = Date.now()
  await app.kill()

  const again = await installation.start()
  await again.shell.ready()
  const { findings } = (await again.ask('report.open', { reportId })).report.sections
  const typed = `Start. ${keys.join('')}`
  expect(typed.startsWith(findings), `stored: …${findings.slice(-40)}`).toBe(true)
  const lostKeys = typed.length - findings.length
  const lost = lostKeys === 0 ? 0 : killedAt - (typedAt.at(-lostKeys) ?? 0)
  console.log(`autosave: ${keys.length} keys in 10 s without a pause, the last ${lostKeys} lost, the oldest of them ${lost} ms before main was killed`)
  expect(keys.length).toBeGreaterThan(100)
  expect(lost).toBeLessThanOrEqual(1000)
})
