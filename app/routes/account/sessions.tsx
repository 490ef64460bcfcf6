import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { endOwnSessions } from "#app/domain/identity/end-own-sessions.server.ts";
import { listOwnSessions } from "#app/domain/identity/list-own-sessions.server.ts";
import { standardMethods } from "#app/domain/identity/sign-in-methods.ts";
import { browserName } from "#app/i18n/browser-name.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Instant } from "#app/ui/instant.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "My sessions · Huolto" }];

export const loader = staffLoader("sessions.own", async ({ ctx, request }) => ({
  now: ctx.clock.now(),
  ended: new URL(request.url).searchParams.get("ended"),
  sessions: (await listOwnSessions(ctx)).map((session) => ({
    ...session,
    method: standardMethods.find((method) => method.id === session.method)?.label ?? session.method,
    browser: browserName(session.userAgent),
  })),
}));

export const action = staffAction("sessions.own", async ({ ctx, request }) => {
  const form = await request.formData();
  const sessionId = form.get("sessionId");
  const ended = await endOwnSessions(ctx, sessionId ? { sessionId: String(sessionId) } : { allOthers: true });
  return redirect(`${paths.ownSessions()}?ended=${ended}`);
});

type Row = ReturnType<typeof useLoaderData<typeof loader>>["sessions"][number];

export default function OwnSessions() {
  const { sessions, now, ended } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const others = sessions.length - 1;
  const columns: Column<Row>[] = [
    {
      key: "browser",
      header: "Browser",
      rowHeader: true,
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-2">
          {row.browser} {row.current && <Tag tone="good">This one</Tag>}
        </span>
      ),
    },
    { key: "method", header: "Signed in by", cell: (row) => row.method },
    { key: "since", header: "Since", cell: (row) => <Instant at={row.createdAt} /> },
    { key: "seen", header: "Last used", cell: (row) => <Instant at={row.lastSeenAt} now={now} /> },
    { key: "ends", header: "Ends if unused", cell: (row) => <Instant at={row.endsAt} now={now} /> },
    {
      key: "end",
      header: <span className="sr-only">End</span>,
      cell: (row) =>
        !row.current && (
          <Form method="post">
            <input type="hidden" name="sessionId" value={row.id} />
            <Button look="secondary" aria-label={`End the session in ${row.browser}`}>
              End
            </Button>
          </Form>
        ),
    },
  ];
  return (
    <>
      <PageHeader
        title="My sessions"
        lead={
          others === 0
            ? "You are signed in here only."
            : `You are signed in here and in ${others} other ${others === 1 ? "place" : "places"}. End what you do not know, and tell an administrator.`
        }
        actions={
          others > 0 && (
            <Form method="post">
              <Button look="danger">End all others</Button>
            </Form>
          )
        }
      />
      <div className="flex flex-col gap-4">
        {failure && "error" in failure && <Callout tone="bad">{failure.error.message}</Callout>}
        {ended && !failure && (
          <Callout tone="good">
            {ended === "1" ? "One session was ended." : `${Number(ended)} sessions were ended.`}
          </Callout>
        )}
        <Panel flush>
          <Table caption="Your open sessions" columns={columns} rows={sessions} rowKey={(row) => row.id} />
        </Panel>
      </div>
    </>
  );
}
