import type { PublicArticle } from "#app/domain/public/public-view.ts";
import type { Language } from "#app/i18n/languages.ts";
import { publicMessages } from "#app/i18n/public.ts";
import { weekNumber } from "#app/i18n/week-number.ts";
import { Callout } from "../callout.tsx";
import { Facts } from "../panel.tsx";
import { Prose } from "../prose.tsx";
import { PublicTime } from "./public-time.tsx";

/** A bulletin or an announcement, whole; of a retracted one, that and why. */
export function Article({ article, language }: { article: PublicArticle; language: Language }) {
  const messages = publicMessages(language);
  const t = messages.bulletins;
  const dated = (
    <p className="mt-1.5 text-muted first-letter:uppercase">
      {article.weekOf && `${messages.week} ${weekNumber(article.weekOf)}, `}
      {`${t.published.toLowerCase()} `}
      <PublicTime at={article.publishedAt} language={language} />
    </p>
  );
  if (article.retraction)
    return (
      <article className="flex flex-col gap-4">
        <header>
          <h1>{article.kind === "weekly" ? t.retractedWeekly : t.retractedImportant}</h1>
          {dated}
        </header>
        <Callout tone="warn" title={t.retractedText}>
          {article.retraction.note && <p className="break-words whitespace-pre-line">{article.retraction.note}</p>}
          <PublicTime at={article.retraction.at} language={language} />
        </Callout>
      </article>
    );
  const its = publicMessages(article.language).bulletins;
  const concerned: [string, string][] = [
    [t.pages, article.pages.join(", ")],
    [t.apis, article.apis.join(", ")],
  ];
  return (
    <article className="flex flex-col gap-5">
      <header>
        <h1 lang={article.language} className="break-words">
          <bdi>{article.title}</bdi>
        </h1>
        {dated}
      </header>
      {article.correction && (
        <Callout tone="info" title={t.correctedNote}>
          {article.correction.note && <p className="break-words whitespace-pre-line">{article.correction.note}</p>}
          <PublicTime at={article.correction.at} language={language} />
        </Callout>
      )}
      {article.language !== language && <p className="text-muted">{t.notTranslated}</p>}
      <div lang={article.language} className="flex flex-col gap-5">
        {article.lead && <Prose tree={article.lead} />}
        {article.sections.map(({ section, tree }) => (
          <section key={section}>
            <h2 className="mb-1.5">{its.sections[section]}</h2>
            <Prose tree={tree} />
          </section>
        ))}
      </div>
      {concerned.some(([, names]) => names !== "") && <Facts items={concerned.filter(([, names]) => names !== "")} />}
    </article>
  );
}
