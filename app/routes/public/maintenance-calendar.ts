import { readMaintenanceCalendar } from "#app/domain/public/read-maintenance-feeds.server.ts";
import { publicLoader } from "../guard.server.ts";
import { fileForReaders } from "./feed-response.server.ts";
import { feedLanguage } from "./feed-address.server.ts";

/** For calendar programs. */
export const loader = publicLoader("customers plan by it, and it has what the public page has", async (args) => {
  const language = feedLanguage(args.request);
  const calendar = await readMaintenanceCalendar(args.context.ctx, { language });
  return fileForReaders(args.request, { ...calendar, format: "ics" });
});
