import { createWriteStream } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { describe, expect } from "vitest";
import { generalLedgerPrintout } from "#exporters/formats/pdf/general-ledger-print.ts";
import { journalPrintout } from "#exporters/formats/pdf/journal-print.ts";
import type { LedgerFrame } from "#exporters/formats/pdf/ledger-sheet.ts";
import { ledgerTexts } from "#exporters/formats/pdf/texts.ts";
import { type Printout, volumesOf } from "#exporters/formats/pdf/volumes.ts";
import { cents } from "#exporters/formats/money.ts";
import type { AccountYear } from "#exporters/materials/accounts.ts";
import { generalLedgerBlocks } from "#exporters/materials/ledger-blocks.ts";
import { toolTest } from "#tests/support/tools.ts";
import { pdfText } from "#tests/support/verapdf.ts";
import { scratch } from "../../make.ts";

const year = { startsOn: "2024-01-01", endsOn: "2024-12-31" };
const frame: LedgerFrame = {
  language: "en",
  texts: ledgerTexts.en,
  company: "Esimerkki Oy",
  businessId: "0112038-9",
  period: "2024",
  day: (value) => value,
  date: new Date("2026-11-22T10:20:30Z"),
};
const account = (number: string, name: string, lines: number, opening = "0.00"): AccountYear => ({
  number,
  name,
  type: "asset",
  standardCode: null,
  declared: true,
  opening: cents(opening),
  debit: 0,
  credit: 0,
  closing: 0,
  declaredClosing: null,
  lines,
  positiveDebit: 0,
  positiveCredit: 0,
  customerLines: 0,
  supplierLines: 0,
});

async function* only(rows: readonly string[]): AsyncGenerator<string> {
  yield Buffer.from(rows.join("")).toString("latin1");
}

/** Each volume's name, totals and pages of lines with single spaces. */
async function printed(blocks: AsyncGenerator<string>, printout: Printout, rowsPerVolume: number) {
  const folder = scratch();
  const volumes = [];
  for await (const volume of volumesOf("ledger", blocks, printout, { several: true, rowsPerVolume })) {
    const file = path.join(folder, volume.name);
    await pipeline(volume.bytes, createWriteStream(file));
    const pages = pdfText(file)
      .split("\f")
      .filter((page) => page.trim() !== "")
      .map((page) =>
        page
          .split("\n")
          .map((line) => line.replace(/\s+/g, " ").trim())
          .filter((line) => line !== ""),
      );
    volumes.push({ name: volume.name, totals: volume.totals(), pages });
  }
  return volumes;
}

/** Vouchers of two lines of 1.00, the first on the first day of its month. */
const voucher = (seq: number, day: string) => [
  `${seq}\t${day}\tML\t${seq}\tSale ${seq}\t1910\t\t1.00\t0.00\n`,
  `${seq}\t${day}\tML\t${seq}\tSale ${seq}\t3000\t\t0.00\t1.00\n`,
];

describe("volumes of printed ledgers", () => {
  toolTest("a journal begins anew with each month and carries its sums on", "pdftotext", async () => {
    const rows = [...voucher(1, "2024-01-31"), ...voucher(2, "2024-02-01"), ...voucher(3, "2024-02-02")];
    const accounts = [account("1910", "Bank", 3), account("3000", "Sales", 3)];
    const volumes = await printed(only(rows), journalPrintout(frame, accounts), 100);
    expect(volumes.map((v) => [v.name, v.totals])).toEqual([
      ["ledger-01.pdf", { rows: 2, debit: "1.00", credit: "1.00" }],
      ["ledger-02.pdf", { rows: 4, debit: "2.00", credit: "2.00" }],
    ]);
    expect(volumes[0]!.pages[0]![0]).toBe("Journal, volume 1 Page 1");
    expect(volumes[0]!.pages[0]!.at(-1)).toBe("Carried forward 1.00 1.00");
    expect(volumes[1]!.pages[0]!.slice(3)).toEqual([
      "Brought forward 1.00 1.00",
      "2024-02-01 ML 2 Sale 2",
      "1910 Bank 1.00",
      "3000 Sales 1.00",
      "2024-02-02 ML 3 Sale 3",
      "1910 Bank 1.00",
      "3000 Sales 1.00",
      "Total 3.00 3.00",
    ]);
  });

  toolTest("within a month a full volume ends too, and sums go from page to page", "pdftotext", async () => {
    const rows = Array.from({ length: 100 }, (_, i) => voucher(i + 1, "2024-05-05")).flat();
    const accounts = [account("1910", "Bank", 100), account("3000", "Sales", 100)];
    const volumes = await printed(only(rows), journalPrintout(frame, accounts), 150);
    expect(volumes.map((v) => v.totals.rows)).toEqual([150, 50]);
    const { pages } = volumes[0]!;
    expect(pages.length).toBeGreaterThan(1);
    const entries = (page: readonly string[]) => page.filter((line) => /^(1910|3000) /.test(line)).length;
    let above = 0;
    for (const [n, page] of pages.entries()) {
      const debits = () => `${Math.ceil(above / 2)}.00 ${Math.floor(above / 2)}.00`;
      if (n > 0) expect(page[3]).toBe(`Brought forward ${debits()}`);
      above += entries(page);
      expect(page.at(-1)).toBe(`Carried forward ${debits()}`);
    }
    expect(above).toBe(150);
  });

  toolTest("an account that goes on in the next volume takes its balance with it", "pdftotext", async () => {
    const movement = (n: number) => `1910\tmovement\t2024-03-03\tML\t${n}\t2.00\t0.00\tSale ${n}\t${n}\t1\t\n`;
    const accounts = [account("1910", "Bank", 5, "10.00"), account("2000", "Equity", 0, "-10.00")];
    const movements = only([1, 2, 3, 4, 5].map(movement));
    const printout = generalLedgerPrintout(frame, accounts, { rowsPerVolume: 5 });
    const volumes = await printed(generalLedgerBlocks(movements, accounts, year), printout, 5);
    expect(volumes.map((v) => v.totals)).toEqual([
      { rows: 4, debit: "8.00", credit: "0.00" },
      { rows: 1, debit: "2.00", credit: "0.00" },
    ]);
    expect(volumes[0]!.pages[0]!.at(-1)).toBe("Carried forward 18.00");
    expect(volumes[1]!.pages[0]!.slice(3)).toEqual([
      "1910 Bank (continued)",
      "Brought forward 18.00",
      "2024-03-03 ML 5 Sale 5 2.00 20.00",
      "2024-12-31 Closing balance 10.00 0.00 20.00",
      "2000 Equity",
      "2024-01-01 Opening balance -10.00",
      "2024-12-31 Closing balance 0.00 0.00 -10.00",
      "Total 10.00 0.00",
    ]);
  });
});
