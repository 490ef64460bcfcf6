import type { ShownDate } from "#app/domain/exports/life-view.ts";
import { formatWeekday } from "#app/i18n/formats.ts";
import { Tag, type TagTone } from "../tag.tsx";

const tones: Record<ShownDate["state"], TagTone> = { past: "done", late: "bad", near: "warn", coming: "neutral" };

function distance({ daysLeft, state }: ShownDate): string {
  if (state === "late") return `late by ${days(-daysLeft)}`;
  if (daysLeft === 0) return "today";
  return daysLeft > 0 ? `in ${days(daysLeft)}` : `${days(-daysLeft)} ago`;
}

const days = (count: number) => `${count} ${count === 1 ? "day" : "days"}`;

/** Each date that still means something, with how far it is. */
export function ComingDates({ dates }: { dates: readonly ShownDate[] }) {
  return (
    <ul className="flex flex-col gap-2">
      {dates.map((date) => (
        <li key={date.key} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Tag tone={tones[date.state]}>{distance(date)}</Tag>
          <span>
            <time dateTime={date.on} className="tabular whitespace-nowrap">
              {formatWeekday(date.on)} {date.on.slice(0, 4)}
            </time>{" "}
            {date.what}
          </span>
        </li>
      ))}
    </ul>
  );
}
