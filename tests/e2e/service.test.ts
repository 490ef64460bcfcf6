import ICAL from "ical.js";
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { closeBrowserAfterwards, signIn, visitor } from "#tests/support/browser.ts";

/** What the platform team does when something is wrong, as people at their screens do it. */
closeBrowserAfterwards();
const { origin } = inject("demo");

const panel = (page: Page, title: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: title }) });

test("an incident: opened from a component, told by two at once, resolved, followed up, and reviewed", async () => {
  const alma = await visitor();
  await signIn(alma, "Alma Alustala");
  const { page } = alma;
  await page.goto(`${origin}/health/components/banks`);
  await page.getByRole("link", { name: "Open an incident" }).click();
  await page.getByLabel("Title").fill("Payment files wait at two banks");
  await page.getByLabel("What is known so far").fill("Files of the morning are not acknowledged.");
  await page.getByLabel("Bank connections", { exact: true }).selectOption("Partly down");
  await page.getByRole("button", { name: "Open the incident" }).click();
  await page.getByRole("heading", { level: 1, name: /^Payment files wait at two banks no \d+/ }).waitFor();
  const address = page.url();
  const number = /\d+$/.exec(address)![0];
  await page.goto(`${origin}/health`);
  expect(await page.getByRole("table", { name: "What customers use directly" }).textContent()).toContain(
    `Incident ${number}: Payment files wait at two banks`,
  );

  const pasi = await visitor();
  await signIn(pasi, "Pasi Palvelinmaa");
  await pasi.page.goto(address);
  await page.goto(address);
  await page.getByLabel("What is new").fill("One bank acknowledges again.");
  await page.getByLabel("Bank connections", { exact: true }).selectOption("Slow");
  await page.getByRole("button", { name: "Add the update" }).click();
  await panel(page, "What happened").getByText("One bank acknowledges again.").waitFor();
  expect(await page.getByLabel("What is new").inputValue()).toBe("");

  const typed = "The other bank renews a certificate; it says noon.";
  await pasi.page.getByLabel("What is new").fill(typed);
  await pasi.page.getByRole("button", { name: "Add the update" }).click();
  const refused = pasi.page.getByRole("alert").filter({ hasText: "Written meanwhile" });
  await refused.waitFor();
  expect(await refused.textContent()).toMatch(
    /^Nothing was changed.*Written meanwhile.*One bank acknowledges again.*What you wrote.*noon\.$/s,
  );
  expect(await pasi.page.getByLabel("What is new").inputValue()).toBe(typed);
  // What he left alone follows what it is by now.
  expect(await pasi.page.getByLabel("Bank connections", { exact: true }).inputValue()).toBe("slow");
  await pasi.page.getByRole("button", { name: "Add the update" }).click();
  await panel(pasi.page, "What happened").getByText(typed).waitFor();
  expect(pasi.trouble).toEqual([]);

  await page.goto(address);
  await page.getByText("It is over: resolve the incident").click();
  await page.getByLabel("What ended it").fill("Both banks acknowledge.");
  await page.getByRole("button", { name: "Resolve" }).click();
  await page.getByText(/^Resolved \d{4}-\d\d-\d\d \d\d:\d\d\. It lasted/).waitFor();

  await page.getByText("Add a follow-up").click();
  await page.getByLabel("What is to be done").fill("Ask the banks for their certificates' dates");
  await page.getByLabel("Who does it").fill("Payments");
  await page.getByRole("button", { name: "Add the follow-up" }).click();
  await page.getByRole("button", { name: /^Mark as done: Ask the banks/ }).click();
  await page.getByText("all done").waitFor();
  await page.getByRole("button", { name: /^Undo: not done after all, Ask the banks/ }).click();
  await page.getByText("1 to do").waitFor();

  await page.getByText("Write the review").click();
  await page.getByLabel("What happened", { exact: true }).fill("Two banks let a certificate run out.");
  await page.getByLabel("Cause").fill("Nobody on our side knew the date.");
  await page.getByLabel("What helped").fill("Telephone to the banks' desk.");
  await page.getByLabel("What changes").fill("The dates are asked for each quarter.");
  await page.getByRole("button", { name: "Save the review" }).click();
  await page.getByText(/^Version 1, Alma Alustala/).waitFor();

  // What was learnt is offered to whoever has the like.
  await page.goto(`${origin}/health/new-incident?component=banks`);
  await page.getByRole("link", { name: /Payment files wait at two banks/ }).waitFor();
  expect(alma.trouble).toEqual([]);
});

test("a component: a change with its reason, and a circle that is refused without losing what was typed", async () => {
  const alma = await visitor();
  await signIn(alma, "Alma Alustala");
  const { page } = alma;
  await page.goto(`${origin}/health/components/siem/edit`);
  const team = `Security ${Date.now().toString(36)}`;
  await page.getByLabel("Owner team").fill(team);
  await page.getByLabel("Reason of the change").fill("The security team took it over.");
  await page.getByRole("button", { name: "Save" }).click();
  const versions = panel(page, "Changes to the description").getByRole("listitem");
  await versions.first().filter({ hasText: team }).waitFor();
  expect(await versions.first().textContent()).toMatch(
    new RegExp(`^Version \\d+ by Alma Alustala, .*The security team took it over.*Owner team.*Now: ${team}`),
  );

  // The application servers need the load balancer, which needs the data centre.
  await page.goto(`${origin}/health/components/data-centre/edit`);
  await page.getByRole("checkbox", { name: "Application servers" }).check();
  await page.getByLabel("Reason of the change").fill("A reason that took long to write.");
  await page.getByRole("button", { name: "Save" }).click();
  const refused = page.getByRole("alert");
  await refused.waitFor();
  expect(await refused.textContent()).toBe(
    "Nothing was changedThis would make it depend on itself: data-centre → app-servers → load-balancer → data-centre.",
  );
  expect(await page.getByRole("checkbox", { name: "Application servers" }).isChecked()).toBe(true);
  expect(await page.getByLabel("Reason of the change").inputValue()).toBe("A reason that took long to write.");
  await page.goto(`${origin}/health/components/data-centre`);
  expect(
    await panel(page, "About it").getByText("Depends on").locator("xpath=following-sibling::dd[1]").textContent(),
  ).toBe("–");
  expect(alma.trouble).toEqual([]);
});

test("a turn on call: asked for by one, taken over by the other, and seen in the rota", async () => {
  const alma = await visitor();
  await signIn(alma, "Alma Alustala");
  await alma.page.goto(`${origin}/health/on-call`);
  const mine = alma.page.getByRole("row", { name: /Alma Alustala.*Ask for a swap/ }).last();
  const week = (await mine.getByRole("cell").first().textContent())!;
  await mine.getByRole("link", { name: /^Ask for a swap/ }).click();
  await alma.page.getByLabel("Who takes it over").selectOption("Pasi Palvelinmaa");
  await alma.page.getByRole("group").getByLabel("Reason").first().fill("A wedding in the north");
  await alma.page.getByRole("button", { name: "Ask", exact: true }).click();
  const waiting = panel(alma.page, "Swaps").getByRole("listitem").filter({ hasText: "A wedding in the north" });
  await waiting.waitFor();
  expect(await waiting.textContent()).toMatch(/Waits for an answer.*Pasi Palvelinmaa for Alma Alustala/);

  const pasi = await visitor();
  await signIn(pasi, "Pasi Palvelinmaa");
  await pasi.page.goto(`${origin}/health/on-call`);
  await pasi.page.getByText("A swap waits for your answer, below.").waitFor();
  const asked = panel(pasi.page, "Swaps").getByRole("listitem").filter({ hasText: "A wedding in the north" });
  await asked.getByRole("button", { name: "Take it over" }).click();
  await asked.getByText("Agreed").waitFor();
  await alma.page.reload();
  const row = alma.page.getByRole("table", { name: /^Shifts/ }).getByRole("row", { name: new RegExp(`^${week} `) });
  expect(await row.getByRole("rowheader").textContent()).toBe("Pasi Palvelinmaainstead of Alma Alustala");
  expect([...alma.trouble, ...pasi.trouble]).toEqual([]);
});

test("the calendar's address is read without a session, and no more once it is taken back", async () => {
  const alma = await visitor();
  await signIn(alma, "Alma Alustala");
  const { page } = alma;
  await page.goto(`${origin}/health/on-call`);
  await page.getByRole("button", { name: /^Make (an|a new) address$/ }).click();
  const address = (await page.locator("code").filter({ hasText: "/on-call/" }).first().textContent())!;

  const answer = await fetch(`${address}?all=1`);
  expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
  const shifts = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
  expect(shifts.length).toBeGreaterThanOrEqual(6);
  expect(new Set(shifts.map(({ uid }) => uid)).size).toBe(shifts.length);
  expect(shifts.filter(({ summary }) => summary.includes("Katri Konesalo")).length).toBeGreaterThanOrEqual(2);
  // The address is shown this once.
  await page.reload();
  expect(await page.locator("code").filter({ hasText: "/on-call/" }).count()).toBe(0);
  await page.getByRole("button", { name: "Take the address back" }).click();
  await page.getByRole("button", { name: "Make an address" }).waitFor();
  expect((await fetch(address)).status).toBe(404);
  expect(alma.trouble).toEqual([]);
});

test("what a failure would cost, for cases worked out by hand", async () => {
  const pirkko = await visitor();
  await signIn(pirkko, "Pirkko Palvelusto");
  const { page } = pirkko;
  await page.goto(`${origin}/health/backups`);
  // So long ago that every tier has a newer backup: the rules alone tell what there was before.
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki" }).format(Date.now() - 10 * 86_400_000);
  const ask = async (extent: string, kind: RegExp, answer: string) => {
    await page.getByLabel("The failure happened").fill(`${day}T08:00`);
    await page.getByLabel("It was discovered").fill(`${day}T09:30`);
    await page.getByLabel("How far it reaches").selectOption(extent);
    const kinds = await page.getByLabel("What happened to the data").getByRole("option").allTextContents();
    await page.getByLabel("What happened to the data").selectOption(kinds.find((label) => kind.test(label))!);
    await page.getByRole("button", { name: "Work it out" }).click();
    const told = panel(page, "What a failure would cost").getByRole("status");
    await told.filter({ hasText: answer }).waitFor();
    return (await told.textContent())!;
  };
  // Hourly to the primary system: the last backup is at most an hour older than the failure.
  const active = await ask("Active data only", /^Lost/, "Up to 1 h of data would be lost; recovery time: 5 min – 1 h.");
  expect(active).toContain("Recovered fromPrimary system");
  // Daily to the secondary: 24 h before the failure, and what was written in the hour and a half until it was noticed.
  const deeper = await ask(
    "The primary backup system too",
    /^Corrupted/,
    "Up to 25 h 30 min of data would be lost; recovery time: case by case.",
  );
  expect(deeper).toContain("Recovered fromSecondary system");
  expect(deeper).toContain("1 h 30 min to 25 h 30 min");
  expect(pirkko.trouble).toEqual([]);
});
