import { type DefaultBodyType, http, HttpResponse, type StrictRequest } from "msw";
import { setupServer } from "msw/node";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll } from "vitest";
import { type GrafanaOptions, openGrafana } from "#app/platform/grafana/open-grafana.server.ts";
import { testClock } from "#tests/support/contexts.ts";

export const BASE = "https://grafana.example/metrics";
export const READER = "glsa_readerreaderreaderreader_12345678";
export const WRITER = "glsa_writerwriterwriterwriter_12345678";
export const at = new Date("2026-11-23T08:00:00Z");

/** Requests that nobody expected fail the test: they would have left the machine. */
export function grafanaServer() {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return server;
}

export type Reply = { status?: number; body?: unknown; text?: string; headers?: Record<string, string> };
export type Seen = { method: string; url: URL; headers: Headers; body: unknown };

/** Answers one path with each reply in turn, the last one for ever, and remembers what was asked. */
export function answers(
  server: ReturnType<typeof setupServer>,
  path: string,
  replies: readonly (Reply | "network error" | Promise<unknown>)[],
): Seen[] {
  const seen: Seen[] = [];
  const answer = async ({ request }: { request: StrictRequest<DefaultBodyType> }) => {
    const text = await request.clone().text();
    seen.push({
      method: request.method,
      url: new URL(request.url),
      headers: request.headers,
      body: text ? JSON.parse(text) : undefined,
    });
    const reply = replies[Math.min(seen.length, replies.length) - 1]!;
    if (reply === "network error") return HttpResponse.error();
    if (reply instanceof Promise) return HttpResponse.json((await reply) as never);
    const { status = 200, headers } = reply;
    if (reply.text !== undefined) return new HttpResponse(reply.text, { status, headers });
    return HttpResponse.json(reply.body as never, { status, headers });
  };
  server.use(http.all(`${BASE}${path}`, answer));
  return seen;
}

/** A client that waits for nothing: what it would have slept is written down. */
export function client(more: Partial<GrafanaOptions> = {}) {
  const clock = testClock(at);
  const slept: number[] = [];
  const lines: string[] = [];
  const grafana = openGrafana({
    baseUrl: BASE,
    readerToken: READER,
    writerToken: WRITER,
    dataSourceUid: "prometheus",
    log: pino({ level: "trace" }, { write: (line: string) => void lines.push(line) }),
    clock,
    sleep: async (ms) => {
      slept.push(ms);
      clock.advance(ms / 1000);
    },
    ...more,
  });
  return { grafana, clock, slept, lines, logged: () => lines.map((line) => JSON.parse(line)) };
}

export const minutesAgo = (minutes: number) => new Date(at.getTime() - minutes * 60_000);
