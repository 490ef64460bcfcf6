import { Form } from "@remix-run/react";
import {
  type Availability,
  type Impact,
  type IncidentState,
  openStates,
  stateLabels,
} from "#app/domain/health/incidents/incident-states.ts";
import { Button } from "../button.tsx";
import { SelectField, TextArea, TextField } from "../field.tsx";
import { HealthTag } from "../health-tag.tsx";
import { Panel } from "../panel.tsx";
import { errorAt, type FormFailure, failureOf } from "./form-failure.ts";
import { chosen, ImpactFields } from "./impact-fields.tsx";

type Props = {
  incident: { number: number; version: number; state: IncidentState };
  touched: readonly { key: string; name: string; impact: Impact; worstImpact: Impact }[];
  /** Components of the catalogue that it does not touch yet. */
  others: readonly { key: string; name: string }[];
  may: Record<"update" | "resolve" | "reopen", Availability>;
  failure: FormFailure | undefined;
};

/** The one thing to do now: tell what is new, resolve it, or take it up again. */
export function WhatToDo(props: Props) {
  const { incident, may } = props;
  if (incident.state === "resolved")
    return may.reopen.allowed ? (
      <Panel title="If it comes back">
        <ReopenForm {...props} />
      </Panel>
    ) : null;
  return (
    <Panel title="Next: tell what is new">
      <UpdateForm {...props} />
      <ResolveForm {...props} />
    </Panel>
  );
}

function UpdateForm({ incident, touched, others, failure: sent }: Props) {
  const failure = failureOf(sent, "update");
  const typed = failure?.values;
  const adds = others.some(({ key }) => chosen(key, "", typed) !== "");
  const now = Object.fromEntries(touched.map(({ key, impact }) => [key, impact]));
  return (
    // A new version is another form: what was sent is cleared, and what was refused is filled in again below.
    <Form method="post" key={incident.version} className="flex flex-col gap-4" aria-label="Update">
      <input type="hidden" name="version" value={incident.version} />
      <TextArea
        id="update-text"
        name="text"
        label="What is new"
        hint="Everybody who sees the health pages reads it. No names or business ids of customers."
        defaultValue={typed?.text}
        error={errorAt(failure, "text")}
        required
      />
      <div className="sm:max-w-xs">
        <input type="hidden" name="saw.state" value={incident.state} />
        <SelectField
          id="update-state"
          name="state"
          label="State"
          defaultValue={typed && typed.state !== typed["saw.state"] ? typed.state : incident.state}
          error={errorAt(failure, "state")}
          options={openStates.map((state) => [state, stateLabels[state]])}
        />
      </div>
      <ImpactFields
        id="update-impact"
        legend="Impact from now on"
        components={touched}
        now={now}
        typed={typed}
        error={errorAt(failure, "impacts")}
      />
      {others.length > 0 && (
        <details open={adds}>
          <summary className="cursor-pointer font-medium">It touches another component</summary>
          <div className="mt-3">
            <ImpactFields id="update-adds" legend="Add" components={others} now={{}} typed={typed} />
          </div>
        </details>
      )}
      <div>
        <Button look="primary" name="intent" value="update">
          Add the update
        </Button>
      </div>
    </Form>
  );
}

function ResolveForm({ incident, touched, failure: sent }: Props) {
  const failure = failureOf(sent, "resolve");
  const wrong = touched.filter((row) => row.impact !== "operational");
  return (
    <details className="mt-4 border-t border-line pt-3.5" open={failure !== undefined}>
      <summary className="cursor-pointer font-medium">It is over: resolve the incident</summary>
      <Form
        method="post"
        key={incident.version}
        className="mt-3 flex max-w-xl flex-col items-start gap-4"
        aria-label="Resolve"
      >
        <input type="hidden" name="version" value={incident.version} />
        <div>
          <p>
            {wrong.length === 0
              ? "Every component is operational already. The incident ends, and the review can be written."
              : "These become operational; the incident ends, and the review can be written."}
          </p>
          <ul className="mt-1.5 flex flex-col gap-1">
            {wrong.map(({ key, name, impact }) => (
              <li key={key} className="flex flex-wrap items-center gap-x-2">
                {name}: <HealthTag state={impact} /> <span aria-hidden>→</span>
                <span className="sr-only"> becomes </span>
                <HealthTag state="operational" />
              </li>
            ))}
          </ul>
        </div>
        <div className="w-full">
          <TextArea
            id="resolve-text"
            name="text"
            label="What ended it"
            defaultValue={failure?.values.text}
            error={errorAt(failure, "text")}
            required
          />
        </div>
        <TextField
          id="resolve-at"
          name="resolvedAt"
          type="datetime-local"
          label="Over since"
          hint="Europe/Helsinki. Empty: since now"
          defaultValue={failure?.values.resolvedAt}
          error={errorAt(failure, "resolvedAt")}
        />
        <Button look="primary" name="intent" value="resolve">
          Resolve
        </Button>
      </Form>
    </details>
  );
}

function ReopenForm({ incident, touched, failure: sent }: Props) {
  const failure = failureOf(sent, "reopen");
  // What it was at worst is what it most likely is again.
  const again = Object.fromEntries(touched.map(({ key, worstImpact }) => [key, worstImpact]));
  return (
    <details open={failure !== undefined}>
      <summary className="cursor-pointer font-medium">It was not over: reopen the incident</summary>
      <Form method="post" key={incident.version} className="mt-3 flex flex-col items-start gap-4" aria-label="Reopen">
        <input type="hidden" name="version" value={incident.version} />
        <div className="w-full max-w-xl">
          <TextArea
            id="reopen-reason"
            name="reason"
            label="Why it is open again"
            hint="Becomes an update. The time since it was resolved is not counted."
            defaultValue={failure?.values.reason}
            error={errorAt(failure, "reason")}
            required
          />
        </div>
        <ImpactFields
          id="reopen-impact"
          legend="Impact from now on"
          components={touched}
          now={again}
          typed={failure?.values}
          error={errorAt(failure, "impacts")}
        />
        <Button name="intent" value="reopen">
          Reopen
        </Button>
      </Form>
    </details>
  );
}
