import { execFile, spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { journal } from "#exporters/materials/journal.ts";
import { selectOf } from "#exporters/materials/table.ts";
import { archiveFormats } from "#exporters/run.ts";
import { withExportServer } from "./export-server.ts";
import { makeLedger } from "./ledger-rows.ts";

const run = promisify(execFile);

async function createOnce(slotUrl: string, companyId: string, formats: readonly string[], home: string) {
  const script = fileURLToPath(new URL("./create-once.ts", import.meta.url));
  // With the flag that `npm run archive:create` and the worker run with.
  const { stdout } = await run(process.execPath, [
    "--max-semi-space-size=8",
    script,
    slotUrl,
    companyId,
    formats.join(","),
    path.join(home, "archive.zip"),
    path.join(home, "spool"),
  ]);
  return JSON.parse(stdout) as { seconds: number; maxRssKiB: number; bytes: number };
}

/** `psql \copy (the journal's rows) | gzip -6`, thrown away. */
async function reference(slotUrl: string, companyId: string, yearId: string): Promise<number> {
  const select = selectOf(journal, companyId, yearId).replace(/\s+/g, " ");
  const start = performance.now();
  const child = spawn(
    "sh",
    ["-c", 'psql "$1" -qc "\\\\copy ($2) to stdout (format csv)" | gzip -6 > /dev/null', "sh", slotUrl, select],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`psql | gzip ended with ${code}`);
  return (performance.now() - start) / 1000;
}

/** What is measured of books of a size: each format by itself, and all of them as a customer gets them. */
const everyFormat = [...archiveFormats.map((format) => [format]), [...archiveFormats]];
/** What programs read: it must take the same memory whatever the size. */
const machineReadable = ["csv", "saft", "sie", "gdpdu"];

const measured: readonly { lines: number; formats: readonly (readonly string[])[] }[] = [
  { lines: 10_000, formats: [["csv", "saft"], machineReadable, [...archiveFormats]] },
  { lines: 100_000, formats: [["csv", "saft"], machineReadable, [...archiveFormats]] },
  { lines: 1_000_000, formats: [["csv", "saft"], machineReadable, ...everyFormat] },
];
/** Beside each other in one run: the memory that the largest books take must be that of the smallest. */
const hugeMeasured: typeof measured = [
  { lines: 10_000, formats: [machineReadable] },
  { lines: 10_000_000, formats: [machineReadable] },
];

/**
 * Measures archives of books made for it in a server of its own against COPY | gzip of the journal's rows. Prints a line for each.
 * @param options.huge ten thousand and ten million lines, machine-readable alone, instead of the smaller books in every format
 */
export async function benchArchive({ huge = false } = {}): Promise<void> {
  await withExportServer(async ({ url, slotUrl, home, lease }) => {
    for (const { lines: size, formats: sets } of huge ? hugeMeasured : measured) {
      const { companyId, yearId, lines } = await makeLedger(url, size);
      await lease(companyId, "books");
      // Once unmeasured, so that both find the rows in memory.
      await reference(slotUrl, companyId, yearId);
      for (const formats of sets) {
        const referenceSeconds = await reference(slotUrl, companyId, yearId);
        const { seconds, maxRssKiB, bytes } = await createOnce(slotUrl, companyId, formats, home);
        console.log(
          `archive ${String(lines).padStart(8)} lines ${formats.length === archiveFormats.length ? "everything" : formats.join("+")}: ` +
            `${seconds.toFixed(1)} s, ${Math.round(lines / seconds)} lines/s, ` +
            `${(seconds / referenceSeconds).toFixed(1)}x COPY | gzip -6 (${referenceSeconds.toFixed(2)} s), ` +
            `peak ${Math.round(maxRssKiB / 1024)} MiB, ${(bytes / 1e6).toFixed(1)} MB`,
        );
      }
    }
  });
}
