import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { COMPANIES } from "#db/seed/companies.ts";
import { closeBrowserAfterwards, expectAccessible, signIn, visitor } from "#tests/support/browser.ts";
import { addressOf, inState, messageWith, openCase, signInAgain } from "#tests/support/desk-steps.ts";

/** A customer's list of networks from its request to its end: two agents, and the customer's own word from a listed network. */
closeBrowserAfterwards();
const { origin } = inject("demo");

const { name, businessId } = COMPANIES[10]!;
const OFFICE = "192.0.2.160/28";
const IN_THE_OFFICE = "192.0.2.165";
const ELSEWHERE = "203.0.113.77";
const mark = Date.now().toString(36);

/** What the console says of an address: may it sign in to the customer now? */
async function tested(page: Page, address: string): Promise<string> {
  await page.goto(`${origin}/ip-restrictions/test?customer=${businessId}&address=${address}`);
  return (await page.getByText(new RegExp(`${address} may`)).textContent())!;
}

test("a list is asked for, tried, approved by another, confirmed from a listed network, lifted", async () => {
  const pirkko = await visitor();
  await signIn(pirkko, "Pirkko Palvelusto");
  const { page } = pirkko;
  expect(await tested(page, ELSEWHERE)).toContain("may sign in");
  const request = await openCase(page, "IP restriction", {
    customer: name,
    subject: `From the office only ${mark}`,
    asked: {
      wanted: "new",
      requester: "Mirja Mallikas",
      authority: "Main user, called back",
      networks: `${OFFICE}, Office`,
    },
  });
  await page.getByRole("link", { name: "Propose an IP list" }).click();
  await page.getByLabel("Their e-mail address").fill(`mirja.${mark}@customer.example`);
  const networks = page.getByLabel("Networks from which one may sign in");
  expect(await networks.inputValue()).toBe(`${OFFICE}, Office`);
  // What cannot be a network is told while it is typed, with its place.
  await networks.fill(`${OFFICE}, Office\n10.0.0.0/8, Intranet`);
  await page.getByText(/^Line 2, character 1: 10\.0\.0\.0\/8/).waitFor();
  await networks.fill(`${OFFICE}, Office`);
  await page.getByRole("button", { name: "Save as a draft" }).click();
  await inState(page, "Draft").waitFor();
  const list = addressOf(page);

  const propose = page.getByRole("button", { name: "Propose it to a second person" });
  expect(await propose.getAttribute("aria-disabled")).toBe("true");
  await page.getByRole("button", { name: "Try it against the last 30 days" }).click();
  await page.getByText("Addresses are told as networks of /24 and /48.").waitFor();
  await expectAccessible(page);
  await propose.click();
  await inState(page, "Waiting for a second person").waitFor();
  expect(await page.getByRole("button", { name: "Approve and put in force" }).count()).toBe(0);
  expect(await tested(page, ELSEWHERE)).toContain("may sign in");

  const paivi = await visitor();
  await signIn(paivi, "Päivi Palvelija");
  await paivi.page.getByRole("link", { name: `The list of ${name} waits for a second person.` }).click();
  await paivi.page.getByRole("heading", { name: "It waits for a second person" }).waitFor();
  await signInAgain(paivi.page, list, "Päivi Palvelija");
  await expectAccessible(paivi.page);
  await paivi.page.getByRole("button", { name: "Approve and put in force" }).click();
  await inState(paivi.page, "In force, not confirmed").waitFor();

  // In force at once, with ten minutes for the customer to say that it still gets in.
  expect(await tested(page, ELSEWHERE)).toContain("may not sign in");
  expect(await tested(page, IN_THE_OFFICE)).toContain("may sign in");
  const mailed = /http:\/\/portal\.localhost:\d+\/d\/networks\S*?#[\w-]{43}/;
  await expect.poll(() => messageWith(page, "E-mail", `mirja.${mark}`), { timeout: 60_000 }).toMatch(mailed);
  const link = mailed.exec(await messageWith(page, "E-mail", `mirja.${mark}`))![0];
  const customer = await visitor({ width: 390, height: 844, locale: "en-GB" });
  const confirm = async (from: string) => {
    await customer.context.setExtraHTTPHeaders({ "X-Forwarded-For": from });
    await customer.page.goto("about:blank");
    await customer.page.goto(link);
    await customer.page.getByText(from).waitFor();
    // Out of the address once the page has read it: the button needs it.
    await customer.page.waitForURL((url) => url.hash === "");
    await customer.page.locator("main form button").click();
  };
  await confirm(ELSEWHERE);
  await customer.page
    .locator("main")
    .getByText(/on none of the networks|ei ole rajauksen verkoissa/)
    .waitFor();
  await expectAccessible(customer.page);
  await confirm(IN_THE_OFFICE);
  await customer.page
    .locator("main")
    .getByText(/is confirmed|on vahvistettu ja/)
    .waitFor();
  await page.goto(list);
  await inState(page, "In force").waitFor();
  await page.goto(request);
  await inState(page, "In force").waitFor();

  // The way out needs one person and a reason; the case goes with the list.
  await page.goto(list);
  await page.getByText("Lift the restriction at once").click();
  const lift = page.getByRole("form", { name: "Lift the restriction" });
  await lift.getByLabel("Reason").fill("The office has moved.");
  await lift.getByLabel(/^Type the business id/).fill(businessId);
  await lift.getByRole("button", { name: "Lift at once" }).click();
  await inState(page, "Lifted").waitFor();
  expect(await tested(page, ELSEWHERE)).toContain("may sign in");
  await page.goto(request);
  await inState(page, "Closed").waitFor();
  expect([...pirkko.trouble, ...paivi.trouble, ...customer.trouble]).toEqual([]);
});
