import type { ObservedState } from "./health-states.ts";

export type Depending = { key: string; state: ObservedState; dependsOn: readonly string[] };

const badness: Partial<Record<ObservedState, number>> = { slow: 1, partial: 2, down: 3 };

/**
 * Where a bad component's trouble probably comes from: the deepest bad one that it depends on. A way there leads over bad and
 * unknown ones only: through one that is seen to be well, nothing comes.
 * @returns its key; null when nothing that the component depends on is bad, or it is not bad itself
 */
export function probableCause(start: string, components: ReadonlyMap<string, Depending>): string | null {
  const first = components.get(start);
  if (!first || !badness[first.state]) return null;
  let best: { key: string; depth: number; bad: number } | null = null;
  const seen = new Map<string, number>();
  const walk = (key: string, depth: number) => {
    const component = components.get(key);
    // Deeper than there are components is a circle; a second way counts only when it is the longer one.
    if (!component || depth > components.size || (seen.get(key) ?? -1) >= depth) return;
    seen.set(key, depth);
    if (key !== start && component.state === "operational") return;
    const bad = badness[component.state] ?? 0;
    if (key !== start && bad > 0 && (!best || depth > best.depth || (depth === best.depth && bad > best.bad)))
      best = { key, depth, bad };
    for (const next of component.dependsOn) if (next !== start) walk(next, depth + 1);
  };
  walk(start, 0);
  return (best as { key: string } | null)?.key ?? null;
}
