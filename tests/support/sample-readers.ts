import { readdirSync, readFileSync } from "node:fs";
import { sample, samplesThere } from "./samples.ts";

export type Totals = { vouchers: number; lines: number; debit: string; credit: string };

const decimal = (cents: number) => (Math.round(cents) / 100).toFixed(2);

/** Reads a SIE file with nothing of the project's: one regular expression for each kind of row that counts. */
export function readSieByRegExp(file: string): Totals {
  const text = readFileSync(file, "latin1");
  const amounts = [...text.matchAll(/^[ \t]*#TRANS\s+\S+\s+\{[^}]*\}\s+"?(-?[0-9.]+)/gim)].map(
    (m) => Number(m[1]) * 100,
  );
  return {
    vouchers: [...text.matchAll(/^[ \t]*#VER\s/gim)].length,
    lines: amounts.length,
    debit: decimal(amounts.filter((a) => a > 0).reduce((a, b) => a + b, 0)),
    credit: decimal(-amounts.filter((a) => a < 0).reduce((a, b) => a + b, 0)),
  };
}

export function readSaftByRegExp(file: string): Totals {
  const text = readFileSync(file, "utf8");
  const sum = (element: string) =>
    decimal(
      [...text.matchAll(new RegExp(`<n1:${element}>\\s*<n1:Amount>([0-9.]+)<`, "g"))].reduce(
        (a, m) => a + Number(m[1]) * 100,
        0,
      ),
    );
  return {
    vouchers: text.split("<n1:Transaction>").length - 1,
    lines: text.split("<n1:Line>").length - 1,
    debit: sum("DebitAmount"),
    credit: sum("CreditAmount"),
  };
}

export const saftSample = "saft/ExampleFile SAF-T Financial_888888888_20180228235959.xml";

/** The two that must be refused: a voucher that does not balance, and a saved web page. */
export const refusedSamples = ["testWrite.se", "HAS1_1412.se"];

/** The two without an organisation number, which a person gives with --company. */
export const samplesWithoutNumber = ["SIE_exempelfil.se", "BL0001_typ4I.SI"];
export const givenNumber = "556036-0793";

export const sieSamples = samplesThere
  ? readdirSync(sample("sie")).filter((name) => /\.s[ei]$/i.test(name) && !refusedSamples.includes(name))
  : ["SIE"];
