import type { ReleaseView } from "#app/domain/releases/release-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { Panel } from "../panel.tsx";
import { Provenance } from "../provenance.tsx";
import type { ShownProvenance } from "../shown-provenance.ts";
import { ComparisonTable } from "./comparison-table.tsx";
import { VerdictTag } from "./verdict-tag.tsx";

type Loaded = ReleaseView["comparisons"][number];
type Judged = Extract<Loaded, { verdict: unknown }>;
/** A comparison whose sources are as they are shown. */
export type ShownComparison =
  | (Omit<Judged, "provenance"> & { provenance: ShownProvenance[] })
  | Exclude<Loaded, Judged>;

/** Pages beyond these are shown on demand: the worst are before them. */
const PAGES_SHOWN = 12;

/** How it was so many hours after a release; one that is not due yet says when it is. */
export function ComparisonPanel({
  comparison,
  names,
}: {
  comparison: ShownComparison;
  names: Readonly<Record<string, string>>;
}) {
  const title = comparison.hours === 1 ? "After the first hour" : `After ${comparison.hours} hours`;
  if (!("verdict" in comparison))
    return (
      <Panel title={title}>
        <p className="text-muted">{comparison.problem ?? `It is judged at ${formatInstant(comparison.due)}.`}</p>
      </Panel>
    );
  const { overall, clients, pages, notes, excluded } = comparison;
  const more = pages.slice(PAGES_SHOWN);
  return (
    <Panel title={title} aside={<VerdictTag verdict={comparison.verdict} />}>
      <p>{comparison.sentence}</p>
      {[...notes, ...excluded].length > 0 && (
        <ul className="mt-2 flex list-disc flex-col gap-1 pl-5">
          {[...notes, ...excluded].map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <div className="-mx-4 mt-3 flex flex-col gap-2">
        <ComparisonTable caption={`${title}, by client kind`} parts={[overall, ...clients]} names={names} />
        {pages.length > 0 && (
          <ComparisonTable caption={`${title}, by page`} parts={pages.slice(0, PAGES_SHOWN)} names={names} />
        )}
        {more.length > 0 && (
          <details>
            <summary className="inline-flex min-h-[24px] cursor-pointer items-center px-4 text-accent hover:underline">
              {more.length} more pages by client kind
            </summary>
            <ComparisonTable caption={`${title}, further pages`} parts={more} names={names} />
          </details>
        )}
      </div>
      <details className="mt-3 text-[13px]">
        <summary className="inline-flex min-h-[24px] cursor-pointer items-center text-muted hover:text-ink">
          How it was judged
        </summary>
        <p className="max-w-[76ch]">
          After: {formatInstant(comparison.from)} to {formatInstant(comparison.to)}. Before:{" "}
          {formatInstant(comparison.beforeFrom)} to {formatInstant(comparison.beforeTo)}. {comparison.method}
        </p>
      </details>
      <div className="flex flex-wrap gap-x-4">
        {comparison.provenance.map((one, index) => (
          <Provenance key={one.purpose} of={one} name={["requests", "times"][index]} />
        ))}
      </div>
    </Panel>
  );
}
