import { Form } from "@remix-run/react";
import { formatInstant, formatWeekday } from "#app/i18n/formats.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { TextField } from "../field.tsx";
import { Panel } from "../panel.tsx";
import { Tag } from "../tag.tsx";
import { errorAt, type FormFailure, failureOf } from "./form-failure.ts";

type FollowUp = {
  id: string;
  text: string;
  owner: string;
  dueOn: string | null;
  done: { by: string; at: Date | string } | null;
};
type Props = {
  followUps: readonly FollowUp[];
  /** The calendar day in Helsinki, to tell what is late. */
  today: string;
  mayChange: boolean;
  failure: FormFailure | undefined;
};

/** What is to be done after the incident, so that it does not come again; ticks can be taken back. */
export function FollowUps({ followUps, today, mayChange, failure: sent }: Props) {
  const open = followUps.filter((row) => !row.done).length;
  const failure = failureOf(sent, "add_follow_up");
  return (
    <Panel
      id="follow-ups"
      title="Follow-ups"
      aside={followUps.length > 0 && <span className="text-muted">{open === 0 ? "all done" : `${open} to do`}</span>}
    >
      {followUps.length === 0 && (
        <p className="text-muted">Nothing is to be done yet so that it does not come again.</p>
      )}
      <ul className="flex flex-col divide-y divide-line">
        {followUps.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2 first:pt-0">
            <FollowUpText row={row} today={today} />
            {mayChange && (
              <Form method="post">
                <input type="hidden" name="followUp" value={row.id} />
                <Button
                  look={row.done ? "quiet" : "secondary"}
                  name="intent"
                  value={row.done ? "undo_follow_up" : "complete_follow_up"}
                  aria-label={row.done ? `Undo: not done after all, ${row.text}` : `Mark as done: ${row.text}`}
                >
                  {row.done ? "Undo" : "Mark as done"}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <details className="mt-3 border-t border-line pt-3.5" open={failure !== undefined}>
          <summary className="cursor-pointer font-medium">Add a follow-up</summary>
          {/* Another key once one is added: the fields are empty again. */}
          <Form
            method="post"
            key={followUps.length}
            preventScrollReset
            className="mt-3 flex flex-col gap-4"
            aria-label="Follow-up"
          >
            {failure && !failure.error.field && <Callout tone="bad">{failure.error.message}</Callout>}
            <TextField
              id="follow-up-text"
              name="text"
              label="What is to be done"
              defaultValue={failure?.values.text}
              error={errorAt(failure, "text")}
              required
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField
                id="follow-up-owner"
                name="owner"
                label="Who does it"
                hint="A person or a team"
                defaultValue={failure?.values.owner}
                error={errorAt(failure, "owner")}
                autoComplete="off"
                required
              />
              <TextField
                id="follow-up-due"
                name="dueOn"
                type="date"
                label="By"
                hint="May stay empty"
                defaultValue={failure?.values.dueOn}
                error={errorAt(failure, "dueOn")}
              />
            </div>
            <div>
              <Button name="intent" value="add_follow_up">
                Add the follow-up
              </Button>
            </div>
          </Form>
        </details>
      )}
    </Panel>
  );
}

function FollowUpText({ row, today }: { row: FollowUp; today: string }) {
  const late = !row.done && row.dueOn !== null && row.dueOn < today;
  return (
    <div className="min-w-0">
      <p className="break-words">{row.text}</p>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[13px] text-muted">
        <span>
          {row.owner}
          {row.dueOn && `, by ${formatWeekday(row.dueOn)} ${row.dueOn.slice(0, 4)}`}
        </span>
        {late && <Tag tone="warn">Late</Tag>}
        {row.done && (
          <Tag tone="good">
            Done {formatInstant(row.done.at)} by {row.done.by}
          </Tag>
        )}
      </p>
    </div>
  );
}
