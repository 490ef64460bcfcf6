import { formatCounted as counted, formatInstant } from "../../i18n/formats.ts";
import { lastDay } from "./list-end-rules.ts";
import type { RestrictionRow } from "./restriction-view.ts";

/** The one sentence of a list's page. @param now an instant */
export function restrictionSentence(row: RestrictionRow): string {
  const networks = counted(row.networks, "network", "networks");
  if (row.locksAll)
    return "It is in force and every network has ended: nobody can sign in. Lift it, or put a new version in force.";
  switch (row.state) {
    case "draft":
      return `A draft of ${networks}; nothing is restricted by it yet.`;
    case "proposed":
      return `${counted(row.networks, "network waits", "networks wait")} for a second person; nothing is restricted by them yet.`;
    case "unconfirmed":
      return `In force, and rolled back at ${formatInstant(row.confirmUntil ?? row.since)} unless the customer confirms from one of its ${networks}.`;
    case "active":
      return `In force since ${formatInstant(row.since)}: signing in is possible from ${networks} only.${row.endsAt ? ` ${endText(row.endsAt, row.whenAllExpired)}` : ""}`;
    case "refused":
      return `Refused ${formatInstant(row.since)}; it never came into force.`;
    case "cancelled":
      return `Cancelled ${formatInstant(row.since)}; it never came into force.`;
    case "rolled_back":
      return `Rolled back ${formatInstant(row.since)}: the customer did not confirm it within ten minutes.`;
    case "superseded":
      return `Replaced by a later version ${formatInstant(row.since)}.`;
    case "expired":
      return `Ended ${formatInstant(row.since)} with its last network; it restricts nobody since.`;
    case "lifted":
      return `Lifted ${formatInstant(row.since)}; it restricts nobody since.`;
  }
}

/** What happens when the last network ends. */
export const endText = (endsAt: string, then: RestrictionRow["whenAllExpired"]): string =>
  `Its last network ends after ${lastDay(endsAt)}; then ${then === "open" ? "anybody may enter" : "nobody may enter"}.`;

/** The one sentence of the page of all lists. @param rows what is in force or being worked on */
export function listSentence(rows: readonly RestrictionRow[]): string {
  const of = (state: RestrictionRow["state"]) => rows.filter((row) => row.state === state).length;
  const inForce = of("active") + of("unconfirmed");
  const locked = rows.filter(({ locksAll }) => locksAll).length;
  const ending = rows.filter(({ endingSoon }) => endingSoon).length;
  const parts = [
    ...(locked > 0 ? [`${counted(locked, "list has", "lists have")} no network left and let nobody in`] : []),
    ...(of("proposed") > 0 ? [`${counted(of("proposed"), "waits", "wait")} for a second person`] : []),
    ...(of("unconfirmed") > 0
      ? [`${counted(of("unconfirmed"), "waits", "wait")} for the customer's confirmation`]
      : []),
    ...(ending > 0 ? [`${counted(ending, "ends", "end")} within two weeks`] : []),
  ];
  const first =
    inForce === 0
      ? "No customer is restricted."
      : `${counted(inForce, "customer is", "customers are")} restricted to networks of their own.`;
  if (parts.length === 0) return `${first} Nothing waits.`;
  const rest = parts.join("; ");
  return `${first} ${rest.charAt(0).toUpperCase()}${rest.slice(1)}.`;
}
