/** What is wrong with the XML, as a sentence. */
export class XmlSyntaxError extends Error {
  override name = "XmlSyntaxError";
}
export class DoctypeError extends Error {
  override name = "DoctypeError";
}
export class XmlTooLongError extends Error {
  override name = "XmlTooLongError";
}

export type XmlEvents = {
  open: (name: string) => void;
  /** In pieces: entities are expanded, CDATA is taken as it is. Called only while `wantsText` says so. */
  text: (piece: string) => void;
  close: () => void;
  wantsText: () => boolean;
};

// XML 1.0, fifth edition: productions [2] Char, [4] NameStartChar, [4a] NameChar.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML forbids
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
const START =
  ":A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}";
const NAME_PATTERN = `[${START}][${START}\\-.0-9\\xB7\\u0300-\\u036F\\u203F\\u2040]*`;
const NAME = new RegExp(`^${NAME_PATTERN}$`, "u");
const TAG_NAME = new RegExp(NAME_PATTERN, "uy");
const ATTRIBUTE = new RegExp(`[ \\t\\r\\n]+(${NAME_PATTERN})[ \\t\\r\\n]*=[ \\t\\r\\n]*("[^"<]*"|'[^'<]*')`, "uy");
const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.[0-9]+\1([ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])[A-Za-z][A-Za-z0-9._-]*\3)?([ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(yes|no)\5)?[ \t\r\n]*\?>$/;
const BLANK = /^[ \t\r\n]*$/;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function character(code: number): string {
  const allowed = code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff);
  if (!allowed || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff)
    throw new XmlSyntaxError("a character reference names no character.");
  return String.fromCodePoint(code);
}

/** Only XML's own five entities and characters by number: without a DOCTYPE there can be no others. */
function expand(text: string): string {
  return text.replace(/&([^;&]{0,12};?)/g, (_all, reference: string) => {
    const name = reference.endsWith(";") ? reference.slice(0, -1) : "";
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    if (known !== undefined) return known;
    const number = /^#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,10}))$/.exec(name);
    if (!number) throw new XmlSyntaxError("an & stands alone, or names an entity that is not XML's own.");
    return character(number[1] !== undefined ? Number.parseInt(number[1], 16) : Number(number[2]));
  });
}

/**
 * Checks and reads XML 1.0 without DOCTYPE in one pass. It jumps from mark to mark with `indexOf`, where a parser that looks at each character
 * takes many times as long; a bookkeeping file is made of short elements without attributes. What it accepts is what `saxes` accepts:
 * a test compares them on made-up documents.
 */
export class XmlScanner {
  #events: XmlEvents;
  #maxToken: number;
  #buffer = "";
  #at = 0;
  #linesBefore = 1;
  #countedTo = 0;
  #names = new Set<string>();
  #stack: string[] = [];
  #started = false;
  #rootClosed = false;

  /** @param maxToken the longest tag, text, comment or the like, in characters; no more than that is held in memory */
  constructor(events: XmlEvents, maxToken: number) {
    this.#events = events;
    this.#maxToken = maxToken;
  }

  /** The line, from 1, of what is being read. */
  get line(): number {
    for (
      let i = this.#buffer.indexOf("\n", this.#countedTo);
      i !== -1 && i < this.#at;
      i = this.#buffer.indexOf("\n", i + 1)
    ) {
      this.#linesBefore++;
      this.#countedTo = i + 1;
    }
    return this.#linesBefore;
  }

  /** @throws XmlSyntaxError, DoctypeError, XmlTooLongError */
  write(piece: string): void {
    if (FORBIDDEN.test(piece)) {
      // What stands before the character is read first, so that its line is told.
      const bad = FORBIDDEN.exec(piece)!.index;
      this.#take(piece.slice(0, bad));
      this.#at = this.#buffer.length;
      throw new XmlSyntaxError("a control character stands where XML allows none.");
    }
    this.#take(piece);
  }

  end(): void {
    this.#text(this.#buffer.length);
    this.#at = this.#buffer.length;
    if (this.#stack.length > 0) throw new XmlSyntaxError(`the file ends inside the element ${this.#stack.at(-1)}.`);
    if (!this.#rootClosed) throw new XmlSyntaxError("there is no element.");
  }

  #take(piece: string): void {
    // The lines of what is dropped are counted before it is gone.
    this.#linesBefore = this.line;
    this.#buffer = this.#buffer.slice(this.#at) + piece;
    this.#countedTo = 0;
    this.#at = 0;
    for (;;) {
      const mark = this.#buffer.indexOf("<", this.#at);
      if (mark === -1 || !this.#markup(mark)) break;
    }
    if (this.#buffer.length - this.#at > this.#maxToken) throw new XmlTooLongError();
  }

  /** The text up to `end`. */
  #text(end: number): void {
    if (end === this.#at) return;
    const inside = this.#stack.length > 0;
    if (inside && !this.#events.wantsText() && end - this.#at < 64 && BLANK.test(this.#buffer.slice(this.#at, end)))
      return;
    const text = this.#buffer.slice(this.#at, end);
    if (text.length > this.#maxToken) throw new XmlTooLongError();
    if (!inside) {
      if (!BLANK.test(text)) throw new XmlSyntaxError("there is text outside the root element.");
      return;
    }
    if (text.includes("]]>")) throw new XmlSyntaxError("]]> stands in a text.");
    const plain = text.includes("&") ? expand(text) : text;
    if (this.#events.wantsText()) this.#events.text(plain.includes("\r") ? plain.replace(/\r\n?/g, "\n") : plain);
  }

  /** Reads the markup that begins at `mark`, and the text before it; false when its end has not come yet. */
  #markup(mark: number): boolean {
    const buffer = this.#buffer;
    const kind = buffer.charCodeAt(mark + 1);
    if (kind === 47) {
      const end = buffer.indexOf(">", mark);
      if (end === -1) return false;
      this.#text(mark);
      this.#at = mark;
      this.#closeTag(buffer.slice(mark + 2, end));
      this.#at = end + 1;
      return true;
    }
    if (kind === 33) return this.#declaration(mark);
    if (kind === 63) return this.#instruction(mark);
    const end = this.#tagEnd(mark);
    if (end === -1) return false;
    const tag = buffer.slice(mark + 1, end);
    this.#text(mark);
    this.#at = mark;
    this.#openTag(tag);
    this.#at = end + 1;
    return true;
  }

  /** Where the tag that begins at `mark` ends: at the first > outside an attribute's value; -1 when it has not come yet. */
  #tagEnd(mark: number): number {
    const buffer = this.#buffer;
    let end = buffer.indexOf(">", mark);
    for (let i = mark + 1; i < end; i++) {
      const c = buffer.charCodeAt(i);
      if (c !== 34 && c !== 39) continue;
      i = buffer.indexOf(c === 34 ? '"' : "'", i + 1);
      if (i === -1) return -1;
      if (i > end) end = buffer.indexOf(">", i);
    }
    return end;
  }

  #openTag(tag: string): void {
    this.#started = true;
    if (this.#rootClosed) throw new XmlSyntaxError("there is a second root element.");
    let name = tag;
    let empty = false;
    if (!this.#names.has(tag)) {
      empty = tag.endsWith("/");
      name = this.#checkTag(empty ? tag.slice(0, -1) : tag);
    }
    this.#stack.push(name);
    this.#events.open(name);
    if (empty) this.#closeTag(name);
  }

  /** @returns the name of a tag that has attributes, or that has not come before */
  #checkTag(tag: string): string {
    TAG_NAME.lastIndex = 0;
    const name = TAG_NAME.exec(tag)?.[0];
    if (name === undefined) throw new XmlSyntaxError("a < is not followed by a name.");
    if (name === tag) {
      // A document of made-up names must not fill the set.
      if (this.#names.size < 1_000) this.#names.add(tag);
      return name;
    }
    const seen = new Set<string>();
    let at = name.length;
    for (;;) {
      ATTRIBUTE.lastIndex = at;
      const attribute = ATTRIBUTE.exec(tag);
      if (!attribute) break;
      if (seen.has(attribute[1]!)) throw new XmlSyntaxError(`the attribute ${attribute[1]!.slice(0, 40)} comes twice.`);
      seen.add(attribute[1]!);
      if (attribute[2]!.includes("&")) expand(attribute[2]!);
      at = ATTRIBUTE.lastIndex;
    }
    if (!BLANK.test(tag.slice(at))) throw new XmlSyntaxError(`the tag of ${name.slice(0, 40)} is malformed.`);
    return name;
  }

  #closeTag(tag: string): void {
    const open = this.#stack.pop();
    if (tag !== open && tag.replace(/[ \t\r\n]+$/, "") !== open)
      throw new XmlSyntaxError(`the closing tag ${tag.slice(0, 40)} does not match ${open ?? "any opening one"}.`);
    this.#events.close();
    if (this.#stack.length === 0) this.#rootClosed = true;
  }

  /** `<!`: a comment or CDATA; a DOCTYPE is refused as soon as it can be told. */
  #declaration(mark: number): boolean {
    const buffer = this.#buffer;
    const start = buffer.slice(mark, mark + 9);
    if (start.startsWith("<!--")) {
      const end = buffer.indexOf("--", mark + 4);
      if (end === -1 || end + 2 >= buffer.length) return false;
      this.#text(mark);
      this.#at = mark;
      if (buffer[end + 2] !== ">") throw new XmlSyntaxError("-- stands in a comment.");
      this.#skip(mark, end + 3);
      return true;
    }
    if (start === "<![CDATA[") {
      const end = buffer.indexOf("]]>", mark);
      if (end === -1) return false;
      this.#text(mark);
      this.#at = mark;
      if (this.#stack.length === 0) throw new XmlSyntaxError("there is text outside the root element.");
      if (this.#events.wantsText()) this.#events.text(buffer.slice(mark + 9, end).replace(/\r\n?/g, "\n"));
      this.#skip(mark, end + 3);
      return true;
    }
    if ("<!--".startsWith(start) || "<![CDATA[".startsWith(start) || "<!DOCTYPE".startsWith(start)) {
      if (start.length < 9) return false;
      this.#at = mark;
      throw new DoctypeError();
    }
    this.#at = mark;
    throw new XmlSyntaxError("<! does not begin a comment or CDATA.");
  }

  #instruction(mark: number): boolean {
    const end = this.#buffer.indexOf("?>", mark);
    if (end === -1) return false;
    this.#text(mark);
    const instruction = this.#buffer.slice(mark, end + 2);
    const first = !this.#started && mark === 0;
    this.#at = mark;
    const target = /^<\?([^ \t\r\n?]+)(?=[ \t\r\n]|\?>$)/.exec(instruction)?.[1];
    if (target === undefined || !NAME.test(target)) throw new XmlSyntaxError("a <? is not followed by a name.");
    if (/^xml$/i.test(target) && !(first && DECLARATION.test(instruction)))
      throw new XmlSyntaxError("the XML declaration is malformed, or not at the beginning.");
    this.#skip(mark, end + 2);
    return true;
  }

  #skip(from: number, to: number): void {
    if (to - from > this.#maxToken) throw new XmlTooLongError();
    this.#started = true;
    this.#at = to;
  }
}
