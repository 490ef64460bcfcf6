import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { readServiceFacts } from "#app/domain/facts/read-service-facts.server.ts";
import { limitText } from "#app/domain/health/backups/backup-labels.ts";
import { lossText, recoveryText } from "#app/domain/health/backups/recovery-labels.ts";
import { weekdayNames } from "#app/domain/on-call/on-call-labels.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { PageHeader } from "#app/ui/page.tsx";
import { Facts, Panel } from "#app/ui/panel.tsx";
import { Table } from "#app/ui/table.tsx";
import { staffLoader } from "./guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Service facts · Huolto" }];

export const loader = staffLoader("facts.view", async ({ ctx }) => {
  const { windows, ...facts } = await readServiceFacts(ctx);
  return {
    ...facts,
    windows: windows.map(({ startsAt, endsAt }) => ({
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    })),
  };
});

/** `26.10.2023`, as the statement is called. */
const finnishDay = (day: string) => day.split("-").reverse().map(Number).join(".");

function Out({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="text-accent underline" rel="noreferrer">
      {children}
    </a>
  );
}

export default function ServiceFacts() {
  const { service, targetSeconds, announceDays, windows, backups, officeHours, facts } = useLoaderData<typeof loader>();
  const statement = <Out href={service.statement.href}>the statement of {finnishDay(service.statement.date)}</Out>;
  const { dataProtectionOfficer: officer } = facts;
  return (
    <>
      <PageHeader
        title="Service facts"
        lead={
          <>
            What {service.name} promises and where its data is, in words that can be given to a customer. From the
            service profile; {statement}.
          </>
        }
      />
      <div className="flex flex-col gap-5">
        <Panel title="Speed, breaks and hours">
          <Facts
            items={[
              ["Average page", `less than ${targetSeconds} s (3.2)`],
              [
                "Next breaks (3.3)",
                <ul key="windows" className="tabular-nums">
                  {windows.map(({ startsAt, endsAt }) => (
                    <li key={startsAt}>
                      {formatInstant(startsAt)} to {formatInstant(endsAt)}
                    </li>
                  ))}
                </ul>,
              ],
              ["Breaks are announced", `At least ${announceDays} days ahead; the times above are Helsinki time`],
              [
                "Office hours",
                `${weekdays(officeHours.weekdays)} ${officeHours.from}–${officeHours.to}, ${officeHours.desk}`,
              ],
            ]}
          />
        </Panel>
        <Panel title="Backups and recovery (3.4)">
          <Facts
            items={[
              ...backups.rules.map((rule): [string, ReactNode] => [
                rule.name.en,
                `At least every ${limitText(rule.everyHours)}`,
              ]),
              [
                "At all times",
                `At least ${backups.minimumInstances} instances, on ${backups.minimumMedia} media, in ${backups.minimumSites} places`,
              ],
              [
                "Loss of data",
                `${lossText(backups.recovery.lossMinimumMinutes)} to ${lossText(backups.recovery.lossMaximumHours * 60)}`,
              ],
              [
                "Recovery",
                `${recoveryText(backups.recovery.activeMinutes)} when only active data is affected, otherwise case by case`,
              ],
              [
                "At a customer's request",
                "Not recovered: only to keep the service running and to secure customers' data",
              ],
            ]}
          />
        </Panel>
        <Panel title="Promises" flush>
          <Table
            caption="Promises of the statement"
            columns={[
              { key: "section", header: "Section", numeric: true, rowHeader: true, cell: (promise) => promise.section },
              { key: "says", header: "Promise", cell: (promise) => promise.says },
            ]}
            rows={facts.promises}
            rowKey={(promise) => promise.id}
          />
        </Panel>
        <Panel title="Where the data is" flush>
          <Table
            caption="Data locations"
            columns={[
              { key: "what", header: "What", rowHeader: true, cell: (location) => location.what },
              { key: "where", header: "Where", cell: (location) => location.where },
              { key: "by", header: "By whom", cell: (location) => location.by },
            ]}
            rows={facts.dataLocations}
            rowKey={(location) => `${location.what} ${location.by}`}
          />
        </Panel>
        <Panel
          title="Subcontractors"
          aside={<Out href={facts.subcontractorList}>The list that is kept up to date</Out>}
          flush
        >
          <Table
            caption="Subcontractors that the statement names"
            columns={[
              { key: "name", header: "Name", rowHeader: true, cell: (one) => one.name },
              { key: "for", header: "For", cell: (one) => one.for },
            ]}
            rows={facts.subcontractors}
            rowKey={(one) => one.name}
          />
        </Panel>
        <Panel title="Contacts">
          <Facts
            items={[
              [
                "Data protection officer",
                <span key="officer">
                  {officer.name}, {officer.title}, <Out href={`mailto:${officer.email}`}>{officer.email}</Out>
                </span>,
              ],
              ...facts.contacts.map((contact): [string, ReactNode] => [
                contact.what,
                <Out key={contact.what} href={contact.href}>
                  {contact.href.replace(/^https:\/\//, "")}
                </Out>,
              ]),
            ]}
          />
        </Panel>
      </div>
    </>
  );
}

/** `Monday–Friday` when they follow each other, otherwise each. */
function weekdays(days: readonly number[]): string {
  const order = [...days].sort((a, b) => a - b);
  const name = (day: number) => weekdayNames[day - 1]!;
  const inARow = order.length > 2 && order.every((day, i) => day === order[0]! + i);
  return inARow ? `${name(order[0]!)}–${name(order.at(-1)!)}` : order.map(name).join(", ");
}
