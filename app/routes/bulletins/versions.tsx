import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { diffVersions } from "#app/domain/bulletins/diff-versions.server.ts";
import { listVersions } from "#app/domain/bulletins/list-versions.server.ts";
import { readBulletin } from "#app/domain/bulletins/read-bulletin.server.ts";
import { languageNamesInEnglish, languages } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";
import { titleOf } from "#app/ui/bulletins/bulletin-words.ts";
import { fieldWords } from "#app/ui/bulletins/editor/content-form-rules.ts";
import { LinkTabs } from "#app/ui/bulletins/link-tabs.tsx";
import { TextDiff } from "#app/ui/bulletins/text-diff.tsx";
import { VersionChoice } from "#app/ui/bulletins/version-choice.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { staffLoader } from "../guard.server.ts";
import { chosenLanguage } from "./chosen-language.server.ts";

export const meta: MetaFunction = () => [{ title: "Versions of a bulletin · Huolto" }];

export const loader = staffLoader("bulletins.view", async ({ ctx, request, params }) => {
  const id = params.id ?? "";
  const [bulletin, versions] = await Promise.all([readBulletin(ctx, { id }), listVersions(ctx, { id })]);
  const search = new URL(request.url).searchParams;
  const named = (name: string) => versions.find(({ version }) => String(version) === search.get(name))?.version;
  const to = named("to") ?? versions[0]!.version;
  const before = versions.find(({ version }) => version < to)?.version ?? to;
  const from = named("from") ?? before;
  const language = chosenLanguage(request, ctx.profile.bulletins.firstLanguage);
  const { fields } = await diffVersions(ctx, { id, from, to, language });
  const { title, week, kind, now } = bulletin;
  return { bulletin: { id, title, week, kind, now }, versions, from, to, language, fields };
});

export default function BulletinVersions() {
  const { bulletin, versions, from, to, language, fields } = useLoaderData<typeof loader>();
  const address = (one: string) =>
    paths.bulletinVersions(bulletin.id, { from: String(from), to: String(to), language: one });
  return (
    <>
      <PageHeader
        above={<Link to={paths.bulletin(bulletin.id)}>{titleOf(bulletin, bulletin.now)}</Link>}
        title="Versions of the text"
        lead={versions.length === 1 ? "There is one version." : `There are ${versions.length} versions, kept for good.`}
      />
      <div className="flex flex-col gap-5">
        <VersionChoice versions={versions} from={from} to={to} language={language} />
        <Panel title={from === to ? `Version ${to}` : `From version ${from} to version ${to}`}>
          <LinkTabs
            label="Language"
            inPlace
            tabs={languages.map((one) => ({
              to: address(one),
              label: languageNamesInEnglish[one],
              current: one === language,
            }))}
          />
          {from === to ? (
            <p className="text-muted">There is no earlier version to compare it with.</p>
          ) : (
            <TextDiff fields={fields} nameOf={(field) => fieldWords(null, field)} />
          )}
        </Panel>
      </div>
    </>
  );
}
