import { randomBytes, randomInt, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { portalFigures } from "./figures.ts";

const derive = promisify(scrypt) as (code: string, salt: string, length: number) => Promise<Buffer>;

/** Evenly spread over all 8-digit strings, leading zeros too. */
export const newCode = (): string =>
  String(randomInt(10 ** portalFigures.codeDigits)).padStart(portalFigures.codeDigits, "0");

/** 26 bits could be tried one by one, so they are salted and stretched (ASVS 6.5.2). */
export async function hashCode(code: string): Promise<{ salt: string; hash: string }> {
  const salt = randomBytes(16).toString("base64url");
  return { salt, hash: (await derive(code, salt, 32)).toString("base64url") };
}

export async function codeMatches(code: string, stored: { salt: string; hash: string }): Promise<boolean> {
  const wanted = Buffer.from(stored.hash, "base64url");
  return timingSafeEqual(await derive(code, stored.salt, wanted.length), wanted);
}
