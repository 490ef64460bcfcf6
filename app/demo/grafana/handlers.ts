import { type DefaultBodyType, HttpResponse, http, type PathParams, type RequestHandler } from "msw";
import type { Clock } from "#app/platform/clock.ts";
import type { Profile } from "#app/profile/profile-schema.ts";
import { createEvaluator } from "../promql/evaluate.ts";
import type { ServiceModel } from "../service-model/model-types.ts";
import { problem, refusal, type Tokens } from "./access.ts";
import { alertRules } from "./alert-rules.ts";
import { alertStates } from "./alert-states.ts";
import { alertsAnswer, firingAnswer, rulesAnswer } from "./alerting.ts";
import { createAnnotations } from "./annotations.ts";
import { dashboardsAnswer, muteTimingsAnswer } from "./dashboards.ts";
import { answerQueries, DATA_SOURCE } from "./ds-query.ts";
import { createSilences } from "./silences.ts";

export type DemoGrafana = {
  model: ServiceModel;
  profile: Profile;
  /** Where it answers, a sub-path included, without a slash at the end. */
  baseUrl: string;
  clock: Clock;
  tokens: Tokens;
};

type Asked = { request: Request; search: URLSearchParams; params: PathParams; nowMs: number };

/**
 * A Grafana 12 with one Prometheus, which has scraped the modelled service: its HTTP API as far as the console uses it, with
 * Grafana's own refusals. Silences and annotations live as long as the list of handlers. In tests they go to `setupServer`;
 * `server.ts` answers a network with them.
 */
export function grafanaHandlers({ model, profile, baseUrl, clock, tokens }: DemoGrafana): RequestHandler[] {
  const evaluator = createEvaluator(model, () => clock.now().getTime());
  const states = alertStates(alertRules(profile), evaluator);
  const silences = createSilences();
  const annotations = createAnnotations(model.events);

  const on = (
    method: "get" | "post" | "patch" | "delete",
    path: string,
    answer: (asked: Asked) => Response | Promise<Response>,
    right: string | null = null,
  ): RequestHandler =>
    http[method]<PathParams, DefaultBodyType>(`${baseUrl}${path}`, ({ request, params }) => {
      const search = new URL(request.url).searchParams;
      const refused = refusal(request, tokens, right);
      return refused ?? answer({ request, search, params, nowMs: clock.now().getTime() });
    });
  const uid = "/api/datasources/uid/:uid";
  const alertmanager = "/api/alertmanager/grafana/api/v2";
  const ofSource = (asked: Asked, answer: object) =>
    asked.params.uid === DATA_SOURCE.uid ? HttpResponse.json(answer) : problem(404, "Data source not found");

  return [
    http.get(`${baseUrl}/api/health`, () =>
      HttpResponse.json({ commit: "demo", database: "ok", version: "12.3.0", enterpriseCommit: "" }),
    ),
    on("get", uid, (asked) => ofSource(asked, DATA_SOURCE)),
    on("get", `${uid}/health`, (asked) =>
      ofSource(asked, { status: "OK", message: "Successfully queried the Prometheus API.", details: {} }),
    ),
    on("post", "/api/ds/query", ({ request }) => answerQueries(request, evaluator, clock)),
    on("get", "/api/prometheus/grafana/api/v1/rules", ({ search, nowMs }) => rulesAnswer(states(nowMs), search, nowMs)),
    on("get", "/api/prometheus/grafana/api/v1/alerts", ({ nowMs }) => alertsAnswer(states(nowMs))),
    on("get", `${alertmanager}/alerts`, ({ search, nowMs }) => firingAnswer(states(nowMs), silences, search, nowMs)),
    on("get", `${alertmanager}/silences`, ({ nowMs }) => silences.list(nowMs)),
    on(
      "post",
      `${alertmanager}/silences`,
      ({ request, nowMs }) => silences.put(request, nowMs),
      "alert.instances:create",
    ),
    on(
      "delete",
      `${alertmanager}/silence/:id`,
      ({ params, nowMs }) => silences.expire(String(params.id), nowMs),
      "alert.instances:write",
    ),
    on("get", "/api/annotations/tags", ({ search, nowMs }) => annotations.tags(search, nowMs)),
    on("get", "/api/annotations", ({ search, nowMs }) => annotations.search(search, nowMs)),
    on("post", "/api/annotations", ({ request, nowMs }) => annotations.create(request, nowMs), "annotations:create"),
    on(
      "patch",
      "/api/annotations/:id",
      ({ request, params }) => annotations.change(Number(params.id), request),
      "annotations:write",
    ),
    on("delete", "/api/annotations/:id", ({ params }) => annotations.remove(Number(params.id)), "annotations:delete"),
    on("get", "/api/search", ({ search }) =>
      dashboardsAnswer(profile, search, new URL(baseUrl).pathname.replace(/\/$/, "")),
    ),
    on("get", "/api/v1/provisioning/mute-timings", () => muteTimingsAnswer(profile)),
    http.all(`${baseUrl}/*`, () => problem(404, "Not found")),
  ];
}
