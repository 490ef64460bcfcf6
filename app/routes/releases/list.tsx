import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { LISTED_MAX, listReleases } from "#app/domain/releases/list-releases.server.ts";
import { lastReleaseSentence } from "#app/domain/releases/release-sentence-rules.ts";
import { paths } from "#app/paths.ts";
import { buttonClass } from "#app/ui/button.tsx";
import { Choices } from "#app/ui/latency/choices.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { ReleaseTable } from "#app/ui/releases/release-table.tsx";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Releases · Huolto" }];

const kinds = ["weekly", "urgent"] as const;

export const loader = staffLoader("releases.view", async ({ ctx, request }) => {
  const params = new URL(request.url).searchParams;
  const kind = kinds.find((known) => known === params.get("kind"));
  const before = new Date(params.get("before") ?? "");
  const to = Number.isNaN(before.getTime()) ? undefined : before;
  const [releases, newest] = await Promise.all([listReleases(ctx, { kind, to }), listReleases(ctx, { first: 1 })]);
  const now = ctx.clock.now().toISOString();
  return {
    releases,
    kind,
    narrowed: to !== undefined,
    older: releases.length === LISTED_MAX ? releases.at(-1)!.releasedAt : null,
    sentence: lastReleaseSentence(newest[0] ?? null, now),
    none: newest.length === 0,
    mayRecord: ctx.actor.permissions.has("releases.record"),
    mayKeys: ctx.actor.permissions.has("api_keys.manage"),
  };
});

export default function Releases() {
  const { releases, kind, narrowed, older, sentence, none, mayRecord, mayKeys } = useLoaderData<typeof loader>();
  const actions = (
    <>
      {mayKeys && (
        <Link className={buttonClass()} to={paths.apiKeys()}>
          Keys for programs
        </Link>
      )}
      {mayRecord && (
        <Link className={buttonClass("primary")} to={paths.releaseNew()}>
          Record a release
        </Link>
      )}
    </>
  );
  return (
    <>
      <PageHeader title="Releases" lead={sentence} actions={actions} />
      <div className="flex flex-col gap-4">
        <Choices
          label="Kind"
          choices={[
            { label: "All", to: paths.releases(), current: kind === undefined },
            { label: "Weekly", to: paths.releases({ kind: "weekly" }), current: kind === "weekly" },
            { label: "Urgent", to: paths.releases({ kind: "urgent" }), current: kind === "urgent" },
          ]}
        />
        <Panel flush>
          {releases.length > 0 ? (
            <ReleaseTable releases={releases} />
          ) : none ? (
            <EmptyState title="No releases yet">
              Give your pipeline a key, and each release it makes is recorded here, marked on the dashboards and
              compared with the week before.
            </EmptyState>
          ) : (
            <EmptyState
              title={kind ? `No ${kind} release` : "No older release"}
              action={
                <Link className={buttonClass()} to={paths.releases()}>
                  Show all
                </Link>
              }
            />
          )}
        </Panel>
        {(narrowed || older) && (
          <nav aria-label="Pages" className="flex gap-2">
            {narrowed && (
              <Link className={buttonClass()} to={paths.releases({ kind })}>
                Newest
              </Link>
            )}
            {older && (
              <Link className={buttonClass()} to={paths.releases({ kind, before: older })}>
                Older
              </Link>
            )}
          </nav>
        )}
      </div>
    </>
  );
}
