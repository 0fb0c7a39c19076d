import { expect, type Locator, type Page } from '@playwright/test'
import type { CohortRun } from '../../src/domain/cohort/cohort.ts'
import { CohortResultsPage } from './cohort-results-page.ts'

type Source = 'Archive' | 'Marked in the worklist' | 'Files…' | 'Folder…'

/** The runs that tag many reports. */
export class CohortPage {
  readonly page: Page
  readonly heading: Locator
  readonly runs: Locator
  readonly details: Locator

  constructor(page: Page) {
    this.page = page
    this.heading = page.getByRole('heading', { name: 'Cohort', exact: true })
    this.runs = page.getByRole('grid', { name: 'Runs' })
    this.details = page.getByTestId('run-details')
  }

  async loaded(): Promise<this> {
    await expect(this.heading).toBeVisible()
    return this
  }

  /** Starts a run; files and folders are those that main's dialog was made to answer with. */
  async start(name: string, source: Source = 'Archive'): Promise<this> {
    await this.page.getByRole('button', { name: 'New run' }).first().click()
    const dialog = this.page.getByRole('dialog', { name: 'New run' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
    await dialog.getByRole('radio', { name: source, exact: true }).check()
    await dialog.getByRole('button', { name: /^(Start|Choose and start)$/ }).click()
    await expect(dialog).toBeHidden({ timeout: 15_000 })
    await expect(this.details.getByRole('heading', { name })).toBeVisible()
    return this
  }

  async becomes(state: CohortRun['state'], timeout = 60_000): Promise<this> {
    await expect(this.details).toHaveAttribute('data-state', state, { timeout })
    return this
  }

  async resume(): Promise<this> {
    await this.details.getByRole('button', { name: 'Resume' }).click()
    return this
  }

  async retryFailed(): Promise<this> {
    await this.details.getByRole('button', { name: 'Retry failed' }).click()
    return this
  }

  async remove(): Promise<string> {
    await this.details.getByRole('button', { name: 'Remove' }).click()
    const question = this.page.getByRole('alertdialog')
    const text = await question.innerText()
    await question.getByRole('button', { name: 'Remove' }).click()
    await expect(question).toBeHidden()
    return text
  }

  async open(): Promise<CohortResultsPage> {
    await this.details.getByRole('button', { name: 'Open the results' }).click()
    return new CohortResultsPage(this.page).loaded()
  }
}
