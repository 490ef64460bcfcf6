import { expect, test } from "vitest";
import { verifyArchive } from "#exporters/archive/verify.ts";
import type { ScopeInput } from "#exporters/law/scope-input.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { make, pythonCsv } from "./make.ts";
import { type Booked, book, lease, type Stored } from "./small-ledger.ts";

/** Whatever an officer leaves out or keeps longer, the archive is whole: it verifies, nothing refers to what is not there. */
const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];
const store: Stored = new Map();

const year = (n: number, closedOn: string | null): Booked["years"][number] => ({
  startsOn: `${n}-01-01`,
  endsOn: `${n}-12-31`,
  closedOn,
  accounts: [
    { number: "1160", name: "Koneet", type: "asset" },
    { number: "1910", name: "Pankki", type: "asset" },
  ],
  vouchers: [
    {
      series: "OL",
      number: "1",
      date: `${n}-02-02`,
      lines: [
        ["1160", "1000.00", { party_kind: "supplier", party_number: "S1", tax_code: "O24" }],
        ["1910", "-1000.00"],
      ],
      files: [{ name: "lasku.pdf", bytes: `lasku ${n}` }],
    },
  ],
});
const id = await book(
  database.ownerUrl,
  {
    parties: [{ kind: "supplier", number: "S1", name: "Toimittaja Oy" }],
    taxCodes: [{ code: "O24", description: "Osto 24 %" }],
    years: [year(2012, "2013-03-03"), year(2018, "2019-03-03"), year(2024, null)],
  },
  store,
);
await lease(database.ownerUrl, slotRole, id);

type Material = NonNullable<ScopeInput["adjustments"]>[number]["material"];
const kept = (...materials: Material[]) => ({
  kind: "keep_until" as const,
  year: 2012,
  until: "2030-01-01",
  materials,
});
const leftOut = (...materials: Material[]) => ({ kind: "leave_out" as const, year: 2024, until: null, materials });
type Resource = { name: string; schema: { foreignKeys?: { reference: { resource: string } }[] } };

test.each([
  kept("journal"),
  kept("general_ledger"),
  kept("trial_balance"),
  kept("vouchers", "voucher_documents"),
  kept("parties", "vat_returns", "receivables_ledger", "ledger_list"),
  leftOut("journal"),
  leftOut("general_ledger", "vouchers"),
  leftOut("parties", "tax_codes", "chart_of_accounts", "trial_balance", "ledger_list"),
])(
  "$kind $materials of $year",
  async ({ kind, year, until, materials }) => {
    const adjustments = materials.map((material) => ({
      kind,
      material,
      yearEndsOn: `${year}-12-31`,
      until,
      reason: "Riita on kesken",
    }));
    const made = await make(slotUrl, id, store, { adjustments });
    const verified = await verifyArchive(made.zip);
    expect(verified.ok ? [] : verified.problems).toEqual([]);
    expect(made.list.some((file) => file.startsWith("data/2012-"))).toBe(kind === "keep_until");
    expect(
      pythonCsv(made, "retention.csv")
        .slice(1)
        .filter((row) => row[4]! < "2026-11-22"),
    ).toEqual([]);
    const { resources } = JSON.parse(made.read("datapackage.json")) as { resources: Resource[] };
    const names = new Set(["", ...resources.map(({ name }) => name)]);
    const dangling = resources.filter(({ schema }) =>
      schema.foreignKeys?.some(({ reference }) => !names.has(reference.resource)),
    );
    expect(dangling).toEqual([]);
    const decided = pythonCsv(made, "retention-classes.csv").filter((row) => row[11]?.endsWith("_by_officer"));
    expect(decided.map((row) => row[2]).toSorted()).toEqual([...materials].toSorted());
  },
  60_000,
);
