import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listPublicBulletins } from "#app/domain/public/list-public-bulletins.server.ts";
import { readPublicMaintenance } from "#app/domain/public/read-public-maintenance.server.ts";
import { publicMessages } from "#app/i18n/public.ts";
import { paths } from "#app/paths.ts";
import { BulletinLines } from "#app/ui/public/bulletin-lines.tsx";
import { MaintenanceSentence } from "#app/ui/public/maintenance-sentence.tsx";
import { PublicFrame } from "#app/ui/public/public-frame.tsx";
import { WindowCard } from "#app/ui/public/window-card.tsx";
import { publicLoader } from "../guard.server.ts";
import { bulletinFeeds, maintenanceFeeds } from "#app/ui/public/feed-links.ts";
import { publicHandle, publicMeta } from "#app/ui/public/public-meta.ts";
import { publicPage } from "./public-page.server.ts";

const NEWEST_SHOWN = 3;

export const handle = publicHandle;

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.page.lang ?? "fi";
  return publicMeta(data?.page, {
    feeds: [...bulletinFeeds("important", lang), ...bulletinFeeds("weekly", lang), ...maintenanceFeeds(lang)],
  });
};

export const loader = publicLoader("what goes on in the service is every customer's to know", async (args) => {
  const { ctx } = args.context;
  const page = await publicPage(args, paths.publicHome());
  const newest = { language: page.lang, perPage: NEWEST_SHOWN };
  const [maintenance, announcements, bulletins] = await Promise.all([
    readPublicMaintenance(ctx, { language: page.lang }),
    listPublicBulletins(ctx, { kind: "important", ...newest }),
    listPublicBulletins(ctx, { kind: "weekly", ...newest }),
  ]);
  return { lang: page.lang, page, maintenance, announcements: announcements.rows, bulletins: bulletins.rows };
});

export default function PublicHome() {
  const { lang, page, maintenance, announcements, bulletins } = useLoaderData<typeof loader>();
  const t = publicMessages(lang);
  const lists = [
    {
      title: t.pages.announcements,
      rows: announcements,
      none: t.bulletins.noneAnnounced,
      all: paths.publicAnnouncements({ lang }),
      page: t.pages.announcements,
    },
    {
      title: t.newest,
      rows: bulletins,
      none: t.bulletins.none,
      all: paths.publicBulletins({ lang }),
      page: t.pages.bulletins,
    },
  ];
  return (
    <PublicFrame language={lang} path={page.path} nav="home" service={page.service} pinned={page.pinned}>
      <h1>{t.pages.home}</h1>
      <section className="flex flex-col gap-2.5">
        <h2>{t.pages.maintenance}</h2>
        <MaintenanceSentence shown={maintenance} language={lang} />
        {maintenance.running.map((window) => (
          <WindowCard key={window.id} window={window} language={lang} />
        ))}
        <p>
          <a className="text-accent underline" href={paths.publicMaintenance({ lang })}>
            {`${t.all}: ${t.pages.maintenance}`}
          </a>
        </p>
      </section>
      {lists.map(({ title, rows, none, all, page: name }) => (
        <section key={all} className="flex flex-col gap-2.5">
          <h2>{title}</h2>
          {rows.length > 0 ? (
            <>
              <BulletinLines rows={rows} language={lang} heading="h3" />
              <p>
                <a className="text-accent underline" href={all}>
                  {`${t.all}: ${name}`}
                </a>
              </p>
            </>
          ) : (
            <p className="text-muted">{none}</p>
          )}
        </section>
      ))}
    </PublicFrame>
  );
}
