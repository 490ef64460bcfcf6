import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, inject, test } from "vitest";
import { COMPANIES } from "#db/seed/companies.ts";
import { closeBrowserAfterwards, expectAccessible, expectFits, signIn, visitor } from "#tests/support/browser.ts";
import { addressOf, inState, messageWith, signInAgain, wallTime } from "#tests/support/desk-steps.ts";
import { openLink } from "#tests/support/portal-steps.ts";

/** An authority's request for the service's log: registered by one who then sees nothing of it, done by two of the platform team. */
closeBrowserAfterwards();
const { origin } = inject("demo");

const mark = Date.now().toString(36);
const day = (daysAgo: number) => wallTime(Date.now() - daysAgo * 86_400_000).slice(0, 10);
const PHONE = "+358405550606";
const SECRET_WORDS = [`Tutkintayksikkö ${mark}`, `R/${mark}`, "Ilona Laskulahti", `viite.${mark}@authority.example`];

test("registered, verified, found, approved by another, fetched by the authority, verified by a program, closed", async () => {
  const pirkko = await visitor();
  await signIn(pirkko, "Pirkko Palvelusto");
  const { page } = pirkko;
  await page.goto(`${origin}/disclosures`);
  await page.getByText("Register a request").click();
  const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
  await fill("Authority", SECRET_WORDS[0]!);
  await fill("The authority's reference", SECRET_WORDS[1]!);
  await fill("Legal basis", "Coercive Measures Act, chapter 7");
  await fill("Received on", day(1));
  await fill("E-mail that receives the link", SECRET_WORDS[3]!);
  await fill("Mobile phone that receives the code", PHONE);
  await fill("From", day(30));
  await fill("To", day(2));
  await fill("Companies", COMPANIES[0]!.businessId);
  await fill("People", SECRET_WORDS[2]!);
  await page.getByLabel("All kinds of event are asked for").check();
  await page.getByRole("button", { name: "Register the request" }).click();
  await page.getByText("seen by them alone, also if you registered it").waitFor();
  await inState(page, "Registered").waitFor();
  const request = addressOf(page);
  const number = /\d+/.exec((await page.getByRole("heading", { level: 1 }).textContent())!)![0];
  await expectAccessible(page);

  const alma = await visitor();
  await signIn(alma, "Alma Alustala");
  await alma.page.goto(`${origin}/disclosures`);
  await alma.page.getByRole("row").filter({ hasText: SECRET_WORDS[1] }).getByRole("link").click();
  await alma.page.getByLabel("How the authority was asked").fill("Called through the switchboard of its home page.");
  await alma.page.getByRole("button", { name: "Record that the request is genuine" }).click();
  await inState(alma.page, "Verified").waitFor();
  await alma.page.getByRole("button", { name: "Find the rows" }).click();
  // The page follows the worker by itself.
  await inState(alma.page, "Waiting for approval").waitFor({ timeout: 300_000 });
  await expectAccessible(alma.page);
  await expectFits(alma.page);
  const approve = alma.page.getByRole("button", { name: "Approve the package" });
  expect(await approve.getAttribute("aria-disabled")).toBe("true");

  const pasi = await visitor();
  await signIn(pasi, "Pasi Palvelinmaa");
  await signInAgain(pasi.page, request, "Pasi Palvelinmaa");
  await pasi.page.getByRole("button", { name: "Approve the package" }).click();
  await inState(pasi.page, "Approved").waitFor();
  await alma.page.goto(request);
  await alma.page.getByRole("button", { name: "Send the authority its link" }).click();
  await inState(alma.page, "Delivered").waitFor();

  // Whoever registered it reads nothing of it afterwards: neither on its page, in its data, nor in the Outbox.
  for (const at of [request, `${origin}/disclosures`, `${origin}/cases?show=all&q=disclosure`, `${origin}/outbox`]) {
    await page.goto(at);
    for (const word of SECRET_WORDS) expect(await page.content(), at).not.toContain(word);
  }

  const mailed = /http:\/\/portal\.localhost:\d+\/d\/disclosure#[\w-]{43}/;
  await expect.poll(() => messageWith(alma.page, "E-mail", SECRET_WORDS[3]!), { timeout: 60_000 }).toMatch(mailed);
  const link = mailed.exec(await messageWith(alma.page, "E-mail", SECRET_WORDS[3]!))![0];
  const authority = await visitor({ width: 390, height: 844, locale: "fi-FI" });
  await openLink(authority.page, link);
  await authority.page.getByRole("button", { name: "Lähetä koodi" }).click();
  const codeField = authority.page.getByLabel("Koodi, 8 numeroa");
  await codeField.waitFor();
  await expectAccessible(authority.page);
  await expect.poll(() => messageWith(alma.page, "SMS", PHONE), { timeout: 60_000 }).toMatch(/#\d{8}/);
  await codeField.fill(/#(\d{8})/.exec(await messageWith(alma.page, "SMS", PHONE))![1]!);
  await authority.page.getByRole("button", { name: "Jatka" }).click();
  const fetchIt = authority.page.getByRole("link", { name: "Lataa paketti" });
  await fetchIt.waitFor();
  await expectAccessible(authority.page);
  await expectFits(authority.page);
  expect(await authority.page.getByRole("main").textContent()).toContain(SECRET_WORDS[1]);
  const shown = (await authority.page.locator("code").first().textContent())!.trim();
  const [download] = await Promise.all([authority.page.waitForEvent("download"), fetchIt.click()]);
  const file = await download.path();
  expect(createHash("sha512").update(readFileSync(file)).digest("hex")).toBe(shown);
  // As the authority does it: exit code 0, or this throws.
  execFileSync(process.execPath, ["exporters/cli.ts", "verify", file]);
  const rows = execFileSync("unzip", ["-p", file, "*/events.csv"], { encoding: "utf8" }).trim().split(/\r?\n/);
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.slice(1).filter((row) => !row.includes(COMPANIES[0]!.businessId))).toEqual([]);

  // The whole of it went out: that is the receipt.
  await expect
    .poll(
      async () => {
        await alma.page.goto(request);
        return inState(alma.page, "Received").count();
      },
      { timeout: 60_000 },
    )
    .toBe(1);
  await expectAccessible(alma.page);
  await alma.page.getByRole("button", { name: "Close the request" }).click();
  await inState(alma.page, "Closed").waitFor();
  await page.goto(`${origin}/disclosures`);
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: number, exact: true }) });
  expect(await row.textContent()).toContain("Closed");
  const trouble = [pirkko, alma, pasi, authority].flatMap((each) => each.trouble);
  expect(trouble).toEqual([]);
});
