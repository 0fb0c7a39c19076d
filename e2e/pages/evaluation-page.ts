import { expect, type Locator, type Page } from '@playwright/test'
import type { EvaluationRun } from '../../src/domain/evaluation/evaluation.ts'

/** Runs that draft and measure, desk tests, and upgrades tried silently. */
export class EvaluationPage {
  readonly page: Page
  readonly heading: Locator
  readonly details: Locator
  readonly testDetails: Locator
  readonly reading: Locator
  readonly results: Locator

  constructor(page: Page) {
    this.page = page
    this.heading = page.getByRole('heading', { name: 'Evaluation', exact: true })
    this.details = page.getByTestId('evaluation-details')
    this.testDetails = page.getByTestId('desk-test-details')
    this.reading = page.getByTestId('reading')
    this.results = page.getByTestId('desk-test-results')
  }

  async loaded(): Promise<this> {
    await expect(this.heading).toBeVisible()
    return this
  }

  /** Starts a run with rules over a file that main's dialog was made to answer with, or over signed reports. */
  async start(name: string, source: 'File…' | 'Signed reports' = 'File…'): Promise<this> {
    await this.page.keyboard.press('Control+n')
    const dialog = this.page.getByRole('dialog', { name: 'New run' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
    await dialog.getByRole('combobox', { name: 'Engine' }).click()
    await this.page.getByRole('option', { name: 'Rules, without a model' }).click()
    await dialog.getByRole('radio', { name: source, exact: true }).check()
    await dialog.getByRole('button', { name: /^(Start|Choose and start)$/ }).click()
    await expect(dialog).toBeHidden({ timeout: 15_000 })
    await expect(this.details.getByRole('heading', { name })).toBeVisible()
    return this
  }

  async becomes(state: EvaluationRun['state'], timeout = 60_000): Promise<this> {
    await expect(this.details).toHaveAttribute('data-state', state, { timeout })
    return this
  }

  async makeTest(name: string, readers: string[]): Promise<this> {
    await this.page.keyboard.press('Alt+t')
    const dialog = this.page.getByRole('dialog', { name: 'New desk test' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
    await dialog.getByRole('textbox', { name: 'Readers' }).fill(readers.join('\n'))
    await dialog.getByRole('button', { name: 'Create' }).click()
    await expect(dialog).toBeHidden()
    await expect(this.testDetails.getByRole('heading', { name })).toBeVisible()
    return this
  }

  async readAs(name: string): Promise<this> {
    await this.testDetails.getByRole('button', { name: `Read as ${name}` }).click()
    await expect(this.reading).toBeVisible()
    return this
  }

  /** Rates the case on the screen by its twelve digits and goes on. */
  async rate(digits: string): Promise<this> {
    const rated = Number(await this.reading.getAttribute('data-rated'))
    for (const digit of digits) await this.page.keyboard.press(digit)
    await this.page.keyboard.press('Enter')
    await expect(this.reading).toHaveAttribute('data-rated', String(rated + 1))
    return this
  }

  async finish(): Promise<this> {
    await this.page.keyboard.press('Control+Enter')
    await this.page.getByRole('alertdialog').getByRole('button', { name: 'Finish' }).click()
    await expect(this.testDetails).toBeVisible()
    return this
  }
}
