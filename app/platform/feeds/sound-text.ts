/** What XML 1.0 cannot hold in any form (section 2.2): most control characters, halves of surrogate pairs, two non-characters. */
const UNSOUND =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text without the characters that no feed can hold. */
export const soundText = (text: string): string => text.replace(UNSOUND, "");

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as HTML shows it word for word. */
export const htmlText = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character]!);
