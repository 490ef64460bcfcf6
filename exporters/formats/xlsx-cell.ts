import { bytesOfText, textOfBytes, unescapeCopy } from "./copy-text.ts";

/** Excel's limit for the text of one cell. */
export const MAX_CELL_CHARACTERS = 32_767;
/** A double holds so many decimal digits exactly; a longer number stays text. */
export const MAX_DIGITS = 15;

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold these
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
/** Spreadsheets read _x0041_ as "A" (ISO/IEC 29500-1, ST_Xstring), unless its first underscore is written so itself. */
const ESCAPE_LIKE = /_x[0-9A-Fa-f]{4}_/g;
/** In a plain <v>, LibreOffice drops spaces at the ends and reads no escapes; in an inline string's <t> it keeps to the standard. */
const NEEDS_INLINE_STRING = /^\s|\s$|_x005F_/;
const NEEDS_PRESERVE = /^\s|\n|\s$/;

/** Whether a double holds all of a number's digits. */
export const isExact = (field: string): boolean =>
  field.length <= MAX_DIGITS || field.replace(/[-.]/g, "").length <= MAX_DIGITS;

/** A number's field as the shortest text that means the same double. */
export const numberText = (field: string): string => String(Number(field));

/** Days since 1899-12-30, as spreadsheets count. */
export const dayNumber = (field: string): string =>
  String(25_569 + new Date(`${field}T00:00:00Z`).getTime() / 86_400_000);

export type CellText = {
  /** Whether it must be an inline string. */
  inline: boolean;
  /** Attributes of the <t> of an inline string. */
  attributes: string;
  /** UTF-8 bytes, one to a character, escaped for XML. */
  xml: string;
};

/** A field of COPY's text format as the text of a cell, whatever is in it. */
export function cellText(field: string): CellText {
  const text = textOfBytes(unescapeCopy(field)).replace(FORBIDDEN, "\ufffd").replace(ESCAPE_LIKE, "_x005F$&");
  const fitting = text.length > MAX_CELL_CHARACTERS ? text.slice(0, MAX_CELL_CHARACTERS).toWellFormed() : text;
  return {
    inline: NEEDS_INLINE_STRING.test(fitting),
    attributes: NEEDS_PRESERVE.test(fitting) ? ' xml:space="preserve"' : "",
    xml: bytesOfText(fitting.replace(/["&'<>\x7f]/g, (c) => entities[c]!)),
  };
}

/** As exceljs escapes text; it leaves DEL out. */
const entities: Record<string, string> = {
  '"': "&quot;",
  "&": "&amp;",
  "'": "&apos;",
  "<": "&lt;",
  ">": "&gt;",
  "\x7f": "",
};
