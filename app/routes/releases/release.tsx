import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { linesOfChanges } from "#app/domain/releases/change-lines-rules.ts";
import { readRelease } from "#app/domain/releases/read-release.server.ts";
import { whatItDid } from "#app/domain/releases/release-sentence-rules.ts";
import type { ReleaseRow } from "#app/domain/releases/release-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "#app/ui/callout.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Facts, Panel } from "#app/ui/panel.tsx";
import { ChangeList } from "#app/ui/releases/change-list.tsx";
import { ComparisonPanel, NotJudged } from "#app/ui/releases/comparison-panel.tsx";
import { ReleaseActs } from "#app/ui/releases/release-acts.tsx";
import { ReleaseMark } from "#app/ui/releases/release-mark.tsx";
import { KindTag } from "#app/ui/releases/release-table.tsx";
import { revalidateAfterConflict } from "#app/ui/revalidate-after-conflict.ts";
import { shownProvenance } from "#app/ui/shown-provenance.ts";
import { Tag } from "#app/ui/tag.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";
import { actOnRelease } from "./act-on-release.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Release ${data.release.version}` : "Release"} · Huolto` },
];

export const shouldRevalidate = revalidateAfterConflict;

export const loader = staffLoader("releases.view", async ({ ctx, params }) => {
  const { comparisons, ...release } = await readRelease(ctx, { version: params.version ?? "" });
  const now = ctx.clock.now();
  const judged = comparisons.flatMap((one) =>
    "verdict" in one ? [{ ...one, provenance: one.provenance.map((source) => shownProvenance(source, now)) }] : [],
  );
  return {
    release,
    // The longest time first: it knows most.
    judged: judged.toReversed(),
    waiting: comparisons.flatMap((one) => ("verdict" in one ? [] : [one])),
    did: whatItDid(release, release.now),
    lines: linesOfChanges(release.items),
    names: Object.fromEntries(ctx.profile.latency.clients.map(({ id, name }) => [id, name.en])),
  };
});

export const action = staffAction("releases.record", async ({ ctx, request, params }) => {
  const version = params.version ?? "";
  await actOnRelease(ctx, version, await request.formData());
  return redirect(paths.release(version));
});

export default function Release() {
  const { release, judged, waiting, did, lines, names } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        above={<Link to={paths.releases()}>Releases</Link>}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            Release {release.version}
            <span className="flex items-center gap-1.5 text-sm font-normal tracking-normal">
              <KindTag kind={release.kind} />
              {release.rolledBackAt && <Tag tone="ended">Rolled back</Tag>}
            </span>
          </span>
        }
        lead={`It ${did}.`}
      />
      <div className="flex flex-col gap-5">
        {failure && (failure.error.field === undefined || failure.error.code === "conflict") && (
          <Callout tone="bad" title="Nothing was changed">
            {failure.error.message}
          </Callout>
        )}
        {release.rolledBackAt && (
          <Callout tone="warn" title={`Rolled back ${formatInstant(release.rolledBackAt)}`}>
            {release.rollbackReason}
          </Callout>
        )}
        <Panel title="What it changed">
          <ChangeList items={release.items} />
        </Panel>
        {judged.map((comparison, index) => (
          <ComparisonPanel key={comparison.hours} comparison={comparison} names={names} folded={index > 0} />
        ))}
        {waiting.length > 0 && <NotJudged comparisons={waiting} />}
        <Panel title="Facts">
          <Facts
            items={[
              ["Released", `${formatInstant(release.releasedAt)} (Europe/Helsinki)`],
              ["Recorded by", sourceText(release.source)],
              ["Commit", <Commit key="commit" commit={release.commit} />],
              ["Bulletin", <BulletinLink key="bulletin" bulletin={release.bulletin} />],
              ["Dashboards", <ReleaseMark key="mark" mark={release.mark} now={release.now} />],
            ]}
          />
        </Panel>
        {release.may.record && (
          <Panel title="Change the record">
            <ReleaseActs
              key={release.recordVersion}
              lines={lines}
              recordVersion={release.recordVersion}
              rolledBack={release.rolledBackAt !== null}
              failure={failure}
            />
          </Panel>
        )}
      </div>
    </>
  );
}

function Commit({ commit }: { commit: string | null }) {
  return commit ? <code className="break-all">{commit}</code> : "Not told";
}

function BulletinLink({ bulletin }: { bulletin: ReleaseRow["bulletin"] }) {
  if (!bulletin) return "None tells of it yet";
  return (
    <Link className="text-accent hover:underline" to={paths.bulletin(bulletin.id)}>
      {bulletin.title}
    </Link>
  );
}

function sourceText({ kind, name }: { kind: string; name: string }): string {
  if (kind === "staff") return `${name}, by hand`;
  return kind === "api_key" ? `The pipeline “${name}”` : "Not known";
}
