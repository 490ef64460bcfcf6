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

/** The one date that a request goes by next, on a line: near and late ones are marked by more than their colour. */
export function NextDate({ date }: { date: ShownDate }) {
  const near = date.state !== "coming";
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <span>
        <time dateTime={date.on} className="tabular whitespace-nowrap">
          {date.on}
        </time>{" "}
        {shortDates[date.key]}
      </span>
      {near && <Tag tone={tones[date.state]}>{distance(date)}</Tag>}
    </span>
  );
}

const shortDates: Record<ShownDate["key"], string> = {
  tell_by: "tell of a longer transition",
  notice_ends: "notice ends",
  transition_ends: "hand over by",
  lapses: "lapses after",
  retrieval_ends: "fetching ends",
  erase: "erase",
};
