import { eventKinds } from "#app/domain/disclosures/event-kinds-labels.ts";
import type { DisclosureScope } from "#app/domain/disclosures/scope-rules.ts";
import { TextArea, TextField } from "../field.tsx";
import { errorAt, type FormFailure } from "../incidents/form-failure.ts";

/** What a form shows of a recorded scope: the same instants, one entry to a line. */
export const scopeValues = (scope: DisclosureScope): Record<string, string> => ({
  from: scope.from,
  to: scope.to,
  businessIds: scope.businessIds.join("\n"),
  persons: scope.persons.join("\n"),
  events: scope.events?.join("\n") ?? "",
  ...(scope.events === null ? { allEvents: "on" } : {}),
});

/** The part of a form that says what is disclosed. Nothing of it is kept by the browser. */
export function ScopeFields({ values, failure }: { values: Record<string, string>; failure?: FormFailure }) {
  const shared = (name: string) => ({
    name,
    defaultValue: values[name] ?? "",
    error: errorAt(failure, name),
    autoComplete: "off",
  });
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-2 font-semibold">What the authority asks for</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          {...shared("from")}
          label="From"
          hint="A day, or a time such as 2026-09-01 14:30, Helsinki"
          required
        />
        <TextField {...shared("to")} label="To" hint="A day is included; a time is not" required />
      </div>
      <TextArea
        {...shared("businessIds")}
        label="Companies"
        hint="Business ids, one to a line. Empty: not limited to companies; then name people."
      />
      <TextArea
        {...shared("persons")}
        label="People"
        hint="As the authority names them, one to a line. Empty: everybody in the companies."
      />
      <TextArea
        {...shared("events")}
        label="Events"
        hint={`Codes, one to a line: ${Object.keys(eventKinds).join(", ")}, or another of the service's.`}
      />
      <label className="flex min-h-8 items-center gap-2">
        <input type="checkbox" name="allEvents" defaultChecked={values.allEvents === "on"} /> All kinds of event are
        asked for
      </label>
    </fieldset>
  );
}
