import { Link } from "@remix-run/react";
import type { ExportState } from "#app/domain/exports/export-states.ts";
import { formatDay } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { ExportStateTag } from "../export-state-tag.tsx";

type Shown = { id: string | null; number: number; state: ExportState; requestedAt: Date | string };

/** How a customer's exports stand: the state alone, and the way in for those who may go there. */
export function ExportsOf({ exports }: { exports: readonly Shown[] }) {
  if (exports.length === 0) return <p className="text-muted">No export has been asked for.</p>;
  return (
    <ul className="flex flex-col gap-2">
      {exports.map(({ id, number, state, requestedAt }) => (
        <li key={number} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <span>
            {id ? (
              <Link className="text-accent hover:underline" to={paths.exportRequest(id)}>
                Export no {number}
              </Link>
            ) : (
              `Export no ${number}`
            )}{" "}
            <span className="text-muted">asked for on {formatDay(requestedAt)}</span>
          </span>
          <ExportStateTag state={state} />
        </li>
      ))}
    </ul>
  );
}
