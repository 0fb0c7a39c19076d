import { expect, type Locator, type Page } from '@playwright/test'

/** The second reader: its switch beside the checks of the Models screen, and its advice beside a report. */
export class SecondReaderPage {
  readonly page: Page
  readonly root: Locator
  readonly switch: Locator
  readonly fellOff: Locator
  readonly measure: Locator
  readonly advice: Locator
  readonly signedAdvice: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.getByTestId('second-reader')
    this.switch = this.root.getByRole('checkbox', { name: 'A second reader after the rules' })
    this.fellOff = page.getByTestId('second-reader-off')
    this.measure = page.getByRole('checkbox', { name: 'Measure the second reader too' })
    this.advice = page.getByTestId('second-reader-advice')
    this.signedAdvice = page.getByTestId('signed-advice')
  }

  standing(language: 'en' | 'ja'): Locator {
    return this.root.locator(`[data-testid=second-reader-standing][data-language=${language}]`)
  }

  async turnOn(): Promise<this> {
    await this.switch.check()
    await expect(this.root).toHaveAttribute('data-on', 'true')
    return this
  }
}
