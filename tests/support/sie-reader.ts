import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const reader = fileURLToPath(new URL("read-sie.py", import.meta.url));

/** What `read-sie.py` makes of a SIE 4E file. Amounts are decimal text, days YYYYMMDD. */
export type SieFile = {
  head: Record<string, string[]>;
  years: Record<string, [string, string]>;
  accounts: Record<string, string>;
  kinds: Record<string, string>;
  sru: Record<string, string>;
  dimensions: Record<string, string>;
  /** By "dimension code". */
  objects: Record<string, string>;
  balances: [label: string, year: string, account: string, amount: string][];
  object_balances: [label: string, year: string, account: string, dimension: string, object: string, amount: string][];
  vouchers: {
    series: string;
    number: string;
    date: string;
    text: string;
    posted: string;
    lines: { account: string; objects: string[]; amount: string; text: string; quantity: string }[];
  }[];
  checksum: { stated: number; counted: number } | null;
  /** What breaks the format's rules. */
  problems: string[];
};

/** Reads a SIE 4E file with Python, and with nothing that wrote it. */
export const readSieFile = (file: string): SieFile =>
  JSON.parse(execFileSync("python3", [reader, file], { encoding: "utf8", maxBuffer: 256 * 1024 * 1024 }));
