import path from "node:path";
import { pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { chromiumArguments, ensureChromium } from "#tests/support/chromium.ts";
import { make } from "./make.ts";
import { book, lease, type Stored } from "./small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];
const YEAR = "2024-01-01_2024-12-31";
let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: ensureChromium(console.info), args: chromiumArguments });
}, 300_000);
afterAll(async () => await browser?.close());

/** Receivables with very many entries, one of which is the invoice that is looked for: two thirds of the way, on 2 July. */
async function longArchive(businessId: string, vouchers: number): Promise<string> {
  const at = (vouchers * 2) / 3;
  const store: Stored = new Map();
  const id = await book(
    database.ownerUrl,
    {
      company: { business_id: businessId, name: "Pitkä & Kumppanit Oy" },
      parties: [{ kind: "customer", number: "7", name: "Asiakas Oy" }],
      taxCodes: [{ code: "S255", description: "Myynti", rate: "25.5" }],
      years: [
        {
          startsOn: "2024-01-01",
          endsOn: "2024-12-31",
          accounts: [
            { number: "1700", name: "Myyntisaamiset", type: "asset" },
            { number: "3000", name: "Myynti", type: "income" },
          ],
          vouchers: [
            {
              series: "ML",
              number: "77",
              date: "2024-01-01",
              text: "Lasku 77",
              kind: "sales",
              lines: [
                ["1700", "125.50", { party_kind: "customer", party_number: "7" }],
                ["3000", "-125.50", { tax_code: "S255", tax_base: "100.00", tax_amount: "25.50" }],
              ],
              files: [{ name: "lasku 77.txt", bytes: "This is invoice 77.", type: "text/plain" }],
            },
          ],
        },
      ],
    },
    store,
  );
  const sql = postgres(database.ownerUrl, { max: 1 });
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update ledger.vouchers set seq = ${at}, date = '2024-07-02' where company_id = ${id}`;
    await tx`update ledger.voucher_lines set voucher_seq = ${at} where company_id = ${id}`;
    await tx`update ledger.voucher_documents set voucher_seq = ${at} where company_id = ${id}`;
    await tx`insert into ledger.vouchers (company_id, financial_year_id, seq, series, number, date, text)
      select company_id, financial_year_id, n, 'ML', (n + 1000)::text, date '2024-01-01' + n * 366 / ${at * 2}::integer, 'Muu lasku'
        from ledger.vouchers, generate_series(1, ${vouchers}::integer) n where company_id = ${id} and seq = ${at} and n <> ${at}`;
    await tx`insert into ledger.voucher_lines (company_id, financial_year_id, voucher_seq, line_no, account_number, debit, credit)
      select company_id, financial_year_id, seq, l, case l when 1 then '1700' else '3000' end,
             case l when 1 then 10 else 0 end, case l when 1 then 0 else 10 end
        from ledger.vouchers, generate_series(1, 2) l where company_id = ${id} and seq <> ${at}`;
  });
  await sql`analyze ledger.vouchers, ledger.voucher_lines`;
  await sql.end();
  await lease(database.ownerUrl, slotRole, id);
  return (await make(slotUrl, id, store, { formats: ["html"] })).folder;
}

/** What a page complained of, and what it asked for that is not a file. */
async function watched(
  options: Pick<BrowserContextOptions, "colorScheme" | "viewport"> = {},
): Promise<{ page: Page; trouble: string[] }> {
  const page = await (await browser.newContext({ ...options, javaScriptEnabled: true })).newPage();
  const trouble: string[] = [];
  page.on("console", (message) => trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) trouble.push(request.url());
  });
  return { page, trouble };
}
const open = (page: Page, folder: string, file: string) =>
  page.goto(pathToFileURL(path.join(folder, "data", file)).href);

test("somebody who has never seen it finds an invoice from the balance sheet in four clicks, and the way back", async () => {
  const folder = await longArchive("offline-archive", 3000);
  const { page, trouble } = await watched();
  await open(page, folder, "index.html");
  await page.getByRole("link", { name: "Tase" }).click();
  await expect.poll(() => page.getByRole("heading", { level: 1 }).textContent()).toBe("Tase");

  await page.getByRole("link", { name: "1700 Myyntisaamiset" }).click();
  await page.getByRole("link", { name: /^1\.7\.2024 –/ }).click();
  await page.getByRole("link", { name: "ML 77", exact: true }).click();
  const voucher = page.locator("tbody:target");
  expect(await voucher.textContent()).toContain("Asiakas Oy");
  await voucher.getByRole("link", { name: "lasku 77.txt" }).click();
  expect(await page.locator("body").textContent()).toBe("This is invoice 77.");

  await page.goBack();
  await page.locator("tbody:target").getByRole("link", { name: "1700" }).click();
  expect(await page.locator("tr:target").textContent()).toContain("125,50");
  expect(await page.locator("tr:target").getByRole("link").textContent()).toBe("ML 77");
  await page.getByRole("link", { name: "Balance sheet" }).click();
  await expect.poll(() => page.locator("html").getAttribute("lang")).toBe("en");
  expect(trouble).toEqual([]);
}, 300_000);

test("pages are sound for people who see badly or not at all, light and dark", async () => {
  const folder = await longArchive("offline-archive-2", 450);
  const files = [
    "index.html",
    "pages/fi/scope.html",
    "pages/sv/completeness.html",
    "pages/en/verify.html",
    "pages/fi/ledger-list.html",
    `${YEAR}/pages/sv/balance-sheet.html`,
    `${YEAR}/pages/fi/accounts.html`,
    `${YEAR}/pages/en/documents.html`,
    `${YEAR}/pages/accounts/1700/index.html`,
    `${YEAR}/pages/accounts/1700/0001.html`,
    `${YEAR}/pages/vouchers/index.html`,
    `${YEAR}/pages/vouchers/0001.html`,
  ];
  for (const colorScheme of ["light", "dark"] as const) {
    const { page, trouble } = await watched({ colorScheme });
    for (const file of colorScheme === "light" ? files : files.slice(-3)) {
      await open(page, folder, file);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map((v) => `${file}: ${v.id} ${v.nodes.slice(0, 3).map((n) => n.html)}`),
        file,
      ).toEqual([]);
    }
    expect(trouble).toEqual([]);
  }
}, 180_000);

test("on a phone no page is wider than the screen, and each amount says what it is", async () => {
  const folder = await longArchive("offline-archive-3", 450);
  const { page, trouble } = await watched({ viewport: { width: 360, height: 780 } });
  const files = [
    "index.html",
    "pages/fi/scope.html",
    "pages/sv/completeness.html",
    "pages/en/verify.html",
    "pages/fi/ledger-list.html",
    `${YEAR}/pages/sv/income-statement.html`,
    `${YEAR}/pages/fi/accounts.html`,
    `${YEAR}/pages/accounts/1700/index.html`,
    `${YEAR}/pages/vouchers/index.html`,
    `${YEAR}/pages/vouchers/0002.html`,
    `${YEAR}/pages/accounts/1700/0007.html`,
  ];
  for (const file of files) {
    await open(page, folder, file);
    expect(await page.evaluate("document.documentElement.scrollWidth"), file).toBe(360);
  }
  const shown = await page.evaluate(`[...document.querySelectorAll("tbody tr")].slice(0, 2).map((row) =>
    [...row.cells].filter((cell) => getComputedStyle(cell).display !== "none")
      .map((cell) => getComputedStyle(cell, "::before").content.replace(/^none$|"/g, "") + cell.textContent.trim()))`);
  expect(shown).toEqual([
    ["Siirto edelliseltä sivulta", expect.stringMatching(/^Saldo [\d\s]+,\d\d$/)],
    [
      expect.stringMatching(/^\d+\.7\.2024$/),
      expect.stringMatching(/^ML \d+$/),
      expect.any(String),
      expect.stringMatching(/^Debet \d+,\d\d$/),
      expect.stringMatching(/^Saldo [\d\s]+,\d\d$/),
    ],
  ]);
  expect(trouble).toEqual([]);
}, 300_000);
