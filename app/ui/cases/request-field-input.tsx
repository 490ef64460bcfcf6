import type { RequestField } from "#app/domain/cases/case-kinds.ts";
import { SelectField, TextArea, TextField } from "../field.tsx";

const yesNo: [string, string][] = [
  ["yes", "Yes"],
  ["no", "No"],
];

/** One thing that the kind asks, as its definition says; in a form its name is `request.<name>`. */
export function RequestFieldInput({
  field,
  value,
  error,
  idPrefix = "request",
}: {
  field: RequestField;
  value: string | undefined;
  error: string | undefined;
  idPrefix?: string;
}) {
  const optional = field.required || field.hint?.startsWith("Empty") ? undefined : "May stay empty";
  const shared = {
    id: `${idPrefix}-${field.name}`,
    name: `request.${field.name}`,
    label: field.label,
    hint:
      [field.type === "date_time" && "Europe/Helsinki", field.hint?.replace(/\.$/, ""), optional]
        .filter(Boolean)
        .join(". ") || undefined,
    defaultValue: value,
    error,
    required: field.required,
  };
  switch (field.type) {
    case "long_text":
      return <TextArea {...shared} rows={4} maxLength={field.maxLength} />;
    case "choice":
      return (
        <SelectField
          {...shared}
          options={[["", "Choose"], ...(field.choices ?? []).map((one): [string, string] => [one.value, one.label])]}
        />
      );
    case "yes_no":
      return <SelectField {...shared} options={[["", "Choose"], ...yesNo]} />;
    case "date":
      return <TextField {...shared} type="date" />;
    case "date_time":
      return <TextField {...shared} type="datetime-local" />;
    case "text":
      return <TextField {...shared} maxLength={field.maxLength} autoComplete="off" />;
  }
}
