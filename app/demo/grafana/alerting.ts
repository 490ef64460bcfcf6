import { createHash } from "node:crypto";
import { HttpResponse } from "msw";
import { EVALUATE_MS, type RuleState } from "./alert-states.ts";
import { FOLDER } from "./alert-rules.ts";
import type { Silences } from "./silences.ts";

const iso = (ms: number) => new Date(ms).toISOString();
const labelsOf = ({ rule }: RuleState) => ({
  alertname: rule.name,
  grafana_folder: FOLDER.title,
  ...rule.labels,
});
const annotationsOf = ({ rule }: RuleState) => ({ summary: rule.summary });
/** A figure that measures nothing leaves the rule as it was, and says so behind the state. */
const instanceState = {
  normal: "Normal",
  idle: "Normal (NoData)",
  absent: "NoData",
  pending: "Pending",
  firing: "Alerting",
};
const ruleState = { normal: "inactive", idle: "inactive", absent: "inactive", pending: "pending", firing: "firing" };

function instance(found: RuleState) {
  return {
    labels: labelsOf(found),
    annotations: annotationsOf(found),
    state: instanceState[found.state],
    activeAt: found.activeAt === null ? "0001-01-01T00:00:00Z" : iso(found.activeAt),
    value: found.value === null ? "" : String(found.value),
  };
}

/** `GET /api/prometheus/grafana/api/v1/alerts`: an instance for each rule, quiet or not. */
export const alertsAnswer = (states: readonly RuleState[]) =>
  HttpResponse.json({ status: "success", data: { alerts: states.map(instance) } });

/** `GET /api/prometheus/grafana/api/v1/rules`, in pages of `group_limit` groups. */
export function rulesAnswer(states: readonly RuleState[], search: URLSearchParams, nowMs: number) {
  const names = [...new Set(states.map(({ rule }) => rule.group))];
  const first = Number(search.get("group_next_token") ?? 0) || 0;
  const limit = Number(search.get("group_limit") ?? names.length) || names.length;
  const lastEvaluation = iso(Math.floor(nowMs / EVALUATE_MS) * EVALUATE_MS);
  const groups = names.slice(first, first + limit).map((name) => ({
    name,
    file: FOLDER.title,
    folderUid: FOLDER.uid,
    interval: EVALUATE_MS / 1000,
    lastEvaluation,
    evaluationTime: 0.01,
    rules: states
      .filter(({ rule }) => rule.group === name)
      .map((found) => ({
        uid: found.rule.uid,
        name: found.rule.name,
        folderUid: FOLDER.uid,
        type: "alerting",
        state: ruleState[found.state],
        health: found.state === "absent" || found.state === "idle" ? "nodata" : "ok",
        query: found.rule.conditions.map(({ promql, op, limit: bound }) => `(${promql}) ${op} ${bound}`).join(" and "),
        duration: found.rule.forMs / 1000,
        labels: found.rule.labels,
        annotations: annotationsOf(found),
        alerts: [instance(found)],
        lastEvaluation,
        evaluationTime: 0.01,
      })),
  }));
  const next = first + limit < names.length ? { groupNextToken: String(first + limit) } : {};
  return HttpResponse.json({ status: "success", data: { groups, ...next } });
}

/** `GET /api/alertmanager/grafana/api/v2/alerts`: those that fire, with the silences that keep them quiet. */
export function firingAnswer(states: readonly RuleState[], silences: Silences, search: URLSearchParams, nowMs: number) {
  const wanted = (name: string) => search.get(name) !== "false";
  const alerts = states
    .filter(({ state }) => state === "firing")
    .map((found) => {
      const labels: Record<string, string> = { __alert_rule_uid__: found.rule.uid, ...labelsOf(found) };
      const silencedBy = silences.matching(labels, nowMs);
      const startsAt = iso((found.activeAt ?? nowMs) + found.rule.forMs);
      return {
        fingerprint: createHash("sha256").update(JSON.stringify(labels)).digest("hex").slice(0, 16),
        startsAt,
        updatedAt: iso(nowMs),
        // Sent again each minute; it ends by itself when that stops.
        endsAt: iso(nowMs + 4 * EVALUATE_MS),
        status: { state: silencedBy.length > 0 ? "suppressed" : "active", silencedBy, inhibitedBy: [] },
        receivers: [{ name: "platform" }],
        generatorURL: "",
        labels,
        annotations: annotationsOf(found),
      };
    })
    .filter(({ status }) => wanted(status.state === "active" ? "active" : "silenced"));
  return HttpResponse.json(alerts);
}
