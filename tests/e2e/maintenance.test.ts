import ICAL from "ical.js";
import type { Page } from "playwright-core";
import { beforeAll, expect, inject, test } from "vitest";
import { closeBrowserAfterwards, signIn, throughBroker, type Visitor, visitor } from "#tests/support/browser.ts";

/** From the rule to a window that customers know of, and from an urgent sentence to one that is over, as its people do it. */
closeBrowserAfterwards();
const { origin, grafana } = inject("demo");

let juuso: Visitor;
let alma: Visitor;
let customer: Visitor;
/** Windows that are still planned, the next first. */
const planned: { href: string; month: string }[] = [];
beforeAll(async () => {
  [juuso, alma, customer] = [await visitor(), await visitor(), await visitor({ javaScript: false })];
  await signIn(juuso, "Juuso Julkaisula");
  await signIn(alma, "Alma Alustala");
});

const DAY = 86_400_000;
const helsinki = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki" });
/** Saturday of the third week that lies wholly in the month: two weeks after the month's first Monday, and five days. */
function saturdayOf(year: number, month: number): Date {
  const first = new Date(Date.UTC(year, month - 1, 1));
  const toMonday = (8 - first.getUTCDay()) % 7;
  return new Date(first.getTime() + (toMonday + 14 + 5) * DAY);
}
const shortDay = (date: Date) => date.toLocaleDateString("en-GB", { day: "numeric", timeZone: "UTC" });
const shortMonth = (date: Date) => date.toLocaleDateString("en-US", { month: "short", timeZone: "UTC" });

async function calendar(): Promise<Map<string, ICAL.Event>> {
  const text = await (await fetch(`${origin}/public/maintenance.ics?lang=en`)).text();
  const root = new ICAL.Component(ICAL.parse(text));
  for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return new Map(
    root.getAllSubcomponents("vevent").map((part) => {
      const event = new ICAL.Event(part);
      return [/window-([\w-]+)@/.exec(event.uid)![1]!, event];
    }),
  );
}

/** What the public page says of a window, to whom scripts are not given. */
async function publicly(id: string): Promise<string> {
  await customer.page.goto(`${origin}/public/maintenance?lang=en`);
  return (await customer.page.locator(`#w-${id}`).textContent())!;
}

async function inGrafana<T>(path: string): Promise<T> {
  const answer = await fetch(`${grafana.url}${path}`, { headers: { Authorization: `Bearer ${grafana.token}` } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}
type HeldSilence = { comment: string; status: { state: string }; matchers: { name: string; value: string }[] };
/** Those of a window that have not ended, each as its state and the component that it keeps quiet. */
const silencesOf = async (id: string) =>
  (await inGrafana<HeldSilence[]>("/api/alertmanager/grafana/api/v2/silences"))
    .filter(({ comment, status }) => comment.includes(id) && status.state !== "expired")
    .flatMap(({ matchers, status }) => matchers.map(({ value }) => `${status.state} ${value}`))
    .toSorted();
const annotationsOf = async (id: string) =>
  (await inGrafana<{ time: number; timeEnd: number; text: string; tags: string[] }[]>("/api/annotations")).filter(
    ({ tags }) => tags.some((tag) => tag.includes(id)),
  );

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name }).waitFor();

test("the year's plan has the weekend of the third full week of every month", async () => {
  const { page } = juuso;
  const [year = 0, month = 0] = helsinki.format(Date.now()).split("-").map(Number);
  for (const shown of [year, year + 1]) {
    await page.goto(`${origin}/maintenance?year=${shown}`);
    const rows = page.getByRole("table", { name: `Windows of ${shown}` }).locator("tbody tr:has(th)");
    await rows.first().waitFor();
    for (const row of await rows.all()) {
      const text = (await row.textContent())!;
      const link = row.getByRole("link").first();
      const name = (await link.textContent())!;
      // Urgent ones stand among them, and are of no month.
      if (!/^[A-Z][a-z]+ \d{4}$/.test(name)) continue;
      const at = new Date(`1 ${name} UTC`).getUTCMonth() + 1;
      const saturday = saturdayOf(shown, at);
      const sunday = new Date(saturday.getTime() + DAY);
      expect(text).toContain(`Sat ${shortDay(saturday)}`);
      expect(text).toContain(`Sun ${shortDay(sunday)} ${shortMonth(sunday)}`);
      expect(text).toContain("22:00 – 06:00");
      if (text.includes("Planned")) planned.push({ href: (await link.getAttribute("href"))!, month: name });
    }
  }
  // Twelve months ahead.
  const last = new Date(Date.UTC(year, month - 1 + 11, 1));
  expect(planned.at(-1)!.month).toMatch(new RegExp(`${last.getUTCFullYear()}$`));
  expect(planned.length).toBeGreaterThanOrEqual(10);
});

test("a planned window: what announcing does is said before, it is undone while nobody was mailed, and stands", async () => {
  const { page } = juuso;
  const { href } = planned[0]!;
  const id = href.split("/").at(-1)!;
  await page.goto(origin + href);
  await page.getByText(/^If it began now, (no alert|this alert|these \d+ alerts)/).waitFor();
  await page.getByText(/^Two minutes later, \d+ subscribers are mailed: /).waitFor();
  expect(await publicly(id)).not.toContain("Announced");
  expect((await calendar()).get(id)!.component.getFirstPropertyValue("status")).toBe("TENTATIVE");

  await press(page, "Announce");
  await page.getByText(/^Announced\. It can be undone: (2 min|1 min \d+ s) left/).waitFor();
  expect(await publicly(id)).toContain("Announced");
  await press(page, "Undo the announcement");
  await heading(page, "Next: announce it");
  expect(await publicly(id)).not.toContain("Announced");

  await press(page, "Announce");
  await heading(page, /^Next: it starts by itself on Sat/);
  const card = await publicly(id);
  const event = (await calendar()).get(id)!;
  expect(event.component.getFirstPropertyValue("status")).toBe("CONFIRMED");
  const [start, end] = [event.startDate, event.endDate];
  const saturday = saturdayOf(start.year, start.month);
  expect([start.day, start.hour, start.minute, end.hour, end.minute]).toEqual([saturday.getUTCDate(), 22, 0, 6, 0]);
  expect(start.zone.tzid).toBe("Europe/Helsinki");
  expect(Number(event.sequence)).toBeGreaterThanOrEqual(3);
  expect(card).toContain(`Sat ${start.day} ${shortMonth(saturday)} ${start.year}, 22:00`);

  const chosen = await page
    .locator('input[name^="component."]:checked')
    .evaluateAll((all) => all.map((input) => `pending ${(input as HTMLInputElement).name.slice("component.".length)}`));
  expect(chosen).toContain("pending databases");
  await expect.poll(() => silencesOf(id), { timeout: 60_000 }).toEqual(chosen.toSorted());
  await expect
    .poll(async () => (await annotationsOf(id)).map(({ time }) => time), { timeout: 60_000 })
    .toEqual([start.toJSDate().getTime()]);

  // Colleagues see the same; customer service may change nothing of it.
  await alma.page.goto(origin + href);
  await heading(alma.page, /^Next: it starts by itself on Sat/);
  const pirkko = await visitor();
  await signIn(pirkko, "Pirkko Palvelusto");
  await pirkko.page.goto(origin + href);
  await pirkko.page.getByText(/^Announced\. It starts Sat/).waitFor();
  expect(await pirkko.page.locator("main form").count()).toBe(0);
  expect([...juuso.trouble, ...alma.trouble, ...pirkko.trouble, ...customer.trouble]).toEqual([]);
});

test("other hours: proposed by one with a reason, seen with what they fall on, decided by another", async () => {
  const { page } = alma;
  const { href } = planned[1]!;
  const id = href.split("/").at(-1)!;
  await page.goto(origin + href);
  const before = (await calendar()).get(id)!.startDate;
  await page.getByText("Move, shorten, lengthen or skip it").click();
  const form = page.getByRole("form", { name: "Propose a change" });
  const month = `${before.year}-${String(before.month).padStart(2, "0")}`;
  await form.getByLabel("New start").fill(`${month}-01T23:00`);
  await form.getByLabel("New end").fill(`${month}-02T05:00`);
  await form.getByLabel("Reason").fill("The weekend is wanted for a move of offices.");
  await form.getByRole("button", { name: "See what the hours fall on" }).click();
  await form.getByText("Nothing was proposed yet.").waitFor();
  expect(await form.getByRole("status").textContent()).toMatch(/1 \w{3}: The books of the month are closed/);
  expect(await form.getByLabel("Reason").inputValue()).toBe("The weekend is wanted for a move of offices.");
  await form.getByLabel("New start").fill(`${month}-08T23:00`);
  await form.getByLabel("New end").fill(`${month}-09T05:00`);
  await press(page, "Propose it to a second person");
  await page.getByText("You proposed it: another person decides.").waitFor();
  expect(await page.getByRole("button", { name: "Approve" }).count()).toBe(0);
  expect((await calendar()).get(id)!.startDate.day).toBe(before.day);

  await juuso.page.goto(origin);
  await juuso.page.getByRole("link", { name: /^A proposal to move “.*waits for a second person/ }).click();
  await heading(juuso.page, "A move waits for a second person");
  await juuso.page.goto(`${origin}/sign-in?fresh=1&returnTo=${href}`);
  await juuso.page.getByRole("button", { name: /Mobile app/ }).click();
  await throughBroker(juuso.page, "Juuso Julkaisula");
  await press(juuso.page, "Approve");
  await juuso.page.getByText("Not the hours of the rule").waitFor();
  const moved = (await calendar()).get(id)!;
  expect([moved.startDate.day, moved.startDate.hour, moved.endDate.day, moved.endDate.hour]).toEqual([8, 23, 9, 5]);
  expect([...juuso.trouble, ...alma.trouble]).toEqual([]);
});

test("urgent: two clicks and a sentence; silenced and marked in Grafana until it is verified and over, before its end", async () => {
  const { page } = alma;
  const sentence = `Databases restart; the service is away for some minutes ${Date.now().toString(36)}`;
  await page.goto(origin);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Urgent maintenance" }).click();
  await heading(page, "What customers are told");
  // The cursor is in the field by itself.
  await page.locator('[name="sentence"]:focus').waitFor();
  await page.keyboard.type(sentence);
  await press(page, "Announce and start");
  await heading(page, "Next: the work, then verify");
  const id = new URL(page.url()).pathname.split("/").at(-1)!;
  const shown = await publicly(id);
  expect(shown).toContain(sentence);
  expect(shown).toMatch(/In progress.*Urgent/);
  expect((await calendar()).get(id)!.component.getFirstPropertyValue("categories")).toBe("Urgent");

  // The components of the profile's scope, and an hour, as the form suggests.
  await expect.poll(() => silencesOf(id), { timeout: 60_000 }).toEqual(["active app-servers", "active databases"]);
  const regions = async () =>
    (await annotationsOf(id)).map(({ time, timeEnd, text }) => ({ minutes: (timeEnd - time) / 60_000, text }));
  await expect.poll(regions, { timeout: 60_000 }).toEqual([{ minutes: 60, text: "Urgent maintenance" }]);

  // Another of the platform team ticks the list and finishes what she began.
  const pasi = await visitor();
  await signIn(pasi, "Pasi Palvelinmaa");
  await pasi.page.goto(`${origin}/maintenance`);
  await pasi.page
    .getByRole("row", { name: /^Urgent maintenance.*In progress/ })
    .getByRole("link")
    .click();
  await pasi.page.waitForURL(`${origin}/maintenance/${id}`);
  await press(pasi.page, "The work of the window is done");
  await pasi.page.getByText("1 of 7 done").waitFor();
  await press(pasi.page, "Work is done, verify");
  await heading(pasi.page, "Next: verify, then complete");
  expect(await publicly(id)).toContain("Being verified");
  await press(pasi.page, "Complete: finished early");
  await pasi.page.getByText(/^Completed \d{4}-.* before its end\./).waitFor();
  await expect.poll(() => silencesOf(id), { timeout: 60_000 }).toEqual([]);
  // What stays is the region, with its real end.
  await expect.poll(async () => (await regions())[0]?.minutes, { timeout: 60_000 }).toBeLessThan(10);
  expect(await regions()).toHaveLength(1);
  expect(await publicly(id)).toContain("Completed early");
  await page.reload();
  await page.getByText("Ticked: The work of the window is done").waitFor();
  expect([...alma.trouble, ...pasi.trouble, ...customer.trouble]).toEqual([]);
});
