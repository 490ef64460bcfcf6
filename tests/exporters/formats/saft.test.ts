import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { SaftText } from "#exporters/formats/saft/text.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { sample, samplesThere, sampleTest } from "#tests/support/samples.ts";
import { toolTest } from "#tests/support/tools.ts";
import { type Made, make } from "../make.ts";
import { type Booked, book, lease } from "../small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];
const FILE = "2023-07-01_2024-12-31/exchange/saft.xml";

/** Everything the schema is narrow about: long texts and codes, foreign money, negative amounts, control characters. */
const awkward = (country: string, businessId: string, currency: string): Booked => ({
  company: {
    country,
    business_id: businessId,
    name: `Ävensen & Søn <${"x".repeat(300)}>`,
    currency,
    vat_number: `${country}${businessId}`,
  },
  parties: [
    {
      kind: "customer",
      number: "C".repeat(60),
      name: "Kunde",
      postal_code: "",
      city: "Oslo",
      country: "NO",
      opening_balance: "-5.00",
      closing_balance: "0.00",
      account_number: "1500",
    },
    { kind: "supplier", number: "1", name: "N".repeat(400), business_id: "R".repeat(50), opening_balance: "1.00" },
  ],
  taxCodes: [
    { code: "3", description: "Utgående", rate: "25", country: "NO", standard_code: "3" },
    { code: "LONG-CODE-OF-ITS-OWN", description: "Own", rate: null, country: null, standard_code: "SE25" },
  ],
  dimensions: [
    {
      code: "COSTCENTRE-WITH-A-LONG-CODE",
      name: "Avdeling",
      values: [
        ["V".repeat(50), "Verdi"],
        ["2", "To"],
      ],
    },
  ],
  years: [
    {
      startsOn: "2023-07-01",
      endsOn: "2024-12-31",
      accounts: [
        { number: "1500", name: "Kundefordringer", type: "asset", opening: "10.00", standardCode: "15" },
        { number: "3000", name: "Salg", type: "income", opening: "-10.00" },
      ],
      vouchers: [
        {
          number: "1",
          date: "2024-02-29",
          text: "a\u0001b & <c> ]]> \r\n",
          lines: [
            [
              "1500",
              "125.00",
              {
                currency: "EUR",
                currency_amount: "11.00",
                exchange_rate: "11.36363636",
                party_kind: "customer",
                party_number: "C".repeat(60),
              },
            ],
            [
              "3000",
              "-100.00",
              {
                text: "ä".repeat(400),
                dimensions: [["COSTCENTRE-WITH-A-LONG-CODE", "V".repeat(50)]],
                tax_code: "3",
                tax_base: "100.00",
                tax_amount: "25.00",
              },
            ],
            ["2700", "-25.00", { tax_code: "3" }],
          ],
        },
        // The same number again, and a correction in red: negative on both sides.
        {
          number: "1",
          date: "2024-03-01",
          lines: [
            ["1500", "0.00", { debit: "-125.00" }],
            ["3000", "0.00", { credit: "-125.00", quantity: "-2.5000" }],
          ],
        },
        { number: "3", date: "2024-03-02", lines: [] },
      ],
    },
    { startsOn: "2025-01-01", endsOn: "2025-12-31", accounts: [], vouchers: [] },
  ],
});

async function archive(country: string, businessId: string, currency: string): Promise<Made> {
  const id = await book(database.ownerUrl, awkward(country, businessId, currency));
  await lease(database.ownerUrl, slotRole, id);
  return make(slotUrl, id, undefined, { formats: ["csv", "saft"] });
}
/** On the samples' schema with xmllint; where either is absent it is skipped, and under CI it fails. */
const schemaTest = (name: string, body: (xmllint: string) => Promise<void>) =>
  samplesThere ? toolTest(name, "xmllint", body, { timeoutMs: 60_000 }) : sampleTest(name, () => {});

for (const [country, businessId, currency] of [
  ["NO", "888888888", "NOK"],
  ["SE", "556000-4615", "SEK"],
  ["FI", "0112038-9", "EUR"],
] as const)
  schemaTest(
    `the SAF-T file of a company in ${country} is valid by the 1.30 schema, also in a year with nothing in it`,
    async (xmllint) => {
      const made = await archive(country, businessId, currency);
      for (const file of [FILE, "2025-01-01_2025-12-31/exchange/saft.xml"]) {
        const schema = sample("saft/Norwegian_SAF-T_Financial_Schema_v_1.30.xsd");
        const run = spawnSync(xmllint, ["--noout", "--schema", schema, `${made.folder}/data/${file}`], {
          encoding: "utf8",
        });
        expect(run.stderr.trim()).toMatch(/saft\.xml validates$/);
      }
      const comment = /<HeaderComment>(.*?)</.exec(made.read(FILE))?.[1];
      if (country === "NO") expect(comment).toBe("SAF-T Financial 1.30.");
      else expect(comment).toMatch(/used as a profile for a company in (SE|FI); not an official format/);
      expect(made.read(FILE)).toContain(`<AuditFileCountry>${country}</AuditFileCountry>`);
    },
  );

test("amounts are never negative, voucher numbers never twice, and what was lost is counted", async () => {
  const made = await archive("NO", "999999999", "NOK");
  const xml = made.read(FILE);
  expect(xml).toContain("<TotalDebit>250.00</TotalDebit><TotalCredit>250.00</TotalCredit>");
  expect(xml).not.toMatch(/Amount>-/);
  expect([...xml.matchAll(/<TransactionID>(.*?)</g)].map((m) => m[1])).toEqual(["1#1", "1#2"]);
  // The correction: a negative debit is a credit, a negative credit a debit.
  expect([...xml.matchAll(/<(Debit|Credit)Amount><Amount>(.*?)</g)].map((m) => `${m[1]} ${m[2]}`)).toEqual([
    "Debit 125.00",
    "Credit 100.00",
    "Credit 25.00",
    "Credit 125.00",
    "Debit 125.00",
  ]);
  expect(xml).toContain("<CreditTaxAmount><Amount>25.00</Amount></CreditTaxAmount>");
  expect(xml).toContain(
    "<CurrencyCode>EUR</CurrencyCode><CurrencyAmount>11.00</CurrencyAmount><ExchangeRate>11.36363636</ExchangeRate>",
  );
  // The journal keeps the signs as booked.
  expect(made.controlTotals[0]!.files["ledger/journal.csv"]).toEqual({ rows: 5, debit: "0.00", credit: "0.00" });
  const counts = Object.fromEntries(
    made.warnings.filter((w) => w.place.startsWith("2023")).map((w) => [w.code, w.count]),
  );
  expect(counts).toMatchObject({
    saft_replaced_characters: 1,
    saft_tax_without_amount: 1,
    saft_vouchers_left_out: 1,
    undeclared_accounts: 1,
    vouchers_without_lines: 1,
  });
});

test("property: text comes out within its length, well-formed, and unchanged when nothing was wrong with it", () => {
  const copied = (s: string) =>
    Buffer.from(
      s.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n").replaceAll("\r", "\\r"),
    ).toString("latin1");
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 90 }), (s) => {
      if (s.includes("\u0000")) return;
      const out = Buffer.from(new SaftText().text(copied(s), 70), "latin1").toString("utf8");
      const plain = out
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&#13;", "\r")
        .replaceAll("&amp;", "&");
      expect([...plain].length).toBeLessThanOrEqual(70);
      // XML 1.0, production 2: Char.
      const allowed = (c: string) => /[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(c);
      expect(plain).toBe(
        [...s]
          .slice(0, 70)
          .map((c) => (allowed(c) ? c : "\ufffd"))
          .join(""),
      );
    }),
  );
});
