import type { ReleaseView } from "#app/domain/releases/release-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { Facts, Panel } from "../panel.tsx";
import { Provenance } from "../provenance.tsx";
import { ScrollArea } from "../scroll-area.tsx";
import type { ShownProvenance } from "../shown-provenance.ts";
import { ComparisonTable } from "./comparison-table.tsx";
import { VerdictTag } from "./verdict-tag.tsx";

type Loaded = ReleaseView["comparisons"][number];
type Judged = Extract<Loaded, { verdict: unknown }>;
/** A comparison whose sources are as they are shown. */
export type ShownComparison = Omit<Judged, "provenance"> & { provenance: ShownProvenance[] };
type Waiting = Exclude<Loaded, Judged>;

/** Pages beyond these are shown on demand: the worst are before them. */
const PAGES_SHOWN = 12;

const titleOf = (hours: number) => (hours === 1 ? "After the first hour" : `After ${hours} hours`);

/**
 * How it was so many hours after a release: the sentence, and the numbers behind it.
 * @param folded the numbers are shown on demand, where another comparison knows more
 */
export function ComparisonPanel({
  comparison,
  names,
  folded,
}: {
  comparison: ShownComparison;
  names: Readonly<Record<string, string>>;
  folded: boolean;
}) {
  const title = titleOf(comparison.hours);
  const { overall, clients, pages, notes, excluded } = comparison;
  const more = pages.slice(PAGES_SHOWN);
  const numbers = (
    <>
      <div className="-mx-4 mt-3 flex flex-col gap-2">
        <ScrollArea label={title}>
          <ComparisonTable
            caption={`${title}, by page and client kind`}
            parts={[overall, ...clients, ...pages.slice(0, PAGES_SHOWN)]}
            names={names}
          />
        </ScrollArea>
        {more.length > 0 && (
          <details>
            <summary className="inline-flex min-h-[24px] cursor-pointer items-center px-4 text-accent hover:underline">
              {more.length} more pages by client kind
            </summary>
            <ScrollArea label={`${title}, further pages`}>
              <ComparisonTable caption={`${title}, further pages`} parts={more} names={names} />
            </ScrollArea>
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
    </>
  );
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
      {folded ? (
        <details className="mt-1">
          <summary className="inline-flex min-h-[24px] cursor-pointer items-center text-accent hover:underline">
            The numbers
          </summary>
          {numbers}
        </details>
      ) : (
        numbers
      )}
    </Panel>
  );
}

/** The comparisons that there are not, each with when it comes or why it does not. */
export function NotJudged({ comparisons }: { comparisons: readonly Waiting[] }) {
  const [first] = comparisons;
  // Of a release that none of the three is of, one reason is said once.
  if (comparisons.length === 3 && first?.problem && comparisons.every(({ problem }) => problem === first.problem))
    return (
      <Panel title="Not judged">
        <p>{first.problem}</p>
      </Panel>
    );
  return (
    <Panel title="Not judged">
      <Facts
        items={comparisons.map(({ hours, due, problem }): [string, string] => [
          titleOf(hours),
          problem ?? `It is judged at ${formatInstant(due)}.`,
        ])}
      />
    </Panel>
  );
}
