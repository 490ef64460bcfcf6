import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readArchiveFormats } from "#app/domain/public/read-archive-formats.server.ts";
import { archiveFormatMessages } from "#app/i18n/archive-formats.ts";
import type { Language } from "#app/i18n/languages.ts";
import { dayInLanguage } from "#app/i18n/public-dates.ts";
import { paths } from "#app/paths.ts";
import { ArchiveTables } from "#app/ui/public/archive-tables.tsx";
import { PublicFrame } from "#app/ui/public/public-frame.tsx";
import { publicHandle, publicMeta } from "#app/ui/public/public-meta.ts";
import { publicLoader } from "../guard.server.ts";
import { publicPage } from "./public-page.server.ts";

export const handle = publicHandle;

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const t = archiveFormatMessages(data?.page.lang ?? "fi");
  return publicMeta(data?.page, { title: t.title, description: t.lead });
};

export const loader = publicLoader(
  "the Data Act, Article 26, asks for a register that anybody can read",
  async (args) => {
    const { version, changedOn, formats, tables, laws } = readArchiveFormats();
    const page = await publicPage(args, paths.publicArchiveFormats());
    return {
      page,
      version,
      changedOn,
      formats: [...formats],
      tables: tables.map(({ name, file, archives, schema, ...texts }) => ({
        name,
        file,
        archives,
        ...inLanguage(texts, page.lang),
        columns: schema.fields.map((field) => ({ name: field.name, ...inLanguage(field, page.lang) })),
      })),
      laws: laws.map(({ country, law, reviewedOn, rules }) => ({
        country,
        law,
        reviewedOn,
        rules: rules.map(({ id, class: period, citation, source, practice }) => ({
          id,
          period,
          citation,
          guide: source.readIn === "guide",
          practice: practice ?? false,
        })),
      })),
    };
  },
);

type InThree = ReturnType<typeof readArchiveFormats>["tables"][number]["schema"]["fields"][number];

/** One language of what has three. */
function inLanguage(
  texts: Omit<InThree, "name" | "type">,
  language: Language,
): { title: string; description: string | null } {
  const [title, description] = {
    fi: [texts.title_fi, texts.description_fi] as const,
    sv: [texts.title_sv, texts.description_sv] as const,
    en: [texts.title, texts.description] as const,
  }[language];
  return { title, description: description ?? null };
}

export default function PublicArchiveFormats() {
  const { page, version, changedOn, formats, tables, laws } = useLoaderData<typeof loader>();
  const { lang } = page;
  const t = archiveFormatMessages(lang);
  const archives = [
    ["books", t.ofBooks],
    ["payroll", t.ofPayroll],
  ] as const;
  return (
    <PublicFrame language={lang} path={page.path} nav={null} service={page.service} pinned={page.pinned}>
      <header className="flex flex-col gap-2">
        <h1>{t.title}</h1>
        <p className="max-w-[70ch]">{t.lead}</p>
        <p className="text-muted">
          {t.version(version, dayInLanguage(changedOn, lang))}{" "}
          <a className="text-accent underline" href={paths.publicArchiveFormatsJson()}>
            {t.machine}
          </a>
        </p>
      </header>
      <section className="flex flex-col gap-2.5">
        <h2>{t.formats}</h2>
        <ul className="flex flex-col">
          {formats.map(({ id, name, version: its, specification, files }) => (
            <li key={id} className="flex flex-col gap-1 border-t border-line py-3">
              <h3>
                {name} {its !== specification.title && <span className="font-normal text-muted">{its}</span>}
              </h3>
              <p>{t.uses[id]}</p>
              <p className="text-muted">
                {t.standard}:{" "}
                {specification.href ? (
                  <a className="text-accent underline" href={specification.href} rel="noreferrer">
                    {specification.title}
                  </a>
                ) : (
                  specification.title
                )}
              </p>
              <p className="text-muted">
                {t.files}:{" "}
                {files.map((file, i) => (
                  <span key={file}>
                    {i > 0 && ", "}
                    <code className="inline-block max-w-full align-bottom break-all">{file}</code>
                  </span>
                ))}
              </p>
            </li>
          ))}
        </ul>
      </section>
      <section className="flex flex-col gap-2.5">
        <h2>{t.tables}</h2>
        <p className="max-w-[70ch] text-muted">
          {t.tablesLead} {t.yearIs}
        </p>
        {archives.map(([archive, title]) => (
          <div key={archive} className="flex flex-col gap-2">
            <h3>{title}</h3>
            <ArchiveTables tables={tables.filter((table) => table.archives.includes(archive))} columns={t.columns} />
          </div>
        ))}
      </section>
      <section className="flex flex-col gap-2.5">
        <h2>{t.laws}</h2>
        <p className="max-w-[70ch] text-muted">{t.lawsLead}</p>
        {laws.map(({ country, law, reviewedOn, rules }) => (
          <details key={country}>
            <summary>
              {country}: {law}, {t.compared(dayInLanguage(reviewedOn, lang))}
            </summary>
            <dl className="mt-2 grid gap-x-6 gap-y-2 sm:grid-cols-[minmax(0,1fr)_1fr]">
              {rules.map(({ id, period, citation, guide, practice }) => (
                <div key={id} className="contents">
                  <dt>{citation}</dt>
                  <dd className="max-sm:mb-1.5">
                    <span lang="en">{period}</span>
                    {practice && `, ${t.practice}`}
                    {guide && `, ${t.guide}`}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        ))}
      </section>
      <section className="flex flex-col gap-2.5">
        <h2>{t.not}</h2>
        <p className="max-w-[70ch]">{t.notText}</p>
        <p>
          <a className="text-accent underline" href={paths.publicArchiveKeys({ lang })}>
            {t.keys}
          </a>
        </p>
      </section>
    </PublicFrame>
  );
}
