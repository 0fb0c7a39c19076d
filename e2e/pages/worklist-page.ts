import { expect, type Locator, type Page } from '@playwright/test'
import { PatientPage } from './patient-page.ts'
import { ReportPage } from './report-page.ts'

export type PickedFile = { name: string; mimeType: string; buffer: Buffer }

/** The list of studies: find, import, open. */
export class WorklistPage {
  readonly page: Page
  readonly search: Locator
  readonly grid: Locator
  readonly rows: Locator
  readonly addSamplesButton: Locator

  constructor(page: Page) {
    this.page = page
    this.search = page.getByRole('searchbox', { name: 'Search' })
    this.grid = page.getByRole('grid', { name: 'Worklist' })
    this.rows = this.grid.getByRole('row').filter({ has: page.getByRole('gridcell') })
    this.addSamplesButton = page.getByRole('button', { name: 'Add sample reports' })
  }

  row(words: string): Locator {
    return this.rows.filter({ hasText: words })
  }

  async addSamples(): Promise<this> {
    await this.addSamplesButton.click()
    await expect(this.rows.first()).toBeVisible()
    return this
  }

  async importFiles(...files: PickedFile[]): Promise<this> {
    await this.page.locator('input[type="file"]').setInputFiles(files)
    return this
  }

  /** Waits until the list has settled: what is double clicked while rows still move is not opened. */
  async find(words: string): Promise<this> {
    await this.search.fill(words)
    await expect(this.page.getByTestId('worklist')).toHaveAttribute('data-found', words.trim())
    return this
  }

  /** Opens the patient of a row by its key. */
  async openPatient(words: string): Promise<PatientPage> {
    await this.row(words).first().click()
    await this.page.keyboard.press('p')
    return new PatientPage(this.page).loaded()
  }

  async open(words: string): Promise<ReportPage> {
    await this.row(words).first().dblclick()
    return new ReportPage(this.page).loaded()
  }
}
