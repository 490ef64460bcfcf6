import type { Clock } from "../clock.ts";
import type { Grafana, GrafanaProblem } from "./grafana.ts";

/** Failures in a row after which it rests: two questions with their retries. */
const FAILURES_MAX = 5;
/** Long enough for a restart to begin, short enough that a page that is looked at comes back by itself. */
const COOL_DOWN_MS = 15_000;

export type Pass = {
  succeeded(): void;
  failed(problem: GrafanaProblem): void;
  /** Whoever asked went away: nothing was learnt. */
  dropped(): void;
};

/**
 * A circuit breaker: after some failures in a row nothing is sent for a while, then one question tries, and the others
 * wait for how it went.
 */
export function createBreaker(name: string, clock: Clock, onChange: (state: string) => void) {
  let failures = 0;
  let openedAt: number | null = null;
  let trying = false;
  let lastProblem: GrafanaProblem | null = null;

  const settle = (half: boolean): Pass => {
    let settled = false;
    const once = (work: () => void) => () => {
      if (settled) return;
      settled = true;
      if (half) trying = false;
      work();
    };
    return {
      succeeded: once(() => {
        failures = 0;
        lastProblem = null;
        if (openedAt === null) return;
        openedAt = null;
        onChange("closed");
      }),
      failed: (problem) =>
        once(() => {
          failures += 1;
          lastProblem = problem;
          if (!half && (failures < FAILURES_MAX || openedAt !== null)) return;
          openedAt = clock.now().getTime();
          onChange("open");
        })(),
      dropped: once(() => {}),
    };
  };

  return {
    /** Leave to send one try, whose end must be told; or the problem that says when to come again. */
    pass(): Pass | GrafanaProblem {
      if (openedAt === null) return settle(false);
      const retryAt = openedAt + COOL_DOWN_MS;
      const now = clock.now().getTime();
      if (!trying && now >= retryAt) {
        trying = true;
        return settle(true);
      }
      return {
        kind: "resting",
        message: `Grafana is left alone for some seconds, since it failed ${failures} times in a row. The last time: ${lastProblem?.message ?? "no answer"}`,
        retryAt: Math.max(retryAt, now + 1000),
      };
    },
    show: (): ReturnType<Grafana["breakers"]>[number] => ({
      name,
      state: openedAt === null ? "closed" : trying ? "trying" : "open",
      openedAt: openedAt === null ? null : new Date(openedAt),
      lastProblem,
    }),
  };
}
export type Breaker = ReturnType<typeof createBreaker>;
