import type { ComponentProps } from "react";
import type { Language } from "#app/i18n/languages.ts";
import { Article } from "./article.tsx";
import { Missing } from "./missing.tsx";
import { PublicFrame } from "./public-frame.tsx";

type Frame = ComponentProps<typeof PublicFrame>;

/** One bulletin or announcement with the way back to its list; or that there is none at this address. */
export function ArticlePage({
  lang,
  page,
  article,
  nav,
  back,
}: {
  lang: Language;
  page: Pick<Frame, "path" | "service"> & { pinned: NonNullable<Frame["pinned"]> };
  article: ComponentProps<typeof Article>["article"] | null;
  nav: Frame["nav"];
  back: { list: string; words: string };
}) {
  return (
    <PublicFrame
      language={lang}
      path={page.path}
      nav={nav}
      service={page.service}
      // What is read here needs no banner above it.
      pinned={page.pinned.filter(({ slug }) => slug !== article?.slug)}
    >
      {article ? (
        <>
          <Article article={article} language={lang} />
          <p className="print:hidden">
            <a className="text-accent underline" href={back.list}>
              {back.words}
            </a>
          </p>
        </>
      ) : (
        <Missing {...back} language={lang} />
      )}
    </PublicFrame>
  );
}
