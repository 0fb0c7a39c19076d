import { expect, type Locator, type Page } from '@playwright/test'

/** The parts of the Report screen that wait for a person: the seal, what differs, what moved, and contradictions. */
export class MineFirstPage {
  readonly page: Page
  readonly sealed: Locator
  readonly differences: Locator
  readonly onlyDraft: Locator
  readonly otherwise: Locator
  readonly onlyOwn: Locator
  readonly stale: Locator
  readonly staleTag: Locator
  readonly live: Locator
  readonly contradictions: Locator
  readonly toAnswer: Locator

  constructor(page: Page) {
    this.page = page
    this.sealed = page.getByTestId('sealed-draft')
    this.differences = page.getByTestId('mine-first')
    this.onlyDraft = page.getByTestId('only-draft')
    this.otherwise = page.getByTestId('says-otherwise')
    this.onlyOwn = page.getByTestId('only-own')
    this.stale = page.getByTestId('stale-draft')
    this.staleTag = page.getByTestId('stale-tag')
    this.live = page.getByTestId('live-checks')
    this.contradictions = page.getByTestId('live-contradictions')
    this.toAnswer = page.getByTestId('answer-checks')
  }

  async compare(): Promise<this> {
    // A dialog that is just closing still takes the keys.
    await expect(this.page.locator('[data-modal]')).toHaveCount(0)
    await this.page.keyboard.press('Alt+m')
    return this
  }

  /** Opens the seal with the second reason, by keys alone. */
  async waive(): Promise<this> {
    await this.page.keyboard.press('Alt+w')
    const dialog = this.page.getByRole('dialog', { name: 'Open the seal without a conclusion of your own' })
    await expect(dialog.getByRole('radio').first()).toBeFocused()
    await this.page.keyboard.press('2')
    await this.page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    return this
  }
}
