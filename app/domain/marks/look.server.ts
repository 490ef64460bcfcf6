import type { Annotation, Grafana, GrafanaProblem } from "../../platform/grafana/grafana.ts";
import type { Owner } from "./load-owners.server.ts";
import { type Found, looksLike } from "./mark-plan-rules.ts";
import { ownerTag, TAG } from "./marker-rules.ts";
import { WATCHED_DAYS } from "./wanted-rules.ts";

export type Looked = { ok: true; found: Found } | { ok: false; problem: GrafanaProblem };

/** Grafana gives a hundred unless it is asked for more. */
const AT_ONCE = 1000;
const DAY_MS = 86_400_000;
/** Windows are planned a year ahead. */
const AHEAD_DAYS = 400;
/** How far an annotation that lost its tags may have been moved and still be found. */
const MOVED_DAYS = 40;

/** Everything of the console's that Grafana holds in the watched days. */
export async function lookAtAll(grafana: Grafana, now: Date, signal: AbortSignal): Promise<Looked> {
  const from = now.getTime() - (WATCHED_DAYS + 1) * DAY_MS;
  const to = now.getTime() + AHEAD_DAYS * DAY_MS;
  // One after the other: of two at a time a circuit breaker that has rested lets one through, and the other would fail.
  const silences = await grafana.silences({ signal });
  if (!silences.ok) return silences;
  const annotations = await annotationsBetween(grafana, from, to, signal);
  if (!annotations.ok) return annotations;
  return { ok: true, found: { silences: silences.value, annotations: annotations.value } };
}

/** What Grafana holds for one owner, whenever it is; an annotation that lost its tags is looked for by its id. */
export async function lookAtOwner(grafana: Grafana, owner: Owner, now: Date, signal: AbortSignal): Promise<Looked> {
  // Grafana applies no times where the first is 0.
  const search = { from: new Date(0), to: new Date(now.getTime() + 10 * 365 * DAY_MS), tags: [TAG, ownerTag(owner)] };
  const silences =
    owner.ownerKind === "window" ? await grafana.silences({ signal }) : ({ ok: true, value: [] } as const);
  if (!silences.ok) return silences;
  const annotations = await grafana.annotations({ ...search, limit: AT_ONCE }, { signal });
  if (!annotations.ok) return annotations;
  const row = owner.marks.find(({ kind }) => kind === "annotation");
  if (annotations.value.length > 0 || !row?.externalId || row.written === null)
    return { ok: true, found: { silences: silences.value, annotations: annotations.value } };

  const { time, timeEnd } = JSON.parse(row.written) as { time: number; timeEnd: number };
  const around = await annotationsBetween(
    grafana,
    time - MOVED_DAYS * DAY_MS,
    timeEnd + MOVED_DAYS * DAY_MS,
    signal,
    [],
  );
  if (!around.ok) return around;
  const untagged = around.value.filter((one) => looksLike(one, row));
  return { ok: true, found: { silences: silences.value, annotations: untagged } };
}

/** All annotations with the tags between two instants: where there are more than Grafana gives at once, half by half. */
async function annotationsBetween(
  grafana: Grafana,
  from: number,
  to: number,
  signal: AbortSignal,
  tags: readonly string[] = [TAG],
): Promise<{ ok: true; value: Annotation[] } | { ok: false; problem: GrafanaProblem }> {
  const search = { from: new Date(from), to: new Date(to), tags, limit: AT_ONCE };
  const answer = await grafana.annotations(search, { signal });
  if (!answer.ok || answer.value.length < AT_ONCE || to - from < DAY_MS) return answer;
  const middle = Math.floor((from + to) / 2);
  const first = await annotationsBetween(grafana, from, middle, signal, tags);
  if (!first.ok) return first;
  const second = await annotationsBetween(grafana, middle, to, signal, tags);
  if (!second.ok) return second;
  // A region that lies over the middle is in both.
  const all = new Map([...first.value, ...second.value].map((one) => [one.id, one]));
  return { ok: true, value: [...all.values()] };
}
