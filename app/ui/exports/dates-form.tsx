import { Form } from "@remix-run/react";
import type { SwitchDates } from "#app/domain/exports/clock-rules.ts";
import { Button } from "../button.tsx";
import { SelectField, TextArea, TextField } from "../field.tsx";
import { Folded } from "../folded.tsx";
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
  const longer =
    failure !== undefined ||
    (dates !== null && (dates.transitionBasis !== "thirty_days" || dates.retrievalReason !== null));
  return (
    <Form method="post" className="flex max-w-xl flex-col items-start gap-4" aria-label="Dates of the switch">
      <input type="hidden" name="version" value={version} />
      <div className="grid w-full gap-4 sm:grid-cols-2">
        <TextField {...field("noticeGivenOn")} type="date" max={today} label="Notice given on" required />
        <TextField
          {...field("noticeEndsOn")}
          type="date"
          label="Notice ends on"
          hint="At most two months. Empty: two months"
        />
        <TextField
          {...field("transitionEndsOn")}
          type="date"
          label="Transition ends on"
          hint="The archive is handed over by then. Empty: 30 days"
        />
        <TextField
          {...field("retrievalEndsOn")}
          type="date"
          label="Fetching ends on"
          hint="At least 30 days after that. Empty: 30 days"
        />
      </div>
      <div className="w-full">
        <Folded summary="Longer than 30 days, and why" open={longer}>
          <div className="flex flex-col gap-4">
            <SelectField
              {...field("transitionBasis")}
              defaultValue={typed("transitionBasis") || "thirty_days"}
              label="The length of the transition"
              options={Object.entries(basisLabels)}
            />
            <TextArea
              {...field("transitionReason")}
              rows={2}
              label="Why it is longer than 30 days"
              hint="Only where it is. Kept with the request"
            />
            <TextField
              {...field("unfeasibleToldOn")}
              type="date"
              max={today}
              label="The customer was told that 30 days are unfeasible on"
              hint="Only on that ground: within 14 working days of asking, seven months at most"
            />
            <TextArea
              {...field("retrievalReason")}
              rows={2}
              label="Why fetching goes on longer than 30 days"
              hint="Only where it does. Kept with the request"
            />
          </div>
        </Folded>
      </div>
      <Button look="primary" name="intent" value="set_dates">
        {dates ? "Correct the dates" : "Record the dates"}
      </Button>
    </Form>
  );
}
