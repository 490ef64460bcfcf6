import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Prefilled } from "#app/domain/health/incidents/prefill-rules.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { Button } from "../button.tsx";
import { TextArea, TextField } from "../field.tsx";
import { Panel } from "../panel.tsx";
import { errorAt, type FormFailure } from "./form-failure.ts";
import { ImpactFields } from "./impact-fields.tsx";

type Props = {
  components: readonly { key: string; name: string }[];
  filled: Prefilled;
  failure: FormFailure | undefined;
  /** What was typed, when the form comes back for whatever reason. */
  typed: Record<string, string> | undefined;
  /** Open incidents of the same components, with what can be done instead. */
  overlaps: ReactNode;
};

/** `2026-11-22T21:40`, as a field for a day and time takes it. */
const fieldTime = (instant: string) => formatInstant(instant).replace(" ", "T");

export function NewIncidentForm({ components, filled, failure, typed, overlaps }: Props) {
  const startedAt = filled.startedAt ? fieldTime(filled.startedAt) : "";
  return (
    <Form method="post" className="flex flex-col gap-5" aria-label="New incident">
      <input type="hidden" name="openedFrom" value={typed?.openedFrom ?? filled.from} />
      <input type="hidden" name="alertName" value={typed?.alertName ?? filled.alertName ?? ""} />
      {overlaps}
      <Panel title="What is wrong">
        <div className="flex flex-col gap-4">
          <TextField
            name="title"
            label="Title"
            hint="A few words that will be searched for later, such as “Bank connections time out”"
            defaultValue={typed?.title ?? filled.title}
            error={errorAt(failure, "title")}
            maxLength={160}
            autoComplete="off"
            required
          />
          <div className="sm:max-w-xs">
            <TextField
              name="startedAt"
              type="datetime-local"
              label="Began"
              hint="Europe/Helsinki. Empty: now"
              defaultValue={typed?.startedAt ?? startedAt}
              error={errorAt(failure, "startedAt")}
            />
          </div>
          <TextArea
            name="text"
            label="What is known so far"
            hint="The first update. No names or business ids of customers."
            defaultValue={typed?.text}
            error={errorAt(failure, "text")}
            required
          />
        </div>
      </Panel>
      <Panel title="What it touches">
        <ImpactFields
          id="impact"
          legend="Impact on each component"
          hint="At least one. More can be added with any update."
          components={components}
          now={{}}
          suggested={filled.impacts}
          typed={typed}
          error={errorAt(failure, "impacts")}
        />
      </Panel>
      <div>
        <Button look="primary">Open the incident</Button>
      </div>
    </Form>
  );
}
