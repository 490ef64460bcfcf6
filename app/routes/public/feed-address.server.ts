import { type Language, languages } from "#app/i18n/languages.ts";

/**
 * The language that a feed's address asks for. Never the browser's: caches on the way know a feed by its address alone.
 * @returns Finnish when it asks for none
 */
export function feedLanguage(request: Request): Language {
  const asked = new URL(request.url).searchParams.get("lang");
  return languages.find((language) => language === asked) ?? "fi";
}

/** Which of some formats a feed's address ends in. */
export function feedFormat<F extends string>(request: Request, formats: readonly F[]): F | undefined {
  const { pathname } = new URL(request.url);
  return formats.find((format) => pathname.endsWith(`.${format}`));
}

/** In a line of text: no page of ours is shown by a feed reader. */
export const noFeed = () =>
  new Response(`There is no feed at this address. Its languages are ${languages.join(", ")}.\n`, {
    status: 404,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
