import { expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { make, pythonCsv } from "../make.ts";
import { book, lease, type Stored } from "../small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];

test("every file has its row: until when it is kept, and by which paragraph", async () => {
  const store: Stored = new Map();
  const lines: [string, string][] = [
    ["1910", "1.00"],
    ["3000", "-1.00"],
  ];
  const id = await book(
    database.ownerUrl,
    {
      years: [
        {
          // The worked example of the Act: a year that ends on 31 March 2024.
          startsOn: "2023-04-01",
          endsOn: "2024-03-31",
          vouchers: [
            { number: "1", date: "2023-05-05", lines, files: [{ name: "a.pdf", bytes: "a" }] },
            {
              number: "2",
              date: "2023-05-05",
              lines,
              files: [{ name: "b.pdf", bytes: "b" }],
              marks: [{ basis: "real_estate_investment", starts_on: "2023-11-01" }],
            },
          ],
          documents: [{ kind: "financial_statements", name: "tp.pdf", bytes: "tp" }],
        },
      ],
    },
    store,
  );
  await lease(database.ownerUrl, slotRole, id);
  const made = await make(slotUrl, id, store, { formats: ["csv", "saft", "html"] });
  const rows = new Map(
    pythonCsv(made, "retention.csv")
      .slice(1)
      .map((r) => [r[0]!, r.slice(1)]),
  );
  const folder = "2023-04-01_2024-03-31";
  const of = (file: string) => rows.get(`${folder}/${file}`);
  const end = "2024-03-31";
  expect(of("ledger/journal.csv")).toEqual([
    end,
    "table",
    "journal",
    "2034-03-31",
    "10 years",
    "KPL 2:10.1",
    "fi.kpl.2-10-1",
    "",
    "",
  ]);
  expect(of("ledger/parties.csv")!.slice(2, 4)).toEqual(["parties", "2030-12-31"]);
  expect([...rows.entries()].find(([path]) => path.endsWith("a.pdf"))![1]).toEqual([
    end,
    "original",
    "voucher_documents",
    "2030-12-31",
    "6 years",
    "KPL 2:10.2",
    "fi.kpl.2-10-2",
    "",
    "1",
  ]);
  const property = [...rows.entries()].find(([path]) => path.endsWith("b.pdf"))![1];
  // 13 years from the end of 2023, the year in which the adjustment period began.
  expect(property.slice(2, 5)).toEqual(["voucher_documents", "2036-12-31", "13 years"]);
  expect(property[5]).toMatch(/AVL.*209 q/);
  expect(of("statements/tp.pdf")!.slice(1, 4)).toEqual(["original", "financial_statements", "2034-03-31"]);
  expect(of("exchange/saft.xml")!.slice(1, 2)).toEqual(["copy"]);
  const paths = made.list.filter((f) => f.startsWith(`data/${folder}/`)).map((f) => f.slice("data/".length));
  const pages = (path: string) => path.startsWith(`${folder}/pages/`);
  expect(paths.filter((path) => !rows.has(path) && !pages(path))).toEqual([]);
  // Of pages, which are many, each folder has a row; what ends in no slash is a file.
  expect(of("pages/accounts/")!.slice(1, 4)).toEqual(["copy", "journal", "2034-03-31"]);
  expect(of("pages/vouchers/")!.slice(1, 4)).toEqual(["copy", "journal", "2034-03-31"]);
  expect([...rows.keys()].filter((path) => !path.endsWith("/") && !made.list.includes(`data/${path}`))).toEqual([]);
  const classes = pythonCsv(made, "retention-classes.csv");
  const marked = classes.filter((r) => r[3] === "real_estate_investment").map((r) => [r[2], r[5], r[6], r[7]]);
  expect(marked).toEqual([
    ["vouchers", "1", "true", "2036-12-31"],
    ["voucher_documents", "1", "true", "2036-12-31"],
  ]);
});
