/** What a person does in the window, and what is asked of every screen of it. */
import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

export async function begin(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Begin: From GRE/ }).click();
  await expect(page.getByRole('heading', { name: /Look at the tunnel as it is/ })).toBeVisible();
}

export async function check(page: Page, verdict: RegExp): Promise<void> {
  const button = page.getByRole('button', { name: 'Check this step' });
  await button.click();
  await expect(button).toBeEnabled({ timeout: 60_000 });
  await expect(page.getByRole('region', { name: 'Verdict' }).getByRole('heading', { level: 3 })).toHaveText(verdict);
}

/** Answers the first lab's first question: bytes of a ping of 100 in GRE. */
export async function answer(page: Page, text = '124'): Promise<void> {
  const questions = page.getByRole('region', { name: 'Questions' });
  await questions.getByRole('textbox').fill(text);
  await questions.getByRole('textbox').press('Enter');
  await expect(questions).toContainText('Kept. It is judged when you check the step.');
}

export const next = (page: Page): Promise<void> => page.getByRole('button', { name: 'Next step' }).click();

/** Has the model solution typed in. */
export async function apply(page: Page): Promise<void> {
  const apply = page.getByRole('button', { name: /^Apply to (all|R1|R3)$/ }).last();
  if (!(await apply.isVisible())) await page.getByText('Model commands').click();
  await apply.click();
  await expect(page.getByText(/^The commands were typed into/)).toHaveCount(1, { timeout: 60_000 });
}

/**
 * Nothing that axe finds. The page keeps axe until it is loaded anew: to read it in each time, and to collect what it
 * finds in a second page as @axe-core/playwright does for frames, which QuickMode has none of, took three quarters of
 * the time.
 */
export async function expectNothingInTheWay(page: Page, where = ''): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const here = (globalThis as unknown as { axe: typeof axe }).axe;
    // Where colours have changed, the terminal is told in the next frame and paints in the one after.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    // A button that is just being enabled has none of its two colours.
    const moving = document
      .getAnimations()
      .filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(moving.map(({ finished }) => finished));
    const { violations } = await here.run({ resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target) }));
  });
  expect(found, where).toEqual([]);
}

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

/** Light and dark, small and large: nothing in anybody's way, and nothing beside the window's edge. */
export async function expectGoodLooks(page: Page, where: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expectNothingInTheWay(page, `${where}, ${colorScheme}, ${size.width} wide`);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${where} is as wide as the window`).toBeLessThanOrEqual(size.width);
  }
}
