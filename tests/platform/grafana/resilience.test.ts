import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Grafana, NewSilence, PromQuery } from "#app/platform/grafana/grafana.ts";
import { health12, one } from "./fixtures.ts";
import { answers, at, client, grafanaServer, minutesAgo, type Reply } from "./support.ts";

const server = grafanaServer();
const healthy = { body: health12 };
const failed: Reply = { status: 500, text: "no" };
const question: PromQuery = { refId: "A", expr: "up", kind: "instant" };
const ask = (grafana: Grafana, expr = "up", signal?: AbortSignal) =>
  grafana
    .query({ from: minutesAgo(5), to: at, queries: [{ ...question, expr }] }, { signal })
    .then((results) => results.get("A")!);
const silence: NewSilence = {
  startsAt: "2026-12-26T20:00:00Z",
  endsAt: "2026-12-27T04:00:00Z",
  createdBy: "h",
  comment: "c",
  matchers: [],
};
const silences = "/api/alertmanager/grafana/api/v2/silences";
const never = new Promise(() => {});

test("a failure that passes is asked again, at most twice, after pauses that differ and grow", async () => {
  answers(server, "/api/health", [failed, failed, healthy]);
  const { grafana, slept, lines } = client();
  expect((await grafana.health()).ok).toBe(true);
  expect(slept).toHaveLength(2);
  expect(slept[0]).toBeLessThanOrEqual(400);
  expect(slept[1]).toBeLessThanOrEqual(800);
  expect(lines).toEqual([]);
});

test("Retry-After is waited for, in seconds or as a date", async () => {
  answers(server, "/api/health", [
    { status: 429, text: "", headers: { "retry-after": "3" } },
    { status: 429, text: "", headers: { "retry-after": "Mon, 23 Nov 2026 08:00:07 GMT" } },
    healthy,
  ]);
  const { grafana, slept } = client();
  expect((await grafana.health()).ok).toBe(true);
  expect(slept).toEqual([3000, 4000]);
});

test("who says to come back much later is not waited for, and it is told when", async () => {
  const seen = answers(server, "/api/health", [{ status: 429, text: "", headers: { "retry-after": "60" } }]);
  const { grafana, slept } = client();
  expect(await grafana.health()).toMatchObject({
    ok: false,
    problem: { kind: "throttled", retryAt: at.getTime() + 60_000 },
  });
  expect([seen.length, slept]).toEqual([1, []]);
});

test.each([
  ["a lost connection", "network error" as const, 1],
  ["500", failed, 1],
  ["504", { status: 504, text: "" }, 1],
  ["429", { status: 429, text: "" }, 3],
  ["409, not ready", { status: 409, text: "" }, 3],
  ["503, not ready", { status: 503, text: "" }, 3],
])("making a silence after %s: sent again only where Grafana cannot have made it", async (_what, reply, requests) => {
  const seen = answers(server, silences, [reply]);
  expect((await client().grafana.putSilence(silence)).ok).toBe(false);
  expect(seen).toHaveLength(requests);
});

test("making a silence is sent again when nobody listened", async () => {
  let sent = 0;
  const refused = async () => {
    sent += 1;
    if (sent < 3)
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNREFUSED" }) });
    return Response.json({ silenceID: "s-1" }, { status: 202 });
  };
  expect(await client({ fetch: refused }).grafana.putSilence(silence)).toEqual({ ok: true, value: { id: "s-1" } });
  expect(sent).toBe(3);
});

test("one try has its time, and the whole has its own", async () => {
  const seen = answers(server, "/api/health", [never, healthy]);
  const { grafana } = client({ limits: { tryMs: 100 } });
  expect((await grafana.health()).ok).toBe(true);
  expect(seen).toHaveLength(2);

  answers(server, "/api/health", [never]);
  const began = performance.now();
  const slow = client({ limits: { tryMs: 5000, totalMs: 150 } }).grafana;
  expect(await slow.health()).toMatchObject({ ok: false, problem: { kind: "timed_out" } });
  expect(performance.now() - began).toBeLessThan(2000);
});

test("an answer whose body never ends is not waited for", async () => {
  const endless = async (_url: unknown, init?: RequestInit) => {
    const body = new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode('{"version":'));
        init?.signal?.addEventListener("abort", () => stream.error(init.signal!.reason));
      },
    });
    return new Response(body);
  };
  const { grafana } = client({ fetch: endless as typeof fetch, limits: { tryMs: 50 } });
  expect(await grafana.health()).toMatchObject({ ok: false, problem: { kind: "timed_out" } });
});

test("equal reads at the same time are one request; other ones are not", async () => {
  const seen = answers(server, "/api/ds/query", [{ body: one }]);
  const { grafana } = client();
  const all = await Promise.all([ask(grafana), ask(grafana), ask(grafana), ask(grafana, "down")]);
  expect(all.every(({ ok }) => ok)).toBe(true);
  expect(seen).toHaveLength(2);
  await ask(grafana);
  expect(seen).toHaveLength(3);
});

test("who goes away does not take the answer from the others who asked the same", async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const seen = answers(server, "/api/ds/query", [promise]);
  const { grafana } = client();
  const leaving = new AbortController();
  const left = ask(grafana, "up", leaving.signal);
  const stays = ask(grafana);
  await expect.poll(() => seen.length).toBe(1);
  leaving.abort();
  expect(await left).toMatchObject({
    ok: false,
    problem: { kind: "timed_out", message: expect.stringContaining("did not wait") },
  });
  resolve(one);
  expect((await stays).ok).toBe(true);
  expect(seen).toHaveLength(1);
});

test("when everybody has gone away the request is called back, and nobody is blamed", async () => {
  let aborted = false;
  const hanging = ((_url: unknown, { signal }: RequestInit) =>
    new Promise((_, reject) =>
      signal!.addEventListener("abort", () => {
        aborted = true;
        reject(signal!.reason);
      }),
    )) as typeof fetch;
  const { grafana, lines } = client({ fetch: hanging });
  const leaving = new AbortController();
  const asked = Array.from({ length: 6 }, (_, i) => ask(grafana, `q${i}`, leaving.signal));
  await pause(10);
  leaving.abort();
  await Promise.all(asked);
  await expect.poll(() => aborted).toBe(true);
  await pause(10);
  expect(grafana.breakers().map(({ state }) => state)).toEqual(["closed", "closed"]);
  expect(lines).toEqual([]);
});

test("no more than six at once; a line that is full turns away without sending", async () => {
  let now = 0;
  let most = 0;
  const open: (() => void)[] = [];
  const counting = (async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise<void>((resolve) => open.push(resolve));
    now -= 1;
    return Response.json(one);
  }) as typeof fetch;
  const { grafana } = client({ fetch: counting, limits: { lineMax: 10 } });
  const asked = Array.from({ length: 20 }, (_, i) => ask(grafana, `q${i}`));
  const turnedAway = await Promise.race(asked.slice(16));
  expect(turnedAway).toMatchObject({
    ok: false,
    problem: { kind: "resting", message: expect.stringContaining("Too many questions") },
  });
  let over = false;
  void Promise.all(asked).then(() => {
    over = true;
  });
  while (!over) {
    open.shift()?.();
    await pause(1);
  }
  const results = await Promise.all(asked);
  expect(results.filter(({ ok }) => ok)).toHaveLength(16);
  expect(most).toBe(6);
});

test("who waits in the line can leave it", async () => {
  const { grafana } = client({ fetch: (() => never) as typeof fetch, limits: { atOnce: 1, totalMs: 200 } });
  const leaving = new AbortController();
  const first = ask(grafana, "first");
  const waiting = ask(grafana, "second", leaving.signal);
  leaving.abort();
  expect((await waiting).ok).toBe(false);
  void first;
});

test("after five failures in a row it is left alone, then one question tries, and then all go again", async () => {
  const seen = answers(server, "/api/ds/query", [failed, failed, failed, failed, failed, failed, { body: one }]);
  answers(server, "/api/health", [healthy]);
  const { grafana, clock, logged } = client();
  // Three tries of the first, two of the second: the fifth failure opens it.
  expect(await ask(grafana, "a")).toMatchObject({ ok: false, problem: { kind: "server_failed" } });
  expect(await ask(grafana, "b")).toMatchObject({ ok: false, problem: { kind: "server_failed" } });
  expect(seen).toHaveLength(5);
  const dataSource = () => grafana.breakers().find(({ name }) => name === "Data source prometheus")!;
  expect(dataSource()).toMatchObject({ state: "open", lastProblem: { kind: "server_failed", status: 500 } });
  const openedAt = dataSource().openedAt!;

  const resting = await ask(grafana, "c");
  expect(resting).toEqual({
    ok: false,
    problem: {
      kind: "resting",
      message: expect.stringMatching(/failed 5 times in a row.*Grafana failed \(500\)/),
      retryAt: openedAt.getTime() + 15_000,
    },
  });
  expect(seen).toHaveLength(5);
  // What is not asked of the data source goes on.
  expect((await grafana.health()).ok).toBe(true);

  // The try fails: it rests for as long again, without further tries of the same question.
  clock.advance(15);
  expect((await ask(grafana, "d")).ok).toBe(false);
  expect(seen).toHaveLength(6);
  expect(dataSource().openedAt!.getTime()).toBeGreaterThan(openedAt.getTime());
  expect(await ask(grafana, "e")).toMatchObject({ ok: false, problem: { kind: "resting" } });

  clock.advance(15.1);
  const together = await Promise.all([ask(grafana, "f"), ask(grafana, "g")]);
  expect(together.map(({ ok }) => ok)).toEqual([true, false]);
  expect(dataSource()).toEqual({ name: "Data source prometheus", state: "closed", openedAt: null, lastProblem: null });
  expect((await ask(grafana, "h")).ok).toBe(true);
  expect(logged().flatMap(({ msg, state }) => (msg === "circuit breaker" ? [state] : []))).toEqual([
    "open",
    "open",
    "closed",
  ]);
});

test("a refused token, a missing right and PromQL that cannot run are answers: nothing is left alone for them", async () => {
  const { grafana } = client();
  for (const status of [401, 403, 404, 400, 422]) {
    answers(server, "/api/ds/query", [{ status, body: {} }]);
    for (let i = 0; i < 6; i += 1) await ask(grafana, `${status} ${i}`);
  }
  expect(grafana.breakers().map(({ state }) => state)).toEqual(["closed", "closed"]);
});
