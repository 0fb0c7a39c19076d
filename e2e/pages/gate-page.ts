import { expect, type Locator, type Page } from '@playwright/test'

/** The Checks part of the Models screen. */
export class GatePage {
  readonly page: Page
  readonly root: Locator
  readonly run: Locator
  readonly standing: Locator
  readonly record: Locator
  readonly records: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.getByTestId('model-gate')
    this.run = page.getByTestId('gate-run')
    this.standing = page.getByTestId('gate-standing')
    this.record = page.getByTestId('gate-record')
    this.records = page.getByRole('grid', { name: 'Records of checks' })
  }

  /** From the Models screen, by its key. */
  async open(): Promise<this> {
    await this.page.keyboard.press('Alt+g')
    await expect(this.root).toBeVisible()
    return this
  }

  async choose(field: 'Drafts by' | 'Reports', value: string): Promise<this> {
    await this.page.getByRole('combobox', { name: field, exact: true }).click()
    await this.page.getByRole('option', { name: value, exact: true }).click()
    return this
  }

  async start(): Promise<this> {
    await this.root.getByRole('button', { name: 'Run the checks' }).click()
    await expect(this.run).toHaveAttribute('data-state', 'running')
    return this
  }

  async goOn(): Promise<this> {
    await this.run.getByRole('button', { name: 'Go on' }).click()
    return this
  }

  async ended(timeout: number): Promise<this> {
    await expect(this.run).toBeHidden({ timeout })
    await expect(this.record).toBeVisible()
    return this
  }
}
