import type { ReactNode } from "react";
import type { ChartUnit } from "./chart-units.ts";
import { heatLegend, heatLooks } from "./heat-scale.ts";
import { HeatNotches } from "./heat-notches.tsx";

/** What the steps stand for; `children` are further entries, such as the hatching. */
export function HeatLegend({
  target,
  unit,
  notches = false,
  children,
}: {
  target: number;
  unit: ChartUnit;
  notches?: boolean;
  children?: ReactNode;
}) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-[13px] text-muted">
      {heatLegend(target, unit).map(({ step, text }) => (
        <li key={step} className="flex items-center gap-1.5">
          <svg aria-hidden width="14" height="14">
            <rect width="14" height="14" rx="2" className={`${heatLooks[step].fill} stroke-line`} />
            {notches && <HeatNotches step={step} x={0} y={0} size={14} />}
          </svg>
          {text}
        </li>
      ))}
      {children}
    </ul>
  );
}
