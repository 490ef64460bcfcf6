import { Link } from "@remix-run/react";
import type { Comparison, ReleaseRow } from "#app/domain/releases/release-view.ts";
import { paths } from "#app/paths.ts";
import { Instant } from "../instant.tsx";
import { Panel } from "../panel.tsx";
import { VerdictTag } from "../releases/verdict-tag.tsx";
import { Tag } from "../tag.tsx";

type Judged = Pick<Comparison, "hours" | "verdict" | "sentence">;

/** The releases that a bulletin tells of, with how the service was after each. */
export function BulletinReleases({
  releases,
  comparisons,
}: {
  releases: readonly ReleaseRow[];
  /** By the release's id, in the order 1, 24, 72 hours. */
  comparisons: Readonly<Record<string, Judged[]>>;
}) {
  return (
    <Panel title="Service after its releases">
      {releases.length === 0 ? (
        <p className="text-muted">No release is in it. Those of its week are collected in the editor.</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {releases.map((release) => (
            <li key={release.id} className="border-t border-line pt-3 first:border-t-0 first:pt-0">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Link className="font-medium text-accent hover:underline" to={paths.release(release.version)}>
                  {release.version}
                </Link>
                <span className="text-muted">
                  {release.kind === "urgent" ? "urgent, " : ""}
                  <Instant at={release.releasedAt} />
                </span>
                {release.rolledBackAt && <Tag tone="warn">Rolled back</Tag>}
              </p>
              <Judgements judged={comparisons[release.id] ?? []} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Judgements({ judged }: { judged: readonly Judged[] }) {
  if (judged.length === 0)
    return <p className="mt-1 text-muted">Not judged yet; the first comparison is after an hour.</p>;
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {judged.map(({ hours, verdict, sentence }) => (
        <li key={hours} className="flex flex-wrap items-center gap-x-2">
          <span className="w-24 text-muted">{hours === 1 ? "After 1 hour" : `After ${hours} h`}</span>
          <VerdictTag verdict={verdict} />
          <span className="min-w-0">{sentence}</span>
        </li>
      ))}
    </ul>
  );
}
