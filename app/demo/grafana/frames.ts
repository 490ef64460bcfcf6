import type { InstantResult, RangeSeries } from "../promql/evaluate.ts";
import type { Labels } from "../promql/vectors.ts";

/** JSON has no NaN and no infinities: they are null, with their places listed by kind. */
type Entities = { NaN?: number[]; Inf?: number[]; NegInf?: number[] } | null;
export type Frame = {
  schema: { refId: string; name?: string; meta: Record<string, unknown>; fields: Record<string, unknown>[] };
  data: { values: (number | string | null)[][]; entities?: Entities[] };
};

const time = (config: Record<string, unknown> = {}) => ({
  name: "Time",
  type: "time",
  typeInfo: { frame: "time.Time" },
  config,
});
const shown = ({ __name__ = "", ...labels }: Labels) =>
  `${__name__}{${Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(", ")}}`;

function frameOf(
  refId: string,
  meta: Frame["schema"]["meta"],
  fields: Record<string, unknown>[],
  columns: unknown[][],
) {
  const entities = columns.map(entitiesOf);
  const values = columns.map((column) =>
    column.map((value) => (typeof value === "number" && !Number.isFinite(value) ? null : (value as string | number))),
  );
  return {
    schema: { refId, meta, fields },
    data: entities.some(Boolean) ? { values, entities } : { values },
  } satisfies Frame;
}

function entitiesOf(column: unknown[]): Entities {
  const entities: NonNullable<Entities> = {};
  column.forEach((value, i) => {
    if (typeof value !== "number" || Number.isFinite(value)) return;
    const kind = Number.isNaN(value) ? "NaN" : value > 0 ? "Inf" : "NegInf";
    entities[kind] = [...(entities[kind] ?? []), i];
  });
  return Object.keys(entities).length > 0 ? entities : null;
}

const numbers = (labels: Labels) => ({
  name: "Value",
  type: "number",
  typeInfo: { frame: "float64" },
  labels,
  config: { displayNameFromDS: shown(labels) },
});

/** A frame without fields is how Grafana says that nothing was found. */
const nothing = (refId: string, meta: Frame["schema"]["meta"]) => [frameOf(refId, meta, [], [])];

/** One frame for each series. */
export function rangeFrames(refId: string, series: readonly RangeSeries[], expr: string, stepMs: number): Frame[] {
  const meta = {
    type: "timeseries-multi",
    typeVersion: [0, 1],
    custom: { resultType: "matrix" },
    executedQueryString: `Expr: ${expr}\nStep: ${stepMs / 1000}s`,
  };
  if (series.length === 0) return nothing(refId, meta);
  return series.map(({ labels, points }) =>
    frameOf(
      refId,
      meta,
      [time({ interval: stepMs }), numbers(labels)],
      [points.map(([at]) => at), points.map(([, value]) => value)],
    ),
  );
}

/** One table with the labels as columns when it was asked for, else one frame for each series. */
export function instantFrames(
  refId: string,
  result: InstantResult,
  expr: string,
  atMs: number,
  table: boolean,
): Frame[] {
  const resultType = result.kind;
  const meta = {
    type: "numeric-multi",
    typeVersion: [0, 1],
    custom: { resultType },
    executedQueryString: `Expr: ${expr}`,
  };
  const samples = result.kind === "scalar" ? [{ labels: {}, value: result.value }] : result.samples;
  if (samples.length === 0) return nothing(refId, meta);
  if (!table)
    return samples.map(({ labels, value }) => frameOf(refId, meta, [time(), numbers(labels)], [[atMs], [value]]));
  const names = [...new Set(samples.flatMap(({ labels }) => Object.keys(labels)))].sort();
  const text = (name: string) => ({
    name,
    type: "string",
    typeInfo: { frame: "string" },
    config: { filterable: true },
  });
  return [
    frameOf(
      refId,
      { ...meta, type: "numeric-long", preferredVisualisationType: "table" },
      [time(), ...names.map(text), { name: "Value", type: "number", typeInfo: { frame: "float64" }, config: {} }],
      [
        samples.map(() => atMs),
        ...names.map((name) => samples.map(({ labels }) => labels[name] ?? "")),
        samples.map(({ value }) => value),
      ],
    ),
  ];
}
