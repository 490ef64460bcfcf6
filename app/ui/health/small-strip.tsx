import { useId } from "react";
import { healthStates } from "#app/domain/health/health-states.ts";
import { unpackDays } from "#app/domain/health/strip-rules.ts";
import { BAR, bars, HEIGHT, STEP, stripSummary } from "../history-strip.tsx";

/**
 * As `HistoryStrip`, for a list of components: the bars of one state are one shape, since a dozen strips of ninety elements
 * make a page slow. The days stand on the component's own page.
 * @param packed a letter for each day, see `strip-rules.ts`
 */
export function SmallStrip({ packed }: { packed: string }) {
  const hatch = useId();
  const days = unpackDays(packed);
  const width = Math.max(days.length * STEP - (STEP - BAR), BAR);
  const shape = (chosen: (day: (typeof days)[number]) => boolean) =>
    days.map((day, i) => (chosen(day) ? bar(i * STEP, bars[day.state].height) : "")).join("");
  const windows = shape(({ window }) => window);
  return (
    <div className="min-w-36">
      <svg
        aria-hidden
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="block h-6 w-full max-w-[34rem]"
      >
        <defs>
          <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="1.8" height="4" className="fill-surface" />
          </pattern>
        </defs>
        {healthStates.map((state) => {
          const path = shape((day) => day.state === state);
          return path && <path key={state} d={path} className={bars[state].className} />;
        })}
        {windows && <path d={windows} fill={`url(#${hatch})`} />}
      </svg>
      <span className="sr-only">{stripSummary(days)}</span>
    </div>
  );
}

/** Inside its edge by half a line, so that hollow ones have it too. */
const bar = (x: number, height: number) => `M${x + 0.5} ${HEIGHT - height + 0.5}h${BAR - 1}v${height - 1}h${1 - BAR}z`;
