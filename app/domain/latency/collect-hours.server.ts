import { createHash } from "node:crypto";
import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { collector, latencyHour } from "#db/schema/latency.ts";
import type { GrafanaProblem, Series } from "#app/platform/grafana/grafana.ts";
import { fillQuery } from "#app/profile/fill-query.ts";
import type { Profile } from "#app/profile/profile-schema.ts";
import type { ServiceCtx } from "../context.ts";
import { answeredHours, type HourAnswers } from "./hour-answer-rules.ts";
import { HOURS_COLLECTOR } from "./history-rules.ts";
import { floorHour, HOUR } from "./local-hours-rules.ts";

const DAY_HOURS = 24;
/** Scrapes that come late change the newest hours. */
const AGAIN_HOURS = 3;
const CHUNK_HOURS = 7 * DAY_HOURS;
/** Of a round: the newest hours and seven weeks of history. 400 days take nine rounds. */
const REQUESTS_MAX = 8;
const HISTORY_HOURS = 400 * DAY_HOURS;
/** Grafana keeps no more when so long a time has nothing. */
const EMPTY_HOURS = 14 * DAY_HOURS;
const ROWS_AT_ONCE = 1000;
/** More are no kinds of clients, but names of them: each one is kept and summed by itself. */
const CLIENTS_MAX = 50;

const progressShape = z.object({
  /** What was asked, and of whom: another profile or Grafana begins anew. */
  asked: z.string(),
  /** Everything between the two (ms since the epoch) was asked and answered. */
  from: z.number(),
  to: z.number(),
  /** Hours just after `from`, one after another, for which Grafana had nothing. */
  emptyHours: z.number(),
  /** There is nothing older, or nothing older is wanted. */
  ended: z.boolean(),
});
type HoursProgress = z.infer<typeof progressShape>;

/**
 * Reads the measured hours: the newest again, those missed while nobody asked, and some older ones until 400 days are there
 * or Grafana has no more. What was answered is kept when a later request fails; the next round goes on from there.
 * @returns why not everything could be read, or null
 */
export async function collectHours(ctx: ServiceCtx): Promise<GrafanaProblem | null> {
  const now = floorHour(ctx.clock.now().getTime());
  const asked = askedBy(ctx);
  const known = await readProgress(ctx);
  const progress = known?.asked === asked ? known : { asked, from: now, to: now, emptyHours: 0, ended: false };
  const newer = await readNewer(ctx, progress, now);
  return newer.problem ?? (await readOlder(ctx, newer.progress, now, REQUESTS_MAX - newer.requests));
}

/** A short name of the questions, the target in them included, and of the Grafana that is asked. */
function askedBy({ profile, grafana }: ServiceCtx): string {
  const questions = figures.map((figure) => questionOf(profile, figure));
  return createHash("sha256")
    .update(JSON.stringify([grafana.baseUrl, questions]))
    .digest("base64url");
}

const figures = ["requests", "seconds", "within", "errors"] as const;
const questionOf = (profile: Profile, figure: keyof HourAnswers) =>
  fillQuery(profile, `latency.hour_${figure}`, { by: ["client"] });

async function readNewer(ctx: ServiceCtx, progress: HoursProgress, now: number) {
  let done = progress;
  let requests = 0;
  let from = Math.min(progress.to, now) - AGAIN_HOURS * HOUR;
  while (from < now && requests < REQUESTS_MAX) {
    const to = Math.min(now, from + CHUNK_HOURS * HOUR);
    requests += 1;
    const answer = await readChunk(ctx, from, to);
    if (!answer.ok) return { progress: done, requests, problem: answer.problem };
    done = { ...done, from: Math.min(done.from, from), to };
    await writeProgress(ctx, done);
    from = to;
  }
  return { progress: done, requests, problem: null };
}

async function readOlder(ctx: ServiceCtx, progress: HoursProgress, now: number, requestsMax: number) {
  const oldest = floorDay(now - HISTORY_HOURS * HOUR);
  let done = progress;
  for (let requests = 0; !done.ended && requests < requestsMax; requests += 1) {
    const to = done.from;
    const from = Math.max(oldest, floorDay(to - CHUNK_HOURS * HOUR));
    const answer = await readChunk(ctx, from, to);
    if (!answer.ok) return answer.problem;
    const emptyHours = answer.oldest === null ? done.emptyHours + (to - from) / HOUR : (answer.oldest - from) / HOUR;
    done = { ...done, from, emptyHours, ended: from <= oldest || emptyHours >= EMPTY_HOURS };
    // A Grafana that has nothing at all yet is asked from the start again, so that its first hours begin a history.
    const nothingYet = done.ended && !(await anyHour(ctx));
    await writeProgress(ctx, nothingYet ? null : done);
  }
  return null;
}

const floorDay = (time: number) => Math.floor(time / (DAY_HOURS * HOUR)) * DAY_HOURS * HOUR;

async function readProgress(ctx: ServiceCtx): Promise<HoursProgress | null> {
  const [row] = await ctx.db
    .select({ progress: collector.progress })
    .from(collector)
    .where(eq(collector.name, HOURS_COLLECTOR));
  const parsed = progressShape.safeParse(row?.progress);
  return parsed.success ? parsed.data : null;
}

async function writeProgress(ctx: ServiceCtx, progress: HoursProgress | null): Promise<void> {
  await ctx.db
    .insert(collector)
    .values({ name: HOURS_COLLECTOR, attemptedAt: ctx.clock.now(), progress })
    .onConflictDoUpdate({ target: collector.name, set: { progress } });
}

async function anyHour(ctx: ServiceCtx): Promise<boolean> {
  return (await ctx.db.select({ hour: latencyHour.hour }).from(latencyHour).limit(1)).length > 0;
}

type Chunk = { ok: true; oldest: number | null } | { ok: false; problem: GrafanaProblem };

/** Reads and stores the hours of [from, to), in one request of four questions. */
async function readChunk(ctx: ServiceCtx, from: number, to: number): Promise<Chunk> {
  const { profile, grafana } = ctx;
  const ask = (refId: keyof HourAnswers) => ({
    refId,
    expr: questionOf(profile, refId),
    kind: "range" as const,
    stepSeconds: HOUR / 1000,
  });
  const measuredAt = ctx.clock.now();
  const results = await grafana.query({
    from: new Date(from + HOUR),
    to: new Date(to),
    queries: figures.map(ask),
  });
  const failed = [...results.values()].find((result) => !result.ok);
  if (failed && !failed.ok) return { ok: false, problem: failed.problem };
  const series = (name: keyof HourAnswers): readonly Series[] => {
    const result = results.get(name);
    return result?.ok ? result.value : [];
  };
  const answers = {
    requests: series("requests"),
    seconds: series("seconds"),
    within: series("within"),
    errors: series("errors"),
  };
  const kinds = new Set(Object.values(answers).flatMap((found) => found.map(({ labels }) => labels.client)));
  if (kinds.size > CLIENTS_MAX) return { ok: false, problem: tooManyClients(kinds.size) };
  const rows = answeredHours(
    answers,
    profile.latency.clients.map(({ id }) => id),
  ).filter(({ hour }) => hour >= from && hour < to);
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const values = rows.slice(start, start + ROWS_AT_ONCE).map(({ hour, within, ...row }) => ({
      ...row,
      hour: new Date(hour),
      withinTarget: within,
      measuredAt,
    }));
    await ctx.db
      .insert(latencyHour)
      .values(values)
      .onConflictDoUpdate({
        target: [latencyHour.hour, latencyHour.client],
        set: {
          requests: sql`excluded.requests`,
          seconds: sql`excluded.seconds`,
          withinTarget: sql`excluded.within_target`,
          errors: sql`excluded.errors`,
          measuredAt: sql`excluded.measured_at`,
        },
      });
  }
  await emptyOthers(ctx, [...new Set(rows.map(({ hour }) => hour))], measuredAt);
  if (rows.length === 0 && answers.requests.length > 0) {
    if (answers.within.length === 0) return { ok: false, problem: noBucket(profile.latency.targetSeconds) };
    if (answers.seconds.length === 0) return { ok: false, problem: noSeconds };
  }
  return { ok: true, oldest: rows[0]?.hour ?? null };
}

/** Client kinds that an hour had when it was measured before, and has no more: their requests are counted among the others now. */
async function emptyOthers(ctx: ServiceCtx, hours: readonly number[], measuredAt: Date): Promise<void> {
  if (hours.length === 0) return;
  const { hour } = latencyHour;
  await ctx.db
    .update(latencyHour)
    .set({ requests: 0, seconds: 0, withinTarget: 0, errors: 0, measuredAt })
    .where(
      and(
        inArray(
          hour,
          hours.map((time) => new Date(time)),
        ),
        lt(latencyHour.measuredAt, measuredAt),
      ),
    );
}

const noBucket = (target: number): GrafanaProblem => ({
  kind: "bad_query",
  message:
    `Grafana counts requests but none of them within ${target} s: latency.hour_within finds no bucket that ends there. ` +
    `Give the histogram a bucket at ${target}, or change the query in the service profile.`,
});

const noSeconds: GrafanaProblem = {
  kind: "bad_query",
  message:
    "Grafana counts requests but latency.hour_seconds finds no seconds of them. Correct the query in the service profile.",
};

const tooManyClients = (count: number): GrafanaProblem => ({
  kind: "bad_query",
  message: `Grafana tells ${count} client kinds apart, and the console keeps at most ${CLIENTS_MAX}. Let the label "client" of the latency.hour_* queries name the kind of client only.`,
});
