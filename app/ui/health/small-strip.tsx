import { healthStates } from "#app/domain/health/health-states.ts";
import { unpackDays } from "#app/domain/health/strip-rules.ts";
import { stripSummary } from "../history-strip.tsx";
import { BAR, bars, HEIGHT, STEP, StripPicture } from "../strip-picture.tsx";

/**
 * As `HistoryStrip`, for a list of components: the bars of one state are one shape, since a dozen strips of ninety elements
 * make a page slow. The days stand on the component's own page.
 * @param packed a letter for each day, see `strip-rules.ts`
 */
export function SmallStrip({ packed }: { packed: string }) {
  const days = unpackDays(packed);
  const shape = (chosen: (day: (typeof days)[number]) => boolean) =>
    days.map((day, i) => (chosen(day) ? bar(i * STEP, bars[day.state].height) : "")).join("");
  const windows = shape(({ window }) => window);
  return (
    <div className="min-w-36">
      <StripPicture days={days.length} height="h-6">
        {(hatch) => (
          <>
            {healthStates.map((state) => {
              const path = shape((day) => day.state === state);
              return path && <path key={state} d={path} className={bars[state].className} />;
            })}
            {windows && <path d={windows} fill={hatch} />}
          </>
        )}
      </StripPicture>
      <span className="sr-only">{stripSummary(days)}</span>
    </div>
  );
}

/** Inside its edge by half a line, so that hollow ones have it too. */
const bar = (x: number, height: number) => `M${x + 0.5} ${HEIGHT - height + 0.5}h${BAR - 1}v${height - 1}h${1 - BAR}z`;
