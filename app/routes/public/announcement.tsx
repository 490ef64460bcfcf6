import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { publicMessages } from "#app/i18n/public.ts";
import { paths } from "#app/paths.ts";
import { ArticlePage } from "#app/ui/public/article-page.tsx";
import { publicLoader } from "../guard.server.ts";
import { articlePage } from "./bulletin-pages.server.ts";
import { bulletinFeeds } from "#app/ui/public/feed-links.ts";
import { articleTitle, publicHandle, publicMeta } from "#app/ui/public/public-meta.ts";

export const handle = publicHandle;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  publicMeta(data?.page, {
    title: data && articleTitle(data.article, data.lang),
    feeds: bulletinFeeds("important", data?.lang ?? "fi"),
  });

export const loader = publicLoader("it was published", (args) => articlePage(args, "important"));

export default function PublicAnnouncement() {
  const data = useLoaderData<typeof loader>();
  const back = {
    list: paths.publicAnnouncements({ lang: data.lang }),
    words: publicMessages(data.lang).bulletins.backToAnnouncements,
  };
  return <ArticlePage {...data} nav="announcements" back={back} />;
}
