import { type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { hasFreshSignIn } from "#app/domain/access/require-permission.ts";
import { diffVersions } from "#app/domain/bulletins/diff-versions.server.ts";
import { readBulletin } from "#app/domain/bulletins/read-bulletin.server.ts";
import { renderedText } from "#app/domain/bulletins/rendered-text.ts";
import { readComparisons } from "#app/domain/releases/read-comparisons.server.ts";
import type { Comparison } from "#app/domain/releases/release-view.ts";
import { formatSince } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { BulletinFacts } from "#app/ui/bulletins/bulletin-facts.tsx";
import { BulletinReleases } from "#app/ui/bulletins/bulletin-releases.tsx";
import { BulletinStateTag } from "#app/ui/bulletins/bulletin-state-tag.tsx";
import { BulletinTimeline } from "#app/ui/bulletins/bulletin-timeline.tsx";
import { bulletinSentence, titleOf } from "#app/ui/bulletins/bulletin-words.ts";
import { KeptText } from "#app/ui/bulletins/editor/restore-prompt.tsx";
import { NextStep } from "#app/ui/bulletins/next-step.tsx";
import { NoteForReaders } from "#app/ui/bulletins/note-for-readers.tsx";
import { ProblemList } from "#app/ui/bulletins/problem-list.tsx";
import { ReadingPanel } from "#app/ui/bulletins/reading-panel.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { revalidateAfterConflict } from "#app/ui/revalidate-after-conflict.ts";
import { staffAction, staffLoader } from "../guard.server.ts";
import { actOnBulletin } from "./act-on-bulletin.server.ts";
import { chosenLanguage } from "./chosen-language.server.ts";
import { ownDraft } from "./own-draft.server.ts";
import { usualTime } from "./usual-time.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? titleOf(data.bulletin, data.bulletin.now) : "Bulletin"} · Huolto` },
];

export const shouldRevalidate = revalidateAfterConflict;

export const loader = staffLoader("bulletins.view", async ({ ctx, request, params }) => {
  const id = params.id ?? "";
  const bulletin = await readBulletin(ctx, { id });
  const { firstLanguage } = ctx.profile.bulletins;
  const language = chosenLanguage(request, firstLanguage);
  const differs = bulletin.correcting && bulletin.publishedVersion !== null;
  const mayEdit = ctx.actor.permissions.has("bulletins.edit");
  const [comparisons, diff, kept] = await Promise.all([
    ctx.actor.permissions.has("releases.view")
      ? readComparisons(
          ctx,
          bulletin.releases.map((release) => release.id),
        )
      : new Map<string, Comparison[]>(),
    differs ? diffVersions(ctx, { id, from: bulletin.publishedVersion!, to: bulletin.version, language }) : null,
    mayEdit ? ownDraft(ctx, { id, stored: bulletin.content }) : null,
  ]);
  return {
    bulletin,
    language,
    firstLanguage,
    text: renderedText(bulletin.content.texts[language]),
    diff: diff?.fields ?? null,
    comparisons: Object.fromEntries(
      [...comparisons].map(([release, judged]) => [
        release,
        judged.map(({ hours, verdict, sentence }) => ({ hours, verdict, sentence })),
      ]),
    ),
    formToken: ctx.actor.formToken,
    fresh: hasFreshSignIn(ctx),
    suggested: usualTime(ctx, bulletin),
    portal: ctx.origins.portal,
    mayMailings: ctx.actor.permissions.has("mailings.view"),
    mayEdit,
    keptAt: kept?.savedAt ?? null,
  };
});

export const action = staffAction("bulletins.edit", async ({ ctx, request, params }) => {
  const id = params.id ?? "";
  await actOnBulletin(ctx, id, await request.formData());
  return redirect(paths.bulletin(id));
});

export default function BulletinPage() {
  const page = useLoaderData<typeof loader>();
  const { bulletin } = page;
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  // What is not translated is told by the lead and by the language's tab.
  const problems = bulletin.problems.filter(({ code }) => code !== "untranslated");
  // Beside its field, where there is one in the forms of this page.
  const beside = failure?.error.field && failure.error.field in failure.values;
  return (
    <>
      <PageHeader
        above={
          <Link to={paths.bulletins(bulletin.kind === "weekly" ? {} : { kind: "important" })}>
            {bulletin.kind === "weekly" ? "Weekly bulletins" : "Announcements"}
          </Link>
        }
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {titleOf(bulletin, bulletin.now)}
            <span className="text-sm font-normal tracking-normal">
              <BulletinStateTag state={bulletin.state} correcting={bulletin.correcting} />
            </span>
          </span>
        }
        lead={bulletinSentence(bulletin)}
      />
      <div className="flex flex-col gap-5">
        {failure && !beside && (
          <Callout tone="bad" title="Nothing was changed">
            {failure.error.message}
          </Callout>
        )}
        {page.keptAt && bulletin.state !== "retracted" && (
          <Callout tone={bulletin.actions.save.allowed ? "warn" : "info"} title="You have text that is not in it">
            {bulletin.actions.save.allowed ? (
              <>
                You typed it at {formatSince(page.keptAt, bulletin.now)} and did not save it.{" "}
                <Link to={paths.bulletinEdit(bulletin.id)}>Decide about it in the editor</Link>
              </>
            ) : (
              <KeptText savedAt={page.keptAt} now={bulletin.now} />
            )}
          </Callout>
        )}
        {page.mayEdit && (
          <NextStep
            bulletin={bulletin}
            failure={failure}
            firstLanguage={page.firstLanguage}
            formToken={page.formToken}
            fresh={page.fresh}
            suggested={page.suggested}
          />
        )}
        {problems.length > 0 && bulletin.state !== "retracted" && (
          <Panel title="What a reader would stumble over">
            <ProblemList problems={problems} />
          </Panel>
        )}
        <NoteForReaders bulletin={bulletin} />
        <ReadingPanel
          content={bulletin.content}
          language={page.language}
          firstLanguage={page.firstLanguage}
          text={page.text}
          diff={page.diff}
          hrefOf={(language) => `${paths.bulletin(bulletin.id)}?language=${language}`}
        />
        {(bulletin.kind === "weekly" || bulletin.releases.length > 0) && (
          <BulletinReleases releases={bulletin.releases} comparisons={page.comparisons} />
        )}
        <BulletinFacts bulletin={bulletin} origin={page.portal} mayMailings={page.mayMailings} />
        <Panel
          title="What happened, newest first"
          aside={
            <Link className="text-accent underline" to={paths.bulletinVersions(bulletin.id)}>
              Versions of the text
            </Link>
          }
        >
          <BulletinTimeline events={bulletin.events} />
        </Panel>
      </div>
    </>
  );
}
