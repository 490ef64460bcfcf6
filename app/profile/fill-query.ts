import type { Profile } from "./profile-schema.ts";
import { type Placeholder, type PurposeName, purposes } from "./purposes.ts";

/** What fills a purpose's placeholders. Filters and groups are of the purpose's own labels only. */
export type QueryParams = {
  /** A duration in PromQL, such as 5m, 28d or 33840s. */
  window?: string;
  /** Label values; a list matches any of them. */
  filters?: Readonly<Record<string, string | readonly string[]>>;
  by?: readonly string[];
  /** 0..1 */
  quantile?: number;
  limit?: number;
};

/** A label's value inside double quotes: PromQL takes Go's escapes. */
const quoted = (value: string) => JSON.stringify(value);
/** RE2's special characters; the backslash is escaped once more by the quotes. */
const literal = (value: string) => value.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

function matcher(label: string, value: string | readonly string[]): string {
  if (typeof value === "string") return `${label}=${quoted(value)}`;
  return `${label}=~${quoted(value.map(literal).join("|"))}`;
}

/**
 * The PromQL of a purpose, with its placeholders filled. Values are escaped, so a name typed by a person can only be a name.
 * @throws Error for a parameter that the purpose does not take: a defect of the caller
 */
export function fillQuery(profile: Profile, purpose: PurposeName, params: QueryParams = {}): string {
  const { labels, placeholders } = purposes[purpose];
  const known: readonly string[] = labels;
  const used = [...Object.keys(params.filters ?? {}), ...(params.by ?? [])];
  const strange = used.find((label) => !known.includes(label));
  if (strange !== undefined) throw new Error(`${purpose} has no label ${strange}`);
  if (params.window !== undefined && !/^\d+[smhdw]$/.test(params.window))
    throw new Error(`${params.window} is no duration of PromQL`);
  const values: Record<Placeholder, string | undefined> = {
    window: params.window,
    filters: Object.entries(params.filters ?? {})
      .map(([label, value]) => matcher(label, value))
      .join(","),
    by: (params.by ?? []).join(","),
    quantile: params.quantile?.toString(),
    limit: params.limit?.toString(),
    minimum: String(profile.latency.minimumRequests),
    target: String(profile.latency.targetSeconds),
  };
  for (const name of placeholders) if (values[name] === undefined) throw new Error(`${purpose} needs ${name}`);
  return profile.queries[purpose].replace(/\$([a-z]+)/g, (_, name: Placeholder) => values[name] ?? "");
}
