import { existsSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { make, pythonCsv } from "../make.ts";
import { book, lease, type Stored } from "../small-ledger.ts";
import { bookedYear, pay } from "./small-payroll.ts";

const database = await testDatabase();
const [slotUrl, role] = [database.slotUrls[0]!, database.roles.exportSlots[0]!];
const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
const slot = postgres(slotUrl, { max: 1, onnotice: () => {} });
afterAll(() => Promise.all([sql.end(), slot.end()]));

const paid = { gross: "100.00", tax: "20.00", net: "80.00" };
const file = (name: string) => ({ kind: "payslip", name, bytes: name });

test("files of a payroll voucher whose wages were claimed from the Union's funds outlive their year's payroll, and nothing else of it does", async () => {
  const store: Stored = new Map();
  const old = bookedYear(2012);
  // A purchase with a mark is the books' own.
  old.vouchers![1]!.marks = [{ basis: "eu_aid", starts_on: "2024-05-31" }];
  old.vouchers![0]!.marks = [{ basis: "eu_aid", starts_on: "2023-05-31" }];
  old.vouchers!.push({ ...old.vouchers![0]!, number: "9", marks: [] });
  const company = await book(database.ownerUrl, { years: [old, bookedYear(2025)] });
  await pay(
    database.ownerUrl,
    company,
    [
      { number: "1", name: "Hanketyöntekijä", from: "2010-01-01" },
      { number: "2", name: "Muu", from: "2010-01-01" },
    ],
    [
      {
        endsOn: "2012-12-31",
        slips: [
          { employee: "1", paidOn: "2012-03-20", ...paid, file: file("vanha laskelma.pdf") },
          { employee: "2", paidOn: "2012-03-20", ...paid, file: file("muun laskelma.pdf") },
        ],
        files: [
          { kind: "voucher", name: "tuntikortti.pdf", bytes: "tunnit", vouchers: [1, 3] },
          { kind: "voucher", name: "muu palkkatosite.pdf", bytes: "muu", vouchers: [3] },
          { kind: "payroll_report", name: "palkkalista.pdf", bytes: "lista" },
        ],
      },
    ],
    store,
  );
  await lease(database.ownerUrl, role, company, "1 hour", "payroll");
  expect(await slot`select basis, starts_on::text as day from ledger.retention_marks`).toEqual([
    { basis: "eu_aid", day: "2023-05-31" },
  ]);
  const made = await make(slotUrl, company, store, { part: "payroll", formats: ["csv", "html", "pdf", "xlsx"] });
  expect(await verifyArchive(made.zip)).toMatchObject({ ok: true });
  const YEAR = "2012-01-01_2012-12-31";
  expect(made.list.filter((f) => f.includes(YEAR) && f.endsWith(".pdf"))).toEqual([
    `data/${YEAR}/vouchers/PA/1/tuntikortti.pdf`,
  ]);
  expect(
    pythonCsv(made, `${YEAR}/ledger/attachments.csv`)
      .slice(1)
      .map((row) => [row[0], row[5]]),
  ).toEqual([["vouchers/PA/1/tuntikortti.pdf", "1"]]);
  expect(
    pythonCsv(made, `${YEAR}/ledger/payroll-vouchers.csv`)
      .slice(1)
      .map((row) => row[1]),
  ).toEqual(["1"]);
  const retained = new Map(pythonCsv(made, "retention.csv").map((row) => [row[0], row.slice(4)]));
  // Five years from the end of the calendar year of the last payment, 2023.
  expect(retained.get(`${YEAR}/vouchers/PA/1/tuntikortti.pdf`)?.slice(0, 1)).toEqual(["2028-12-31"]);
  expect(retained.get(`${YEAR}/ledger/payroll-vouchers.csv`)?.[0]).toBe("2028-12-31");
  expect(made.list.some((f) => /payslips|payroll-ledger|payroll-totals/.test(f) && f.includes(YEAR))).toBe(false);
  expect(made.read("employees.csv")).not.toContain("Hanke");
  const report = JSON.parse(made.read("reports/completeness.json"));
  expect(report.years[0].payroll).toMatchObject({ payslips: 0, gross: "0.00", vouchers: 1 });
  expect(JSON.stringify(report.years[0].findings)).not.toContain("2012-03-20");

  await lease(database.ownerUrl, role, company, "1 hour", "books");
  const seen = await slot`select v.kind from ledger.retention_marks m join ledger.vouchers v
    on v.financial_year_id = m.financial_year_id and v.seq = m.voucher_seq`;
  expect(seen.map(({ kind }) => kind).toSorted()).toEqual(["payroll", "purchase"]);
});

test("a payslip's file is kept with its payslip, in whichever year the service has the file", async () => {
  const store: Stored = new Map();
  const company = await book(database.ownerUrl, {
    company: { business_id: "1572860-0", name: "Siirretty Oy" },
    years: [bookedYear(2012), bookedYear(2025)],
  });
  const slip = (paidOn: string, name?: string) => ({
    employee: "1",
    paidOn,
    ...paid,
    ...(name === undefined ? {} : { file: file(name) }),
  });
  const ids = await pay(
    database.ownerUrl,
    company,
    [{ number: "1", name: "Aada", from: "2010-01-01" }],
    [
      { endsOn: "2012-12-31", slips: [slip("2012-12-20")], files: [{ ...file("kuuluu 2025.pdf"), employee: "1" }] },
      {
        endsOn: "2025-12-31",
        slips: [slip("2025-01-20"), slip("2025-02-20", "oma.pdf")],
        files: [
          { ...file("kuuluu 2012.pdf"), employee: "1" },
          { ...file("ilman laskelmaa.pdf"), employee: "1" },
        ],
      },
    ],
    store,
  );
  const join = (paidOn: string, name: string) =>
    sql`update ledger.payslips set document_id = ${ids.get(name)!} where company_id = ${company} and paid_on = ${paidOn}`;
  await join("2025-01-20", "kuuluu 2025.pdf");
  await join("2012-12-20", "kuuluu 2012.pdf");
  await lease(database.ownerUrl, role, company, "1 hour", "payroll");
  const made = await make(slotUrl, company, store, { part: "payroll", formats: ["csv", "html"] });
  expect(await verifyArchive(made.zip)).toMatchObject({ ok: true });
  // To be kept: that of 2025, though its file is among those of 2012. Expired: that of 2012, though its file is among those of 2025.
  expect(made.list.filter((f) => f.endsWith(".pdf")).map((f) => path.basename(f))).toEqual([
    "ilman laskelmaa.pdf",
    "kuuluu 2025.pdf",
    "oma.pdf",
  ]);
  const hrefs = [...made.read("pages/employee-1.html").matchAll(/href="([^"]+\.pdf)"/g)].map(([, href]) => href!);
  expect(hrefs).toHaveLength(2);
  for (const href of hrefs)
    expect(existsSync(path.join(made.folder, "data/pages", decodeURIComponent(href))), href).toBe(true);
  const slips = pythonCsv(made, "2025-01-01_2025-12-31/ledger/payslips.csv");
  const listed = pythonCsv(made, "2025-01-01_2025-12-31/ledger/attachments.csv").flat();
  for (const row of slips.slice(1)) expect(listed).toContain(row.at(-1));
});
