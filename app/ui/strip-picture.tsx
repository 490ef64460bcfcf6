import { type ReactNode, useId } from "react";
import type { HealthState } from "#app/domain/health/health-states.ts";

export const HEIGHT = 28;
export const STEP = 6;
export const BAR = 4;

/** Worse is shorter from above: a notch that is seen without colours. */
export const bars: Record<HealthState, { height: number; className: string }> = {
  operational: { height: HEIGHT, className: "fill-quiet" },
  maintenance: { height: HEIGHT, className: "fill-maintenance" },
  slow: { height: 20, className: "fill-slow" },
  partial: { height: 14, className: "fill-partial" },
  down: { height: 8, className: "fill-down" },
  unknown: { height: HEIGHT, className: "fill-none stroke-unknown" },
};

/**
 * The frame of a strip of days, for the eye only.
 * @param children draws the days, given the paint of announced windows
 */
export function StripPicture({
  days,
  height,
  children,
}: {
  days: number;
  height: "h-6" | "h-7";
  children: (hatch: string) => ReactNode;
}) {
  const hatch = useId();
  const width = Math.max(days * STEP - (STEP - BAR), BAR);
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={`block ${height} w-full max-w-[34rem]`}
    >
      <defs>
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.8" height="4" className="fill-surface" />
        </pattern>
      </defs>
      {children(`url(#${hatch})`)}
    </svg>
  );
}
