import { expect, type Locator, type Page } from '@playwright/test'

/** What the Report screen says of a text while it is written. */
export class ChecksPage {
  readonly page: Page
  readonly leftOut: Locator
  readonly lighter: Locator
  readonly contradictions: Locator
  readonly advice: Locator
  readonly toAnswer: Locator

  constructor(page: Page) {
    this.page = page
    this.leftOut = page.getByTestId('left-out')
    this.lighter = page.getByTestId('left-out-lighter')
    this.contradictions = page.getByTestId('live-contradictions')
    this.advice = page.getByTestId('live-checks')
    this.toAnswer = page.getByTestId('answer-checks')
  }

  /** Puts the caret into the words of a section. */
  async caretIn(section: Locator, words: string): Promise<this> {
    await section.evaluate((element, words) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(words) ?? -1
        if (at < 0) continue
        ;(element as HTMLElement).focus()
        getSelection()?.collapse(node, at + 1)
        return
      }
      throw new Error(`“${words}” is not there.`)
    }, words)
    return this
  }

  /** The words that stand out in a section. */
  async lit(section: Locator): Promise<string> {
    await expect(section.locator('.mark-active').first()).toBeVisible()
    return (await section.locator('.mark-active').allInnerTexts()).join(' ')
  }
}
