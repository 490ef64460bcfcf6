import { Link } from "@remix-run/react";
import type { IncidentState } from "#app/domain/health/incidents/incident-states.ts";
import type { Likeness } from "#app/domain/health/incidents/similar-rules.ts";
import { formatDay } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Panel } from "../panel.tsx";
import { TextWithLinks } from "../text-with-links.tsx";
import { IncidentStateTag } from "./incident-state-tag.tsx";

type Shown = {
  incident: { number: number; title: string; state: IncidentState; startedAt: Date | string };
  because: readonly Likeness[];
  whatHelped: string | null;
  names: Readonly<Record<string, string>>;
};

/** Why one incident is like another, in words: `same alert, same component Bank connections, title shares “bank”`. */
function likenessText(because: readonly Likeness[], names: Readonly<Record<string, string>>): string {
  const components = because.filter((one) => one.kind === "component").map((one) => names[one.key] ?? one.key);
  const words = because.filter((one) => one.kind === "title").map((one) => `“${one.word}”`);
  return [
    because.some((one) => one.kind === "alert") && "same alert",
    components.length > 0 && `same ${components.length === 1 ? "component" : "components"} ${components.join(", ")}`,
    words.length > 0 && `title shares ${words.join(", ")}`,
    because.some((one) => one.kind === "hour") && "same hour of the week",
  ]
    .filter(Boolean)
    .join(", ");
}

/** Incidents that are like this one, and what helped then. */
export function SimilarList({ similar }: { similar: readonly Shown[] }) {
  return (
    <Panel title="Seen before">
      {similar.length === 0 ? (
        <p className="text-muted">No earlier incident is like it.</p>
      ) : (
        <ul className="flex flex-col gap-4">
          {similar.map(({ incident, because, whatHelped, names }) => (
            <li key={incident.number}>
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <Link className="font-medium text-accent underline" to={paths.incident(incident.number)}>
                  {incident.number} {incident.title}
                </Link>
                {incident.state === "resolved" ? (
                  <span className="text-muted">{formatDay(incident.startedAt)}</span>
                ) : (
                  <IncidentStateTag state={incident.state} />
                )}
              </p>
              <p className="text-[13px] text-muted">Alike: {likenessText(because, names)}.</p>
              <p className="mt-1 max-w-[75ch] break-words whitespace-pre-wrap">
                {whatHelped ? (
                  <>
                    <span className="font-medium">What helped: </span>
                    <TextWithLinks text={whatHelped} />
                  </>
                ) : (
                  <span className="text-muted">Nobody wrote down what helped.</span>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
