import { formatCounted, formatSeconds } from "#app/i18n/formats.ts";

/** What the sentence is made of; null is unknown, and then said so. */
export type CustomerNow = {
  name: string;
  endedOn: string | null;
  ended: boolean;
  openCases: number | null;
  incidents: readonly { number: number; title: string }[] | null;
  /** Whether anybody has looked at the service lately. */
  observed: boolean;
  /** Maintenance that goes on now. */
  maintenance: readonly { title: string }[] | null;
  clients: readonly { name: string; average: number | null }[] | null;
  target: number;
};

/** What touches the customer now, the worst first, in one or two sentences. What is not known is never said to be well. */
export function customerSentence(now: CustomerNow): string {
  if (now.ended) return `${now.name} is no customer since ${now.endedOn}.`;
  const touches = [...incidentWords(now), ...maintenanceWords(now), ...slowWords(now)];
  const cases = now.openCases ? `${formatCounted(now.openCases, "case is", "cases are")} open.` : "";
  const unknown = [
    (now.incidents === null || !now.observed) && "how the service is",
    now.clients === null && "how quick it is for them",
    now.openCases === null && "whether cases are open",
  ].filter(Boolean);
  const said =
    touches.length > 0
      ? `${sentence(touches.join("; "))}.`
      : unknown.length === 0
        ? "Nothing out of the ordinary touches this customer now."
        : "";
  return [
    said,
    cases || (now.openCases === 0 ? "No case is open." : ""),
    unknown.length > 0 ? `Not known now: ${unknown.join(", ")}.` : "",
    now.endedOn ? `Its contract ends on ${now.endedOn}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const incidentWords = ({ incidents }: CustomerNow): string[] =>
  (incidents ?? []).map(({ number, title }) => `incident ${number} (${title}) is open`);

const maintenanceWords = ({ maintenance }: CustomerNow): string[] =>
  (maintenance ?? []).map(({ title }) => `maintenance goes on (${title})`);

function slowWords({ clients, target }: CustomerNow): string[] {
  const slow = (clients ?? []).filter(({ average }) => average !== null && average > target);
  return slow.map(
    ({ name, average }) =>
      `${name} took ${formatSeconds(average!)} on average in the last 7 days, over the target of ${formatSeconds(target)}`,
  );
}
