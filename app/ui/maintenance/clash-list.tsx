import { TriangleAlert } from "lucide-react";
import type { Clash } from "#app/domain/maintenance/maintenance-view.ts";
import { formatDayOfMonth } from "#app/i18n/formats.ts";

/** What customers do on the days of a window: `25 Dec: Christmas Day`. Nothing where there is nothing. */
export function ClashList({ clashes }: { clashes: readonly Clash[] }) {
  if (clashes.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5">
      {clashes.map(({ kind, day, what }) => (
        <li key={`${kind} ${day} ${what}`} className="flex items-start gap-1.5">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-warn" strokeWidth={2.25} />
          <span className="min-w-0">
            {formatDayOfMonth(day)}: {what}
          </span>
        </li>
      ))}
    </ul>
  );
}
