import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible, expectFits, type Visitor } from "./browser.ts";

/** Chromium restyles by frames: a colour asked for at once may still be the other theme's. */
const drawn = (page: Page) =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );

/** Looks at the page that is open: light on a desk, dark on a phone, and in between. */
export async function expectSound({ page }: Visitor, { status = 200, at }: { status?: number; at?: string } = {}) {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await drawn(page);
  if (at) expect((await page.goto(at))!.status(), at).toBe(status);
  expect(await page.getByRole("heading", { level: 1 }).count(), page.url()).toBe(1);
  expect(await page.title(), page.url()).not.toBe("");
  await expectAccessible(page);
  await expectFits(page);
  await page.setViewportSize({ width: 1024, height: 800 });
  await expectFits(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await drawn(page);
  await expectFits(page);
  await expectAccessible(page);
}
