import type { Language } from "../../i18n/languages.ts";
import { publicMessages } from "../../i18n/public.ts";
import { paths } from "../../paths.ts";
import type { FeedContent } from "../../platform/feeds/feed-content.ts";
import { htmlText } from "../../platform/feeds/sound-text.ts";
import type { ServiceCtx } from "../context.ts";
import { type LoadedWindow, loadPublicWindows } from "./load-public-windows.server.ts";
import { maintenanceCalendar } from "./maintenance-calendar.ts";
import { newest } from "./newest.ts";
import { windowParagraphs, windowTitle } from "./window-words.ts";

const DAY_MS = 86_400_000;
const DAYS_BACK = 365;

const since = (ctx: ServiceCtx) => new Date(ctx.clock.now().getTime() - DAYS_BACK * DAY_MS);

/**
 * The calendar that anybody may subscribe to: windows of the last year, those announced and the plan. Needs no permission: it
 * has what the public page has.
 * @returns the file, and when anything in it changed last
 */
export async function readMaintenanceCalendar(
  ctx: ServiceCtx,
  { language }: { language: Language },
): Promise<{ body: string; updated: Date | null }> {
  const loaded = await loadPublicWindows(ctx.db, { language, since: since(ctx) });
  const now = ctx.clock.now();
  // A plan that nobody announced in time was never more than a plan.
  const windows = loaded.filter(({ phase, startsAt }) => phase !== "preliminary" || startsAt > now);
  const body = maintenanceCalendar({
    windows,
    language,
    serviceName: ctx.profile.service.name,
    timeZone: ctx.profile.service.timeZone,
    page: new URL(paths.publicMaintenance({ lang: language }), ctx.origins.portal).href,
  });
  return { body, updated: newest(windows.map(({ changedAt }) => changedAt)) };
}

/** What was announced, for feed readers; what became of it is told in the same entry. Needs no permission: as the page. */
export async function readMaintenanceFeed(
  ctx: ServiceCtx,
  { language, format }: { language: Language; format: "atom" | "json" },
): Promise<FeedContent> {
  const t = publicMessages(language);
  const { name, owner, timeZone } = ctx.profile.service;
  const absolute = (path: string) => new URL(path, ctx.origins.portal).href;
  const page = absolute(paths.publicMaintenance({ lang: language }));
  const loaded = await loadPublicWindows(ctx.db, { language, since: since(ctx) });
  const announced = loaded
    .flatMap((window) =>
      window.announcedAt && window.phase !== "preliminary" ? [{ window, published: window.announcedAt }] : [],
    )
    .sort((a, b) => +b.published - +a.published || (a.window.id < b.window.id ? -1 : 1));
  return {
    title: `${name}: ${t.pages.maintenance}`,
    description: t.maintenance.lead,
    language,
    author: owner,
    homeUrl: page,
    selfUrl: absolute(paths.publicMaintenanceFeed(format, { lang: language })),
    updated: newest(announced.map(({ window }) => window.changedAt)),
    entries: announced.map(({ window, published }) => ({
      id: `urn:uuid:${window.id}`,
      url: `${page}#w-${window.id}`,
      title: windowTitle(window, language),
      contentHtml: entryHtml(window, language, timeZone),
      language,
      tags: window.kind === "urgent" ? [t.maintenance.urgent] : [],
      published,
      updated: window.changedAt,
    })),
  };
}

const entryHtml = (window: LoadedWindow, language: Language, timeZone: string) =>
  windowParagraphs(window, language, timeZone)
    .map((paragraph) => `<p>${htmlText(paragraph).replaceAll("\n", "<br>")}</p>`)
    .join("");
