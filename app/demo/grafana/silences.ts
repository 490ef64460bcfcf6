import { randomUUID } from "node:crypto";
import { HttpResponse } from "msw";
import { z } from "zod";
import { matcherTest } from "../promql/matchers.ts";
import { PromqlError } from "../promql/promql-error.ts";
import { problem } from "./access.ts";

const matcher = z.object({
  name: z.string().min(1),
  value: z.string(),
  isRegex: z.boolean(),
  isEqual: z.boolean().default(true),
});
const newSilence = z.object({
  id: z.string().optional(),
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  createdBy: z.string().min(1),
  comment: z.string().min(1),
  matchers: z.array(matcher).min(1),
});
type Silence = Omit<z.infer<typeof newSilence>, "id"> & { id: string; updatedAt: string };

/** More would be somebody's mistake, and this process is small. */
const KEPT_MAX = 1000;

const testOf = ({ isRegex, isEqual, value }: z.infer<typeof matcher>) =>
  matcherTest({ label: "", op: isRegex ? (isEqual ? "=~" : "!~") : isEqual ? "=" : "!=", value });

/** The alertmanager's silences, in memory. */
export function createSilences() {
  const kept = new Map<string, Silence>();
  const stateOf = ({ startsAt, endsAt }: Silence, nowMs: number) =>
    Date.parse(endsAt) <= nowMs ? "expired" : Date.parse(startsAt) > nowMs ? "pending" : "active";
  const expire = (silence: Silence, nowMs: number) => {
    const now = new Date(nowMs).toISOString();
    if (stateOf(silence, nowMs) !== "expired") kept.set(silence.id, { ...silence, endsAt: now, updatedAt: now });
  };

  return {
    /** Ids of the active silences that match. */
    matching: (labels: Readonly<Record<string, string>>, nowMs: number) =>
      [...kept.values()]
        .filter((silence) => stateOf(silence, nowMs) === "active")
        .filter(({ matchers }) => matchers.every((one) => testOf(one)(labels[one.name] ?? "")))
        .map(({ id }) => id),
    list: (nowMs: number) =>
      HttpResponse.json(
        [...kept.values()].reverse().map((silence) => ({ ...silence, status: { state: stateOf(silence, nowMs) } })),
      ),
    /** A silence is never changed: the old one is expired, and a new one with a new id takes its place. */
    async put(request: Request, nowMs: number): Promise<Response> {
      const body = newSilence.safeParse(await request.json().catch(() => null));
      if (!body.success) return problem(400, `silence invalid: ${body.error.issues[0]?.path.join(".") || "no JSON"}`);
      const { id: changed, ...silence } = body.data;
      if (Date.parse(silence.endsAt) <= Math.max(nowMs, Date.parse(silence.startsAt)))
        return problem(400, "silence invalid: end time must be after the start time and in the future");
      try {
        silence.matchers.forEach(testOf);
      } catch (error) {
        if (error instanceof PromqlError) return problem(400, "silence invalid: invalid label matcher");
        throw error;
      }
      const old = changed === undefined ? undefined : kept.get(changed);
      if (changed !== undefined && !old) return problem(404, "silence not found");
      if (old) expire(old, nowMs);
      const id = randomUUID();
      kept.set(id, { ...silence, id, updatedAt: new Date(nowMs).toISOString() });
      if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value!);
      return HttpResponse.json({ silenceID: id }, { status: 202 });
    },
    expire(id: string, nowMs: number): Response {
      const silence = kept.get(id);
      if (!silence) return problem(404, "silence not found");
      expire(silence, nowMs);
      return HttpResponse.json({ message: "silence deleted" });
    },
  };
}
export type Silences = ReturnType<typeof createSilences>;
