import type { ProposedChange, WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { Facts, Panel } from "../panel.tsx";
import { Tag, type TagTone } from "../tag.tsx";
import { ClashList } from "./clash-list.tsx";
import { lengthText, spanText } from "./window-text.ts";

/** The hours that a change would give, beside those that it has; what they fall on. */
export function ChangeHours({ window, change }: { window: WindowView; change: ProposedChange }) {
  const { startsAt, endsAt } = change;
  const hours = startsAt && endsAt ? { startsAt, endsAt } : null;
  return (
    <Facts
      items={[
        ["Now", `${spanText(window)} (${lengthText(window)})`],
        ["Proposed", hours ? `${spanText(hours)} (${lengthText(hours)})` : "No window this month"],
        ...(hours
          ? [
              [
                "Falls on",
                change.clashes.length > 0 ? (
                  <ClashList key="clashes" clashes={change.clashes} />
                ) : (
                  "No VAT date, salary day, month end or public holiday"
                ),
              ] as [string, JSX.Element | string],
            ]
          : []),
      ]}
    />
  );
}

const words: Record<ProposedChange["kind"], string> = {
  move: "Move",
  skip: "Skip",
  shorten: "Shorten",
  lengthen: "Lengthen",
};
const states: Record<ProposedChange["state"], { tone: TagTone; word: string }> = {
  proposed: { tone: "waiting", word: "Waiting" },
  approved: { tone: "done", word: "Approved" },
  refused: { tone: "ended", word: "Refused" },
  withdrawn: { tone: "ended", word: "Withdrawn" },
};

/** The changes that were decided, with who asked, who decided, and why. */
export function ChangeList({ changes }: { changes: readonly ProposedChange[] }) {
  const decided = changes.filter(({ state }) => state !== "proposed");
  if (decided.length === 0) return null;
  return (
    <Panel title="Changes of its hours">
      <ul className="flex flex-col gap-3">
        {decided.map((change) => (
          <li key={change.id}>
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="font-medium">{words[change.kind]}</span>
              {change.startsAt && change.endsAt && (
                <span>to {spanText({ startsAt: change.startsAt, endsAt: change.endsAt })}</span>
              )}
              <Tag tone={states[change.state].tone}>{states[change.state].word}</Tag>
            </p>
            <p className="break-words">
              {change.proposedBy}: <q>{change.reason}</q>
            </p>
            {change.decidedAt && (
              <p className="text-[13px] break-words text-muted">
                {change.decidedBy ?? "Nobody decided before it started"}, {formatInstant(change.decidedAt)}
                {change.decisionNote && `: ${change.decisionNote}`}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
