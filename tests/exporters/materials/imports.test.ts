import { expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { make } from "../make.ts";
import { book, lease } from "../small-ledger.ts";

const database = await testDatabase();

const KEPT = ["2024-01-01", "2024-12-31"] as const;
/** Over on the last day of 2020. */
const EXPIRED = ["2010-01-01", "2010-12-31"] as const;
const year = ([startsOn, endsOn]: readonly [string, string]) => ({
  startsOn,
  endsOn,
  accounts: [
    { number: "1910", name: "Pankki" },
    { number: "3000", name: "Myynti" },
  ],
  vouchers: [
    {
      number: "1",
      date: startsOn,
      lines: [
        ["1910", "1.00"],
        ["3000", "-1.00"],
      ] as [string, string][],
    },
  ],
});
const warning = (code: string, message: string) => ({ code, message, place: "account 1910", fix: "" });

const id = await book(database.ownerUrl, {
  years: [year(EXPIRED), year(KEPT)],
  imports: [
    {
      name: "kept.se",
      years: [KEPT],
      warnings: [warning("closing_balance_differs", "Stated as 61.00")],
      leftOut: [
        { kind: "budget", count: 24 },
        { kind: "signatures", count: 76 },
      ],
    },
    { name: "expired.se", years: [EXPIRED], warnings: [warning("closing_balance_differs", "Stated as 62.00")] },
    {
      name: "both.se",
      years: [EXPIRED, KEPT],
      warnings: [
        warning("voucher_number_repeated", "Stated as 63.00"),
        warning("voucher_number_repeated", "Stated as 64.00"),
        warning("voucher_empty", "Stated as 65.00"),
      ],
    },
  ],
});
await lease(database.ownerUrl, database.roles.exportSlots[0]!, id);
const archive = () => make(database.slotUrls[0]!, id, undefined, { formats: ["csv"], asOf: "2025-06-01" });

test("warnings stand as they were given where all that they may quote is in, else by kind; files of years that are out are not named", async () => {
  const made = await archive();
  const { imports } = JSON.parse(made.read("reports/completeness.json")) as {
    imports: { fileName: string; warnings: { code: string; message: string }[] }[];
  };
  expect(
    Object.fromEntries(imports.map((i) => [i.fileName, i.warnings.map(({ code, message }) => [code, message])])),
  ).toEqual({
    "kept.se": [["closing_balance_differs", "Stated as 61.00"]],
    "both.se": [
      ["voucher_number_repeated", "2 of this kind. What they are about is not in this archive, or not all of it."],
      ["voucher_empty", "1 of this kind. What they are about is not in this archive, or not all of it."],
    ],
  });
  for (const file of made.list.filter((name) => /^data\/.*\.(json|html|csv|txt)$/.test(name)))
    expect(made.read(file.replace(/^data\//, "")), file).not.toMatch(/expired\.se|Stated as 6[2-5]/);
});

test("what a file has and the books have not is told in three languages", async () => {
  const made = await archive();
  const told = {
    fi: ["Mitä tuoduista tiedostoista ei ole kirjanpidossa", "Budjetit (#PBUDGET): eivät ole kirjanpitoaineistoa"],
    sv: ["Vad i de importerade filerna som inte finns i bokföringen", "Budgetar (#PBUDGET)"],
    en: ["What the imported files have and the books have not", "Name or signature of who booked (#VER, #TRANS)"],
  };
  for (const [language, sentences] of Object.entries(told))
    for (const sentence of [...sentences, ">24<", ">76<"])
      expect(made.read(`pages/${language}/completeness.html`), language).toContain(sentence);
});
