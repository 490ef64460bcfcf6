import { Form, Link } from "@remix-run/react";
import { formatDayOfMonth } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Button } from "../button.tsx";
import { EmptyState } from "../page.tsx";
import { Panel } from "../panel.tsx";
import { weekWords } from "./bulletin-words.ts";

type Week = {
  year: number;
  week: number;
  monday: string;
  current: boolean;
  /** The bulletin that the week has already. */
  taken: string | null;
  releases: { version: string; kind: "weekly" | "urgent"; lines: number }[];
};

/** Which week to write about, each with the releases that its bulletin would begin with. */
export function NewWeekly({ weeks, chosen, now }: { weeks: readonly Week[]; chosen: string | null; now: string }) {
  const free = weeks.filter(({ taken }) => !taken);
  return (
    <Panel title="Which week">
      {free.length === 0 ? (
        <EmptyState title="Each of these weeks has its bulletin">They are in the list.</EmptyState>
      ) : (
        <Form method="post" className="flex flex-col items-start gap-4">
          <input type="hidden" name="kind" value="weekly" />
          <fieldset className="w-full">
            <legend className="sr-only">Week</legend>
            <ul className="flex flex-col">
              {weeks.map((week) => (
                <li key={week.monday} className="border-t border-line py-2 first:border-t-0">
                  {week.taken ? (
                    <p className="pl-6 text-muted">
                      {weekWords(week, now)} has one:{" "}
                      <Link className="text-accent underline" to={paths.bulletin(week.taken)}>
                        open it
                      </Link>
                    </p>
                  ) : (
                    <label className="flex items-start gap-2">
                      <input
                        type="radio"
                        name="week"
                        value={week.monday}
                        defaultChecked={week.monday === chosen}
                        required
                        className="mt-1 accent-accent"
                      />
                      <span>
                        <span className="font-medium">{weekWords(week, now)}</span>
                        <span className="text-muted">
                          {" "}
                          from {formatDayOfMonth(week.monday)}
                          {week.current && ", this week"}
                        </span>
                        <span className="block text-[13px] text-muted">{collected(week.releases)}</span>
                      </span>
                    </label>
                  )}
                </li>
              ))}
            </ul>
          </fieldset>
          <Button look="primary">Begin the draft</Button>
        </Form>
      )}
    </Panel>
  );
}

function collected(releases: Week["releases"]): string {
  if (releases.length === 0)
    return "No release in it so far: it begins empty, and later ones can be collected while it is a draft.";
  const names = releases.map(
    ({ version, kind, lines }) =>
      `${version}${kind === "urgent" ? ", urgent" : ""} (${lines} ${lines === 1 ? "line" : "lines"})`,
  );
  return `Collects ${names.join("; ")}.`;
}
