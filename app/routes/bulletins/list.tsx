import type { MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { type BulletinState, bulletinStateLabels, bulletinStates } from "#app/domain/bulletins/bulletin-states.ts";
import { listBulletins } from "#app/domain/bulletins/list-bulletins.server.ts";
import { listReleases } from "#app/domain/releases/list-releases.server.ts";
import { paths } from "#app/paths.ts";
import { BulletinTable } from "#app/ui/bulletins/bulletin-table.tsx";
import { listSentence } from "#app/ui/bulletins/bulletin-words.ts";
import { KindTabs } from "#app/ui/bulletins/kind-tabs.tsx";
import { MissingWeeks } from "#app/ui/bulletins/missing-weeks.tsx";
import type { ShownVerdict } from "#app/ui/bulletins/release-verdicts.tsx";
import { Button, buttonClass } from "#app/ui/button.tsx";
import { SelectField, TextField } from "#app/ui/field.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Bulletins · Huolto" }];

export const loader = staffLoader("bulletins.view", async ({ ctx, request }) => {
  const params = new URL(request.url).searchParams;
  const kind = params.get("kind") === "important" ? ("important" as const) : ("weekly" as const);
  const state = bulletinStates.find((known) => known === params.get("state"));
  const q = params.get("q")?.trim().slice(0, 200) ?? "";
  const narrowed = state !== undefined || q !== "";
  const [all, found, releases] = await Promise.all([
    listBulletins(ctx, { kind }),
    narrowed ? listBulletins(ctx, { kind, state, q }) : null,
    kind === "weekly" && ctx.actor.permissions.has("releases.view") ? listReleases(ctx) : [],
  ]);
  const verdicts: Record<string, ShownVerdict[]> = {};
  for (const { version, verdict, bulletin } of releases) {
    if (!bulletin) continue;
    verdicts[bulletin.id] ??= [];
    verdicts[bulletin.id]!.push({ version, verdict });
  }
  const begun = new Map(all.rows.map((row) => [row.week?.monday, row.state === "retracted" ? undefined : row.id]));
  return {
    kind,
    state: state ?? "",
    q,
    narrowed,
    rows: (found ?? all).rows,
    more: (found ?? all).more,
    lead: listSentence(kind, all.rows, all.now),
    missing:
      kind === "weekly" ? all.weeksWithout.map((week) => ({ ...week, begun: begun.get(week.monday) ?? null })) : [],
    verdicts,
    now: all.now,
    mayEdit: ctx.actor.permissions.has("bulletins.edit"),
  };
});

const names = { weekly: "Weekly bulletins", important: "Announcements" };
const empty = {
  weekly: "Each week's releases are told of in one: what is new, improved and fixed, in three languages.",
  important: "What many customers must know at once: it is sent by e-mail at once and stays first until a day.",
};

export default function Bulletins() {
  const { kind, state, q, narrowed, rows, more, lead, missing, verdicts, now, mayEdit } =
    useLoaderData<typeof loader>();
  const make = mayEdit && (
    <Link className={buttonClass("primary")} to={paths.bulletinNew({ kind })}>
      {kind === "weekly" ? "New bulletin" : "New announcement"}
    </Link>
  );
  return (
    <>
      <PageHeader title={names[kind]} lead={lead} actions={make} />
      <KindTabs kind={kind} />
      <div className="flex flex-col gap-4">
        <MissingWeeks weeks={missing} now={now} mayMake={mayEdit} />
        <Form
          method="get"
          role="search"
          className="flex flex-wrap items-end gap-3"
          key={`${kind}|${state}|${q}`}
          aria-label={names[kind]}
        >
          {kind === "important" && <input type="hidden" name="kind" value={kind} />}
          <div className="w-full sm:w-64">
            <TextField name="q" type="search" label="Words in any language" defaultValue={q} />
          </div>
          <div className="w-full sm:w-44">
            <SelectField
              name="state"
              label="State"
              defaultValue={state}
              options={[
                ["", "All"],
                ...bulletinStates.map((one: BulletinState): [string, string] => [one, bulletinStateLabels[one]]),
              ]}
            />
          </div>
          <Button>Show</Button>
          {narrowed && (
            <Link className={buttonClass("quiet")} to={paths.bulletins({ kind: kind === "weekly" ? "" : kind })}>
              Clear
            </Link>
          )}
        </Form>
        <Panel flush>
          {rows.length === 0 ? (
            <EmptyState
              title={narrowed ? "Nothing matches" : `No ${names[kind].toLowerCase()} yet`}
              action={!narrowed && make}
            >
              {narrowed ? "Look for another word, or in all states." : empty[kind]}
            </EmptyState>
          ) : (
            <>
              <BulletinTable kind={kind} rows={rows} verdicts={verdicts} now={now} />
              {more && (
                <p className="px-4 py-3 text-muted">
                  These are the newest {rows.length}. Older ones are found by a word of theirs.
                </p>
              )}
            </>
          )}
        </Panel>
      </div>
    </>
  );
}
