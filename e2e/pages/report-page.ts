import { expect, type Locator, type Page } from '@playwright/test'
import { ReportId } from '../../src/domain/report/report.ts'
import type { SectionName } from '../../src/domain/report/sections.ts'
import type { StatusLabel } from '../../src/domain/status/status-tag.ts'

export type DraftPanelState = 'none' | 'running' | 'complete' | 'incomplete' | 'cancelled'

/** One report: its sections, its draft, its tag and its signature. */
export class ReportPage {
  readonly page: Page
  readonly root: Locator
  readonly header: Locator
  readonly draftPanel: Locator
  readonly sentences: Locator
  readonly tag: Locator
  readonly draftButton: Locator
  readonly cancelButton: Locator
  readonly saveButton: Locator
  readonly signButton: Locator
  readonly addendumButton: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.locator('[data-report-id]')
    this.header = this.root.locator('> header')
    this.draftPanel = page.getByTestId('draft-panel')
    this.sentences = this.draftPanel.getByTestId('draft-sentence')
    this.tag = page.getByTestId('status-tag')
    this.draftButton = this.header.getByRole('button', { name: /^Draft (conclusion|again)$/ })
    this.cancelButton = this.header.getByRole('button', { name: 'Cancel', exact: true })
    this.saveButton = this.header.getByRole('button', { name: /^Save/ })
    this.signButton = this.header.getByRole('button', { name: 'Sign', exact: true })
    this.addendumButton = this.header.getByRole('button', { name: 'Addendum', exact: true })
  }

  async loaded(): Promise<this> {
    await expect(this.root).toBeVisible()
    return this
  }

  async id(): Promise<ReportId> {
    return ReportId.parse(await this.root.getAttribute('data-report-id'))
  }

  section(name: SectionName): Locator {
    return this.page.getByTestId(`section-${name}`)
  }

  /** Types at the end of a section. */
  async write(name: SectionName, text: string): Promise<this> {
    await this.section(name).click()
    await this.page.keyboard.press('Control+End')
    await this.page.keyboard.type(text)
    return this
  }

  async draft(): Promise<this> {
    await this.draftButton.click()
    return this
  }

  /** Presses the button although it says that it cannot do anything now. */
  async askForDraft(): Promise<this> {
    await this.draftButton.click({ force: true })
    return this
  }

  async draftBecomes(state: DraftPanelState, timeout = 60_000): Promise<this> {
    await expect(this.draftPanel).toHaveAttribute('data-state', state, { timeout })
    return this
  }

  /** Waits for the first words of a draft that is being written. */
  async wordsAppear(timeout = 40_000): Promise<string> {
    await this.draftBecomes('running', timeout)
    const words = this.draftPanel.getByTestId('draft-stream')
    await expect(words).toHaveText(/\S+\s+\S+/, { timeout })
    return words.innerText()
  }

  async cancelDraft(): Promise<this> {
    await this.cancelButton.click()
    return this.draftBecomes('cancelled', 10_000)
  }

  async sentenceText(index: number): Promise<string> {
    return (await this.sentences.nth(index).locator('p').first().innerText()).trim()
  }

  /** Points at a sentence of the draft: the findings it rests on, as they light up. */
  async evidenceOf(index: number): Promise<string[]> {
    await this.sentences.nth(index).hover()
    const lit = this.section('findings').locator('.mark-active')
    await expect(lit.first()).toBeVisible()
    return lit.allInnerTexts()
  }

  /** Points at the findings that carry a sentence: the sentences that light up. */
  async sentencesRestingOn(words: string): Promise<Locator> {
    await this.page.mouse.move(0, 0)
    await this.section('findings').locator('.mark-evidence', { hasText: words }).first().hover()
    return this.sentences.and(this.page.locator('[data-active]'))
  }

  async tagLabel(): Promise<string | null> {
    return this.tag.getAttribute('data-label')
  }

  async acceptSentence(index: number): Promise<this> {
    await this.sentences.nth(index).getByRole('button', { name: 'Accept', exact: true }).click()
    return this
  }

  async rejectSentence(index: number): Promise<this> {
    await this.sentences.nth(index).getByRole('button', { name: 'Reject', exact: true }).click()
    return this
  }

  async editSentence(index: number, text: string): Promise<this> {
    const sentence = this.sentences.nth(index)
    await sentence.getByRole('button', { name: 'Edit', exact: true }).click()
    await sentence.getByRole('textbox').fill(text)
    await this.page.keyboard.press('Enter')
    return this
  }

  async acceptAll(): Promise<this> {
    await this.draftPanel.getByRole('button', { name: 'Accept all' }).click()
    return this
  }

  /** Asks for the same draft in another way. */
  async asks(wish: 'Another' | 'Shorter' | 'As list'): Promise<this> {
    await this.draftPanel.getByTestId('draft-alternatives').getByRole('button', { name: wish }).click()
    return this
  }

  async howItWasMade(): Promise<Locator> {
    await this.draftPanel.getByTestId('how-made').click()
    const dialog = this.page.getByRole('dialog', { name: 'How this was made' })
    await expect(dialog).toBeVisible()
    return dialog
  }

  /** Saves a version and waits until its tag is set. */
  async save(): Promise<this> {
    await this.saveButton.click()
    await expect(this.tag).toHaveAttribute('data-stored', 'true')
    return this
  }

  /** Corrects the tag by hand; the name is asked for the first time only. */
  async correctTag(label: StatusLabel, person: string): Promise<this> {
    await this.page.getByTestId('correct-tag').click()
    await this.page.getByRole('menuitem').nth(label).click()
    const dialog = this.page.getByRole('dialog', { name: 'Correct the status tag' })
    const corrected = this.page.locator(`[data-testid="status-tag"][data-label="${label}"][data-source="person"]`)
    await expect(dialog.or(corrected)).toBeVisible()
    if (await dialog.isVisible()) {
      await dialog.getByRole('textbox').fill(person)
      await dialog.getByRole('button', { name: 'Correct', exact: true }).click()
    }
    await expect(corrected).toBeVisible()
    return this
  }

  async sign(person: string): Promise<this> {
    await this.signButton.click()
    await this.answerFor(person)
    await expect(this.addendumButton).toBeVisible()
    return this
  }

  async addAddendum(text: string, person: string): Promise<this> {
    await this.addendumButton.click()
    await this.page.getByTestId('section-addendum').click()
    await this.page.keyboard.type(text)
    await this.page.getByRole('button', { name: 'Sign addendum' }).click()
    await this.answerFor(person)
    return this
  }

  private async answerFor(person: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: /^Sign (this report|the addendum)$/ })
    await dialog.getByTestId('signer').fill(person)
    await dialog.getByRole('button', { name: 'Sign', exact: true }).click()
    await expect(dialog).toBeHidden()
  }
}
