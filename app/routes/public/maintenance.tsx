import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readPublicMaintenance } from "#app/domain/public/read-public-maintenance.server.ts";
import { publicMessages } from "#app/i18n/public.ts";
import { paths } from "#app/paths.ts";
import { FollowLinks } from "#app/ui/public/follow-links.tsx";
import { MaintenanceSentence } from "#app/ui/public/maintenance-sentence.tsx";
import { PublicFrame } from "#app/ui/public/public-frame.tsx";
import { WindowCard } from "#app/ui/public/window-card.tsx";
import { WindowLines } from "#app/ui/public/window-lines.tsx";
import { publicLoader } from "../guard.server.ts";
import { maintenanceFeeds } from "#app/ui/public/feed-links.ts";
import { publicHandle, publicMeta } from "#app/ui/public/public-meta.ts";
import { publicPage } from "./public-page.server.ts";

export const handle = publicHandle;

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const t = publicMessages(data?.page.lang ?? "fi");
  return publicMeta(data?.page, {
    title: t.pages.maintenance,
    description: t.maintenance.lead,
    feeds: maintenanceFeeds(data?.page.lang ?? "fi"),
  });
};

export const loader = publicLoader("customers plan by what was announced", async (args) => {
  const page = await publicPage(args, paths.publicMaintenance());
  return { lang: page.lang, page, shown: await readPublicMaintenance(args.context.ctx, { language: page.lang }) };
});

export default function PublicMaintenancePage() {
  const { lang, page, shown } = useLoaderData<typeof loader>();
  const messages = publicMessages(lang);
  const t = messages.maintenance;
  return (
    <PublicFrame language={lang} path={page.path} nav="maintenance" service={page.service} pinned={page.pinned}>
      <header className="flex flex-col gap-2">
        <h1>{messages.pages.maintenance}</h1>
        <MaintenanceSentence shown={shown} language={lang} />
        <p className="text-muted">{messages.zone}</p>
      </header>
      {shown.running.length > 0 && (
        <section className="flex flex-col gap-2.5">
          <h2>{t.running}</h2>
          {shown.running.map((window) => (
            <WindowCard key={window.id} window={window} language={lang} />
          ))}
        </section>
      )}
      {shown.coming.length > 0 && (
        <section className="flex flex-col gap-2.5">
          <h2>{t.coming}</h2>
          {shown.coming.map((window) => (
            <WindowCard key={window.id} window={window} language={lang} />
          ))}
        </section>
      )}
      <FollowLinks
        title={t.follow}
        topic="maintenance"
        language={lang}
        calendar={page.origin + paths.publicMaintenanceFeed("ics", { lang })}
        feeds={[
          { name: "Atom", href: paths.publicMaintenanceFeed("atom", { lang }) },
          { name: "JSON Feed", href: paths.publicMaintenanceFeed("json", { lang }) },
        ]}
      />
      <section className="flex flex-col gap-2.5">
        <h2>{t.preliminary}</h2>
        {shown.preliminary.length > 0 ? (
          <>
            <p className="max-w-[70ch] text-muted">{t.preliminaryLead}</p>
            <WindowLines windows={shown.preliminary} language={lang} />
          </>
        ) : (
          <p className="text-muted">{t.nothingPreliminary}</p>
        )}
      </section>
      <section className="flex flex-col gap-2.5">
        <h2>{t.past}</h2>
        {shown.past.length > 0 ? (
          <WindowLines windows={shown.past} language={lang} />
        ) : (
          <p className="text-muted">{t.nothingPast}</p>
        )}
      </section>
    </PublicFrame>
  );
}
