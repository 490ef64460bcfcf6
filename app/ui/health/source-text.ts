import type { ComponentHealth } from "#app/domain/health/health-view.ts";

/**
 * The source that decides, in words. A measurement comes before an alert that says the same: its value and its limit tell
 * how bad it is.
 */
export function sourceText({ state, sources }: Pick<ComponentHealth, "state" | "sources">): string {
  if (sources.length === 0) return "Nothing measures it";
  if (state === "operational") return sources.length === 1 ? "1 source, well" : `${sources.length} sources, all well`;
  const deciding = sources.filter((source) => source.state === state);
  const decides = deciding.find(({ kind }) => kind === "query") ?? deciding[0];
  if (!decides) return "Not observed lately";
  return `${decides.name}: ${decides.detail}${decides.limit ? ` (${decides.limit})` : ""}`;
}
