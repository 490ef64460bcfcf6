import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { groupProblems } from "#exporters/archive/verify-group.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { make, readCsv } from "../make.ts";
import { book, lease, type Stored } from "../small-ledger.ts";
import { bookedYear, pay } from "./small-payroll.ts";

const database = await testDatabase();
const slot = database.slotUrls[0]!;
const store: Stored = new Map();
const company = await book(database.ownerUrl, { years: [bookedYear(2024), bookedYear(2025)] });
const people = ["01", "02", "03"];
const MONTHS = ["01", "02"];

/** Each year six payslips of 40,000 bytes, two of each employee, and a file of the payroll voucher. */
await pay(
  database.ownerUrl,
  company,
  people.map((number) => ({ number, name: `Palkansaaja ${number}` })),
  [2024, 2025].map((year) => ({
    endsOn: `${year}-12-31`,
    slips: people.flatMap((employee) =>
      MONTHS.map((month) => ({
        employee,
        paidOn: `${year}-${month}-25`,
        gross: "3000.10",
        tax: "600.05",
        net: "2400.05",
        file: { kind: "payslip", name: `laskelma-${month}.pdf`, bytes: Buffer.alloc(40_000, year + employee + month) },
      })),
    ),
    files: [{ kind: "voucher", name: "palkat.pdf", bytes: Buffer.alloc(40_000, `v${year}`), vouchers: [1] }],
  })),
  store,
);
await lease(database.ownerUrl, database.roles.exportSlots[0]!, company, "1 hour", "payroll");

const payroll = (partBytes?: number) =>
  make(slot, company, store, { part: "payroll", formats: ["csv", "html"], partBytes });

test("what fits is one archive, and nothing in it tells of parts", async () => {
  const made = await payroll(10_000_000);
  expect(made.parts).toHaveLength(1);
  expect(made.list).not.toContain("data/reports/parts.json");
  expect(readFileSync(path.join(made.folder, "bag-info.txt"), "utf8")).not.toContain("Bag-Group");
});

test("a large payroll comes in bags that open and verify by themselves, with an employee's payslips of a year in one", async () => {
  const made = await payroll(100_000);
  // Two employees' year does not fit beside each other in 100,000 bytes: 80,000 each; the voucher's 40,000 goes by itself.
  expect(made.parts).toHaveLength(1 + 2 * 4);
  const verified = [];
  for (const zip of made.zips) {
    const result = await verifyArchive(zip);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    verified.push(result.archive);
  }
  expect(groupProblems(verified)).toEqual([]);
  expect(groupProblems(verified.slice(0, -1))).toEqual([expect.stringContaining("Part 9 of 9")]);
  const side = path.dirname(made.folder);
  const data = made.parts.map(({ folder }) => path.join(side, folder, "data"));
  for (const { folder } of made.parts)
    execFileSync("sha512sum", ["-c", "--quiet", "manifest-sha512.txt"], { cwd: path.join(side, folder) });
  for (const at of data.slice(1)) expect(readFileSync(path.join(at, "LUE-MINUT.txt"), "utf8")).toContain(" of 9");
  // Every file of the lists is in exactly one part.
  for (const year of ["2024-01-01_2024-12-31", "2025-01-01_2025-12-31"]) {
    const rows = readCsv(path.join(data[0]!, year, "ledger/attachments.csv")).slice(1);
    expect(rows).toHaveLength(7);
    for (const [file] of rows)
      expect(
        data.filter((at) => existsSync(path.join(at, year, file!))),
        file,
      ).toHaveLength(1);
    for (const number of people)
      expect(data.filter((at) => existsSync(path.join(at, year, "payslips", number)))).toHaveLength(1);
  }
  // From a person's page to each of her files, in whichever part it is.
  for (const number of people) {
    const page = path.join(data[0]!, `pages/employee-${number}.html`);
    const links = [...readFileSync(page, "utf8").matchAll(/href="([^"]+\.pdf)"/g)].map(([, href]) => href!);
    expect(links).toHaveLength(4);
    for (const href of links) {
      const file = path.resolve(path.dirname(page), decodeURIComponent(href));
      expect(file).toContain(`/payslips/${number}/`);
      expect(existsSync(file), href).toBe(true);
    }
  }
});

test("years whose tables do not fit beside each other lie in parts of their own, with their schema and totals", async () => {
  // A year of six payslips without lines is taken for 1,200 bytes, the people for 600.
  const made = await payroll(1500);
  const second = path.join(path.dirname(made.folder), made.parts[1]!.folder, "data");
  expect(existsSync(path.join(second, "2024-01-01_2024-12-31/ledger/payslips.csv"))).toBe(true);
  const stated = JSON.parse(readFileSync(path.join(second, "reports/control-totals.json"), "utf8"));
  expect(stated.years).toMatchObject([{ endsOn: "2024-12-31", payroll: { payslips: 6, gross: "18000.60" } }]);
  expect(JSON.parse(readFileSync(path.join(second, "datapackage.json"), "utf8")).resources.length).toBeGreaterThan(3);
  for (const zip of made.zips) expect(await verifyArchive(zip)).toMatchObject({ ok: true });
  expect(made.read("index.html")).toContain("1.1.2025 – 31.12.2025 (osa 3)");
});
