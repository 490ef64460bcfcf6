import type { Annotation, Matcher, NewAnnotation, NewSilence, Silence } from "../../platform/grafana/grafana.ts";
import type { Repair } from "./mark-labels.ts";
import { ownerOfAnnotation, ownerOfSilence, type OwnerRef } from "./marker-rules.ts";
import type { WantedMark } from "./wanted-rules.ts";

/** A mark as its row last said. */
export type KeptMark = {
  kind: "silence" | "annotation";
  part: string;
  state: "wanted" | "held" | "ended_by_hand" | "removed";
  externalId: string | null;
  written: string | null;
};

/** One call that changes something in Grafana. */
export type Step =
  | { do: "put_silence"; id?: string; content: Omit<NewSilence, "id"> }
  | { do: "expire_silence"; id: string }
  | { do: "create_annotation"; content: NewAnnotation }
  | { do: "change_annotation"; id: number; content: NewAnnotation }
  | { do: "delete_annotation"; id: number };

export type MarkPlan = Pick<KeptMark, "kind" | "part"> & {
  steps: Step[];
  /** What the row says once every step is done. A step that makes something brings the id. */
  after: Pick<KeptMark, "state" | "externalId" | "written">;
  repaired: Repair[];
};

export type Found = { silences: readonly Silence[]; annotations: readonly Annotation[] };

/** Grafana keeps instants to the millisecond and writes them its own way. */
const SAME_MS = 1000;
const same = (a: number, b: number) => Math.abs(a - b) < SAME_MS;

/**
 * What has to be done in Grafana for one owner, mark by mark, so that what is wanted is there once and nothing else of the
 * owner's is.
 * @param kept the rows of the owner's marks
 * @param found Grafana's silences and annotations as they are now; those of others are passed over
 */
export function planMarks(
  owner: OwnerRef,
  wanted: readonly WantedMark[],
  kept: readonly KeptMark[],
  found: Found,
  now: Date,
): MarkPlan[] {
  const fresh = { state: "wanted", externalId: null, written: null } as const;
  const rowOf = (kind: KeptMark["kind"], part: string): KeptMark =>
    kept.find((row) => row.kind === kind && row.part === part) ?? { kind, part, ...fresh };
  const ours = found.silences.flatMap((silence) => {
    const marked = ownerOfSilence(silence);
    if (marked) return marked.ownerId === owner.ownerId ? [{ part: marked.component, silence }] : [];
    // Somebody changed its comment: its id still tells whose it is.
    const row = kept.find(({ kind, externalId }) => kind === "silence" && externalId === silence.id);
    return row ? [{ part: row.part, silence }] : [];
  });
  const partsOf = (marks: readonly { kind: KeptMark["kind"]; part: string }[]) =>
    marks.flatMap(({ kind, part }) => (kind === "silence" ? [part] : []));
  const parts = new Set([...partsOf(wanted), ...partsOf(kept), ...ours.map(({ part }) => part)]);
  const plans = [...parts].map((part) => {
    const content = wanted.find((mark) => mark.kind === "silence" && mark.part === part)?.content;
    const mine = ours.filter((one) => one.part === part).map(({ silence }) => silence);
    return planSilence(rowOf("silence", part), (content as NewSilence | undefined) ?? null, mine, now);
  });

  const annotation = wanted.find((mark) => mark.kind === "annotation");
  const row = rowOf("annotation", "");
  const mine = found.annotations.filter((one) => {
    const marked = ownerOfAnnotation(one);
    return marked ? marked.ownerId === owner.ownerId : looksLike(one, row);
  });
  if (annotation || mine.length > 0 || kept.some(({ kind }) => kind === "annotation"))
    plans.push(planAnnotation(row, annotation?.content ?? null, mine));
  return plans;
}

const removed = (row: KeptMark) => ({ state: "removed" as const, externalId: row.externalId, written: null });

function planSilence(
  row: KeptMark,
  wanted: Omit<NewSilence, "id"> | null,
  mine: readonly Silence[],
  now: Date,
): MarkPlan {
  const { kind, part } = row;
  const live = mine.filter(({ state }) => state !== "expired");
  const expire = (silences: readonly Silence[]) => silences.map(({ id }): Step => ({ do: "expire_silence", id }));
  if (!wanted) {
    // Whoever ended it did not mean: until the window is extended.
    const after = row.state === "ended_by_hand" ? row : removed(row);
    return { kind, part, steps: expire(live), after, repaired: [] };
  }

  const written = JSON.stringify(wanted);
  const differences = (silence: Silence) => silenceDifferences(silence, wanted, now);
  const kept =
    live.find((silence) => differences(silence).length === 0) ??
    live.find(({ id }) => id === row.externalId) ??
    live[0];
  if (kept) {
    const changed = differences(kept);
    const put: Step[] = changed.length > 0 ? [{ do: "put_silence", id: kept.id, content: wanted }] : [];
    return {
      kind,
      part,
      steps: [...put, ...expire(live.filter((silence) => silence !== kept))],
      after: { state: "held", externalId: kept.id, written },
      // What differs because the window was changed is our own to change.
      repaired: row.written === written ? changed : [],
    };
  }
  const ended = howItEnded(row, wanted, mine, now);
  if (ended === "while it ran")
    return { kind, part, steps: [], after: { ...row, state: "ended_by_hand" }, repaired: [] };
  return {
    kind,
    part,
    steps: [{ do: "put_silence", content: wanted }],
    after: { state: "held", externalId: null, written },
    repaired: row.written === null || ended === "by itself" ? [] : [ended === null ? "gone" : "ended"],
  };
}

/**
 * How the silence ended, where it had been there. Our own ends are told from theirs by `written`: it is null from before each
 * of our calls until that call is known to be done. One that Grafana no longer knows at all was lost, not ended: ended ones
 * stay listed for days.
 */
function howItEnded(
  row: KeptMark,
  wanted: Omit<NewSilence, "id">,
  mine: readonly Silence[],
  now: Date,
): "while it ran" | "before it began" | "by itself" | null {
  const start = Date.parse(wanted.startsAt);
  if (row.state === "ended_by_hand" && now.getTime() >= start) return "while it ran";
  const last = mine.find(({ id }) => id === row.externalId);
  if (row.written === null || !last) return null;
  const before = JSON.parse(row.written) as Omit<NewSilence, "id">;
  const endedAt = Date.parse(last.endsAt);
  // It ran out, and the window was extended afterwards.
  if (endedAt > Date.parse(before.endsAt) - SAME_MS) return "by itself";
  return endedAt >= start ? "while it ran" : "before it began";
}

function silenceDifferences(found: Silence, wanted: Omit<NewSilence, "id">, now: Date): Repair[] {
  const [start, end] = [Date.parse(found.startsAt), Date.parse(found.endsAt)];
  const wantedStart = Date.parse(wanted.startsAt);
  // Made after its start it begins when it was made.
  const bothBegan = start <= now.getTime() && wantedStart <= now.getTime();
  const times = (bothBegan || same(start, wantedStart)) && same(end, Date.parse(wanted.endsAt));
  const matcher = ({ name, value, isRegex, isEqual }: Matcher) => JSON.stringify([name, value, isRegex, isEqual]);
  return [
    ...(sameSet(found.matchers.map(matcher), wanted.matchers.map(matcher)) ? [] : ["matchers" as const]),
    ...(times ? [] : ["times" as const]),
    ...(found.comment === wanted.comment ? [] : ["text" as const]),
  ];
}

function planAnnotation(row: KeptMark, wanted: NewAnnotation | null, mine: readonly Annotation[]): MarkPlan {
  const { kind, part } = row;
  const remove = (annotations: readonly Annotation[]) =>
    annotations.map(({ id }): Step => ({ do: "delete_annotation", id }));
  if (!wanted) return { kind, part, steps: remove(mine), after: removed(row), repaired: [] };
  const written = JSON.stringify(wanted);
  const kept =
    mine.find((one) => annotationDifferences(one, wanted).length === 0) ??
    mine.find(({ id }) => String(id) === row.externalId) ??
    mine[0];
  if (!kept)
    return {
      kind,
      part,
      steps: [{ do: "create_annotation", content: wanted }],
      after: { state: "held", externalId: null, written },
      repaired: row.written === null ? [] : ["gone"],
    };
  const changed = annotationDifferences(kept, wanted);
  const change: Step[] = changed.length > 0 ? [{ do: "change_annotation", id: kept.id, content: wanted }] : [];
  return {
    kind,
    part,
    steps: [...change, ...remove(mine.filter((one) => one !== kept))],
    after: { state: "held", externalId: String(kept.id), written },
    repaired: row.written === written ? changed : [],
  };
}

function annotationDifferences(found: Annotation, wanted: NewAnnotation): Repair[] {
  return [
    ...(found.text === wanted.text ? [] : ["text" as const]),
    ...(same(found.time, wanted.time) && same(found.timeEnd, wanted.timeEnd) ? [] : ["times" as const]),
    ...(sameSet(found.tags, wanted.tags) ? [] : ["tags" as const]),
  ];
}

/**
 * Whether an annotation without our tags is the one that we wrote: its id alone would not do, since a Grafana that was set up
 * anew counts from one again.
 */
export function looksLike(found: Annotation, row: Pick<KeptMark, "externalId" | "written">): boolean {
  if (String(found.id) !== row.externalId || row.written === null) return false;
  const before = JSON.parse(row.written) as NewAnnotation;
  return found.text === before.text || (same(found.time, before.time) && same(found.timeEnd, before.timeEnd));
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((one) => right.has(one));
}
