import { readMaintenanceFeed } from "#app/domain/public/read-maintenance-feeds.server.ts";
import { publicLoader } from "../guard.server.ts";
import { feedFormat, feedLanguage, noFeed } from "./feed-address.server.ts";
import { feedResponse } from "./feed-response.server.ts";

/** For feed readers: Atom and JSON Feed. */
export const loader = publicLoader("it has what the public page has", async ({ request, context }) => {
  const format = feedFormat(request, ["atom", "json"]);
  if (!format) return noFeed();
  const content = await readMaintenanceFeed(context.ctx, { language: feedLanguage(request), format });
  return feedResponse(request, content, format);
});
