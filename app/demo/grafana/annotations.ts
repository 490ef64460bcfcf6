import { HttpResponse } from "msw";
import { z } from "zod";
import type { ModelEvents } from "../service-model/events.ts";
import { problem } from "./access.ts";

const newAnnotation = z.object({
  text: z.string().min(1),
  tags: z.array(z.string()).optional(),
  time: z.number().int().optional(),
  timeEnd: z.number().int().optional(),
});
type Annotation = { id: number; time: number; timeEnd: number; tags: string[]; text: string; writtenAt: number };

const LIMIT = 100;
const KEPT_MAX = 10_000;
/** A window is announced so long before. */
const ANNOUNCED_MS = 14 * 86_400_000;

/** Releases, windows and urgent maintenance, as the ones who made them would have written them down. */
function annotationsOf({ releases, all }: ModelEvents): Omit<Annotation, "id">[] {
  const windows = all.filter(({ kind }) => kind === "window");
  const isPart = (event: (typeof all)[number]) =>
    windows.some((one) => one !== event && one.from <= event.from && event.to <= one.to);
  return [
    ...releases.map(({ at, version, kind }) => ({
      time: at,
      timeEnd: at,
      tags: ["release", kind, `version:${version}`],
      text: `Release ${version}`,
      writtenAt: at,
    })),
    ...windows
      .filter((event) => !isPart(event))
      .map(({ from, to }) => ({
        time: from,
        timeEnd: to,
        tags: ["maintenance", "window"],
        text: "Maintenance window",
        writtenAt: from - ANNOUNCED_MS,
      })),
    ...all
      .filter(({ kind }) => kind === "urgent-maintenance")
      .map(({ from, to, title }) => ({
        time: from,
        timeEnd: to,
        tags: ["maintenance", "urgent"],
        text: title,
        writtenAt: from,
      })),
  ].sort((a, b) => a.time - b.time);
}

/** Grafana's annotations of the organisation, in memory; those of the model are there from the start. */
export function createAnnotations(events: ModelEvents) {
  const kept = new Map<number, Annotation>();
  let last = 0;
  const add = (annotation: Omit<Annotation, "id">): number => {
    last += 1;
    kept.set(last, { id: last, ...annotation });
    return last;
  };
  for (const annotation of annotationsOf(events)) add(annotation);
  const wire = ({ writtenAt, ...annotation }: Annotation) => ({
    ...annotation,
    created: writtenAt,
    alertId: 0,
    dashboardUID: null,
    panelId: 0,
    newState: "",
    prevState: "",
    data: {},
  });

  return {
    /** Those that overlap the time and have all the tags, the latest first. What the model brings later is not written yet. */
    search(search: URLSearchParams, nowMs: number): Response {
      const from = Number(search.get("from") ?? 0);
      const to = Number(search.get("to") ?? Number.MAX_SAFE_INTEGER);
      const tags = search.getAll("tags");
      const found = [...kept.values()]
        .filter(({ time, timeEnd, writtenAt }) => writtenAt <= nowMs && time <= to && timeEnd >= from)
        .filter((annotation) => tags.every((tag) => annotation.tags.includes(tag)))
        .sort((a, b) => b.timeEnd - a.timeEnd || b.time - a.time);
      return HttpResponse.json(found.slice(0, Number(search.get("limit") ?? LIMIT) || LIMIT).map(wire));
    },
    async create(request: Request, nowMs: number): Promise<Response> {
      const body = newAnnotation.safeParse(await request.json().catch(() => null));
      if (!body.success) return problem(400, "Failed to save annotation: text field should not be empty");
      if (kept.size >= KEPT_MAX) return problem(500, "Failed to save annotation");
      const { text, tags = [], time = nowMs, timeEnd = time } = body.data;
      const id = add({ time, timeEnd, tags, text, writtenAt: nowMs });
      return HttpResponse.json({ message: "Annotation added", id });
    },
    async change(id: number, request: Request): Promise<Response> {
      const annotation = kept.get(id);
      if (!annotation) return problem(404, "annotation not found");
      const body = newAnnotation.partial().safeParse(await request.json().catch(() => null));
      if (!body.success) return problem(400, "bad request data");
      const given = Object.fromEntries(Object.entries(body.data).filter(([, value]) => value !== undefined));
      kept.set(id, { ...annotation, ...given });
      return HttpResponse.json({ message: "Annotation patched" });
    },
    remove(id: number): Response {
      if (!kept.delete(id)) return problem(404, "annotation not found");
      return HttpResponse.json({ message: "Annotation deleted" });
    },
    tags(search: URLSearchParams, nowMs: number): Response {
      const counts = new Map<string, number>();
      const part = (search.get("tag") ?? "").toLowerCase();
      for (const { tags, writtenAt } of kept.values())
        for (const tag of writtenAt <= nowMs ? tags : [])
          if (tag.toLowerCase().includes(part)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
      const tags = [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => (a.tag < b.tag ? -1 : 1));
      return HttpResponse.json({ result: { tags: tags.slice(0, Number(search.get("limit") ?? LIMIT) || LIMIT) } });
    },
  };
}
