/** A field, or the fields of an object list. */
export type Token = string | string[];

export class SieSyntaxError extends Error {
  override name = "SieSyntaxError";
}

const SPACE = 32;
const TAB = 9;
const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;

/**
 * Splits one SIE record into its label and fields: separated by spaces or tabs, quoted where they hold one, with `\"` for
 * a quotation mark (any other backslash stands for itself, as in Windows paths). `{...}` is one token, a list.
 * A quotation mark left open holds the rest of the line: products that cut long texts leave such lines, and what stands before the text is
 * whole. The caller is told by `openQuote`.
 * Works on any text in which the separators are ASCII, bytes read as Latin-1 too.
 * @throws SieSyntaxError with a sentence, for braces that do not match
 */
export function tokenizeSie(line: string, openQuote: () => void = () => {}): Token[] {
  const tokens: Token[] = [];
  let list: string[] | undefined;
  let i = 0;
  const end = line.length;
  while (i < end) {
    const c = line.charCodeAt(i);
    if (c === SPACE || c === TAB) {
      i++;
      continue;
    }
    if (c === OPEN) {
      if (list) throw new SieSyntaxError("A { stands inside an object list.");
      list = [];
      i++;
      continue;
    }
    if (c === CLOSE) {
      if (!list) throw new SieSyntaxError("A } stands where no object list is open.");
      tokens.push(list);
      list = undefined;
      i++;
      continue;
    }
    let text: string;
    if (c === QUOTE) {
      const start = ++i;
      let escaped = false;
      while (i < end && line.charCodeAt(i) !== QUOTE) {
        if (line.charCodeAt(i) === BACKSLASH && line.charCodeAt(i + 1) === QUOTE) {
          escaped = true;
          i++;
        }
        i++;
      }
      if (i >= end) openQuote();
      text = line.slice(start, i);
      if (escaped) text = text.replaceAll('\\"', '"');
      i++;
    } else {
      const start = i;
      while (i < end) {
        const d = line.charCodeAt(i);
        // A list's last field may touch its brace; elsewhere a brace inside a bare word is part of the word.
        if (d === SPACE || d === TAB || (list && d === CLOSE)) break;
        i++;
      }
      text = line.slice(start, i);
    }
    if (list) list.push(text);
    else tokens.push(text);
  }
  if (list) throw new SieSyntaxError("An object list is not closed with }.");
  return tokens;
}
