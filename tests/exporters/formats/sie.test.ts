import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { toCp437 } from "#exporters/formats/sie/cp437.ts";
import { numberDimensions } from "#exporters/formats/sie/dimensions.ts";
import { SieRecords } from "#exporters/formats/sie/records.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { readSieFile } from "#tests/support/sie-reader.ts";
import { type Made, make } from "../make.ts";
import { type Booked, book, lease } from "../small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];

async function archive(booked: Booked): Promise<Made> {
  const id = await book(database.ownerUrl, booked);
  await lease(database.ownerUrl, slotRole, id);
  return make(slotUrl, id, undefined, { formats: ["sie"] });
}
const fileOf = (made: Made, year: string) => path.join(made.folder, "data", year, "exchange/sie4e.se");
const counts = (made: Made) =>
  Object.fromEntries(made.warnings.filter((w) => w.code.startsWith("sie_")).map((w) => [w.code, w.count]));

const two: Booked = {
  company: { country: "SE", business_id: "556000-4615", name: "Åkerström & Söner AB", currency: "SEK" },
  dimensions: [
    { code: "1", name: "Kostnadsställe", values: [["10", "Norr"]] },
    { code: "LAG", name: "Lager", values: [["A", 'Hylla "A"']] },
  ],
  years: [
    {
      startsOn: "2023-01-01",
      endsOn: "2023-12-31",
      accounts: [
        { number: "1910", name: "Kassa", type: "asset", opening: "50.00" },
        { number: "2010", name: "Eget kapital", type: "equity", opening: "-50.00" },
        { number: "3010", name: "Försäljning", type: "income", standardCode: "7310" },
      ],
      vouchers: [
        {
          series: "A",
          number: "1",
          date: "2023-02-01",
          lines: [
            ["1910", "100.00"],
            ["3010", "-100.00"],
          ],
        },
      ],
    },
    {
      startsOn: "2024-01-01",
      endsOn: "2024-12-31",
      accounts: [
        { number: "1910", name: "Kassa", type: "asset", opening: "150.00" },
        { number: "2010", name: "Eget kapital", type: "equity", opening: "-150.00" },
        { number: "3010", name: "Försäljning", type: "income", standardCode: "7310" },
        { number: "4010", name: "Varor", type: "expense" },
      ],
      vouchers: [
        {
          series: "A",
          number: "1",
          date: "2024-01-05",
          text: 'Kvitto "12" från C:\\bok\\',
          lines: [
            [
              "4010",
              "30.25",
              {
                text: "rad\nett",
                quantity: "2.5000",
                dimensions: [
                  ["1", "10"],
                  ["LAG", "A"],
                ],
              },
            ],
            ["1910", "-30.25"],
          ],
        },
        { series: "", number: "2", date: "2024-01-06", lines: [] },
        {
          series: "B",
          number: "1",
          date: "2024-03-01",
          text: "Ø – 漢 €",
          lines: [
            ["1910", "0.00", { debit: "-5.00" }],
            ["3010", "5.00", { party_kind: "customer", party_number: "77", tax_code: "MP1", currency: "EUR" }],
          ],
        },
      ],
    },
  ],
  parties: [{ kind: "customer", number: "77", name: "Kund & Co" }],
};

test("a year as SIE 4E: head, chart, registers, its balances and the year before's, vouchers, a right check sum", async () => {
  const made = await archive(two);
  const sie = readSieFile(fileOf(made, "2024-01-01_2024-12-31"));
  expect(sie.problems).toEqual([]);
  expect(sie.head).toEqual({
    "#FLAGGA": ["0"],
    "#PROGRAM": ["Huolto statutory archive", "1.0"],
    "#FORMAT": ["PC8"],
    "#GEN": ["20261122"],
    "#SIETYP": ["4"],
    "#ORGNR": ["556000-4615"],
    "#FNAMN": ["Åkerström & Söner AB"],
  });
  expect(sie.years).toEqual({ "0": ["20240101", "20241231"], "-1": ["20230101", "20231231"] });
  expect(sie.accounts).toEqual({ "1910": "Kassa", "2010": "Eget kapital", "3010": "Försäljning", "4010": "Varor" });
  expect(sie.kinds).toEqual({ "1910": "T", "2010": "S", "3010": "I", "4010": "K" });
  expect(sie.sru).toEqual({ "3010": "7310" });
  expect(sie.dimensions).toEqual({ "1": "Kostnadsställe", "20": "Lager", "8": "Kund" });
  expect(sie.objects).toEqual({ "1 10": "Norr", "20 A": 'Hylla "A"', "8 77": "Kund & Co" });
  expect(sie.balances).toEqual([
    ["#IB", "0", "1910", "150.00"],
    ["#IB", "0", "2010", "-150.00"],
    ["#IB", "-1", "1910", "50.00"],
    ["#IB", "-1", "2010", "-50.00"],
    ["#UB", "0", "1910", "114.75"],
    ["#UB", "0", "2010", "-150.00"],
    ["#UB", "-1", "1910", "150.00"],
    ["#UB", "-1", "2010", "-50.00"],
    ["#RES", "0", "3010", "5.00"],
    ["#RES", "0", "4010", "30.25"],
    ["#RES", "-1", "3010", "-100.00"],
  ]);
  expect(sie.vouchers).toEqual([
    {
      series: "A",
      number: "1",
      date: "20240105",
      text: 'Kvitto "12" från C:\\bok\\ ',
      posted: "",
      lines: [
        { account: "4010", objects: ["1", "10", "20", "A"], amount: "30.25", text: "rad ett", quantity: "2.5" },
        { account: "1910", objects: [], amount: "-30.25", text: "", quantity: "" },
      ],
    },
    { series: "", number: "2", date: "20240106", text: "", posted: "", lines: [] },
    {
      series: "B",
      number: "1",
      date: "20240301",
      text: "O - ? EUR",
      posted: "",
      lines: [
        { account: "1910", objects: [], amount: "-5.00", text: "", quantity: "" },
        { account: "3010", objects: ["8", "77"], amount: "5.00", text: "", quantity: "" },
      ],
    },
  ]);
  // A backslash at a text's end, a line break, and Ø – 漢 €.
  expect(counts(made)).toEqual({
    sie_replaced_characters: 6,
    sie_dimensions_numbered: 1,
    sie_tax_left_out: 1,
    sie_currency_left_out: 1,
  });
  expect(made.controlTotals[1]!.files["exchange/sie4e.se"]).toEqual({ rows: 4, debit: "35.25", credit: "35.25" });
  // The first year has none before it.
  const first = readSieFile(fileOf(made, "2023-01-01_2023-12-31"));
  expect(first.problems).toEqual([]);
  expect(Object.keys(first.years)).toEqual(["0"]);
});

test("a company outside Sweden says its currency; its standard codes are no SRU codes; letters that PC8 has stay", async () => {
  const made = await archive({
    company: { name: "Ääkkönen Oy", business_id: "0112038-9", country: "FI", currency: "EUR", address_country: "FI" },
    years: [
      {
        startsOn: "2024-01-01",
        endsOn: "2024-12-31",
        accounts: [
          { number: "1910", name: "Pankki, åäö ÅÄÖ é ü ñ", type: "asset", opening: "0.00", standardCode: "1" },
        ],
        vouchers: [],
      },
    ],
  });
  const file = fileOf(made, "2024-01-01_2024-12-31");
  const sie = readSieFile(file);
  expect(sie.problems).toEqual([]);
  expect(sie.head["#VALUTA"]).toEqual(["EUR"]);
  expect(sie.head["#FNAMN"]).toEqual(["Ääkkönen Oy"]);
  expect(sie.sru).toEqual({});
  expect(sie.accounts).toEqual({ "1910": "Pankki, åäö ÅÄÖ é ü ñ" });
  // The bytes themselves, by the code page's table: Ä 8E, ä 84, ö 94.
  expect(readFileSync(file).includes(Buffer.from([0x8e, 0x84, 0x6b, 0x6b, 0x94, 0x6e, 0x65, 0x6e]))).toBe(true);
  expect(counts(made)).toEqual({});
});

test("a voucher that does not balance is written as booked and told, by name and difference", async () => {
  const made = await archive({
    company: { business_id: "2222222-9" },
    years: [
      {
        startsOn: "2024-01-01",
        endsOn: "2024-12-31",
        accounts: [
          { number: "1910", name: "Bank", type: "asset" },
          { number: "3000", name: "Sales", type: "income", opening: "-1.00" },
        ],
        vouchers: [
          {
            series: "L",
            number: "7",
            date: "2024-05-05",
            lines: [
              ["1910", "10.00"],
              ["3000", "-8.00"],
            ],
          },
        ],
      },
    ],
  });
  const sie = readSieFile(fileOf(made, "2024-01-01_2024-12-31"));
  expect(sie.problems).toEqual(["voucher L 7 is out of balance by 2.00"]);
  expect(made.warnings.find((w) => w.code === "sie_unbalanced_vouchers")).toMatchObject({
    count: 1,
    examples: ["L 7: 2.00"],
  });
  // Its opening balance would be lost in #RES.
  expect(sie.balances).toContainEqual(["#UB", "0", "3000", "-9.00"]);
  expect(made.warnings.find((w) => w.code === "sie_result_account_opening")?.examples).toEqual(["3000"]);
});

test("a year without vouchers keeps the closing balances that its source states, and says so", async () => {
  const made = await archive({
    company: { business_id: "3333333-4" },
    years: [
      {
        startsOn: "2024-01-01",
        endsOn: "2024-12-31",
        accounts: [
          { number: "1910", name: "Bank", type: "asset", opening: "1.00", declaredClosing: "4.00" },
          { number: "3000", name: "Sales", type: "income", declaredClosing: "-3.00" },
        ],
      },
    ],
  });
  const sie = readSieFile(fileOf(made, "2024-01-01_2024-12-31"));
  expect(sie.problems).toEqual([]);
  expect(sie.balances).toEqual([
    ["#IB", "0", "1910", "1.00"],
    ["#UB", "0", "1910", "4.00"],
    ["#RES", "0", "3000", "-3.00"],
  ]);
  expect(counts(made)).toEqual({ sie_balances_as_stated: 2 });
});

test("the check sum of one record, worked out with another program", () => {
  const records = new SieRecords();
  records.begin("#FLAGGA").code("0").end();
  records.beginSum();
  records.begin("#KONTO").code("1915").text('Kassa "ett"').end();
  records.begin("#TRANS").code("1915").objects(["1", "10"]).code("-1.00").end();
  records.endSum();
  // python3 -c "import zlib; print(zlib.crc32(b'#KONTO1915Kassa \"ett\"#TRANS1915110-1.00'))"
  expect(records.take()).toBe(
    '#FLAGGA 0\r\n#KSUMMA\r\n#KONTO 1915 "Kassa \\"ett\\""\r\n#TRANS 1915 {1 "10"} -1.00\r\n#KSUMMA 715547037\r\n',
  );
});

test("dimensions that are numbers stay; others get the free ones from 20 on, 8 and 9 are the format's", () => {
  const numbers = numberDimensions(["1", "20", "8", "PROJ", "00", "PROJ"]);
  expect(["1", "20", "8", "PROJ", "00"].map(numbers.of)).toEqual(["1", "20", "8", "21", "22"]);
  expect(numbers.party).toEqual({ customer: null, supplier: "9" });
});

test("property: whatever the text, it is PC8 without control characters, and told when it is another", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      let lost = 0;
      const out = toCp437(text, (count) => {
        lost += count;
      });
      for (const c of out) expect(c.charCodeAt(0) >= 0x20 && c.charCodeAt(0) <= 0xff && c !== "\x7f").toBe(true);
      if (/^[\x20-\x7e]*$/.test(text)) expect([out, lost]).toEqual([text, 0]);
      else if (out === text) expect(lost).toBe(0);
    }),
  );
});
