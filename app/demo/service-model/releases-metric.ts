import type { MetricModel } from "./model-types.ts";
import type { ModelRelease } from "./release-events.ts";

/** `release_info`: 1 while the release runs, absent otherwise. */
export function releaseMetrics(releases: readonly ModelRelease[]): Record<string, () => MetricModel> {
  return {
    release_info: () => ({
      type: "gauge",
      series: releases.map(({ version, kind }) => ({ labels: { version, kind } })),
      value: (index, atMs) => {
        const { at, until } = releases[index]!;
        return at <= atMs && atMs < until ? 1 : null;
      },
    }),
  };
}
