import { healthLabels } from "#app/domain/health/health-labels.ts";
import { type Impact, impacts } from "#app/domain/health/incidents/incident-states.ts";
import { SelectField } from "../field.tsx";

type Props = {
  /** Before the names of the fields' ids: a page has several such forms. */
  id: string;
  legend: string;
  hint?: string;
  error?: string;
  components: readonly { key: string; name: string }[];
  /** The impacts now, by component; a component without one is not touched. */
  now: Partial<Record<string, Impact>>;
  /** What an untouched component is offered to be. */
  suggested?: Partial<Record<string, Impact>>;
  /** What was sent, when the form comes back. */
  typed?: Record<string, string>;
};

/**
 * A choice of impact for each component. What the person changed is kept when the form comes back; what they left alone
 * follows what it is by then, so that nobody takes another's change back without wanting to.
 */
export function ImpactFields({ id, legend, hint, error, components, now, suggested = {}, typed }: Props) {
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset aria-describedby={told} className="min-w-0">
      <legend className="mb-1 font-medium">{legend}</legend>
      {hint && (
        <p id={`${id}-hint`} className="mb-2 text-[13px] text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mb-2 text-[13px] font-medium text-bad">
          {error}
        </p>
      )}
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {components.map(({ key, name }) => (
          <div key={key}>
            <input type="hidden" name={`saw.${key}`} value={now[key] ?? ""} />
            <SelectField
              id={`${id}-${key}`}
              name={`impact.${key}`}
              label={name}
              defaultValue={chosen(key, now[key] ?? (typed ? "" : (suggested[key] ?? "")), typed)}
              options={[
                ...(now[key] ? [] : ([["", "Not touched"]] as [string, string][])),
                ...impacts
                  .filter((impact) => now[key] || impact !== "operational")
                  .map((impact): [string, string] => [impact, healthLabels[impact]]),
              ]}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** What a field shows: the person's own change, or else what it is now. */
export function chosen(key: string, now: string, typed: Record<string, string> | undefined): string {
  const sent = typed?.[`impact.${key}`];
  return sent !== undefined && sent !== typed?.[`saw.${key}`] ? sent : now;
}
