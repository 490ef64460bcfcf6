import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { createWriteStream } from "node:fs";
import { openBag } from "#exporters/archive/bag-writer.ts";
import type { ControlTotals } from "#exporters/archive/control-totals.ts";
import type { Sealing } from "#exporters/archive/seals/seal.ts";

export const { privateKey: signingKey, publicKey } = generateKeyPairSync("ed25519");
export const ROOT = "1234567-1_2023-04-01_2024-03-31";
export const YEAR = "2023-04-01_2024-03-31";
export const DATE = new Date("2026-11-22T10:20:30Z");

/** Two vouchers, five lines; 100.00 + 24.00 + 0.10 on each side, added up by hand. */
export const JOURNAL = [
  "voucher_series,voucher_number,date,account,debit,credit,text",
  "A,1,2023-04-01,4000,100.00,0.00,Paper",
  "A,1,2023-04-01,2939,24.00,0.00,VAT 24 %",
  'A,1,2023-04-01,2871,0.00,124.00,"Supplier, ""Oy"""',
  "B,7,2024-03-31,1910,0.10,0.00,Åland",
  "B,7,2024-03-31,9400,0.00,0.10,",
  "",
].join("\r\n");

export const TOTALS: ControlTotals = {
  formatVersion: 1,
  company: { businessId: "1234567-1", country: "FI" },
  years: [
    {
      startsOn: "2023-04-01",
      endsOn: "2024-03-31",
      vouchers: 2,
      lines: 5,
      debit: "124.10",
      credit: "124.10",
      files: { "ledger/journal.csv": 5, "ledger/accounts.csv": 2 },
    },
  ],
};

/** Noise that deflate can do little with, the same every time. */
export function noise(bytes: number, seed = 1): Buffer {
  const buffer = Buffer.alloc(bytes);
  let state = seed;
  for (let i = 0; i < bytes; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    buffer[i] = state >>> 24;
  }
  return buffer;
}

export type SampleFile = [path: string, content: Buffer | string, options?: { compress?: boolean }];

export const FILES: SampleFile[] = [
  [`${YEAR}/ledger/journal.csv`, JOURNAL],
  [`${YEAR}/ledger/accounts.csv`, "account,name\r\n1910,Bank\r\n4000,Purchases\r\n"],
  [`${YEAR}/vouchers/A/1/kuitti 100.pdf`, noise(9000), { compress: false }],
  [`${YEAR}/vouchers/B/7/Åland.xml`, `<Finvoice>${"row ".repeat(2000)}</Finvoice>`],
  ["empty.txt", ""],
];

/** Writes an archive as `verifyArchive` expects it, with what a test wants to be different. */
export async function writeSample(
  file: string,
  {
    files = FILES,
    totals = TOTALS as unknown,
    key = signingKey as KeyObject,
    sealing = {} as Sealing,
    date = DATE,
  } = {},
) {
  const bag = openBag(createWriteStream(file), { root: ROOT, date, signingKey: key, sealing });
  for (const [path, content, options] of files) await bag.add(path, content, options);
  if (totals !== undefined) await bag.add("reports/control-totals.json", JSON.stringify(totals));
  return bag.finish([
    ["Source-Organization", "Esimerkki Oy"],
    ["External-Description", "Accounting material that the law asks to be kept. ".repeat(5)],
  ]);
}
