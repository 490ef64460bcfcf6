import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { make } from "../make.ts";
import { book, lease, type Stored } from "../small-ledger.ts";
import { bookedYear, pay } from "./small-payroll.ts";

const database = await testDatabase();
const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
afterAll(() => sql.end());

test("sums that the lines do not give, days outside the year, files of another year and returns of other countries are told", async () => {
  const store: Stored = new Map();
  const company = await book(database.ownerUrl, {
    company: { business_id: "974760673", country: "NO", name: "Eksempel AS" },
    years: [
      bookedYear(2024),
      {
        ...bookedYear(2025),
        returns: [{ kind: "employer", from: "2025-01-01", until: "2025-01-31", figures: { sum: "1.00" } }],
      },
    ],
  });
  const paid = { gross: "100.00", tax: "20.00", net: "80.00" };
  const ids = await pay(
    database.ownerUrl,
    company,
    [
      { number: "1", name: "Kari Nordmann" },
      { number: "2", name: "Ola Nordmann", until: "2024-12-31" },
    ],
    [
      {
        endsOn: "2024-12-31",
        slips: [
          {
            employee: "1",
            paidOn: "2024-12-20",
            ...paid,
            file: { kind: "payslip", name: "2024-2025.pdf", bytes: "x" },
          },
        ],
      },
      {
        endsOn: "2025-12-31",
        slips: [
          { employee: "1", paidOn: "2025-01-20", ...paid },
          { employee: "1", paidOn: "2025-02-20", ...paid },
          // A correction of the year before, to somebody who has left.
          { employee: "2", paidOn: "2026-01-10", gross: "-5.00", tax: "-1.00", net: "-4.00" },
        ],
      },
    ],
    store,
  );
  await sql`update ledger.payslips set document_id = ${ids.get("2024-2025.pdf")!} where company_id = ${company} and paid_on = '2025-01-20'`;
  const line = (paidOn: string, no: number, kind: string, amount: string) =>
    sql`insert into ledger.payslip_lines ${sql({ company_id: company, employee_number: "1", paid_on: paidOn, line_no: no, kind, name: kind, amount })}`;
  // January: pay and a benefit are the gross pay. February: the net pay is right, and neither gross pay nor tax is.
  await line("2025-01-20", 1, "pay", "100.00");
  await line("2025-01-20", 2, "tax", "20.00");
  await line("2025-02-20", 1, "pay", "90.00");
  await line("2025-02-20", 2, "tax", "10.00");
  await lease(database.ownerUrl, database.roles.exportSlots[0]!, company, "1 hour", "payroll");
  const made = await make(database.slotUrls[0]!, company, store, { part: "payroll", formats: ["csv"] });
  const report = JSON.parse(made.read("reports/completeness.json"));
  const year = report.years.find(({ endsOn }: { endsOn: string }) => endsOn === "2025-12-31");
  const found = Object.fromEntries(
    year.findings.map(({ code, examples }: { code: string; examples?: string[] }) => [code, examples]),
  );
  expect(found).toMatchObject({
    payslip_sums_differ: ["1 2025-02-20"],
    paid_outside_year: ["2 2026-01-10"],
    payslips_of_other_year: ["1 2025-01-20"],
    payslips_without_lines: ["2 2026-01-10"],
    payslips_without_files: ["1 2025-02-20", "2 2026-01-10"],
  });
  expect(found).not.toHaveProperty("payslip_lines_differ");
  expect(year.payroll).toMatchObject({ payslips: 3, gross: "195.00", withheldTax: "39.00", net: "156.00" });
  expect(made.read("pages/sv/completeness.html")).toContain(
    "1 deklarationer har inte jämförts med lönespecifikationerna",
  );
});
