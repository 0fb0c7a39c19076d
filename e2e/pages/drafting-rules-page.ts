import { expect, type Locator, type Page } from '@playwright/test'

/** The table of standing rules, over whatever screen shows. */
export class DraftingRulesPage {
  readonly page: Page
  readonly root: Locator
  readonly rows: Locator
  readonly newRow: Locator
  readonly empty: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.getByTestId('drafting-rules')
    this.rows = this.root.locator('[data-testid=drafting-rule]:not([data-new])')
    this.newRow = this.root.locator('[data-testid=drafting-rule][data-new]')
    this.empty = this.root.getByTestId('rules-empty')
  }

  async open(): Promise<this> {
    await this.page.keyboard.press('Alt+Shift+R')
    await expect(this.root).toBeVisible()
    return this
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape')
    await expect(this.root).toBeHidden()
  }

  field(row: Locator): Locator {
    return row.getByRole('textbox', { name: 'Rule, in plain words' })
  }

  understood(row: Locator): Locator {
    return row.getByTestId('rule-understood')
  }

  /** Types a new rule; `examination` begins the name of an option. */
  async type(text: string, { examination, region }: { examination?: RegExp; region?: string } = {}): Promise<this> {
    if (examination) {
      await this.newRow.getByRole('combobox').click()
      await this.page.getByRole('option', { name: examination }).click()
    }
    if (region !== undefined) await this.newRow.getByRole('textbox', { name: 'Region' }).fill(region)
    await this.field(this.newRow).fill(text)
    return this
  }
}
