import { expect, type Locator, type Page } from '@playwright/test'

/** What is installed and whether it fits. */
export class ModelsPage {
  readonly page: Page
  readonly heading: Locator
  readonly importButton: Locator

  constructor(page: Page) {
    this.page = page
    this.heading = page.getByRole('heading', { name: 'Models', exact: true })
    this.importButton = page.getByRole('button', { name: /^Import/ }).first()
  }

  /** Imports the file that the open-file dialog is made to answer with, and gives the sentence that refuses it. */
  async importRefused(): Promise<string> {
    await this.importButton.click()
    const message = this.page.getByRole('dialog', { name: 'The file could not be imported' })
    await expect(message).toBeVisible()
    return (await message.innerText()).replace('The file could not be imported', '').trim()
  }
}
