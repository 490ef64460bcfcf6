import { Circle, CircleHelp } from "lucide-react";
import { windowWords } from "#app/domain/latency/burn-rules.ts";
import type { Burn } from "#app/domain/latency/latency-types.ts";
import { Provenance } from "../provenance.tsx";
import type { ShownProvenance } from "../shown-provenance.ts";
import { Tag } from "../tag.tsx";

export type ShownBurn = Omit<Burn, "long" | "short"> & {
  long: { window: string; burn: number | null; provenance: ShownProvenance };
  short: { window: string; burn: number | null; provenance: ShownProvenance };
};

/** Every burn alert with its figures, firing or not. */
export function BurnList({ burns, objective }: { burns: ShownBurn[]; objective: string }) {
  return (
    <>
      <p className="mb-3 max-w-[70ch] text-muted">
        How fast slow requests use up what the aim of {objective} within the target allows: 1 uses all of it exactly.
      </p>
      <ul className="flex flex-col gap-2.5">
        {burns.map((burn) => (
          <li key={`${burn.long.window}${burn.short.window}`}>
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <State burn={burn} />
              <span>{burn.words}</span>
            </div>
            <div className="flex flex-wrap gap-x-4">
              <Provenance of={burn.long.provenance} name={windowWords(burn.long.window)} />
              <Provenance of={burn.short.provenance} name={windowWords(burn.short.window)} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function State({ burn: { firing, severity } }: { burn: ShownBurn }) {
  const means = severity === "page" ? "wakes somebody" : "makes a ticket";
  const would = severity === "page" ? "would wake somebody" : "would make a ticket";
  if (firing) return <Tag tone={severity === "page" ? "bad" : "warn"}>Firing, {means}</Tag>;
  const Icon = firing === null ? CircleHelp : Circle;
  return (
    <span className="inline-flex items-center gap-1 text-[13px] text-muted">
      <Icon aria-hidden className="size-3.5" />
      {firing === null ? "Unknown" : "Quiet"}; {would}
    </span>
  );
}
