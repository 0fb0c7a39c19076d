import { expect, type Locator, type Page } from '@playwright/test'
import type { StatusLabel } from '../../src/domain/status/status-tag.ts'
import { ReportPage } from './report-page.ts'

/** The results of one run: table, report, figures. */
export class CohortResultsPage {
  readonly page: Page
  readonly root: Locator
  readonly table: Locator
  readonly rows: Locator
  readonly count: Locator
  /** The report beside the table. */
  readonly item: Locator
  readonly figures: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.getByTestId('cohort-results')
    this.table = page.getByRole('grid', { name: 'Results' })
    this.rows = this.table.getByRole('row').filter({ has: page.getByRole('gridcell') })
    this.count = this.root.getByRole('status').filter({ hasText: /report/ })
    this.item = page.getByTestId('cohort-item')
    this.figures = page.getByTestId('figures')
  }

  async loaded(): Promise<this> {
    await expect(this.rows.first()).toBeVisible()
    await expect(this.item).toBeVisible()
    return this
  }

  async choose(filter: 'Label' | 'State' | 'Stage' | 'Uncertain', word: string): Promise<this> {
    await this.root.getByRole('combobox', { name: filter, exact: true }).click()
    await this.page.getByRole('option', { name: word, exact: true }).click()
    return this
  }

  async shows(reports: number): Promise<this> {
    await expect(this.count).toHaveText(reports === 1 ? '1 report' : `${reports.toLocaleString('en-GB')} reports`)
    return this
  }

  /** Number of the report beside the table. */
  async number(): Promise<number> {
    return Number(await this.item.getAttribute('data-number'))
  }

  /** What the machine said of the report beside the table; null: it abstained. */
  async machineLabel(): Promise<StatusLabel | null> {
    const label = await this.item.getAttribute('data-label')
    return label === '' || label === null ? null : (Number(label) as StatusLabel)
  }

  /** Sets a label by its key and waits until another report is there to read. */
  async adjudicate(label: StatusLabel): Promise<this> {
    const before = await this.number()
    await this.page.keyboard.press(String(label))
    await expect(this.item).not.toHaveAttribute('data-number', String(before))
    return this
  }

  async showFigures(): Promise<this> {
    await this.page.keyboard.press('f')
    await expect(this.figures).toBeVisible()
    return this
  }

  async showReport(): Promise<this> {
    await this.page.keyboard.press('r')
    await expect(this.item).toBeVisible()
    return this
  }

  cell(adjudicated: StatusLabel, machine: StatusLabel | 'abstained'): Locator {
    return this.figures.getByTestId(`cell-${String(adjudicated)}-${String(machine)}`)
  }

  /** Opens the selected report of the archive. */
  async openReport(): Promise<ReportPage> {
    await this.table.focus()
    await this.page.keyboard.press('Enter')
    return new ReportPage(this.page).loaded()
  }

  /** Exports to the file that main's dialog was made to answer with; gives the message of the result. */
  async export(format: 'CSV' | 'JSON Lines', withText: boolean): Promise<string> {
    await this.page.keyboard.press('Control+e')
    const dialog = this.page.getByRole('dialog', { name: 'Export the results' })
    await dialog.getByRole('radio', { name: new RegExp(`^${format}`) }).check()
    await dialog.getByRole('checkbox').setChecked(withText)
    await dialog.getByRole('button', { name: 'Choose where and export' }).click()
    await expect(dialog).toBeHidden()
    const toast = this.page.getByRole('dialog').filter({ hasText: 'exported' }).last()
    await expect(toast).toBeVisible()
    return toast.innerText()
  }
}
