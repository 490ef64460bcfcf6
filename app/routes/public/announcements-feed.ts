import { publicLoader } from "../guard.server.ts";
import { bulletinFeed } from "./bulletin-feed.server.ts";

export const loader = publicLoader("all that is in it was published", (args) => bulletinFeed(args, "important"));
