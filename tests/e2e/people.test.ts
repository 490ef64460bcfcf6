import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import {
  closeBrowserAfterwards,
  expectAccessible,
  expectFits,
  signIn,
  throughBroker,
  visitor,
} from "#tests/support/browser.ts";

/** Who is who: an invitation, a role that takes two administrators, sessions, and what the auditor sees of it. */
closeBrowserAfterwards();
const { origin } = inject("demo");

const navigation = (page: Page) => page.getByRole("navigation", { name: "Main" });
const panel = (page: Page, heading: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: heading }) });

/** The rows of the audit page for these filters, typed into its form as the auditor does. */
async function auditRows(page: Page, filters: { who?: string; action?: string; outcome?: string }): Promise<string[]> {
  await page.goto(`${origin}/audit`);
  if (filters.who) await page.getByLabel("Who (name or id)").fill(filters.who);
  if (filters.action) await page.getByLabel("Action begins with").fill(filters.action);
  if (filters.outcome) {
    await page.getByText("More filters").click();
    await page.getByLabel("Outcome").selectOption({ label: filters.outcome });
  }
  await page.getByRole("button", { name: "Search" }).click();
  await page.waitForURL(/\?/);
  await page.getByRole("link", { name: "Clear" }).waitFor();
  const rows = await page.getByRole("table").locator("tbody tr").allTextContents();
  return rows.map((row) => row.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/, "").replace(/\d+actor.*$/, ""));
}

test("a new officer: invited, recognised, given a role by two administrators, signed out by one; all of it audited", async () => {
  const aino = await visitor();
  await signIn(aino, "Aino Avainniemi");
  await navigation(aino.page).getByRole("link", { name: "Staff" }).click();
  await aino.page.getByRole("link", { name: "Invite a person" }).click();
  await aino.page.getByLabel("Name").fill("Ulla Uusikas");
  await aino.page.getByLabel("E-mail at work").fill("not an address");
  await aino.page.getByRole("button", { name: "Make the invitation" }).click();
  // The browser's own check holds the form back; nothing was made of it.
  expect(await aino.page.getByLabel("Name").inputValue()).toBe("Ulla Uusikas");
  await aino.page.getByLabel("E-mail at work").fill("ulla.uusikas@huolto.example");
  await aino.page.getByRole("button", { name: "Make the invitation" }).click();
  const link = await aino.page.getByLabel("Invitation link").inputValue();
  expect(link).toMatch(new RegExp(`^${origin}/invitation#[\\w-]{43}$`));
  await expectAccessible(aino.page);
  await expectFits(aino.page);

  const ulla = await visitor();
  await ulla.page.goto(link);
  await expect.poll(() => ulla.page.getByLabel("Invitation", { exact: true }).inputValue()).toBe(link.split("#")[1]);
  expect(ulla.page.url()).toBe(`${origin}/invitation`);
  await ulla.page.getByRole("button", { name: /Mobile certificate/ }).click();
  await throughBroker(ulla.page, "Ulla Uusikas");
  await ulla.page.getByText("You have no role yet.").first().waitFor();
  expect(await navigation(ulla.page).getByRole("link").allTextContents()).toEqual([
    "Home",
    "Service facts",
    "My sessions",
  ]);

  const second = await visitor();
  await second.page.goto(link);
  await second.page.waitForURL((url) => url.hash === "");
  await second.page.getByRole("button", { name: /Mobile app/ }).click();
  await second.page.getByText("The invitation was already used, has expired or was replaced").waitFor();

  await aino.page.getByRole("link", { name: "Give roles" }).click();
  await aino.page.getByLabel("Give a role").selectOption({ label: "Export officer (needs a second administrator)" });
  await aino.page.getByRole("button", { name: "Give", exact: true }).click();
  await aino.page.getByText("Waits for approval").waitFor();
  const approve = aino.page.getByRole("button", { name: "Approve: Export officer" });
  expect(await approve.getAttribute("aria-disabled")).toBe("true");
  await aino.page.getByText("You proposed it: another administrator has to approve it.", { exact: true }).waitFor();
  await expectAccessible(aino.page);
  const member = aino.page.url();
  const formToken = await aino.page.locator("input[name=formToken]").getAttribute("value");
  const status = await aino.page.evaluate(
    async (fields) =>
      (await fetch(`${window.location.pathname}.data`, { method: "POST", body: new URLSearchParams(fields) })).status,
    { intent: "approve", role: "export_officer", formToken: formToken! },
  );
  expect(status).toBe(403);

  // Nothing came of either: Ulla's next page is as before.
  await ulla.page.reload();
  expect(await navigation(ulla.page).getByRole("link").allTextContents()).toEqual([
    "Home",
    "Service facts",
    "My sessions",
  ]);

  const arvo = await visitor();
  await signIn(arvo, "Arvo Avainsaari");
  await panel(arvo.page, "Roles to approve").getByRole("link", { name: "Ulla Uusikas" }).click();
  await arvo.page.getByText("Proposed by Aino Avainniemi").waitFor();
  await arvo.page.goto(`${origin}/sign-in?fresh=1&returnTo=${encodeURIComponent(new URL(member).pathname)}`);
  await arvo.page.getByRole("heading", { name: "Confirm that it is you" }).waitFor();
  await arvo.page.getByRole("button", { name: /Mobile app/ }).click();
  await throughBroker(arvo.page, "Arvo Avainsaari");
  expect(arvo.page.url()).toBe(member);
  await arvo.page.getByRole("button", { name: "Approve: Export officer" }).click();
  await arvo.page.getByText("Approved by Arvo Avainsaari").waitFor();

  await navigation(ulla.page).getByRole("link", { name: "My sessions" }).click();
  await navigation(ulla.page).getByRole("link", { name: "Exports" }).click();
  await ulla.page.getByRole("heading", { name: "Exports", level: 1 }).waitFor();

  await arvo.page.reload();
  await arvo.page.getByRole("button", { name: "End all sessions" }).click();
  await expect
    .poll(() => arvo.page.locator("dt", { hasText: "Open sessions" }).locator("+ dd").textContent())
    .toBe("None");
  await navigation(ulla.page).getByRole("link", { name: "Home" }).click();
  await ulla.page.getByRole("heading", { name: "Sign in" }).waitFor();

  const auditor = await visitor();
  await signIn(auditor, "Tarmo Tarkastola");
  expect(await auditRows(auditor.page, { action: "staff.invite" })).toEqual([
    "Aino Avainniemistaff.invitestaff Ulla Uusikas",
  ]);
  expect(await auditRows(auditor.page, { who: "ulla", action: "staff_invitation.accept" })).toHaveLength(1);
  expect(await auditRows(auditor.page, { action: "staff_role.propose" })).toHaveLength(1);
  expect(await auditRows(auditor.page, { action: "staff_role.approve" })).toHaveLength(2);
  expect(await auditRows(auditor.page, { action: "staff_role.approve", outcome: "Refused" })).toEqual([
    expect.stringMatching(/^Aino Avainniemistaff_role.approveRefused/),
  ]);
  expect(await auditRows(auditor.page, { who: "Arvo", action: "staff_role.approve" })).toEqual([
    expect.stringMatching(/^Arvo Avainsaaristaff_role.approve(?!Refused)/),
  ]);
  expect(await auditRows(auditor.page, { who: "Arvo", action: "session.end_all" })).toEqual([
    "Arvo Avainsaarisession.end_allstaff Ulla Uusikas",
  ]);
  const trouble = [aino, ulla, second, arvo, auditor].flatMap((person) => person.trouble);
  expect(trouble).toEqual([]);
});

test("one's own sessions: two browsers are listed, the other one is ended and is signed out at its next click", async () => {
  const desk = await visitor();
  await signIn(desk, "Alma Alustala");
  await navigation(desk.page).getByRole("link", { name: "My sessions" }).click();
  const rows = desk.page.getByRole("table", { name: "Your open sessions" }).locator("tbody tr");
  await rows.first().waitFor();
  if ((await rows.count()) > 1) {
    await desk.page.getByRole("button", { name: "End all others" }).click();
    await expect.poll(() => rows.count()).toBe(1);
  }

  const phone = await visitor({ width: 390, height: 844 });
  await signIn(phone, "Alma Alustala");
  await desk.page.reload();
  await desk.page.getByText("You are signed in here and in 1 other place.").waitFor();
  expect(await rows.count()).toBe(2);
  expect(await rows.filter({ hasText: "This one" }).count()).toBe(1);
  await rows.filter({ hasNotText: "This one" }).getByRole("button", { name: "End the session in" }).click();
  await desk.page.getByText("One session was ended.").waitFor();
  await desk.page.getByText("You are signed in here only.").waitFor();

  await navigation(phone.page).getByRole("link", { name: "My sessions" }).click();
  await phone.page.getByRole("heading", { name: "Sign in" }).waitFor();
  await desk.page.getByRole("button", { name: "Sign out" }).click();
  await desk.page.getByText("You have signed out.").waitFor();
  expect([...desk.trouble, ...phone.trouble]).toEqual([]);
});

test("a page that one's role does not open says so within the console, and so does an address that leads nowhere", async () => {
  const agent = await visitor();
  await signIn(agent, "Pirkko Palvelusto");
  for (const [address, permission] of [
    ["/audit", "audit.view"],
    ["/admin/staff", "staff.view"],
    ["/exports", "exports.view"],
    ["/mailings", "mailings.view"],
  ] as const) {
    const response = await agent.page.goto(origin + address);
    expect(response!.status(), address).toBe(403);
    await agent.page.getByRole("heading", { name: "Not allowed" }).waitFor();
    await agent.page.getByText(`"${permission}". Ask an administrator`).waitFor();
    await navigation(agent.page).getByRole("link", { name: "My sessions" }).waitFor();
  }
  await expectAccessible(agent.page);

  const officer = await visitor();
  await signIn(officer, "Onni Arkistola");
  for (const address of ["/nowhere", "/exports/7b0f6d0e-0000-4000-8000-000000000000", "/exports/nonsense"]) {
    const response = await officer.page.goto(origin + address);
    expect(response!.status(), address).toBe(404);
    await officer.page.getByRole("heading", { name: "Nothing here" }).waitFor();
  }
  await navigation(officer.page).getByRole("link", { name: "Exports" }).click();
  await officer.page.getByRole("heading", { name: "Exports", level: 1 }).waitFor();
  expect([...agent.trouble, ...officer.trouble]).toEqual([]);
});

test("a sign-in cancelled at the broker comes back with a plain reason, whoever is here stays signed in", async () => {
  const person = await visitor();
  await person.page.goto(`${origin}/exports?q=oy`);
  await person.page.getByRole("button", { name: /Finnish bank credentials/ }).click();
  await person.page.getByRole("button", { name: "Cancel and go back" }).click();
  await person.page.getByText("The sign-in was cancelled. Nothing has changed.").waitFor();
  expect(new URL(person.page.url()).pathname).toBe("/sign-in");
  await expectAccessible(person.page);

  // The next try leads to where the first was going.
  await person.page.getByRole("button", { name: /Mobile app/ }).click();
  await throughBroker(person.page, "Onni Arkistola");
  expect(person.page.url()).toBe(`${origin}/exports?q=oy`);

  await person.page.goto(`${origin}/sign-in?fresh=1&returnTo=/exports`);
  await person.page.getByRole("button", { name: /Mobile app/ }).click();
  await person.page.getByRole("button", { name: "Cancel and go back" }).click();
  await person.page.getByText("The sign-in was cancelled. Nothing has changed.").waitFor();
  await person.page.getByRole("link", { name: "Go back without signing in again" }).click();
  await person.page.getByRole("heading", { name: "Exports", level: 1 }).waitFor();

  // Another person's identification is no confirmation.
  await person.page.goto(`${origin}/sign-in?fresh=1&returnTo=/exports`);
  await person.page.getByRole("button", { name: /Mobile app/ }).click();
  await person.page.getByRole("button", { name: /Veera Vientilä/ }).click();
  await person.page.getByLabel("Code").fill((await person.page.locator("#shown-code").textContent())!.trim());
  await person.page.getByRole("button", { name: "Confirm" }).click();
  await person.page.getByText("The fresh sign-in was made by another person than the one signed in here.").waitFor();
  await person.page.getByText("You are still signed in as Onni Arkistola").waitFor();
  expect(person.trouble).toEqual([]);
});
