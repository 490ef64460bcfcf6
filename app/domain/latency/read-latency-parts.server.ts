import { z } from "zod";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx } from "../context.ts";
import type { Ask, Measurement } from "../measurements/measurement.ts";
import { parseInput } from "../parse-input.ts";
import { labelled } from "./answer-rules.ts";
import type { LatencyParts, PartFigures } from "./latency-types.ts";
import { floorHour } from "./local-hours-rules.ts";

export const partWindows = ["5m", "1h", "24h"] as const;
const input = z.object({ window: z.enum(partWindows, { error: "Choose 5m, 1h or 24h." }).default("5m") });

const WEEK_MS = 7 * 24 * 3_600_000;
const FRESH_SECONDS = 60;

/**
 * Averages by server and by dependency over the last minutes, hour or day, beside the same time a week ago.
 * @throws DomainError `invalid` for another window
 */
export async function readLatencyParts(
  ctx: ServiceCtx,
  raw: z.input<typeof input>,
  signal?: AbortSignal,
): Promise<LatencyParts> {
  const staff = requirePermission(ctx, "latency.view");
  const { window } = parseInput(input, raw);
  const now = staff.clock.now();
  const asks = [
    ask("node.average", window, ["node", "role"]),
    ask("dependency.average", window, ["dependency"]),
    ask("dependency.error_share", window, ["dependency"]),
    { purpose: "dependency.up", params: { by: ["dependency"] }, kind: "instant", freshSeconds: FRESH_SECONDS },
    weekAgo(now, ask("node.average", window, ["node", "role"])),
    weekAgo(now, ask("dependency.average", window, ["dependency"])),
  ] satisfies Ask[];
  const [nodes, dependencies, errors, up, nodesBefore, dependenciesBefore] = (await staff.measurements.read(
    asks,
    signal,
  )) as [Measurement, Measurement, Measurement, Measurement, Measurement, Measurement];
  const [errorOf, upOf] = [answerOf(errors), answerOf(up)];
  const names = new Set(
    [nodes, dependencies, up].flatMap((answer) => labelled(answer) ?? []).map(({ labels }) => labels.dependency),
  );
  return {
    now: now.toISOString(),
    target: staff.profile.latency.targetSeconds,
    window,
    nodes: { rows: partsOf(nodes, nodesBefore, "node"), provenance: nodes.provenance },
    dependencies: {
      rows:
        partsOf(
          dependencies,
          dependenciesBefore,
          "dependency",
          [...names].filter((name) => name !== undefined),
        )?.map((part) => {
          const answers = upOf("dependency", part.name);
          return {
            ...part,
            errorShare: errorOf("dependency", part.name),
            // That it answered a while ago is no sign that it does now.
            up: answers === null || up.provenance.stale ? null : answers >= 1,
          };
        }) ?? null,
      provenance: dependencies.provenance,
    },
  };
}

function ask(purpose: "node.average" | "dependency.average" | "dependency.error_share", window: string, by: string[]) {
  return { purpose, params: { window, by }, kind: "instant", freshSeconds: FRESH_SECONDS } as const;
}

/** An hour of last week is one question for as long as this hour lasts. */
const weekAgo = (now: Date, asked: ReturnType<typeof ask>) => ({
  ...asked,
  params: { ...asked.params, window: asked.params.window === "5m" ? "1h" : asked.params.window },
  at: new Date(floorHour(now.getTime()) - WEEK_MS),
  freshSeconds: 3600,
});

function answerOf(answer: Measurement) {
  const rows = labelled(answer) ?? [];
  return (label: string, name: string): number | null =>
    rows.find(({ labels }) => labels[label] === name)?.value ?? null;
}

/** @param also names that have a row although they had no traffic */
function partsOf(now: Measurement, before: Measurement, label: string, also: string[] = []): PartFigures[] | null {
  if (now.series === null) return null;
  const rows = labelled(now) ?? [];
  const earlier = answerOf(before);
  const known = rows.map(({ labels, value }) => ({
    name: labels[label] ?? "",
    role: labels.role ?? null,
    average: value,
  }));
  const silent = also
    .filter((name) => !known.some((row) => row.name === name))
    .map((name) => ({ name, role: null, average: null }));
  return [...known, ...silent]
    .map((row) => ({ ...row, before: earlier(label, row.name) }))
    .toSorted((a, b) => (b.average ?? -1) - (a.average ?? -1) || a.name.localeCompare(b.name, "en"));
}
