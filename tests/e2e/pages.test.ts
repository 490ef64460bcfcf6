import { expect, inject, test } from "vitest";
import { closeBrowserAfterwards, signIn, visitor } from "#tests/support/browser.ts";
import { recordScope, requestExport } from "#tests/support/export-steps.ts";
import { expectSound } from "#tests/support/sound-page.ts";

/** Every page: WCAG 2.2 AA as far as a program sees it, both themes, desk to phone, by keyboard, and without JavaScript. */
closeBrowserAfterwards();
const { origin, portalOrigin } = inject("demo");
const COMPANY = "Kaamoksen Ravintolat";

test("the pages before one is signed in", async () => {
  const stranger = await visitor();
  for (const address of ["/sign-in", "/sign-in?error=unknown_person", "/sign-in?signedOut=1", "/invitation"])
    await expectSound(stranger, { at: origin + address });
  await expectSound(stranger, { at: `${origin}/nowhere`, status: 404 });
  expect(stranger.trouble).toEqual([]);
});

test("an officer's pages, from the search for a company to the approval", async () => {
  const officer = await visitor();
  await signIn(officer, "Veera Vientilä");
  for (const address of ["/", "/exports", "/exports/new", "/exports/new?q=oy", "/exports/new?q=zzz", "/outbox"])
    await expectSound(officer, { at: origin + address });
  await expectSound(officer, { at: `${origin}/account/sessions` });
  await expectSound(officer, { at: `${origin}/sign-in?fresh=1&returnTo=/exports` });
  await expectSound(officer, { at: `${origin}/audit`, status: 403 });

  await officer.page.goto(`${origin}/exports/new?q=${COMPANY}`);
  await officer.page.getByRole("link", { name: new RegExp(`^Choose ${COMPANY}`) }).click();
  await officer.page.getByLabel("Name of the person").waitFor();
  await expectSound(officer);
  // What the form refuses is said on the page, and beside the field.
  await officer.page
    .locator("form[method=post]")
    .last()
    .evaluate((form) => form.setAttribute("novalidate", ""));
  await officer.page.getByRole("button", { name: "Go on to the scope" }).click();
  await officer.page.getByText("The request was not made").waitFor();
  await expectSound(officer);

  await requestExport(officer.page, COMPANY);
  await expectSound(officer);
  await officer.page.locator("details").evaluateAll((all) => {
    for (const details of all) details.setAttribute("open", "");
  });
  await expectSound(officer);
  const request = await recordScope(officer.page);
  await expectSound(officer);
  await expectSound(officer, { at: `${request}/approval` });
  await expectSound(officer, { at: `${origin}/exports?state=open` });
  await expectSound(officer, { at: origin });
  expect(officer.trouble).toEqual([]);

  const approver = await visitor();
  await signIn(approver, "Onni Arkistola");
  await approver.page.goto(`${request}/approval`);
  await approver.page.getByText("Refuse instead").click();
  await expectSound(approver);
  expect(approver.trouble).toEqual([]);

  const auditor = await visitor();
  await signIn(auditor, "Tarmo Tarkastola");
  for (const address of [
    "/",
    "/exports",
    "/audit?action=session",
    "/audit?from=nonsense",
    "/audit?actor=nobody",
    "/admin/staff",
  ])
    await expectSound(auditor, { at: origin + address });
  await expectSound(auditor, { at: request });
  await auditor.page.goto(`${origin}/audit`);
  await auditor.page.getByText("More filters").click();
  await auditor.page
    .getByLabel(/^Details of event/)
    .first()
    .click();
  await expectSound(auditor);
  expect(auditor.trouble).toEqual([]);
});

test("an administrator's pages", async () => {
  const administrator = await visitor();
  await signIn(administrator, "Aino Avainniemi");
  for (const address of ["/", "/admin/staff", "/admin/staff/invite"])
    await expectSound(administrator, { at: origin + address });
  for (const name of ["Juuso Julkaisula", "Aino Avainniemi"]) {
    await administrator.page.goto(`${origin}/admin/staff`);
    await administrator.page.getByRole("link", { name }).click();
    await administrator.page.getByRole("heading", { name }).waitFor();
    await expectSound(administrator);
  }
  expect(administrator.trouble).toEqual([]);
});

test.each(["Pirkko Palvelusto", "Juuso Julkaisula", "Alma Alustala"])("the home of %s", async (name) => {
  const person = await visitor();
  await signIn(person, name);
  await expectSound(person);
  expect(person.trouble).toEqual([]);
});

test.each(["fi", "sv", "en"])("the portal's pages in %s, before there is a session", async (language) => {
  const customer = await visitor();
  await expectSound(customer, { at: `${portalOrigin}/d?lang=${language}` });
  expect(await customer.page.locator("html").getAttribute("lang")).toBe(language);
  await expectSound(customer, { at: `${portalOrigin}/d?lang=${language}&said=reopen` });
  // A link that opens nothing leads to the same page as one that does: it gives nothing away.
  await customer.page.getByRole("textbox").fill(`${portalOrigin}/d#${"A".repeat(43)}`);
  await customer.page.locator("main form button").click();
  await customer.page.waitForURL(/\/d\/code/);
  await expectSound(customer);
  expect(await customer.page.locator("html").getAttribute("lang")).toBe(language);
  expect(customer.trouble).toEqual([]);
});

test("by keyboard: past the navigation to the page, and through the navigation to another", async () => {
  const officer = await visitor();
  await signIn(officer, "Veera Vientilä");
  const { page } = officer;
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  await page.goto(`${origin}/exports`);
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("To the page");
  const shown = (await page.getByRole("link", { name: "To the page" }).boundingBox())!;
  expect(Math.min(shown.x, shown.y)).toBeGreaterThanOrEqual(0);
  expect(shown.height).toBeGreaterThanOrEqual(24);
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("page");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("New export");

  await page.goto(`${origin}/`);
  await page.keyboard.press("Tab");
  const passed: (string | undefined)[] = [];
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press("Tab");
    passed.push(await focused());
  }
  expect(passed).toEqual(["Home", "Runbooks", "Health", "Exports", "Outbox", "Service facts"]);
  // Where the focus is can be seen.
  expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe("solid");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Exports", level: 1 }).waitFor();
  expect(officer.trouble).toEqual([]);
});

test("keys pressed while a page starts do not keep it from coming alive", async () => {
  const officer = await visitor();
  await signIn(officer, "Veera Vientilä");
  const { page } = officer;
  await page.addInitScript(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      document.body?.dispatchEvent(new KeyboardEvent("keydown", { key: "Shift", bubbles: true }));
      if (!("__remixRouter" in window) && performance.now() < 5000) port2.postMessage(0);
    };
    port2.postMessage(0);
  });
  await page.goto(`${origin}/exports`);
  await page.waitForFunction(() => "__remixRouter" in window);
  await page.evaluate(() => document.documentElement.setAttribute("data-same-document", "yes"));
  await page.getByRole("link", { name: "My sessions" }).click();
  await page.getByRole("heading", { name: "My sessions" }).waitFor();
  expect(await page.locator("html").getAttribute("data-same-document")).toBe("yes");
  expect(officer.trouble).toEqual([]);
});

test("without JavaScript: signing in, the list with its filters, and the scope can be read", async () => {
  const scripted = await visitor();
  await signIn(scripted, "Veera Vientilä");
  await requestExport(scripted.page, "Tmi Hilla Olematon");
  const scope = scripted.page.url();

  const plain = await visitor({ javaScript: false });
  await signIn(plain, "Onni Arkistola");
  await plain.page.goto(`${origin}/exports`);
  await plain.page.getByLabel("Company, business id or number").fill("hilla");
  await plain.page.getByRole("button", { name: "Show" }).click();
  // Below each row stands a line of its own for phones.
  const rows = plain.page.getByRole("table").locator("tbody tr:has(th)");
  await plain.page.waitForURL((url) => url.searchParams.get("q") === "hilla");
  await expect.poll(() => rows.count()).toBe(1);
  await rows.getByRole("link", { name: "Tmi Hilla Olematon" }).click();
  await plain.page.waitForURL(scope.replace(/\/scope$/, ""));
  await plain.page.goto(scope);
  const years = plain.page
    .getByRole("table", { name: /^What the ledger has of each year/ })
    .locator("tbody tr:has(th)");
  await expect.poll(() => years.count()).toBe(6);
  const closed = plain.page.locator("details:not([open])").first();
  await closed.locator("summary").click();
  await closed.getByRole("table").or(plain.page.locator("details[open] table")).first().waitFor();
  await plain.page.goto(`${origin}/account/sessions`);
  await plain.page.getByText("This one").waitFor();
  await plain.page.getByRole("button", { name: "Sign out" }).click();
  await plain.page.getByText("You have signed out.").waitFor();
});
