import { textOfBytes, unescapeCopy } from "../copy-text.ts";
import { toCp437 } from "./cp437.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what needs care
const NEEDS_CARE = /[\\\x00-\x1f\x7f-\xff]/;

/** Texts in PC8, and a count of what PC8 could not hold. */
export class SieText {
  replacedCharacters = 0;
  #lost = (count: number): void => {
    this.replacedCharacters += count;
  };

  text(value: string): string {
    const bytes = toCp437(value, this.#lost);
    // At the end of a quoted text it would make the closing quotation mark part of the text.
    if (!bytes.endsWith("\\")) return bytes;
    this.#lost(1);
    return `${bytes} `;
  }

  /** @param field as COPY wrote it, UTF-8 bytes as characters */
  field(field: string): string {
    return NEEDS_CARE.test(field) ? this.text(textOfBytes(unescapeCopy(field))) : field;
  }
}
