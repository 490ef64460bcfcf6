import { type ChartUnit, formatValue } from "./chart-units.ts";

/** Five steps, light to dark; the break between the second and the third is the target itself. */
export type HeatStep = 1 | 2 | 3 | 4 | 5;

/** Upper ends of the first four steps, as parts of the target. */
const ends = [0.75, 1, 1.25, 2] as const;

/** How much of what is allowed was used: time against the target, or for a share what is missing against what may be. */
const used = (value: number, target: number, unit: ChartUnit) =>
  unit === "%" ? (1 - value) / (1 - target) : value / target;

/** @param value in the unit of the target: for `%` higher is better, for times lower is */
export function heatStep(value: number, target: number, unit: ChartUnit = "s"): HeatStep {
  // The allowance keeps 0.8 of 0.8, and 0.9 of 0.9, on the good side in floating point.
  const index = ends.findIndex((end) => used(value, target, unit) <= end + 1e-9);
  return (index === -1 ? 5 : index + 1) as HeatStep;
}

export const missesTarget = (value: number, target: number, unit: ChartUnit = "s") => heatStep(value, target, unit) > 2;

export const heatLooks: Record<HeatStep, { fill: string; cell: string }> = {
  1: { fill: "fill-heat-1", cell: "bg-heat-1 text-heat-ink-1" },
  2: { fill: "fill-heat-2", cell: "bg-heat-2 text-heat-ink-2" },
  3: { fill: "fill-heat-3", cell: "bg-heat-3 text-heat-ink-3 font-semibold" },
  4: { fill: "fill-heat-4", cell: "bg-heat-4 text-heat-ink-4 font-semibold" },
  5: { fill: "fill-heat-5", cell: "bg-heat-5 text-heat-ink-5 font-semibold" },
};
export const heatInks: Record<HeatStep, string> = {
  1: "fill-heat-ink-1",
  2: "fill-heat-ink-2",
  3: "fill-heat-ink-3",
  4: "fill-heat-ink-4",
  5: "fill-heat-ink-5",
};

/** What each step stands for: `to 0.60 s`, `to 0.80 s, the target`, ... `over 1.60 s`. */
export function heatLegend(target: number, unit: ChartUnit = "s"): { step: HeatStep; text: string }[] {
  const end = (part: number) => formatValue(unit === "%" ? 1 - part * (1 - target) : part * target, unit);
  const reach = unit === "%" ? "from" : "to";
  return [
    { step: 1, text: `${reach} ${end(0.75)}` },
    { step: 2, text: `${reach} ${end(1)}, the target` },
    { step: 3, text: `${reach} ${end(1.25)}` },
    { step: 4, text: `${reach} ${end(2)}` },
    { step: 5, text: `${unit === "%" ? "under" : "over"} ${end(2)}` },
  ];
}
