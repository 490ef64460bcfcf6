import { Link } from "@remix-run/react";
import type { Provenance } from "#app/domain/measurements/measurement.ts";
import { formatSince } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "./callout.tsx";

/**
 * Why the measurements are not from now, for the one who reads: the platform team gets what to do and what to search for,
 * everybody else which measurements they see and that somebody knows.
 * @param lastFetchedAt when the shown measurements were fetched, or null when there are none
 * @param now when the page was made
 */
export function SourceProblem({
  problem,
  lastFetchedAt,
  now,
  technical,
}: {
  problem: NonNullable<Provenance["problem"]>;
  lastFetchedAt: string | null;
  now: string;
  technical: boolean;
}) {
  const shown = lastFetchedAt
    ? `Measurements are from ${formatSince(lastFetchedAt, now)}`
    : "There are no measurements to show";
  if (!technical) return <Callout tone="warn">{shown}; the platform team is told. Everything else works.</Callout>;
  const ids = [
    problem.status && `status ${problem.status}`,
    problem.code && `code ${problem.code}`,
    problem.traceId && `trace id ${problem.traceId}`,
  ].filter(Boolean);
  return (
    <Callout tone="warn" title={`${shown}.`}>
      <p>{problem.message}</p>
      {(ids.length > 0 || problem.retryAt !== undefined) && (
        <p className="text-[13px]">
          {ids.length > 0 && <span className="select-all">{ids.join(", ")}</span>}
          {problem.retryAt !== undefined &&
            `${ids.length > 0 ? "; " : ""}asked again at ${formatSince(new Date(problem.retryAt).toISOString(), now)}`}
        </p>
      )}
      <p>
        <Link to={paths.source()}>What Grafana answers to each question</Link>
      </p>
    </Callout>
  );
}
