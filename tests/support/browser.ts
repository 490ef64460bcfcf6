import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, expect, inject } from "vitest";
import { chromiumArguments } from "./chromium.ts";

let browser: Browser | undefined;

async function launched(): Promise<Browser> {
  browser ??= await chromium.launch({ executablePath: inject("chromium"), args: chromiumArguments });
  return browser;
}

/**
 * Closes the file's browser when its tests are over. Call once at the top of a browser test file. What stands on the open
 * pages is printed when a test fails: where it waited in vain, the reason is mostly there.
 */
export function closeBrowserAfterwards() {
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    for (const page of browser?.contexts().flatMap((context) => context.pages()) ?? []) {
      const text = await page.locator("body").ariaSnapshot({ timeout: 10_000 }).catch(String);
      process.stderr.write(`${page.url()}\n${text}\n\n`);
    }
  });
  afterAll(async () => {
    await browser?.close();
    browser = undefined;
  });
}

/** A busy machine may take so long for one step of a browser. */
const STEP_MS = 60_000;

/**
 * Waits until a page's scripts listen, if it has any. A click on a form or a link works before as well; a key, and what is
 * typed where the page counts or suggests, would go unheard.
 */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      if (!("__remixContext" in window)) return document.readyState === "complete";
      const key = Object.keys(document).find((name) => name.startsWith("__reactContainer$"));
      if (!key) return false;
      const root = (document as unknown as Record<string, { stateNode: { current: { memoizedState: Hydration } } }>)[
        key
      ];
      type Hydration = { isDehydrated?: boolean } | null;
      return root?.stateNode.current.memoizedState?.isDehydrated === false;
    },
    undefined,
    { timeout: STEP_MS },
  );
}

/** Whoever opens an address at a browser with scripts sees the page come alive before the next step. */
function waitingUntilAlive(page: Page): Page {
  const [goto, reload, waitForURL] = [page.goto.bind(page), page.reload.bind(page), page.waitForURL.bind(page)];
  const thenAlive = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await alive(page);
    return answer;
  };
  page.goto = (...given) => thenAlive(goto(...given));
  page.reload = (...given) => thenAlive(reload(...given));
  page.waitForURL = (...given) => thenAlive(waitForURL(...given));
  return page;
}

export type Visitor = { page: Page; context: BrowserContext; trouble: string[] };

/**
 * A person at a browser of their own. What a page complains about (script errors, refused resources, anything that the
 * Content-Security-Policy blocks) is collected in `trouble`.
 */
export async function visitor({
  width = 1440,
  height = 900,
  dark = false,
  javaScript = true,
  locale = "en-GB",
} = {}): Promise<Visitor> {
  const context = await (await launched()).newContext({
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    javaScriptEnabled: javaScript,
    acceptDownloads: true,
    locale,
  });
  context.setDefaultTimeout(STEP_MS);
  const plain = await context.newPage();
  const page = javaScript ? waitingUntilAlive(plain) : plain;
  const trouble: string[] = [];
  page.on("console", (message) => {
    // The browser reports each answer of 4xx as an error, also where the page means it.
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) trouble.push(message.text());
  });
  page.on("pageerror", (error) => trouble.push(String(error)));
  return { page, context, trouble };
}

/** Signs in through the demo's broker, as a person does: method, person, code. */
export async function signIn({ page }: Visitor, name: string, { at }: { at?: string } = {}): Promise<void> {
  const { origin } = new URL(at ?? inject("demo").origin);
  await page.goto(at ?? origin);
  await page.getByRole("button", { name: /Mobile app/ }).click();
  await throughBroker(page, name, origin);
}

/** From the broker's list of people back to the console. */
export async function throughBroker(page: Page, name: string, origin = inject("demo").origin): Promise<void> {
  await page.getByRole("button", { name: new RegExp(name) }).click();
  const code = await page.locator("#shown-code").textContent();
  await page.getByLabel("Code").fill(code!.trim());
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.waitForURL((url) => url.origin === origin && !url.pathname.startsWith("/sign-in"));
}

/** No violation of WCAG 2.2 A and AA that a program can find. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join("; ")}`)).toEqual(
    [],
  );
}

/** The page does not scroll sideways, once charts have taken the width that they were given. */
export async function expectFits(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), { timeout: 30_000 })
    .toBeLessThanOrEqual(0);
}
