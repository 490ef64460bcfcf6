import type { Clock } from "../clock.ts";
import {
  type Asked,
  networkSetback,
  notGrafana,
  type Setback,
  statusProblem,
  timedOut,
  withdrawn,
} from "./problems.ts";
import { retryAfterMs } from "./retry.ts";

/** A year of a chart for every page is a tenth of this; more would fill the process's memory. */
const BODY_BYTES_MAX = 20_000_000;

export type Exchange = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Relative to Grafana's address, encoded. */
  path: string;
  body?: string;
  token: string;
};
export type Reply = { status: number; body: unknown; rawText: string };
export type Sent = { reply: Reply } | { setback: Setback };

export type Wire = { base: URL; fetch: typeof fetch; clock: Clock; tryMs: number };

/**
 * Sends one request and reads its whole answer, within the time of one try. The answer's status may be any; a redirect,
 * another format than JSON in a success, and a body that does not end are no answers.
 * @param gone aborted when whoever asked went away
 */
export async function send(wire: Wire, exchange: Exchange, asked: Asked, gone: AbortSignal): Promise<Sent> {
  const url = new URL(exchange.path, wire.base);
  if (url.origin !== wire.base.origin || !url.pathname.startsWith(wire.base.pathname))
    throw new Error("a request would leave Grafana's address");
  const late = AbortSignal.timeout(wire.tryMs);
  const headers: Record<string, string> = { Accept: "application/json" };
  if (exchange.body !== undefined) headers["Content-Type"] = "application/json";
  if (exchange.token) headers.Authorization = `Bearer ${exchange.token}`;
  try {
    const response = await wire.fetch(url, {
      method: exchange.method,
      headers,
      body: exchange.body,
      // A redirect would take the token elsewhere.
      redirect: "manual",
      signal: AbortSignal.any([gone, late]),
    });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      return strange(`it redirects, ${response.status}`, asked, response.status);
    }
    const rawText = await boundedText(response);
    if (rawText === null)
      return strange(`its answer is longer than ${BODY_BYTES_MAX / 1e6} MB`, asked, response.status);
    // What changes something may answer with nothing.
    const body = rawText === "" && exchange.method !== "GET" ? null : parsed(rawText);
    if (response.ok && body === undefined) {
      const what = /^\s*</.test(rawText) ? "a web page instead of data" : "no JSON";
      return strange(what, asked, response.status);
    }
    const afterMs = retryAfterMs(response.headers.get("retry-after"), wire.clock.now());
    // Errors of single queries come under 400 with results: those are an answer.
    if (response.ok || hasResults(body)) return { reply: { status: response.status, body, rawText } };
    const problem = statusProblem(response.status, body, rawText, asked);
    if (afterMs !== undefined && (problem.kind === "throttled" || problem.kind === "not_ready"))
      problem.retryAt = wire.clock.now().getTime() + afterMs;
    // Who is throttled or finds it not ready was turned away at the door.
    const mayHaveActed = problem.kind !== "throttled" && problem.kind !== "not_ready";
    return { setback: { problem, mayHaveActed, afterMs } };
  } catch (error) {
    if (gone.aborted) return { setback: { problem: withdrawn, mayHaveActed: true } };
    if (late.aborted) return { setback: { problem: timedOut(wire.tryMs), mayHaveActed: true } };
    return { setback: networkSetback(error, asked) };
  }
}

function strange(what: string, asked: Asked, status: number): Sent {
  return {
    setback: { problem: { kind: "not_grafana", message: notGrafana(what, asked), status }, mayHaveActed: true },
  };
}

const hasResults = (body: unknown): boolean => typeof body === "object" && body !== null && "results" in body;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function boundedText(response: Response): Promise<string | null> {
  if (!response.body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > BODY_BYTES_MAX) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}
