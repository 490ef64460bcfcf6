import { type HeatStep, heatInks } from "./heat-scale.ts";

/** Over the target the step can be counted too: one, two or three strokes. */
export function HeatNotches({ step, x, y, size }: { step: HeatStep; x: number; y: number; size: number }) {
  return (
    <>
      {[0, 1, 2].slice(0, Math.max(step - 2, 0)).map((index) => (
        <rect key={index} x={x + 3 + index * 3.5} y={y + size - 6} width="1.5" height="4" className={heatInks[step]} />
      ))}
    </>
  );
}
