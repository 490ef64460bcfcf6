import { and, eq, gt, gte, isNull, lt, ne, or } from "drizzle-orm";
import { z } from "zod";
import { release } from "#db/schema/releases.ts";
import { incident } from "#db/schema/incidents.ts";
import { collector, latencyHour } from "#db/schema/latency.ts";
import type { GrafanaProblem } from "#app/platform/grafana/grafana.ts";
import type { ServiceCtx } from "../context.ts";
import { exclusion, touches } from "../latency/correction-rules.ts";
import { HOURS_COLLECTOR } from "../latency/history-rules.ts";
import type { Span } from "../latency/hour-table-rules.ts";
import type { WindowSpan } from "../latency/latency-types.ts";
import { floorHour, HOUR } from "../latency/local-hours-rules.ts";
import { readWindows } from "../latency/read-marks.server.ts";
import {
  type ComparisonHours,
  type Segment,
  segmentsOf,
  spanAfter,
  WEEKS_BACK,
  weeksBefore,
} from "./comparison-hours-rules.ts";
import { compare, limitsFor } from "./comparison-rules.ts";
import { comparisonMethod, comparisonSentence, hoursLeftOut } from "./comparison-words-rules.ts";
import { countWeeks } from "./count-weeks.server.ts";
import type { Comparison } from "./release-view.ts";

type Release = typeof release.$inferSelect;
/** Enough for every page of a service, and a bound on what one row holds. */
const PAGES_MAX = 600;
const INCIDENTS_SAID = 3;

export type ComparisonOutcome =
  | { kind: "judged"; comparison: Comparison }
  /** Not everything is there yet; with a problem, the source is at fault. */
  | { kind: "postponed"; problem: GrafanaProblem | null };

/**
 * How the service was after a release, against the same hours one week before. Nothing is judged before all the hours are
 * collected, nor while the source has a problem.
 */
export async function compareRelease(
  ctx: ServiceCtx,
  { version, releasedAt, rolledBackAt }: Pick<Release, "version" | "releasedAt" | "rolledBackAt">,
  hours: ComparisonHours,
): Promise<ComparisonOutcome> {
  const zone = ctx.profile.service.timeZone;
  const span = spanAfter(releasedAt.getTime(), hours);
  const oldest = weeksBefore(span.from, WEEKS_BACK, zone);
  const missing = hours === 1 ? null : await notCollected(ctx, oldest, span.to);
  if (missing) return missing;
  const [windows, measured] = await Promise.all([
    readWindows(ctx, new Date(oldest), new Date(span.to)),
    measuredHours(ctx, oldest, span.to),
  ]);
  const spans = windows.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
  const given = { windows: spans, measured: (hour: number) => measured.has(hour), zone };
  const chosen = segmentsOf(span, hours, given);
  const counted = await countWeeks(ctx, chosen.segments, { firstHour: hours === 1 });
  if (counted.problem) return { kind: "postponed", problem: counted.problem };
  const [after, weekBefore, ...others] = counted.weeks;
  if (hours > 1 && chosen.segments.length > 0 && !after?.length) return { kind: "postponed", problem: notRecorded };
  const dayBefore = await countDayBefore(ctx, releasedAt, given);
  if (dayBefore.problem) return { kind: "postponed", problem: dayBefore.problem };
  const { clients, minimumRequests } = ctx.profile.latency;
  const limits = limitsFor(hours, minimumRequests);
  const compared = compare(
    {
      after: after ?? [],
      before: [weekBefore ?? [], ...others],
      dayBefore: { after: dayBefore.weeks[0] ?? [], before: dayBefore.weeks[1] ?? [] },
    },
    { limits, dayLimits: limitsFor(24, minimumRequests), clients: clients.map(({ id }) => id) },
  );
  const nameOf = (client: string) => clients.find(({ id }) => id === client)?.name.en ?? client;
  const before = { from: weeksBefore(span.from, 1, zone), to: weeksBefore(span.to, 1, zone) };
  const iso = (time: number) => new Date(time).toISOString();
  return {
    kind: "judged",
    comparison: {
      hours,
      from: iso(span.from),
      to: iso(span.to),
      beforeFrom: iso(before.from),
      beforeTo: iso(before.to),
      verdict: compared.verdict,
      sentence: comparisonSentence(compared, hours, nameOf),
      method: comparisonMethod(limits, counted.weeks.slice(1).filter((week) => week !== null).length),
      overall: compared.overall,
      clients: compared.clients,
      pages: compared.pages.slice(0, PAGES_MAX),
      excluded: [...windowsLeftOut(windows, span, zone), ...hoursLeftOut(chosen)],
      notes: [
        ...(await otherReleases(ctx, version, span)),
        ...(rolledBackAt && rolledBackAt.getTime() < span.to ? ["It was rolled back within these hours."] : []),
        ...(await incidentsDuring(ctx, span, "in these hours")),
        ...(await incidentsDuring(ctx, before, "in the hours one week before")),
      ],
      provenance: counted.provenance,
    },
  };
}

/** The last whole hours before a release: what had changed in them already is not its doing. */
async function countDayBefore(ctx: ServiceCtx, releasedAt: Date, given: Parameters<typeof segmentsOf>[2]) {
  const to = floorHour(releasedAt.getTime());
  const { segments } = segmentsOf({ from: to - 24 * HOUR, to }, 24, given);
  const oneWeek = segments.map((segment): Segment => ({ ...segment, before: [segment.before[0]] }));
  return countWeeks(ctx, oneWeek, { firstHour: false });
}

const notRecorded: GrafanaProblem = {
  kind: "bad_query",
  message:
    "Grafana has no recorded hours of pages for a time that was measured. Load the recording rules that come with the service " +
    "profile, or correct latency.period_requests and latency.period_seconds.",
};

const progressShape = z.object({ from: z.number(), to: z.number(), ended: z.boolean() });

async function notCollected(ctx: ServiceCtx, from: number, to: number): Promise<ComparisonOutcome | null> {
  const [row] = await ctx.db.select().from(collector).where(eq(collector.name, HOURS_COLLECTOR));
  const progress = progressShape.safeParse(row?.progress).data;
  if (progress && progress.to >= to && (progress.from <= from || progress.ended)) return null;
  return { kind: "postponed", problem: (row?.problem as GrafanaProblem | null | undefined) ?? null };
}

async function measuredHours({ db }: ServiceCtx, from: number, to: number): Promise<Set<number>> {
  const rows = await db
    .selectDistinct({ hour: latencyHour.hour })
    .from(latencyHour)
    .where(and(gte(latencyHour.hour, new Date(from)), lt(latencyHour.hour, new Date(to))));
  return new Set(rows.map(({ hour }) => hour.getTime()));
}

/** Each window by its name, with the hours that it cost. */
function windowsLeftOut(windows: readonly WindowSpan[], span: Span, zone: string): string[] {
  const after = Array.from({ length: (span.to - span.from) / HOUR }, (_, i) => span.from + i * HOUR);
  return windows.flatMap((window) => {
    const at = { from: Date.parse(window.from), to: Date.parse(window.to) };
    const count = after.filter((hour) => touches(at, hour) || touches(at, weeksBefore(hour, 1, zone))).length;
    return count > 0 ? [exclusion(window, count)] : [];
  });
}

async function otherReleases({ db }: ServiceCtx, version: string, span: Span): Promise<string[]> {
  const rows = await db
    .select({ version: release.version, at: release.releasedAt })
    .from(release)
    .where(
      and(
        gte(release.releasedAt, new Date(span.from)),
        lt(release.releasedAt, new Date(span.to)),
        ne(release.version, version),
      ),
    )
    .orderBy(release.releasedAt);
  return rows.map((other) => {
    const later = Math.round((other.at.getTime() - span.from) / HOUR);
    return `Release ${other.version} followed after ${later === 1 ? "1 hour" : `${later} hours`}: what is said here is of both.`;
  });
}

async function incidentsDuring({ db }: ServiceCtx, { from, to }: Span, when: string): Promise<string[]> {
  const rows = await db
    .select({ number: incident.number, title: incident.title })
    .from(incident)
    .where(
      and(
        lt(incident.startedAt, new Date(to)),
        or(isNull(incident.resolvedAt), gt(incident.resolvedAt, new Date(from))),
      ),
    )
    .orderBy(incident.number);
  const said = rows
    .slice(0, INCIDENTS_SAID)
    .map(({ number, title }) => `Incident ${number} (${title}) went on ${when}.`);
  return rows.length > INCIDENTS_SAID ? [...said, `So did ${rows.length - INCIDENTS_SAID} more incidents.`] : said;
}
