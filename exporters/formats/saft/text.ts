import { createHash } from "node:crypto";
import { bytesOfText, textOfBytes, unescapeCopy } from "../copy-text.ts";

/** Lengths of the 1.30 schema's text types, in characters. */
export const CODE = 9;
export const SHORT = 18;
export const MIDDLE1 = 35;
export const MIDDLE2 = 70;
export const LONG = 256;

const REPLACEMENT = "\u00ef\u00bf\u00bd";
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold these, not even escaped
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f]|\u00ef\u00bf[\u00be\u00bf]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, and what XML gives a meaning
const SPECIAL = /[&<>\x00-\x08\x0b-\x1f]|\u00ef\u00bf[\u00be\u00bf]/;

/** What the format could not take as it was; the archive's completeness report tells it. */
export type SaftLosses = {
  shortened: number;
  replacedCharacters: number;
  linesWithoutTaxAmount: number;
  vouchersWithoutLines: number;
};

export const noLosses = (): SaftLosses => ({
  shortened: 0,
  replacedCharacters: 0,
  linesWithoutTaxAmount: 0,
  vouchersWithoutLines: 0,
});

/**
 * Text for element content. Strings stand for UTF-8 bytes (one character a byte), as they come from COPY: only what is too
 * long is ever decoded.
 */
export class SaftText {
  readonly losses = noLosses();

  /** @param field as COPY wrote it; `limit` in characters: what is longer is cut */
  text(field: string, limit: number): string {
    const value = unescapeCopy(field);
    return this.#escape(value.length > limit ? this.#cut(value, limit) : value);
  }

  /** An identifier: what is longer is cut and ends in a hash, so that two of them stay two. */
  id(field: string, limit: number): string {
    const value = unescapeCopy(field);
    if (value.length <= limit) return this.#escape(value);
    const characters = [...textOfBytes(value)];
    if (characters.length <= limit) return this.#escape(value);
    this.losses.shortened++;
    const tail = createHash("sha256")
      .update(value, "latin1")
      .digest("hex")
      .slice(0, limit < SHORT ? 4 : 8);
    return this.#escape(bytesOfText(`${characters.slice(0, limit - tail.length - 1).join("")}~${tail}`));
  }

  /** An element with text in it, or nothing when the text is empty: an empty element is worse than none. */
  optional(name: string, field: string, limit: number): string {
    return field === "" ? "" : `<${name}>${this.text(field, limit)}</${name}>`;
  }

  #cut(value: string, limit: number): string {
    const characters = [...textOfBytes(value)];
    if (characters.length <= limit) return value;
    this.losses.shortened++;
    return bytesOfText(characters.slice(0, limit).join(""));
  }

  #escape(value: string): string {
    if (!SPECIAL.test(value)) return value;
    return value
      .replace(FORBIDDEN, () => {
        this.losses.replacedCharacters++;
        return REPLACEMENT;
      })
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll("\r", "&#13;");
  }
}
