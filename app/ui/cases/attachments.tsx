import { useEffect, useRef } from "react";
import { ATTACHMENT_MAX_BYTES, attachmentEndings } from "#app/domain/cases/attachment-rules.ts";
import type { CaseView } from "#app/domain/cases/case-view.ts";
import { formatBytes } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Button } from "../button.tsx";
import { type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { Instant } from "../instant.tsx";
import { useUpload } from "./use-upload.ts";

type Props = {
  number: number;
  attachments: CaseView["attachments"];
  mayAdd: boolean;
  failure: FormFailure | undefined;
};

/** Files of a case. They are only ever saved, never shown by the browser: anybody may have made them. */
export function Attachments({ number, attachments, mayAdd, failure }: Props) {
  return (
    <>
      {attachments.length === 0 && <p className="text-muted">No files.</p>}
      <ul className="flex flex-col divide-y divide-line">
        {attachments.map(({ id, fileName, size, addedBy, addedAt }) => (
          <li key={id} className="py-2 first:pt-0">
            <a
              className="break-words text-accent underline"
              href={paths.caseAttachment(number, id)}
              download={fileName}
            >
              {fileName}
            </a>
            <p className="text-[13px] text-muted">
              {formatBytes(size)}, {addedBy}, <Instant at={addedAt} />
            </p>
          </li>
        ))}
      </ul>
      {mayAdd && <AddFile number={number} failure={failureOf(failure, "attach")} />}
    </>
  );
}

function AddFile({ number, failure }: Pick<Props, "number" | "failure">) {
  const { state, send, cancel } = useUpload(paths.caseAttachments(number), ATTACHMENT_MAX_BYTES);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (state.step === "done" && input.current) input.current.value = "";
  }, [state.step]);
  const wrong = state.step === "failed" ? state.message : state.step === "none" ? failure?.error.message : undefined;
  return (
    // A plain form, since the file's progress is not for Remix to tell; without scripts the page itself takes it.
    <form
      method="post"
      encType="multipart/form-data"
      action={paths.case(number)}
      aria-label="Attach a file"
      className="no-print mt-2 flex flex-col items-start gap-2 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        const file = input.current?.files?.[0];
        if (file && state.step !== "sending") send(file);
      }}
    >
      <input type="hidden" name="intent" value="attach" />
      <label htmlFor="attachment" className="font-medium">
        Attach a file
      </label>
      <p id="attachment-hint" className="text-[13px] text-muted">
        At most {ATTACHMENT_MAX_BYTES / 1_000_000} MB: {attachmentEndings.join(", ")}. No bookkeeping, and no more of
        persons than the case needs.
      </p>
      <input
        ref={input}
        id="attachment"
        name="file"
        type="file"
        accept={attachmentEndings.map((ending) => `.${ending}`).join()}
        required
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? "attachment-hint attachment-error" : "attachment-hint"}
        className="min-h-9 max-w-full file:mr-3 file:min-h-9 file:cursor-pointer file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3 file:font-medium file:text-ink hover:file:bg-raised"
      />
      {wrong && (
        <p id="attachment-error" role="alert" className="text-[13px] font-medium text-bad">
          {wrong}
        </p>
      )}
      {state.step === "sending" ? (
        <div className="flex flex-wrap items-center gap-3">
          <progress
            aria-label="Sent"
            className="h-2 w-40 appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
            value={state.share}
            max={1}
          >
            {Math.round(state.share * 100)} %
          </progress>
          <Button type="button" look="quiet" onClick={cancel}>
            Stop
          </Button>
        </div>
      ) : (
        <Button>Attach</Button>
      )}
      <p role="status" className="text-[13px] text-muted">
        {state.step === "done" && `${state.fileName} is attached.`}
      </p>
    </form>
  );
}
