import { expect, test } from "vitest";
import { completenessTexts } from "#exporters/formats/texts/completeness.ts";
import { pageTexts } from "#exporters/formats/texts/pages.ts";
import { translated } from "#exporters/formats/texts/sentences.ts";
import { lawRegister } from "#exporters/law/register.ts";
import { decideScope } from "#exporters/law/scope.ts";
import { documentKinds } from "#exporters/materials/documents.ts";
import { ledgerListYear, relations, storage } from "#exporters/materials/ledger-list.ts";

const untranslated = (sentences: readonly string[]) =>
  sentences.filter((s) => [translated("fi", s), translated("sv", s)].some((own) => own === null || own === s));

test("every note of every country's rules has words in Finnish and Swedish", () => {
  const sentences = lawRegister().flatMap((pack) => [
    ...pack.rules.flatMap((rule) => rule.note ?? []),
    ...pack.notCarried.flatMap((n) => [n.law, n.instead]),
  ]);
  expect(sentences.length).toBeGreaterThan(60);
  expect(untranslated(sentences)).toEqual([]);
});

test("the relations, the ways of keeping and the kinds of documents of the ledger list are translated", () => {
  const scope = decideScope({
    company: { id: "00000000-0000-4000-8000-000000000001", businessId: "1234567-1", country: "FI", name: "X" },
    years: [
      {
        id: "00000000-0000-4000-8000-000000000002",
        startsOn: "2025-01-01",
        endsOn: "2025-12-31",
        closedOn: null,
        marks: [{ basis: "real_estate_investment", startsOn: "2025-06-01", vouchers: 1 }],
      },
    ],
    asOf: "2026-11-23",
  });
  const { parts } = ledgerListYear(scope.years[0]!, "2025", [], []);
  expect(parts.length).toBe(Object.keys(documentKinds).length);
  expect(untranslated([...relations, ...storage, ...parts.flatMap((p) => [p.name, p.description])])).toEqual([]);
});

test("a mark without a period in the country's law says so in the page's language", () => {
  const note = "The rules of DK have no period of their own for this: it is kept as the year's other vouchers.";
  expect(translated("fi", note)).toBe(
    "Maan DK säännöissä ei ole tälle omaa aikaa: säilytetään kuten vuoden muut tositteet.",
  );
  expect(translated("sv", note)).toBe(
    "Reglerna i DK har ingen egen tid för detta: det bevaras som årets andra verifikationer.",
  );
});

test("what is not known is not said to be translated", () => {
  expect(translated("fi", "Something else.")).toBeNull();
  expect(translated("en", "Something else.")).toBe("Something else.");
});

test("dimensions have one name in Finnish, in the list of ledgers as in the findings and on the pages", () => {
  expect(translated("fi", "Dimensions and their values")).toBe("Laskentakohteet ja niiden arvot");
  expect(translated("fi", "Balances by dimension")).toBe("Saldot laskentakohteittain");
  expect(pageTexts.fi.dimensions).toBe("Laskentakohteet");
  expect(completenessTexts.fi.findings.sie_dimensions_numbered).toBe(
    "Laskentakohteet, joiden koodi ei ole numero, saivat SIE-tiedostossa numeron.",
  );
});
