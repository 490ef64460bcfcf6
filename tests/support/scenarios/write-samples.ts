import type { Recorded } from "./simulate.ts";

/** OpenMetrics text, series by series, a chunk each. */
export async function* writeSamples(recorded: Recorded): AsyncGenerator<string> {
  const byMetric = [...recorded.values()].sort((a, b) => (a.metric < b.metric ? -1 : a.metric > b.metric ? 1 : 0));
  for (const { metric, labels, points } of byMetric) {
    const named = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
    const series = `${metric}{${named.join(",")}}`;
    yield points.map(([atMs, value]) => `${series} ${Number(value.toPrecision(12))} ${atMs / 1000}\n`).join("");
  }
  yield "# EOF\n";
}
