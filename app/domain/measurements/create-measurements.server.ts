import type { Logger } from "pino";
import type { Db } from "#db/client.ts";
import type { Clock } from "#app/platform/clock.ts";
import type { Grafana, GrafanaProblem, GrafanaResult, Series } from "#app/platform/grafana/grafana.ts";
import { fillQuery } from "#app/profile/fill-query.ts";
import type { Profile } from "#app/profile/profile-schema.ts";
import { purposes } from "#app/profile/purposes.ts";
import { fetchAnswers, type Wanted } from "./fetch-answers.server.ts";
import type { Ask, Measurement, Measurements } from "./measurement.ts";
import { measurementKey } from "./measurement-key.ts";
import { type Answer, type Known, recentAnswers } from "./recent-answers.ts";
import { spanOf } from "./span-of.ts";
import { readAnswers, type Stored, storeAnswers } from "./stored-answers.server.ts";

/**
 * Older than this many times its time an answer is dimmed, and no longer shown at once: whoever comes to a page that nobody
 * looked at for a while waits a moment for a new one, instead of being shown an old one.
 */
const STALE_TIMES = 2;
/** After a failure the same question is left alone for a moment, so that pages do not wait for it each time. */
const FAILURE_KEPT_MS = 10_000;

/** The clocks of two processes differ by less. */
const AHEAD_MS = 60_000;

const WAITS = {
  /** With an old answer in hand. */
  withOldMs: 2000,
  /** With nothing to show. */
  withoutMs: 8000,
};

type Question = Wanted & { ask: Ask; known: Known | undefined };

/**
 * The measurements of one process: answers are kept in memory and in the database, shown while they are fresh enough, and
 * fetched anew behind the page's back when they are not.
 * @returns also `stop`: nothing is asked or stored after it
 */
export function createMeasurements({
  grafana,
  profile,
  db,
  clock,
  log,
  waits = WAITS,
}: {
  grafana: Grafana;
  profile: Profile;
  db: Db;
  clock: Clock;
  log: Logger;
  waits?: typeof WAITS;
}): Measurements & { stop: () => Promise<void> } {
  const recent = recentAnswers();
  const refreshing = new Map<string, { done: Promise<void>; since: number }>();
  const storing = new Set<Promise<void>>();
  const stopping = new AbortController();

  /** In seconds. Of an answer that was stamped by a clock that was ahead nobody knows the age: it is as old as can be. */
  const age = ({ fetchedAt }: Answer) => {
    const past = clock.now().getTime() - fetchedAt;
    return past < -AHEAD_MS ? Number.POSITIVE_INFINITY : past / 1000;
  };
  const isFresh = ({ ask, known }: Question) => known?.answer !== undefined && age(known.answer) <= ask.freshSeconds;
  const restsAfterFailure = ({ known }: Question) =>
    known?.failure !== undefined && clock.now().getTime() < retryTime(known.failure);

  /** @param now the present of the whole read, so that its instants go in one request */
  function question(ask: Ask, now: Date): Question {
    const key = measurementKey(profile, ask, grafana.baseUrl);
    const promql = fillQuery(profile, ask.purpose, ask.params);
    const named = { ask, key, promql, known: recent.get(key) };
    return ask.kind === "range"
      ? { ...named, kind: "range", from: ask.from, to: ask.to, stepSeconds: ask.stepSeconds }
      : { ...named, kind: "instant", to: ask.at ?? now };
  }

  /** Another process may have asked since, or this one before it was started again. */
  async function recall(questions: Question[]): Promise<void> {
    if (questions.length === 0) return;
    try {
      const stored = await readAnswers(
        db,
        new Map(questions.map(({ key, known }) => [key, known?.answer?.fetchedAt ?? 0])),
      );
      for (const [key, answer] of stored) {
        const { answer: before, failure } = recent.get(key) ?? {};
        if (answer.fetchedAt > (before?.fetchedAt ?? 0))
          recent.set(key, failure && failure.at > answer.fetchedAt ? { answer, failure } : { answer });
      }
    } catch (error) {
      log.warn({ err: error }, "stored measurements cannot be read");
    }
    // Also what came to memory meanwhile: another reader's answer to the same question.
    for (const entry of questions) entry.known = recent.get(entry.key) ?? entry.known;
  }

  /** Asks Grafana for those that nobody asks for already. Never rejects. */
  function refresh(questions: Question[]): void {
    if (stopping.signal.aborted) return;
    const unique = new Map(questions.filter(({ key }) => !refreshing.has(key)).map((entry) => [entry.key, entry]));
    const at = clock.now().getTime();
    const ends = new Map<string, () => void>();
    for (const key of unique.keys()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      refreshing.set(key, { done: promise, since: at });
      ends.set(key, () => {
        refreshing.delete(key);
        resolve();
      });
    }
    fetchAnswers(grafana, [...unique.values()], stopping.signal, (answered) => {
      if (!stopping.signal.aborted) learn(answered as Map<Question, GrafanaResult<Series[]>>, at);
      for (const { key } of answered.keys()) ends.get(key)?.();
    })
      .catch((error) => log.error({ err: error }, "measurements cannot be fetched"))
      .finally(() => {
        for (const [key, end] of ends) if (refreshing.has(key)) end();
      });
  }

  function learn(answered: Map<Question, GrafanaResult<Series[]>>, fetchedAt: number): void {
    const fresh: Stored[] = [];
    for (const [entry, result] of answered) {
      const { key, ask, promql } = entry;
      if (result.ok) {
        const answer = { series: result.value, promql, ...spanOf(ask, entry.to), fetchedAt };
        recent.set(key, { answer });
        fresh.push({ key, purpose: ask.purpose, answer });
      } else recent.set(key, { ...recent.get(key), failure: { problem: result.problem, at: clock.now().getTime() } });
    }
    // Whoever waits for the answer has it in memory: the database is for later.
    const stored = storeAnswers(db, fresh)
      .catch((error) => log.warn({ err: error }, "measurements cannot be stored"))
      .finally(() => storing.delete(stored));
    storing.add(stored);
  }

  /** Counted from when the asking began: whoever comes while Grafana hangs does not wait all over again. */
  async function waitFor(questions: Question[], ms: number, signal?: AbortSignal): Promise<void> {
    const under = questions.flatMap(({ key }) => refreshing.get(key) ?? []);
    const left = Math.max(...under.map(({ since }) => since)) + ms - clock.now().getTime();
    if (under.length === 0 || left <= 0 || signal?.aborted) return;
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, left);
    const gone = () => resolve();
    signal?.addEventListener("abort", gone, { once: true });
    await Promise.race([Promise.all(under.map(({ done }) => done)), over]);
    clearTimeout(timer);
    signal?.removeEventListener("abort", gone);
  }

  function measured(entry: Question): Measurement {
    const { ask } = entry;
    const known = recent.get(entry.key) ?? entry.known;
    const answer = known?.answer;
    const place = answer ?? { promql: entry.promql, ...spanOf(ask, entry.to) };
    return {
      series: answer?.series ?? null,
      provenance: {
        purpose: ask.purpose,
        what: purposes[ask.purpose].what,
        promql: place.promql,
        from: place.from,
        to: place.to,
        fetchedAt: answer ? new Date(answer.fetchedAt).toISOString() : null,
        stale: !answer || age(answer) > STALE_TIMES * ask.freshSeconds,
        exclusions: [],
        problem: known?.failure?.problem ?? (answer ? null : slow),
      },
    };
  }

  return {
    async read(asks, signal) {
      const now = clock.now();
      const questions = asks.map((ask) => question(ask, now));
      await recall(questions.filter((entry) => !isFresh(entry)));
      const due = questions.filter((entry) => !isFresh(entry) && !restsAfterFailure(entry));
      refresh(due);
      const old = due.filter(({ ask, known }) => known?.answer && age(known.answer) > STALE_TIMES * ask.freshSeconds);
      const unknown = due.filter(({ known }) => !known?.answer);
      await Promise.all([waitFor(old, waits.withOldMs, signal), waitFor(unknown, waits.withoutMs, signal)]);
      return questions.map(measured);
    },
    async stop() {
      stopping.abort();
      await Promise.all([...refreshing.values()].map(({ done }) => done));
      await Promise.all(storing);
    },
  };
}

/** When a question that failed may be asked again: sooner where Grafana's breaker lets a try through sooner. */
function retryTime({ problem, at }: NonNullable<Known["failure"]>): number {
  const kept = at + FAILURE_KEPT_MS;
  return problem.kind === "resting" && problem.retryAt !== undefined ? Math.min(problem.retryAt, kept) : kept;
}

const slow: GrafanaProblem = {
  kind: "timed_out",
  message: "Grafana has not answered yet. The answer is shown once it is there: load the page again in a moment.",
};
