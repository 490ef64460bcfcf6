import { expect, inject, test } from "vitest";
import {
  closeBrowserAfterwards,
  expectAccessible,
  expectFits,
  signIn,
  type Visitor,
  visitor,
} from "#tests/support/browser.ts";

/** A customer asks for e-mail, confirms it, changes their mind about what, and leaves by one click. */
closeBrowserAfterwards();
const { origin, portalOrigin } = inject("demo");

/** The link in the newest mail to this address, as the demo's Outbox shows it to a release manager. */
async function linkMailedTo({ page }: Visitor, address: string): Promise<string> {
  await expect
    .poll(
      async () => {
        await page.goto(`${origin}/outbox`);
        return page.getByRole("heading", { name: `E-mail to ${address}` }).count();
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0);
  const mail = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: `E-mail to ${address}` }) });
  return /https?:\/\/\S+/.exec((await mail.first().textContent())!)![0];
}

test("e-mail: asked for, confirmed by the link of a mail, changed, and ended by the one click of a mail program", async () => {
  const address = `anna.${Date.now().toString(36)}@asiakas.example`;
  const customer = await visitor({ width: 390, height: 844, locale: "fi-FI" });
  const { page } = customer;
  await page.goto(`${portalOrigin}/public/maintenance?lang=fi`);
  await page.getByRole("link", { name: "Sähköpostiin" }).click();
  await page.getByRole("heading", { name: "Tilaa sähköpostiin", level: 1 }).waitFor();
  // Who comes from the maintenance page asks for that, unless they choose more.
  expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(1);
  await page.getByLabel("Sähköpostiosoite").fill(address);
  await page.getByRole("checkbox", { name: "Huoltokatkot" }).uncheck();
  await page.getByRole("button", { name: "Tilaa" }).click();
  await page.getByText("Valitse ainakin yksi aihe.").waitFor();
  expect(await page.getByLabel("Sähköpostiosoite").inputValue()).toBe(address);
  await page.getByRole("checkbox", { name: "Huoltokatkot" }).check();
  await page.getByRole("checkbox", { name: "Viikkotiedotteet" }).check();
  await page.getByRole("button", { name: "Tilaa" }).click();
  await page.getByRole("heading", { name: "Tarkista sähköpostisi", level: 1 }).waitFor();
  expect(page.url()).not.toContain("anna");

  const juuso = await visitor();
  await signIn(juuso, "Juuso Julkaisula");
  const link = await linkMailedTo(juuso, address);
  expect(link).toMatch(new RegExp(`^${portalOrigin}/public/subscription/confirm\\?lang=fi#[\\w-]{43}$`));

  // Opening the link confirms nothing: scanners of mail open links too.
  await page.goto(link);
  const confirm = page.getByRole("button", { name: "Vahvista tilaus" });
  await confirm.waitFor();
  await expect.poll(() => page.getByLabel("Linkki sähköpostista").inputValue()).toBe(link.split("#")[1]);
  expect(page.url()).not.toContain("#");
  await expectAccessible(page);
  await confirm.click();
  await page.getByText("Tilaus on voimassa.").waitFor();
  // Who reads the address over a shoulder, or in a forwarded mail, learns no more of it than this.
  await page.getByText("Osoite: a•••@asiakas.example").waitFor();
  expect(await page.locator("body").textContent()).not.toContain(address);
  await expectAccessible(page);
  await expectFits(page);
  const token = new URL(page.url()).searchParams.get("token")!;

  const chosen = (name: string) => page.getByRole("checkbox", { name }).isChecked();
  expect([await chosen("Viikkotiedotteet"), await chosen("Tärkeät ilmoitukset"), await chosen("Huoltokatkot")]).toEqual(
    [true, false, true],
  );
  await page.getByRole("checkbox", { name: "Tärkeät ilmoitukset" }).check();
  await page.getByRole("checkbox", { name: "Viikkotiedotteet" }).uncheck();
  await page.getByRole("button", { name: "Tallenna" }).click();
  await page.getByText("Muutokset on tallennettu.").waitFor();
  await page.reload();
  expect([await chosen("Viikkotiedotteet"), await chosen("Tärkeät ilmoitukset"), await chosen("Huoltokatkot")]).toEqual(
    [false, true, true],
  );

  // The address of List-Unsubscribe, opened by a person: it asks. Posted to by a mail program, without a session: it is done.
  const leave = `/public/unsubscribe?token=${token}`;
  await page.goto(portalOrigin + leave);
  await page.getByRole("heading", { name: "Lopeta tilaus", level: 1 }).waitFor();
  await page.getByText("Osoite: a•••@asiakas.example").waitFor();
  await expectAccessible(page);
  const oneClick = await fetch(origin + leave, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect(oneClick.status).toBe(200);
  await page.reload();
  await page.getByText("Tällä linkillä ei ole voimassa olevaa tilausta.").waitFor();
  expect(await page.getByRole("main").textContent()).not.toContain("asiakas.example");

  // Nor does the mail that confirmed it bring it back.
  await page.goto(link);
  await expect.poll(() => page.getByLabel("Linkki sähköpostista").inputValue()).toBe(link.split("#")[1]);
  await confirm.click();
  await page.getByText("Linkki on vanhentunut tai korvattu uudella.").waitFor();
  expect([...customer.trouble, ...juuso.trouble]).toEqual([]);
});

test("without JavaScript: asked for, confirmed with the pasted link, and left", async () => {
  const address = `olli.${Date.now().toString(36)}@asiakas.example`;
  const { page } = await visitor({ javaScript: false });
  await page.goto(`${portalOrigin}/public/subscribe?lang=en`);
  await page.getByLabel("E-mail address").fill(address);
  await page.getByRole("button", { name: "Subscribe" }).click();
  await page.getByRole("heading", { name: "Check your e-mail" }).waitFor();
  const jonna = await visitor();
  await signIn(jonna, "Jonna Julkaisulahti");
  const link = await linkMailedTo(jonna, address);
  await page.goto(link);
  await page.getByLabel("The link from the e-mail").fill(link);
  await page.getByRole("button", { name: "Confirm the subscription" }).click();
  await page.getByText("You are subscribed.").waitFor();
  await page.getByRole("button", { name: "Unsubscribe" }).click();
  await page.getByText("You are unsubscribed, and your address has been removed.").waitFor();
});
