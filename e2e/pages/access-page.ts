import { expect, type Locator, type Page } from '@playwright/test'

/** What stands in place of the app when the database cannot be opened. */
export class AccessPage {
  readonly page: Page
  readonly title: Locator
  readonly retryButton: Locator
  readonly passphrase: Locator

  constructor(page: Page) {
    this.page = page
    this.title = page.getByRole('heading', { level: 1 })
    this.retryButton = page.getByRole('button', { name: 'Try again' })
    this.passphrase = page.getByLabel('Passphrase', { exact: true })
  }

  /** Title, message and remedy as a person reads them. */
  async explanation(): Promise<string> {
    await expect(this.title).toBeVisible({ timeout: 20_000 })
    return this.page.locator('body').innerText()
  }

  async unlock(passphrase: string): Promise<void> {
    await this.passphrase.fill(passphrase)
    await this.page.keyboard.press('Enter')
  }
}
