/**
 * What the console asks of Grafana, and every way in which that fails. The interface that the rest of the house sees;
 * `open-grafana.server.ts` makes the real one.
 */

/** Why there is no answer: one kind for each row that asks something else of the reader (Grafana's HTTP API, errors). */
export type GrafanaProblem = {
  kind: /** No address is set. */
    | "not_configured"
    /** 401: the token is invalid, expired or revoked. */
    | "token_refused"
    /** 403: the token lacks a permission. */
    | "forbidden"
    /** 404: the data source, silence or annotation does not exist. */
    | "not_found"
    /** 400 and 4xx of one query, 422: PromQL that cannot run. */
    | "bad_query"
    /** 400 of the whole request: a defect of ours. */
    | "bad_request"
    /** 429, also inside an answer. */
    | "throttled"
    /** 409 and 404 of the alertmanager while it starts. */
    | "not_ready"
    /** 5xx, and failures of the data source behind Grafana. */
    | "server_failed"
    | "timed_out"
    | "unreachable"
    /** An answer that is not what the API says: a sign-in page, HTML, another shape. */
    | "not_grafana"
    /** The circuit breaker is open: nothing was sent. */
    | "resting";
  /** A sentence for the platform team: what happened, and what to do. Never a token, never a body that may hold one. */
  message: string;
  status?: number;
  /** To find the request in Grafana's own log. */
  traceId?: string;
  /** Of Grafana's access control ("ACE..."), or a message id such as api-key.expired. */
  code?: string;
  /** When it makes sense to ask again, ms since the epoch. */
  retryAt?: number;
};

export type GrafanaResult<T> = { ok: true; value: T } | { ok: false; problem: GrafanaProblem };

export type Labels = Readonly<Record<string, string>>;
/** Points in time order; null is no data (also NaN), never zero. Time in ms since the epoch. */
export type Series = { labels: Labels; points: readonly (readonly [time: number, value: number | null])[] };

export type PromQuery = {
  refId: string;
  expr: string;
  /** Instant: one point per series, at `to`. Range: from `from` to `to` in steps. */
} & ({ kind: "instant" } | { kind: "range"; stepSeconds: number });
export type QueryRequest = { from: Date; to: Date; queries: readonly PromQuery[] };

export type Matcher = { name: string; value: string; isRegex: boolean; isEqual: boolean };
export type Silence = {
  id: string;
  state: "active" | "pending" | "expired";
  startsAt: string;
  endsAt: string;
  createdBy: string;
  comment: string;
  matchers: Matcher[];
};
export type NewSilence = Omit<Silence, "id" | "state"> & { id?: string };
export type Alert = {
  labels: Labels;
  annotations: Labels;
  state: "normal" | "pending" | "firing" | "no_data" | "error";
  /** Grafana's "(reason)" suffix, where there is one. */
  reason?: string;
  activeAt: string | null;
};
export type AlertRule = {
  name: string;
  group: string;
  folder: string;
  state: string;
  health: string;
  lastError?: string;
  labels: Labels;
  annotations: Labels;
};
export type FiringAlert = {
  fingerprint: string;
  startsAt: string;
  endsAt: string;
  state: string;
  silencedBy: string[];
  inhibitedBy: string[];
  labels: Labels;
  annotations: Labels;
};
export type Annotation = { id: number; time: number; timeEnd: number; tags: string[]; text: string };
export type NewAnnotation = Omit<Annotation, "id">;
export type DataSource = { uid: string; name: string; type: string };
export type Dashboard = { uid: string; title: string; url: string; tags: string[]; folderUid?: string };

/** Options of one call. */
export type Call = { signal?: AbortSignal };
/** A read may go with the writer's token, to see whether Grafana takes it. */
export type ReadAs = Call & { as?: "reader" | "writer" };

export type Grafana = {
  /** Whether it is set up at all, and where it is (for links; never for requests of the browser). */
  readonly baseUrl: string | null;
  // Every call comes back: when its signal is aborted, with a `timed_out` that counts against nobody.
  health(call?: Call): Promise<GrafanaResult<{ version: string; commit?: string; database: string }>>;
  dataSource(call?: Call): Promise<GrafanaResult<DataSource>>;
  dataSourceHealth(call?: Call): Promise<GrafanaResult<{ message: string }>>;
  /** One request for all queries; each has a result of its own. */
  query(request: QueryRequest, call?: Call): Promise<Map<string, GrafanaResult<Series[]>>>;
  alertRules(call?: Call): Promise<GrafanaResult<AlertRule[]>>;
  alerts(call?: Call): Promise<GrafanaResult<Alert[]>>;
  firingAlerts(call?: Call): Promise<GrafanaResult<FiringAlert[]>>;
  silences(call?: ReadAs): Promise<GrafanaResult<Silence[]>>;
  /** Makes one, or changes the one with the id: keep the returned id, which may be another. */
  putSilence(silence: NewSilence, call?: Call): Promise<GrafanaResult<{ id: string }>>;
  expireSilence(id: string, call?: Call): Promise<GrafanaResult<null>>;
  annotations(
    search: { from: Date; to: Date; tags: readonly string[]; limit?: number },
    call?: ReadAs,
  ): Promise<GrafanaResult<Annotation[]>>;
  createAnnotation(annotation: NewAnnotation, call?: Call): Promise<GrafanaResult<{ id: number }>>;
  changeAnnotation(id: number, change: Partial<NewAnnotation>, call?: Call): Promise<GrafanaResult<null>>;
  deleteAnnotation(id: number, call?: Call): Promise<GrafanaResult<null>>;
  dashboards(search: { query?: string; tag?: string }, call?: Call): Promise<GrafanaResult<Dashboard[]>>;
  /** State of each circuit breaker, for the page about the source. */
  breakers(): {
    name: string;
    state: "closed" | "open" | "trying";
    openedAt: Date | null;
    lastProblem: GrafanaProblem | null;
  }[];
};
