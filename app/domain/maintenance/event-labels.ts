import { formatInstant } from "../../i18n/formats.ts";

/** What happened to a window, as codes of its history. */
export const windowEvents = [
  "planned",
  "announced",
  "announcement_undone",
  "edited",
  "change_proposed",
  "change_approved",
  "change_refused",
  "change_withdrawn",
  "change_lapsed",
  "started",
  "verifying",
  "extended",
  "completed",
  "cancelled",
  "checked",
  "unchecked",
  "reminded",
  "reminded_again",
  "silence_ended_by_hand",
  "silenced_again",
] as const;
export type WindowEventCode = (typeof windowEvents)[number];

export const changeKindLabels = { move: "move", skip: "skip", shorten: "shorten", lengthen: "lengthen" } as const;

type Details = Record<string, unknown>;
const text = (details: Details, key: string) => (typeof details[key] === "string" ? details[key] : "");
const because = (details: Details) => (text(details, "reason") ? `: ${text(details, "reason")}` : "");
const kind = (details: Details) =>
  changeKindLabels[text(details, "kind") as keyof typeof changeKindLabels] ?? text(details, "kind");
const change = (details: Details) => {
  const hours = text(details, "startsAt")
    ? ` to ${formatInstant(text(details, "startsAt"))} – ${formatInstant(text(details, "endsAt"))}`
    : "";
  return `${kind(details)}${hours}`;
};

const words: Record<WindowEventCode, (details: Details) => string> = {
  planned: () => "Planned by the rule",
  announced: () => "Announced",
  announcement_undone: () => "Announcement undone before its mails went out",
  edited: () => "Texts or components changed",
  change_proposed: (details) => `Proposed: ${change(details)}${because(details)}`,
  change_approved: (details) => `Approved: ${change(details)}`,
  change_refused: (details) => `Refused: ${change(details)}${because(details)}`,
  change_withdrawn: (details) => `Proposal withdrawn: ${kind(details)}`,
  change_lapsed: (details) => `Proposal fell away, nobody decided in time: ${kind(details)}`,
  started: () => "Started",
  verifying: () => "Work done, being verified",
  extended: (details) => `Extended until ${formatInstant(text(details, "endsAt"))}${because(details)}`,
  completed: () => "Completed",
  cancelled: (details) => `Cancelled${because(details)}`,
  checked: (details) => `Ticked: ${text(details, "text")}`,
  unchecked: (details) => `Tick taken away: ${text(details, "text")}`,
  reminded: () => "Release managers were reminded that it is not announced",
  reminded_again: () => "Release managers were reminded again, a day before its start",
  silence_ended_by_hand: (details) => `Somebody ended a silence in Grafana: ${text(details, "component")}`,
  silenced_again: (details) => `Silenced again: ${text(details, "component")}`,
};

/** An event in words; of a code that nobody knows, the code. */
export function eventWords(what: string, details: Details): string {
  return words[what as WindowEventCode]?.(details) ?? what;
}
