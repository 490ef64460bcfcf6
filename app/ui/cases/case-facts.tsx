import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { CaseView } from "#app/domain/cases/case-view.ts";
import { paths } from "#app/paths.ts";
import { Instant } from "../instant.tsx";
import { Facts } from "../panel.tsx";
import { languageWords } from "./case-words.ts";
import { Due } from "./due.tsx";
import { PriorityTag } from "./priority-tag.tsx";

type Fact = [term: string, value: ReactNode];

/** Whose case it is, and since when; of a sealed one the dates alone. */
export function CaseFacts({ of, linkCustomer }: { of: CaseView; linkCustomer: boolean }) {
  const by = (name: string | null) => name && !of.sealed && ` by ${name}`;
  const opened: Fact = [
    "Opened",
    <>
      <Instant at={of.openedAt} />
      {by(of.openedBy)}
    </>,
  ];
  const ended: Fact = of.closedAt
    ? [
        "Closed",
        <>
          <Instant at={of.closedAt} />
          {by(of.closedBy)}
        </>,
      ]
    : ["Due", <Due key="due" at={of.dueAt} overdue={of.overdue} now={of.now} />];
  if (of.sealed) return <Facts items={[["Number", of.number], ["Kind", of.kindLabel], opened, ended]} />;
  return (
    <Facts
      items={[
        ["Customer", <Customer key="customer" customer={of.customer} linked={linkCustomer} />],
        ["Assignee", of.assignee?.name ?? "Nobody yet"],
        ["Priority", <PriorityTag key="priority" priority={of.priority} />],
        opened,
        ended,
        ["Ticket", of.externalNumber ?? "None"],
        ["Answered in", languageWords[of.language]],
      ]}
    />
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
      <span className="whitespace-nowrap text-muted tabular-nums">{customer.businessId}</span>
    </>
  );
}
