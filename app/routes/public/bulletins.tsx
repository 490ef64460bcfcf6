import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { publicMessages } from "#app/i18n/public.ts";
import { ListPage } from "#app/ui/public/list-page.tsx";
import { PublicFrame } from "#app/ui/public/public-frame.tsx";
import { publicLoader } from "../guard.server.ts";
import { listPage } from "./bulletin-pages.server.ts";
import { bulletinFeeds } from "#app/ui/public/feed-links.ts";
import { publicHandle, publicMeta } from "#app/ui/public/public-meta.ts";

export const handle = publicHandle;

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.page.lang ?? "fi";
  const t = publicMessages(lang);
  return publicMeta(data?.page, {
    title: t.pages.bulletins,
    description: t.bulletins.lead,
    feeds: bulletinFeeds("weekly", lang),
  });
};

export const loader = publicLoader("all of it was published", (args) => listPage(args, "weekly"));

export default function PublicBulletins() {
  const { lang, page, list, q } = useLoaderData<typeof loader>();
  return (
    <PublicFrame language={lang} path={page.path} nav="bulletins" service={page.service} pinned={page.pinned}>
      <ListPage kind="weekly" list={list} q={q} language={lang} />
    </PublicFrame>
  );
}
