import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { type Made, make, pythonCsv, scratch } from "../make.ts";
import { book, lease, type Stored } from "../small-ledger.ts";
import { bookedYear, pay } from "./small-payroll.ts";

const database = await testDatabase();
const [slot, role] = [database.slotUrls[0]!, database.roles.exportSlots[0]!];
const store: Stored = new Map();
const YEAR = "2025-01-01_2025-12-31";
const company = await book(database.ownerUrl, { years: [bookedYear(2024), bookedYear(2025)] });
const other = await book(database.ownerUrl, {
  company: { business_id: "0737546-2", name: "Toinen Oy" },
  years: [bookedYear(2025)],
});

/** Numbers as people give them: some are one folder to a system that ignores case, or none that it can write. */
const people = [
  { number: "007", name: "Aada Ensimmäinen" },
  { number: "7", name: "Bertta Toinen" },
  { number: "1/2", name: "Cecilia\u0007 Kolmas\n<b>" },
  { number: "1_2", name: "Daavid Neljäs" },
  { number: "a1", name: "Eeva Viides" },
  { number: "A1", name: "Frans Kuudes" },
  { number: "..", name: "=1+1" },
  { number: "con", name: "Heikki\u001b" },
];
const slip = (employee: string, paidOn: string, bytes: string) => ({
  employee,
  paidOn,
  gross: "100.00",
  tax: "20.00",
  net: "80.00",
  file: { kind: "payslip", name: "laskelma.pdf", bytes },
});

beforeAll(async () => {
  await pay(
    database.ownerUrl,
    company,
    people,
    [
      {
        endsOn: "2025-12-31",
        slips: people.map(({ number }) => slip(number, "2025-05-25", `laskelma ${number}`)),
        files: [
          { kind: "voucher", name: "ostolasku.pdf", bytes: "ostolasku", vouchers: [2] },
          { kind: "correspondence", name: "Kirje Aada Ensimmäinen.pdf", bytes: "kirje palkasta", vouchers: [1] },
          { kind: "agreement", name: "Sopimus Eeva Viides.pdf", bytes: "sopimus palkasta", employee: "a1" },
          { kind: "voucher", name: "Yhteinen Frans Kuudes.pdf", bytes: "yhteinen palkasta", vouchers: [1, 2] },
        ],
      },
    ],
    store,
  );
  await pay(
    database.ownerUrl,
    other,
    [{ number: "007", name: "Vieras Henkilö" }],
    [{ endsOn: "2025-12-31", slips: [slip("007", "2025-05-25", "vieras laskelma")] }],
    store,
  );
});

async function archive(part: "books" | "payroll", id = company): Promise<Made> {
  await lease(database.ownerUrl, role, id, "1 hour", part);
  return make(slot, id, store, { part, formats: ["csv", "html", "xlsx", "pdf"], dir: scratch() });
}

const textOf = (folder: string) =>
  execFileSync("grep", ["-ra", "-e", "", folder], { encoding: "utf8", maxBuffer: 2 ** 30 });

test("each employee has files and a page of one's own, whatever the number is like", async () => {
  const made = await archive("payroll");
  expect(await verifyArchive(made.zip)).toMatchObject({ ok: true });
  const rows = pythonCsv(made, `${YEAR}/ledger/attachments.csv`).slice(1);
  const slips = rows.filter((row) => row[1] === "payslip");
  // Also where "A1" and "a1" are one.
  expect(new Set(slips.map(([file]) => file!.toLowerCase())).size).toBe(8);
  for (const [file, , number] of slips)
    expect(readFileSync(path.join(made.folder, "data", YEAR, file!), "utf8")).toBe(`laskelma ${number}`);
  expect(
    pythonCsv(made, "employees.csv")
      .slice(1)
      .map(([number]) => number),
  ).toEqual(["..", "007", "1/2", "1_2", "7", "A1", "a1", "con"]);
  const index = made.read("index.html");
  const pages = [...index.matchAll(/href="(pages\/employee-[^"]+)"/g)].map(([, href]) => decodeURIComponent(href!));
  expect(new Set(pages.map((page) => page.toLowerCase())).size).toBe(8);
  for (const page of pages) {
    const hrefs = [...made.read(page).matchAll(/href="([^"]+\.pdf)"/g)].map(([, href]) => decodeURIComponent(href!));
    expect(hrefs).toHaveLength(1);
    expect(existsSync(path.join(made.folder, "data/pages", hrefs[0]!))).toBe(true);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  for (const page of pages) expect(made.read(page)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  expect(made.read("index.html")).not.toContain("<b>");
});

test("of two companies' employees of the same number each archive has its own", async () => {
  const made = await archive("payroll", other);
  const text = textOf(path.join(made.folder, "data"));
  expect(text).toContain("Vieras Henkilö");
  expect(text).not.toContain("Aada");
  expect(pythonCsv(made, `${YEAR}/ledger/payslips.csv`)).toHaveLength(2);
  const own = await archive("payroll");
  expect(textOf(path.join(own.folder, "data"))).not.toContain("ieras");
});

test("what belongs to a payroll voucher or an employee is in the payroll's archive with its voucher, whatever its kind", async () => {
  const made = await archive("payroll");
  const rows = pythonCsv(made, `${YEAR}/ledger/attachments.csv`).filter((row) => row[1] !== "payslip");
  expect(rows.slice(1).map((row) => row.slice(0, 7))).toEqual([
    ["vouchers/PA/1/Kirje Aada Ensimmäinen.pdf", "correspondence", "", "", "PA", "1", "1"],
    ["vouchers/PA/1/Yhteinen Frans Kuudes.pdf", "voucher", "", "", "PA", "1", "1"],
    ["employees/a1 (2)/Sopimus Eeva Viides.pdf", "agreement", "a1", "", "", "", ""],
  ]);
  for (const [file] of rows.slice(1)) expect(existsSync(path.join(made.folder, "data", YEAR, file!)), file).toBe(true);
  const retained = new Map(pythonCsv(made, "retention.csv").map((row) => [row[0], row[4]]));
  // OVML 28.3 §: ten years from the end of the financial year.
  for (const [file] of rows.slice(1)) expect(retained.get(`${YEAR}/${file}`)).toBe("2035-12-31");
  expect(textOf(path.join(made.folder, "data"))).not.toContain("ostolasku");
});

test("the books' archive has none of them, and says at both vouchers that there is one, without its name", async () => {
  const made = await archive("books");
  const rows = pythonCsv(made, `${YEAR}/ledger/attachments.csv`).slice(1);
  const seen = rows.map(([file, kind, series, number, seq, name, , bytes, sha]) => [
    file,
    kind,
    series,
    number,
    seq,
    name,
    bytes,
    sha,
  ]);
  expect(seen.map((row) => row.slice(0, 6)).toSorted()).toEqual([
    ["", "payroll", "OL", "2", "2", ""],
    ["", "payroll", "PA", "1", "1", ""],
    ["", "payroll", "PA", "1", "1", ""],
    ["vouchers/OL/2/ostolasku.pdf", "voucher", "OL", "2", "2", "ostolasku.pdf"],
  ]);
  for (const row of seen.filter(([file]) => file === "")) expect(row.slice(5)).toEqual(["", "", ""]);
  const text = textOf(path.join(made.folder, "data"));
  for (const word of ["palkasta", "Aada", "Eeva", "Frans", "Sopimus"]) expect(text).not.toContain(word);
  const findings = JSON.parse(made.read("reports/completeness.json")).years.flatMap(
    (y: { findings: { code: string }[] }) => y.findings.map(({ code }) => code),
  );
  expect(findings).toContain("vouchers_without_files");
});
