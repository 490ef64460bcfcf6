import { Form } from "@remix-run/react";
import { formatInstant } from "#app/i18n/formats.ts";
import { Button } from "../button.tsx";
import { TextField } from "../field.tsx";
import { errorAt, failureOf } from "../incidents/form-failure.ts";
import { NoteFields } from "./note-fields.tsx";
import { Seen, type StepProps } from "./review-forms.tsx";

/** As a date and time field has it, in Helsinki time. */
const wall = (at: string | null) => (at ? formatInstant(at).replace(" ", "T") : undefined);

function PinnedField({ id, bulletin, failure }: Pick<StepProps, "bulletin" | "failure"> & { id: string }) {
  if (bulletin.kind !== "important") return null;
  return (
    <div className="w-60">
      <TextField
        id={id}
        name="pinnedUntil"
        type="datetime-local"
        label="Pinned until"
        hint="Stays first; empty: not pinned"
        defaultValue={failure?.values.pinnedUntil ?? wall(bulletin.pinnedUntil)}
        error={errorAt(failure, "pinnedUntil")}
      />
    </div>
  );
}

/** @param suggested when it would come out by the installation's habit, `2026-11-27T15:00` in Helsinki time, or null */
export function PublishForms({ bulletin, failure: sent, suggested }: StepProps & { suggested: string | null }) {
  const publish = failureOf(sent, "publish");
  const schedule = failureOf(sent, "schedule");
  const { actions } = bulletin;
  const noPublish = actions.publish.allowed ? undefined : actions.publish.reason;
  return (
    <div className="flex flex-col gap-4">
      <Form method="post" aria-label="Publish now" className="flex flex-col items-start gap-3">
        <Seen version={bulletin.version} intent="publish" />
        {!noPublish && <PinnedField id="publish-pinned" bulletin={bulletin} failure={publish} />}
        <Button look={bulletin.state === "scheduled" ? "secondary" : "primary"} disabledReason={noPublish}>
          Publish now
        </Button>
        {!noPublish && (
          <p className="text-muted">
            It is public at once, in the feeds too.{" "}
            {bulletin.correcting && bulletin.kind === "weekly"
              ? "Who got the bulletin by e-mail is not written to again."
              : "It goes by e-mail to everybody who asked for it; mails cannot be called back."}
          </p>
        )}
      </Form>
      {actions.schedule.allowed && (
        <Form
          method="post"
          aria-label="Schedule"
          className="flex flex-col items-start gap-3 border-t border-line pt-3.5"
          key={bulletin.version}
        >
          <Seen version={bulletin.version} intent="schedule" />
          <div className="flex flex-wrap items-start gap-3">
            <div className="w-60">
              <TextField
                id="schedule-at"
                name="at"
                type="datetime-local"
                label={bulletin.state === "scheduled" ? "Another time" : "Publish by itself at"}
                hint="Europe/Helsinki"
                defaultValue={schedule?.values.at ?? wall(bulletin.scheduledFor) ?? suggested ?? undefined}
                error={errorAt(schedule, "at")}
                required
              />
            </div>
            <PinnedField id="schedule-pinned" bulletin={bulletin} failure={schedule} />
          </div>
          <Button>Schedule</Button>
        </Form>
      )}
      {actions.unschedule.allowed && (
        <Form method="post" aria-label="Unschedule">
          <Seen version={bulletin.version} intent="unschedule" />
          <Button look="quiet" className="-ml-3.5">
            Do not publish at that time
          </Button>
        </Form>
      )}
    </div>
  );
}

/** Published: what was wrong is corrected in the open, or taken back in the open. */
export function PublishedForms({ bulletin, failure: sent, firstLanguage }: StepProps) {
  const failure = failureOf(sent, "retract");
  const { correct, retract } = bulletin.actions;
  return (
    <>
      {correct.allowed && (
        <Form method="post" aria-label="Correct" className="flex flex-wrap items-center gap-3">
          <Seen version={bulletin.version} intent="correct" />
          <Button>Correct it</Button>
          <span className="text-muted">
            The public reads it as it is until the correction is reviewed and published, with a note of what changed.
          </span>
        </Form>
      )}
      {retract.allowed && (
        <details className="mt-4 border-t border-line pt-3.5" open={failure !== undefined}>
          <summary className="cursor-pointer font-medium">Retract it</summary>
          <Form method="post" aria-label="Retract" className="mt-3 flex max-w-xl flex-col items-start gap-3">
            <Seen version={bulletin.version} intent="retract" />
            <p>
              The text disappears from the pages and feeds; the note stands in its place. This cannot be undone, and who
              got it by e-mail keeps it{bulletin.kind === "important" && "; the note is sent to them too"}.
            </p>
            <NoteFields name="note" legend="Why, for readers" firstLanguage={firstLanguage} failure={failure} />
            <Button look="danger">Retract</Button>
          </Form>
        </details>
      )}
    </>
  );
}
