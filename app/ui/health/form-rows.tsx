import { SelectField, TextField } from "../field.tsx";

type Field = {
  name: string;
  label: string;
  wide?: boolean;
  numeric?: boolean;
  options?: [value: string, label: string][];
};

const BLANK_ROWS = 2;

/** How many rows something was typed into: up to the last one that is not blank. */
function filledRows(prefix: string, values: Record<string, string>): number {
  const filled = Object.keys(values)
    .filter((name) => name.startsWith(`${prefix}.`) && values[name]!.trim() !== "")
    .map((name) => Number(name.split(".")[1]));
  return Math.max(0, ...filled.map((row) => row + 1));
}

/** Rows of the same fields, `prefix.0.name` and so on, with two blank ones to type into. What is left blank does not count. */
export function Rows({
  prefix,
  what,
  fields,
  values,
  error,
  hint,
}: {
  prefix: string;
  what: string;
  fields: Field[];
  values: Record<string, string>;
  error?: { message: string; field?: string };
  hint?: string;
}) {
  const rows = filledRows(prefix, values) + BLANK_ROWS;
  return (
    <div className="flex flex-col gap-3">
      {hint && <p className="max-w-[80ch] text-[13px] text-muted">{hint}</p>}
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <fieldset key={i} className="flex flex-wrap items-start gap-3">
          <legend className="sr-only">
            {what} {i + 1}
          </legend>
          {fields.map(({ name, label, wide, numeric, options }) => {
            const full = `${prefix}.${i}.${name}`;
            const shared = {
              name: full,
              label: label,
              defaultValue: values[full] ?? "",
              error: error?.field === full ? error.message : undefined,
            };
            return (
              <div key={name} className={wide ? "w-full sm:w-80" : numeric ? "w-36" : "w-full sm:w-64"}>
                {options ? (
                  <SelectField {...shared} options={options} />
                ) : (
                  <TextField {...shared} inputMode={numeric ? "decimal" : undefined} />
                )}
              </div>
            );
          })}
        </fieldset>
      ))}
    </div>
  );
}
