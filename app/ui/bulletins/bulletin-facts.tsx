import type { BulletinView } from "#app/domain/bulletins/bulletin-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { languageNames, languages } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";
import { Facts, Panel } from "../panel.tsx";
import { MailingLine } from "./mailing-line.tsx";

/** What it is about, where the public finds it and who got it. @param origin of the customers' host */
export function BulletinFacts({
  bulletin,
  origin,
  mayMailings,
}: {
  bulletin: BulletinView;
  origin: string;
  mayMailings: boolean;
}) {
  const { content, published, slug, kind, pinnedUntil, mailing } = bulletin;
  const items: Parameters<typeof Facts>[0]["items"] = [
    ["Pages concerned", content.pages.join(", ") || "None named"],
    ["APIs concerned", content.apis.join(", ") || "None named"],
  ];
  if (kind === "important") items.push(["Pinned until", pinnedUntil ? formatInstant(pinnedUntil) : "Not pinned"]);
  if (published)
    items.push([
      "Public page",
      <ul key="links" className="flex flex-wrap gap-x-4">
        {languages.map((lang) => (
          <li key={lang}>
            <a
              className="text-accent underline"
              lang={lang}
              href={
                origin +
                (kind === "weekly" ? paths.publicBulletin(slug, { lang }) : paths.publicAnnouncement(slug, { lang }))
              }
            >
              {languageNames[lang]}
            </a>
          </li>
        ))}
      </ul>,
    ]);
  if (mailing) items.push(["E-mail", <MailingLine key="mailing" mailing={mailing} mayView={mayMailings} />]);
  return (
    <Panel title="Facts">
      <Facts items={items} />
    </Panel>
  );
}
