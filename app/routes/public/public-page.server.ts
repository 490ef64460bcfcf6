import type { LoaderFunctionArgs } from "@remix-run/node";
import { readPinned } from "#app/domain/public/read-pinned.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { pickLanguage } from "#app/i18n/portal.ts";
import type { PublicPageData } from "#app/ui/public/public-meta.ts";

/** The language of a public page: the address says it, or else the browser. */
export function publicLanguage(request: Request): Language {
  const chosen = new URL(request.url).searchParams.get("lang");
  return pickLanguage(chosen, request.headers.get("accept-language"));
}

/**
 * What every public page needs beside its own content, in the reader's language.
 * @param path the page's own within the host, without the language: what its address is canonically
 */
export async function publicPage(
  { request, context: { ctx } }: LoaderFunctionArgs,
  path: string,
): Promise<PublicPageData> {
  const lang = publicLanguage(request);
  const pinned = await readPinned(ctx, { language: lang });
  return { lang, path, service: ctx.profile.service.name, origin: ctx.origins.portal, pinned };
}
