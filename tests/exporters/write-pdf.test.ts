import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { runTool, toolTest } from "#tests/support/tools.ts";
import { pdfaTest, pdfText } from "#tests/support/verapdf.ts";
import { type Made, make, pythonCsv } from "./make.ts";
import { type Booked, book, lease, type Stored } from "./small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];
const Y = "2024-01-01_2024-12-31";

const books: Booked = {
  company: { business_id: "1234567-1", name: "Åke & Pojat <Oy>" },
  years: [
    {
      startsOn: "2024-01-01",
      endsOn: "2024-12-31",
      accounts: [
        { number: "1910", name: "Pankki", type: "asset", opening: "1000000.00" },
        { number: "2000", name: "Oma pääoma", type: "equity", opening: "-1000000.00" },
        { number: "2939", name: "Arvonlisävero", type: "liability" },
        { number: "3000", name: "Myynti", type: "income" },
        { number: "9999", name: "Never used" },
      ],
      vouchers: [
        {
          series: "ML",
          number: "1",
          date: "2024-02-29",
          text: "Myyntilasku 1 (Öljy & Åsa)",
          lines: [
            ["1910", "1255.00", { text: "Saatu \\ suoritus" }],
            ["3000", "-1000.00"],
            ["2939", "-255.00", { text: "漢" }],
          ],
        },
        {
          number: "2",
          date: "2024-12-31",
          text: "Oikaisu",
          lines: [
            ["1910", "-0.50"],
            ["3000", "0.50"],
          ],
        },
      ],
    },
  ],
};

let companyId: string;
const store: Stored = new Map();
const printed = (language: "fi" | "sv" | "en") =>
  make(slotUrl, companyId, store, { formats: ["csv", "pdf"], language });
const at = (made: Made, file: string) => path.join(made.folder, "data", file);
/** Lines of a printed page with single spaces, as a reader sees them. */
const rows = (made: Made, file: string) =>
  pdfText(at(made, file))
    .split("\n")
    .map((line) => line.replace(/ +/g, " ").trim())
    .filter((line) => line !== "");

beforeAll(async () => {
  companyId = await book(database.ownerUrl, books, store);
  await lease(database.ownerUrl, slotRole, companyId);
});

describe("printed ledgers", () => {
  toolTest("in Finnish: each with its head, rows and sums", "pdftotext", async () => {
    const made = await printed("fi");
    expect(rows(made, `${Y}/statements/paivakirja.pdf`)).toEqual([
      "Päiväkirja Sivu 1",
      "Åke & Pojat <Oy>, 1234567-1 1.1.2024 – 31.12.2024",
      "Päivä Tosite Tili Tilin nimi Selite Debet Kredit",
      "29.2.2024 ML 1 Myyntilasku 1 (Öljy & Åsa)",
      "1910 Pankki Saatu \\ suoritus 1 255,00",
      "3000 Myynti 1 000,00",
      "2939 Arvonlisävero \ufffd 255,00",
      "31.12.2024 2 Oikaisu",
      "1910 Pankki 0,50",
      "3000 Myynti 0,50",
      "Yhteensä 1 255,50 1 255,50",
    ]);
    expect(rows(made, `${Y}/statements/paakirja.pdf`).slice(3)).toEqual([
      "1910 Pankki",
      "1.1.2024 Alkusaldo 1 000 000,00",
      "29.2.2024 ML 1 Saatu \\ suoritus 1 255,00 1 001 255,00",
      "31.12.2024 2 Oikaisu 0,50 1 001 254,50",
      "31.12.2024 Loppusaldo 1 255,00 0,50 1 001 254,50",
      "2939 Arvonlisävero",
      "1.1.2024 Alkusaldo 0,00",
      "29.2.2024 ML 1 \ufffd 255,00 -255,00",
      "31.12.2024 Loppusaldo 0,00 255,00 -255,00",
      "3000 Myynti",
      "1.1.2024 Alkusaldo 0,00",
      "29.2.2024 ML 1 Myyntilasku 1 (Öljy & Åsa) 1 000,00 -1 000,00",
      "31.12.2024 2 Oikaisu 0,50 -999,50",
      "31.12.2024 Loppusaldo 0,50 1 000,00 -999,50",
      "2000 Oma pääoma",
      "1.1.2024 Alkusaldo -1 000 000,00",
      "31.12.2024 Loppusaldo 0,00 0,00 -1 000 000,00",
      "Yhteensä 1 255,50 1 255,50",
    ]);
    expect(rows(made, `${Y}/statements/saldoluettelo.pdf`).slice(2)).toEqual([
      "Tili Tilin nimi Alkusaldo Debet Kredit Loppusaldo",
      "1910 Pankki 1 000 000,00 1 255,00 0,50 1 001 254,50",
      "2000 Oma pääoma -1 000 000,00 0,00 0,00 -1 000 000,00",
      "2939 Arvonlisävero 0,00 0,00 255,00 -255,00",
      "3000 Myynti 0,00 0,50 1 000,00 -999,50",
      "Yhteensä 0,00 1 255,50 1 255,50 0,00",
    ]);
    const statements = rows(made, `${Y}/statements/tuloslaskelma-ja-tase-laskettu.pdf`);
    expect(statements[0]).toBe("Tuloslaskelma, tase (laskettu kirjanpidosta) Sivu 1");
    expect(statements.join(" ")).toContain("Ne eivät ole vahvistettu ja allekirjoitettu tilinpäätös.");
    expect(statements).toContain("3000 Myynti 999,50");
    expect(rows(made, "luettelo-kirjanpidoista-ja-aineistoista.pdf")[0]).toBe(
      "Luettelo kirjanpidoista ja aineistoista",
    );
  });

  toolTest("in Swedish and English: the same books in the other's words and numbers", "pdftotext", async () => {
    const swedish = rows(await printed("sv"), `${Y}/statements/paivakirja.pdf`);
    expect(swedish[0]).toBe("Dagbok Sida 1");
    expect(swedish).toContain("2024-02-29 ML 1 Myyntilasku 1 (Öljy & Åsa)");
    expect(swedish.at(-1)).toBe("Summa 1 255,50 1 255,50");
    const english = rows(await printed("en"), `${Y}/statements/paakirja.pdf`);
    expect(english.slice(0, 2)).toEqual([
      "General ledger Page 1",
      "Åke & Pojat <Oy>, 1234567-1 1 Jan 2024 – 31 Dec 2024",
    ]);
    expect(english).toContain("29 Feb 2024 ML 1 Saatu \\ suoritus 1,255.00 1,001,255.00");
  });

  test("a second run gives the same bytes", async () => {
    const [first, second] = [await printed("fi"), await printed("fi")];
    const files = first.list.filter((file) => file.endsWith(".pdf"));
    expect(files).toHaveLength(5);
    for (const file of files)
      expect(readFileSync(path.join(first.folder, file)).equals(readFileSync(path.join(second.folder, file)))).toBe(
        true,
      );
  });

  pdfaTest("every one of them is PDF/A-3b", async (validate) => {
    const made = await printed("sv");
    const files = made.list.filter((file) => file.endsWith(".pdf")).map((file) => path.join(made.folder, file));
    for (const file of files) runTool("qpdf", ["--check", file]);
    const verdicts = validate(files);
    expect(verdicts.filter((v) => !v.compliant)).toEqual([]);
    expect(verdicts).toHaveLength(5);
  });

  test("a received file of the same name keeps its place beside them, and the year's own statements stand alone", async () => {
    const own = structuredClone(books);
    own.company!.business_id = "7654321-2";
    own.years[0]!.documents = [
      { kind: "financial_statements", name: "Paivakirja.pdf", bytes: "received" },
      { kind: "management_report", name: "toimintakertomus.pdf", bytes: "report" },
    ];
    const id = await book(database.ownerUrl, own, store);
    await lease(database.ownerUrl, slotRole, id);
    const made = await make(slotUrl, id, store, { formats: ["csv", "pdf"] });
    await lease(database.ownerUrl, slotRole, companyId);
    expect(made.list.filter((f) => f.includes("/statements/")).map((f) => path.basename(f))).toEqual([
      "Paivakirja (2).pdf",
      "paakirja.pdf",
      "paivakirja.pdf",
      "saldoluettelo.pdf",
      "toimintakertomus.pdf",
    ]);
    expect(made.read(`${Y}/statements/Paivakirja (2).pdf`)).toBe("received");
    expect(pythonCsv(made, `${Y}/ledger/attachments.csv`).map((row) => row[0])).toContain(
      "statements/Paivakirja (2).pdf",
    );
  });
});
