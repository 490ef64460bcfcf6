import { execFileSync } from "node:child_process";
import { createHash, createPublicKey } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ICAL from "ical.js";
import { expect, inject, test } from "vitest";
import { closeBrowserAfterwards, expectAccessible, expectFits, signIn, visitor } from "#tests/support/browser.ts";
import { panel, wallTime } from "#tests/support/desk-steps.ts";
import { approveRequest, handOver, type Recipient, recordScope, requestExport } from "#tests/support/export-steps.ts";
import { enterPortal, fetchFile } from "#tests/support/portal-steps.ts";

/** What anybody may read of the archives, and what an officer's calendar program reads. */
closeBrowserAfterwards();
const { origin, portalOrigin } = inject("demo");

const languages = [
  ["fi", "Arkiston tiedostomuodot", "Arkistojen allekirjoitusavaimet"],
  ["sv", "Arkivets filformat", "Arkivens signeringsnycklar"],
  ["en", "The archive's file formats", "Keys that sign the archives"],
] as const;

test("the register of formats and the keys, in three languages, on both hosts", async () => {
  const reader = await visitor();
  const { page } = reader;
  for (const host of [origin, portalOrigin]) {
    await page.goto(`${host}/public/archive-formats`);
    for (const [language, formats, keys] of languages) {
      await page.getByRole("navigation").locator(`a[hreflang=${language}]`).click();
      await page.getByRole("heading", { level: 1, name: formats, exact: true }).waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
      await expectAccessible(page);
      await expectFits(page);
      await page.getByRole("link", { name: keyLinks[language], exact: true }).click();
      await page.getByRole("heading", { level: 1, name: keys, exact: true }).waitFor();
      await expectAccessible(page);
      await page.goBack();
      // The links to other languages stand on both pages.
      await page.getByRole("heading", { level: 1, name: formats, exact: true }).waitFor();
    }
  }
  const narrow = await visitor({ width: 390, height: 844, dark: true });
  for (const at of ["archive-formats", "archive-keys"]) {
    await narrow.page.goto(`${origin}/public/${at}?lang=fi`);
    await narrow.page.getByRole("heading", { level: 1 }).waitFor();
    await expectAccessible(narrow.page);
    await expectFits(narrow.page);
  }
  expect([...reader.trouble, ...narrow.trouble]).toEqual([]);
});

const keyLinks = { fi: "Allekirjoitusavaimet", sv: "Signeringsnycklar", en: "Signing keys" };

test("a program finds each table's structure from the register's JSON", async () => {
  const answer = await fetch(`${origin}/public/archive-formats.json`);
  const register = JSON.stringify(await answer.json());
  expect(register).toContain("SAF-T");
  const reader = await visitor();
  await reader.page.goto(`${origin}/public/archive-formats?lang=en`);
  const structures = await reader.page
    .locator('a[href*="/schemas/"]')
    .evaluateAll((links) => links.map((a) => (a as HTMLAnchorElement).href));
  expect(structures.length).toBeGreaterThan(10);
  for (const structure of structures) {
    const { fields } = (await (await fetch(structure)).json()) as { fields: { name: string }[] };
    expect(fields.length, structure).toBeGreaterThan(0);
  }
});

const recipient: Recipient = {
  name: "Ulla Ulkopuolinen",
  email: `ulla.${Date.now().toString(36)}@leaving.example`,
  phone: "+358405550505",
  language: "en",
};

test("a calendar of the dates, and a key from its page that proves an archive's signature with openssl alone", async () => {
  const veera = await visitor();
  const { page } = veera;
  await signIn(veera, "Veera Vientilä");
  await requestExport(page, "Lumipallon Harrastajat", { recipient });
  const request = await recordScope(page);
  const number = /no (\d+)/.exec((await page.getByRole("heading", { level: 1 }).textContent())!)![1];
  await page.goto(`${request}/dates`);
  const noticeGivenOn = wallTime(Date.now() - 5 * 86_400_000).slice(0, 10);
  await page.getByLabel("Notice given on").fill(noticeGivenOn);
  await page.getByRole("button", { name: "Record the dates" }).click();
  await panel(page, "Recorded").waitFor();

  await page.goto(`${origin}/exports`);
  await page.getByRole("button", { name: /^Make (an|a new) address$/ }).click();
  await page.getByText("Copy the address now: it is not shown again").waitFor();
  const address = (await panel(page, "Dates in your own calendar").locator("code").textContent())!;
  await expectAccessible(page);
  const feed = await fetch(address);
  expect(feed.headers.get("content-type")).toContain("text/calendar");
  const text = await feed.text();
  for (const word of [recipient.name, recipient.email, "Lumipallon"]) expect(text).not.toContain(word);
  const events = new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents("vevent")
    .map((each) => new ICAL.Event(each))
    .filter(({ summary }) => summary.startsWith(`Export ${number}: `));
  expect(events.length).toBeGreaterThan(0);
  for (const { startDate } of events) {
    expect(startDate.isDate).toBe(true);
    expect(startDate.toString() > noticeGivenOn).toBe(true);
  }
  await page.goto(`${origin}/exports?state=open`);
  await page.getByText("You have a calendar address").waitFor();
  expect(await page.content()).not.toContain(address);
  await page.getByRole("button", { name: "Take the address back" }).click();
  await page.getByRole("button", { name: "Make an address" }).waitFor();
  expect((await fetch(address)).status).toBe(404);

  const onni = await visitor();
  await signIn(onni, "Onni Arkistola");
  await approveRequest(onni.page, request, "Onni Arkistola");
  await handOver(page, request);
  const customer = await enterPortal(page, recipient);
  const archive = await fetchFile(customer.page, "Download the archive");
  const folder = mkdtempSync(path.join(tmpdir(), "huolto-keys-"));
  try {
    execFileSync("unzip", ["-qj", archive, "*/tagmanifest-sha512.txt", "*/signature/*", "-d", folder]);
    const ownKey = createPublicKey(execFileSync("cat", [path.join(folder, "public-key.pem")]));
    const fingerprint = createHash("sha256")
      .update(ownKey.export({ type: "spki", format: "der" }))
      .digest("hex");
    const reader = await visitor();
    await reader.page.goto(`${portalOrigin}/public/archive-keys?lang=en`);
    const listed = reader.page.getByRole("listitem").filter({ hasText: fingerprint });
    const address = await listed.getByRole("link").evaluate((link: HTMLAnchorElement) => link.pathname);
    writeFileSync(path.join(folder, "key.pem"), await (await fetch(origin + address)).text());
    const [command, ...words] = (await reader.page.locator("pre").textContent())!
      .trim()
      .replace("signature/", "")
      .split(" ");
    expect(execFileSync(command!, words, { cwd: folder, encoding: "utf8" })).toContain(
      "Signature Verified Successfully",
    );
    expect(reader.trouble).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect([...veera.trouble, ...onni.trouble, ...customer.trouble]).toEqual([]);
});
