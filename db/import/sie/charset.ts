import iconv from "iconv-lite";

/** PC8 (CP437) is what the SIE format asks for; the others occur. */
export type SieCharset = "cp437" | "windows-1252" | "utf-8";

// The letters of Nordic names and the commonest accents, as each of the two code pages has them.
const CP437_LETTERS = new Set([0x84, 0x86, 0x8e, 0x8f, 0x94, 0x99, 0x81, 0x9a, 0x82, 0x90, 0x91, 0x92]);
const LATIN1_LETTERS = new Set([0xe4, 0xe5, 0xc4, 0xc5, 0xf6, 0xd6, 0xfc, 0xdc, 0xe9, 0xc9, 0xe6, 0xc6, 0xf8, 0xd8]);

/**
 * Tells the charset of a whole file from its bytes: UTF-8 when every byte fits and some are not ASCII; else the code page
 * in which more of the bytes are letters of Nordic names. A tie goes to PC8, the format's own.
 */
export class SieCharsetDetector {
  #utf8: TextDecoder | undefined = new TextDecoder("utf-8", { fatal: true });
  #high = 0;
  #cp437 = 0;
  #latin1 = 0;

  add(chunk: Buffer): void {
    try {
      this.#utf8?.decode(chunk, { stream: true });
    } catch {
      this.#utf8 = undefined;
    }
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (byte < 0x80) continue;
      this.#high++;
      if (CP437_LETTERS.has(byte)) this.#cp437++;
      else if (LATIN1_LETTERS.has(byte)) this.#latin1++;
    }
  }

  result(): SieCharset {
    if (this.#high === 0) return "cp437";
    try {
      this.#utf8?.decode();
      if (this.#utf8) return "utf-8";
    } catch {
      // The file ends inside a character, so it is not UTF-8.
    }
    return this.#latin1 > this.#cp437 ? "windows-1252" : "cp437";
  }
}

/** Decodes a field whose bytes were read as Latin-1. Only fields with a byte above 127 cost anything. */
export function decodeSieField(raw: string, charset: SieCharset): string {
  for (let i = 0; i < raw.length; i++)
    if (raw.charCodeAt(i) > 127) return iconv.decode(Buffer.from(raw, "latin1"), charset);
  return raw;
}
