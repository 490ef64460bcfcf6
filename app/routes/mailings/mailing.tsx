import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { topicLabels } from "#app/domain/mailings/mailing-labels.ts";
import { readMailing } from "#app/domain/mailings/read-mailing.server.ts";
import { formatCount } from "#app/i18n/formats.ts";
import { languageNamesInEnglish, languages } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";
import { Instant } from "#app/ui/instant.tsx";
import { CodeTable } from "#app/ui/mailings/code-table.tsx";
import { mailingSentence } from "#app/ui/mailings/mailing-sentence.ts";
import { MailingStateTag } from "#app/ui/mailings/mailing-state-tag.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Facts, Panel } from "#app/ui/panel.tsx";
import { TextWithLinks } from "#app/ui/text-with-links.tsx";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.mailing.subject ?? "Mailing"} · Huolto` },
];

export const loader = staffLoader("mailings.view", async ({ ctx, params }) => {
  const mailing = await readMailing(ctx, { id: params.id ?? "" });
  const may = ctx.actor.permissions;
  const about = mailing.subjectKind === "window" ? paths.maintenanceWindow : paths.bulletin;
  const mayFollow = may.has(mailing.subjectKind === "window" ? "maintenance.view" : "bulletins.view");
  return { mailing, about: mayFollow ? about(mailing.subjectId) : null };
});

export default function Mailing() {
  const { mailing, about } = useLoaderData<typeof loader>();
  useRefresh(mailing.state === "sending" ? 5 : 30);
  return (
    <>
      <PageHeader
        above={<Link to={paths.mailings()}>Mailings</Link>}
        title={
          <span className="flex flex-wrap items-center gap-2">
            {mailing.subject} <MailingStateTag state={mailing.state} />
          </span>
        }
        lead={mailingSentence(mailing)}
      />
      <div className="flex flex-col gap-4">
        <Panel title="How far it has come">
          <Facts
            items={[
              ["Topic", topicLabels[mailing.topic]],
              [
                "About",
                about ? (
                  <Link key="about" className="text-accent hover:underline" to={about}>
                    {mailing.subjectKind === "window" ? "The maintenance window" : "The bulletin"}
                  </Link>
                ) : mailing.subjectKind === "window" ? (
                  "A maintenance window"
                ) : (
                  "A bulletin"
                ),
              ],
              ["Began", mailing.startedAt ? <Instant key="began" at={mailing.startedAt} /> : "Not yet"],
              ["Ended", mailing.finishedAt ? <Instant key="ended" at={mailing.finishedAt} /> : "Not yet"],
              ["Subscribers", formatCount(mailing.recipients)],
              ["Sent", formatCount(mailing.sent)],
              ["Still to be sent", formatCount(mailing.open)],
              ["Refused or came back", formatCount(mailing.refused)],
              ["Given up", formatCount(mailing.givenUp)],
              ["Left out: they left first, or were told something newer", formatCount(mailing.leftOut)],
            ]}
          />
        </Panel>
        {mailing.codes.length > 0 && (
          <Panel title="What mail servers answered" flush>
            <CodeTable codes={mailing.codes} />
          </Panel>
        )}
        {languages.map((language) => (
          <Panel key={language} title={languageNamesInEnglish[language]}>
            <div lang={language}>
              <p className="mb-2 font-medium">{mailing.texts[language].subject}</p>
              <p className="break-words whitespace-pre-wrap">
                <TextWithLinks text={mailing.texts[language].text} />
              </p>
            </div>
          </Panel>
        ))}
        <p className="text-muted">
          The subject of each mail begins with the service's name. Below its text is a link by which its reader changes
          topics or leaves.
        </p>
      </div>
    </>
  );
}
