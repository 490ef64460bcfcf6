import { Link } from "@remix-run/react";
import type { Impact, IncidentState } from "#app/domain/health/incidents/incident-states.ts";
import { paths } from "#app/paths.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { HealthTag } from "../health-tag.tsx";
import { Instant } from "../instant.tsx";
import { IncidentStateTag } from "./incident-state-tag.tsx";

type Open = {
  number: number;
  title: string;
  state: IncidentState;
  version: number;
  startedAt: Date | string;
  components: readonly { key: string; impact: Impact }[];
};

/** Part of the form of a new incident: it is open already, maybe. What was typed can go there, or a tick opens another. */
export function OpenAlready({ open, names }: { open: readonly Open[]; names: Readonly<Record<string, string>> }) {
  return (
    <Callout tone="warn" title="Is it the same? Nothing was opened yet">
      <p>
        {open.length === 1 ? "This incident is open and touches" : "These incidents are open and touch"} a same
        component. Add your text and impacts to it as an update (it keeps its title and start), or tick below that yours
        is another.
      </p>
      <ul className="mt-3 flex flex-col gap-3">
        {open.map(({ number, title, state, version, startedAt, components }) => (
          <li key={number} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <Link to={paths.incident(number)} target="_blank">
                  {number} {title}
                </Link>
                <IncidentStateTag state={state} />
              </p>
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[13px]">
                <span>
                  since <Instant at={startedAt} />
                </span>
                {components.map(({ key, impact }) => (
                  <span key={key} className="inline-flex items-center gap-1.5">
                    {names[key] ?? key} <HealthTag state={impact} />
                  </span>
                ))}
              </p>
            </div>
            {/* The title is required of a new incident only. */}
            <Button name="addTo" value={`${number}:${version}:${state}`} formNoValidate>
              Add to incident {number}
            </Button>
          </li>
        ))}
      </ul>
      <label className="mt-3 flex items-start gap-2">
        <input type="checkbox" name="openAnother" value="yes" className="mt-0.5 size-4 shrink-0" />
        <span>Mine is another fault: open it beside {open.length === 1 ? "that one" : "those"}</span>
      </label>
    </Callout>
  );
}
