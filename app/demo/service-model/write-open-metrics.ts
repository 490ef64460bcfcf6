import type { MetricModel, ServiceModel } from "./model-types.ts";

const CHUNK_CHARACTERS = 1 << 16;
/** About a gigabyte of text; a fixture of a month for a contract test has a few million. */
export const MAX_SAMPLES = 15_000_000;

export type OpenMetricsSelection = {
  /** ms since 1970; both ends are written when they lie on the step. */
  fromMs: number;
  toMs: number;
  stepMs: number;
  /** Names of the model's metrics; all of them unless given. */
  metrics?: readonly string[];
  /** Which series; all of them unless given. */
  keep?: (labels: Readonly<Record<string, string>>) => boolean;
};

type Member = { name: string; metric: MetricModel; index: number; labels: Readonly<Record<string, string>> };
/** A family is written as a whole, and within it one set of labels after the other, each in the order of time. */
type Family = { name: string; type: "counter" | "gauge" | "histogram" | "summary"; groups: Member[][] };

const HISTOGRAM = "service_page_seconds";
const SUMMARY = "service_node_seconds";

/** The family that a sample belongs to: OpenMetrics names it without the ending. */
function familyOf(name: string, metric: MetricModel): Pick<Family, "name" | "type"> {
  if (name.startsWith(`${HISTOGRAM}_`)) return { name: HISTOGRAM, type: "histogram" };
  if (name.startsWith(`${SUMMARY}_`)) return { name: SUMMARY, type: "summary" };
  return metric.type === "counter" ? { name: name.replace(/_total$/, ""), type: "counter" } : { name, type: "gauge" };
}

function families(model: ServiceModel, { metrics = model.names, keep = () => true }: OpenMetricsSelection): Family[] {
  const found = new Map<string, Family>();
  const groups = new Map<string, Member[]>();
  for (const name of metrics) {
    const metric = model.metric(name);
    if (!metric) throw new RangeError(`The model has no metric ${name}.`);
    const { name: familyName, type } = familyOf(name, metric);
    const family = found.get(familyName) ?? { name: familyName, type, groups: [] };
    found.set(familyName, family);
    metric.series.forEach(({ labels }, index) => {
      if (!keep(labels)) return;
      // A histogram's buckets, sum and count at one time belong together.
      const { le: _, ...others } = labels;
      const key = JSON.stringify([familyName, ...Object.entries(others).sort()]);
      const group = groups.get(key);
      if (group) group.push({ name, metric, index, labels });
      else {
        const made = [{ name, metric, index, labels }];
        groups.set(key, made);
        family.groups.push(made);
      }
    });
  }
  return [...found.values()].filter(({ groups }) => groups.length > 0);
}

/** Of a recorded series the whole multiples of its grid, of a scraped one those of the step. */
function* times({ fromMs, toMs, stepMs }: OpenMetricsSelection, gridMs: number = stepMs): Generator<number> {
  for (let at = Math.ceil(fromMs / gridMs) * gridMs; at <= toMs; at += gridMs) yield at;
}

const escaped = (value: string) => value.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n");
const labelText = (labels: Readonly<Record<string, string>>) =>
  Object.keys(labels).length === 0
    ? ""
    : `{${Object.entries(labels)
        .map(([label, value]) => `${label}="${escaped(value)}"`)
        .join(",")}}`;

/** A counter counts from the model's beginning, so that a sample's value does not depend on what else is written. */
const valueAt = ({ metric, index }: Member, atMs: number) =>
  metric.increase ? metric.increase(index, 0, atMs) : (metric.value?.(index, atMs) ?? null);

/**
 * The model's metrics as OpenMetrics text, in chunks, as `promtool tsdb create-blocks-from openmetrics` takes it.
 * Values have six decimals. A gauge that is absent at a time has no sample there.
 * @throws RangeError before anything is written: for an unknown metric, a step that is not positive, or more than MAX_SAMPLES
 */
export async function* writeOpenMetrics(model: ServiceModel, selection: OpenMetricsSelection): AsyncGenerator<string> {
  if (!(selection.stepMs > 0)) throw new RangeError("The step must be longer than 0 ms.");
  const chosen = families(model, selection);
  const samples = chosen
    .flatMap(({ groups }) => groups.flat())
    .reduce((total, { metric }) => {
      const step = metric.gridMs ?? selection.stepMs;
      return total + Math.max(0, Math.floor((selection.toMs - selection.fromMs) / step) + 1);
    }, 0);
  if (samples > MAX_SAMPLES)
    throw new RangeError(`${samples} samples are more than ${MAX_SAMPLES}: take a longer step or fewer series.`);

  let chunk = "";
  for (const { name: family, type, groups } of chosen) {
    chunk += `# TYPE ${family} ${type}\n`;
    for (const group of groups) {
      const heads = group.map((member) => `${member.name}${labelText(member.labels)} `);
      for (const at of times(selection, group[0]!.metric.gridMs)) {
        for (let i = 0; i < group.length; i++) {
          const value = valueAt(group[i]!, at);
          if (value !== null) chunk += `${heads[i]}${Number(value.toFixed(6))} ${at / 1000}\n`;
        }
        if (chunk.length < CHUNK_CHARACTERS) continue;
        yield chunk;
        chunk = "";
      }
    }
  }
  yield `${chunk}# EOF\n`;
}
