/** Answers in the shapes that Grafana 12 and 13 give them, as their source writes them; names and numbers are made up. */
const time = (values: number[]) => ({
  field: { name: "Time", type: "time", typeInfo: { frame: "time.Time" } },
  values,
});
const number = (name: string, values: (number | null)[], labels?: Record<string, string>) => ({
  field: { name, type: "number", typeInfo: { frame: "float64" }, ...(labels ? { labels } : {}) },
  values,
});
type Column = ReturnType<typeof time> | ReturnType<typeof number> | { field: object; values: unknown[] };

export function frame(
  columns: Column[],
  { type = "timeseries-multi", entities }: { type?: string; entities?: unknown } = {},
) {
  return {
    schema: {
      refId: "A",
      meta: { type, typeVersion: [0, 1], custom: { resultType: "matrix" }, executedQueryString: "Expr: x\nStep: 1m0s" },
      fields: columns.map(({ field }) => field),
    },
    data: { values: columns.map(({ values }) => values), ...(entities ? { entities } : {}) },
  };
}
export const answer = (frames: unknown[], more: object = {}) => ({ results: { A: { status: 200, frames, ...more } } });

const t0 = 1_795_420_800_000;

/** Range, both versions: a frame for each series; NaN is null with its place in the entities. */
export const range = answer([
  frame(
    [time([t0, t0 + 60_000, t0 + 120_000]), number("Value", [0.61, null, 0.7], { page: "/invoices", client: "api" })],
    {
      entities: [null, { NaN: [1] }],
    },
  ),
  frame([time([t0, t0 + 60_000, t0 + 120_000]), number("Value", [0, null, null], { page: "/home", client: "api" })], {
    entities: [null, { Inf: [1], NegInf: [2] }],
  }),
]);
export const rangeAsSeries = [
  {
    labels: { page: "/invoices", client: "api" },
    points: [
      [t0, 0.61],
      [t0 + 60_000, null],
      [t0 + 120_000, 0.7],
    ],
  },
  {
    labels: { page: "/home", client: "api" },
    points: [
      [t0, 0],
      [t0 + 60_000, null],
      [t0 + 120_000, null],
    ],
  },
];

/** The same two series as one wide frame, as some versions and plugins put them. */
export const rangeWide = answer([
  frame(
    [
      time([t0, t0 + 60_000, t0 + 120_000]),
      number("Value", [0.61, null, 0.7], { page: "/invoices", client: "api" }),
      number("Value", [0, null, null], { page: "/home", client: "api" }),
    ],
    { type: "timeseries-wide" },
  ),
]);

const label = (name: string, values: (string | null)[]) => ({
  field: { name, type: "string", typeInfo: { frame: "string" } },
  values,
});
/** Instant as a table: labels are columns. */
export const instantTable = answer([
  frame(
    [
      time([t0, t0, t0]),
      label("node", ["app-1", "app-2", null]),
      label("role", ["app", "app", "db"]),
      number("Value", [0.4, null, 2]),
    ],
    {
      type: "numeric-long",
      entities: [null, null, null, { NaN: [1] }],
    },
  ),
]);
/** Instant as a frame for each series, labels in the field. */
export const instantFrames = answer([
  frame([time([t0]), number("Value", [0.4], { node: "app-1", role: "app" })], { type: "numeric-multi" }),
  frame([time([t0]), number("Value", [null], { node: "app-2", role: "app" })], {
    type: "numeric-multi",
    entities: [null, { NaN: [0] }],
  }),
  frame([time([t0]), number("Value", [2], { role: "db" })], { type: "numeric-multi" }),
]);
export const instantAsSeries = [
  { labels: { node: "app-1", role: "app" }, points: [[t0, 0.4]] },
  { labels: { node: "app-2", role: "app" }, points: [[t0, null]] },
  { labels: { role: "db" }, points: [[t0, 2]] },
];
export const nothing = answer([
  { schema: { refId: "A", meta: { type: "timeseries-multi" }, fields: [] }, data: { values: [] } },
]);
export const one = answer([frame([time([t0]), number("Value", [1])])]);

export const health12 = { commit: "0b8d8b9f2c", database: "ok", version: "12.2.1" };
export const health13 = { commit: "b1f2aa97de", database: "ok", version: "13.0.1", enterpriseCommit: "" };

const rule = (name: string, state: string, more = {}) => ({
  uid: `uid-${name}`,
  folderUid: "folder-1",
  state,
  name,
  query: '[{"refId":"A"}]',
  duration: 300,
  health: "ok",
  type: "alerting",
  lastEvaluation: "2026-11-23T07:59:50Z",
  evaluationTime: 0.004,
  labels: { component: "bank" },
  annotations: { summary: "Banks do not answer" },
  ...more,
});
const group = (name: string, rules: object[]) => ({
  name,
  file: "Service",
  folderUid: "folder-1",
  interval: 60,
  rules,
  totals: { inactive: 1 },
  lastEvaluation: "2026-11-23T07:59:50Z",
  evaluationTime: 0.01,
});
export const rulesPage1 = {
  status: "success",
  data: {
    groups: [
      group("banks", [
        rule("BankDown", "firing"),
        rule("BankSlow", "inactive", { labels: null, health: "error", lastError: "no data" }),
      ]),
    ],
    groupNextToken: "dG9rZW4=",
    totals: { firing: 1 },
  },
};
export const rulesPage2 = {
  status: "success",
  data: { groups: [group("nodes", [rule("NodeDown", "pending")])], totals: {} },
};

const alertOf = (state: string, more = {}) => ({
  labels: { alertname: "BankDown" },
  annotations: { summary: "x" },
  state,
  activeAt: "2026-11-23T07:40:00Z",
  value: "1e+00",
  ...more,
});
export const alertStates = [
  "Normal",
  "Normal (MissingSeries)",
  "Pending",
  "Alerting",
  "Alerting (NoData)",
  "NoData",
  "Error",
  "Recovering",
  "Dreaming",
];
export const alerts = {
  status: "success",
  data: {
    alerts: [
      ...alertStates.map((state) => alertOf(state)),
      alertOf("Normal", { activeAt: "0001-01-01T00:00:00Z", annotations: null }),
    ],
  },
};

export const firing = [
  {
    annotations: { summary: "x" },
    endsAt: "2026-11-23T08:04:00.000Z",
    fingerprint: "2d1e5d7a1c2b3f40",
    receivers: [{ active: null, integrations: null, name: "platform" }],
    startsAt: "2026-11-23T07:40:00.000Z",
    status: { inhibitedBy: [], silencedBy: ["s-1"], state: "suppressed" },
    updatedAt: "2026-11-23T08:00:10.000Z",
    generatorURL: "https://grafana.example/alerting/grafana/uid/view",
    labels: { alertname: "BankDown", grafana_folder: "Service" },
  },
];

const silenceBase = {
  createdBy: "huolto",
  comment: "Window of November",
  startsAt: "2026-11-21T20:00:00.000Z",
  endsAt: "2026-11-22T04:00:00.000Z",
  updatedAt: "2026-11-14T08:00:00.000Z",
};
export const silences12 = [
  {
    ...silenceBase,
    id: "4a1c6d0e-0000-4000-8000-000000000001",
    status: { state: "active" },
    matchers: [{ name: "component", value: "bank", isRegex: false, isEqual: true }],
  },
];
/** With the rule's metadata beside, and a matcher that leaves isEqual out. */
export const silences13 = [
  {
    ...silenceBase,
    id: "4a1c6d0e-0000-4000-8000-000000000001",
    status: { state: "active" },
    matchers: [{ name: "component", value: "bank", isRegex: false }],
    accessControl: { read: true, write: true },
    metadata: { rule_uid: "uid-BankDown" },
  },
];
export const silenceAsRead = {
  id: "4a1c6d0e-0000-4000-8000-000000000001",
  state: "active",
  startsAt: silenceBase.startsAt,
  endsAt: silenceBase.endsAt,
  createdBy: "huolto",
  comment: "Window of November",
  matchers: [{ name: "component", value: "bank", isRegex: false, isEqual: true }],
};

export const annotations = [
  {
    id: 7,
    alertId: 0,
    dashboardUID: null,
    panelId: 0,
    userId: 0,
    userName: "",
    newState: "",
    prevState: "",
    created: 1_795_420_800_000,
    updated: 1_795_420_800_000,
    time: 1_795_420_800_000,
    timeEnd: 1_795_424_400_000,
    text: "Maintenance",
    tags: ["huolto", "window"],
    login: "",
    email: "",
    avatarUrl: "",
    data: {},
  },
  { id: 8, time: 1_795_420_900_000, timeEnd: 0, text: "Release 1.2", tags: null },
];

export const dashboards = [
  {
    id: 3,
    uid: "svc-1",
    title: "Service",
    uri: "db/service",
    url: "/metrics/d/svc-1/service",
    slug: "",
    type: "dash-db",
    tags: ["huolto"],
    isStarred: false,
    folderUid: "folder-1",
    sortMeta: 0,
  },
  { uid: "bad", title: "Elsewhere", url: "https://evil.example/d/bad", type: "dash-db", tags: [] },
];

export const loginPage = "<!DOCTYPE html><html><head><title>Grafana</title></head><body>Sign in</body></html>";
