import type { BagSet } from "./archive/bag-set.ts";
import type { Lane } from "./lanes/lane.ts";
import type { Scope } from "./law/scope.ts";
import type { Finding } from "./materials/completeness.ts";
import type { YearTotals } from "./materials/control-totals.ts";
import type { ArchiveFormat, ArchiveSink, Run } from "./run.ts";
import { originalsSink, type VolumePlan } from "./volumes.ts";
import { writePart } from "./write-part.ts";
import { pdfWriter } from "./write-pdf.ts";
import { writeFront, writeReports } from "./write-reports.ts";
import {
  concludeYear,
  type WrittenTables,
  type WrittenYear,
  writeFormat,
  writeOriginals,
  writeTables,
  type YearPlan,
} from "./write-year.ts";
import { type YearFiles, yearWriters } from "./year-writers.ts";

/** What a part of the archive says of itself when all of it is written. */
export type Content = { controlTotals: YearTotals[]; warnings: (Finding & { place: string })[] };

/** Everything of the books' archive. */
export async function writeBooks(
  run: Run,
  scope: Scope,
  { lane, bag, volumes }: { lane: Lane; bag: BagSet; volumes: VolumePlan },
): Promise<Content> {
  lane.begin(run);
  await writeFront(run, scope);
  const written = await writeYears(run, lane, (plan) =>
    originalsSink(bag.add, plan.originals ?? [], volumes.years.get(plan.folder)!),
  );
  run.progress.phase("closing");
  await writeReports(run, scope, written, volumes);
  for (let part = 2; part <= volumes.count; part++) await writePart(bag, run, scope, written, volumes, part);
  return { controlTotals: controlTotals(written), warnings: warnings(written) };
}

/** What people read. It stands after what programs read of every year, so that the lane has time for its files. */
const LATER: readonly ArchiveFormat[] = ["html", "xlsx", "pdf"];

/**
 * Every year's files: first what programs read, then what people read, some of which the lane has written meanwhile, then the
 * originals. The order is the same whether or not there was a thread.
 */
async function writeYears(run: Run, lane: Lane, originals: (plan: YearPlan) => ArchiveSink): Promise<WrittenYear[]> {
  const { plans } = run;
  const tables = new Map<YearPlan, WrittenTables>();
  const formats = new Map<YearPlan, YearFiles[]>(plans.map((plan) => [plan, []]));
  const writers = yearWriters.filter((writer) => run.formats.has(writer.format));
  for (const plan of plans) {
    tables.set(plan, await writeTables(run, plan));
    for (const writer of writers)
      if (!LATER.includes(writer.format) && writer.applies(plan.year))
        formats.get(plan)!.push(await writeFormat(run, writer, plan));
  }
  for (const writer of writers.filter(({ format }) => LATER.includes(format)))
    for (const plan of plans)
      if (writer.applies(plan.year))
        formats
          .get(plan)!
          .push(writer === pdfWriter ? await lane.take(run, plan) : await writeFormat(run, writer, plan));
  for (const plan of plans) await writeOriginals({ ...run, bag: originals(plan) }, plan);
  const written: WrittenYear[] = [];
  for (const plan of plans) written.push(await concludeYear(run, plan, tables.get(plan)!, formats.get(plan)!));
  return written;
}

const controlTotals = (written: readonly WrittenYear[]): YearTotals[] =>
  written.map(({ plan, completeness }) => ({
    startsOn: plan.year.startsOn,
    endsOn: plan.year.endsOn,
    files: completeness.controlTotals,
  }));

const warnings = (written: readonly WrittenYear[]): Content["warnings"] =>
  written.flatMap(({ plan, completeness }) => completeness.findings.map((f) => ({ ...f, place: plan.folder })));
