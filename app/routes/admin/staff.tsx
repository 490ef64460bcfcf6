import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { roleLabels } from "#app/domain/access/labels.ts";
import { listStaff, type StaffRow } from "#app/domain/identity/list-staff.server.ts";
import { paths } from "#app/paths.ts";
import { buttonClass } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Instant } from "#app/ui/instant.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Staff · Huolto" }];

export const loader = staffLoader("staff.view", async ({ ctx }) => ({
  now: ctx.clock.now(),
  people: await listStaff(ctx),
  mayManage: ctx.actor.permissions.has("staff.manage"),
}));

type Row = Omit<StaffRow, "lastSeenAt"> & { lastSeenAt: Date | string | null };

const states = {
  active: null,
  invited: <Tag tone="waiting">Invited</Tag>,
  deactivated: <Tag tone="ended">Deactivated</Tag>,
};

export default function Staff() {
  const { people, now, mayManage } = useLoaderData<typeof loader>();
  const waiting = people.filter((person) => person.proposedRoles.length > 0);
  const count = people.filter((person) => person.state === "active").length;
  const columns: Column<Row>[] = [
    {
      key: "name",
      header: "Name",
      rowHeader: true,
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link to={paths.staffMember(row.id)} className="whitespace-nowrap text-accent hover:underline">
            {row.displayName}
          </Link>
          {states[row.state]}
        </span>
      ),
    },
    {
      key: "roles",
      header: "Roles",
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {row.roles.map((role) => roleLabels[role]).join(", ")}
          {row.proposedRoles.map((role) => (
            <Tag key={role} tone="waiting">
              {roleLabels[role]}: waits for approval
            </Tag>
          ))}
          {row.roles.length + row.proposedRoles.length === 0 && <span className="text-muted">None</span>}
        </span>
      ),
    },
    { key: "email", header: "E-mail", cell: (row) => <span className="whitespace-nowrap">{row.email}</span> },
    {
      key: "seen",
      header: "Last seen",
      cell: (row) =>
        row.lastSeenAt ? <Instant at={row.lastSeenAt} now={now} /> : <span className="text-muted">Never</span>,
    },
  ];
  return (
    <>
      <PageHeader
        title="Staff"
        lead={`${count} ${count === 1 ? "person" : "people"} can sign in. A role that can approve takes two administrators.`}
        actions={
          mayManage && (
            <Link to={paths.staffInvite()} className={buttonClass("primary")}>
              Invite a person
            </Link>
          )
        }
      />
      <div className="flex flex-col gap-4">
        {waiting.length > 0 && (
          <Callout tone="info" title={waiting.length === 1 ? "A role waits for approval" : "Roles wait for approval"}>
            {waiting.map((person, i) => (
              <span key={person.id}>
                {i > 0 && ", "}
                <Link to={paths.staffMember(person.id)}>{person.displayName}</Link>
              </span>
            ))}
          </Callout>
        )}
        <Panel flush>
          {people.length === 0 ? (
            <EmptyState title="Nobody yet">People appear here once they are invited.</EmptyState>
          ) : (
            <Table caption="Members of staff" columns={columns} rows={people as Row[]} rowKey={(row) => row.id} />
          )}
        </Panel>
      </div>
    </>
  );
}
