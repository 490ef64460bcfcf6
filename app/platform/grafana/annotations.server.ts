import { z } from "zod";
import type { Ask } from "./ask.server.ts";
import { endpoints } from "./endpoints.ts";
import type { Grafana } from "./grafana.ts";
import * as shape from "./schemas.ts";

type Annotations = Pick<Grafana, "annotations" | "createAnnotation" | "changeAnnotation" | "deleteAnnotation">;

const ANNOTATIONS = 100;
const missing = "Grafana does not know this annotation: somebody has removed it there.";

/** Annotations of the organisation: without a dashboard, so that every dashboard can show them by their tags. */
export function annotating({ ask, read }: Ask): Annotations {
  return {
    async annotations({ from, to, tags, limit = ANNOTATIONS }, call) {
      const path = endpoints.annotations([
        ["from", String(from.getTime())],
        ["to", String(to.getTime())],
        ["type", "annotation"],
        ["limit", String(limit)],
        ...tags.map((tag) => ["tags", tag] as const),
      ]);
      const found = await read({ what: "annotations", as: call?.as, path, shape: shape.annotations }, call);
      if (!found.ok) return found;
      return {
        ok: true,
        value: found.value.map((annotation) => ({ ...annotation, timeEnd: annotation.timeEnd || annotation.time })),
      };
    },
    createAnnotation: (annotation, call) =>
      ask(
        {
          what: "create annotation",
          as: "writer",
          method: "POST",
          path: endpoints.annotations(),
          body: annotation,
          shape: shape.annotationMade,
          repeatable: false,
        },
        call,
      ),
    async changeAnnotation(id, change, call) {
      const found = await ask(
        {
          what: "change annotation",
          as: "writer",
          method: "PATCH",
          path: endpoints.annotation(id),
          body: change,
          shape: z.unknown(),
          missing,
        },
        call,
      );
      return found.ok ? { ok: true, value: null } : found;
    },
    async deleteAnnotation(id, call) {
      const path = endpoints.annotation(id);
      const what = "delete annotation";
      const found = await ask({ what, as: "writer", method: "DELETE", path, shape: z.unknown(), missing }, call);
      return found.ok ? { ok: true, value: null } : found;
    },
  };
}
