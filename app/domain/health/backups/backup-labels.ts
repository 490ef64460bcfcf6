import type { BackupTier, CopiesVerdict, RuleVerdict } from "./backup-rules.ts";

export const tierNames: Record<BackupTier, string> = {
  primary: "Primary system",
  secondary: "Secondary system",
  offsite: "Offsite, in the cloud",
};

const cadences: Record<number, string> = { 1: "hourly", 24: "daily", 168: "weekly" };
/** `hourly`, `daily`, `weekly`, or `12-hourly`. */
export const cadence = (everyHours: number): string => cadences[everyHours] ?? `${everyHours}-hourly`;

/** `75 min`, `31 h`, `9 days`; whole units, rounded down. */
export function ageText(seconds: number): string {
  if (seconds < 2 * 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 4 * 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} days`;
}

/** `1 h`, `24 h`, `7 days`. */
export const limitText = (hours: number): string =>
  hours >= 96 && hours % 24 === 0 ? `${hours / 24} days` : `${hours} h`;

const things = {
  instances: ["instance", "instances"],
  media: ["medium", "media"],
  sites: ["place", "places"],
} as const;
/** `5 instances`, `1 medium`, `3 places`. */
export const countOf = (what: CopiesVerdict[number]["what"], count: number): string =>
  `${count} ${things[what][count === 1 ? 0 : 1]}`;

/** One sentence for all of it: what is not as the rule says comes first, and nothing is called kept without evidence. */
export function backupSentence(rules: readonly RuleVerdict[], copies: CopiesVerdict): string {
  const count = (what: CopiesVerdict[number]["what"]) =>
    countOf(what, copies.find((one) => one.what === what)?.count ?? 0);
  const wrong: string[] = [];
  const unknown: string[] = [];
  for (const rule of rules) {
    if (rule.verdict === "late")
      wrong.push(
        `The ${cadence(rule.everyHours)} backup is ${ageText(rule.ageSeconds!)} old; the rule says ${limitText(rule.everyHours)}.`,
      );
    if (rule.verdict === "no_evidence") unknown.push(`the ${cadence(rule.everyHours)} backup`);
  }
  for (const one of copies)
    if (one.verdict === "short")
      wrong.push(
        `There ${one.count === 1 ? "is" : "are"} ${countOf(one.what, one.count!)}; the rule says ${one.minimum}.`,
      );
  if (copies.some((one) => one.verdict === "no_evidence")) unknown.push("the number of instances");
  if (unknown.length > rules.length) wrong.push("There is no current evidence of any backup.");
  else if (unknown.length > 0) wrong.push(`There is no current evidence of ${list(unknown)}.`);
  if (wrong.length > 0) return wrong.join(" ");
  const all = rules.length === 3 ? "All three" : `All ${rules.length}`;
  return `${all} backup rules are kept; ${count("instances")} on ${count("media")} in ${count("sites")}.`;
}

const list = (items: readonly string[]) =>
  items.length < 2 ? items.join() : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
