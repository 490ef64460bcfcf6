import type { z } from "zod";
import type { Breaker } from "./breaker.ts";
import { type Caller, call } from "./call.server.ts";
import type { Call, GrafanaResult } from "./grafana.ts";
import { type Asked, notGrafana, withdrawn } from "./problems.ts";
import { type Exchange, send } from "./send.server.ts";
import { createShare } from "./share.ts";

export type Tokens = { reader: string; writer: string };

/** Whose token a call goes with, and what some statuses mean for it. */
type Meaning = { as?: "reader" | "writer"; notReady?: readonly number[]; missing?: string };

export type Question<T extends z.ZodType> = Meaning & {
  /** For the log. */
  what: string;
  method?: Exchange["method"];
  path: string;
  body?: unknown;
  shape: T;
  /**
   * Whether sending it twice comes to the same. Making something does not: after a lost answer a second try would make a
   * second silence, so it is tried again only where Grafana cannot have begun (no connection, throttled, not ready).
   */
  repeatable?: boolean;
};

export const askedAs = (host: string, tokens: Tokens, meaning: Meaning): Asked => ({
  host,
  token: meaning.as === "writer" ? "GRAFANA_WRITER_TOKEN" : "GRAFANA_TOKEN",
  notReady: meaning.notReady,
  missing: meaning.missing ?? "Grafana does not have what was asked for. It may have been removed there.",
  secrets: [tokens.reader, tokens.writer].filter(Boolean),
});

/** Calls with one JSON answer: `ask` sends each, `read` makes equal ones at the same time one. */
export function createAsk(caller: Caller, tokens: Tokens, breaker: Breaker) {
  const share = createShare();

  async function ask<T extends z.ZodType>(
    question: Question<T>,
    { signal }: Call = {},
  ): Promise<GrafanaResult<z.output<T>>> {
    const { what, method = "GET", path, repeatable = true } = question;
    const token = tokens[question.as ?? "reader"];
    if (!token && tokens.reader) return { ok: false, problem: noWriter };
    const asked = askedAs(caller.base.host, tokens, question);
    const body = question.body === undefined ? undefined : JSON.stringify(question.body);
    let value: z.output<T> | undefined;
    let mayBeDone = false;
    const problem = await call(caller, { what, breaker, repeatable, signal }, async (gone) => {
      const sent = await send(caller, { method, path, body, token }, asked, gone);
      if ("setback" in sent) {
        // An earlier try removed it, and only its answer was lost.
        if (method === "DELETE" && mayBeDone && sent.setback.problem.kind === "not_found") return null;
        mayBeDone ||= sent.setback.mayHaveActed;
        return sent.setback;
      }
      const parsed = question.shape.safeParse(sent.reply.body);
      if (!parsed.success) {
        const message = notGrafana("in another form than its API describes", asked);
        return { problem: { kind: "not_grafana", message, status: sent.reply.status }, mayHaveActed: true };
      }
      value = parsed.data;
      return null;
    });
    return problem ? { ok: false, problem } : { ok: true, value: value as z.output<T> };
  }

  const read = <T extends z.ZodType>(question: Question<T>, { signal }: Call = {}) =>
    share<GrafanaResult<z.output<T>>>(
      `${question.as ?? "reader"} ${question.path}`,
      signal,
      () => ({ ok: false, problem: withdrawn }),
      (all) => ask(question, { signal: all }),
    );
  return { ask, read };
}
export type Ask = ReturnType<typeof createAsk>;

const noWriter = {
  kind: "not_configured",
  message:
    "GRAFANA_WRITER_TOKEN is not set, so nothing can be silenced or annotated. Set it (README, Settings) and restart.",
} as const;
