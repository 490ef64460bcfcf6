import { createHash } from "node:crypto";
import type { Profile } from "#app/profile/profile-schema.ts";
import type { Ask } from "./measurement.ts";

/**
 * The name of a question, the same each time that it is asked: what is asked and for when. A named period stands for its
 * moving window, and no `at` for the present, so that the answer of a minute ago is to the same question.
 * The PromQL itself is a part, and where it is asked: what an earlier profile asked, or another Grafana answered, is no answer now.
 * @param source Grafana's address
 */
export function measurementKey(profile: Profile, ask: Ask, source: string | null): string {
  const { filters = {}, by = [], window, quantile, limit } = ask.params ?? {};
  const when =
    ask.period ?? (ask.kind === "range" ? [ask.from.getTime(), ask.to.getTime()] : (ask.at?.getTime() ?? "now"));
  const parts = [
    source,
    ask.purpose,
    profile.queries[ask.purpose],
    [profile.latency.targetSeconds, profile.latency.minimumRequests],
    Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1)),
    by,
    [quantile ?? null, limit ?? null, ask.period === undefined ? (window ?? null) : null],
    ask.kind === "range" ? ask.stepSeconds : null,
    when,
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}
