import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { plansOfNamed, stretches } from "#app/demo/service-model/slowdowns.ts";
import { COMPANIES } from "#db/seed/companies.ts";
import { closeBrowserAfterwards, signIn, type Visitor, visitor } from "#tests/support/browser.ts";
import { inState, openCase, panel, reply, takeStep, timeline, wallTime } from "#tests/support/desk-steps.ts";
import { until } from "#tests/support/processes.ts";
import { expectSound } from "#tests/support/sound-page.ts";

/** Each kind of case that customer service is asked for, from the request to its end, by the people who may. */
closeBrowserAfterwards();
const { origin } = inject("demo");

const DAY = 86_400_000;
const mark = Date.now().toString(36);
let pirkko: Visitor;
let alma: Visitor;
beforeAll(async () => {
  [pirkko, alma] = [await visitor(), await visitor()];
  await signIn(pirkko, "Pirkko Palvelusto");
  await signIn(alma, "Alma Alustala");
});
afterAll(() => expect([...pirkko.trouble, ...alma.trouble]).toEqual([]));

/** Of the company whose integrations hold locks in office hours of some weeks: the last such day that is over. */
const SLOW_COMPANY = 1;
const slow = stretches(plansOfNamed[SLOW_COMPANY]!, Date.now() - 45 * DAY, Date.now() - 3_600_000)
  .filter(({ to }) => to < Date.now() - 3_600_000)
  .at(-1)!;

test("a slowdown: diagnosed, saved, answered with the figures, closed", async () => {
  const { page } = pirkko;
  const { name } = COMPANIES[SLOW_COMPANY]!;
  const address = await openCase(page, "Slowdown", {
    customer: name,
    subject: `Saving invoices is slow ${mark}`,
    asked: {
      operation: "Saving a sales invoice",
      since: wallTime(slow.from),
      until: wallTime(slow.to),
      who: "everybody",
    },
  });
  await page.getByRole("button", { name: "Take it" }).click();
  await page.getByText("The case has been assigned.").waitFor();

  await page.getByRole("link", { name: "Diagnose", exact: true }).click();
  await page.getByRole("heading", { name: `Why it was slow for ${name}` }).waitFor();
  await page.getByRole("button", { name: /^Save with case \d+$/ }).click();
  await page.getByText("Its figures, queries and answer stay as they were.").waitFor();
  expect(await page.getByRole("main").textContent()).toMatch(/integration/i);
  await expectSound(pirkko);
  await page.setViewportSize({ width: 1440, height: 900 });
  const told = await page.getByRole("textbox", { name: "Text in English" }).inputValue();
  expect(told).toMatch(/A page load took \d\.\d\d\ss on average/);
  expect(told).toContain("Your integrations sent more than usual");

  await page.goto(address);
  await inState(page, "Being diagnosed").waitFor();
  await reply(page, { text: told });
  await timeline(page).getByText("Your integrations sent more than usual").waitFor();
  await takeStep(page, "Mark as answered", { to: "Answered" });
  // The measurement of a week later is planned by itself, where the diagnosis advised something.
  await panel(page, "Follow-ups")
    .getByText(/[Mm]easure/)
    .first()
    .waitFor();
  await takeStep(page, "Close", { to: "Closed" });
});

test("a scan is refused with its reason and the alternative", async () => {
  const { page } = pirkko;
  await openCase(page, "Security scan or audit", {
    customer: "Hopeavuoren Rakennus",
    subject: `May we scan the service ${mark}`,
    asked: { what: "scan", who: "Our own IT" },
  });
  await page.getByRole("main").getByText("customers get no permission to scan it").waitFor();
  await takeStep(page, "Refuse the scan", { to: "Refused" });
  const sent = await reply(page);
  expect(sent).toContain("a cloud service that all customers share");
  expect(sent).toMatch(/Trust Centre: https:\/\//);
  expect(sent).not.toMatch(/[{}…]/);
  await timeline(page).getByText("a cloud service that all customers share").waitFor();
});

test("a vulnerability: passed to the platform team, fixed by it, the reporter told", async () => {
  const { page } = pirkko;
  const address = await openCase(page, "Vulnerability report", {
    subject: `A voucher of another company opens ${mark}`,
    asked: { where: "Vouchers", steps: "Changed the number in the address.", exploited: "no" },
  });
  await takeStep(page, "Acknowledge to the reporter", { to: "Acknowledged" });
  expect(await reply(page)).toContain("We treat it confidentially.");
  await takeStep(page, "Pass on to the platform team", { to: "With the platform team" });
  expect(await page.getByRole("button", { name: "It is fixed" }).count()).toBe(0);

  await alma.page.goto(origin);
  await alma.page
    .getByRole("link", { name: new RegExp(`A voucher of another company opens ${mark}`) })
    .first()
    .click();
  await alma.page.getByRole("heading", { level: 1, name: new RegExp(mark) }).waitFor();
  await takeStep(alma.page, "It is fixed", {
    text: "The number is now checked against the company.",
    to: "Fixed, the reporter to be told",
  });

  await page.goto(address);
  await timeline(page).getByText("The number is now checked against the company.").waitFor();
  await takeStep(page, "Tell the reporter that it is fixed", { to: "The reporter was told" });
  await reply(page, { words: ["vouchers open in their own company alone."] });
  await takeStep(page, "Close", { to: "Closed" });
});

test("a partner's access: limited by the platform team, confirmed by the customer", async () => {
  const { page } = pirkko;
  const address = await openCase(page, "Partner access limit", {
    customer: "Osuuskunta Kelopuu",
    subject: `The web shop sees too much ${mark}`,
    asked: { partner: "Web shop", resources: "Sales invoices only", authorised_by: "Main user" },
  });
  await takeStep(page, "Pass on to the platform team", {
    text: "The main user, called back at the number that we have.",
    to: "With the platform team",
  });
  await alma.page.goto(address);
  await takeStep(alma.page, "The access is limited", {
    text: "Reading purchase invoices answers 403 now.",
    to: "Done, the customer to be told",
  });
  await page.goto(address);
  await takeStep(page, "Tell the customer", { to: "Waiting for the customer's confirmation" });
  await reply(page);
  await takeStep(page, "The customer confirmed it", { to: "Closed" });
});

test("a restore is refused, with what can be done instead", async () => {
  const { page } = pirkko;
  await openCase(page, "Restore request", {
    customer: "Tmi Hilla Olematon",
    subject: `Yesterday's vouchers back ${mark}`,
    asked: { what: "Vouchers of October were deleted.", how: "user" },
  });
  await takeStep(page, "Refuse, with the alternatives", { to: "Refused" });
  expect(await reply(page)).toContain("We do not restore data from backups at a customer's request");
});

test("compensation: evidence gathered by itself, decided by whoever owns the contract", async () => {
  const { page } = pirkko;
  const day = (daysAgo: number) => wallTime(Date.now() - daysAgo * DAY).slice(0, 10);
  const address = await openCase(page, "Compensation request", {
    customer: "Kaamoksen Ravintolat",
    subject: `A morning without sales ${mark}`,
    asked: { from: day(9), to: day(2), claim: "The tills stood still." },
  });
  await until(
    "the evidence",
    async () => {
      await page.goto(address);
      return (await inState(page, "Evidence gathered").count()) === 1;
    },
    300_000,
  );
  expect(await timeline(page).textContent()).toMatch(/\d+ ?%|\d [ms]/);
  await takeStep(page, "Pass on to the contract owner", {
    text: "To the account manager: the figures of the time line.",
    to: "With the contract owner",
  });
  expect(await reply(page)).toContain("no general service level promise");
  await takeStep(page, "The contract owner decided", { text: "None: section 8 of the terms.", to: "Answered" });
  await reply(page, { words: ["no compensation.", "section 8."] });
  await takeStep(page, "Close", { to: "Closed" });
});

test("a data export: passed to the export officers, handed over", async () => {
  const { page } = pirkko;
  const address = await openCase(page, "Data export", {
    customer: "Leipomo Sinipiika",
    subject: `We leave at the end of the year ${mark}`,
    asked: { requester: "Managing director" },
  });
  await page.getByRole("main").getByText("not handed over as a database dump").waitFor();
  await takeStep(page, "Pass on to the export officers", {
    text: "Managing director by the trade register, called back.",
    to: "With the export officers",
  });
  expect(await reply(page)).toContain("one-time code sent by SMS");
  await page.goto(address);
  await takeStep(page, "The materials were handed over", { to: "Closed" });
});
