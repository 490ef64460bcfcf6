import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { DisclosureAction } from "#app/domain/disclosures/disclosure-states.ts";
import type { DisclosureView } from "#app/domain/disclosures/disclosure-view.ts";
import { paths } from "#app/paths.ts";
import { Button, type ButtonLook, buttonClass } from "../button.tsx";
import { TextArea } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { ReasonForm } from "../reason-form.tsx";

type Approver = { fresh: boolean; formToken: string };

/** What can be done now, in the order in which it is done. */
export function NextStep({
  view,
  approver,
  failure,
}: {
  view: DisclosureView;
  approver: Approver;
  failure?: FormFailure;
}) {
  const { may, version, state } = view;
  const button = (action: DisclosureAction, label: string, look: ButtonLook = "primary", fields: ReactNode = null) => {
    const rule = may[action];
    return (
      <Form method="post">
        <input type="hidden" name="version" value={version} />
        {fields}
        <Button look={look} name="intent" value={action} disabledReason={rule.allowed ? undefined : rule.reason}>
          {label}
        </Button>
      </Form>
    );
  };
  const written = (action: DisclosureAction, label: string, hint: string, press: string) => {
    const own = failureOf(failure, action);
    return (
      <Form method="post" className="flex w-full max-w-xl flex-col items-start gap-3">
        <input type="hidden" name="version" value={version} />
        <div className="w-full">
          <TextArea
            name="how"
            label={label}
            hint={hint}
            defaultValue={own?.values.how}
            error={errorAt(own, "how")}
            autoComplete="off"
            required
          />
        </div>
        <Button look="primary" name="intent" value={action}>
          {press}
        </Button>
      </Form>
    );
  };
  return (
    <div className="flex flex-col items-start gap-4">
      {state === "registered" &&
        written(
          "verify",
          "How the authority was asked",
          "By another channel than the one by which the request came: its switchboard's number, its registry",
          "Record that the request is genuine",
        )}
      {state === "verified" &&
        view.run.state !== "choosing" &&
        button(
          "execute",
          view.run.state === "failed" ? "Find the rows again" : "Find the rows",
          "primary",
          <input type="hidden" name="scopeSha256" value={view.scopeSha256} />,
        )}
      {state === "verified" && view.run.state === "choosing" && (
        <p>Say above who is meant; the rows are found after that.</p>
      )}
      {state === "executed" && (
        <div className="flex flex-wrap gap-3">
          {may.approve.allowed && !approver.fresh ? (
            <Link className={buttonClass("primary")} to={paths.freshSignIn(paths.disclosure(view.id))}>
              Sign in again to approve
            </Link>
          ) : (
            button(
              "approve",
              "Approve the package",
              "primary",
              <>
                <input type="hidden" name="packageSha512" value={view.package?.sha512 ?? ""} />
                <input type="hidden" name="formToken" value={approver.formToken} />
              </>,
            )
          )}
          {button("send_back", "Send back", "secondary")}
        </div>
      )}
      {state === "approved" && button("deliver", "Send the authority its link")}
      {(state === "delivered" || state === "received") && (
        <>
          {state === "delivered" &&
            written("receive", "How the authority confirmed it", "Where its download does not", "Record the receipt")}
          {state === "received" && button("close", "Close the request")}
          <div className="flex flex-wrap gap-3">
            {button("reissue_link", "Issue a new link", "secondary")}
            {button("revoke_link", "Revoke the link", "danger")}
          </div>
        </>
      )}
      {may.refuse.allowed && (
        <ReasonForm
          summary="Refuse the request"
          quiet
          version={version}
          intent="refuse"
          button="Refuse the request"
          failure={failureOf(failure, "refuse")}
        />
      )}
    </div>
  );
}
