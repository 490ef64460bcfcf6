import { beforeEach, expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { subscribers } from "#tests/support/mailings.ts";
import { visit } from "#tests/support/page.tsx";
import { textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const database = await testDatabase();
const clock = testClock();
const ctx = serviceCtxOf(database.db, anonymous, { clock });
const page = (file: string, address: string, form?: Record<string, string>) =>
  visit(`public/${file}`, address.replace(/\?.*/, ""), address, ctx, form);
beforeEach(async () => {
  clock.advance(1);
  await database.sql`delete from console.rate_limit`;
});

test("from the form to the way out, without a script", async () => {
  const form = await page("subscribe.tsx", "/public/subscribe?lang=fi&topic=maintenance");
  expect(markupFaults(form.html)).toEqual([]);
  expect(form.html).toMatch(/name="maintenance"[^>]*checked/);
  expect(form.html).not.toMatch(/name="bulletins"[^>]*checked/);
  const asked = await page("subscribe.tsx", "/public/subscribe?lang=fi", {
    email: "maija@yritys.example",
    maintenance: "on",
    language: "sv",
  });
  expect(asked).toMatchObject({ status: 302, location: "/public/subscribe?lang=fi&said=asked" });
  expect(textOf((await page("subscribe.tsx", asked.location!)).html)).toContain("Tarkista sähköpostisi");

  const [mail] = await database.sql`select body from console.message where recipient = 'maija@yritys.example'`;
  const link = /https:\/\/portal\.example(\S+)/.exec(mail!.body)![1]!;
  const [address] = link.split("#");
  const opened = await page("subscription-confirm.tsx", address!);
  expect(markupFaults(opened.html)).toEqual([]);
  // Opening the link confirms nothing.
  expect(await database.sql`select state from console.subscriber`).toMatchObject([{ state: "pending" }]);
  const confirmed = await page("subscription-confirm.tsx", address!, { link: `https://portal.example${link} ` });
  expect(confirmed.status).toBe(302);
  const own = await page("subscription.tsx", confirmed.location!);
  expect(markupFaults(own.html)).toEqual([]);
  expect(textOf(own.html)).toContain("Prenumerationen gäller.");
  expect(textOf(own.html)).toContain("m•••@yritys.example");
  const base = confirmed.location!.replace("&said=confirmed", "");
  const saved = await page("subscription.tsx", base, { intent: "save", bulletins: "on", language: "en" });
  expect(saved.location).toBe(`${base}&said=saved`);
  expect(await database.sql`select topics, language from console.subscriber`).toMatchObject([
    { topics: ["bulletins"], language: "en" },
  ]);
  const gone = await page("subscription.tsx", base, { intent: "leave" });
  const after = await page("subscription.tsx", gone.location!);
  expect(textOf(after.html)).toContain("Prenumerationen har avslutats och adressen tagits bort.");
  expect(await database.sql`select email from console.subscriber`).toMatchObject([{ email: null }]);
});

test("what is wrong stands beside its field, in the reader's language, and what was typed is kept", async () => {
  const answer = await page("subscribe.tsx", "/public/subscribe?lang=sv", {
    email: "maija@",
    language: "fi",
    bulletins: "on",
  });
  expect(answer.status).toBe(422);
  expect(markupFaults(answer.html)).toEqual([]);
  expect(textOf(answer.html)).toContain("Skriv adressen i formen namn@foretag.fi.");
  expect(answer.html).toContain('value="maija@"');
  expect(answer.html).toMatch(/name="bulletins"[^>]*checked/);
  expect(answer.html).not.toMatch(/name="announcements"[^>]*checked/);
  const none = await page("subscribe.tsx", "/public/subscribe?lang=en", { email: "m@yritys.example", language: "fi" });
  expect(textOf(none.html)).toContain("Choose at least one topic.");
});

test("an address that is known and one that is not are answered alike, and as late", async () => {
  await subscribers(database, 1);
  const ask = async (email: string) => {
    const began = performance.now();
    const { status, location, html } = await page("subscribe.tsx", "/public/subscribe?lang=fi", {
      email,
      maintenance: "on",
      language: "fi",
    });
    return { status, location, html, late: performance.now() - began >= 395 };
  };
  const known = await ask("s0@subscribers.example");
  expect(known).toEqual(await ask("uusi@yritys.example"));
  expect(known.late).toBe(true);
});

test("a link that is over says what to do; one to leave by asks once", async () => {
  const over = await page("subscription-confirm.tsx", "/public/subscription/confirm?lang=en", { link: "x".repeat(43) });
  expect(textOf(over.html)).toContain("The link has expired or a newer one has replaced it.");
  const nobody = await page("subscription.tsx", "/public/subscription?token=nobody&lang=en");
  expect(textOf(nobody.html)).toContain("There is no subscription with this link.");
  await subscribers(database, 1, { name: "leaver" });
  const [row] = await database.sql`select token from console.subscriber where email = 'leaver0@subscribers.example'`;
  const asks = await page("subscription.tsx", `/public/subscription?token=${row!.token}&lang=en&leave=1`);
  expect(markupFaults(asks.html)).toEqual([]);
  expect([...asks.html.matchAll(/<button/g)]).toHaveLength(1);
  expect(textOf(asks.html)).toContain("We send nothing more, and your address is removed at once.");
});
