import { Link } from "@remix-run/react";
import type { Source } from "#app/domain/health/health-view.ts";
import { formatSince } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "../callout.tsx";
import { SourceProblem } from "../source-problem.tsx";

/** Says why what is shown may be old: Grafana does not answer, or nobody asks it. Nothing while all is well. */
export function SourceBanner({ source, now, technical }: { source: Source; now: string; technical: boolean }) {
  if (source.silent) {
    const since = source.lastObservedAt ? ` since ${formatSince(source.lastObservedAt, now)}` : "";
    return (
      <Callout tone="warn" title={`Nothing has been observed${since}.`}>
        {technical ? (
          <>
            The worker does not look at the components. Check that it runs: its log says why it stopped.{" "}
            <Link to={paths.source()}>When each collector last succeeded</Link>
          </>
        ) : (
          "The platform team is told. Everything else works."
        )}
      </Callout>
    );
  }
  if (!source.problem) return null;
  return (
    <SourceProblem problem={source.problem} lastFetchedAt={source.lastObservedAt} now={now} technical={technical} />
  );
}
