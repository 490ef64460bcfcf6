import { Link } from "@remix-run/react";
import type { CaseView } from "#app/domain/cases/case-view.ts";
import { paths } from "#app/paths.ts";
import { Instant } from "../instant.tsx";
import { Facts } from "../panel.tsx";
import { languageWords } from "./case-words.ts";
import { Due } from "./due.tsx";
import { PriorityTag } from "./priority-tag.tsx";

/** Whose case it is, and since when; of a sealed one the dates alone. */
export function CaseFacts({ of, linkCustomer }: { of: CaseView; linkCustomer: boolean }) {
  const dates: [string, React.ReactNode][] = [
    ["Opened", <OfInstant key="opened" at={of.openedAt} by={of.openedBy} />],
    ...(of.closed
      ? []
      : [["Due", <Due key="due" at={of.dueAt} overdue={of.overdue} now={of.now} />] as [string, React.ReactNode]]),
    ...(of.closedAt
      ? [["Closed", <OfInstant key="closed" at={of.closedAt} by={of.closedBy} />] as [string, React.ReactNode]]
      : []),
  ];
  if (of.sealed) return <Facts items={[["Number", of.number], ["Kind", of.kindLabel], ...dates]} />;
  return (
    <Facts
      items={[
        ["Customer", <Customer key="customer" customer={of.customer} linked={linkCustomer} />],
        ["Assignee", of.assignee?.name ?? "Nobody yet"],
        ["Priority", <PriorityTag key="priority" priority={of.priority} />],
        ...dates,
        ["Ticket", of.externalNumber ?? "None"],
        ["Answered in", languageWords[of.language]],
      ]}
    />
  );
}

function OfInstant({ at, by }: { at: string; by: string | null }) {
  return (
    <>
      <Instant at={at} />
      {by && ` by ${by}`}
    </>
  );
}

function Customer({ customer, linked }: { customer: CaseView["customer"]; linked: boolean }) {
  if (!customer) return "None";
  return (
    <>
      {linked ? (
        <Link className="text-accent underline" to={paths.customer(customer.businessId)}>
          {customer.name}
        </Link>
      ) : (
        customer.name
      )}{" "}
      <span className="text-muted tabular-nums">{customer.businessId}</span>
    </>
  );
}
