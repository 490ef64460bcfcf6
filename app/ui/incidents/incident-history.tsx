import type { Impact, IncidentState } from "#app/domain/health/incidents/incident-states.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { HealthTag } from "../health-tag.tsx";
import { TextWithLinks } from "../text-with-links.tsx";
import { Timeline } from "../timeline.tsx";
import { IncidentStateTag } from "./incident-state-tag.tsx";

export type ShownUpdate = {
  version: number;
  at: Date | string;
  holdsFrom: Date | string;
  by: string;
  state: IncidentState;
  text: string;
  impacts: readonly { component: string; impact: Impact }[];
};

type Props = {
  /** In the order in which they were written. */
  updates: readonly ShownUpdate[];
  /** English names of components by key. */
  names: Readonly<Record<string, string>>;
  /** Only those that came after this version. */
  after?: number;
};

/** What people wrote about an incident, the newest first. */
export function IncidentHistory({ updates, names, after = 0 }: Props) {
  const items = updates.map((update, index) => ({
    key: String(update.version),
    at: update.at,
    who: update.by,
    tone: update.state === "investigating" && index > 0 && updates[index - 1]!.state === "resolved" ? "bad" : "plain",
    what: <Update update={update} before={updates[index - 1]?.state} names={names} />,
  })) satisfies Parameters<typeof Timeline>[0]["items"];
  return <Timeline items={items.filter((_, index) => updates[index]!.version > after).toReversed()} />;
}

function verbOf(state: IncidentState, before: IncidentState | undefined): string {
  if (before === undefined) return "opened the incident";
  if (state === "resolved") return "resolved it";
  if (before === "resolved") return "reopened it";
  return "wrote";
}

// The timeline's own line is a paragraph: everything here is phrasing content.
function Update({
  update,
  before,
  names,
}: {
  update: ShownUpdate;
  before: IncidentState | undefined;
  names: Props["names"];
}) {
  const late = new Date(update.at).getTime() - new Date(update.holdsFrom).getTime() >= 60_000;
  return (
    <>
      {verbOf(update.state, before)}
      {late && <span className="text-muted">, true since {formatInstant(update.holdsFrom)}</span>}
      {(update.state !== before || update.impacts.length > 0) && (
        <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
          {update.state !== before && <IncidentStateTag state={update.state} />}
          {update.impacts.map(({ component, impact }) => (
            <span key={component} className="inline-flex items-center gap-1.5">
              {names[component] ?? component} <HealthTag state={impact} />
            </span>
          ))}
        </span>
      )}
      <span className="mt-1 block max-w-[75ch] break-words whitespace-pre-wrap">
        <TextWithLinks text={update.text} />
      </span>
    </>
  );
}
