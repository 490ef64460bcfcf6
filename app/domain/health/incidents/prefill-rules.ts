import type { Impact } from "./incident-states.ts";

type Alert = {
  fingerprint: string;
  name: string;
  summary: string;
  startsAt: string;
  components: readonly string[];
  impact: Impact;
};

/** What the form of a new incident says before anybody types. */
export type Prefilled = {
  from: "hand" | "component" | "alert";
  alertName: string | null;
  title: string;
  /** UTC; null: now. */
  startedAt: string | null;
  impacts: Record<string, Impact>;
  /** What the address asked for and is not there; the form works all the same. */
  missing: string | null;
};

const empty: Prefilled = { from: "hand", alertName: null, title: "", startedAt: null, impacts: {}, missing: null };

/**
 * From what an incident is opened: an alert that fires, by its fingerprint or its rule's name, or a component, by its key.
 * @param asked as the page's address says
 * @param now a start that the source's clock puts later than ours is no start
 */
export function prefill(
  asked: { component: string | null; alert: string | null },
  components: readonly { key: string; name: string }[],
  alerts: readonly Alert[],
  now: Date,
): Prefilled {
  const component = components.find(({ key }) => key === asked.component);
  if (asked.alert) {
    const firing =
      alerts.find(({ fingerprint }) => fingerprint === asked.alert) ?? alerts.find(({ name }) => name === asked.alert);
    if (!firing)
      return {
        ...empty,
        impacts: component ? { [component.key]: "slow" } : {},
        missing: "The alert does not fire any more, or Grafana does not say so. Open the incident by hand.",
      };
    const startsAt = new Date(firing.startsAt);
    return {
      ...empty,
      from: "alert",
      alertName: firing.name,
      title: (firing.summary || firing.name).slice(0, 160),
      startedAt: startsAt <= now ? startsAt.toISOString() : null,
      impacts: Object.fromEntries(firing.components.map((key) => [key, firing.impact])),
    };
  }
  if (asked.component) {
    if (!component) return { ...empty, missing: "There is no such component any more. Choose another one below." };
    return { ...empty, from: "component", impacts: { [component.key]: "slow" } };
  }
  return empty;
}
