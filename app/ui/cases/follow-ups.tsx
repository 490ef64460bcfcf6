import { Form } from "@remix-run/react";
import type { CaseView } from "#app/domain/cases/case-view.ts";
import { Button } from "../button.tsx";
import { TextField } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { Instant } from "../instant.tsx";
import { Tag } from "../tag.tsx";
import { useDraft } from "../use-draft.ts";

type Props = {
  number: number;
  followUps: CaseView["followUps"];
  now: string;
  mayWork: boolean;
  failure: FormFailure | undefined;
  sent: string | null;
};

/** What is to be looked at later. A measurement is made by the worker; a task is somebody's. */
export function CaseFollowUps({ number, followUps, now, mayWork, failure, sent }: Props) {
  return (
    <>
      {followUps.length === 0 && <p className="text-muted">Nothing is to be looked at later.</p>}
      <ul className="flex flex-col divide-y divide-line">
        {followUps.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2 first:pt-0">
            <div className="min-w-0">
              <p className="break-words">{row.text}</p>
              <p className="flex flex-wrap items-center gap-x-2 text-[13px] text-muted">
                {row.doneAt ? (
                  <>
                    <Tag tone="good">Done</Tag>{" "}
                    <span>
                      <Instant at={row.doneAt} />
                      {row.doneBy && ` by ${row.doneBy}`}
                    </span>
                  </>
                ) : (
                  <>
                    {row.overdue && <Tag tone="warn">Overdue</Tag>}
                    <span>
                      {row.kind === "measurement" ? "Measured by itself" : "To do"} <Instant at={row.dueAt} now={now} />
                    </span>
                  </>
                )}
              </p>
            </div>
            {mayWork && !row.doneAt && row.kind === "task" && (
              <Form method="post" preventScrollReset className="no-print">
                <input type="hidden" name="intent" value="finish_follow_up" />
                <input type="hidden" name="followUp" value={row.id} />
                <Button aria-label={`Mark as done: ${row.text}`}>Mark as done</Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {mayWork && <AddFollowUp number={number} failure={failureOf(failure, "follow_up")} sent={sent} />}
    </>
  );
}

function AddFollowUp({ number, failure, sent }: Pick<Props, "number" | "failure" | "sent">) {
  const [text, setText] = useDraft(`case ${number} follow-up`, failure?.values.text ?? "", sent);
  return (
    <details className="no-print mt-2 border-t border-line pt-3" open={failure !== undefined}>
      <summary className="cursor-pointer font-medium">Add a follow-up</summary>
      <Form method="post" aria-label="Follow-up" preventScrollReset className="mt-3 flex flex-col items-start gap-3">
        <input type="hidden" name="intent" value="follow_up" />
        <div className="w-full">
          <TextField
            id="follow-up-text"
            name="text"
            label="What is to be looked at"
            value={text}
            onChange={(event) => setText(event.target.value)}
            error={errorAt(failure, "text")}
            required
          />
        </div>
        <TextField
          key={sent}
          id="follow-up-due"
          name="dueAt"
          type="datetime-local"
          label="When"
          hint="Europe/Helsinki"
          defaultValue={failure?.values.dueAt}
          error={errorAt(failure, "dueAt")}
          required
        />
        <Button>Add the follow-up</Button>
      </Form>
    </details>
  );
}
