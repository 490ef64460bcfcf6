import type { CaseView } from "#app/domain/cases/case-view.ts";
import { Callout } from "../callout.tsx";
import { Panel } from "../panel.tsx";
import type { FormFailure } from "../incidents/form-failure.ts";
import { CaseAssign } from "./case-assign.tsx";
import { CaseFacts } from "./case-facts.tsx";
import { CaseTimeline } from "./case-timeline.tsx";
import { CaseWork } from "./case-work.tsx";
import { RuleNote } from "./rule-note.tsx";

/** A case that says that it exists and how far it is, and nothing else. */
export function SealedCase({
  view,
  me,
  failure,
}: {
  view: CaseView;
  /** The person at the screen. */
  me: string;
  failure: FormFailure | undefined;
}) {
  return (
    <div className="flex flex-col gap-5">
      <Callout tone="info" title="What it is about is not shown here">
        An authority’s request is seen by the platform team alone. Everybody else sees that it exists, its state and its
        dates. It has no notes, replies or files, so that nothing of its content can end up here.
      </Callout>
      <Panel title="The rule that decides">
        <RuleNote rule={view.rule} />
      </Panel>
      <Panel title="Facts">
        <CaseFacts of={view} linkCustomer={false} />
        {view.may.assign && (
          <div className="no-print mt-3.5 max-w-md border-t border-line pt-3.5">
            <CaseAssign
              version={view.version}
              assignee={view.assignee}
              people={view.people}
              me={me}
              failure={failure}
            />
          </div>
        )}
      </Panel>
      {view.work.length > 0 && (
        <Panel title="Work">
          <CaseWork work={view.work} steps={[]} />
        </Panel>
      )}
      <Panel title="What happened, newest first">
        <CaseTimeline items={view.timeline} />
      </Panel>
    </div>
  );
}
