import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listArchiveKeys } from "#app/domain/exports/keys/list-archive-keys.server.ts";
import { archiveKeyMessages } from "#app/i18n/archive-keys.ts";
import { instantInLanguage } from "#app/i18n/public-dates.ts";
import { paths } from "#app/paths.ts";
import { PublicFrame } from "#app/ui/public/public-frame.tsx";
import { publicHandle, publicMeta } from "#app/ui/public/public-meta.ts";
import { publicLoader } from "../guard.server.ts";
import { publicPage } from "./public-page.server.ts";

export const handle = publicHandle;

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const t = archiveKeyMessages(data?.page.lang ?? "fi");
  return publicMeta(data?.page, { title: t.title, description: t.lead });
};

export const loader = publicLoader(
  "whoever has an archive must find its key here, for as long as the law keeps it",
  async (args) => ({
    page: await publicPage(args, paths.publicArchiveKeys()),
    keys: await listArchiveKeys(args.context.ctx),
  }),
);

export default function PublicArchiveKeys() {
  const { page, keys } = useLoaderData<typeof loader>();
  const t = archiveKeyMessages(page.lang);
  return (
    <PublicFrame language={page.lang} path={page.path} nav={null} service={page.service} pinned={page.pinned}>
      <header className="flex flex-col gap-2">
        <h1>{t.title}</h1>
        <p className="max-w-[70ch]">{t.lead}</p>
      </header>
      {keys.length === 0 && <p className="text-muted">{t.none}</p>}
      <ul className="flex flex-col">
        {keys.map(({ fingerprint, firstUsedAt }) => (
          <li key={fingerprint} className="flex flex-col gap-1 border-t border-line py-3">
            <p className="text-muted">{t.fingerprint}</p>
            <code className="text-[13px] break-all select-all">{fingerprint}</code>
            <p>
              {t.firstUsed} {instantInLanguage(firstUsedAt, page.lang)}
            </p>
            <p>
              <a className="text-accent underline" href={paths.publicArchiveKey(fingerprint)}>
                {t.fetch}
              </a>
            </p>
          </li>
        ))}
      </ul>
      <section className="flex flex-col gap-2.5">
        <h2>{t.check}</h2>
        <p className="max-w-[70ch]">{t.compare}</p>
        <pre className="text-[13px] break-words whitespace-pre-wrap">
          {`openssl pkeyutl -verify -rawin -pubin -inkey ${t.key} -in tagmanifest-sha512.txt -sigfile signature/tagmanifest-sha512.txt.sig`}
        </pre>
      </section>
    </PublicFrame>
  );
}
