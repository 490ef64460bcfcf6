import { execFileSync } from "node:child_process";
import postgres from "postgres";
import { expect, test } from "vitest";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { make, pythonCsv } from "../make.ts";
import { book, lease, type Stored } from "../small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];

test("a file that two vouchers share is kept whole for the one that lasts longer, and the other is named nowhere", async () => {
  const store: Stored = new Map();
  const lines: [string, string][] = [
    ["1160", "1000.00"],
    ["1910", "-1000.00"],
  ];
  const id = await book(
    database.ownerUrl,
    {
      years: [
        {
          startsOn: "2014-01-01",
          endsOn: "2014-12-31",
          vouchers: [
            { series: "ML", number: "70001", date: "2014-02-02", text: "Vanhentunut myynti", lines },
            {
              series: "OL",
              number: "2",
              date: "2014-03-03",
              text: "Peruskorjaus",
              lines,
              files: [
                { name: "urakka.pdf", bytes: "both" },
                { name: "oma.pdf", bytes: "own" },
              ],
              // 13 years from the end of 2014.
              marks: [{ basis: "real_estate_investment", starts_on: "2014-10-01" }],
            },
          ],
        },
      ],
    },
    store,
  );
  const sql = postgres(database.ownerUrl, { max: 1 });
  await sql`insert into ledger.voucher_documents (company_id, financial_year_id, voucher_seq, document_id)
    select company_id, financial_year_id, 1, id from ledger.documents where company_id = ${id} and file_name = 'urakka.pdf'`;
  await sql.end();
  await lease(database.ownerUrl, slotRole, id);
  const made = await make(slotUrl, id, store);
  const verified = await verifyArchive(made.zip);
  expect(verified.ok ? [] : verified.problems).toEqual([]);

  const folder = "2014-01-01_2014-12-31";
  const [head, ...rows] = pythonCsv(made, "retention.csv");
  expect(head!.slice(-2)).toEqual(["voucher_series", "voucher_number"]);
  const kept = rows.find((row) => row[0] === `${folder}/vouchers/OL/2/urakka.pdf`)!;
  expect([kept[4], ...kept.slice(-2)]).toEqual(["2027-12-31", "OL", "2"]);
  expect(rows.find((row) => row[0] === `${folder}/ledger/vouchers.csv`)!.slice(-2)).toEqual(["", ""]);

  const said = {
    fi: "säilytetään kokonaisina sen tositteen vuoksi",
    sv: "bevaras hela för en verifikation",
    en: "kept whole for a voucher that lasts longer",
  };
  for (const [language, sentence] of Object.entries(said)) {
    const page = made.read(`pages/${language}/completeness.html`);
    expect(page).toContain(sentence);
    expect(page).toContain("urakka.pdf: OL 2, 2027-12-31");
    expect(page).not.toContain("oma.pdf");
  }
  const named = (word: string) => {
    try {
      return execFileSync("grep", ["-rlaF", word, made.folder], { encoding: "utf8" });
    } catch {
      return "";
    }
  };
  expect(named("Peruskorjaus")).not.toBe("");
  expect(named("70001")).toBe("");
  expect(named("Vanhentunut")).toBe("");
});
