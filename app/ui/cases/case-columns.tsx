import type { CaseView } from "#app/domain/cases/case-view.ts";
import type { FormFailure } from "../incidents/form-failure.ts";
import { Panel } from "../panel.tsx";
import { Attachments } from "./attachments.tsx";
import { CaseActions, type CaseStep } from "./case-actions.tsx";
import { CaseAsked } from "./case-asked.tsx";
import { CaseAssign } from "./case-assign.tsx";
import { CaseEdit } from "./case-edit.tsx";
import { CaseFacts } from "./case-facts.tsx";
import { CaseRunbooks } from "./case-runbooks.tsx";
import { CaseTimeline } from "./case-timeline.tsx";
import { CaseWork } from "./case-work.tsx";
import { CaseFollowUps } from "./follow-ups.tsx";
import { NoteForm } from "./note-form.tsx";
import { ReplyForm } from "./reply-form.tsx";
import { RuleNote } from "./rule-note.tsx";
import type { Said } from "./said-words.ts";
import { workSteps } from "./work-steps.ts";

type Props = {
  view: CaseView;
  steps: readonly CaseStep[];
  me: string;
  /** The reply that the last step asks for; null: none. */
  offered: string | null;
  may: {
    answer: boolean;
    customers: boolean;
    runbooks: boolean;
    propose: boolean;
    diagnose: boolean;
    exports: boolean;
  };
  failure: FormFailure | undefined;
  /** Of a template that was asked for without scripts. */
  filled: Record<string, string> | undefined;
  /** Names the sending of a form that was accepted just now; null: it was another. */
  sent: (intent: Said) => string | null;
};

/** A case on one page: what decides, what to do and what happened; beside it whose it is and what belongs to it. */
export function CaseColumns(props: Props) {
  return (
    <div className="grid gap-5 xl:grid-cols-[minmax(0,1fr)_22rem] xl:items-start">
      <div className="flex min-w-0 flex-col gap-5">
        <MainColumn {...props} />
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <SideColumn {...props} />
      </div>
    </div>
  );
}

const kindsWithWork = new Set<CaseView["kind"]>(["slowdown", "ip_restriction", "data_export"]);

function MainColumn({ view, steps, offered, may, failure, filled, sent }: Props) {
  const { number, version } = view;
  return (
    <>
      <Panel title="The rule that decides">
        <RuleNote rule={view.rule} />
      </Panel>
      {(view.work.length > 0 || kindsWithWork.has(view.kind)) && (
        <Panel title="Work">
          <CaseWork work={view.work} steps={workSteps(view, may)} />
        </Panel>
      )}
      {steps.length > 0 && (
        <div className="no-print">
          <Panel title="What to do">
            <CaseActions number={number} version={version} actions={steps} failure={failure} sent={sent("act")} />
          </Panel>
        </div>
      )}
      <Panel title="What was asked">
        <CaseAsked request={view.request} />
        {may.answer && <CaseEdit view={view} failure={failure} />}
      </Panel>
      {may.answer && (
        <div className="no-print">
          <Panel title="Reply" id="reply">
            <ReplyForm
              key={offered}
              number={number}
              language={view.language}
              replies={view.replies}
              offered={offered}
              given={filled}
              failure={failure}
              sent={sent("reply")}
            />
          </Panel>
        </div>
      )}
      <Panel title="What happened, newest first">
        {view.may.work && (
          <div className="no-print mb-3.5 border-b border-line pb-3.5">
            <NoteForm number={number} failure={failure} sent={sent("note")} />
          </div>
        )}
        <CaseTimeline items={view.timeline} />
      </Panel>
    </>
  );
}

function SideColumn({ view, me, may, failure, sent }: Props) {
  const { number } = view;
  return (
    <>
      <Panel title="Facts">
        <CaseFacts of={view} linkCustomer={may.customers} />
        {view.may.assign && (
          <div className="no-print mt-3.5 border-t border-line pt-3.5">
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
      <Panel title="Follow-ups" id="follow-ups">
        <CaseFollowUps
          number={number}
          followUps={view.followUps}
          now={view.now}
          mayWork={view.may.work}
          failure={failure}
          sent={sent("follow_up")}
        />
      </Panel>
      {may.runbooks && (
        <Panel title="Runbooks">
          <CaseRunbooks number={number} runbooks={view.runbooks} />
        </Panel>
      )}
      <Panel title="Files" id="files">
        <Attachments number={number} attachments={view.attachments} mayAdd={view.may.work} failure={failure} />
      </Panel>
    </>
  );
}
