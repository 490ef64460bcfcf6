import { crc32 } from "node:zlib";

/**
 * `#KSUMMA`: CRC-32 (reflected polynomial EDB88320, start and final inversion FFFFFFFF) over the records between the two
 * `#KSUMMA`, each record's label, with its `#`, and fields one after another: without separators, quotation marks, the
 * braces of object lists and line ends (SIE file format 4B, appendix on the check sum).
 */
export class SieChecksum {
  #crc = 0;
  #fields: string[] = [];
  #length = 0;

  /** @param tokens the record's label and fields as read, one character per byte */
  add(tokens: readonly (string | string[])[]): void {
    for (const token of tokens) {
      const text = typeof token === "string" ? token : token.join("");
      this.#fields.push(text);
      this.#length += text.length;
    }
    if (this.#length > 65_536) this.#digest();
  }

  get value(): number {
    this.#digest();
    return this.#crc;
  }

  #digest(): void {
    this.#crc = crc32(Buffer.from(this.#fields.join(""), "latin1"), this.#crc);
    this.#fields = [];
    this.#length = 0;
  }
}
