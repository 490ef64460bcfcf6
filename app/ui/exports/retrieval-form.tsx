import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { TextArea, TextField } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";

/** Keeps an archive longer for fetching, with the reason. */
export function RetrievalForm({
  version,
  reopens,
  failure: sent,
}: {
  version: number;
  /** The time was over: the customer gets a new link. */
  reopens: boolean;
  failure?: FormFailure;
}) {
  const failure = failureOf(sent, "extend_retrieval");
  return (
    <Form method="post" className="flex max-w-xl flex-col items-start gap-3" aria-label="Keep it longer for fetching">
      <input type="hidden" name="version" value={version} />
      <p>
        {reopens
          ? "If it is kept longer, the customer gets a new link by e-mail."
          : "If it is kept longer, the link lives as long and the customer is told by e-mail."}
      </p>
      <TextField
        id="extend-until"
        name="retrievalEndsOn"
        type="date"
        label="Fetching ends on"
        defaultValue={failure?.values.retrievalEndsOn}
        error={errorAt(failure, "retrievalEndsOn")}
        required
      />
      <div className="w-full">
        <TextArea
          id="extend-reason"
          name="reason"
          rows={2}
          label="Reason"
          hint="Kept with the request"
          defaultValue={failure?.values.reason}
          error={failure?.error.field && failure.error.field !== "retrievalEndsOn" ? failure.error.message : undefined}
          required
        />
      </div>
      <Button name="intent" value="extend_retrieval">
        Keep it longer
      </Button>
    </Form>
  );
}

/** The day on which the service itself erased what it held. */
export function ServiceErasureForm({
  version,
  erasedOn,
  today,
  failure: sent,
}: {
  version: number;
  erasedOn: string | null;
  today: string;
  failure?: FormFailure;
}) {
  const failure = failureOf(sent, "record_service_erasure");
  return (
    <Form method="post" className="flex max-w-xl flex-col items-start gap-3" aria-label="The service's own erasure">
      <input type="hidden" name="version" value={version} />
      <TextField
        name="serviceErasedOn"
        type="date"
        max={today}
        label="The service erased what it held on"
        hint="As the platform team told. It is named in the certificate of the archive's erasure"
        defaultValue={failure?.values.serviceErasedOn ?? erasedOn ?? ""}
        error={errorAt(failure, "serviceErasedOn")}
        required
      />
      <Button name="intent" value="record_service_erasure">
        Record the day
      </Button>
    </Form>
  );
}
