import { expect, type Locator, type Page } from '@playwright/test'

/** All actions with their keys. */
export class Palette {
  readonly dialog: Locator
  readonly actions: Locator
  readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: 'Commands' })
    this.actions = this.dialog.getByRole('option')
  }

  async run(words: string): Promise<void> {
    await this.page.keyboard.insertText(words)
    await expect(this.actions.first()).toContainText(words)
    await this.page.keyboard.press('Enter')
    await expect(this.dialog).toBeHidden()
  }
}
