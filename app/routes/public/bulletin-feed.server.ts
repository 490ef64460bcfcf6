import type { LoaderFunctionArgs } from "@remix-run/node";
import type { PublicKind } from "#app/domain/public/public-view.ts";
import { readBulletinFeed } from "#app/domain/public/read-bulletin-feed.server.ts";
import { languages } from "#app/i18n/languages.ts";
import { feedFormat, noFeed } from "./feed-address.server.ts";
import { feedResponse } from "./feed-response.server.ts";

/** The bulletins or announcements for feed readers: Atom, RSS and JSON Feed, each in one language. */
export async function bulletinFeed(
  { request, params, context }: LoaderFunctionArgs,
  kind: PublicKind,
): Promise<Response> {
  const format = feedFormat(request, ["atom", "rss", "json"]);
  const language = languages.find((known) => known === params.language);
  if (!format || !language) return noFeed();
  return feedResponse(request, await readBulletinFeed(context.ctx, { kind, language, format }), format);
}
