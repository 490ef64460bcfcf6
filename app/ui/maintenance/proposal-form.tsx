import { Form } from "@remix-run/react";
import type { Clash, ProposedChange, WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { TextArea, TextField } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { Panel } from "../panel.tsx";
import { ClashList } from "./clash-list.tsx";
import { fieldTime, lengthText, spanText } from "./window-text.ts";

/** Hours that were looked at before they are proposed. */
export type LookedAt = { startsAt: string; endsAt: string; clashes: Clash[]; values: Record<string, string> };
type Props = { window: WindowView; lookedAt?: LookedAt; failure?: FormFailure };

const kinds: [ProposedChange["kind"], string, string][] = [
  ["move", "Move", "to other hours"],
  ["shorten", "Shorten", "within its hours"],
  ["lengthen", "Lengthen", "beyond its hours"],
  ["skip", "Skip", "this month has none"],
];

/** Other hours, or none this month: with a reason, for a second person to decide. */
export function ProposalForm({ window, lookedAt, failure: sent }: Props) {
  if (!window.actions.propose.allowed || window.openChange) return null;
  const failure = failureOf(sent, "propose") ?? failureOf(sent, "look");
  const typed = lookedAt?.values ?? failure?.values;
  // Urgent work belongs to no month: it is cancelled, not skipped.
  const offered = window.planMonth === null ? kinds.filter(([kind]) => kind !== "skip") : kinds;
  const field = (name: "startsAt" | "endsAt", label: string) => (
    <TextField
      id={`propose-${name}`}
      name={name}
      type="datetime-local"
      label={label}
      hint={window.planMonth === null ? "Europe/Helsinki" : "Europe/Helsinki; not for a skip"}
      defaultValue={typed?.[name] ?? fieldTime(window[name])}
      error={errorAt(failure, name)}
    />
  );
  return (
    <Panel title={window.planMonth === null ? "Other hours" : "Other hours, or none"} id="propose">
      <details open={typed !== undefined}>
        <summary className="cursor-pointer font-medium">
          {window.planMonth === null ? "Move, shorten or lengthen it" : "Move, shorten, lengthen or skip it"}
        </summary>
        <Form
          method="post"
          key={window.version}
          preventScrollReset
          className="mt-3 flex max-w-2xl flex-col items-start gap-4"
          aria-label="Propose a change"
        >
          <input type="hidden" name="version" value={window.version} />
          {failure && !failure.error.field && <Callout tone="bad">{failure.error.message}</Callout>}
          <fieldset className="min-w-0">
            <legend className="mb-1 font-medium">What</legend>
            {errorAt(failure, "kind") && <p className="text-[13px] font-medium text-bad">{failure?.error.message}</p>}
            <div className="flex flex-wrap gap-x-5 gap-y-1">
              {offered.map(([kind, word, more]) => (
                <label key={kind} className="flex min-h-7 items-center gap-2">
                  <input type="radio" name="kind" value={kind} defaultChecked={kind === (typed?.kind ?? "move")} />
                  <span>
                    {word} <span className="text-muted">{more}</span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <div className="grid w-full gap-4 sm:grid-cols-2">
            {field("startsAt", "New start")}
            {field("endsAt", "New end")}
          </div>
          {lookedAt && <Looked {...lookedAt} />}
          <div className="w-full">
            <TextArea
              id="propose-reason"
              name="reason"
              rows={2}
              label="Reason"
              hint="The second person reads it; kept with the window"
              defaultValue={typed?.reason}
              error={errorAt(failure, "reason")}
            />
          </div>
          {window.state === "announced" && (
            <p className="text-muted">
              It is announced: once the second person approves, everybody who was told is told again.
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            <Button look="primary" name="intent" value="propose">
              Propose it to a second person
            </Button>
            <Button name="intent" value="look">
              See what the hours fall on
            </Button>
          </div>
        </Form>
      </details>
    </Panel>
  );
}

function Looked({ startsAt, endsAt, clashes }: LookedAt) {
  const hours = `${spanText({ startsAt, endsAt })} (${lengthText({ startsAt, endsAt })})`;
  return clashes.length === 0 ? (
    <Callout tone="good" title={hours}>
      They fall on no VAT date, salary day, month end or public holiday. Nothing was proposed yet.
    </Callout>
  ) : (
    <Callout tone="warn" title={hours}>
      <ClashList clashes={clashes} />
      <p>Nothing was proposed yet.</p>
    </Callout>
  );
}
