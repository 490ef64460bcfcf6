import { parseArgs } from "node:util";
import { openOwner } from "../open-owner.ts";
import { parseYearOption } from "./calendar.ts";
import { type ImportOptions, type ImportReport, importFile } from "./import-file.ts";
import { ImportRefused, type Problem } from "./problems.ts";

const USAGE = `Usage: npm run ledger:import -- FILE... [--company BUSINESS_ID] [--country CC] [--year YYYY | YYYY-MM-DD..YYYY-MM-DD] [--strict]
Reads SAF-T Financial and SIE 1-4 and 4I files into the ledger; each file is imported in whole or not at all.`;

class UsageError extends Error {}

function readArguments(): { files: string[]; options: ImportOptions } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      company: { type: "string" },
      country: { type: "string" },
      year: { type: "string" },
      strict: { type: "boolean" },
    },
  });
  if (positionals.length === 0) throw new UsageError("Name at least one file.");
  const country = values.country?.toUpperCase();
  if (country !== undefined && !/^[A-Z]{2}$/.test(country))
    throw new UsageError("--country takes two letters, such as FI.");
  const year = values.year === undefined ? undefined : parseYearOption(values.year);
  if (values.year !== undefined && !year)
    throw new UsageError("--year takes YYYY, or two days: 2023-07-01..2024-06-30, the later one last.");
  return { files: positionals, options: { company: values.company, country, year, strict: values.strict } };
}

// Text from a file must not steer the terminal.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
const plain = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "\uFFFD");

const problemLines = (problems: Problem[], more: number) => [
  ...problems.map((p) => `  ${p.code} at ${plain(p.place)}: ${plain(p.message)} ${plain(p.fix)}`),
  ...(more > 0 ? [`  and ${more} more`] : []),
];

function reportLines(file: string, r: ImportReport): string[] {
  const { company } = r;
  return [
    `${file}: ${r.status === "already" ? "already imported, nothing changed" : "imported"} (${plain(r.format)})`,
    `  company   ${plain(company.name)}, ${plain(company.businessId)} (${company.country})`,
    `  years     ${r.years.map((y) => `${y.startsOn}..${y.endsOn}`).join(", ")}`,
    `  accounts  ${r.accounts}`,
    `  vouchers  ${r.vouchers}`,
    `  lines     ${r.lines}`,
    `  debit     ${r.debit}`,
    `  credit    ${r.credit}`,
    ...(r.leftOut.length > 0
      ? [`  left out  ${r.leftOut.map(({ kind, count }) => `${kind.replaceAll("_", " ")} ${count}`).join(", ")}`]
      : []),
    `  warnings  ${r.warnings.length + r.moreWarnings}`,
    ...problemLines(r.warnings, r.moreWarnings),
  ];
}

async function main(): Promise<number> {
  const { files, options } = readArguments();
  const owner = await openOwner(process.env);
  let refused = 0;
  try {
    for (const file of files) {
      try {
        console.log(reportLines(file, await importFile(owner.url, file, options)).join("\n"));
      } catch (error) {
        refused++;
        if (error instanceof ImportRefused)
          console.error(
            [`${file}: refused, nothing of it was imported`, ...problemLines(error.problems, error.more)].join("\n"),
          );
        else if (
          error instanceof Error &&
          "code" in error &&
          ["ENOENT", "EACCES", "EISDIR"].includes(String(error.code))
        )
          console.error(`${file}: cannot be read (${error.code}). Check the name and that you may read it.`);
        else throw error;
      }
    }
  } finally {
    await owner.stop();
  }
  return refused > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  const misused = error instanceof UsageError || (error instanceof TypeError && "code" in error);
  if (misused) console.error(USAGE);
  process.exitCode = misused ? 2 : 1;
}
