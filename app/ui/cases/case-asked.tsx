import type { RequestField } from "#app/domain/cases/case-kinds.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { Facts } from "../panel.tsx";

/** What was asked, in the words and order of the kind's questions. */
export function CaseAsked({ request }: { request: readonly { field: RequestField; value: string | null }[] }) {
  if (request.length === 0) return <p className="text-muted">This kind of case asks nothing more than its subject.</p>;
  return (
    <Facts
      items={request.map(({ field, value }) => [
        field.label,
        value === null || value === "" ? (
          <span key="none" className="text-muted">
            Not said
          </span>
        ) : (
          <span key="said" className="whitespace-pre-wrap">
            {shown(field, value)}
          </span>
        ),
      ])}
    />
  );
}

function shown(field: RequestField, value: string): string {
  switch (field.type) {
    case "yes_no":
      return value === "yes" ? "Yes" : "No";
    case "choice":
      return field.choices?.find((choice) => choice.value === value)?.label ?? value;
    case "date_time":
      return `${/[Z+]/.test(value) ? formatInstant(value) : value.replace("T", " ")} (Europe/Helsinki)`;
    default:
      return value;
  }
}
