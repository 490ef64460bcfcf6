import { Form, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { languageNames, type PortalLanguage, portalLanguages, portalMessages } from "#app/i18n/portal.ts";
import favicon from "./favicon.svg?url";

/** The frame of the customers' pages: one narrow column, the languages, and signing out where there is a session. */
export function PortalFrame({
  language,
  signOutAction,
  service,
  fragment = "",
  children,
}: {
  language: PortalLanguage;
  /** What one comes for; without it, an archive. */
  service?: string;
  signOutAction?: string;
  /** What the page took out of its address and needs again in another language. */
  fragment?: string;
  children: ReactNode;
}) {
  const t = portalMessages(language);
  const [search] = useSearchParams();
  const inLanguage = (other: PortalLanguage) => {
    const kept = new URLSearchParams(search);
    kept.set("lang", other);
    return fragment === "" ? `?${kept}` : `?${kept}#${fragment}`;
  };
  return (
    <div className="mx-auto flex min-h-dvh max-w-2xl flex-col px-4 py-5 sm:px-6 sm:py-8">
      <header className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="flex items-center gap-2 font-semibold">
          <img src={favicon} alt="" className="size-6" /> {service ?? t.service}
        </p>
        <nav aria-label={t.language} className="flex items-center gap-1">
          {portalLanguages.map((other) => (
            <a
              key={other}
              href={inLanguage(other)}
              lang={other}
              aria-current={other === language ? "true" : undefined}
              className={`inline-flex min-h-8 max-sm:min-h-[44px] items-center rounded px-2 ${other === language ? "bg-accent-soft font-semibold text-accent" : "text-muted hover:text-ink"}`}
            >
              {languageNames[other]}
            </a>
          ))}
        </nav>
      </header>
      <main id="page" className="flex flex-col gap-5">
        {children}
      </main>
      {signOutAction && (
        <Form method="post" action={signOutAction} reloadDocument className="mt-6">
          <button
            type="submit"
            className="min-h-8 max-sm:min-h-[44px] cursor-pointer text-muted underline hover:text-ink"
          >
            {t.signOut}
          </button>
        </Form>
      )}
    </div>
  );
}
