import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * What the browser holds between opening the link and giving the code: which link, which browser, until when, sealed with a
 * MAC. It is the same size and shape for a link that does not exist, and nothing of it is stored.
 */
export type Presession = { linkId: string; browser: string; expiresAt: Date };

const MAC_BYTES = 32;
const BODY_BYTES = 16 + 16 + 6;

function mac(secret: string, body: Buffer): Buffer {
  const key = hkdfSync("sha256", secret, "", "huolto portal presession", 32);
  return createHmac("sha256", Buffer.from(key)).update(body).digest();
}

/** @returns a cookie value (base64url) */
export function sealPresession(secret: string, linkId: string, expiresAt: Date): string {
  const body = Buffer.alloc(BODY_BYTES);
  Buffer.from(linkId.replaceAll("-", ""), "hex").copy(body, 0);
  randomBytes(16).copy(body, 16);
  body.writeUIntBE(Math.floor(expiresAt.getTime() / 1000), 32, 6);
  return Buffer.concat([body, mac(secret, body)]).toString("base64url");
}

/** @returns null when it was not sealed by us, was changed, or is over */
export function openPresession(secret: string, value: string | null, now: Date): Presession | null {
  const bytes = Buffer.from(value ?? "", "base64url");
  if (bytes.length !== BODY_BYTES + MAC_BYTES) return null;
  const body = bytes.subarray(0, BODY_BYTES);
  if (!timingSafeEqual(mac(secret, body), bytes.subarray(BODY_BYTES))) return null;
  const expiresAt = new Date(body.readUIntBE(32, 6) * 1000);
  if (expiresAt <= now) return null;
  const linkId = body.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  return { linkId, browser: body.toString("hex", 16, 32), expiresAt };
}
