import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { listPublicBulletins } from "#app/domain/public/list-public-bulletins.server.ts";
import type { PublicKind } from "#app/domain/public/public-view.ts";
import { readPublicBulletin } from "#app/domain/public/read-public-bulletin.server.ts";
import { paths } from "#app/paths.ts";
import { publicPage } from "./public-page.server.ts";

/** What a list of bulletins or announcements shows. */
export async function listPage(args: LoaderFunctionArgs, kind: PublicKind) {
  const search = new URL(args.request.url).searchParams;
  const q = (search.get("q") ?? "").trim();
  const choice = { q: q || undefined, page: search.get("page") ?? undefined };
  const path = kind === "weekly" ? paths.publicBulletins(choice) : paths.publicAnnouncements(choice);
  const page = await publicPage(args, path);
  const list = await listPublicBulletins(args.context.ctx, {
    kind,
    language: page.lang,
    q,
    page: Number(choice.page ?? 1),
  });
  return { lang: page.lang, page, list, q };
}

/** What the page of one of them shows. An address with nothing is a page too, in the reader's language. */
export async function articlePage(args: LoaderFunctionArgs, kind: PublicKind) {
  const slug = args.params.slug ?? "";
  const path = kind === "weekly" ? paths.publicBulletin(slug) : paths.publicAnnouncement(slug);
  const page = await publicPage(args, path);
  const article = await readPublicBulletin(args.context.ctx, { kind, slug, language: page.lang });
  // A retracted one answers 200: what is to be read at this address now is that it was retracted, and why. With 410 programs
  // and search engines would keep nothing, or keep what they had.
  return data({ lang: page.lang, page, article }, { status: article ? 200 : 404 });
}
