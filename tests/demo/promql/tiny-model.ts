import type { MetricModel, ServiceModel } from "#app/demo/service-model/model-types.ts";

type Labels = Record<string, string>;

/** A model whose counters rise evenly and whose gauges are what is said, so that every answer can be worked out by hand. */
export function tinyModel(metrics: Record<string, MetricModel>, events: object = {}): ServiceModel {
  return {
    metric: (name: string) => metrics[name] ?? null,
    names: Object.keys(metrics),
    truth: { average: () => Number.NaN },
    events: { all: [], releases: [], slowdowns: [], between: () => [], ...events },
  } as unknown as ServiceModel;
}

/** Counters that rise by so much each second, all the time. */
export function counters(...series: [labels: Labels, perSecond: number][]): MetricModel {
  return {
    type: "counter",
    series: series.map(([labels]) => ({ labels })),
    increase: (i, from, to) => (series[i]![1] * (to - from)) / 1000,
  };
}

/** Gauges that are functions of the time in seconds since 1970; null is absent. */
export function gauges(...series: [labels: Labels, value: (seconds: number) => number | null][]): MetricModel {
  return {
    type: "gauge",
    series: series.map(([labels]) => ({ labels })),
    value: (i, at) => series[i]![1](at / 1000),
  };
}

/** Recorded series: samples only at whole multiples of the grid. */
export function recorded(gridMs: number, ...series: [labels: Labels, value: (seconds: number) => number | null][]) {
  return { ...gauges(...series), gridMs };
}
