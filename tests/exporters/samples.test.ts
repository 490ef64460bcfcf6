import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import path from "node:path";
import postgres from "postgres";
import { describe, expect } from "vitest";
import { importFile } from "#db/import/import-file.ts";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { dataPackageProblems } from "#tests/support/data-package.ts";
import {
  givenNumber,
  readSaftByRegExp,
  readSieByRegExp,
  saftSample,
  samplesWithoutNumber,
  sieSamples,
  type Totals,
} from "#tests/support/sample-readers.ts";
import { sample, sampleTest } from "#tests/support/samples.ts";
import { findTool } from "#tests/support/tools.ts";
import { type Made, make } from "./make.ts";

/**
 * The main job on real input: a file goes into an empty ledger, comes out as an archive, and the archive's own CSV, read by
 * Python, says what the file said. What the file says is read by regular expressions, not by the project.
 */
const database = await testDatabase();
const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });

const SUMS = `
import csv, decimal, glob, json, sys
rows = 0; debit = decimal.Decimal(0); credit = decimal.Decimal(0); vouchers = set()
for file in glob.glob(sys.argv[1] + "/data/*_*/ledger/journal.csv"):
    with open(file, newline="", encoding="utf-8") as source:
        for row in csv.DictReader(source, strict=True):
            rows += 1
            debit += decimal.Decimal(row["debit"] or 0)
            credit += decimal.Decimal(row["credit"] or 0)
            vouchers.add((file, row["voucher_series"], row["voucher_number"], row["date"]))
print(json.dumps({"vouchers": len(vouchers), "lines": rows, "debit": f"{debit:.2f}", "credit": f"{credit:.2f}"}))
`;
const journalTotals = (made: Made): Totals =>
  JSON.parse(execFileSync("python3", ["-c", SUMS, made.folder], { encoding: "utf8" }));

const schema = sample("saft/Norwegian_SAF-T_Financial_Schema_v_1.30.xsd");

async function intoAnArchive(file: string, options: { company?: string } = {}): Promise<Made> {
  await sql`truncate ledger.companies cascade`;
  await sql`delete from ledger.export_lease`;
  const report = await importFile(database.ownerUrl, file, options);
  const [company] = await sql`select id from ledger.companies`;
  const [slot] = database.roles.exportSlots;
  await sql`insert into ledger.export_lease values (${slot!}, ${company!.id}, gen_random_uuid(), now() + interval '1 hour')`;
  const lastDay = report.years
    .map((year) => year.endsOn)
    .sort()
    .at(-1)!;
  // The day after the last year.
  const asOf = new Date(Date.parse(`${lastDay}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return await make(database.slotUrls[0]!, company!.id, undefined, { asOf });
}

async function proves(made: Made, expected: Totals) {
  expect(journalTotals(made)).toEqual(expected);
  expect(await verifyArchive(made.zip)).toMatchObject({ ok: true });
  execFileSync("unzip", ["-tq", made.zip]);
  execFileSync("sha512sum", ["--quiet", "-c", "manifest-sha512.txt"], { cwd: made.folder });
  expect(dataPackageProblems(made.read("datapackage.json"))).toEqual([]);
  const saft = made.list.filter((name) => name.endsWith("/exchange/saft.xml"));
  expect(saft.length).toBeGreaterThan(0);
  const xmllint = findTool("xmllint");
  if (!xmllint) return;
  const dtd = sample("gdpdu/gdpdu-01-09-2004.dtd");
  for (const name of made.list.filter((file) => file.endsWith("/ledger/index.xml")))
    execFileSync(xmllint, ["--nonet", "--noout", "--dtdvalid", dtd, path.join(made.folder, name)], { stdio: "pipe" });
  for (const name of saft)
    execFileSync(xmllint, ["--noout", "--huge", "--schema", schema, path.join(made.folder, name)], { stdio: "pipe" });
}

describe("a sample file, imported, exported and verified", () => {
  for (const name of sieSamples) {
    sampleTest(
      name,
      async () => {
        const file = sample(`sie/${name}`);
        const made = await intoAnArchive(file, samplesWithoutNumber.includes(name) ? { company: givenNumber } : {});
        await proves(made, readSieByRegExp(file));
      },
      60_000,
    );
  }

  sampleTest(
    "the official SAF-T example: 53 vouchers, 170 lines, 9,487,049.35 on each side",
    async () => {
      const file = sample(saftSample);
      const expected = { vouchers: 53, lines: 170, debit: "9487049.35", credit: "9487049.35" };
      expect(readSaftByRegExp(file)).toEqual(expected);
      const first = await intoAnArchive(file);
      await proves(first, expected);
      // Into an empty ledger again, with other ids in every row: the same bytes.
      const second = await intoAnArchive(file);
      expect(second.sha512).toMatch(/^[0-9a-f]{128}$/);
      expect(createHash("sha512").update(first.read("reports/control-totals.json")).digest("hex")).toBe(
        createHash("sha512").update(second.read("reports/control-totals.json")).digest("hex"),
      );
    },
    60_000,
  );
});
