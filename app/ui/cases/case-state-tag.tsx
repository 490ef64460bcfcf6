import type { WaitsFor } from "#app/domain/cases/case-kinds.ts";
import { Tag, type TagTone } from "../tag.tsx";
import { turnWords } from "./case-words.ts";

type State = { stateLabel: string; waitsFor: WaitsFor; closed: boolean };

/** Where a case is, and whose turn it is: what waits for others is a clock, what is ours is open. */
export function CaseStateTag({ of, turn = true }: { of: State; turn?: boolean }) {
  const words = turn && !of.closed ? turnWords[of.waitsFor] : null;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <Tag tone={toneOf(of)}>{of.stateLabel}</Tag>
      {words && <span className="text-[13px] font-normal whitespace-nowrap text-muted">{words}</span>}
    </span>
  );
}

function toneOf({ closed, waitsFor }: State): TagTone {
  if (closed) return "done";
  return waitsFor === "us" || waitsFor === "nobody" ? "neutral" : "waiting";
}
