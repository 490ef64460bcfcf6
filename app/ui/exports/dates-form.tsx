import { Form } from "@remix-run/react";
import type { SwitchDates } from "#app/domain/exports/clock-rules.ts";
import { Button } from "../button.tsx";
import { SelectField, TextArea, TextField } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";

export const basisLabels: Record<SwitchDates["transitionBasis"], string> = {
  thirty_days: "30 days after the notice, or sooner",
  technically_unfeasible: "30 days are technically unfeasible",
  customer_extended: "the customer extends it, once",
};

/** The dates of a switch: only the day of the notice has to be typed, the law gives the others. */
export function DatesForm({
  version,
  dates,
  today,
  failure: sent,
}: {
  version: number;
  dates: SwitchDates | null;
  today: string;
  failure?: FormFailure;
}) {
  const failure = failureOf(sent, "set_dates");
  const typed = (name: keyof SwitchDates) => failure?.values[name] ?? dates?.[name] ?? "";
  const field = (name: keyof SwitchDates) => ({
    name,
    defaultValue: typed(name),
    error: errorAt(failure, name),
  });
  return (
    <Form method="post" className="flex max-w-xl flex-col items-start gap-4" aria-label="Dates of the switch">
      <input type="hidden" name="version" value={version} />
      <TextField {...field("noticeGivenOn")} type="date" max={today} label="Notice given on" required />
      <TextField
        {...field("noticeEndsOn")}
        type="date"
        label="Notice ends on"
        hint="At most two months. Left empty: two months after it was given"
      />
      <TextField
        {...field("transitionEndsOn")}
        type="date"
        label="Transition ends on"
        hint="The archive is handed over by then. Left empty: 30 days after the notice ends"
      />
      <SelectField
        {...field("transitionBasis")}
        defaultValue={typed("transitionBasis") || "thirty_days"}
        label="The length of the transition"
        options={Object.entries(basisLabels)}
      />
      <div className="w-full">
        <TextArea
          {...field("transitionReason")}
          rows={2}
          label="Why it is longer than 30 days"
          hint="Only where it is. Kept with the request"
        />
      </div>
      <TextField
        {...field("unfeasibleToldOn")}
        type="date"
        max={today}
        label="The customer was told that 30 days are unfeasible on"
        hint="Only on that ground: within 14 working days of asking, seven months at most"
      />
      <TextField
        {...field("retrievalEndsOn")}
        type="date"
        label="Fetching ends on"
        hint="At least 30 days after the transition. Left empty: exactly 30"
      />
      <div className="w-full">
        <TextArea
          {...field("retrievalReason")}
          rows={2}
          label="Why fetching goes on longer than 30 days"
          hint="Only where it does. Kept with the request"
        />
      </div>
      <Button look="primary" name="intent" value="set_dates">
        {dates ? "Correct the dates" : "Record the dates"}
      </Button>
    </Form>
  );
}
