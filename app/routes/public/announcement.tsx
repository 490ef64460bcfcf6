import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { publicMessages } from "#app/i18n/public.ts";
import { paths } from "#app/paths.ts";
import { Article } from "#app/ui/public/article.tsx";
import { Missing } from "#app/ui/public/missing.tsx";
import { PublicFrame } from "#app/ui/public/public-frame.tsx";
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
  const { lang, page, article } = useLoaderData<typeof loader>();
  const list = { list: paths.publicAnnouncements({ lang }), words: publicMessages(lang).bulletins.backToAnnouncements };
  return (
    <PublicFrame
      language={lang}
      path={page.path}
      nav="announcements"
      service={page.service}
      pinned={page.pinned.filter(({ slug }) => slug !== article?.slug)}
    >
      {article ? (
        <>
          <Article article={article} language={lang} />
          <p className="print:hidden">
            <a className="text-accent underline" href={list.list}>
              {list.words}
            </a>
          </p>
        </>
      ) : (
        <Missing {...list} language={lang} />
      )}
    </PublicFrame>
  );
}
