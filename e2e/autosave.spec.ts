import { expect, test } from './app.ts'
import { reportFile } from './reports.ts'

test('at most 1 s of typing is lost when the app is killed while somebody types without a pause', async ({ installation }) => {
  const app = await installation.start()
  const worklist = await app.shell.ready()
  await worklist.importFiles(reportFile({ findings: 'Start.' }))
  const report = await worklist.open('Journey, Jane')
  const reportId = await report.id()

  await report.write('findings', ' ')
  const typedAt: number[] = []
  const begin = Date.now()
  while (Date.now() - begin < 10_000) {
    await app.page.keyboard.type(`w${typedAt.length} `, { delay: 25 })
    typedAt.push(Date.now())
  }
  const killedAt = Date.now()
  await app.kill()

  const again = await installation.start()
  await again.shell.ready()
  const { findings } = (await again.ask('report.open', { reportId })).report.sections
  const words = findings.match(/w\d+/g) ?? []
  const kept = words.length
  expect(words, 'no word is torn out of the middle').toEqual(typedAt.slice(0, kept).map((_, index) => `w${index}`))
  const lost = kept < typedAt.length ? killedAt - (typedAt[kept] ?? killedAt) : 0
  console.log(`autosave: ${typedAt.length} words typed in 10 s, ${typedAt.length - kept} lost, the oldest of them ${lost} ms old when main was killed`)
  expect(typedAt.length).toBeGreaterThan(40)
  expect(lost).toBeLessThanOrEqual(1000)
})
