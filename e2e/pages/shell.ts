import { expect, type Locator, type Page } from '@playwright/test'
import { CohortPage } from './cohort-page.ts'
import { EvaluationPage } from './evaluation-page.ts'
import { ModelsPage } from './models-page.ts'
import { Palette } from './palette.ts'
import { WorklistPage } from './worklist-page.ts'

/** What is there on every screen: the ways between them. */
export class Shell {
  readonly page: Page
  /** The count of open alerts in the status bar; not there while it is none. */
  readonly openAlerts: Locator
  /** How far a run is, in the status bar; not there while none works. */
  readonly runInProgress: Locator

  constructor(page: Page) {
    this.page = page
    this.runInProgress = page.getByTestId('run-in-progress')
    this.openAlerts = page.getByRole('contentinfo', { name: 'Status' }).getByRole('button', { name: /open alerts?$/ })
  }

  /** The app is open and shows reports, not a question or a problem. */
  async ready(): Promise<WorklistPage> {
    const worklist = new WorklistPage(this.page)
    await expect(worklist.search).toBeVisible({ timeout: 20_000 })
    return worklist
  }

  async worklist(): Promise<WorklistPage> {
    await this.page.keyboard.press('Alt+1')
    return this.ready()
  }

  async cohort(): Promise<CohortPage> {
    await this.page.keyboard.press('Alt+4')
    return new CohortPage(this.page).loaded()
  }

  async models(): Promise<ModelsPage> {
    await this.page.keyboard.press('Alt+5')
    const models = new ModelsPage(this.page)
    await expect(models.heading).toBeVisible()
    return models
  }

  async evaluation(): Promise<EvaluationPage> {
    await this.page.keyboard.press('Alt+6')
    return new EvaluationPage(this.page).loaded()
  }

  async openPalette(): Promise<Palette> {
    await this.page.keyboard.press('Control+k')
    const palette = new Palette(this.page)
    await expect(palette.dialog).toBeVisible()
    return palette
  }
}
