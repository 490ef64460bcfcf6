/** What pdfkit keeps of an embedded font; its types leave it out. */
export type PdfkitFont = {
  id: string;
  encode(text: string): [hex: string[], positions: { advanceWidth: number }[]];
  ref(): unknown;
  font: { hasGlyphForCodePoint(codePoint: number): boolean };
};

/** Text as the page holds it: the inside of a PDF string of two-byte glyph numbers, and its width at size 1. */
export type Run = { bytes: string; width: number };

/** Runs kept for the next use: account names, texts and dates come again and again. */
const MAX_RUNS = 5_000;
/** Two bytes, each with a backslash before it. */
const MAX_GLYPH_BYTES = 4;
const scratch = Buffer.allocUnsafe(4096);
const REPLACEMENT = "\ufffd";
const SPACES = /[\t\n\v\f\r]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: characters that no font draws
const UNSEEN = /[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/;

/**
 * Glyphs of one font in one document. Each character is asked of pdfkit once; that also puts it into the font's subset and into
 * its ToUnicode table, so that the words can be searched and copied.
 */
export class FontRuns {
  readonly id: string;
  /** Characters (code points) that the font does not have, drawn as U+FFFD. */
  readonly missing = new Set<number>();
  #font: PdfkitFont;
  #glyphs: (Run | undefined)[] = [];
  #runs = new Map<string, Run>();

  constructor(font: PdfkitFont) {
    this.#font = font;
    this.id = font.id;
  }

  /** A text that comes again: kept. */
  run(text: string): Run {
    let run = this.#runs.get(text);
    if (run) return run;
    if (this.#runs.size >= MAX_RUNS) this.#runs.clear();
    run = this.once(text);
    this.#runs.set(text, run);
    return run;
  }

  /** A text that hardly comes again, as amounts do. */
  once(text: string): Run {
    // Written into bytes and read back as one string: adding up strings would keep every piece of them.
    const room = text.length * MAX_GLYPH_BYTES;
    const out = room <= scratch.length ? scratch : Buffer.allocUnsafe(room);
    let end = 0;
    let width = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.codePointAt(i)!;
      if (code > 0xffff) i++;
      const glyph = this.#glyphs[code] ?? this.#add(code);
      const { bytes } = glyph;
      for (let at = 0; at < bytes.length; at++) out[end++] = bytes.charCodeAt(at);
      width += glyph.width;
    }
    return { bytes: out.toString("latin1", 0, end), width };
  }

  #add(code: number): Run {
    const character = String.fromCodePoint(code).replace(SPACES, " ");
    // PDF/A forbids the box that a font draws for what it does not have.
    const unseen = UNSEEN.test(character) || !this.#font.font.hasGlyphForCodePoint(character.codePointAt(0)!);
    if (unseen) this.missing.add(code);
    const drawn = unseen ? REPLACEMENT : character;
    const [hex, positions] = this.#font.encode(drawn);
    const glyph = {
      bytes: Buffer.from(hex.join(""), "hex")
        .toString("latin1")
        .replace(/[\\()\r\n]/g, (c) => escapes[c]!),
      width: positions.reduce((sum, p) => sum + p.advanceWidth, 0) / 1000,
    };
    this.#glyphs[code] = glyph;
    return glyph;
  }
}

const escapes: Record<string, string> = { "\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r", "\n": "\\n" };
