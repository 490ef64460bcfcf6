import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { HomeCase, HomeCases, HomeFollowUp } from "#app/domain/cases/home-view.ts";
import { paths } from "#app/paths.ts";
import { Panel } from "../panel.tsx";
import { Tag } from "../tag.tsx";
import { CaseStateTag } from "./case-state-tag.tsx";
import { Due } from "./due.tsx";

const AllCases = ({ show, words }: { show?: string; words: string }) => (
  <Link className="text-accent underline" to={paths.cases({ show })}>
    {words}
  </Link>
);

/** What waits for a person of customer service: late first, then one's own, what nobody has, and what was promised. */
export function HomeAgentCases({ cases }: { cases: HomeCases }) {
  const { now, overdue, mine, unassigned, followUps, counts } = cases;
  return (
    <Panel title="Cases" aside={<AllCases words="All cases" />}>
      <p>{cases.sentence}</p>
      {overdue.length > 0 && (
        <Part title="Overdue" more={counts.overdue > overdue.length} show="overdue" all="All overdue cases">
          <CaseLines rows={overdue} now={now} />
        </Part>
      )}
      {mine.length > 0 && (
        <Part title="Mine" more={counts.mine > mine.length} show="mine" all="All your cases">
          <CaseLines rows={mine} now={now} />
        </Part>
      )}
      {unassigned.length > 0 && (
        <Part
          title="Nobody has these yet"
          more={counts.unassigned > unassigned.length}
          show="unassigned"
          all="All that nobody has"
        >
          <CaseLines rows={unassigned} now={now} />
        </Part>
      )}
      {followUps.length > 0 && (
        <Part title="Follow-ups of today">
          <FollowUpLines rows={followUps} now={now} />
        </Part>
      )}
    </Panel>
  );
}

/** What customer service has passed on to the platform team. */
export function HomePassedOn({ cases, now }: { cases: readonly HomeCase[]; now: string }) {
  return (
    <Panel title="Passed on to the platform team" aside={<AllCases words="All cases" />}>
      {cases.length === 0 ? <p>Customer service waits for nothing from you.</p> : <CaseLines rows={cases} now={now} />}
    </Panel>
  );
}

function Part({
  title,
  more = false,
  show,
  all = "",
  children,
}: {
  title: string;
  /** Whether there are others. */
  more?: boolean;
  show?: string;
  /** The words that lead to all of them. */
  all?: string;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="mt-3.5 border-t border-line pt-3">
      <h3 className="mb-1.5">{title}</h3>
      {children}
      {more && (
        <p className="mt-1.5">
          <AllCases show={show} words={all} />
        </p>
      )}
    </section>
  );
}

function CaseLines({ rows, now }: { rows: readonly HomeCase[]; now: string }) {
  return (
    <ul className="flex flex-col gap-2">
      {rows.map((row) => (
        <li key={row.number} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <Link className="min-w-0 break-words text-accent hover:underline" to={paths.case(row.number)}>
            {row.subject}{" "}
            <span className="text-muted">
              {row.customer && `${row.customer.name}, `}no {row.number}
            </span>
          </Link>
          <span className="inline-flex flex-wrap items-center gap-x-3">
            <Due at={row.dueAt} overdue={row.overdue} now={now} />
            <CaseStateTag of={row} turn={false} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function FollowUpLines({ rows, now }: { rows: readonly HomeFollowUp[]; now: string }) {
  return (
    <ul className="flex flex-col gap-2">
      {rows.map(({ id, number, text, dueAt, overdue }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <Link className="min-w-0 break-words text-accent hover:underline" to={`${paths.case(number)}#follow-ups`}>
            {text} <span className="text-muted">no {number}</span>
          </Link>
          {overdue ? <Due at={dueAt} overdue now={now} /> : <Tag tone="neutral">Today</Tag>}
        </li>
      ))}
    </ul>
  );
}
