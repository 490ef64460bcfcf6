import { createHash, createHmac, randomBytes } from "node:crypto";

/** 256 random bits as base64url (43 characters). Goes to the person once; only its hash is kept. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** A token of 256 random bits cannot be guessed from a plain hash (ASVS 6.5.2 asks for a salt below 112 bits only). */
export const sha256Hex = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * The pseudonym under which a person's identity is kept: HMAC-SHA-256 of the issuer and its stable id of the person, hex.
 * A plain hash would not do, since national identity numbers can be tried one by one.
 */
export function subjectHmac(key: string, issuer: string, subject: string): string {
  // JSON keeps the two apart: ("a", "bc") and ("ab", "c") differ.
  return createHmac("sha256", key)
    .update(JSON.stringify([issuer, subject]))
    .digest("hex");
}
