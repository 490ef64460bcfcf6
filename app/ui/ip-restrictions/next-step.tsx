import { CONFIRM_MINUTES } from "#app/domain/ip-restrictions/ip-figures-rules.ts";
import type { RestrictionView } from "#app/domain/ip-restrictions/restriction-view.ts";
import { formatClock, formatLasted } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "../callout.tsx";
import { DecisionForm, SignInAgain } from "../decision-form.tsx";
import { type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { Panel } from "../panel.tsx";
import { StepForm } from "./step-form.tsx";
import { DiffText } from "./version-history.tsx";

type Props = { list: RestrictionView; formToken: string; fresh: boolean; failure?: FormFailure };

/** What is to be done with the list now, and by whom. */
export function NextStep(props: Props) {
  const { list } = props;
  if (list.state === "draft" && list.actions.propose.allowed) return <Propose {...props} />;
  if (list.state === "proposed") return <Decide {...props} />;
  if (list.state === "unconfirmed" && list.confirmUntil) return <Countdown list={list} />;
  return null;
}

function Propose({ list }: Props) {
  const notTried = list.dryRun?.current ? undefined : "Try the list first: the second person decides by that.";
  return (
    <Panel title="Next">
      <p className="mb-3">
        {list.inForce
          ? `Version ${list.inForce.version} holds until another person has approved this one.`
          : "Nothing is restricted until another person has approved it."}
      </p>
      <div className="flex flex-wrap items-start gap-3">
        <StepForm list={list} intent="propose" look="primary" disabledReason={notTried}>
          Propose it to a second person
        </StepForm>
        <StepForm list={list} intent="cancel" look="danger">
          Cancel the draft
        </StepForm>
      </div>
    </Panel>
  );
}

/** What an approval does, told before the button. */
function WhatHappens({ list }: { list: RestrictionView }) {
  return (
    <div className="flex flex-col gap-1.5">
      <p className="font-medium">{list.dryRun?.sentence ?? "It was not tried."}</p>
      {list.inForce ? (
        <p>
          It takes the place of version {list.inForce.version}: <DiffText diff={list.inForce.diff} />.
        </p>
      ) : (
        <p>Until now one may sign in from anywhere; after it from these networks only.</p>
      )}
      <p>
        It is in force at once. {list.requester.name} gets a link at {list.requester.email} and has {CONFIRM_MINUTES}{" "}
        minutes to confirm from a listed network; otherwise it is rolled back by itself.
      </p>
    </div>
  );
}

function Decide({ list, formToken, fresh, failure }: Props) {
  const { approve, refuse, withdraw } = list.actions;
  const failed = failureOf(failure, "approve") ?? failureOf(failure, "refuse");
  return (
    <Panel title="It waits for a second person" id="decision">
      <div className="flex flex-col gap-3">
        <p className="text-muted">
          Proposed by {list.people.proposedBy ?? "somebody"}; written by{" "}
          {list.people.writtenBy.join(", ") || "nobody known"}.
        </p>
        <WhatHappens list={list} />
        {!approve.allowed && <p className="text-muted">{approve.reason}</p>}
        {approve.allowed && !fresh && <SignInAgain from={paths.ipRestriction(list.id)} to="decide" what="A decision" />}
        {refuse.allowed && fresh && (
          <DecisionForm
            label="Decide the list"
            seen={{ version: list.rowVersion, networksSha256: list.networksSha256, formToken }}
            words={{ name: "reason", label: "Reason", hint: "Needed when you refuse; kept with the list" }}
            approve={approve.allowed ? "Approve and put in force" : null}
            failure={failed}
          />
        )}
        {withdraw.allowed && (
          <StepForm list={list} intent="withdraw">
            Take it back and change it
          </StepForm>
        )}
      </div>
    </Panel>
  );
}

function Countdown({ list }: { list: RestrictionView }) {
  const until = list.confirmUntil!;
  const minutes = (new Date(until).getTime() - new Date(list.now).getTime()) / 60_000;
  return (
    <Callout tone="warn" title={`${formatLasted(minutes)} left for the customer to confirm`}>
      <p>
        {list.requester.name} has a link at {list.requester.email}, to be opened from one of the networks by{" "}
        {formatClock(until)}. If nobody does, it is rolled back by itself to what held before.
      </p>
    </Callout>
  );
}
