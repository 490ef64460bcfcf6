import type { BagSet } from "./archive/bag-set.ts";
import { inlineLane } from "./lanes/lane.ts";
import type { Lanes } from "./lanes/open-lanes.ts";
import type { Scope } from "./law/scope.ts";
import type { Finding } from "./materials/completeness.ts";
import type { YearTotals } from "./materials/control-totals.ts";
import type { ArchiveSink, Run } from "./run.ts";
import { originalsSink, type VolumePlan } from "./volumes.ts";
import { writePart } from "./write-part.ts";
import { writeFront, writeReports } from "./write-reports.ts";
import {
  concludeYear,
  type WrittenTables,
  type WrittenYear,
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
  { lanes, bag, volumes }: { lanes: Lanes; bag: BagSet; volumes: VolumePlan },
): Promise<Content> {
  const { plans } = run;
  lanes.begin(run, plans);
  await writeFront(run, scope);
  const written = await writeYears(run, plans, lanes, (plan) =>
    originalsSink(bag.add, plan.originals ?? [], volumes.years.get(plan.folder)!),
  );
  run.progress.phase("closing");
  await writeReports(run, scope, written, volumes);
  for (let part = 2; part <= volumes.count; part++) await writePart(bag, run, scope, written, volumes, part);
  return { controlTotals: controlTotals(written), warnings: warnings(written) };
}

/**
 * Every year's files: first what programs read, then what people read, some of which a lane has written meanwhile, then the
 * originals. The order is the same whether or not there was a thread.
 */
async function writeYears(
  run: Run,
  plans: readonly YearPlan[],
  lanes: Lanes,
  originals: (plan: YearPlan) => ArchiveSink,
): Promise<WrittenYear[]> {
  const tables = new Map<YearPlan, WrittenTables>();
  const formats = new Map<YearPlan, YearFiles[]>(plans.map((plan) => [plan, []]));
  const writers = yearWriters.filter((writer) => run.formats.has(writer.format));
  const own = inlineLane();
  for (const plan of plans) {
    tables.set(plan, await writeTables(run, plan));
    for (const { format, applies } of writers)
      if (!lanes.later(format) && applies(plan.year)) formats.get(plan)!.push(await own.take(run, format, plan));
  }
  for (const { format, applies } of writers)
    for (const plan of plans)
      if (lanes.later(format) && applies(plan.year))
        formats.get(plan)!.push(await lanes.of(format).take(run, format, plan));
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
