import type { GrafanaProblem } from "./grafana.ts";
import { errorBody, type QueryPart } from "./schemas.ts";

/** How a call failed, and what a retry may make of it. */
export type Setback = {
  problem: GrafanaProblem;
  /** Grafana may have begun what was asked: a call that makes something must not be sent again. */
  mayHaveActed: boolean;
  /** Grafana's own word on when to ask again, ms from now. */
  afterMs?: number;
  /** Somebody who answers so is up: no reason to leave them alone. */
  alive?: boolean;
};

/** What is asked, for the sentences. */
export type Asked = {
  /** Host of Grafana, for the sentences. */
  host: string;
  token: "GRAFANA_TOKEN" | "GRAFANA_WRITER_TOKEN";
  /** Statuses by which the alertmanager says that it is starting. */
  notReady?: readonly number[];
  /** What a 404 means. */
  missing: string;
  /** Never repeated, wherever they come from. */
  secrets: readonly string[];
};

/** Asking again soon may help. */
export const isPassing = ({ kind }: GrafanaProblem): boolean =>
  kind === "throttled" ||
  kind === "not_ready" ||
  kind === "server_failed" ||
  kind === "timed_out" ||
  kind === "unreachable";

const TOO_MANY = /too many requests/i;

/** A status that is no success, as a problem. @param body parsed JSON, or undefined for anything else */
export function statusProblem(status: number, body: unknown, rawText: string, asked: Asked): GrafanaProblem {
  const parsed = errorBody.safeParse(body);
  const error = parsed.success ? parsed.data : {};
  const named = {
    status,
    ...optional("traceId", word(error.traceID ?? error.traceId, /^[0-9a-f]{8,64}$/i, asked)),
    ...optional("code", word(error.accessErrorId ?? error.messageId, /^[A-Za-z0-9._-]{1,60}$/, asked)),
  };
  const of = (kind: GrafanaProblem["kind"], message: string): GrafanaProblem => ({ kind, message, ...named });
  if (status === 401)
    return of(
      "token_refused",
      `Grafana refuses the token of ${asked.token}${reason(named.code)}. Make a new service account token in Grafana, set ${asked.token} and restart.`,
    );
  if (status === 403) {
    const rights = [...(error.message ?? "").matchAll(/\b[a-z][a-z.]{2,40}:[a-z]{2,20}\b/g)].map((found) => found[0]);
    const needed = rights.length > 0 ? `the right ${rights.slice(0, 5).join(", ")}` : "a right that this call needs";
    return of(
      "forbidden",
      `The service account of ${asked.token} lacks ${needed}. Give it that right in Grafana, under Administration, Service accounts.`,
    );
  }
  if (status === 429 || TOO_MANY.test(rawText))
    return of(
      "throttled",
      "Grafana takes no more questions for the moment (too many requests). It is asked again later.",
    );
  if (asked.notReady?.includes(status))
    return of(
      "not_ready",
      "Grafana's alertmanager is not ready yet. It is asked again; if this stays, look at Grafana's log.",
    );
  if (status === 404) return of("not_found", asked.missing);
  if (status === 422 || (status >= 400 && status < 500))
    return of(
      status === 422 ? "bad_query" : "bad_request",
      `Grafana does not understand the question (${status}). This is a defect of the console or of its profile: report it with the time.`,
    );
  if (status >= 500)
    return of(
      "server_failed",
      `Grafana failed (${status}). Look at Grafana's log${named.traceId ? " by the trace id" : ""}.`,
    );
  return of("not_grafana", notGrafana(`status ${status}`, asked));
}

/** One query of several that failed inside an answer. */
export function queryProblem(part: QueryPart, asked: Asked): GrafanaProblem {
  const { error = "", status } = part;
  const named = status === undefined ? {} : { status };
  if (status === 429 || TOO_MANY.test(error))
    return {
      kind: "throttled",
      message: "The data source takes no more queries for the moment. It is asked again later.",
      ...named,
    };
  if (status === 401 || status === 403)
    return {
      kind: "forbidden",
      message: `The data source refuses Grafana (${status}). Check the data source's credentials in Grafana, under Connections.`,
      ...named,
    };
  if (status !== undefined && status >= 400 && status < 500)
    return {
      kind: "bad_query",
      message: `The data source cannot run this query${quoted(error, asked)}. Correct the purpose's PromQL in the service profile.`,
      ...named,
    };
  return { ...sickDataSource, ...named };
}

export const sickDataSource: GrafanaProblem = {
  kind: "server_failed",
  message:
    "The data source behind Grafana failed. See whether Prometheus runs, and test the data source in Grafana, under Connections.",
};

/** Codes of errors that came before a byte was sent. */
const NOT_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** An error of the network. */
export function networkSetback(error: unknown, { host }: Asked): Setback {
  const code = networkCode(error);
  const says =
    code === "ECONNREFUSED"
      ? `Nothing answers at ${host} (ECONNREFUSED). Start Grafana, or correct GRAFANA_URL.`
      : code === "ENOTFOUND" || code === "EAI_AGAIN"
        ? `The name of ${host} cannot be looked up (${code}). Correct GRAFANA_URL, or see to the name service.`
        : /CERT|SELF_SIGNED|UNABLE_TO/.test(code)
          ? `The certificate of ${host} is not trusted (${code}). Renew it, or name its authority in NODE_EXTRA_CA_CERTS.`
          : `The connection to ${host} broke${code ? ` (${code})` : ""}. See whether Grafana and the way to it are up.`;
  return {
    problem: { kind: "unreachable", message: says, ...optional("code", code) },
    mayHaveActed: !NOT_SENT.has(code),
  };
}

function networkCode(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === "string" && /^[A-Z0-9_]{3,60}$/.test(code)) return code;
  }
  return "";
}

export const notGrafana = (what: string, { host }: Pick<Asked, "host">) =>
  `${host} answers, but not as Grafana does (${what}). GRAFANA_URL names something else, or a sign-in page stands before Grafana.`;

export const timedOut = (ms: number): GrafanaProblem => ({
  kind: "timed_out",
  message: `Grafana did not answer within ${Math.round(ms / 1000)} s. See whether it or its data source is overloaded.`,
});

export const withdrawn: GrafanaProblem = {
  kind: "timed_out",
  message: "The page did not wait any longer for Grafana's answer.",
};

const reason = (code: string | undefined) => (code ? ` (${code})` : "");
const optional = <K extends string>(key: K, value: string | undefined): { [P in K]?: string } =>
  (value ? { [key]: value } : {}) as { [P in K]?: string };

/** A name out of a body, if it is one and nothing secret. */
function word(text: string | undefined, shape: RegExp, { secrets }: Asked): string | undefined {
  return text !== undefined && shape.test(text) && !secrets.some((secret) => text.includes(secret)) ? text : undefined;
}

/** The data source's own words about a query help whoever mends it; they are left out at the least look of a secret. */
function quoted(text: string, { secrets }: Asked): string {
  const line = text.replace(/\s+/g, " ").trim();
  const strange = /bearer|authorization|gls?a_|token|password|cookie/i.test(line);
  if (line === "" || strange || secrets.some((secret) => line.includes(secret))) return "";
  return ` ("${line.slice(0, 200)}")`;
}
