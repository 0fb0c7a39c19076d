import { expect, type Locator, type Page } from '@playwright/test'
import { ReportPage } from './report-page.ts'

type Communication = { recipient: string; note?: string; author?: string; way?: string }

/** All reports of one patient: plot, list, alerts. */
export class PatientPage {
  readonly page: Page
  readonly root: Locator
  readonly points: Locator
  readonly reports: Locator
  /** The report that keys act on. */
  readonly selected: Locator
  readonly transitions: Locator
  readonly alerts: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.getByTestId('patient-screen')
    this.points = page.getByTestId('status-plot').locator('[data-point]')
    this.reports = this.root.getByRole('article')
    this.selected = this.root.locator('article[aria-current]')
    this.transitions = page.getByTestId('transition')
    this.alerts = page.getByTestId('alerts').getByTestId('alert')
  }

  async loaded(): Promise<this> {
    await expect(this.root).toBeVisible()
    return this
  }

  /** Writes down who was told of the first open alert. */
  async recordCommunication({ recipient, note = '', author, way }: Communication): Promise<this> {
    await this.page.keyboard.press('c')
    const dialog = this.page.getByRole('dialog', { name: 'Record communication' })
    await dialog.getByRole('textbox', { name: 'Who was told' }).fill(recipient)
    if (way) {
      await dialog.getByRole('combobox', { name: 'How' }).click()
      await this.page.getByRole('option', { name: way }).click()
    }
    await dialog.getByRole('textbox', { name: 'Note' }).fill(note)
    if (author) await dialog.getByRole('textbox', { name: 'Your name' }).fill(author)
    await dialog.getByRole('button', { name: 'Record', exact: true }).click()
    await expect(dialog).toBeHidden()
    return this
  }

  async open(date: string): Promise<ReportPage> {
    await this.reports.filter({ hasText: date }).getByRole('button', { name: 'Open' }).click()
    return new ReportPage(this.page).loaded()
  }
}
