type Props = {
  id: string;
  legend: string;
  hint?: string;
  error?: string;
  components: readonly { key: string; name: string; chosen: boolean; hasMatchers?: boolean }[];
  /** What was sent, when the form comes back. */
  typed?: Record<string, string>;
};

/** A tick for each component; the fields are `component.<key>`. */
export function ComponentChoice({ id, legend, hint, error, components, typed }: Props) {
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset aria-describedby={told} className="min-w-0">
      <legend className="mb-1 font-medium">{legend}</legend>
      {hint && (
        <p id={`${id}-hint`} className="mb-1.5 text-[13px] text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mb-1.5 text-[13px] font-medium text-bad">
          {error}
        </p>
      )}
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
        {components.map(({ key, name, chosen, hasMatchers = true }) => (
          <label key={key} className="flex min-h-7 items-center gap-2">
            <input
              type="checkbox"
              name={`component.${key}`}
              defaultChecked={typed ? typed[`component.${key}`] !== undefined : chosen}
              className="size-4 shrink-0"
            />
            <span className="min-w-0">
              {name}
              {!hasMatchers && <span className="text-muted"> (its alerts cannot be silenced)</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
