import { expect, type Locator, type Page } from '@playwright/test'

/** What is installed and whether it fits. */
export class ModelsPage {
  readonly page: Page
  readonly heading: Locator
  readonly importButton: Locator
  /** All that is known of the chosen model. */
  details: Locator

  constructor(page: Page) {
    this.page = page
    this.heading = page.getByRole('heading', { name: 'Models', exact: true })
    this.importButton = page.getByRole('button', { name: /^Import/ }).first()
    this.details = page.getByRole('region').first()
  }

  /** Imports the file that the open-file dialog is made to answer with, and gives the sentence that refuses it. */
  async importRefused(): Promise<string> {
    await this.importButton.click()
    const message = this.page.getByRole('dialog', { name: 'The file could not be imported' })
    await expect(message).toBeVisible()
    return (await message.innerText()).replace('The file could not be imported', '').trim()
  }

  row(name: string): Locator {
    return this.page.getByRole('grid', { name: 'Language models' }).getByRole('row').filter({ hasText: name })
  }

  async choose(name: string): Promise<this> {
    await this.row(name).click()
    this.details = this.page.getByRole('region', { name, exact: true })
    await expect(this.details).toBeVisible()
    return this
  }

  /** Name of the model that drafts are written with, as its row says; null where none is. */
  async active(): Promise<string | null> {
    const row = this.page.getByRole('grid', { name: 'Language models' }).getByRole('row').filter({ has: this.page.getByText('Active', { exact: true }) })
    return (await row.count()) === 0 ? null : ((await row.locator('.font-medium').first().getAttribute('title')) ?? '')
  }

  /** Imports the adapter that the open-file dialog is made to answer with. */
  async importAdapter(): Promise<void> {
    await this.details.getByRole('button', { name: 'Import an adapter' }).click()
    await expect(this.page.getByRole('dialog', { name: 'Adapter added, to be checked' })).toBeVisible()
  }

  /** The same, and gives the sentence that refuses it. */
  async importAdapterRefused(): Promise<string> {
    await this.details.getByRole('button', { name: 'Import an adapter' }).click()
    const message = this.page.getByRole('dialog', { name: 'The adapter cannot be used' })
    await expect(message).toBeVisible()
    const sentence = (await message.innerText()).replace('The adapter cannot be used', '').trim()
    await message.locator('button').last().click()
    await expect(message).toBeHidden()
    return sentence
  }

  async removeAdapter(): Promise<void> {
    await this.details.getByRole('button', { name: 'Take the adapter off' }).click()
    await expect(this.page.getByRole('dialog', { name: 'Adapter taken off, to be checked' })).toBeVisible()
  }
}
