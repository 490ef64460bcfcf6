import { Link } from "@remix-run/react";
import type { CaseView } from "#app/domain/cases/case-view.ts";
import { paths } from "#app/paths.ts";
import { Tag } from "../tag.tsx";

/** The runbooks of the kind; one that was begun for this case goes on where it is. */
export function CaseRunbooks({ number, runbooks }: { number: number; runbooks: CaseView["runbooks"] }) {
  if (runbooks.length === 0) return <p className="text-muted">No runbook is written for this kind of case.</p>;
  return (
    <ul className="flex flex-col gap-2">
      {runbooks.map(({ id, title, run }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <Link
            className="min-w-0 text-accent underline"
            to={run ? paths.runbookRun(run.id) : `${paths.runbook(id)}?case=${number}`}
          >
            {title}
          </Link>
          {run && <Tag tone={run.ended ? "done" : "waiting"}>{run.ended ? "Run" : "Running"}</Tag>}
        </li>
      ))}
    </ul>
  );
}
