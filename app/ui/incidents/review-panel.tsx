import { Form, Link } from "@remix-run/react";
import type { ReviewField } from "#app/domain/health/incidents/incident-schema.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { TextArea } from "../field.tsx";
import { Panel } from "../panel.tsx";
import { TextWithLinks } from "../text-with-links.tsx";
import { errorAt, type FormFailure, failureOf } from "./form-failure.ts";

type Review = Record<ReviewField, string> & { version: number; by: string; writtenAt: Date | string };
type Props = {
  review: Review | null;
  /** Why it cannot be written now; undefined when it can. */
  closed: string | undefined;
  failure: FormFailure | undefined;
  /** To who wrote which version, for those who may look there. */
  historyHref: string | undefined;
};

const fields: readonly [ReviewField, label: string, hint: string][] = [
  ["whatHappened", "What happened", "In order, as seen from outside and from inside"],
  ["cause", "Cause", "Of the fault, and of its being found when it was"],
  ["whatHelped", "What helped", "Shown to whoever has a similar incident"],
  ["whatChanges", "What changes", "So that it does not come again, or is found sooner"],
];

/** What was learnt from an incident. */
export function ReviewPanel({ review, closed, failure: sent, historyHref }: Props) {
  const failure = failureOf(sent, "review");
  const conflict = failure?.error.code === "conflict";
  return (
    <Panel
      id="review"
      title="Review"
      aside={
        review &&
        historyHref && (
          <Link className="text-accent underline" to={historyHref}>
            Who wrote what
          </Link>
        )
      }
    >
      {review && <Written review={review} />}
      {!review && closed && <p className="text-muted">{closed}</p>}
      {!review && !closed && !failure && (
        <p className="text-muted">Not written yet. What helped this time is shown when something similar happens.</p>
      )}
      {!closed && (
        <details className="mt-3 border-t border-line pt-3.5" open={failure !== undefined}>
          <summary className="cursor-pointer font-medium">{review ? "Change the review" : "Write the review"}</summary>
          {conflict && (
            <div className="mt-3">
              <Callout tone="bad" title="Yours is not saved yet">
                {review?.by} saved version {review?.version} while you wrote: it stands above, yours below. Put together
                what you want to keep, then save.
              </Callout>
            </div>
          )}
          <Form
            method="post"
            key={review?.version ?? 0}
            preventScrollReset
            className="mt-3 flex flex-col gap-4"
            aria-label="Review"
          >
            <input type="hidden" name="reviewVersion" value={review?.version ?? 0} />
            {fields.map(([name, label, hint]) => (
              <TextArea
                key={name}
                id={`review-${name}`}
                name={name}
                label={label}
                hint={hint}
                defaultValue={failure?.values[name] ?? review?.[name]}
                error={errorAt(failure, name)}
                required
              />
            ))}
            <div>
              <Button look="primary" name="intent" value="review">
                Save the review
              </Button>
            </div>
          </Form>
        </details>
      )}
    </Panel>
  );
}

function Written({ review }: { review: Review }) {
  return (
    <>
      <dl className="flex max-w-[75ch] flex-col gap-3">
        {fields.map(([name, label]) => (
          <div key={name}>
            <dt className="font-medium">{label}</dt>
            <dd className="break-words whitespace-pre-wrap">
              <TextWithLinks text={review[name]} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-[13px] text-muted">
        Version {review.version}, {review.by}, {formatInstant(review.writtenAt)}
      </p>
    </>
  );
}
