import { parseArgs } from "node:util";
import { pageLanguages } from "../formats/texts/languages.ts";
import { type ArchivePart, archiveParts } from "../law/types.ts";
import type { ArchiveLanguage } from "../run.ts";

export const USAGE = `Usage:
  npm run archive:create -- --customer BUSINESS_ID --out DIR [--as-of YYYY-MM-DD] [--years 2023,2024] [--part payroll]
                            [--language fi|sv|en] [--country CC] [--run RUN_ID]
  npm run archive:verify -- FILE... [--key PEM] [--certificate-ca PEM] [--time-stamp-ca PEM]

create  writes one company's statutory archive into DIR. --as-of is the day on which the law is applied (default: today);
        a year in --years is the one in which the financial year ends. --part payroll writes the payroll's archive instead of
        the books'. --language is that of the first page, the printed ledgers and the statements (default: the run's, or Finnish).
        In production --run names an approved run.
verify  checks an archive, or all parts of one. --key is the public key of the service that signed it; the others are the root
        certificates that the signing certificate and the time stamp must lead to.`;

/** A command that cannot be understood: one sentence, and the usage text after it. */
export class UsageError extends Error {
  override name = "UsageError";
}

export type CreateArguments = {
  command: "create";
  customer: string;
  out: string;
  asOf?: string;
  years?: [number, ...number[]];
  country?: string;
  part?: ArchivePart;
  language?: ArchiveLanguage;
  run?: string;
};
export type VerifyArguments = {
  command: "verify";
  files: string[];
  key?: string;
  certificateCa?: string;
  timeStampCa?: string;
};

/** @throws UsageError */
export function readArguments(args: readonly string[]): CreateArguments | VerifyArguments {
  const [command, ...rest] = args;
  if (command === "verify") return verifyArguments(rest);
  if (command === "create") return createArguments(rest);
  throw new UsageError("Say what to do: create or verify.");
}

function parse<T extends Record<string, { type: "string" }>>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split(". ")[0]}.`);
  }
}

function verifyArguments(args: string[]): VerifyArguments {
  const string = { type: "string" } as const;
  const { values, positionals } = parse(args, { key: string, "certificate-ca": string, "time-stamp-ca": string });
  if (positionals.length === 0) throw new UsageError("Name the archive to check, or all of its parts.");
  return {
    command: "verify",
    files: positionals,
    key: values.key,
    certificateCa: values["certificate-ca"],
    timeStampCa: values["time-stamp-ca"],
  };
}

function createArguments(args: string[]): CreateArguments {
  const string = { type: "string" } as const;
  const { values, positionals } = parse(args, {
    customer: string,
    out: string,
    "as-of": string,
    years: string,
    country: string,
    part: string,
    language: string,
    run: string,
  });
  if (positionals.length > 0) throw new UsageError(`There is no place for "${positionals[0]}".`);
  if (!values.customer?.trim()) throw new UsageError("Name the company with --customer BUSINESS_ID.");
  if (!values.out) throw new UsageError("Name the folder to write to with --out DIR.");
  const asOf = values["as-of"];
  if (asOf !== undefined && !isDay(asOf)) throw new UsageError("--as-of is a day such as 2026-11-22.");
  const years = values.years?.split(",").map((year) => year.trim());
  if (years?.some((year) => !/^[12]\d{3}$/.test(year))) throw new UsageError("--years is a list such as 2023,2024.");
  const country = values.country?.toUpperCase();
  if (country !== undefined && !/^[A-Z]{2}$/.test(country))
    throw new UsageError("--country is two letters such as FI.");
  const part = values.part as ArchivePart | undefined;
  if (part !== undefined && !archiveParts.includes(part)) throw new UsageError("--part is books or payroll.");
  const language = values.language as ArchiveLanguage | undefined;
  if (language !== undefined && !pageLanguages.includes(language)) throw new UsageError("--language is fi, sv or en.");
  if (values.run !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(values.run))
    throw new UsageError("--run is the id of a run, as the console shows it.");
  return {
    command: "create",
    customer: values.customer.trim(),
    out: values.out,
    asOf,
    years: years?.map(Number) as [number, ...number[]] | undefined,
    country,
    part,
    language,
    run: values.run?.toLowerCase(),
  };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
