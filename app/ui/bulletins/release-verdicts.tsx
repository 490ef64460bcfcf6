import { Link } from "@remix-run/react";
import type { Verdict } from "#app/domain/releases/release-view.ts";
import { paths } from "#app/paths.ts";
import { VerdictTag } from "../releases/verdict-tag.tsx";

/** Null: its time has not come, or it could not be judged yet. */
export type ShownVerdict = { version: string; verdict: { hours: number; verdict: Verdict } | null };

/** How the service was after each of these releases. */
export function ReleaseVerdicts({ verdicts }: { verdicts: readonly ShownVerdict[] }) {
  if (verdicts.length === 0) return <>–</>;
  return (
    <ul className="flex flex-col gap-1">
      {verdicts.map(({ version, verdict }) => (
        <li key={version} className="flex flex-wrap items-center gap-x-2">
          <Link className="inline-flex min-h-6 items-center text-accent hover:underline" to={paths.release(version)}>
            {version}
          </Link>
          {verdict ? <VerdictTag {...verdict} /> : <span className="text-muted">not judged yet</span>}
        </li>
      ))}
    </ul>
  );
}
