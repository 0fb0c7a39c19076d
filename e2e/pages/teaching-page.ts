import { expect, type Locator, type Page } from '@playwright/test'

/** Own, draft and signed side by side, and counts over time. */
export class TeachingPage {
  readonly page: Page
  readonly root: Locator
  readonly rows: Locator
  readonly own: Locator
  readonly draft: Locator
  readonly signed: Locator
  readonly charts: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.getByTestId('teaching')
    this.rows = page.getByRole('grid', { name: 'Cases' }).getByRole('row').filter({ has: page.getByRole('gridcell') })
    this.own = page.getByTestId('teaching-own')
    this.draft = page.getByTestId('teaching-draft')
    this.signed = page.getByTestId('teaching-signed')
    this.charts = page.getByTestId('month-chart')
  }

  /** Goes there by its key. */
  async go(): Promise<this> {
    // A dialog that is just closing still takes the keys.
    await expect(this.page.locator('[data-modal]')).toHaveCount(0)
    await this.page.keyboard.press('Alt+9')
    return this
  }

  async loaded(): Promise<this> {
    await expect(this.root).toBeVisible()
    return this
  }

  async choose(words: string): Promise<this> {
    await this.rows.filter({ hasText: words }).first().click()
    await expect(this.own).toBeVisible()
    return this
  }
}
