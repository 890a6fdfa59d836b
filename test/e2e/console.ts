/** A router's console in the window, as a person uses it: keys go to whatever has the focus, and answers are read. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Milliseconds between two looks at the screen: a router answers at once. */
const intervals = [15, 30, 60, 120];

export class RouterConsole {
  constructor(
    private readonly page: Page,
    private readonly router: string,
  ) {}

  private get panel(): Locator {
    return this.page.getByRole('tabpanel', { name: this.router });
  }

  /** What can be seen of it. */
  get screen(): Locator {
    return this.panel.locator('.xterm-rows');
  }

  async open(): Promise<void> {
    await this.page.getByRole('tab', { name: this.router, exact: false }).click();
    await this.panel.locator('.xterm-screen').click();
  }

  /** Types lines key by key, each when the prompt is there. */
  async type(...lines: readonly string[]): Promise<void> {
    await this.open();
    for (const line of lines) {
      await this.page.keyboard.type(line);
      // The echo of the last key has come: what is waited for next is the prompt after it.
      await expect.poll(() => this.#last(), { intervals }).toContain(line.slice(-8));
      await this.page.keyboard.press('Enter');
      await expect.poll(() => this.#last(), { timeout: 60_000, intervals }).toMatch(/^[\w-]+(\([\w-]+\))?[>#]\s*$/);
    }
  }

  /**
   * The console waits for RETURN after the router has started.
   * @param hasRestarted what stands there is of before, and goes when the console is open again
   */
  async wake(hasRestarted = false): Promise<void> {
    await this.open();
    // What is typed before the console is open goes nowhere: something stands there when it is.
    const invitation = this.panel.getByText(`${this.router} waits for you`);
    if (hasRestarted) await expect(invitation).toBeVisible();
    await expect
      .poll(async () => (await invitation.isVisible()) || (await this.#last()) !== '', { intervals })
      .toBe(true);
    await this.page.keyboard.press('Enter');
    await expect.poll(() => this.#last(), { intervals }).toMatch(/[>#]\s*$/);
    await this.type('enable');
  }

  async #last(): Promise<string> {
    const rows = await this.screen.locator('> div').allInnerTexts();
    return rows.map((row) => row.replaceAll('\u00a0', ' ')).findLast((row) => row.trim() !== '') ?? '';
  }
}
