import { fileURLToPath } from "node:url";
import { diskStorage } from "./disk.server.ts";
import { s3Storage } from "./s3.server.ts";
import type { Storage } from "./storage.ts";

/**
 * The storage that a setting names: `file:///folder` or `s3://bucket/prefix`, the latter with the credentials and region of
 * the usual AWS environment variables, and `?endpoint=https://host` (path-style addresses) for other makers' stores.
 * @throws Error with a sentence, for anything else
 */
export function openStorage(url: string): Storage {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol === "file:") return diskStorage(fileURLToPath(parsed));
  if (parsed?.protocol === "s3:" && parsed.hostname !== "") {
    const endpoint = parsed.searchParams.get("endpoint") ?? undefined;
    if (endpoint && !/^https?:$/.test(URL.canParse(endpoint) ? new URL(endpoint).protocol : ""))
      throw new Error(`The endpoint of a store is an http or https address, not "${endpoint}".`);
    return s3Storage({ bucket: parsed.hostname, prefix: parsed.pathname.replace(/^\/+|\/+$/g, ""), endpoint });
  }
  throw new Error("A store is given as file:///folder or s3://bucket/prefix.");
}
