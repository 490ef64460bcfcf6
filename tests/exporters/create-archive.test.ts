import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { findPythonTool, runTool, toolTest } from "#tests/support/tools.ts";
import { type Made, make, pythonCsv } from "./make.ts";
import { type Booked, book, lease, type Stored } from "./small-ledger.ts";

const database = await testDatabase();
const [slotUrl, otherSlotUrl] = database.slotUrls as [string, string];
const [slotRole, otherRole] = database.roles.exportSlots as [string, string];
const Y = "2024-01-01_2024-12-31";

const bookkeeping: Booked = {
  company: { business_id: "1234567-1", name: "Åke & Pojat <Oy>" },
  parties: [
    { kind: "customer", number: "C1", name: 'Asiakas, "Oy"', city: "Äänekoski", country: "FI" },
    { kind: "supplier", number: "S9", name: "Never booked with" },
  ],
  taxCodes: [{ code: "255", description: "Myynti 25,5 %", rate: "25.5", country: "FI" }],
  dimensions: [{ code: "1", name: "Kustannuspaikka", values: [["100", "Myymälä"]] }],
  years: [
    {
      startsOn: "2017-01-01",
      endsOn: "2017-12-31",
      accounts: [
        { number: "1910", name: "Pankki" },
        { number: "3000", name: "Myynti" },
      ],
      vouchers: [
        {
          number: "1",
          date: "2017-05-05",
          text: "Old",
          lines: [
            ["1910", "10.00"],
            ["3000", "-10.00"],
          ],
          files: [{ name: "old.pdf", bytes: "old bytes" }],
        },
      ],
    },
    {
      startsOn: "2024-01-01",
      endsOn: "2024-12-31",
      accounts: [
        { number: "1910", name: "Pankki", type: "asset", opening: "100.00", declaredClosing: "250.50" },
        { number: "2000", name: "Oma pääoma", type: "equity", opening: "-100.00" },
        { number: "2939", name: "Arvonlisävero", type: "liability" },
        { number: "3000", name: "Myynti", type: "income" },
      ],
      vouchers: [
        {
          series: "ML",
          number: "1",
          date: "2024-02-29",
          text: '=HYPERLINK("http://x")',
          kind: "sales",
          lines: [
            [
              "1910",
              "125.50",
              { text: 'Tab\there, "quoted"\r\nsecond line \\ 漢字 😀', party_kind: "customer", party_number: "C1" },
            ],
            [
              "3000",
              "-100.00",
              { dimensions: [["1", "100"]], tax_code: "255", tax_base: "100.00", tax_amount: "25.50" },
            ],
            ["2939", "-25.50", { text: "-12.50" }],
          ],
          files: [
            { name: "lasku.pdf", bytes: "%PDF-1.7 one" },
            { name: "LASKU.pdf", bytes: "%PDF-1.7 two" },
            { name: "../../etc/passwd", bytes: "slip" },
            { name: "finvoice.xml", bytes: "<Finvoice/>", type: "application/xml" },
          ],
        },
        {
          series: "ML",
          number: "4",
          date: "2024-03-01",
          kind: "sales",
          lines: [
            ["1910", "25.00"],
            ["3000", "-25.00"],
          ],
        },
      ],
      documents: [
        { kind: "financial_statements", name: "tilinpäätös.pdf", bytes: "statements" },
        { kind: "vat_return", name: "alv-2024-02.pdf", bytes: "return" },
      ],
    },
  ],
};
const store: Stored = new Map();
const companyId = await book(database.ownerUrl, bookkeeping, store);
const foreignId = await book(database.ownerUrl, {
  company: { business_id: "7654321-2", name: "FOREIGNCANARY Oy" },
  years: [
    {
      startsOn: "2024-01-01",
      endsOn: "2024-12-31",
      vouchers: [
        {
          number: "1",
          date: "2024-02-02",
          text: "FOREIGNCANARY",
          lines: [
            ["1", "1.00"],
            ["2", "-1.00"],
          ],
        },
      ],
    },
  ],
});
const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
await owner`insert into ledger.user_logins values (${companyId}, 'SECRETCANARY', 'SECRETCANARY', null)`;
await owner`insert into ledger.internal_notes (company_id, written_at, note) values (${companyId}, now(), 'SECRETCANARY')`;
await owner`insert into ledger.voucher_drafts (company_id, draft) values (${companyId}, '{"a":"SECRETCANARY"}')`;
await owner`insert into ledger.credentials values (${companyId}, 'bank', 'SECRETCANARY')`;
await owner.end();
await lease(database.ownerUrl, slotRole, companyId);

const dir = mkdtempSync(path.join(tmpdir(), "huolto-whole-archive-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
let made: Promise<Made> | undefined;
/** Everything in every format; made once, for the tests that only look. */
const whole = () => (made ??= make(slotUrl, companyId, store, { dir }));

test("a year's books come out as CSV that another program reads back value by value", async () => {
  const made = await whole();
  const journal = pythonCsv(made, `${Y}/ledger/journal.csv`);
  expect(journal[0]!.slice(0, 6)).toEqual(["voucher_series", "voucher_number", "date", "account", "debit", "credit"]);
  expect(journal.slice(1).map((r) => r.slice(0, 7))).toEqual([
    ["ML", "1", "2024-02-29", "1910", "125.50", "0.00", 'Tab\there, "quoted"\r\nsecond line \\ 漢字 😀'],
    ["ML", "1", "2024-02-29", "3000", "0.00", "100.00", ""],
    ["ML", "1", "2024-02-29", "2939", "0.00", "25.50", "-12.50"],
    ["ML", "4", "2024-03-01", "1910", "25.00", "0.00", ""],
    ["ML", "4", "2024-03-01", "3000", "0.00", "25.00", ""],
  ]);
  // The machine copy keeps what was booked, also where a spreadsheet would take it for a formula.
  expect(journal[1]![7]).toBe('=HYPERLINK("http://x")');
  const raw = made.read(`${Y}/ledger/journal.csv`);
  expect(raw.startsWith("voucher_series,")).toBe(true);
  expect(raw.endsWith("\r\n")).toBe(true);

  const ledger = pythonCsv(made, `${Y}/ledger/general-ledger.csv`).slice(1);
  expect(ledger.filter((r) => r[0] === "1910").map((r) => [r[1], r[2], r[5], r[6], r[10]])).toEqual([
    ["opening", "2024-01-01", "", "", "100.00"],
    ["movement", "2024-02-29", "125.50", "0.00", "225.50"],
    ["movement", "2024-03-01", "25.00", "0.00", "250.50"],
    ["closing", "2024-12-31", "150.50", "0.00", "250.50"],
  ]);
  expect(ledger.filter((r) => r[0] === "2000").map((r) => [r[1], r[10]])).toEqual([
    ["opening", "-100.00"],
    ["closing", "-100.00"],
  ]);
  expect(pythonCsv(made, `${Y}/ledger/trial-balance.csv`)[1]).toEqual([
    "1910",
    "Pankki",
    "100.00",
    "150.50",
    "0.00",
    "250.50",
    "250.50",
    "0.00",
  ]);
  // A party that no entry names is in no class of the law.
  expect(
    pythonCsv(made, `${Y}/ledger/parties.csv`)
      .slice(1)
      .map((r) => r[1]),
  ).toEqual(["C1"]);
  expect(made.controlTotals[1]!.files["ledger/journal.csv"]).toEqual({ rows: 5, debit: "150.50", credit: "150.50" });
});

test("every file is whole and where the tables say, with names that any system can unpack", async () => {
  const made = await whole();
  const attachments = pythonCsv(made, `${Y}/ledger/attachments.csv`).slice(1);
  const vouchers = pythonCsv(made, `${Y}/ledger/vouchers.csv`).slice(1);
  expect(attachments.map((r) => [r[5], r[2], r[3]])).toEqual(
    expect.arrayContaining([
      ["lasku.pdf", "ML", "1"],
      ["LASKU.pdf", "ML", "1"],
      ["../../etc/passwd", "ML", "1"],
      ["tilinpäätös.pdf", "", ""],
    ]),
  );
  for (const [path, , , , , name, , bytes, sha256] of attachments) {
    const content = readFileSync(`${made.folder}/data/${Y}/${path}`);
    expect([name, content.length, createHash("sha256").update(content).digest("hex")]).toEqual([
      name,
      Number(bytes),
      sha256,
    ]);
  }
  const paths = attachments.map((r) => r[0]!);
  expect(new Set(paths.map((p) => p.toLowerCase())).size).toBe(6);
  expect(paths.filter((p) => p.startsWith("vouchers/ML/1/"))).toHaveLength(4);
  expect(paths).toContain("statements/tilinpäätös.pdf");
  expect(paths).toContain("returns/alv-2024-02.pdf");
  expect(vouchers[0]![8]).toBe("4");
  expect(vouchers[0]![9]!.split(" ").sort()).toEqual(
    attachments
      .filter((r) => r[3] === "1")
      .map((r) => r[8]!)
      .sort(),
  );
});

test("the archive's own verifier finds nothing wrong, and its totals are those of the books", async () => {
  const made = await whole();
  const verified = await verifyArchive(made.zip);
  expect(verified).toMatchObject({ ok: true, archive: { sha512: made.sha512, files: made.files } });
  expect(JSON.parse(made.read("reports/control-totals.json")).years[1]).toMatchObject({
    startsOn: "2024-01-01",
    vouchers: 2,
    lines: 5,
    debit: "150.50",
    credit: "150.50",
  });
});

test("the bag passes sha512sum, and its approved scope has the hash that is written on it", async () => {
  const made = await whole();
  expect(
    execFileSync("sha512sum", ["--quiet", "-c", "manifest-sha512.txt"], { cwd: made.folder, encoding: "utf8" }),
  ).toBe("");
  const info = readFileSync(`${made.folder}/bag-info.txt`, "utf8").replaceAll(/\n /g, " ");
  const scopeHash = createHash("sha256").update(made.read("scope.json")).digest("hex");
  expect(info).toContain(`Scope-SHA256: ${scopeHash}`);
  const zip = readFileSync(made.zip);
  expect(createHash("sha512").update(zip).digest("hex")).toBe(made.sha512);
});

toolTest(
  "an independent reader of data packages finds every table as described, keys included",
  "frictionless",
  async (frictionless) => {
    const made = await whole();
    const report = JSON.parse(
      runTool(frictionless, ["validate", "--json", "datapackage.json"], { cwd: `${made.folder}/data` }),
    );
    expect(report).toMatchObject({ valid: true, stats: { errors: 0, warnings: 0 } });
    // Two of retention, nineteen tables of 2024, fifteen of 2017, whose vouchers, parties and VAT returns have expired.
    expect(report.stats.tasks).toBe(36);
  },
  { find: (program) => findPythonTool("frictionless==5.21.0", program), timeoutMs: 180_000 },
);

test("what has expired, what belongs to others and what was never accounting is not in any file", async () => {
  const made = await whole();
  const old = made.list.filter((f) => f.includes("2017-01-01_2017-12-31"));
  // As of 2026 the six-year class of 2017 has passed and the ten-year class has not.
  expect(old.some((f) => f.endsWith("ledger/journal.csv"))).toBe(true);
  expect(old.filter((f) => /ledger\/(vouchers|parties)|\/vouchers\/.*pdf|old\.pdf/.test(f))).toEqual([]);
  const report = JSON.parse(made.read("reports/completeness.json"));
  expect(report.excluded.find((e: { what: string }) => e.what === "vouchers 2017-01-01 - 2017-12-31").why).toContain(
    "2023-12-31",
  );
  for (const file of made.list) {
    const content = readFileSync(`${made.folder}/${file}`).toString("latin1");
    expect([file, /SECRETCANARY|FOREIGNCANARY|Never booked/.test(content)]).toEqual([file, false]);
  }
});

test("the same books, scope and date give the same bytes; what is compressed has no time of day in it", async () => {
  const [a, b] = [await whole(), await make(slotUrl, companyId, store)];
  expect(a.sha512).toBe(b.sha512);
});

test("the completeness report finds the gap, the missing files and says which year is open", async () => {
  const made = await whole();
  const [, year] = JSON.parse(made.read("reports/completeness.json")).years;
  expect(year.series).toEqual([
    {
      series: "ML",
      vouchers: 2,
      first: "1",
      last: "4",
      notNumeric: 0,
      missing: 2,
      gaps: [{ from: "2", to: "3" }],
      repeated: 0,
    },
  ]);
  const codes = year.findings.map((f: { code: string; count: number }) => [f.code, f.count]);
  expect(codes).toEqual([
    ["vouchers_without_files", 1],
    // A tab, CR, LF, two Chinese characters and an emoji.
    ["sie_replaced_characters", 6],
    ["sie_tax_left_out", 1],
    // Two Chinese characters; the printed font has the emoji.
    ["pdf_missing_characters", 2],
    ["voucher_number_gaps", 2],
  ]);
  const html = made.read("pages/fi/completeness.html");
  expect(html).toContain("Åke &amp; Pojat &lt;Oy&gt;");
  expect(html).not.toMatch(/<script|Pojat <Oy>/);
});

test("without a lease, or with one that has ended, nothing is made", async () => {
  await expect(make(otherSlotUrl, companyId, store)).rejects.toMatchObject({ code: "lease_missing" });
  await lease(database.ownerUrl, otherRole, companyId, "-1 minute");
  await expect(make(otherSlotUrl, companyId, store)).rejects.toMatchObject({ code: "lease_missing" });
  await lease(database.ownerUrl, otherRole, foreignId);
  await expect(make(otherSlotUrl, companyId, store)).rejects.toMatchObject({ code: "lease_missing" });
});

test("a file that is gone or changed stops the archive and is named", async () => {
  const hash = createHash("sha256").update("%PDF-1.7 one").digest("hex");
  const missing = new Map(store);
  missing.delete(hash);
  await expect(make(slotUrl, companyId, missing, { formats: ["csv"] })).rejects.toMatchObject({
    code: "document_missing",
    place: hash,
    message: expect.stringContaining("lasku.pdf"),
  });
  const changed = new Map(store).set(hash, Buffer.from("%PDF-1.7 0ne"));
  await expect(make(slotUrl, companyId, changed, { formats: ["csv"] })).rejects.toMatchObject({
    code: "document_differs",
    place: hash,
  });
  const down = async (): Promise<Readable> => {
    throw new Error("store is down");
  };
  await expect(make(slotUrl, companyId, store, { formats: ["csv"], documents: down })).rejects.toMatchObject({
    code: "document_unreadable",
  });
});

test("books that change while the archive is made are not in it, and the totals still agree", async () => {
  const sql = postgres(database.ownerUrl, { max: 1 });
  let changed: Promise<unknown> | undefined;
  const made = await make(slotUrl, companyId, store, {
    formats: ["csv", "saft"],
    documents: async (sha256) => {
      await changed;
      return Readable.from([store.get(sha256)!]);
    },
    onProgress: ({ phase }) => {
      if (phase === `${Y}/ledger/journal.csv` && !changed)
        changed =
          sql`insert into ledger.voucher_lines (company_id, financial_year_id, voucher_seq, line_no, account_number, debit)
          select company_id, financial_year_id, 1, 99, '1910', 5 from ledger.vouchers where company_id = ${companyId} and number = '4'`.execute();
    },
  });
  await changed;
  await sql`delete from ledger.voucher_lines where company_id = ${companyId} and line_no = 99`;
  await sql.end();
  expect(made.controlTotals[1]!.files["exchange/saft.xml"]).toEqual({ rows: 5, debit: "150.50", credit: "150.50" });
  expect(made.read(`${Y}/exchange/saft.xml`)).not.toContain("<RecordID>99</RecordID>");
});

test("a killed database session and a stopped run fail with their codes", async () => {
  const sql = postgres(database.ownerUrl, { max: 1 });
  const kill = async () => {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'huolto-archive' and datname = current_database()`;
    return Readable.from([]);
  };
  await expect(make(slotUrl, companyId, store, { formats: ["csv"], documents: kill })).rejects.toMatchObject({
    code: expect.stringMatching(/database_failed|document_differs/),
  });
  await sql.end();
  const controller = new AbortController();
  const stopped = make(slotUrl, companyId, store, {
    formats: ["csv"],
    signal: controller.signal,
    onProgress: ({ phase }) => {
      if (phase.endsWith("general-ledger.csv")) controller.abort();
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: "aborted" });
});
