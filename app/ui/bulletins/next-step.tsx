import type { ReactNode } from "react";
import type { BulletinState } from "#app/domain/bulletins/bulletin-states.ts";
import type { BulletinView } from "#app/domain/bulletins/bulletin-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import type { Language } from "#app/i18n/languages.ts";
import type { FormFailure } from "../incidents/form-failure.ts";
import { Panel } from "../panel.tsx";
import { PublishedForms, PublishForms } from "./publish-forms.tsx";
import { ReviewForms, SubmitForm, TakeBackForm } from "./review-forms.tsx";

type Props = {
  bulletin: BulletinView;
  failure: FormFailure | undefined;
  firstLanguage: Language;
  formToken: string;
  fresh: boolean;
  suggested: string | null;
};

const headings: Record<BulletinState, string> = {
  draft: "Next: write it and send it to review",
  in_review: "Next: another person reviews it",
  approved: "Next: publish it",
  scheduled: "It comes out by itself",
  published: "If something in it is wrong",
  retracted: "Retracted",
};

/** The one thing to do now, by the state, and what else can be done. */
export function NextStep(props: Props) {
  const { bulletin } = props;
  return (
    <Panel
      title={
        bulletin.correcting && bulletin.state === "draft"
          ? "Next: send the correction to review"
          : headings[bulletin.state]
      }
    >
      <Step {...props} />
      <TakeBackForm {...props} />
    </Panel>
  );
}

function Step(props: Props): ReactNode {
  const { bulletin } = props;
  switch (bulletin.state) {
    case "draft":
      return (
        <>
          <ReturnedWith bulletin={bulletin} />
          <SubmitForm {...props} />
        </>
      );
    case "in_review":
      return (
        <>
          <p className="mb-3">
            {bulletin.submittedBy ?? "Somebody"} sent it to review. Below stands what will be published
            {bulletin.correcting && ", and what it changes of what is public"}.
          </p>
          <ReviewForms {...props} />
        </>
      );
    case "approved":
    case "scheduled":
      return (
        <>
          <p className="mb-3">
            {bulletin.approvedBy ?? "Somebody"} approved it
            {bulletin.scheduledFor && `; it comes out ${formatInstant(bulletin.scheduledFor)}, Europe/Helsinki`}.
          </p>
          <PublishForms {...props} />
        </>
      );
    case "published":
      return bulletin.actions.correct.allowed || bulletin.actions.retract.allowed ? (
        <PublishedForms {...props} />
      ) : (
        <p className="text-muted">A release manager corrects or retracts it, with a note that readers see.</p>
      );
    default:
      return <p className="max-w-[75ch]">{bulletin.retractionNote?.[props.firstLanguage]}</p>;
  }
}

/** What the reviewer asked for, while it has not been sent again. */
function ReturnedWith({ bulletin }: { bulletin: BulletinView }) {
  const last = [...bulletin.events].reverse().find(({ what }) => what === "return" || what === "submit");
  if (last?.what !== "return" || !last.note) return null;
  return (
    <div className="mb-4 border-l-2 border-line-strong pl-3">
      <p className="text-muted">
        {last.by} returned it {formatInstant(last.at)}:
      </p>
      <p className="max-w-[75ch] break-words whitespace-pre-wrap">{last.note}</p>
    </div>
  );
}
