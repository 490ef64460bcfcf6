import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { listMailings } from "#app/domain/mailings/list-mailings.server.ts";
import { paths } from "#app/paths.ts";
import { buttonClass } from "#app/ui/button.tsx";
import { mailingsSentence } from "#app/ui/mailings/mailing-sentence.ts";
import { MailingTable } from "#app/ui/mailings/mailing-table.tsx";
import { SubscriberTable } from "#app/ui/mailings/subscriber-table.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Mailings · Huolto" }];

export const loader = staffLoader("mailings.view", async ({ ctx, request }) => {
  const before = new URL(request.url).searchParams.get("before")?.slice(0, 36) || undefined;
  return { ...(await listMailings(ctx, { before })), before: before ?? null };
});

export default function Mailings() {
  const { rows, older, subscribers, people, before } = useLoaderData<typeof loader>();
  useRefresh();
  return (
    <>
      <PageHeader title="Mailings" lead={mailingsSentence(rows, people)} />
      <div className="flex flex-col gap-4">
        <Panel flush>
          {rows.length === 0 ? (
            <EmptyState title={before ? "No older mailings" : "Nothing has been mailed"}>
              Bulletins, announcements and maintenance go to subscribers when they are published or announced.
            </EmptyState>
          ) : (
            <MailingTable mailings={rows} />
          )}
        </Panel>
        {(before || older) && (
          <nav aria-label="Pages" className="flex gap-2">
            {before && (
              <Link className={buttonClass()} to={paths.mailings()}>
                Newest
              </Link>
            )}
            {older && (
              <Link className={buttonClass()} to={paths.mailings({ before: older })}>
                Older
              </Link>
            )}
          </nav>
        )}
        <Panel title="Subscribers" flush>
          <SubscriberTable counts={subscribers} />
        </Panel>
      </div>
    </>
  );
}
