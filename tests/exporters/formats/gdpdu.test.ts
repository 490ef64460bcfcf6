import { createHash } from "node:crypto";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { COMPANIES } from "#db/seed/companies.ts";
import { companyTags } from "#db/seed/secrets.ts";
import { seedDemoLedger } from "#db/seed/seed-demo-ledger.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { sample, samplesThere, sampleTest } from "#tests/support/samples.ts";
import { runTool, toolTest } from "#tests/support/tools.ts";
import { type Made, make } from "../make.ts";
import { book, lease, type Stored } from "../small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];
const YEAR = "2023-07-01_2024-12-31";

/** 18 months of a demo company. */
async function demo(): Promise<Made> {
  await lease(database.ownerUrl, slotRole, demoId);
  return await make(slotUrl, demoId, store, { formats: ["csv", "gdpdu"] });
}
const store: Stored = new Map();
const { companyId: demoId } = companyTags.find(({ tag }) => tag === "UUSI90")!;
beforeAll(async () => {
  await seedDemoLedger({
    ownerUrl: database.ownerUrl,
    specs: COMPANIES.filter(({ tag }) => tag === "UUSI90"),
    storeDocument: async (bytes) => {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      store.set(sha256, bytes);
      return { sha256, bytes: bytes.length };
    },
  });
});

const ledger = (made: Made, year = YEAR) => path.join(made.folder, "data", year, "ledger");

toolTest(
  "the index is valid by the grammar that lies beside it, which a program finds by the index's own reference",
  "xmllint",
  async (xmllint) => {
    const made = await demo();
    runTool(xmllint, ["--nonet", "--noout", "--valid", "index.xml"], { cwd: ledger(made) });
    const names = made.list.filter((f) => f.startsWith(`data/${YEAR}/ledger/`)).map((f) => path.basename(f));
    const index = made.read(`${YEAR}/ledger/index.xml`);
    expect(index).toContain('<!DOCTYPE DataSet SYSTEM "gdpdu-01-09-2004.dtd">');
    expect([...index.matchAll(/<URL>(.*?)</g)].map((m) => m[1]).sort()).toEqual(
      names.filter((n) => n.endsWith(".csv")).sort(),
    );
    expect(names).toContain("gdpdu-01-09-2004.dtd");
  },
  { timeoutMs: 60_000 },
);

if (samplesThere)
  toolTest(
    "and by the standard's own",
    "xmllint",
    async (xmllint) => {
      const made = await demo();
      const dtd = sample("gdpdu/gdpdu-01-09-2004.dtd");
      runTool(xmllint, ["--nonet", "--noout", "--dtdvalid", dtd, path.join(ledger(made), "index.xml")]);
    },
    { timeoutMs: 60_000 },
  );
else sampleTest("and by the standard's own", () => {});

/** Loads every file as the index alone describes it, as an audit program does; prints what does not fit, and some sums. */
const LOAD = `
import csv, datetime, decimal, json, pathlib, re, sys, xml.etree.ElementTree as xml
folder = pathlib.Path(sys.argv[1]); wrong = []; sums = {}; keys = {}; rows_of = {}
root = xml.parse(folder / "index.xml").getroot()
for table in root.iter("Table"):
    layout = table.find("VariableLength")
    assert layout.findtext("ColumnDelimiter") == "," and layout.findtext("TextEncapsulator") == '"'
    columns = [c for c in layout if c.tag in ("VariablePrimaryKey", "VariableColumn")]
    names = [c.findtext("Name") for c in columns]
    with open(folder / table.findtext("URL"), newline="", encoding="utf-8") as source:
        rows = list(csv.reader(source, strict=True))
    first = int(table.find("Range").findtext("From"))
    if rows[:first - 1] != [names]: wrong.append(f"{table.findtext('Name')}: {rows[0]} is not {names}")
    rows_of[table.findtext("Name")] = rows[first - 1:]
    for row in rows[first - 1:]:
        for column, value in zip(columns, row, strict=True):
            where = f"{table.findtext('Name')}.{column.findtext('Name')} {value!r}"
            if value == "": continue
            if column.find("Numeric") is not None:
                accuracy = int(column.find("Numeric").findtext("Accuracy") or 0)
                number = decimal.Decimal(value)
                if -number.as_tuple().exponent > accuracy: wrong.append(f"{where} has more than {accuracy} decimals")
            elif column.find("Date") is not None: datetime.date.fromisoformat(value)
    key = [i for i, c in enumerate(columns) if c.tag == "VariablePrimaryKey"]
    keys[table.findtext("Name")] = [tuple(r[i] for i in key) for r in rows[first - 1:]] if key else []
    if len(set(keys[table.findtext("Name")])) != len(keys[table.findtext("Name")]): wrong.append(f"{table.findtext('Name')}: a key comes twice")
    for foreign in layout.iter("ForeignKey"):
        at = [names.index(n.text) for n in foreign.findall("Name")]
        target = set(keys[foreign.findtext("References")])
        missing = {tuple(r[i] for i in at) for r in rows[first - 1:]} - target
        if missing: wrong.append(f"{table.findtext('Name')} -> {foreign.findtext('References')}: {sorted(missing)[:3]}")
journal = rows_of["journal"]; head = [c.findtext("Name") for t in root.iter("Table") if t.findtext("Name") == "journal" for c in t.find("VariableLength") if c.tag.startswith("Variable")]
sums = {n: str(sum(decimal.Decimal(r[head.index(n)]) for r in journal)) for n in ("debit", "credit")}
print(json.dumps({"wrong": wrong, "keys": {k: len(v) for k, v in keys.items() if v}, **sums, "rows": len(journal)}))
`;

toolTest(
  "an audit program that knows the index alone loads every file: types, decimals, keys and foreign keys hold",
  "python3",
  async (python) => {
    const made = await demo();
    const loaded = JSON.parse(runTool(python, ["-c", LOAD, ledger(made)]));
    expect(loaded.wrong).toEqual([]);
    const { files } = made.controlTotals.find((y) => YEAR.startsWith(y.startsOn))!;
    const { rows, debit, credit } = files["ledger/journal.csv"]!;
    expect(loaded).toMatchObject({ rows, debit, credit });
    expect(rows).toBeGreaterThan(500);
    expect(loaded.keys).toMatchObject({ accounts: files["ledger/accounts.csv"]!.rows });
  },
  { timeoutMs: 60_000 },
);

test("names that XML cares about, and an archive without CSV files, which has nothing to describe", async () => {
  const id = await book(database.ownerUrl, {
    company: { name: 'A & B <"Ä">', business_id: "2222222-9" },
    years: [{ startsOn: "2024-01-01", endsOn: "2024-12-31", accounts: [], vouchers: [] }],
  });
  await lease(database.ownerUrl, slotRole, id);
  const made = await make(slotUrl, id, undefined, { formats: ["csv", "gdpdu"] });
  expect(made.read("2024-01-01_2024-12-31/ledger/index.xml")).toContain('<Name>A &amp; B &lt;"Ä"&gt;</Name>');
  const without = await make(slotUrl, id, undefined, { formats: ["gdpdu"] });
  expect(without.list.filter((f) => f.includes("/ledger/"))).toEqual([]);
});
