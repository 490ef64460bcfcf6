import { z } from "zod";
import type { Ask } from "./ask.server.ts";
import { endpoints } from "./endpoints.ts";
import type { Alert, AlertRule, Call, Grafana, GrafanaResult, NewSilence } from "./grafana.ts";
import * as shape from "./schemas.ts";

/** How much of the rules is read at a time, and at most. */
const RULE_GROUPS = 200;
const RULE_PAGES_MAX = 50;
/** The alertmanager of an organisation is missing (404) or not ready (409, 503) while Grafana starts. */
const starting = { notReady: [404, 409, 503] };

type Alerting = Pick<Grafana, "alertRules" | "alerts" | "firingAlerts" | "silences" | "putSilence" | "expireSilence">;

/** Rules, alerts and silences. */
export function alerting({ ask, read }: Ask): Alerting {
  return {
    alertRules: (call) => allRules(read, call),
    async alerts(call) {
      const found = await read({ what: "alerts", path: endpoints.alerts(), shape: shape.alerts }, call);
      if (!found.ok) return found;
      return { ok: true, value: found.value.data.alerts.map(toAlert) };
    },
    async firingAlerts(call) {
      const path = endpoints.firingAlerts([
        ["active", "true"],
        ["silenced", "true"],
        ["inhibited", "true"],
      ]);
      const found = await read({ what: "firing alerts", path, shape: shape.firingAlerts, ...starting }, call);
      if (!found.ok) return found;
      return { ok: true, value: found.value.map(({ status, ...alert }) => ({ ...alert, ...status })) };
    },
    async silences(call) {
      const found = await read(
        { what: "silences", as: call?.as, path: endpoints.silences(), shape: shape.silences, ...starting },
        call,
      );
      if (!found.ok) return found;
      return { ok: true, value: found.value.map(({ status, ...silence }) => ({ ...silence, ...status })) };
    },
    async putSilence(silence, call) {
      const { id, ...rest } = silence satisfies NewSilence;
      const body = id === undefined ? rest : { id, ...rest };
      // Changing one may expire it and make another: a second try would leave two.
      const found = await ask(
        {
          what: "put silence",
          as: "writer",
          method: "POST",
          path: endpoints.silences(),
          body,
          shape: shape.silenceMade,
          repeatable: false,
          ...starting,
        },
        call,
      );
      return found.ok ? { ok: true, value: { id: found.value.silenceID } } : found;
    },
    async expireSilence(id, call) {
      const found = await ask(
        {
          what: "expire silence",
          as: "writer",
          method: "DELETE",
          path: endpoints.silence(id),
          shape: z.unknown(),
          notReady: [409, 503],
          missing: "Grafana does not know this silence: it has ended and was removed. Nothing is silenced by it.",
        },
        call,
      );
      return found.ok ? { ok: true, value: null } : found;
    },
  };
}

async function allRules(read: Ask["read"], call?: Call): Promise<GrafanaResult<AlertRule[]>> {
  const rules: AlertRule[] = [];
  let next: string | undefined;
  for (let page = 0; page < RULE_PAGES_MAX; page += 1) {
    const path = endpoints.alertRules([
      ["group_limit", String(RULE_GROUPS)],
      ["limit_alerts", "0"],
      ...(next === undefined ? [] : ([["group_next_token", next]] as const)),
    ]);
    const found = await read({ what: "alert rules", path, shape: shape.alertRules }, call);
    if (!found.ok) return found;
    const { groups, groupNextToken } = found.value.data;
    for (const group of groups)
      rules.push(...group.rules.map((rule) => ({ ...rule, group: group.name, folder: group.file })));
    if (!groupNextToken) return { ok: true, value: rules };
    next = groupNextToken;
  }
  const message = `Grafana has more alert rules than the console reads (${RULE_PAGES_MAX * RULE_GROUPS} groups), or its pages of rules do not end. Report this with Grafana's version.`;
  return { ok: false, problem: { kind: "not_grafana", message } };
}

const states: Record<string, Alert["state"]> = {
  normal: "normal",
  inactive: "normal",
  pending: "pending",
  alerting: "firing",
  firing: "firing",
  // The condition has passed, and the alert is still held.
  recovering: "firing",
  nodata: "no_data",
  error: "error",
};

/** `Normal (MissingSeries)` is a state and its reason. A state that is not known here is an error, never normal. */
function toAlert(found: z.output<typeof shape.alerts>["data"]["alerts"][number]): Alert {
  const [, word = "", suffix] = /^\s*([A-Za-z]+)\s*(?:\((.*)\))?\s*$/.exec(found.state) ?? [];
  const state = states[word.toLowerCase()];
  const reason = state === undefined ? found.state : suffix;
  // Go's zero time: never.
  const never = !found.activeAt || found.activeAt.startsWith("0001-");
  return {
    labels: found.labels,
    annotations: found.annotations,
    state: state ?? "error",
    ...(reason ? { reason } : {}),
    activeAt: never ? null : found.activeAt!,
  };
}
