import { expect, test } from './app.ts'

test('a main process that is slow to answer is waited for in words, and one that does not answer is told in a plain sentence', async ({ app }) => {
  const { page, electronApp } = app
  const worklist = await app.shell.ready()
  await worklist.addSamples()

  await electronApp.evaluate(({ ipcMain }) => {
    // Kept, so that nothing collects the promises: Electron answers those with an error.
    const waiting: unknown[] = []
    Object.assign(globalThis, { waiting })
    ipcMain.removeHandler('call')
    ipcMain.handle('call', () => {
      const never = new Promise((resolve) => waiting.push(resolve))
      waiting.push(never)
      return never
    })
  })
  await worklist.row('Archetype').first().dblclick()
  await expect(page.getByText('Opening the report…')).toBeVisible()
  await page.keyboard.press('Alt+1')

  await electronApp.evaluate(({ ipcMain }) => {
    ipcMain.removeHandler('call')
    ipcMain.handle('call', () => {
      throw new Error('gone')
    })
  })
  await worklist.row('Standin, Raymond').first().dblclick()
  await expect(page.getByRole('heading', { name: 'This report could not be opened' })).toBeVisible()
  await expect(page.getByText('RadDraft did not answer.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expect(page.getByText(/remote method/)).toHaveCount(0)
})
