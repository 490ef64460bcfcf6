import type { FiringAlert, GrafanaProblem } from "#app/platform/grafana/grafana.ts";
import type { ComponentQuery } from "#db/schema/health.ts";
import type { ServiceCtx } from "../context.ts";
import type { Ask, Measurement } from "../measurements/measurement.ts";
import { type Question, questionsFor, seriesFor } from "./component-questions.ts";
import { limitText, questionText, valueText } from "./evidence-labels.ts";
import { OBSERVE_EVERY_SECONDS } from "./interval-rules.ts";
import { loadCatalogue } from "./load-catalogue.server.ts";
import { recordStates } from "./record-states.server.ts";
import { observe, type QueryAnswer, type SeenAlert } from "./state-rules.ts";

type Answered = { question: Question; measurement: Measurement };

/**
 * Looks at every component once: the alerts, and one batch of questions for all of them; and carries their history on.
 * What Grafana does not answer makes nothing operational.
 * @returns why something was not answered, or null
 */
export async function observeHealth(ctx: ServiceCtx): Promise<GrafanaProblem | null> {
  const at = ctx.clock.now();
  const components = await loadCatalogue(ctx.db);
  const questions = questionsFor(components.flatMap(({ queries }) => queries));
  const [alerts, firing, measurements] = await Promise.all([
    ctx.grafana.alerts(),
    ctx.grafana.firingAlerts(),
    ctx.measurements.read(questions.map(askNow)),
  ]);
  const seen = alerts.ok ? seenAlerts(alerts.value, firing.ok ? firing.value : []) : null;
  const answered = new Map<ComponentQuery, Answered>();
  questions.forEach((question, i) => {
    const measurement = measurements[i];
    if (measurement) for (const query of question.queries) answered.set(query, { question, measurement });
  });
  await recordStates(
    ctx,
    at,
    components.map(({ id, alertMatchers, queries }) => ({
      componentId: id,
      ...observe(
        alertMatchers,
        seen,
        queries.map((query) => answerTo(query, answered.get(query))),
      ),
    })),
  );
  const unanswered = measurements.find(({ provenance }) => provenance.problem !== null);
  return (alerts.ok ? null : alerts.problem) ?? unanswered?.provenance.problem ?? null;
}

const askNow = ({ purpose, params }: Question): Ask => ({
  kind: "instant",
  purpose,
  params,
  // Half a round: what another page fetched a moment ago will do, what the last round fetched will not.
  freshSeconds: OBSERVE_EVERY_SECONDS / 2,
});

/** A silence is known by the alertmanager only, whose labels are the rule's and some more. */
function seenAlerts(alerts: readonly Omit<SeenAlert, "silenced">[], firing: readonly FiringAlert[]): SeenAlert[] {
  const silenced = firing.filter(({ silencedBy }) => silencedBy.length > 0);
  return alerts.map((alert) => ({
    labels: alert.labels,
    state: alert.state,
    reason: alert.reason,
    silenced: silenced.some(({ labels }) =>
      Object.entries(alert.labels).every(([name, value]) => labels[name] === value),
    ),
  }));
}

function answerTo(query: ComponentQuery, answered: Answered | undefined): QueryAnswer {
  const told = { query, name: questionText(query), limit: limitText(query) };
  if (!answered) return { ...told, kind: "absent" };
  const { series, provenance } = answered.measurement;
  // An older answer may stand in on a page; here it would keep a component green that nobody sees any more.
  if (!series || provenance.problem || provenance.stale) return { ...told, kind: "failed" };
  const found = seriesFor(answered.question, query, series);
  if (!found) return { ...told, kind: "absent" };
  const value = found.points.at(-1)?.[1] ?? null;
  return value === null
    ? { ...told, kind: "idle" }
    : { ...told, kind: "value", value, text: valueText(query.purpose, value) };
}
