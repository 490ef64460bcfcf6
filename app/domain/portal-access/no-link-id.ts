import { createHmac } from "node:crypto";

/** Looks like a link's id (UUID, version 4) and is the same each time: neither tells that there is no such link. */
export function noLinkId(secret: string, token: string): string {
  const bytes = createHmac("sha256", secret).update(`no link ${token}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
