import { Form, Link } from "@remix-run/react";
import type { BulletinView, ContentProblem } from "#app/domain/bulletins/bulletin-view.ts";
import type { Language } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "../button.tsx";
import { SignInAgain } from "../decision-form.tsx";
import { TextArea } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { NoteFields } from "./note-fields.tsx";

export type StepProps = {
  bulletin: Pick<
    BulletinView,
    "id" | "kind" | "version" | "state" | "correcting" | "actions" | "scheduledFor" | "pinnedUntil" | "problems"
  >;
  failure: FormFailure | undefined;
  /** The language that readers of another one are shown where theirs is missing. */
  firstLanguage: Language;
};

/** Bound to the version on the screen: what another person changed meanwhile is not approved or published by it. */
export function Seen({ version, intent }: { version: number; intent: string }) {
  return (
    <>
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="intent" value={intent} />
    </>
  );
}

const blocked = (problems: readonly ContentProblem[]): string | undefined => {
  const count = problems.filter(({ blocks }) => blocks).length;
  if (count === 0) return undefined;
  return count === 1 ? "One thing below has to be mended first." : `${count} things below have to be mended first.`;
};

/** Draft: on to the editor, or to the reviewer. A correction tells its readers what it changes. */
export function SubmitForm({ bulletin, failure: sent, firstLanguage }: StepProps) {
  const failure = failureOf(sent, "submit");
  const { submit, save } = bulletin.actions;
  const reason = submit.allowed ? blocked(bulletin.problems) : submit.reason;
  return (
    <Form method="post" aria-label="Send to review" className="flex flex-col items-start gap-4">
      <Seen version={bulletin.version} intent="submit" />
      {bulletin.correcting && submit.allowed && (
        <NoteFields
          name="correctionNote"
          legend="What the correction changes, for readers"
          firstLanguage={firstLanguage}
          failure={failure}
        />
      )}
      <div className="flex flex-wrap items-center gap-3">
        {save.allowed && (
          <Link className={buttonClass(reason ? "primary" : "secondary")} to={paths.bulletinEdit(bulletin.id)}>
            Edit
          </Link>
        )}
        <Button look={reason ? "secondary" : "primary"} disabledReason={reason}>
          Send to review
        </Button>
      </div>
    </Form>
  );
}

/** In review, for who may decide. */
export function ReviewForms({
  bulletin,
  failure: sent,
  formToken,
  fresh,
}: StepProps & { formToken: string; fresh: boolean }) {
  const failure = failureOf(sent, "return");
  const { approve, return: giveBack } = bulletin.actions;
  return (
    <>
      {approve.allowed && !fresh ? (
        <SignInAgain from={paths.bulletin(bulletin.id)} to="approve" what="An approval" />
      ) : (
        <Form method="post" aria-label="Approve">
          <Seen version={bulletin.version} intent="approve" />
          <input type="hidden" name="formToken" value={formToken} />
          <Button look="primary" disabledReason={approve.allowed ? undefined : approve.reason}>
            Approve
          </Button>
        </Form>
      )}
      {giveBack.allowed && (
        <details className="mt-4 border-t border-line pt-3.5" open={failure !== undefined}>
          <summary className="cursor-pointer font-medium">Return it with comments</summary>
          <Form method="post" aria-label="Return" className="mt-3 flex max-w-xl flex-col items-start gap-3">
            <Seen version={bulletin.version} intent="return" />
            <div className="w-full">
              <TextArea
                id="return-note"
                name="note"
                label="What should be changed"
                hint="Colleagues read it here. Customers never do."
                rows={4}
                defaultValue={failure?.values.note}
                error={errorAt(failure, "note")}
                required
              />
            </div>
            <Button>Return to draft</Button>
          </Form>
        </details>
      )}
    </>
  );
}

/** Back to draft, by who writes: an approval does not hold for another text. Or a correction is given up. */
export function TakeBackForm({ bulletin }: StepProps) {
  const { take_back, abandon_correction } = bulletin.actions;
  if (!take_back.allowed && !abandon_correction.allowed) return null;
  return (
    <Form
      method="post"
      aria-label={take_back.allowed ? "Take back" : "Give up the correction"}
      className="mt-4 flex flex-wrap items-center gap-3 border-t border-line pt-3.5"
    >
      <Seen version={bulletin.version} intent={take_back.allowed ? "take_back" : "abandon_correction"} />
      <Button look="quiet" className="-ml-3.5">
        {take_back.allowed ? "Take back to draft" : "Give up the correction"}
      </Button>
      {!take_back.allowed && <span className="text-muted">What is public stays as it is.</span>}
      {take_back.allowed && bulletin.state !== "in_review" && (
        <span className="text-muted">It needs an approval again then.</span>
      )}
    </Form>
  );
}
